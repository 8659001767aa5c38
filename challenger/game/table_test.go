// SPDX-License-Identifier: Apache-2.0

package game

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// newTestTable is a table of a devnet with nothing but its first assertion.
func newTestTable() *Table {
	c := named(columns["devnet"])
	return NewTableFrom(c, Assertion{State: c.Genesis, CreatedAt: 100})
}

// TestTime follows the times of three rivals and of what merges with one of them.
func TestTime(t *testing.T) {
	table := newTestTable()
	a := Ref{Origin: Hash{1}, Len: 16, Base: Hash{2}, Span: Hash{0xa}}
	b, c := a, a
	b.Span, c.Span = Hash{0xb}, Hash{0xc}
	table.put(a, 1_000)
	table.put(a, 1_005) // once more: nothing
	hold := func(height uint64, want ...uint32) {
		t.Helper()
		for i, r := range []Ref{a, b, c} {
			if got := table.Beta(r.Node(), height); got != want[i] {
				t.Errorf("height %d, node %d: time %d, want %d", height, i, got, want[i])
			}
		}
	}
	hold(999, 0, 0, 0)
	hold(1_000, 0, 0, 0)
	hold(1_007, 7, 0, 0)
	table.put(b, 1_010)
	hold(1_010, 10, 0, 0)
	hold(5_000, 10, 0, 0)
	table.put(c, 1_020)
	table.put(a, 1_030)
	hold(5_000, 10, 0, 0)
	if got := table.Rivals(a.Context()); len(got) != 3 || got[0] != a.Node() || got[2] != c.Node() {
		t.Errorf("rivals %x", got)
	}
	for i, r := range []Ref{a, b, c} {
		if n, ok := table.Node(r.Node()); !ok || n.First != (i == 0) || n.Opened != 1_000 || n.Rivaled != 1_010 {
			t.Errorf("node %d: %+v", i, n)
		}
	}
	if n, ok := table.Node(Hash{1}); ok || table.Beta(Hash{1}, 5_000) != 0 || table.TrueBeta(Hash{1}, 5_000) != 0 {
		t.Errorf("a node that is not there: %+v", n)
	}
}

