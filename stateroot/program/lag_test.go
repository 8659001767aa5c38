// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"math/big"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

// mostOfWay bounds the steps of a transition's way to its messages, from a newest batch that is any number of messages
// ahead: over the batches from a milestone to the next and the messages of two. It is charged with the block.
const mostOfWay = 20_000_000

// TestLagInMachine has a seat pin L2's clock as far ahead as it may go, and void batches consume messages without a
// block. The first closing block behind them takes as many steps however many these are.
func TestLagInMachine(t *testing.T) {
	p := guestProgram(t)
	var steps [2]uint64
	for i, void := range []int{1, 4} {
		w := newWorld(t)
		id := new(big.Int).SetUint64(w.rollup.ChainID)
		pin := w.time + 13 + w.rollup.MaxDrift - w.pos.Time()
		data, err := wire.Encode(id, &wire.Batch{Parent: w.pos.Hash(), Blocks: []wire.Block{{Elapsed: pin}}})
		if err != nil {
			t.Fatal(err)
		}
		w.derive(w.batch(data))
		for range void {
			for range l1anchor.MaxBatchMsgs {
				w.message(l1anchor.Checkpoint, nil)
			}
			w.time -= 13 // in the same L1 block
			for _, l := range w.derive(w.batch([]byte{0xff})) {
				if l.event == derive.MadeClosing {
					t.Fatal("there was room for a closing block")
				}
			}
		}
		l := w.first(w.batch(nil))
		if l.event != derive.MadeClosing {
			t.Fatalf("the transition is %q, not a closing block", l.event)
		}
		got, n := prove(t, p, w, l.before)
		if got != l.after.Hash() {
			t.Errorf("%d batches behind: the machine comes to state %s, the chain to %s", void, got, l.after.Hash())
		}
		steps[i] = n
		t.Logf("%d messages behind: %d steps", void*l1anchor.MaxBatchMsgs, n)
	}
	if steps[1] > steps[0]+mostOfWay/10 {
		t.Errorf("%d steps behind 4 batches, %d behind one", steps[1], steps[0])
	}
}
