// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

const (
	fetchRetry = time.Second      // before peers are asked again for what this member lacks
	fetchTell  = 10 * time.Second // between two words about how far it is
)

// errFalse says that what a peer told is not so. Only that peer is to blame.
var errFalse = errors.New("what it says is not so")

// fetcher gets blocks from other members, and executes them: nothing but its own execution is put on disk.
type fetcher struct {
	chain Chain
	peers *peers
	log   *slog.Logger
}

// prepare has the blocks on disk that a state names.
func (f *fetcher) prepare(ctx context.Context, state *fsm.State) error {
	for i := range state.Queue {
		if _, err := f.fetch(ctx, state.Queue[i].Tip); err != nil {
			return fmt.Errorf("prepare what rebase %d left: %w", state.Queue[i].Rebase, err)
		}
	}
	if _, err := f.fetch(ctx, state.Sealed); err != nil {
		return fmt.Errorf("prepare block %d: %w", state.Sealed.Number, err)
	}
	return f.chain.Sync()
}

// fetching is the way to one block that the log names. Of what peers say only that hash is known to be true, so each of
// them is followed by itself, until it leads there or is found out: it may lead astray once, over as many blocks as
// there are on the way.
type fetching struct {
	*fetcher
	to     fsm.Ref
	at     transition.Head // the last block of ours on the way, as far as is known
	told   time.Time
	others map[common.Hash]map[string]bool // which peers claim what this member finds otherwise, by the digest of the claim
}

// fetch returns the block to. If it is not on disk, blocks that peers have are executed until it is. It goes on until
// then: there is nothing else that this member could do. The head stays where it is. The error is an ErrDivergence when
// a majority of the set say the same of a block that this member makes otherwise.
func (f *fetcher) fetch(ctx context.Context, to fsm.Ref) (transition.Head, error) {
	way := &fetching{fetcher: f, to: to, others: make(map[common.Hash]map[string]bool)}
	for {
		if head, err := f.chain.HeadAt(to.Hash); err == nil { // also when the log led there
			return head, nil
		}
		if err := way.round(ctx); err != nil {
			return way.at, err
		}
	}
}

// round follows one peer after the other until one leads to the block. When none does it lets some time pass.
func (f *fetching) round(ctx context.Context) (err error) {
	if f.at.Header == nil {
		if f.at, err = f.below(f.to.Number); err != nil {
			return err
		}
	}
	var errs []error
	for _, id := range f.peers.inOrder() {
		switch err := f.follow(ctx, id); {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrDivergence):
			return err
		default:
			f.blame(id, err)
			errs = append(errs, fmt.Errorf("%s: %w", id, err))
		}
	}
	f.log.Warn("blocks cannot be fetched", "from", f.at.Number()+1, "want", f.to.Number, "err", errors.Join(errs...))
	return pause(ctx)
}

// pause is between two rounds of questions.
func pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(fetchRetry):
		return nil
	}
}

// blame names a peer that said what is not so, and has it asked last.
func (f *fetcher) blame(id string, err error) {
	if errors.Is(err, errFalse) {
		f.peers.blame(id)
		f.log.Warn("a peer is not believed, others are asked before it", "peer", id, "err", err)
	}
}

// follow executes what one peer says leads to the block. What this member holds may not be on the way there: it goes
// back until it is, in steps that grow, and never again once the peer has led on.
func (f *fetching) follow(ctx context.Context, id string) error {
	for back, led := uint64(1), false; f.at.Hash() != f.to.Hash; {
		f.tell(id)
		blocks, err := f.peers.blocks(ctx, id, f.at.Number()+1, f.to.Hash)
		switch {
		case err != nil:
			return err
		case blocks[0].Parent == f.at.Hash():
			if err := f.take(id, blocks); err != nil {
				return err
			}
			led = true
		case led:
			return fmt.Errorf("%w: its block %d stands on %s, and the one before it is %s", errFalse, f.at.Number()+1, blocks[0].Parent, f.at.Hash())
		case f.at.Number() == 0:
			return fmt.Errorf("%w: its chain begins with block %s, ours with %s: it belongs to another rollup", errFalse, blocks[0].Parent, f.at.Hash())
		default:
			if f.at, err = f.ancestor(f.at, back); err != nil {
				return err
			}
			back *= 2
		}
	}
	return nil
}

