// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// ErrLost says that no block that a follower remembers is on the L1 node's chain: it is another chain, or a node that
// has not come as far yet.
var ErrLost = errors.New("no known block is on the L1 node's chain")

// trailLength is how many blocks a follower remembers by itself, some hundred bytes each. When it has as many it
// forgets half of them; what is left is still more than the deepest reorg that Ethereum Classic has seen. Deeper ones
// are walked with the node's help.
const trailLength = 16_384

// Move is one move of a follower: it takes a block, or goes back to a fork.
type Move struct {
	To    Ref    // where it stands now
	Block *Block // the block that it took; nil when it went back to To
}

// Rewound tells whether it went back: all blocks above To have left the chain.
func (m *Move) Rewound() bool { return m.Block == nil }

// Follower walks along the chain with most work: back to where the chains part when another one gets ahead, then on in
// order. Blocks that it hands out always name the one before as their parent. It never leaves a chain for one with
// less work or the same, so a node that lags behind or answers from an older view moves nothing.
//
// It does not store anything: the consumer keeps Move.To together with what it made of the move and hands it to
// NewFollower when it starts again. A Follower is for one goroutine.
type Follower struct {
	r     Reader
	older func(below Height) (Ref, bool)

	at      Ref
	tip     Ref         // the head as last asked for
	trail   []taken     // the newest blocks taken without a gap, at last
	lighter common.Hash // a head that was found to have no more work than ours
	rival   rival
}

// taken is what a follower remembers of a block that it took.
type taken struct {
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

// Head is the tip of the node's chain as it was last asked for: what is between At and Head is to come. It is zero
// before the first answer.
func (f *Follower) Head() Ref { return f.tip }

// Next makes one move, or none (nil) when there is nothing new: the caller asks later. After an error the follower
// stands where it stood.
func (f *Follower) Next(ctx context.Context) (*Move, error) {
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
			return nil, f.lacking(ctx, head, err)
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

// lacking says what it means that the next block is unknown to the node: nothing when the chain changed since it named
// its head, and a contradiction when it still names the same one.
func (f *Follower) lacking(ctx context.Context, head Ref, unknown error) error {
	now, err := f.r.Head(ctx)
	if err != nil || now != head {
		return err
	}
	return fmt.Errorf("%w: its head is block %d %s: %w", ErrContradiction, head.Height, head.Hash, unknown)
}

func (f *Follower) take(b *Block) (*Move, error) {
	if b.Height != f.at.Height+1 {
		return nil, fmt.Errorf("%w: block %d %s names block %d %s as its parent", ErrContradiction, b.Height, b.Hash, f.at.Height, f.at.Hash)
	}
	if n := len(f.trail); n >= trailLength {
		f.trail = append(f.trail[:0], f.trail[n-trailLength/2:]...)
	}
	f.trail = append(f.trail, taken{b.Ref, b.Parent, b.Work})
	f.at, f.rival = b.Ref, rival{}
	return &Move{To: b.Ref, Block: b}, nil
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
