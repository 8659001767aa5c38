// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sort"
)

// rival is a branch that the node's best chain has and ours has not, as far as it has been read: a branch that grows
// while it has less work than ours is read once, and an error on the way costs only what it interrupts.
type rival struct {
	fork Ref
	top  Ref
	work *big.Int // of the blocks above fork up to top
}

// errMoved says that the node's chain changed while it was read.
var errMoved = errors.New("the L1 chain moved")

// leave goes back to where our chain parts from head's, when that one has more work.
func (f *Follower) leave(ctx context.Context, head Ref) (*Move, error) {
	fork, ours, err := f.fork(ctx)
	if err != nil {
		return nil, err
	}
	heavier, err := f.heavier(ctx, fork, head, ours)
	if errors.Is(err, errMoved) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if fork == f.at { // the chain changed since Next looked at it
		return nil, nil
	}
	if !heavier {
		f.lighter = head.Hash
		return nil, nil
	}
	keep := len(f.trail)
	for keep > 0 && f.trail[keep-1].Height > fork.Height {
		keep--
	}
	f.trail, f.at, f.rival = f.trail[:keep], fork, rival{}
	return &Move{To: fork}, nil
}

// fork is the newest block of our chain that is on the node's best chain, with the work of our chain above it.
func (f *Follower) fork(ctx context.Context) (fork Ref, ours *big.Int, err error) {
	// Along our trail, blocks up to the fork are on the best chain and those above it are not.
	n := sort.Search(len(f.trail), func(i int) bool {
		if err != nil {
			return true
		}
		var best bool
		best, err = f.onBest(ctx, f.trail[i].Ref)
		return !best
	})
	if err != nil {
		return Ref{}, nil, err
	}
	ours = new(big.Int)
	for _, m := range f.trail[n:] {
		ours.Add(ours, m.work)
	}
	if n > 0 {
		return f.trail[n-1].Ref, ours, nil
	}
	if len(f.trail) == 0 {
		return f.walk(ctx, f.at, ours)
	}
	lowest := f.trail[0]
	return f.walk(ctx, Ref{Height: lowest.Height - 1, Hash: lowest.parent}, ours)
}

// walk goes down our chain from a block below the trail, one block at a time, for as long as the node knows it. The
// blocks that it has seen become part of the trail, also when an error ends the walk: the next one begins below them.
func (f *Follower) walk(ctx context.Context, from Ref, ours *big.Int) (Ref, *big.Int, error) {
	var seen []taken
	defer func() {
		if len(seen) > 0 {
			slices.Reverse(seen)
			f.trail = append(seen, f.trail...)
		}
	}()
	for {
		best, err := f.onBest(ctx, from)
		if err != nil {
			return Ref{}, nil, err
		}
		if best {
			return from, ours, nil
		}
		b, err := f.r.BlockByHash(ctx, from.Hash)
		if errors.Is(err, ErrUnknownBlock) || err == nil && b.Height == 0 {
			return f.jump(ctx, from.Height+1, ours)
		}
		if err != nil {
			return Ref{}, nil, err
		}
		seen = append(seen, taken{b.Ref, b.Parent, b.Work})
		ours.Add(ours, b.Work)
		from = b.ParentRef()
	}
}

// jump asks the consumer for older blocks when the node does not know ours below the given height. The work of the
// blocks jumped over is not known; each is taken to be what the block at the fork took.
func (f *Follower) jump(ctx context.Context, below Height, ours *big.Int) (Ref, *big.Int, error) {
	for h := below; ; {
		r, ok := f.older(h)
		if !ok || r.Height >= h {
			return Ref{}, nil, fmt.Errorf("%w: looked for those up to block %d %s", ErrLost, f.at.Height, f.at.Hash)
		}
		best, err := f.onBest(ctx, r)
		if err != nil {
			return Ref{}, nil, err
		}
		if best {
			b, err := f.r.BlockByHash(ctx, r.Hash)
			if err != nil {
				return Ref{}, nil, err
			}
			over := new(big.Int).SetUint64(uint64(below - 1 - r.Height))
			return r, ours.Add(ours, over.Mul(over, b.Work)), nil
		}
		h = r.Height
	}
}

func (f *Follower) onBest(ctx context.Context, r Ref) (bool, error) { return OnBest(ctx, f.r, r) }

// heavier tells whether the node's chain from fork to head has more work than ours. It reads only as far as it must.
func (f *Follower) heavier(ctx context.Context, fork, head Ref, ours *big.Int) (bool, error) {
	if err := f.meet(ctx, fork); err != nil {
		return false, err
	}
	for r := &f.rival; r.work.Cmp(ours) <= 0; {
		if r.top.Height >= head.Height {
			return false, nil
		}
		b, err := f.r.BlockByHeight(ctx, r.top.Height+1)
		if errors.Is(err, ErrUnknownBlock) || err == nil && b.Parent != r.top.Hash {
			return false, errMoved
		}
		if err != nil {
			return false, err
		}
		r.top, r.work = b.Ref, new(big.Int).Add(r.work, b.Work)
	}
	return true, nil
}

// meet begins to read a rival at the fork, unless it is the one that was read before and still stands.
func (f *Follower) meet(ctx context.Context, fork Ref) error {
	if f.rival.work != nil && f.rival.fork == fork {
		best, err := f.onBest(ctx, f.rival.top)
		if best || err != nil {
			return err
		}
	}
	f.rival = rival{fork: fork, top: fork, work: new(big.Int)}
	return nil
}
