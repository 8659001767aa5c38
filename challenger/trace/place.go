// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// place is where a transition stands in the node's derivation.
type place struct {
	index   uint64      // of the transition; none of a stuck state
	encoded []byte      // the state before it
	next    common.Hash // the state behind it, as the node has it
	stuck   bool        // nothing comes behind the state
}

// placeOf finds the transition that starts at a state of a claim of ours to the same end.
func (t *Trace) placeOf(ctx context.Context, k key) (*place, error) {
	t.mu.Lock()
	var gone []key // claims that there was no room for
	for known, ours := range t.known {
		if known.end != k.end || !ours {
			continue
		}
		c, ok := t.claims.get(known)
		if !ok {
			gone = append(gone, known)
		} else if p, ok := c.position(known.state, k.state); ok {
			t.mu.Unlock()
			return t.place(c, p, k)
		}
	}
	t.mu.Unlock()
	var failed error
	for _, known := range gone {
		_, err := t.claim(ctx, known)
		failed = errors.Join(failed, err)
		t.mu.Lock()
		c, ok := t.claims.get(known)
		t.mu.Unlock()
		if !ok {
			continue
		}
		if p, ok := c.position(known.state, k.state); ok {
			return t.place(c, p, k)
		}
	}
	if failed != nil {
		return nil, failed
	}
	return nil, fmt.Errorf("%w %s in a claim that was computed to the same end", ErrUnknown, k.state)
}

// position is how many transitions of a claim come before a state.
func (c *claim) position(start, state common.Hash) (uint64, bool) {
	if state == start {
		return 0, true
	}
	for i := range uint64(transitions) {
		if c.Tree.State(i) == state {
			return i + 1, true
		}
	}
	return 0, false
}

// place looks at the state behind so many transitions of a claim, which must still be what the node has.
func (t *Trace) place(c *claim, position uint64, k key) (*place, error) {
	if len(c.Good) > 0 && k.state == c.Tree.State(transitions-1) {
		return &place{encoded: c.State, next: k.state, stuck: true}, nil
	}
	tip, err := t.reaches(k.end)
	if err != nil {
		return nil, err
	}
	p := &place{index: c.index + min(position, c.count)}
	before, err := t.node.State(p.index)
	if err != nil {
		return nil, fmt.Errorf("read the state before transition %d: %w", p.index, err)
	}
	if got := before.Hash(); got != k.state {
		return nil, fmt.Errorf("%w: before transition %d is state %s, not %s", ErrBranch, p.index, got, k.state)
	}
	p.encoded, p.next = before.Encode(), k.state
	if before.Batch >= k.end.Batches {
		return p, t.still(tip)
	}
	behind, err := t.node.State(p.index + 1)
	if err != nil {
		return nil, fmt.Errorf("read the state behind transition %d: %w", p.index, err)
	}
	p.next = behind.Hash()
	return p, t.still(tip)
}
