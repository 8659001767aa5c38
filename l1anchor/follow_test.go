// SPDX-License-Identifier: Apache-2.0

package l1anchor_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// walker takes a follower's moves and holds them to what they promise.
type walker struct {
	t     *testing.T
	f     *l1anchor.Follower
	taken []l1anchor.Ref
}

func newWalker(t *testing.T, r l1anchor.Reader, at l1anchor.Ref) *walker {
	w := &walker{t: t, taken: []l1anchor.Ref{at}}
	w.f = l1anchor.NewFollower(r, at, w.older)
	return w
}

func (w *walker) older(below l1anchor.Height) (l1anchor.Ref, bool) {
	for i := len(w.taken) - 1; i >= 0; i-- {
		if w.taken[i].Height < below {
			return w.taken[i], true
		}
	}
	return l1anchor.Ref{}, false
}

// move takes one move and tells whether there was one.
func (w *walker) move() bool {
	w.t.Helper()
	s, err := w.f.Next(w.t.Context())
	if err != nil || s == nil {
		return false
	}
	if s.Rewound() {
		for i, r := range w.taken {
			if r == s.To {
				w.taken = w.taken[:i+1]
				return true
			}
		}
		w.t.Fatalf("went back to %v, which was never taken", s.To)
	}
	if top := w.taken[len(w.taken)-1]; s.Block.ParentRef() != top {
		w.t.Fatalf("block %v on %v came after %v", s.To, s.Block.ParentRef(), top)
	}
	w.taken = append(w.taken, s.To)
	return true
}

func (w *walker) settle() {
	for w.move() {
	}
}

func head(t *testing.T, r l1anchor.Reader) l1anchor.Ref {
	t.Helper()
	h, err := r.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestFollowerAmongReorgs mines, reorganises, loses blocks and restarts at random, also between two moves.
func TestFollowerAmongReorgs(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 1))
		c := l1test.New(l1test.Config{})
		w := newWalker(t, c, head(t, c))
		for range 200 {
			switch h := int(head(t, c).Height); rng.IntN(6) {
			case 0, 1:
				c.Mine(1+rng.IntN(5), l1test.Spacing)
			case 2:
				depth := rng.IntN(min(h, 20) + 1)
				c.Reorg(depth, 1+rng.IntN(depth+3))
			case 3:
				w.move()
			case 4:
				w.f = l1anchor.NewFollower(c, w.f.At(), w.older)
			case 5:
				for range rng.IntN(10) {
					w.move()
				}
			}
		}
		c.Mine(1, l1test.Spacing) // more work than anything seen
		w.settle()
		if got, want := w.taken[len(w.taken)-1], head(t, c); got != want {
			t.Fatalf("seed %d: ends at %v, want %v", seed, got, want)
		}
	}
}

// TestFollowerPastItsTrail reorganises deeper than the follower itself remembers.
func TestFollowerPastItsTrail(t *testing.T) {
	c := l1test.New(l1test.Config{})
	w := newWalker(t, c, head(t, c))
	c.Mine(20_000, 1)
	w.settle()
	c.Reorg(19_990, 19_991)
	w.settle()
	if got, want := w.f.At(), head(t, c); got != want {
		t.Errorf("at %v, want %v", got, want)
	}
	if len(w.taken) != 20_002 {
		t.Errorf("%d blocks taken, want 20002", len(w.taken))
	}
}

// amnesiac is a node that does not know branches that it left, or never had them.
type amnesiac struct{ *l1test.Chain }

func (a amnesiac) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	b, err := a.Chain.BlockByHash(ctx, hash)
	if err != nil {
		return nil, err
	}
	if best, err := a.Chain.BlockByHeight(ctx, b.Height); err != nil || best.Hash != hash {
		return nil, fmt.Errorf("read block %s: %w", hash, l1anchor.ErrUnknownBlock)
	}
	return b, nil
}

