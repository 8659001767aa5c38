// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// TestEntryWithoutEffect changes one entry of each kind on its way into the log, so that it takes no effect. The
// leader must notice and go on from what the log says; before, a refused Open left it without a block for the rest of
// its term.
func TestEntryWithoutEffect(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(e fsm.Entry) fsm.Entry // nil: not the kind
	}{
		{"an Open that cannot be", func(e fsm.Entry) fsm.Entry {
			if o, ok := e.(*fsm.Open); ok {
				o.Timestamp = 1
				return o
			}
			return nil
		}},
		{"an Open on another block", func(e fsm.Entry) fsm.Entry {
			if o, ok := e.(*fsm.Open); ok {
				o.Parent[0]++
				return o
			}
			return nil
		}},
		{"a Slice out of order", func(e fsm.Entry) fsm.Entry {
			if s, ok := e.(*fsm.Slice); ok {
				s.Seq += 7
				return s
			}
			return nil
		}},
		{"a Close of something else", func(e fsm.Entry) fsm.Entry {
			if s, ok := e.(*fsm.Close); ok {
				s.Slices += 7
				return s
			}
			return nil
		}},
		{"a Seal of another block", func(e fsm.Entry) fsm.Entry {
			if s, ok := e.(*fsm.Seal); ok {
				s.Number++
				return s
			}
			return nil
		}},
	} {
		run(t, c.name, func(t *testing.T) {
			h := newHarness(t)
			var changed atomic.Bool
			h.ledger.tamper = func(entry []byte) []byte {
				e, err := fsm.Decode(entry)
				if err != nil || changed.Load() {
					return entry
				}
				if e = c.change(e); e == nil {
					return entry
				}
				changed.Store(true)
				out, err := fsm.Encode(e)
				if err != nil {
					t.Error(err)
				}
				return out
			}
			a, b := h.start(t.TempDir()), h.start(t.TempDir())
			end := h.lead(a, 1)
			o := h.send(a, h.transfer())
			if !o.Ordered() {
				t.Fatal(o.Err)
			}
			h.sameHead(o.Number+1, a, b)
			h.await("the change", changed.Load)
			end()
			want := h.snapshot(b)
			if got := h.snapshot(h.restart(b)); !bytes.Equal(got, want) {
				t.Error("running the log again leads to another state")
			}
		})
	}
}

// TestGarbageInTheLog puts bytes into the log that are no entry.
func TestGarbageInTheLog(t *testing.T) { virtually(t, testGarbageInTheLog) }

func testGarbageInTheLog(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	h.ledger.propose(1)([]byte{fsm.Format, 0xff, 1, 2})
	if o := h.send(a, h.transfer()); !o.Ordered() {
		t.Fatal(o.Err)
	}
}

// TestNewestWithoutEffect tells a leader of its own entry, whatever is left of earlier terms.
func TestNewestWithoutEffect(t *testing.T) {
	told := make(answers, 1)
	told.tell(answer{3, fsm.Answer{Outcome: fsm.Ignored}})
	told.tell(answer{7, fsm.Answer{Outcome: fsm.Refused}})
	if got := <-told; got.term != 7 {
		t.Errorf("got term %d, want 7", got.term)
	}
}

// TestAnswerOfAnotherTerm tells a leader of an entry that somebody else proposed, which says nothing of its own.
func TestAnswerOfAnotherTerm(t *testing.T) {
	l := &leader{term: Term{Number: 3}}
	for _, c := range []struct {
		term uint64
		want ending
	}{{2, ""}, {3, void}} {
		if l.told(answer{term: c.term}); l.end != c.want {
			t.Errorf("told of term %d: over since %q, want %q", c.term, l.end, c.want)
		}
	}
}

// TestLeaderLooksAgain has the log be another one than a leader took it for, in two ways. Neither is an error: the
// member leads on from what the log says.
func TestLeaderLooksAgain(t *testing.T) {
	for _, c := range []struct {
		why   ending
		cause func(h *harness, a *member)
	}{
		{rebased, func(h *harness, a *member) { h.dictate(a, nil) }},
		{void, func(h *harness, _ *member) { h.ledger.propose(1)([]byte{fsm.Format, 0xff}) }},
	} {
		run(t, string(c.why), func(t *testing.T) {
			h := newHarness(t)
			said := h.logged()
			a := h.start(t.TempDir())
			h.lead(a, 1)
			c.cause(h, a)
			h.await("another leader", func() bool { return len(said.lines("msg=leading")) > 1 })
			if again := said.lines(fmt.Sprintf("why=%q", string(c.why))); len(again) != 1 {
				t.Errorf("the leader looked at the log again %d times, want once", len(again))
			}
			if o := h.send(a, h.transfer()); !o.Ordered() {
				t.Error(o.Err)
			}
		})
	}
}
