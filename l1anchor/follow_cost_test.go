// SPDX-License-Identifier: Apache-2.0

package l1anchor_test

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// counting counts requests, and fails every so many.
type counting struct {
	*l1test.Chain
	requests int
	fails    int // every so many; 0: none
}

func (c *counting) ask() error {
	if c.requests++; c.fails > 0 && c.requests%c.fails == 0 {
		return errFault
	}
	return nil
}

func (c *counting) Head(ctx context.Context) (l1anchor.Ref, error) {
	if err := c.ask(); err != nil {
		return l1anchor.Ref{}, err
	}
	return c.Chain.Head(ctx)
}

func (c *counting) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	if err := c.ask(); err != nil {
		return nil, err
	}
	return c.Chain.BlockByHeight(ctx, h)
}

func (c *counting) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	if err := c.ask(); err != nil {
		return nil, err
	}
	return c.Chain.BlockByHash(ctx, hash)
}

// TestFollowerReadsARivalOnce has a node come up on another branch, block by block, until that has more work: as one
// does that was put in another's place after a deep reorg.
func TestFollowerReadsARivalOnce(t *testing.T) {
	const depth = 2_000
	c := &counting{Chain: l1test.New(l1test.Config{})}
	w := newWalker(t, c, head(t, c))
	fork := c.Mine(5, 1)
	c.Mine(depth, 1)
	w.settle()
	c.SetHead(fork.Height)
	c.requests = 0
	for range depth + 1 {
		c.Mine(1, 2)
		w.settle()
	}
	if got, want := w.f.At(), head(t, c); got != want {
		t.Fatalf("at %v, want %v", got, want)
	}
	if most := 30 * depth; c.requests > most {
		t.Errorf("%d requests for a branch that grew to %d blocks, want at most %d", c.requests, depth+1, most)
	}
}

// TestFollowerGetsThereAmongFaults has a node fail again and again while the follower goes back over more than it
// remembers.
func TestFollowerGetsThereAmongFaults(t *testing.T) {
	const depth = 3_000
	for _, test := range []struct {
		name  string
		fresh bool // it remembers nothing of the branch
	}{{"as it went", false}, {"after a start", true}} {
		t.Run(test.name, func(t *testing.T) {
			c := &counting{Chain: l1test.New(l1test.Config{})}
			w := newWalker(t, c, head(t, c))
			c.Mine(depth+5, 1)
			w.settle()
			c.fails = 100
			if test.fresh {
				w.f = l1anchor.NewFollower(c, w.f.At(), w.older)
			}
			c.Reorg(depth, depth+1)
			for tries := 0; w.f.At() != head(t, c.Chain); tries++ {
				w.settle()
				if tries > depth {
					t.Fatalf("after %d tries and %d requests still at %v", tries, c.requests, w.f.At())
				}
			}
		})
	}
}