func TestFollowerWithAnotherNode(t *testing.T) {
	c := l1test.New(l1test.Config{})
	w := newWalker(t, c, head(t, c))
	c.Mine(30, l1test.Spacing)
	w.settle()
	old := w.f.At()

	c.SetHead(10) // as on a node that has not come as far, and does not know our branch
	c.Mine(15, l1test.Spacing)
	w.f = l1anchor.NewFollower(amnesiac{c}, old, w.older)
	w.settle()
	if w.f.At() != old {
		t.Errorf("at %v after a shorter chain, want %v", w.f.At(), old)
	}
	c.Mine(6, l1test.Spacing)
	w.settle()
	if got, want := w.f.At(), head(t, c); got != want {
		t.Errorf("at %v after a longer chain, want %v", got, want)
	}

	lost := l1anchor.NewFollower(amnesiac{l1test.New(l1test.Config{Time: 7})}, old, w.older)
	if s, err := lost.Next(t.Context()); !errors.Is(err, l1anchor.ErrLost) {
		t.Errorf("on another chain: move %v, error %v, want ErrLost", s, err)
	}
}

// faulty fails every third request.
type faulty struct {
	*l1test.Chain
	count *int
}

var errFault = errors.New("the node is away")

func (f faulty) fail() error {
	if *f.count++; *f.count%3 == 0 {
		return errFault
	}
	return nil
}

func (f faulty) Head(ctx context.Context) (l1anchor.Ref, error) {
	if err := f.fail(); err != nil {
		return l1anchor.Ref{}, err
	}
	return f.Chain.Head(ctx)
}

func (f faulty) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Chain.BlockByHeight(ctx, h)
}

func TestFollowerStandsStillOnErrors(t *testing.T) {
	c := l1test.New(l1test.Config{})
	r := faulty{c, new(int)}
	start, err := c.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := l1anchor.NewFollower(r, start, nil)
	c.Mine(20, l1test.Spacing)
	blocks, failures := 0, 0
	for at := start; at.Height < 20; {
		s, err := f.Next(t.Context())
		if err != nil {
			if failures++; !errors.Is(err, errFault) || f.At() != at {
				t.Fatalf("error %v leaves the follower at %v, want %v", err, f.At(), at)
			}
			continue
		}
		if s.Block.ParentRef() != at {
			t.Fatalf("block %v on %v after %v", s.To, s.Block.ParentRef(), at)
		}
		at = s.To
		blocks++
	}
	if blocks != 20 || failures == 0 {
		t.Errorf("%d blocks and %d failures, want 20 and some", blocks, failures)
	}
}

func TestAncestor(t *testing.T) {
	c := l1test.New(l1test.Config{})
	fork := c.Mine(5, l1test.Spacing)
	old := c.Mine(4, l1test.Spacing)
	if got, err := l1anchor.Ancestor(t.Context(), c, old); got != old || err != nil {
		t.Errorf("of the head: %v, %v", got, err)
	}
	c.Reorg(4, 5)
	if got, err := l1anchor.Ancestor(t.Context(), c, old); got != fork || err != nil {
		t.Errorf("of the old head: %v, %v; want %v", got, err, fork)
	}
	if _, err := l1anchor.Ancestor(t.Context(), amnesiac{c}, old); !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("with a node that dropped it: %v, want ErrUnknownBlock", err)
	}
}

// stingy is a node that does not give blocks above a height, but names them as its head; flighty, it names another
// head each time it is asked.
type stingy struct {
	*l1test.Chain
	most    l1anchor.Height
	flighty bool
}

func (s *stingy) Head(ctx context.Context) (l1anchor.Ref, error) {
	if s.flighty {
		s.Chain.Mine(1, 1)
	}
	return s.Chain.Head(ctx)
}

func (s *stingy) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	if h > s.most {
		return nil, fmt.Errorf("read block %d: %w", h, l1anchor.ErrUnknownBlock)
	}
	return s.Chain.BlockByHeight(ctx, h)
}

// TestFollowerTellsOfMissingBlocks has a node withhold what it claims to have: that must be told, and a chain that
// only moves while it is read must not.
func TestFollowerTellsOfMissingBlocks(t *testing.T) {
	c := l1test.New(l1test.Config{})
	top := c.Mine(3, 1)
	c.Mine(2, 1)
	for _, flighty := range []bool{false, true} {
		f := l1anchor.NewFollower(&stingy{c, top.Height, flighty}, top, nil)
		s, err := f.Next(t.Context())
		if s != nil || f.At() != top {
			t.Errorf("flighty %t: move %+v, at %v", flighty, s, f.At())
		}
		if want := !flighty; errors.Is(err, l1anchor.ErrContradiction) != want || errors.Is(err, l1anchor.ErrUnknownBlock) != want {
			t.Errorf("flighty %t: the error is %v, want one: %t", flighty, err, want)
		}
	}
}
