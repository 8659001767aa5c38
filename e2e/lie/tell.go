// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// story is a right claim, and where in it something moves.
type story struct {
	*strategy.Claim
	state common.Hash // before it
	moves uint64      // transitions behind which nothing changes any more; at least one
	at    uint64      // the one to lie about, unless the kind has a better one
}

// teller says behind which transition a claim parts from the right one, and to which state.
type teller func(l *Liar, s *story) (at uint64, state []byte, err error)

// wrongState has the state root be another one.
func wrongState(l *Liar, s *story) (at uint64, state []byte, err error) {
	wrong, err := s.last()
	if err != nil {
		return 0, nil, err
	}
	wrong.Root = l.wrong("root", wrong.Root)
	return s.at, wrong.Encode(), nil
}

// stuckState has the machine fail.
func stuckState(_ *Liar, s *story) (at uint64, state []byte, err error) {
	before := s.Tree.Before(s.state, s.at)
	return s.at, append([]byte("stuck"), before[:]...), nil
}

// nothing has the history be over before it begins.
func nothing(l *Liar, s *story) (at uint64, state []byte, err error) {
	state, err = l.bytesOf(s.state)
	return 0, state, err
}

// oneMore has the history go on behind its end.
func oneMore(l *Liar, s *story) (at uint64, state []byte, err error) {
	wrong, err := s.last()
	if err != nil {
		return 0, nil, err
	}
	if s.moves == 1<<game.Transitions.Height() {
		return 0, nil, fmt.Errorf("claim a block more: %w", errNothing)
	}
	wrong.Number++
	wrong.Block = l.wrong("block", wrong.Block)
	return s.moves, wrong.Encode(), nil
}

// pastTheEnd has the last transition end a batch more.
func pastTheEnd(_ *Liar, s *story) (at uint64, state []byte, err error) {
	wrong, err := s.last()
	if err != nil {
		return 0, nil, err
	}
	wrong.Batch++
	return s.moves - 1, wrong.Encode(), nil
}

// last is the state at the end of the right claim.
func (s *story) last() (*program.State, error) {
	state, err := program.DecodeState(s.State)
	if err != nil {
		return nil, fmt.Errorf("lie about a state: %w", err)
	}
	return state, nil
}

// wrong is a hash in the place of another one, different for each salt.
func (l *Liar) wrong(what string, right common.Hash) common.Hash {
	return crypto.Keccak256Hash([]byte(what), binary.BigEndian.AppendUint64(nil, l.at.Salt), right[:])
}

// bytesOf is the encoding of a state that was claimed, or of the one that everything begins with.
func (l *Liar) bytesOf(state common.Hash) ([]byte, error) {
	if known, ok := l.known[state]; ok {
		return known, nil
	}
	genesis, err := l.node.State(0)
	if err != nil {
		return nil, fmt.Errorf("read the genesis state: %w", err)
	}
	if genesis.Hash() != state {
		return nil, fmt.Errorf("claim that nothing follows state %x: its bytes are not known", state[:4])
	}
	return genesis.Encode(), nil
}

// behindBlock is the state in which an L2 block is the newest for the first time; ok is false if there is none yet.
func (l *Liar) behindBlock(number uint64) (state common.Hash, ok bool, err error) {
	low, high := uint64(0), l.node.Tip().Transitions+1 // the first state with the block is among them, if there is one
	end := high
	for low < high {
		middle := low + (high-low)/2
		s, err := l.node.State(middle)
		if err != nil {
			return state, false, fmt.Errorf("search L2 block %d: %w", number, err)
		}
		if s.Number < number {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == end {
		return state, false, nil
	}
	s, err := l.node.State(low)
	if err != nil {
		return state, false, fmt.Errorf("search L2 block %d: %w", number, err)
	}
	return s.Hash(), true, nil
}

var errNothing = errors.New("find something to lie about")

// tellOf is the story of a claim, if it is one to lie about.
func (l *Liar) tellOf(right *strategy.Claim, state common.Hash, end game.Range) (s *story, yes bool, err error) {
	moves := changes(right.Tree, state)
	if moves == 0 || l.kind.tell == nil || end.Batches <= l.at.Batches {
		return nil, false, nil // the first claims of a rollup may be about nothing
	}
	s = &story{right, state, moves, moves / 2}
	if l.at.Block == 0 {
		return s, true, nil
	}
	wanted, ok, err := l.behindBlock(l.at.Block)
	if err != nil || !ok {
		return nil, false, err
	}
	for s.at = range moves {
		if right.Tree.State(s.at) == wanted {
			return s, true, nil
		}
	}
	return nil, false, nil
}
