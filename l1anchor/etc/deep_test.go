// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
)

// await asks until something is so.
func await(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for start := time.Now(); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > time.Minute {
			t.Fatalf("waited %s in vain for %s", time.Since(start), what)
		}
	}
}

// TestReorgDeeperThanStates joins two nodes that keep 128 states, as public ones do, over branches of 300 blocks. A
// client that reads the first one and sends by it must not miss the states that are gone.
func TestReorgDeeperThanStates(t *testing.T) {
	t.Parallel()
	const depth = 300
	a := startNode(t, "--prune")
	inbox := a.deploy()
	r, seat := a.reader(inbox), a.sender(inbox, seatKey)
	fork := a.mine(2, 13)
	b := startNode(t, "--prune", "--peers", a.Enode)
	at := func(n *etcnode) common.Hash {
		head, err := n.reader(inbox).Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return head.Hash
	}
	await(t, "the second node to have the first one's chain", func() bool { return at(b) == fork })
	var done bool
	b.call(&done, "admin_removePeer", a.Enode)
	a.call(&done, "admin_removePeer", b.Enode)

	calls := []l1anchor.Call{{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte("orphan")}).Encode(), Gas: 300_000}}
	offerAndAsk := func() {
		t.Helper()
		if err := seat.Offer(t.Context(), calls); err != nil {
			t.Fatal(err)
		}
		if through, err := r.Overdue(t.Context()); err != nil || through != 0 {
			t.Fatalf("overdue: %d, %v; want none", through, err)
		}
	}
	offerAndAsk()
	old := a.mine(depth, 13)
	head, err := r.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := l1anchor.NewFollower(r, l1anchor.Ref{Hash: a.Genesis}, nil)
	follow(t, f, 0, 1)
	if f.At() != head || head.Hash != old {
		t.Fatalf("followed to %v, want %v", f.At(), head)
	}

	winner := b.mine(depth+1, 14)
	a.call(&done, "admin_addPeer", b.Enode)
	await(t, "the first node to change over", func() bool { return at(a) == winner })
	follow(t, f, 1, 0)
	if f.At().Hash != winner {
		t.Errorf("followed to %v, want %s", f.At(), winner)
	}
	// From the branch that is gone a start finds the way, too.
	g := l1anchor.NewFollower(r, head, nil)
	follow(t, g, 1, 0)
	if g.At() != f.At() {
		t.Errorf("followed to %v after a start, want %v", g.At(), f.At())
	}
	offerAndAsk()
	a.mine(2, 13)
	follow(t, f, 0, 1)
	if c := a.contract(inbox); c.Batches != 1 {
		t.Errorf("%d batches in the end, want 1", c.Batches)
	}
}

// follow takes all steps there are, and wants so many rewinds and batches in them.
func follow(t *testing.T, f *l1anchor.Follower, rewinds, batches int) {
	t.Helper()
	for {
		s, err := f.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if s == nil {
			break
		}
		if s.Rewound() {
			rewinds--
		} else {
			batches -= len(s.Block.Batches)
		}
	}
	if rewinds != 0 || batches != 0 {
		t.Errorf("%d rewinds and %d batches less than expected", rewinds, batches)
	}
}
