// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
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
		bindings.NewInbox().PackConstructor(i.Seats, common.Address{}, bridge, i.ForceDelay, i.Silence, i.MaxMessages, i.MaxBatchData)...)
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
		before, err := machine.Intrinsic(nil, c.Init)
		if err != nil {
			return nil, fmt.Errorf("gas of the %s: %w", c.Name, err)
		}
		code, _, used, err := machine.Create(from, c.Init)
		if err != nil {
			return nil, fmt.Errorf("the %s refuses what it is created with: %w", c.Name, err)
		}
		c.Code, c.Gas = code, before+used
		c.Gas += c.Gas / 8
	}
	return all, nil
}

// machine runs creations of an account here, one after the other, as L1 does as far as they can see.
func (s *Spec) machine(from common.Address, nonce uint64) (*evm.Machine, error) {
	m, err := evm.New(evm.Shanghai(s.L1ChainID))
	if err != nil {
		return nil, err
	}
	m.State.SetNonce(from, nonce, tracing.NonceChangeUnspecified)
	m.Enter(evm.Block{Height: 1, Time: 1, Gas: math.MaxUint32})
	return m, nil
}