func (f *fetching) tell(id string) {
	if time.Since(f.told) > fetchTell {
		f.told = time.Now()
		f.log.Info("fetching blocks from peers", "peer", id, "have", f.at.Number(), "want", f.to.Number)
	}
}

// take goes on over blocks of a peer.
func (f *fetching) take(id string, blocks []claimed) error {
	for i := range blocks {
		next, err := f.check(id, &blocks[i])
		if err != nil {
			return err
		}
		if next.Number() >= f.to.Number && next.Hash() != f.to.Hash {
			return fmt.Errorf("%w: its block %d is %s, and the log names %s", errFalse, next.Number(), next.Hash(), f.to.Hash)
		}
		if f.at = next; f.at.Hash() == f.to.Hash {
			return nil
		}
	}
	return nil
}

// check executes one block, unless it is on disk, and compares.
func (f *fetching) check(id string, b *claimed) (next transition.Head, err error) {
	number := f.at.Number() + 1
	if b.Parent != f.at.Hash() {
		return next, fmt.Errorf("%w: its block %d stands on %s, and the one before it is %s", errFalse, number, b.Parent, f.at.Hash())
	}
	if known, err := f.chain.HeadAt(b.Hash); err == nil {
		if known.Header.ParentHash != b.Parent {
			return next, fmt.Errorf("%w: its block %d is block %d on %s", errFalse, number, known.Number(), known.Header.ParentHash)
		}
		return known, nil
	}
	made, err := f.chain.Execute(f.at, b.input())
	switch {
	case errors.Is(err, transition.ErrInput), errors.Is(err, transition.ErrFull), errors.Is(err, transition.ErrRejected):
		return next, f.doubt(id, number, b, err)
	case err != nil:
		return next, err
	case made.Hash() != b.Hash:
		return next, f.doubt(id, number, b, fmt.Errorf("it is %s here", made.Hash()))
	}
	return made, nil
}

// doubt decides who errs over a block: the peer, unless a majority of the set, without this member, say the same as it,
// to the last byte. Peers that each tell something else do not stand for one another.
func (f *fetching) doubt(id string, number uint64, b *claimed, why error) error {
	digest, err := b.digest()
	if err != nil {
		return err
	}
	if f.others[digest] == nil {
		f.others[digest] = make(map[string]bool)
	}
	f.others[digest][id] = true
	if said, set := len(f.others[digest]), len(f.peers.Others())+1; said > set/2 {
		return fmt.Errorf("%w: %d of the %d members have block %d as %s: %w", ErrDivergence, said, set, number, b.Hash, why)
	}
	return fmt.Errorf("%w: block %d, which it has as %s: %w", errFalse, number, b.Hash, why)
}

// below is the newest canonical block here that has a lower number.
func (f *fetcher) below(number uint64) (transition.Head, error) {
	if at, err := f.chain.HeadByNumber(number - min(number, 1)); err == nil {
		return at, nil
	}
	at, err := f.chain.Head()
	if err == nil && at.Number() >= number { // it has moved since
		return f.ancestor(at, at.Number()-number+1)
	}
	return at, err
}

// ancestor is so many blocks below at, or the first one.
func (f *fetcher) ancestor(at transition.Head, below uint64) (transition.Head, error) {
	var err error
	for ; below > 0 && at.Number() > 0 && err == nil; below-- {
		at, err = f.chain.HeadAt(at.Header.ParentHash)
	}
	return at, err
}
