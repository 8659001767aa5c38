package etc_test

import (
	"syscall"
	"testing"
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// TestKilledNodeGoesOn kills the node without warning, twice, and finds its chain whole.
func TestKilledNodeGoesOn(t *testing.T) {
	n := startNode(t)
	inbox := n.deploy()
	for i := range 2 {
		calls := []l1anchor.Call{{Data: (&l1anchor.MessageCall{Kind: l1anchor.Forced, Body: []byte{byte(i)}}).Encode(), Gas: 300_000}}
		if err := n.sender(inbox, strangerKey).Offer(t.Context(), calls); err != nil {
			t.Fatal(err)
		}
		head := n.mine(40, 1)
		n.stop(syscall.SIGKILL)
		n.start()
		got, err := n.reader(inbox).Head(t.Context())
		if err != nil || got.Hash != head {
			t.Fatalf("head after the kill = %v, %v; want %s", got, err, head)
		}
		if c := n.contract(inbox); c.Messages != uint64(i+1) {
			t.Errorf("%d messages after the kill, want %d", c.Messages, i+1)
		}
	}
}

// TestJoinedNodesReorg mines on two nodes that do not know each other and joins them: the one with less work follows
// the other, and so does whoever follows the first.
func TestJoinedNodesReorg(t *testing.T) {
	a := startNode(t)
	inbox := a.deploy()
	calls := []l1anchor.Call{{Data: (&l1anchor.BatchCall{Data: []byte("orphan")}).Encode(), Gas: 300_000}}
	seat := a.sender(inbox, seatKey)
	if err := seat.Offer(t.Context(), calls); err != nil {
		t.Fatal(err)
	}
	a.mine(20, 13)
	r := a.reader(inbox)
	f := l1anchor.NewFollower(r, l1anchor.Ref{Hash: a.Genesis}, nil)
	catchUp := func() (rewinds int, batches []l1anchor.Batch) {
		for {
			s, err := f.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if s == nil {
				return rewinds, batches
			}
			if s.Rewound() {
				rewinds++
			} else {
				batches = append(batches, s.Block.Batches...)
			}
		}
	}
	if rewinds, batches := catchUp(); rewinds != 0 || len(batches) != 1 {
		t.Fatalf("%d rewinds and %d batches before the reorg, want 0 and 1", rewinds, len(batches))
	}

	b := startNode(t, "--peers", a.Enode)
	var added bool
	head := b.mine(30, 13)
	a.call(&added, "admin_addPeer", b.Enode)
	for start := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		got, err := r.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash == head {
			break
		}
		if time.Since(start) > 30*time.Second {
			t.Fatalf("the first node is still at %v, the second at %s", got, head)
		}
	}
	if rewinds, batches := catchUp(); rewinds != 1 || len(batches) != 0 || f.At().Hash != head {
		t.Errorf("%d rewinds and %d batches after the reorg, at %v; want 1, 0, %s", rewinds, len(batches), f.At(), head)
	}
}
