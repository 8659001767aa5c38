// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	ethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"

	"github.com/layeredpow/adit/contracts/bindings"
)

// Contract is one that a deployment creates.
type Contract struct {
	Name    string
	Address common.Address
	Nonce   uint64 // of the account, for the transaction that creates it
	Init    []byte // creation code with its arguments
	Code    []byte // what then stands at the address
	Gas     uint64 // that the transaction gets: an eighth more than it takes
}

// Plan is what an account creates from a nonce on, in order. The inbox is the first.
func (s *Spec) Plan(from common.Address, nonce uint64) ([]Contract, error) {
	// The two contracts name each other, so the second one's address must be known before it is there.
	inbox, bridge := crypto.CreateAddress(from, nonce), common.Address{}
	if s.Inbox.StandIn {
		bridge = crypto.CreateAddress(from, nonce+1)
	}
	i := &s.Inbox
	init := append(hexutil.MustDecode(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor(i.Seats, common.Address{}, bridge, i.ForceDelay, i.Silence, i.MaxMessages)...)
	all := []Contract{{Name: "inbox", Address: inbox, Nonce: nonce, Init: init}}
	if s.Inbox.StandIn {
		init := append(hexutil.MustDecode(bindings.StandInBridgeMetaData.Bin), bindings.NewStandInBridge().PackConstructor(inbox)...)
		all = append(all, Contract{Name: "stand-in bridge", Address: bridge, Nonce: nonce + 1, Init: init})
	}
	machine, err := s.machine(from, nonce)
	if err != nil {
		return nil, err
	}
	for n := range all {
		c := &all[n]
		code, _, left, err := runtime.Create(c.Init, machine)
		if err != nil {
			return nil, fmt.Errorf("the %s refuses what it is created with: %w", c.Name, err)
		}
		c.Code, c.Gas = code, intrinsic(c.Init)+machine.GasLimit-left
		c.Gas += c.Gas / 8
	}
	return all, nil
}

// intrinsic is what a creation costs before any code runs, under Shanghai's rules.
func intrinsic(init []byte) uint64 {
	gas := ethparams.TxGasContractCreation + uint64(len(init)+31)/32*ethparams.InitCodeWordGas
	for _, b := range init {
		if b == 0 {
			gas += ethparams.TxDataZeroGas
		} else {
			gas += ethparams.TxDataNonZeroGasEIP2028
		}
	}
	return gas
}

// machine runs creations of an account here, one after the other, as L1 does as far as they can see.
func (s *Spec) machine(from common.Address, nonce uint64) (*runtime.Config, error) {
	db, err := state.New(types.EmptyRootHash, state.NewDatabase(triedb.NewDatabase(rawdb.NewMemoryDatabase(), triedb.HashDefaults), nil))
	if err != nil {
		return nil, fmt.Errorf("open an empty state: %w", err)
	}
	db.SetNonce(from, nonce, tracing.NonceChangeUnspecified)
	c := *ethparams.MergedTestChainConfig
	c.ChainID = s.chainID()
	c.CancunTime, c.PragueTime, c.OsakaTime, c.AmsterdamTime, c.UBTTime = nil, nil, nil, nil, nil
	c.BPO1Time, c.BPO2Time, c.BPO3Time, c.BPO4Time, c.BPO5Time = nil, nil, nil, nil, nil
	return &runtime.Config{
		ChainConfig: &c, State: db, Origin: from, GasLimit: math.MaxUint32, BlockNumber: big.NewInt(1), Time: 1, Random: &common.Hash{},
	}, nil
}
