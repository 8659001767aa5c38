// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

// busy is a rig with messages of all sorts and a batch of three blocks that consumes them.
func busy(e engine) (*rig, l1anchor.Batch) {
	p := testParams()
	if e == nil {
		e = newFake(p)
	}
	r := newRig(p, e)
	r.inbox.add(l1anchor.Deposit, 1001, deposit(account(4), 5_000_000_000))
	r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 3, 0)))
	r.inbox.add(l1anchor.Checkpoint, 1002, nil)
	return r, r.next(1100,
		wire.Block{Elapsed: 3, Messages: 2, Txs: []*types.Transaction{transfer(p, 0, 0)}},
		wire.Block{Elapsed: 1, Txs: []*types.Transaction{transfer(p, 0, 1), transfer(p, 1, 0)}},
		wire.Block{Elapsed: 90, Messages: 1},
	)
}

func TestOneByOne(t *testing.T) {
	r, b := busy(nil)
	want := []derive.Event{derive.MadeBlock, derive.MadeBlock, derive.MadeBlock, derive.EndedBatch}
	pos := r.pos
	for i, event := range want {
		// Every transition opens the batch afresh, as the proof of a single one does.
		next, got, v, err := derive.Next(r.p, r.e, r.inbox, pos, derive.Open(r.p, b))
		if err != nil || v != nil || got != event {
			t.Fatalf("transition %d: got %q, %v, %v, want %q", i, got, v, err, event)
		}
		pos = next
	}
	if pos.Batch != 1 || pos.Block != 0 || pos.Closing || pos.Number() != 3 || pos.Consumed != 3 || pos.Waiting() {
		t.Errorf("ends at %+v", pos)
	}
	out := r.derive(t, b)
	if r.pos.Hash() != pos.Hash() || out != (derive.Outcome{Blocks: 3}) {
		t.Errorf("at once: head %s, %+v; one by one: head %s", r.pos.Hash(), out, pos.Hash())
	}
}

// TestResume lets every single call to the outside fail once and goes on from the position that the failure left.
func TestResume(t *testing.T) {
	whole, b := busy(nil)
	whole.derive(t, b)
	for _, what := range []string{"execute", "range"} {
		for n := 1; ; n++ {
			r, b := busy(nil)
			f := &flaky{Engine: r.e, Messages: r.inbox}
			if what == "execute" {
				f.failExecute = n
			} else {
				f.failRange = n
			}
			pos, _, err := derive.Batch(r.p, f, f, r.pos, b)
			if err == nil {
				if n == 1 {
					t.Fatalf("%s: the first call did not fail", what)
				}
				break
			}
			if !errors.Is(err, errDisk) {
				t.Fatalf("%s %d: got error %v, want that of the disk", what, n, err)
			}
			pos, out, err := derive.Batch(r.p, f, f, pos, b)
			if err != nil || out.Breach != nil || pos.Hash() != whole.pos.Hash() || pos.Batch != 1 {
				t.Errorf("%s %d: resumed to %s with %+v, %v, want %s", what, n, pos.Hash(), out, err, whole.pos.Hash())
			}
		}
	}
}

func TestWrongBatch(t *testing.T) {
	r, b := busy(nil)
	b.Index = 1
	pos, _, _, err := derive.Next(r.p, r.e, r.inbox, r.pos, derive.Open(r.p, b))
	if err == nil || pos.Hash() != r.pos.Hash() {
		t.Errorf("batch 1 at the position of batch 0: got %v", err)
	}
}

// TestWrongMessages has a Messages that answers something else than it was asked.
func TestWrongMessages(t *testing.T) {
	for name, lie := range map[string]messagesFunc{
		"too few":  func(from, to uint64) ([]l1anchor.Message, error) { return make([]l1anchor.Message, to-from-1), nil },
		"too many": func(from, to uint64) ([]l1anchor.Message, error) { return make([]l1anchor.Message, to-from+1), nil },
		"others":   func(from, to uint64) ([]l1anchor.Message, error) { return make([]l1anchor.Message, to-from), nil },
	} {
		r, b := busy(nil)
		if _, _, err := derive.Batch(r.p, r.e, lie, r.pos, b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

type messagesFunc func(from, to uint64) ([]l1anchor.Message, error)

func (f messagesFunc) Range(from, to uint64) ([]l1anchor.Message, error) { return f(from, to) }

// TestConsumedFalls gives a batch that no inbox can hold: it consumes less than the one before. It has an answer too.
func TestConsumedFalls(t *testing.T) {
	r, b := busy(nil)
	r.derive(t, b)
	b = r.next(1200, wire.Block{Elapsed: 1})
	b.Consumed = 1
	before := r.pos.Hash()
	out := r.derive(t, b)
	if out.Breach == nil || out.Breach.Kind != derive.NotAllTaken || out.Closing != 0 || r.pos.Hash() != before {
		t.Errorf("got %+v", out)
	}
}
