// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// learnLimit bounds the time that is spent on what one rebase left, where only reports depend on it. What is not had by
// then is asked for again when the snapshot is restored the next time, which every start does.
const learnLimit = 30 * time.Second

// errDropUnseen stands in for the reason of a drop that happened while this member was away.
var errDropUnseen = errors.New("it could not be executed again while this member was away: the others know why")

// learner has a member that was away learn from its peers what rebases did meanwhile.
type learner struct {
	*fetcher
	moves *moves
}

// learnRebases asks peers about the rebases of a state that this member has not seen, and keeps what they left. It
// returns what has had its second turn already.
func (l *learner) learnRebases(ctx context.Context, state *fsm.State) (missed []fsm.Left, err error) {
	waiting := make(map[uint64]*fsm.Left)
	for i := range state.Queue {
		waiting[state.Queue[i].Rebase] = &state.Queue[i]
	}
	for index := range state.Rebases {
		left := waiting[index]
		if left != nil {
			if err := l.learnLeft(ctx, left); err != nil {
				return nil, fmt.Errorf("restore what rebase %d left: %w", index, err)
			}
		}
		_, seen, err := l.moves.Rebased(index)
		if err != nil {
			return nil, err
		}
		if seen {
			continue
		}
		r, err := l.learnRebase(ctx, index, left)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			l.log.Warn("a rebase that this member has not seen will be missing in its reports", "rebase", index, "err", err)
		case left == nil:
			missed = append(missed, fsm.Left{Rebase: index, Fork: r.Fork, Tip: r.From, Open: r.Open})
		}
	}
	return missed, nil
}

// learnRebase takes one rebase over from a peer, with what it left unless that is in the state and so known.
func (l *learner) learnRebase(ctx context.Context, index uint64, known *fsm.Left) (r fsm.Rebased, err error) {
	ctx, cancel := context.WithTimeout(ctx, learnLimit)
	defer cancel()
	for {
		if r, err = l.askRebase(ctx, index, known); err == nil {
			break
		}
		if end := pause(ctx); end != nil {
			return r, errors.Join(err, end)
		}
	}
	if known == nil {
		if err := l.learnLeft(ctx, &fsm.Left{Rebase: index, Fork: r.Fork, Tip: r.From, Open: r.Open}); err != nil {
			return r, err
		}
	}
	return r, l.moves.save(rebaseName(index), &r)
}

// askRebase asks one peer after the other. What they say is held against what the state says of the rebase, if it does.
func (l *learner) askRebase(ctx context.Context, index uint64, known *fsm.Left) (fsm.Rebased, error) {
	errs := []error{errors.New("nobody says what became of it")}
	for _, id := range l.peers.inOrder() {
		r, err := l.peers.rebased(ctx, id, index)
		if err == nil {
			err = checkRebase(&r, index, known)
		}
		if err == nil {
			return r, nil
		}
		l.blame(id, err)
		errs = append(errs, fmt.Errorf("%s: %w", id, err))
	}
	return fsm.Rebased{}, errors.Join(errs...)
}

func checkRebase(r *fsm.Rebased, index uint64, known *fsm.Left) error {
	switch {
	case r.Index != index || r.Fork.Number > r.From.Number:
		return fmt.Errorf("%w: rebase %d from block %d to block %d, asked for rebase %d", errFalse, r.Index, r.From.Number, r.Fork.Number, index)
	case known != nil && (r.From != known.Tip || r.Fork != known.Fork || r.Left != known.Count+uint64(len(known.Open))):
		return fmt.Errorf("%w: rebase %d left %d transactions from block %d to block %d, the log says %d from block %d to block %d", errFalse, index,
			r.Left, r.From.Number, r.Fork.Number, known.Count+uint64(len(known.Open)), known.Tip.Number, known.Fork.Number)
	}
	return nil
}

// learnLeft fetches blocks that a rebase left, and keeps the places that their transactions lost.
func (l *learner) learnLeft(ctx context.Context, left *fsm.Left) error {
	if _, err := l.fetch(ctx, left.Tip); err != nil {
		return err
	}
	_, err := l.moves.noteLeft(left)
	return err
}

// noteMissedDrops keeps that transactions have no place although their second turn is over. It is called when the chain
// stands where the turn has led.
func (l *learner) noteMissedDrops(missed []fsm.Left) error {
	for i := range missed {
		left := &missed[i]
		for n := left.Fork.Number + 1; n <= left.Tip.Number; n++ {
			hash, err := leftBlock(l.chain, left.Rebase, n)
			if err != nil {
				return err
			}
			in, err := l.chain.Input(hash)
			if err != nil {
				return err
			}
			if err := l.noteUnplaced(left.Rebase, in.Own); err != nil {
				return err
			}
		}
		if err := l.noteUnplaced(left.Rebase, decodeTxs(left.Open)); err != nil {
			return err
		}
	}
	return nil
}

// noteUnplaced marks those of a rebase's transactions that have no place, unless a later rebase knows more of them.
func (l *learner) noteUnplaced(rebase uint64, txs []*types.Transaction) error {
	for _, tx := range txs {
		if tx == nil {
			continue
		}
		if err := l.moves.noteDropped(tx.Hash(), rebase, errDropUnseen); err != nil {
			return err
		}
	}
	return nil
}
