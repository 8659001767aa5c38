// SPDX-License-Identifier: Apache-2.0

package game

import (
	"errors"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

var alice, bob, nobody = common.Address{1}, common.Address{2}, common.Address{}

// wrong is an event that the contract cannot have made, or of which something is not known.
type wrong struct {
	name  string
	kind  Kind
	event Event
}

// hold tells a table all that is wrong, which it refuses, and then what is right. Each wrong event differs from a right
// one in one thing, so that nothing else refuses it.
func hold(t *testing.T, table *Table, right Event, all ...wrong) {
	t.Helper()
	mark := table.Mark()
	for _, w := range all {
		if err := table.Apply(200, w.event); !errors.Is(err, w.kind) {
			t.Errorf("%T, %s: %v, want %q", w.event, w.name, err, w.kind)
		}
		table.Undo(mark)
	}
	if err := table.Apply(200, right); err != nil {
		t.Fatalf("%+v: %v", right, err)
	}
}

// once has a table refuse what it has heard.
func once(t *testing.T, table *Table, e Event, kind Kind) {
	t.Helper()
	if err := table.Apply(200, e); !errors.Is(err, kind) {
		t.Errorf("%T once more: %v, want %q", e, err, kind)
	}
}

func with[E Event](e E, change func(*E)) E {
	change(&e)
	return e
}

func stateBytes() []byte {
	b := make([]byte, 170)
	b[0], b[sendsAt] = stateVersion, 9
	return b
}

// claimed are the events of a new assertion.
func claimed(parent *Assertion, author common.Address, state []byte, span Hash) (Asserted, Entered) {
	id, r := AssertionID(parent.ID(), hashState(state), span), parent.childRoot(span)
	return Asserted{Parent: parent.ID(), Assertion: id, Author: author, Span: span, State: state},
		Entered{Origin: r.Origin, Node: r.Node(), Claim: id, Base: r.Base, Span: span, Poster: author}
}

// continued is the event of a new claim below a node.
func continued(v Ref) Entered {
	r := v.refinement(Hash{5}, Hash{6})
	return Entered{Origin: r.Origin, Node: r.Node(), Claim: v.Node(), Base: r.Base, Span: r.Span, Poster: alice}
}

// lonely has a node be there.
func lonely(table *Table, r Ref) Ref {
	table.put(r, 150)
	return r
}

// contested has a node be there, and one that contradicts it.
func contested(table *Table, r Ref) Ref {
	other := r
	other.Span[0]++
	lonely(table, r)
	lonely(table, other)
	return r
}

// TestImpossibleClaims is about assertions and their claims.
func TestImpossibleClaims(t *testing.T) {
	table, state := newTestTable(), stateBytes()
	first := table.assertions[table.genesis]
	asserted, entered := claimed(first, alice, state, Hash{1})
	short, _ := claimed(first, alice, state[:169], Hash{1})
	hold(t, table, asserted,
		wrong{"no such parent", Unheard, with(asserted, func(e *Asserted) { e.Parent = Hash{9} })},
		wrong{"a short state", Impossible, short},
		wrong{"another state", Impossible, with(asserted, func(e *Asserted) { e.State = append([]byte{1, 1}, state[2:]...) })},
		wrong{"another span", Impossible, with(asserted, func(e *Asserted) { e.Span = Hash{9} })},
		wrong{"another name", Impossible, with(asserted, func(e *Asserted) { e.Assertion = Hash{9} })},
		wrong{"a claim of it before it", Unheard, entered},
	)
	once(t, table, asserted, Impossible)
	hold(t, table, entered,
		wrong{"the claim of what the table begins with", Unheard, with(entered, func(e *Entered) { e.Claim = table.genesis })},
		wrong{"by another", Impossible, with(entered, func(e *Entered) { e.Poster = bob })},
		wrong{"another origin", Impossible, with(entered, func(e *Entered) { e.Origin = Hash{9} })},
		wrong{"another base", Impossible, with(entered, func(e *Entered) { e.Base = Hash{9} })},
		wrong{"another span", Impossible, with(entered, func(e *Entered) { e.Span = Hash{9} })},
		wrong{"another name", Impossible, with(entered, func(e *Entered) { e.Node = Hash{9} })},
	)
	once(t, table, entered, Impossible)
}

// TestImpossibleRefinements is about claims of levels B and C.
func TestImpossibleRefinements(t *testing.T) {
	table := newTestTable()
	leaf := contested(table, Ref{Level: Transitions, Pos: 1})
	full := contested(table, Ref{Level: Transitions, Pos: 2})
	ended := contested(table, Ref{Level: Transitions, Pos: 3})
	table.cohort(full.Context()).Count = math.MaxUint32
	table.cohort(ended.Context()).Settled = true
	below := continued(leaf)
	hold(t, table, below,
		wrong{"another origin", Impossible, with(below, func(e *Entered) { e.Origin = Hash{9} })},
		wrong{"another name", Impossible, with(below, func(e *Entered) { e.Node = Hash{9} })},
		wrong{"by nobody", Impossible, with(below, func(e *Entered) { e.Poster = nobody })},
		wrong{"below no node", Unheard, with(below, func(e *Entered) { e.Claim = Hash{9} })},
		wrong{"below many leaves", Impossible, continued(contested(table, Ref{Level: Transitions, Len: 4}))},
		wrong{"below a step", Impossible, continued(contested(table, Ref{Level: Steps}))},
		wrong{"below what nobody contradicts", Impossible, continued(lonely(table, Ref{Level: Transitions, Pos: 4}))},
		wrong{"no room", Impossible, continued(full)},
		wrong{"behind the end", Impossible, continued(ended)},
	)
	once(t, table, below, Impossible)
	hold(t, table, continued(contested(table, Ref{Level: Strides})))
}

// TestImpossibleMoves is about what is done to nodes.
func TestImpossibleMoves(t *testing.T) {
	table := newTestTable()
	var spans [16]Hash
	whole := contested(table, Ref{Level: Strides, Len: splitBits, Span: Join(spans)})
	leaf := contested(table, Ref{Level: Strides, Pos: 1, Span: Join(spans)})
	alone := lonely(table, Ref{Level: Strides, Len: splitBits, Pos: 16, Span: Join(spans)})
	hold(t, table, SplitMade{whole.Node(), spans},
		wrong{"no such node", Unheard, SplitMade{Hash{9}, spans}},
		wrong{"nothing contradicts it", Impossible, SplitMade{alone.Node(), spans}},
		wrong{"one leaf", Impossible, SplitMade{leaf.Node(), spans}},
		wrong{"other parts", Impossible, SplitMade{whole.Node(), [16]Hash{15: {9}}}},
	)
	once(t, table, SplitMade{whole.Node(), spans}, Impossible)

	step := lonely(table, Ref{Level: Steps, Pos: 1})
	hold(t, table, Proven{step.Node()},
		wrong{"no such node", Unheard, Proven{Hash{9}}},
		wrong{"a stride", Impossible, Proven{leaf.Node()}},
		wrong{"many steps", Impossible, Proven{lonely(table, Ref{Level: Steps, Len: splitBits}).Node()}},
	)
	once(t, table, Proven{step.Node()}, Impossible)

	hold(t, table, Raised{whole.Node(), 1},
		wrong{"no such node", Unheard, Raised{Hash{9}, 1}},
		wrong{"nothing below it", Impossible, Raised{alone.Node(), 1}},
		wrong{"by nothing", Impossible, Raised{whole.Node(), 0}},
		wrong{"beyond all time", Impossible, Raised{whole.Node(), MaxTime + 1}},
	)
	once(t, table, Raised{whole.Node(), 1}, Impossible)
	hold(t, table, Raised{whole.Node(), MaxTime})
}

// TestImpossibleEnds is about what is won, and about stakes.
func TestImpossibleEnds(t *testing.T) {
	table, state := newTestTable(), stateBytes()
	right, rightClaim := claimed(table.assertions[table.genesis], alice, state, Hash{1})
	other, otherClaim := claimed(table.assertions[table.genesis], bob, state, Hash{2})
	for _, e := range []Event{right, rightClaim, other, otherClaim} {
		hold(t, table, e)
	}
	next, nextClaim := claimed(table.assertions[right.Assertion], common.Address{3}, state, Hash{1})
	hold(t, table, next)
	hold(t, table, nextClaim)
	table.cohort(nextClaim.Origin).Winner = nextClaim.Node // as if it were settled

	lost := table.config.Bonds[Transitions]
	settled := Settled{rightClaim.Origin, rightClaim.Node, lost / 10, lost - lost/10}
	confirmed := Confirmed{right.Assertion, sendsOf(state)}
	part := lonely(table, Ref{Origin: rightClaim.Origin, Len: 12})
	table.cohort(Hash{9}).Count = 2
	hold(t, table, settled,
		wrong{"confirmed before it", Impossible, confirmed},
		wrong{"no such winner", Unheard, with(settled, func(e *Settled) { e.Winner = Hash{9} })},
		wrong{"another origin", Impossible, with(settled, func(e *Settled) { e.Origin = Hash{9} })},
		wrong{"a part wins", Impossible, with(settled, func(e *Settled) { e.Winner = part.Node() })},
		wrong{"reward too large", Impossible, with(settled, func(e *Settled) { e.Reward, e.Burnt = lost/10+1, 0 })},
		wrong{"reward too small", Impossible, with(settled, func(e *Settled) { e.Reward, e.Burnt = lost/10-1, 0 })},
		wrong{"too much burnt", Impossible, with(settled, func(e *Settled) { e.Burnt++ })},
	)
	once(t, table, settled, Impossible)
	if c := table.Cohort(rightClaim.Origin); table.Burnt() != settled.Burnt || c.Spent != 0 || c.Winner != rightClaim.Node {
		t.Errorf("settled: %+v, %d gwei burnt", c, table.Burnt())
	}

	hold(t, table, confirmed,
		wrong{"no such assertion", Unheard, Confirmed{Hash{9}, sendsOf(state)}},
		wrong{"what the table begins with", Unheard, Confirmed{table.genesis, sendsOf(state)}},
		wrong{"the loser", Impossible, Confirmed{other.Assertion, sendsOf(state)}},
		wrong{"before its parent", Impossible, Confirmed{next.Assertion, sendsOf(state)}},
		wrong{"something else sent", Impossible, Confirmed{right.Assertion, Hash{}}},
	)
	once(t, table, confirmed, Impossible)

	carol := common.Address{4}
	table.stakes[carol] = right.Assertion
	hold(t, table, Moved{alice, next.Assertion},
		wrong{"no stake", Unheard, Moved{nobody, next.Assertion}},
		wrong{"no such assertion", Unheard, Moved{alice, Hash{9}}},
		wrong{"not to a child", Impossible, Moved{alice, other.Assertion}},
	)
	once(t, table, Moved{alice, next.Assertion}, Impossible)
	hold(t, table, Unstaked{carol},
		wrong{"no stake", Unheard, Unstaked{nobody}},
		wrong{"at what waits", Impossible, Unstaked{alice}},
		wrong{"at what has lost", Impossible, Unstaked{bob}},
	)
	once(t, table, Unstaked{carol}, Unheard)
}

// TestImpossibleLast is about what was sent up to the last good state.
func TestImpossibleLast(t *testing.T) {
	table := newTestTable()
	once(t, table, LastKnown{Hash{}, Hash{7}}, Unheard)
	table.stuckAt = Hash{8}
	hold(t, table, LastKnown{Hash{8}, Hash{7}}, wrong{"another state", Impossible, LastKnown{Hash{9}, Hash{7}}})
	if table.ConfirmedAt(Hash{7}) != 200 {
		t.Errorf("paid from height %d", table.ConfirmedAt(Hash{7}))
	}
}
