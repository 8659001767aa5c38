// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/chain"
)

// before is a chain that lets a test look before its head moves.
type before struct {
	Chain
	look func(to common.Hash)
}

func (c *before) SetHead(to common.Hash) error {
	c.look(to)
	return c.Chain.SetHead(to)
}

// TestExecutedIsThere gives a snapshot to a member. While its chain is still on the way to where the snapshot stands,
// the member does not say that it has executed what it could not find.
func TestExecutedIsThere(t *testing.T) { virtually(t, testExecutedIsThere) }

func testExecutedIsThere(t *testing.T) {
	h := newHarness(t)
	a, snapshot := h.withBlocks()
	end := a.Sealed()
	looks := 0
	var b *member
	h.wrap = func(c *chain.Chain) Chain {
		return &before{c, func(to common.Hash) {
			looks++
			if at := b.Sealed(); at.Number() >= end.Number() {
				t.Errorf("the member has executed up to block %d before the head of its chain is %s", at.Number(), to)
			}
		}}
	}
	b = h.open(t.TempDir(), peersOf{a})
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.await("the restored state", func() bool { at := b.Sealed(); return at.Hash() == end.Hash() })
	if looks == 0 {
		t.Error("the head of the chain has not moved, so this shows nothing")
	}
}
