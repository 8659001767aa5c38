// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/l1anchor"
)

// machine runs transactions; the block around them is the test's to set.
type machine struct {
	*evm.Machine
	t      testing.TB
	height uint64
	time   uint64
	parent common.Hash    // hash of the block before
	miner  common.Address // whom the block pays
}

func newMachine(t testing.TB) *machine {
	t.Helper()
	m, err := evm.New(evm.Shanghai(1))
	if err != nil {
		t.Fatal(err)
	}
	return &machine{Machine: m, t: t, height: 100, time: 1_700_000_000}
}

// account is an account without code that has what gas and deposits cost.
func (m *machine) account(i byte) common.Address {
	a := common.BytesToAddress(crypto.Keccak256([]byte{i}))
	m.State.SetBalance(a, uint256.NewInt(math.MaxUint64), tracing.BalanceChangeUnspecified)
	return a
}

// send runs one transaction from an account; to is nil for a creation.
func (m *machine) send(from common.Address, to *common.Address, value uint64, input []byte) (*core.ExecutionResult, []*types.Log) {
	m.t.Helper()
	m.Enter(evm.Block{Height: m.height, Time: m.time, Miner: m.miner, Gas: evm.BlockGas, Hash: func(height uint64) common.Hash {
		if height+1 != m.height {
			m.t.Errorf("the hash of block %d was asked for at height %d", height, m.height)
		}
		return m.parent
	}})
	result, logs, err := m.Send(from, to, uint256.NewInt(value), input)
	if err != nil {
		m.t.Fatal(err)
	}
	return result, logs
}

// deploy creates a contract and returns its address.
func (m *machine) deploy(from common.Address, code []byte) common.Address {
	m.t.Helper()
	at := crypto.CreateAddress(from, m.State.GetNonce(from))
	if result, _ := m.send(from, nil, 0, code); result.Failed() {
		m.t.Fatalf("deploy: %v %x", result.Err, result.Revert())
	}
	return at
}

// inbox is a deployed inbox with its stand-in bridge.
type inbox struct {
	*machine
	abi    *bindings.Inbox
	at     common.Address
	bridge common.Address
}

const (
	forceDelay  = 3600 // seconds
	silence     = 50   // blocks
	maxMessages = 130  // in a block
	maxData     = l1anchor.MaxBatchData
)

func (m *machine) deployInbox(seats ...common.Address) *inbox {
	m.t.Helper()
	in := &inbox{machine: m, abi: bindings.NewInbox()}
	deployer := m.account(0)
	in.bridge = crypto.CreateAddress(deployer, m.State.GetNonce(deployer)+1)
	in.at = m.deploy(deployer, append(common.FromHex(bindings.InboxMetaData.Bin),
		in.abi.PackConstructor(seats, common.Address{}, in.bridge, forceDelay, silence, maxMessages, maxData)...))
	m.deploy(deployer, append(common.FromHex(bindings.StandInBridgeMetaData.Bin),
		bindings.NewStandInBridge().PackConstructor(in.at)...))
	return in
}

// must sends a call to the inbox that has to succeed and returns the gas that it used.
func (in *inbox) must(from common.Address, input []byte) uint64 {
	in.t.Helper()
	result, _ := in.send(from, &in.at, 0, input)
	if result.Failed() {
		in.t.Fatalf("call failed: %v: %s", result.Err, in.reason(result))
	}
	return result.UsedGas
}

// reason is the name of the contract's error in a failed result, or "" where the contract gave none.
func (in *inbox) reason(result *core.ExecutionResult) string {
	if len(result.Revert()) == 0 {
		return ""
	}
	reason, err := in.abi.UnpackError(result.Revert())
	if err != nil {
		in.t.Fatalf("the contract failed with %x: %v", result.Revert(), err)
	}
	return strings.TrimPrefix(reflect.TypeOf(reason).Elem().Name(), "Inbox")
}

// view calls a function that changes nothing.
func (in *inbox) view(input []byte) []byte {
	in.t.Helper()
	result, _ := in.send(in.account(0), &in.at, 0, input)
	if result.Failed() {
		in.t.Fatalf("view failed: %v", result.Err)
	}
	return result.Return()
}

func (in *inbox) contractState() bindings.StateOutput {
	in.t.Helper()
	s, err := in.abi.UnpackState(in.view(in.abi.PackState()))
	if err != nil {
		in.t.Fatal(err)
	}
	return s
}
