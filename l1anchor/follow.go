package l1anchor

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sort"

	"github.com/ethereum/go-ethereum/common"
)

// ErrLost says that no block that a follower remembers is on the L1 node's chain: it is another chain, or a node that
// has not come as far yet.
var ErrLost = errors.New("no known block is on the L1 node's chain")

// trailLength is how many blocks a follower remembers by itself, some hundred bytes each. It is more than the deepest
// reorg that Ethereum Classic has seen; deeper ones are walked with the node's help.
const trailLength = 8192

// Step is one move of a follower.
type Step struct {
	To    Ref    // where it stands now
	Block *Block // the block that it took; nil when it went back to To
}

// Rewound tells whether the step went back: all blocks above To have left the chain.
func (s *Step) Rewound() bool { return s.Block == nil }

// Follower walks along the chain with most work: back to where the chains part when another one gets ahead, then on in
// order. Blocks that it hands out always name the one before as their parent. It never leaves a chain for one with
// less work or the same, so a node that lags behind or answers from an older view moves nothing.
//
// It does not store anything: the consumer keeps Step.To together with what it made of the step and hands it to
// NewFollower when it starts again. A Follower is for one goroutine.
type Follower struct {
	r     Reader
	older func(below Height) (Ref, bool)

	at      Ref
	tip     Ref         // the head as last asked for
	trail   []mark      // the newest blocks taken without a gap, at last
	lighter common.Hash // a head that was found to have no more work than ours
}

// mark is what a follower remembers of a block that it took.
type mark struct {
	Ref
	parent common.Hash
	work   *big.Int
}

// NewFollower stands at a block that the consumer has taken (or wants to start behind). older names the newest block
// below a height that the consumer can go back to; it is asked only when the node no longer knows the blocks in
// between, as after a change of nodes. It may be nil.
func NewFollower(r Reader, at Ref, older func(below Height) (Ref, bool)) *Follower {
	if older == nil {
		older = func(Height) (Ref, bool) { return Ref{}, false }
	}
	return &Follower{r: r, older: older, at: at}
}

// At is the block that the follower stands at.
func (f *Follower) At() Ref { return f.at }

// Next makes one step, or none (nil) when there is nothing new: then ask again later. After an error the follower
// stands where it stood.
func (f *Follower) Next(ctx context.Context) (*Step, error) {
	if f.tip.Height > f.at.Height { // far behind: no need to ask for the head with every block
		b, err := f.r.BlockByHeight(ctx, f.at.Height+1)
		if err == nil && b.Parent == f.at.Hash {
			return f.take(b)
		}
		if err != nil && !errors.Is(err, ErrUnknownBlock) {
			return nil, err
		}
	}
	head, err := f.r.Head(ctx)
	if err != nil {
		return nil, err
	}
	f.tip = head
	if head.Hash == f.at.Hash || head.Hash == f.lighter {
		return nil, nil
	}
	if head.Height > f.at.Height {
		b, err := f.r.BlockByHeight(ctx, f.at.Height+1)
		if errors.Is(err, ErrUnknownBlock) {
			return nil, nil // the chain changed since we asked for its head
		}
		if err != nil {
			return nil, err
		}
		if b.Parent == f.at.Hash {
			return f.take(b)
		}
	}
	return f.leave(ctx, head)
}

func (f *Follower) take(b *Block) (*Step, error) {
	if b.Height != f.at.Height+1 {
		return nil, fmt.Errorf("%w: block %d %s names block %d %s as its parent", ErrContradiction, b.Height, b.Hash, f.at.Height, f.at.Hash)
	}
	if len(f.trail) == trailLength {
		f.trail = append(f.trail[:0], f.trail[trailLength/2:]...)
	}
	f.trail = append(f.trail, mark{b.Ref, b.Parent, b.Work})
	f.at = b.Ref
	return &Step{To: b.Ref, Block: b}, nil
}

// errMoved says that the node's chain changed while it was read.
var errMoved = errors.New("the L1 chain moved")

// leave goes back to where our chain parts from head's, when that one has more work.
func (f *Follower) leave(ctx context.Context, head Ref) (*Step, error) {
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
	f.trail, f.at = f.trail[:keep], fork
	return &Step{To: fork}, nil
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

// walk goes down our chain from a block below the trail, one block at a time, for as long as the node knows it.
func (f *Follower) walk(ctx context.Context, from Ref, ours *big.Int) (Ref, *big.Int, error) {
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

// heavier tells whether the node's chain from fork to head has more work than ours. It reads
// only as far as it must.
func (f *Follower) heavier(ctx context.Context, fork, head Ref, ours *big.Int) (bool, error) {
	theirs := new(big.Int)
	for at := fork; at.Height < head.Height; {
		b, err := f.r.BlockByHeight(ctx, at.Height+1)
		if errors.Is(err, ErrUnknownBlock) || err == nil && b.Parent != at.Hash {
			return false, errMoved
		}
		if err != nil {
			return false, err
		}
		if theirs.Add(theirs, b.Work).Cmp(ours) > 0 {
			return true, nil
		}
		at = b.Ref
	}
	return false, nil
}

// OnBest tells whether block r is on the node's best chain now.
func OnBest(ctx context.Context, reader Reader, r Ref) (bool, error) {
	b, err := reader.BlockByHeight(ctx, r.Height)
	if errors.Is(err, ErrUnknownBlock) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return b.Hash == r.Hash, nil
}

// Ancestor is r if it is on the node's best chain now, and otherwise the newest block below it that is. The error
// matches ErrUnknownBlock when the node has dropped r's branch: then ask about an older block.
func Ancestor(ctx context.Context, reader Reader, r Ref) (Ref, error) {
	for {
		best, err := OnBest(ctx, reader, r)
		if best || err != nil {
			return r, err
		}
		b, err := reader.BlockByHash(ctx, r.Hash)
		if err != nil {
			return Ref{}, err
		}
		if b.Height == 0 {
			return Ref{}, fmt.Errorf("%w: it has another genesis block than %s", ErrLost, b.Hash)
		}
		r = b.ParentRef()
	}
}
