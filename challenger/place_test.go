// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
)

// The node refuses one move for many blocks. The round says so. The move holds up no other one, is made as soon as the
// node takes it, and no bond is sent twice, though the process starts anew meanwhile.
func TestRefusedMove(t *testing.T) {
	r := newRig(t, 3)
	for i, leaf := range []uint64{1, 60_000} {
		r.Liar(fmt.Sprint("liar ", i), gamestest.Lie{Leaf: leaf, Stride: 1, Step: 5, Salt: uint64(i)})
	}
	m := r.stuffs(1, 500, 0)
	refused, last := game.Move(nil), uint64(0)
	m.refuses = func(s sentMove) bool {
		if _, ok := s.move.(game.RefineLeaf); refused == nil && ok {
			refused, last = s.move, r.Height+12
		}
		return reflect.DeepEqual(s.move, refused) && r.Height < last
	}
	meanwhile, said, done := 0, false, false
	for !done {
		before := len(r.Took)
		err := r.round()
		if err != nil && !errors.Is(err, l1account.ErrRefused) && !strings.Contains(err.Error(), "refused the move") {
			t.Fatal(err)
		}
		said = said || err != nil
		r.mineTo(r.Height + 1)
		for _, receipt := range r.Took[before:] {
			if refused != nil && r.Height <= last && receipt.Sender == m.Address() {
				meanwhile++
			}
			done = done || reflect.DeepEqual(receipt.Move, refused)
		}
		if refused != nil && r.Height == last-6 {
			r.stop()
			r.start()
		}
		if r.Height > last+20 && refused != nil {
			t.Fatalf("what was refused until block %d is not mined in block %d", last, r.Height)
		}
	}
	if meanwhile < 3 || !said {
		t.Errorf("%d moves were mined while one was refused; a round said that it is: %v", meanwhile, said)
	}
	for node, n := range r.bonds() {
		if n > 1 {
			t.Errorf("%d bonds for node %x", n, node)
		}
	}
	t.Logf("%d moves were mined while one was refused", meanwhile)
}

// What is done leaves the ledger in time: not before a reorg that L1 has ever had could ask for it again, and not while
// a node may have what it refused. So the ledger has what can be made within that time, whatever comes.
func TestLedgerForgets(t *testing.T) {
	r := newRig(t, 3)
	intents := func() (n int) {
		if err := r.ledger.Intents(func(string, []byte) error { n++; return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const every, refused = 16, 40 // blocks between two moves; a move that a node has refused
	most := 0
	for i := range uint64(4 * kept / every) {
		key := strategy.Key{What: strategy.SplitTask, Node: game.Hash{byte(i >> 16), byte(i >> 8), byte(i)}}
		r.stage.history.at.Height = l1anchor.Height(i * every)
		if err := errors.Join(r.stage.intend(strategy.Move{Key: key}), r.stage.drop(nil)); err != nil {
			t.Fatal(err)
		}
		if i == refused {
			r.stage.pending.after[key] = 7
		}
		if i%97 == 0 { // the process starts anew
			after := r.stage.pending.after
			if err := r.stage.recall(); err != nil {
				t.Fatal(err)
			}
			r.stage.pending.after = after
		}
		if err := r.stage.forget(); err != nil {
			t.Fatal(err)
		}
		if i%512 == 0 || i > 4*kept/every-3 {
			most = max(most, intents())
		}
	}
	if want := kept/every + 2; most > want || most < kept/every {
		t.Errorf("the ledger has %d intents, want %d at most", most, want)
	}
	if key := (strategy.Key{What: strategy.SplitTask, Node: game.Hash{0, 0, refused}}); r.stage.pending.done[key] == 0 {
		t.Error("a refused move was forgotten")
	}
}

// A second endpoint that proves nothing keeps bonds back, and no moves without one.
func TestSilenceKeepsBondsBackOnly(t *testing.T) {
	r := newRig(t, 3)
	r.Liar("liar", gamestest.Lie{Leaf: 1, Stride: 1, Step: 5})
	r.Honest("friend", 200).Propose = true // the right claim is there without a bond of ours
	r.stop()
	r.cfg.Propose, r.second = true, silent{node{r}}
	r.start()
	splits, said := 0, false
	for r.Height < 40 && splits == 0 {
		said = r.round() != nil || said
		for _, tx := range r.sender.offered {
			if tx.bond > 0 {
				t.Fatalf("a bond is offered: %T", tx.move)
			}
			splits++
		}
		r.mineTo(r.Height + 1)
	}
	if splits == 0 || !said {
		t.Errorf("%d moves without a bond were offered; a round said that the endpoint is silent: %v", splits, said)
	}
}
