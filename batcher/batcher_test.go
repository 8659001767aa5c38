// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

func TestPostsWhatIsSealed(t *testing.T) {
	r, cfg := newRig(t, 1), testConfig()
	r.seal(200, 5)
	b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
	r.settle(b)
	r.posted(cfg)
	if want, _ := r.cuts(cfg); len(want) < 10 {
		t.Fatalf("%d batches are too few to show anything", len(want))
	}
	if errs := r.l1.Reverts(); len(errs) > 0 {
		t.Errorf("reverts: %v", errs)
	}
	r.seal(100, 5)
	r.settle(b)
	r.posted(cfg)
}

// Whatever fails, and wherever the process dies, every batch lands once.
func TestCrashAtEveryPoint(t *testing.T) {
	cfg := testConfig()
	for _, kind := range []string{"question", "offer lost", "answer lost"} {
		for point := range 8 {
			t.Run(fmt.Sprintf("%s/%d", kind, point), func(t *testing.T) {
				r := newRig(t, int64(point))
				died := errors.New("died")
				count := 0
				fail := func() error {
					if count++; count-1 == point {
						return died
					}
					return nil
				}
				sender := r.l1.Sender(testSeats[0])
				switch kind {
				case "question":
					r.fail = fail
				case "offer lost":
					sender.Before = fail
				case "answer lost":
					sender.After = fail
				}
				b := r.batcher(cfg, sender)
				for range 30 {
					r.seal(6, 4)
					if err := b.Round(r.ctx); errors.Is(err, died) {
						b = r.batcher(cfg, sender) // a new process knows nothing
					} else if err != nil {
						t.Fatal(err)
					}
					if r.rand.Intn(2) == 0 {
						r.l1.Mine(1, l1test.Spacing)
					}
				}
				r.settle(b)
				r.posted(cfg)
				if errs := r.l1.Reverts(); len(errs) > 0 {
					t.Errorf("reverts: %v", errs)
				}
			})
		}
	}
}

// The two chains, two batchers and the processes do what they like. In the end everything is on L1, once.
func TestAnythingMayHappen(t *testing.T) {
	cfg := testConfig()
	for seed := range int64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := newRig(t, seed)
			fresh := func(i int) *Batcher { return r.batcher(cfg, r.l1.Sender(testSeats[i])) }
			both := []*Batcher{fresh(0), fresh(1)}
			for range 150 {
				i := r.rand.Intn(2)
				switch r.rand.Intn(12) {
				case 0, 1, 2:
					r.seal(r.rand.Intn(12), 5)
				case 3, 4, 5:
					r.l1.Mine(1, l1test.Spacing)
				case 6:
					both[i] = fresh(i)
				case 7:
					if head, _ := r.l1.Head(r.ctx); head.Height > 4 && r.rand.Intn(3) == 0 {
						depth := 1 + r.rand.Intn(4)
						r.l1.Reorg(depth, depth+1)
					}
				case 8:
					r.l1.DropPool()
				case 9:
					r.lag = r.rand.Intn(3)
				default:
					if err := both[i].Round(r.ctx); err != nil {
						t.Fatal(err)
					}
				}
			}
			r.l1.Mine(5, l1test.Spacing)
			r.settle(both...)
			r.posted(cfg)
		})
	}
}

