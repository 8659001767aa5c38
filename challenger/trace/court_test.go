// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"encoding/binary"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/oracle"
)

// court is the rollup's contracts in an EVM of their own and the referee beside them, which must say the same.
type court struct {
	t         testing.TB
	referee   *game.Referee
	chain     *evm.Machine
	rollup    common.Address
	machine   common.Address
	preimages common.Address
	height    uint64
	inbox     game.Range
	moves     map[common.Address]int    // that were taken, withdrawals apart
	gas       map[common.Address]uint64 // for all that was sent
	proof     uint64                    // gas of the proof of a step
}

var (
	honest, liar, deployer = common.Address{1}, common.Address{2}, common.Address{3}
	inboxAt                = common.Address{4}
)

// newCourt has a rollup of which nothing is claimed.
func newCourt(t testing.TB, w *world, p *trace.Program) *court {
	t.Helper()
	c := &court{t: t, height: 1, inbox: w.Last(), moves: map[common.Address]int{}, gas: map[common.Address]uint64{}}
	var err error
	if c.chain, err = evm.New(evm.Shanghai(63)); err != nil {
		t.Fatal(err)
	}
	for _, who := range []common.Address{honest, liar, deployer} {
		c.chain.State.SetBalance(who, new(uint256.Int).Lsh(uint256.NewInt(1), 100), tracing.BalanceChangeUnspecified)
	}
	c.holdInbox()
	c.enter()
	floats := c.create(common.FromHex(bindings.FloatMetaData.Bin))
	c.preimages = c.create(common.FromHex(bindings.PreimagesMetaData.Bin))
	c.machine = c.create(append(common.FromHex(bindings.MachineMetaData.Bin),
		bindings.NewMachine().PackConstructor(c.preimages, floats)...))
	config := game.Config{
		Inbox: inboxAt, Machine: c.machine, Template: p.Template(), Params: w.Rollup.Hash(), Genesis: w.State(0).Hash(),
		Threshold: 180, Censored: 60, PerMove: 1, Compute: 20, Queue: 20, MinGap: 16,
		Bonds: [3]uint64{1e9, 2e8, 5e7}, Price: 2e9,
	}
	c.rollup = c.create(calldata.Deployment(&config))
	if c.referee, err = game.NewReferee(config, c.height, c.inbox, c.step); err != nil {
		t.Fatal(err)
	}
	c.height += uint64(config.MinGap)
	return c
}

// holdInbox puts a contract that answers as the inbox does, in seven words: batches first, accumulator and milestone
// last.
func (c *court) holdInbox() {
	code := append([]byte{0x67}, binary.BigEndian.AppendUint64(nil, c.inbox.Batches)...)
	code = append(code, 0x5f, 0x52, 0x7f)                       // PUSH0 MSTORE PUSH32
	code = append(code, c.inbox.Acc[:]...)                      //
	code = append(code, 0x60, 160, 0x52, 0x7f)                  // PUSH1 160 MSTORE PUSH32
	code = append(code, c.inbox.Milestone[:]...)                //
	code = append(code, 0x60, 192, 0x52, 0x60, 224, 0x5f, 0xf3) // PUSH1 192 MSTORE PUSH1 224 PUSH0 RETURN
	c.chain.State.SetCode(inboxAt, code, tracing.CodeChangeUnspecified)
}

func (c *court) enter() {
	c.chain.Enter(evm.Block{Height: c.height, Time: c.height, Gas: evm.BlockGas, Price: uint256.NewInt(1e9)})
}

func (c *court) create(code []byte) common.Address {
	c.t.Helper()
	_, at, _, err := c.chain.Create(deployer, code)
	if err != nil {
		c.t.Fatalf("deploy: %v", err)
	}
	return at
}

// step does a step by the contract, for the referee.
func (c *court) step(witness []byte) (machine, following game.Hash, err error) {
	machines := bindings.NewMachine()
	output, _, err := c.chain.View(c.machine, machines.PackStep(witness), evm.BlockGas)
	if err != nil {
		return machine, following, err
	}
	out, err := machines.UnpackStep(output)
	return out.Machine, out.Following, err
}

// bring loads what a step reads, with no more gas for a precompile than it says that it takes.
func (c *court) bring(who common.Address, p *onestep.Preimage) {
	c.t.Helper()
	if p == nil {
		return
	}
	loads, offset := bindings.NewPreimages(), new(big.Int).SetUint64(p.Offset)
	input := loads.PackLoadValue(offset, p.Value)
	if q := p.Question; q != nil {
		gas, err := oracle.L1Gas(q.Number, q.Input)
		if err != nil {
			c.t.Fatal(err)
		}
		input = loads.PackLoadPrecompile(offset, q.Number, new(big.Int).SetUint64(gas), q.Input)
	}
	result, _, err := c.chain.Send(who, &c.preimages, new(uint256.Int), input)
	if err != nil || result.Failed() {
		c.t.Fatalf("load a preimage: %v, %+v", err, result)
	}
}

// try makes a move, a block later than the one before, with so many gwei.
func (c *court) try(who common.Address, m game.Move, gwei uint64) error {
	c.t.Helper()
	c.height++
	c.enter()
	input, err := calldata.Encode(m)
	if err != nil {
		c.t.Fatal(err)
	}
	value := new(uint256.Int).Mul(uint256.NewInt(gwei), uint256.NewInt(1e9))
	_, refused := c.referee.Do(game.Call{Height: c.height, Sender: who, Value: value, GasPrice: uint256.NewInt(1e9), Inbox: c.inbox}, m)
	result, _, err := c.chain.Send(who, &c.rollup, value, input)
	if err != nil {
		c.t.Fatal(err)
	}
	if result.Failed() != (refused != nil) {
		c.t.Fatalf("%T: the contract says %v (%x), the referee %v", m, result.Err, result.Revert(), refused)
	}
	var want *game.Refusal
	if got, ok := calldata.DecodeReason(result.Revert()); errors.As(refused, &want) && (!ok || got.Kind != want.Kind) {
		c.t.Fatalf("%T: the contract says %v, the referee %v", m, got, want)
	}
	c.gas[who] += result.UsedGas
	if _, ok := m.(game.Withdraw); refused == nil && !ok {
		c.moves[who]++
	}
	if _, ok := m.(game.Prove); ok && refused == nil {
		c.proof = result.UsedGas
	}
	return refused
}

func (c *court) do(who common.Address, m game.Move, gwei uint64) {
	c.t.Helper()
	if err := c.try(who, m, gwei); err != nil {
		c.t.Fatalf("%T of %x: %v", m, who[:1], err)
	}
}
