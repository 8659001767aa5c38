// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// A class is one way in which a batch can be wrong. All start from the same good batch of three blocks.
type class struct {
	name  string
	stand int         // blocks before the breach
	kind  derive.Kind // the rule that is broken
	batch func(r *rig, good []wire.Block) l1anchor.Batch
	real  bool // only the real rules of execution know it
	left  bool // closing blocks have no room to consume everything
}

// classes returns all classes. They are made by rule, field by field and block by block; TestClasses holds their number
// against what we promise.
func classes() []class {
	var all []class
	for _, some := range [][]class{numberClasses(), countClasses(), parentClasses(), headerClasses(), cutClasses(),
		trailingClasses(), shapeClasses(), envelopeClasses(), signatureClasses(), executionClasses()} {
		all = append(all, some...)
	}
	return all
}

// classTime is the L1 time of the batches; the last good block is at 1094, the latest possible one at 1700.
const classTime = 1100

// classRig is where every class starts: two blocks exist, three messages wait on L1.
func classRig(t testing.TB, r *rig) *rig {
	r.inbox.add(l1anchor.Checkpoint, 1001, nil)
	out := r.derive(t, r.next(1002, wire.Block{Elapsed: 1}, wire.Block{Elapsed: 1, Messages: 1}))
	if out.Blocks != 2 || out.Breach != nil {
		t.Fatalf("start: %+v", out)
	}
	r.inbox.add(l1anchor.Deposit, 1050, deposit(account(5), 9))
	r.inbox.add(l1anchor.Forced, 1050, raw(transfer(r.p, 3, 0)))
	r.inbox.add(l1anchor.Checkpoint, 1050, nil)
	return r
}

func goodBlocks(r *rig) []wire.Block {
	tx := func(i int, nonce uint64) *types.Transaction { return transfer(r.p, i, nonce) }
	return []wire.Block{
		{Elapsed: 2, Messages: 2, Txs: []*types.Transaction{tx(0, 0), tx(1, 0)}},
		{Elapsed: 30, Messages: 0, Txs: []*types.Transaction{tx(0, 1), tx(1, 1)}},
		{Elapsed: 60, Messages: 1, Txs: []*types.Transaction{tx(0, 2), tx(1, 2)}},
	}
}

// change makes a class of what f does to block n of the good batch, which is where the breach is.
func change(name string, n int, kind derive.Kind, f func(r *rig, b *wire.Block)) class {
	return class{name: fmt.Sprintf("block %d: %s", n, name), stand: n, kind: kind, batch: func(r *rig, good []wire.Block) l1anchor.Batch {
		f(r, &good[n])
		return r.next(classTime, good...)
	}}
}

func TestClasses(t *testing.T) {
	all, p := classes(), testParams()
	good := map[bool][]derive.Position{
		true: goodHeads(t, newRig(p, newReal(t, p))), false: goodHeads(t, newRig(p, newFake(p))),
	}
	seen, kinds := make(map[string]bool), make(map[derive.Kind]int)
	for _, c := range all {
		if seen[c.name] {
			t.Errorf("%s: twice", c.name)
		}
		seen[c.name] = true
		kinds[c.kind]++
		t.Run(c.name, func(t *testing.T) { c.run(t, p, good) })
	}
	t.Logf("%d classes of %d kinds: %v", len(all), len(kinds), kinds)
	if len(all) < 200 {
		t.Errorf("%d classes, promised are 200", len(all))
	}
}

// run derives the class on each kind of engine, at once and one by one on an engine of its own, and compares.
func (c class) run(t *testing.T, p *params.Params, good map[bool][]derive.Position) {
	for _, isReal := range []bool{true, false} {
		if c.real && !isReal {
			continue
		}
		var ends [2]derive.Position
		for i := range ends {
			var e engine = newFake(p)
			if isReal {
				e = newReal(t, p)
			}
			r := classRig(t, newRig(p, e))
			b := c.batch(r, goodBlocks(r))
			if i == 0 {
				c.atOnce(t, r, b)
			} else {
				c.oneByOne(t, r, b, good[isReal][c.stand])
			}
			ends[i] = r.pos
		}
		if a, b := &ends[0], &ends[1]; a.Hash() != b.Hash() || a.Cursor != b.Cursor || a.Batch != b.Batch {
			t.Errorf("at once %d %s %+v, one by one %d %s %+v", a.Number(), a.Hash(), a.Cursor, b.Number(), b.Hash(), b.Cursor)
		}
	}
}

// goodHeads are the positions after 0, 1, 2 and 3 blocks of the good batch.
func goodHeads(t *testing.T, r *rig) []derive.Position {
	classRig(t, r)
	s := derive.Open(r.p, r.next(classTime, goodBlocks(r)...))
	heads := []derive.Position{r.pos}
	for n := range 3 {
		next, event, v, err := derive.Next(r.p, r.e, r.inbox, heads[n], s)
		if err != nil || v != nil || event != derive.MadeBlock {
			t.Fatalf("the good batch is not good: %s, %v, %v", event, v, err)
		}
		heads = append(heads, next)
	}
	return heads
}

func (c class) atOnce(t *testing.T, r *rig, b l1anchor.Batch) {
	out := r.derive(t, b)
	if out.Breach == nil {
		t.Fatalf("no breach: %+v", out)
	}
	if out.Blocks != c.stand || out.Breach.Block != c.stand || out.Breach.Kind != c.kind {
		t.Errorf("%T: %d blocks stand, then %v; want %d, then %s", r.e, out.Blocks, out.Breach, c.stand, c.kind)
	}
	if !c.left && (out.Left != 0 || out.Waiting) {
		t.Errorf("%T: closing left %d messages, forced ones wait: %v", r.e, out.Left, out.Waiting)
	}
}

// oneByOne opens the batch afresh for every transition and checks that no block is made of anything beyond the breach.
func (c class) oneByOne(t *testing.T, r *rig, b l1anchor.Batch, want derive.Position) {
	void := false
	for n := 0; ; n++ {
		before := r.pos
		pos, event, _, err := derive.Next(r.p, r.e, r.inbox, r.pos, derive.Open(r.p, b))
		if err != nil {
			t.Fatal(err)
		}
		r.pos = pos
		switch {
		case event == derive.EndedBatch:
			if !void {
				t.Errorf("%T: ended without being void", r.e)
			}
			return
		case event == derive.FoundVoid:
			void = true
			if n != c.stand || pos.Hash() != want.Hash() || pos.Cursor != want.Cursor {
				t.Errorf("%T: void after %d transitions at head %s, want after %d at %s", r.e, n, pos.Hash(), c.stand, want.Hash())
			}
		case event == derive.MadeBlock && (void || n >= c.stand):
			t.Errorf("%T: transition %d made a block beyond the breach", r.e, n)
		case event == derive.MadeClosing && pos.Time() != closingTime(before, b):
			t.Errorf("%T: closing block at %d after %d, batch at %d", r.e, pos.Time(), before.Time(), b.Time)
		}
	}
}
