// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// What a rebase does to transactions that were acknowledged is kept beside the chain, by name:
//
//	"log-rebase-NNNN"        fsm.Rebased, of the rebase with that index (hexadecimal)
//	"log-left-NNNN-BBBB"     hash of the block with number BBBB that it left
//	"log-moved-HASH"         []fsm.Move of a transaction, in the order of the rebases
//
// All of it follows from the log, so running the log again writes the same once more.
func rebaseName(index uint64) string       { return fmt.Sprintf("log-rebase-%016x", index) }
func leftName(index, number uint64) string { return fmt.Sprintf("log-left-%016x-%016x", index, number) }
func movedName(tx common.Hash) string      { return fmt.Sprintf("log-moved-%x", tx) }

// moves keeps what rebases did to transactions. The executor writes it; anybody may read.
type moves struct {
	chain Chain
	find  func(tx common.Hash) (number uint64, index uint, ok bool) // where the open block or the sealed chain has a transaction
	log   *slog.Logger
}

// noteRebase keeps what a rebase that just took effect has left, and holds the count of its transactions against the
// proposer's.
func (m *moves) noteRebase(r *fsm.Rebase, left *fsm.Left) error {
	count, err := m.noteLeft(left, m.noteMove)
	if err != nil {
		return err
	}
	if count != r.Left {
		return fmt.Errorf("%w: rebase %d leaves %d transactions here, %d at its proposer", ErrDivergence, left.Rebase, count, r.Left)
	}
	return m.save(rebaseName(left.Rebase), r.Known(left.Rebase, left.Open))
}

// noting keeps that a transaction has lost a place.
type noting func(tx common.Hash, move fsm.Move) error

// noteLeft keeps the blocks of a stretch by number, and has note keep the places that their own transactions lose. It
// returns how many those are, the open block's apart.
func (m *moves) noteLeft(left *fsm.Left, note noting) (count uint64, err error) {
	at := left.Tip
	for at.Number > left.Fork.Number {
		if err := m.chain.SetNote(leftName(left.Rebase, at.Number), at.Hash[:]); err != nil {
			return 0, err
		}
		head, err := m.chain.HeadAt(at.Hash)
		if err != nil {
			return 0, err
		}
		in, err := m.chain.Input(at.Hash)
		if err != nil {
			return 0, err
		}
		_, forced, err := m.chain.Cursor(at.Hash)
		if err != nil {
			return 0, err
		}
		for i, tx := range in.Own {
			if err := note(tx.Hash(), fsm.Move{Rebase: left.Rebase, Number: at.Number, Block: at.Hash, Index: uint64(forced + i)}); err != nil {
				return 0, err
			}
		}
		count += uint64(len(in.Own))
		at = fsm.Ref{Number: at.Number - 1, Hash: head.Header.ParentHash}
	}
	if at != left.Fork {
		return 0, fmt.Errorf("%w: block %d is %s on the way down from block %d, the rebase says %s", ErrDivergence, at.Number, at.Hash, left.Tip.Number, left.Fork.Hash)
	}
	for i, tx := range decodeTxs(left.Open) {
		if tx == nil {
			continue
		}
		if err := note(tx.Hash(), fsm.Move{Rebase: left.Rebase, Number: left.Tip.Number + 1, Index: uint64(i)}); err != nil {
			return 0, err
		}
	}
	return count, nil
}

// noteMove adds the newest move to those of a transaction, or writes it once more: the log may be run again, and leads to
// the later ones again.
func (m *moves) noteMove(tx common.Hash, move fsm.Move) error {
	moves, err := m.Moved(tx)
	if err != nil {
		return err
	}
	for len(moves) > 0 && moves[len(moves)-1].Rebase >= move.Rebase {
		moves = moves[:len(moves)-1]
	}
	return m.save(movedName(tx), append(moves, move))
}

// noteEarlier adds a move that is learned of only now to those of a transaction. What is known of it or of later ones
// stays: nothing leads there again.
func (m *moves) noteEarlier(tx common.Hash, move fsm.Move) error {
	moves, err := m.Moved(tx)
	if err != nil {
		return err
	}
	at, known := slices.BinarySearchFunc(moves, move.Rebase, func(m fsm.Move, rebase uint64) int { return cmp.Compare(m.Rebase, rebase) })
	if known {
		return nil
	}
	return m.save(movedName(tx), slices.Insert(moves, at, move))
}

// noteRejected notes the transactions of a slice that had a place before and do not get another one.
func (m *moves) noteRejected(txs []*types.Transaction, results []result) error {
	for i, tx := range txs {
		if tx == nil || !errors.Is(results[i].err, transition.ErrRejected) {
			continue
		}
		if err := m.noteDropped(tx.Hash(), anyRebase, results[i].err); err != nil {
			return err
		}
	}
	return nil
}

// anyRebase stands for the rebase that moved a transaction last.
const anyRebase = math.MaxUint64

// noteDropped keeps why the transaction that lost its place in a rebase has none, unless a later rebase knows more of
// it.
func (m *moves) noteDropped(tx common.Hash, rebase uint64, why error) error {
	if _, _, ok := m.find(tx); ok {
		return nil
	}
	moves, err := m.Moved(tx)
	if err != nil || len(moves) == 0 {
		return err
	}
	last := &moves[len(moves)-1]
	if rebase != anyRebase && last.Rebase != rebase || last.Dropped == why.Error() {
		return nil
	}
	last.Dropped = why.Error()
	m.log.Warn("transaction that was acknowledged has no place any more", "tx", tx, "number", last.Number, "why", why)
	return m.save(movedName(tx), moves)
}

// Moved lists the times that a transaction lost the place that it was acknowledged at, as far as this member has seen
// them.
func (m *moves) Moved(tx common.Hash) (moves []fsm.Move, err error) {
	_, err = m.load(movedName(tx), &moves)
	return moves, err
}

// Rebased is what is known of the rebase with that index; ok is false when this member has not seen it.
func (m *moves) Rebased(index uint64) (r fsm.Rebased, ok bool, err error) {
	ok, err = m.load(rebaseName(index), &r)
	return r, ok, err
}

// LeftTxs lists the transactions that a rebase took out of the block with that number.
func (m *moves) LeftTxs(rebase, number uint64) ([]common.Hash, error) {
	hash, err := leftBlock(m.chain, rebase, number)
	if err != nil {
		return nil, err
	}
	in, err := m.chain.Input(hash)
	if err != nil {
		return nil, fmt.Errorf("block %d, left by rebase %d: %w", number, rebase, err)
	}
	out := make([]common.Hash, len(in.Own))
	for i, tx := range in.Own {
		out[i] = tx.Hash()
	}
	return out, nil
}

// leftBlock is the hash of the block with that number that a rebase left.
func leftBlock(chain Chain, rebase, number uint64) (common.Hash, error) {
	b, err := chain.Note(leftName(rebase, number))
	if err != nil {
		return common.Hash{}, err
	}
	if len(b) != common.HashLength {
		return common.Hash{}, fmt.Errorf("block %d, left by rebase %d, is not known here", number, rebase)
	}
	return common.Hash(b), nil
}

func (m *moves) save(name string, v any) error {
	enc, err := rlp.EncodeToBytes(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", name, err)
	}
	return m.chain.SetNote(name, enc)
}

func (m *moves) load(name string, v any) (ok bool, err error) {
	enc, err := m.chain.Note(name)
	if err != nil || enc == nil {
		return false, err
	}
	if err := rlp.DecodeBytes(enc, v); err != nil {
		return false, fmt.Errorf("%s is damaged: %w; empty the data folder and let this member join again", name, err)
	}
	return true, nil
}
