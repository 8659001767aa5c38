// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"errors"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
)

func testReorg(t *testing.T, r *Rig) {
	v := watch(t, r)
	fork := r.Mine(2, Spacing)
	old := r.Mine(4, Spacing)
	v.catchUp()
	if v.f.At() != old {
		t.Fatalf("at %v, want %v", v.f.At(), old)
	}

	for _, n := range []int{0, 3, 1} { // behind, with less work, with the same
		r.Back(fork.Height)
		r.Mine(n, Spacing+1)
		v.catchUp()
	}
	r.Mine(3, Spacing+1)
	v.catchUp()
	if v.rewinds != 0 || v.f.At() != old {
		t.Fatalf("%d rewinds, at %v; want none for a branch without more work, at %v", v.rewinds, v.f.At(), old)
	}

	head := r.Mine(2, Spacing+1)
	v.catchUp()
	if v.rewinds != 1 || v.f.At() != head {
		t.Fatalf("%d rewinds, at %v; want 1, at %v", v.rewinds, v.f.At(), head)
	}
	if len(v.blocks) != 8 || v.blocks[1].Ref != fork {
		t.Errorf("%d blocks, the second is %v; want 8 and the fork %v", len(v.blocks), v.blocks[1].Ref, fork)
	}
	if best, err := l1anchor.OnBest(t.Context(), r.Reader, old); best || err != nil {
		t.Errorf("the old head is on the best chain: %v, %v; want false", best, err)
	}
	if best, err := l1anchor.OnBest(t.Context(), r.Reader, fork); !best || err != nil {
		t.Errorf("the fork is on the best chain: %v, %v; want true", best, err)
	}
}

func testRestart(t *testing.T, r *Rig) {
	v := watch(t, r)
	fork := r.Mine(3, Spacing)
	old := r.Mine(5, Spacing)
	v.catchUp()
	r.Back(fork.Height)
	head := r.Mine(9, Spacing+1)

	// A consumer that knows only where it stood and, should the node have dropped that branch, every third block.
	taken := v.blocks
	v = &view{t: t, blocks: taken, f: l1anchor.NewFollower(r.Reader, old, func(below l1anchor.Height) (l1anchor.Ref, bool) {
		for i := len(taken) - 1; i >= 0; i-- {
			if i%3 == 0 && taken[i].Height < below {
				return taken[i].Ref, true
			}
		}
		return l1anchor.Ref{}, false
	})}
	v.catchUp()
	if v.rewinds != 1 || v.f.At() != head {
		t.Fatalf("%d rewinds, at %v; want 1, at %v", v.rewinds, v.f.At(), head)
	}
	if len(v.blocks) != 12 {
		t.Errorf("%d blocks, want 12", len(v.blocks))
	}

	ancestor, err := l1anchor.Ancestor(t.Context(), r.Reader, old)
	if ancestor != fork && !errors.Is(err, l1anchor.ErrUnknownBlock) {
		t.Errorf("ancestor of the old head = %v, %v; want %v or ErrUnknownBlock", ancestor, err, fork)
	}
}

func testDeepReorg(t *testing.T, r *Rig) {
	v := watch(t, r)
	fork := r.Mine(5, Spacing)
	r.offer(t, r.Seat, chainOf(0, nil, 0, "soon forgotten")...)
	r.Mine(200, Spacing)
	v.catchUp()
	v.wantData("soon forgotten")
	r.Back(fork.Height)
	head := r.Mine(201, Spacing+1)
	v.catchUp()
	v.wantData()
	if v.rewinds != 1 || v.f.At() != head || len(v.blocks) != 206 {
		t.Fatalf("%d rewinds, at %v, %d blocks; want 1, at %v, 206", v.rewinds, v.f.At(), len(v.blocks), head)
	}
}
