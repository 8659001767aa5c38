// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"fmt"
	"math/big"
	"reflect"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
)

// compare holds all that the contract says about itself against the referee, and the referee against the table.
func (w *twins) compare() {
	w.t.Helper()
	w.compareNodes()
	w.compareAssertions(w.Referee.Genesis())
	w.compareMoney()
	abi := bindings.NewRollup()
	latest, err := abi.UnpackLatest(w.view(abi.PackLatest()))
	if err != nil || latest != w.Referee.Latest() {
		w.t.Errorf("latest: contract %x (%v), referee %x", latest, err, w.Referee.Latest())
	}
	stuck, err := abi.UnpackStuckAt(w.view(abi.PackStuckAt()))
	if err != nil || stuck != w.Referee.StuckAt() {
		w.t.Errorf("stuck at: contract %x (%v), referee %x", stuck, err, w.Referee.StuckAt())
	}
	if w.table.Latest() != w.Referee.Latest() || w.table.StuckAt() != w.Referee.StuckAt() || w.table.Burnt() != w.Referee.Burnt() {
		w.t.Errorf("the table ends at %x, %x and %d, the referee at %x, %x and %d", w.table.Latest(), w.table.StuckAt(), w.table.Burnt(),
			w.Referee.Latest(), w.Referee.StuckAt(), w.Referee.Burnt())
	}
}

// compareNodes looks at every node that there is, and at one that is not there.
func (w *twins) compareNodes() {
	w.t.Helper()
	abi := bindings.NewRollup()
	origins := make(map[common.Hash]bool)
	for _, part := range w.Parts() {
		id := part.Ref.Node()
		n, ok := w.Referee.Node(id)
		if !ok {
			w.t.Fatalf("the referee does not have %+v", part.Ref)
		}
		origins[n.Origin] = true
		got, err := abi.UnpackNode(w.view(abi.PackNode(calldata.Ref(part.Ref))))
		want := bindings.NodeOutput{
			Exists: true, First: n.First, T1: toBig(n.Opened), T2: toBig(n.Rivaled),
			Beta: w.Referee.Beta(id, w.Height()), Flags: n.Flags(),
		}
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			w.t.Errorf("node %+v:\n contract %+v (%v)\n referee  %+v", part.Ref, got, err, want)
		}
		if other, _ := w.table.Node(id); !reflect.DeepEqual(other, n) {
			w.t.Errorf("node %+v:\n table   %+v\n referee %+v", part.Ref, other, n)
		}
		w.compareInitial(id, n.Initial)
	}
	for origin := range origins {
		w.compareCohort(origin)
	}
	missing := game.Ref{Origin: common.Hash{1}}
	if got, err := abi.UnpackNode(w.view(abi.PackNode(calldata.Ref(missing)))); err != nil || got.Exists {
		w.t.Errorf("a node that is not there: contract %+v (%v)", got, err)
	}
}

func (w *twins) compareInitial(id common.Hash, i game.Initial) {
	w.t.Helper()
	abi := bindings.NewRollup()
	got, err := abi.UnpackInitial(w.view(abi.PackInitial(id)))
	if want := (bindings.InitialOutput{Claim: i.Claim, Poster: i.Poster}); err != nil || got != want {
		w.t.Errorf("initial node %x:\n contract %+v (%v)\n referee  %+v", id, got, err, want)
	}
}

func (w *twins) compareCohort(origin common.Hash) {
	w.t.Helper()
	abi := bindings.NewRollup()
	c := w.Referee.Cohort(origin)
	got, err := abi.UnpackCohort(w.view(abi.PackCohort(origin)))
	if want := (bindings.Cohort{Count: c.Count, Spent: c.Spent, Settled: c.Settled}); err != nil || got != want {
		w.t.Errorf("cohort %x:\n contract %+v (%v)\n referee  %+v", origin, got, err, want)
	}
	other := w.table.Cohort(origin)
	if !c.Settled {
		other.Spent = c.Spent
	}
	if !reflect.DeepEqual(other, c) {
		w.t.Errorf("cohort %x:\n table   %+v\n referee %+v", origin, other, c)
	}
}

// compareAssertions looks at an assertion and all that came behind it.
func (w *twins) compareAssertions(id common.Hash) {
	w.t.Helper()
	abi := bindings.NewRollup()
	a := w.Referee.Assertion(id)
	got, err := abi.UnpackAssertion(w.view(abi.PackAssertion(id)))
	want := bindings.Assertion{
		End: a.Range.Hash(), Author: a.Author, CreatedAt: toBig(a.CreatedAt), Status: uint8(a.Status), Behind: a.Behind,
	}
	if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		w.t.Errorf("assertion %x:\n contract %+v (%v)\n referee  %+v", id, got, err, want)
	}
	if other := w.table.Assertion(id); !reflect.DeepEqual(other, a) {
		w.t.Errorf("assertion %x:\n table   %+v\n referee %+v", id, other, a)
	}
	if len(a.Encoded) == 170 {
		sends := common.Hash(a.Encoded[73:105])
		height, err := abi.UnpackConfirmedAt(w.view(abi.PackConfirmedAt(sends)))
		if err != nil || height != w.Referee.ConfirmedAt(sends) || height != w.table.ConfirmedAt(sends) {
			w.t.Errorf("sends %x: contract %d (%v), referee %d, table %d", sends, height, err, w.Referee.ConfirmedAt(sends), w.table.ConfirmedAt(sends))
		}
	}
	for _, child := range w.Referee.Children(id) {
		w.compareAssertions(child)
	}
}

func (w *twins) compareMoney() {
	w.t.Helper()
	abi := bindings.NewRollup()
	for _, who := range w.Accounts {
		credit, err := abi.UnpackCredit(w.view(abi.PackCredit(who)))
		if err != nil || credit.Cmp(w.Referee.Credit(who).ToBig()) != 0 {
			w.t.Errorf("credit of %s: contract %d (%v), referee %s", who, credit, err, w.Referee.Credit(who))
		}
		s := w.Referee.Stake(who)
		stake, err := abi.UnpackStake(w.view(abi.PackStake(who)))
		if err != nil || stake != s {
			w.t.Errorf("stake of %s: contract %x (%v), referee %x", who, stake, err, s)
		}
		if other := w.table.Stake(who); other != s {
			w.t.Errorf("stake of %s: table %x, referee %x", who, other, s)
		}
	}
	burnt, err := abi.UnpackBurnt(w.view(abi.PackBurnt()))
	if err != nil || !burnt.IsUint64() || burnt.Uint64() != w.Referee.Burnt() {
		w.t.Errorf("burnt: contract %d (%v), referee %d", burnt, err, w.Referee.Burnt())
	}
	if got, want := w.chain.State.GetBalance(w.at), w.Referee.Held(); got.Cmp(want) != 0 {
		w.t.Errorf("the contract has %s wei, the referee %s", got, want)
	}
	if err := w.Referee.Invariants(w.Height(), nil); err != nil {
		w.t.Error(err)
	}
}

func toBig(n uint64) *big.Int { return new(big.Int).SetUint64(n) }
