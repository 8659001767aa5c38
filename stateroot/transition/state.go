// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/holiman/uint256"
)

// meteredState is the state that transactions see: the plain one, with every access that costs proof steps counted
// first. Each method that reads or writes an account, a slot or code must stand here; one that is left out is free.
type meteredState struct {
	*state.StateDB
	meter *meter
}

func (s *meteredState) CreateAccount(a common.Address) {
	s.meter.touchAccount(a)
	s.StateDB.CreateAccount(a)
}

func (s *meteredState) CreateContract(a common.Address) {
	s.meter.touchAccount(a)
	s.StateDB.CreateContract(a)
}

func (s *meteredState) SubBalance(a common.Address, n *uint256.Int, why tracing.BalanceChangeReason) uint256.Int {
	s.meter.touchAccount(a)
	return s.StateDB.SubBalance(a, n, why)
}

func (s *meteredState) AddBalance(a common.Address, n *uint256.Int, why tracing.BalanceChangeReason) uint256.Int {
	s.meter.touchAccount(a)
	return s.StateDB.AddBalance(a, n, why)
}

func (s *meteredState) GetBalance(a common.Address) *uint256.Int {
	s.meter.touchAccount(a)
	return s.StateDB.GetBalance(a)
}

func (s *meteredState) GetNonce(a common.Address) uint64 {
	s.meter.touchAccount(a)
	return s.StateDB.GetNonce(a)
}

func (s *meteredState) SetNonce(a common.Address, n uint64, why tracing.NonceChangeReason) {
	s.meter.touchAccount(a)
	s.StateDB.SetNonce(a, n, why)
}

func (s *meteredState) GetCodeHash(a common.Address) common.Hash {
	s.meter.touchAccount(a)
	return s.StateDB.GetCodeHash(a)
}

// GetCode is asked for every frame that runs the code.
func (s *meteredState) GetCode(a common.Address) []byte {
	s.meter.touchAccount(a)
	code := s.StateDB.GetCode(a)
	s.meter.loadCode(a, len(code))
	return code
}

func (s *meteredState) SetCode(a common.Address, code []byte, why tracing.CodeChangeReason) []byte {
	s.meter.touchAccount(a)
	s.meter.newCode(a, len(code))
	return s.StateDB.SetCode(a, code, why)
}

// GetCodeSize needs the code itself in a proof: the trie holds only its hash.
func (s *meteredState) GetCodeSize(a common.Address) int {
	s.meter.touchAccount(a)
	n := s.StateDB.GetCodeSize(a)
	s.meter.loadCode(a, n)
	return n
}

func (s *meteredState) GetStateAndCommittedState(a common.Address, key common.Hash) (common.Hash, common.Hash) {
	s.meter.touchAccount(a)
	s.meter.touchSlot(a, key)
	return s.StateDB.GetStateAndCommittedState(a, key)
}

func (s *meteredState) GetState(a common.Address, key common.Hash) common.Hash {
	s.meter.touchAccount(a)
	s.meter.touchSlot(a, key)
	return s.StateDB.GetState(a, key)
}

func (s *meteredState) SetState(a common.Address, key, value common.Hash) common.Hash {
	s.meter.touchAccount(a)
	s.meter.writeSlot(a, key)
	return s.StateDB.SetState(a, key, value)
}

func (s *meteredState) SelfDestruct(a common.Address) {
	s.meter.touchAccount(a)
	s.StateDB.SelfDestruct(a)
}

func (s *meteredState) HasSelfDestructed(a common.Address) bool {
	s.meter.touchAccount(a)
	return s.StateDB.HasSelfDestructed(a)
}

func (s *meteredState) Exist(a common.Address) bool {
	s.meter.touchAccount(a)
	return s.StateDB.Exist(a)
}

func (s *meteredState) Empty(a common.Address) bool {
	s.meter.touchAccount(a)
	return s.StateDB.Empty(a)
}

func (s *meteredState) Touch(a common.Address) {
	s.meter.touchAccount(a)
	s.StateDB.Touch(a)
}
