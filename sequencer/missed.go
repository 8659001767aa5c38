// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// The member executes nothing while it learns what only reports depend on, so that must not take long, whatever others
// say or leave unsaid. What is not had by then is asked for again when a snapshot is restored the next time, which every
// start does.
const (
	learnLimit    = 10 * time.Second // for all rebases together
	learnPatience = 3 * time.Second  // for one rebase and round; and before nobody is taken to know of it
)

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
		left := &state.Queue[i]
		if err := l.learnLeft(ctx, left, l.moves.noteMove); err != nil {
			return nil, fmt.Errorf("restore what rebase %d left: %w", left.Rebase, err)
		}
		waiting[left.Rebase] = left
	}
	var unseen []uint64
	for i, hash := range state.Rebased {
		switch r, seen, err := l.moves.Rebased(uint64(i)); {
		case err != nil:
			return nil, err
		case !seen || r.Hash() != hash:
			unseen = append(unseen, uint64(i))
		}
	}
	return l.learnUnseen(ctx, state, unseen, waiting)
}

// learnUnseen goes over what is still missing, again and again, until it has everything, nobody knows more, or the time
// is over.
func (l *learner) learnUnseen(ctx context.Context, state *fsm.State, unseen []uint64, waiting map[uint64]*fsm.Left) (missed []fsm.Left, err error) {
	limited, cancel := context.WithTimeout(ctx, learnLimit)
	defer cancel()
	for began := time.Now(); len(unseen) > 0; {
		var missing []uint64
		var errs []error
		nobody := true
		for _, index := range unseen {
			r, err := l.learnRebase(limited, index, state.Rebased[index], waiting[index] != nil)
			switch {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case err != nil:
				missing, errs, nobody = append(missing, index), append(errs, err), nobody && errors.Is(err, errNobody)
			case waiting[index] == nil:
				missed = append(missed, fsm.Left{Rebase: index, Fork: r.Fork, Tip: r.From, Open: r.Open})
			}
		}
		unseen = missing
		if nobody && time.Since(began) >= learnPatience || pause(limited) != nil {
			for i, index := range unseen {
				l.log.Warn("a rebase that this member has not seen will be missing in its reports", "rebase", index, "err", errs[i])
			}
			return missed, ctx.Err()
		}
	}
	return missed, nil
}

// learnRebase takes one rebase over from a peer, with what it left unless that is learned already.
func (l *learner) learnRebase(ctx context.Context, index uint64, hash common.Hash, learned bool) (fsm.Rebased, error) {
	ctx, cancel := context.WithTimeout(ctx, learnPatience)
	defer cancel()
	r, err := l.askRebase(ctx, index, hash)
	if err == nil && !learned {
		err = l.learnLeft(ctx, &fsm.Left{Rebase: index, Fork: r.Fork, Tip: r.From, Open: r.Open}, l.moves.noteEarlier)
	}
	if err != nil {
		return r, err
	}
	return r, l.moves.save(rebaseName(index), &r)
}

// errNobody says that all other members answer, and that none of them tells what is so.
var errNobody = errors.New("nobody knows what became of it")

// askRebase asks one peer after the other for what the log has under that hash.
func (l *learner) askRebase(ctx context.Context, index uint64, hash common.Hash) (fsm.Rebased, error) {
	var errs []error
	ids, lack := l.peers.inOrder(), 0
	for _, id := range ids {
		r, err := l.peers.rebased(ctx, id, index)
		if err == nil && r.Hash() != hash {
			err = fmt.Errorf("%w: what it tells of rebase %d has the hash %s, the log has %s", errFalse, index, r.Hash(), hash)
		}
		if err == nil {
			return r, nil
		}
		if errors.Is(err, errLacking) || errors.Is(err, errFalse) {
			lack++
		}
		l.blame(id, err)
		errs = append(errs, fmt.Errorf("%s: %w", id, err))
	}
	if lack == len(ids) {
		return fsm.Rebased{}, errNobody
	}
	return fsm.Rebased{}, errors.Join(errs...)
}

// learnLeft fetches blocks that a rebase left, and has note keep the places that their transactions lost.
func (l *learner) learnLeft(ctx context.Context, left *fsm.Left, note noting) error {
	if _, err := l.fetch(ctx, left.Tip); err != nil {
		return err
	}
	_, err := l.moves.noteLeft(left, note)
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