// A reorg that drops everything is followed by the same bytes again.
func TestRepostsAfterReorg(t *testing.T) {
	r, cfg := newRig(t, 3), testConfig()
	b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
	r.seal(150, 4)
	r.settle(b)
	before := r.l1.Inbox()
	head, err := r.l1.Head(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	r.l1.Reorg(int(head.Height), int(head.Height)+1)
	r.l1.DropPool()
	if n := r.l1.Inbox().BatchCount; n >= before.BatchCount {
		t.Fatalf("the reorg left %d of %d batches", n, before.BatchCount)
	}
	r.settle(b)
	r.posted(cfg)
	if n := r.l1.Inbox().BatchCount; n != before.BatchCount {
		t.Errorf("%d batches after the reorg, want %d", n, before.BatchCount)
	}
}

// A rebase of what is not on L1 yet replaces what was offered.
func TestFollowsRebase(t *testing.T) {
	r, cfg := newRig(t, 4), testConfig()
	b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
	r.seal(100, 4)
	for range 3 {
		if err := b.Round(r.ctx); err != nil {
			t.Fatal(err)
		}
		r.l1.Mine(1, l1test.Spacing)
	}
	d, err := r.Derived(r.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Round(r.ctx); err != nil { // offers more of the old chain
		t.Fatal(err)
	}
	r.rebase(d.Number + 2)
	r.seal(120, 4)
	r.settle(b)
	r.posted(cfg)
}

// The forced transactions at the top of a block come from L1 and are not posted.
func TestLeavesForcedTransactionsOut(t *testing.T) {
	r, cfg := newRig(t, 5), testConfig()
	for range 4 {
		r.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
	}
	r.l1.Mine(1, l1test.Spacing)
	r.sealOne(1, 2, 3, 0)
	r.sealOne(1, 2, 1, 3)
	r.sealOne(1, 0, 0, 1)
	r.seal(80, 3)
	b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
	r.settle(b)
	r.posted(cfg)
	if got := r.l1.Inbox().Consumed; got != 4 {
		t.Errorf("%d messages consumed on L1, want 4", got)
	}
}

// What would not derive to the sealed blocks is not posted.
func TestNeverPostsWhatDoesNotDerive(t *testing.T) {
	lies := map[string]func(*SealedBlock){
		"forced": func(b *SealedBlock) { b.Forced = len(b.Block.Transactions()) + 1 },
		"many messages": func(b *SealedBlock) {
			if b.Block.NumberU64() > 3 {
				b.Consumed = 300
			}
		},
		"messages fall": func(b *SealedBlock) {
			if b.Block.NumberU64() == 3 {
				b.Consumed = 1
			}
		},
	}
	for name, lie := range lies {
		r, cfg := newRig(t, 6), testConfig()
		for range 400 {
			r.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
		}
		r.l1.Mine(1, l1test.Spacing)
		r.seal(60, 3)
		r.lie = lie
		b := r.batcher(cfg, r.l1.Sender(testSeats[0]))
		if err := b.Round(r.ctx); err == nil {
			t.Errorf("%s: no error", name)
		}
		r.l1.Mine(2, l1test.Spacing)
		if n := r.l1.Inbox().BatchCount; n != 0 {
			t.Errorf("%s: %d batches posted", name, n)
		}
	}
}

// Nothing is offered while L1 is not ready for it.
func TestWaits(t *testing.T) {
	tests := map[string]func(*rig){
		"ahead of L1's clock":   func(r *rig) { r.sealOne(testDrift+1000, 1, 0, 0); r.seal(60, 1) },
		"messages not on L1":    func(r *rig) { r.sealOne(1, 1, 1, 0); r.seal(60, 1) },
		"sequencer behind":      func(r *rig) { r.seal(60, 1); r.l1.Mine(20, 1); r.lag = maxBehind + 1 },
		"batch stays open":      func(r *rig) { r.seal(5, 1) },
		"no blocks":             func(*rig) {},
		"L1 has consumed more ": func(r *rig) { r.consumeOnL1(); r.seal(60, 1) },
	}
	for name, prepare := range tests {
		r := newRig(t, 7)
		prepare(r)
		before := r.l1.Inbox().BatchCount
		b := r.batcher(testConfig(), r.l1.Sender(testSeats[0]))
		for range 3 {
			err := b.Round(r.ctx)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		r.l1.Mine(2, 1)
		if n := r.l1.Inbox().BatchCount; n != before {
			t.Errorf("%s: %d batches posted", name, n-before)
		}
	}
}

// consumeOnL1 has L1 hold a batch by the other seat that consumes a message which the sealed chain then loses.
func (r *rig) consumeOnL1() {
	r.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
	r.l1.Mine(1, 1)
	r.sealOne(1, 1, 1, 0)
	r.seal(60, 1)
	other := r.batcher(testConfig(), r.l1.Sender(testSeats[1]))
	if err := other.Round(r.ctx); err != nil {
		r.t.Fatal(err)
	}
	r.l1.Mine(1, 1)
	if r.l1.Inbox().BatchCount == 0 {
		r.t.Fatal("nothing posted by the other seat")
	}
	d, err := r.Derived(r.ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	r.rebase(d.Number)
	r.chain[d.Number].Consumed = 0
}

// A reason to wait is told once, when it lasts.
func TestTellsWhatItWaitsFor(t *testing.T) {
	r := newRig(t, 8)
	var out strings.Builder
	b := r.batcher(testConfig(), r.l1.Sender(testSeats[0]))
	b.log = slog.New(slog.NewTextHandler(&out, nil))
	rounds := func(n int) int {
		for range n {
			if err := b.Round(r.ctx); err != nil {
				t.Fatal(err)
			}
		}
		return strings.Count(out.String(), "batcher waits")
	}
	r.l1.Mine(maxBehind+2, 1)
	r.lag = maxBehind + 1
	if n := rounds(patience - 1); n != 0 {
		t.Errorf("told %d times before its time", n)
	}
	r.lag = 0
	rounds(1)
	r.lag = maxBehind + 1
	if n := rounds(patience - 1); n != 0 {
		t.Errorf("told %d times although a round between did not wait", n)
	}
	if n := rounds(3 * patience); n != 1 {
		t.Errorf("told %d times, want once", n)
	}
}

// A message that waits too long makes the inbox turn away every batch that leaves it out: then it is forced in.
func TestForcesOverdueMessages(t *testing.T) {
	const delay = 1000
	r := newRig(t, 8)
	r.l1 = l1test.New(l1test.Config{Time: testStart, Rules: l1test.Rules{Seats: testSeats, ForceDelay: delay, Silence: farInFuture}})
	r.seal(60, 1)
	r.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
	r.l1.Mine(1, 1)
	r.l1.Mine(1, delay+1)
	b := r.batcher(testConfig(), r.l1.Sender(testSeats[0]))
	if err := b.Round(r.ctx); err != nil {
		t.Fatal(err)
	}
	r.l1.Mine(1, 1)
	inbox := r.l1.Inbox()
	if inbox.BatchCount != 1 || inbox.Consumed != 1 {
		t.Errorf("%d batches, %d messages consumed, want one batch that consumes the message; reverts: %v", inbox.BatchCount, inbox.Consumed, r.l1.Reverts())
	}
}