// TestTimeStops has no time be more than its bits hold, and none pass once heights are (attack 55).
func TestTimeStops(t *testing.T) {
	table := newTestTable()
	old, late := Ref{Origin: Hash{1}}, Ref{Origin: Hash{2}}
	table.put(old, 1)
	table.put(late, MaxHeight-5)
	for _, c := range []struct {
		ref    Ref
		height uint64
		want   uint32
	}{
		{old, MaxTime, MaxTime - 1}, {old, MaxTime + 1, MaxTime}, {old, MaxTime + 2, MaxTime}, {old, 1 << 40, MaxTime},
		{late, MaxHeight - 1, 4}, {late, MaxHeight, 5}, {late, MaxHeight + 1, 5}, {late, 1<<64 - 1, 5},
	} {
		if got := table.Beta(c.ref.Node(), c.height); got != c.want {
			t.Errorf("at height %d: time %d, want %d", c.height, got, c.want)
		}
	}
	rival := late
	rival.Span = Hash{1}
	table.put(rival, MaxHeight+1_000)
	if n, _ := table.Node(late.Node()); n.Rivaled != MaxHeight {
		t.Errorf("rivaled at %d, want %d", n.Rivaled, uint64(MaxHeight))
	}
	for _, c := range []struct{ a, b, want uint32 }{{1, 2, 3}, {MaxTime, 1, MaxTime}, {MaxTime - 1, 1, MaxTime}, {MaxTime, MaxTime, MaxTime}, {1<<32 - 1, 1, MaxTime}} {
		if got := sum(c.a, c.b); got != c.want {
			t.Errorf("%d and %d are %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestSameBeginning mocks two nodes of a context whose names begin alike, which is all that the contract keeps of the
// first one: the second one is the first to it. It is no rival, and is split when the first is (attack 54).
func TestSameBeginning(t *testing.T) {
	table := newTestTable()
	first := Ref{Origin: Hash{1}, Len: 16, Span: Hash{1}}
	second, honest := first, first
	second.Span, honest.Span = Hash{2}, Hash{3}
	table.put(first, 1_000)
	name := second.Node()
	name[idBytes]++ // the contract does not keep this byte
	table.contexts[first.Context()].first = name

	if n := table.find(second); n == nil || !n.first || n.rivaled() {
		t.Fatalf("the second one is not taken for the first: %+v", n)
	}
	table.put(second, 1_010)
	if n := table.find(second); n.rivaled() || table.Beta(second.Node(), 1_020) != 20 {
		t.Errorf("the second one is a rival of the first: %+v", n)
	}
	table.put(honest, 1_030)
	if n := table.find(honest); n.first || !n.rivaled() {
		t.Errorf("a third one is taken for them: %+v", n)
	}
	referee := &Referee{Table: table}
	table.flag(table.find(second), flagSplit)
	if _, err := referee.Do(Call{Height: 1_040}, Split{Node: second}); !errors.Is(err, AlreadySplit) {
		t.Errorf("the second one is split: %v", err)
	}
	name = second.Node()
	name[idBytes-1]++
	table.contexts[first.Context()].first = name
	if sameID(name, second.Node()) {
		t.Error("the last byte that the contract keeps does not count")
	}
}

// TestRoom has a cohort take no more claims, and no more bonds, than the contract's bits hold.
func TestRoom(t *testing.T) {
	const most = 1<<32 - 1
	for _, c := range []struct {
		count uint32
		bond  uint64
		want  bool
	}{
		{0, 1, true}, {most - 1, 1, true}, {most, 1, false}, {most - 1, 1 << 32, true}, {most - 1, 1<<32 + 1, true},
		{most - 1, 1<<32 + 2, false}, {0, 1<<64 - 1, true}, {1, 1<<63 - 1, true}, {1, 1 << 63, false},
	} {
		config := Config{Bonds: [levels]uint64{1, c.bond, 1}}
		if got := config.room(c.count, Strides); got != c.want {
			t.Errorf("a cohort of %d with bonds of %d has room: %v, want %v", c.count, c.bond, got, c.want)
		}
		if lost := config.lost(max(c.count, 1), Strides); c.want && lost/c.bond != uint64(max(c.count, 1)-1) {
			t.Errorf("a cohort of %d with bonds of %d loses %d", c.count, c.bond, lost)
		}
	}
}

// TestDeployment has a table begin once, with the deployment of its own rollup.
func TestDeployment(t *testing.T) {
	c := named(columns["devnet"])
	table, held := NewTable(c), Range{Batches: 3}
	good := c.Deployed(held)
	for name, change := range map[string]func(*Asserted){
		"another genesis": func(e *Asserted) { e.Assertion = GenesisID(Hash{1}) },
		"an author":       func(e *Asserted) { e.Author = common.Address{1} },
		"a span":          func(e *Asserted) { e.Span = Hash{1} },
		"a state":         func(e *Asserted) { e.State = []byte{1} },
	} {
		bad := good
		change(&bad)
		if err := table.Apply(100, bad); !errors.Is(err, Impossible) || table.Genesis() != (Hash{}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := table.Apply(100, good); err != nil {
		t.Fatal(err)
	}
	a := table.Assertion(table.Genesis())
	if a.Status != Fact || a.CreatedAt != 100 || a.Range != held || a.State != c.Genesis || table.Latest() != a.ID() {
		t.Errorf("the first assertion is %+v", a)
	}
	if err := table.Apply(99, Proven{}); !errors.Is(err, Impossible) || table.Height() != 100 {
		t.Errorf("an event of a block before the deployment's: %v", err)
	}
	if err := table.Apply(101, good); !errors.Is(err, Impossible) {
		t.Errorf("a second deployment: %v", err)
	}
}

// TestForgetful has a table remember how to go back for whoever has marked a place, and for nobody else: it lives for
// months.
func TestForgetful(t *testing.T) {
	c := named(columns["devnet"])
	table := NewTable(c)
	node := Ref{Level: Steps}
	say := func(e Event, want bool) {
		t.Helper()
		if err := table.Apply(100, e); err != nil {
			t.Fatal(err)
		}
		if got := len(table.journal.undo) > 0; got != want {
			t.Errorf("behind %T: it remembers is %t", e, got)
		}
	}
	say(c.Deployed(Range{}), false)
	table.put(node, 100)
	table.Forget()
	mark := table.Mark()
	say(Proven{node.Node()}, true)
	table.Undo(mark)
	say(Proven{node.Node()}, true)
	table.Forget()
	say(Withdrawn{}, false)
}

// TestNothing asks a table for what is not there.
func TestNothing(t *testing.T) {
	table, no := newTestTable(), Hash{9}
	node, _ := table.Node(no)
	times, _ := table.Times(no)
	root, known := table.Root(no)
	parent, hasParent := table.Root(table.Genesis()) // nobody has told of its parent
	origin, hasOrigin := table.ChildOrigin(no)
	claims, settled := table.Standing(no)
	cohort, assertion := table.Cohort(no), table.Assertion(no)
	if known || hasParent || hasOrigin || settled || claims != 0 || root != (Ref{}) || parent != (Ref{}) || origin != (Hash{}) ||
		node.ID != (Hash{}) || times.Opened != 0 || cohort.Count != 0 || assertion.Status != NoAssertion ||
		len(table.Rivals(no))+len(table.Children(no)) != 0 || table.Stake(alice) != (Hash{}) || table.IsConfirmed(no) || table.ConfirmedAt(no) != 0 ||
		table.Lambda(no, 200) != 0 || len(table.Updates(no, 200, 1)) != 0 {
		t.Errorf("%+v %+v %+v %x %d %t %+v %+v", node, times, root, origin, claims, settled, cohort, assertion)
	}
}
