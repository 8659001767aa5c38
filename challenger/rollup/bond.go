// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Slots of the contract that are mappings, see contracts/src/rollup.
const (
	placesSlot     = 3
	rivalsSlot     = 4
	initialsSlot   = 5
	assertionsSlot = 6
)

// Bits of what they hold: of a place, and of the second word of an assertion.
const (
	idBits     = 176
	rivaledBit = 24
	heightBits = 28
	statusBit  = 208
	statusBits = 8
)

// Reads is how one slot of the contract is read at some block.
type Reads = func(ctx context.Context, slot common.Hash) (common.Hash, error)

// CheckBond looks whether L1, as read has it, is such that the contract would take the bond of a move: what the move
// stands on is there, and what it makes is not. difference says what is not so, and is empty if all is. Of the time
// and the money it says nothing.
func (c *Contract) CheckBond(ctx context.Context, m strategy.Move, read Reads) (difference string, err error) {
	s := slotReader{ctx: ctx, read: read}
	switch v := m.Move.(type) {
	case game.Assert:
		difference = s.assertion(v)
	case game.RefineLeaf:
		difference = s.refinement(v.Node, m.Enters)
	case game.RefineStride:
		difference = s.refinement(v.Node, m.Enters)
	default:
		return "", fmt.Errorf("look at the bond of a %T: it has none", m.Move)
	}
	return difference, s.err
}

// slotReader reads until something fails.
type slotReader struct {
	ctx  context.Context
	read Reads
	err  error
}

// word is a word of what a mapping holds under a key.
func (s *slotReader) word(mapping uint64, key common.Hash, offset int64) *big.Int {
	if s.err != nil {
		return new(big.Int)
	}
	at := crypto.Keccak256Hash(key[:], number(mapping)).Big()
	slot := common.BigToHash(at.Add(at, big.NewInt(offset)))
	word, err := s.read(s.ctx, slot)
	s.err = err
	return word.Big()
}

func (s *slotReader) status(assertion common.Hash) uint64 {
	return bits(s.word(assertionsSlot, assertion, 1), statusBit, statusBits).Uint64()
}

func (s *slotReader) assertion(m game.Assert) string {
	parent := m.Parent.ID()
	id := game.AssertionID(parent, crypto.Keccak256Hash(m.State), m.Span)
	switch {
	case s.status(parent) == 0:
		return fmt.Sprintf("the assertion %x that the claim follows is not there", parent[:4])
	case common.BigToHash(s.word(assertionsSlot, parent, 0)) != m.Range.Hash():
		return fmt.Sprintf("the inbox held something else when assertion %x was made", parent[:4])
	case s.status(id) != 0:
		return fmt.Sprintf("the assertion %x is there already", id[:4])
	}
	return ""
}

func (s *slotReader) refinement(v game.Ref, enters common.Hash) string {
	id, place := v.Node(), s.word(placesSlot, v.Context(), 0)
	first := place.Sign() != 0 && bits(place, 256-idBits, idBits).Cmp(bits(id.Big(), 256-idBits, idBits)) == 0
	switch {
	case !first && s.word(rivalsSlot, id, 0).Sign() == 0:
		return fmt.Sprintf("the node %x that the bond is about is not there", id[:4])
	case bits(place, rivaledBit, heightBits).Sign() == 0:
		return fmt.Sprintf("nobody contradicts the node %x", id[:4])
	case s.word(initialsSlot, enters, 1).Sign() != 0:
		return fmt.Sprintf("the claim %x about node %x is there already", enters[:4], id[:4])
	}
	return ""
}

// bits are n bits of a word from one on.
func bits(word *big.Int, from, n uint) *big.Int {
	mask := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), n), big.NewInt(1))
	return mask.And(mask, new(big.Int).Rsh(word, from))
}
