// SPDX-License-Identifier: Apache-2.0

package game

// applySettled is about a cohort of any level. At level A the assertion is confirmed with the next event.
func (t *Table) applySettled(e Settled) error {
	n := t.nodes[e.Winner]
	if n == nil {
		return refuse(Unheard, "the node %x that wins its cohort", e.Winner)
	}
	c := t.cohort(e.Origin)
	if n.ref.Origin != e.Origin || c.Settled || n.ref.Len != n.ref.Level.Height() {
		return refuse(Impossible, "node %x the winner of cohort %x", e.Winner, e.Origin)
	}
	lost := t.config.lost(c.Count, n.ref.Level)
	if e.Reward != lost/10 || e.Burnt > lost-e.Reward {
		return refuse(Impossible, "cohort %x loses %d gwei, %d of them to the winner, %d burnt", e.Origin, lost, e.Reward, e.Burnt)
	}
	change(&t.journal, &c.Spent, lost-e.Reward-e.Burnt)
	t.win(e.Origin, e.Winner, e.Burnt)
	return nil
}

// win gives a cohort its winner.
func (t *Table) win(origin, winner Hash, burnt uint64) {
	c := t.cohort(origin)
	change(&t.journal, &c.Settled, true)
	change(&t.journal, &c.Winner, winner)
	change(&t.journal, &t.burnt, t.burnt+burnt)
}

func (t *Table) applyConfirmed(height uint64, e Confirmed) error {
	a := t.assertions[e.Assertion]
	if a == nil || e.Assertion == t.genesis {
		return refuse(Unheard, "the assertion %x that is confirmed", e.Assertion)
	}
	p := t.assertions[a.Parent]
	switch {
	case a.Status != Pending || p == nil || p.Status != Fact:
		return refuse(Impossible, "assertion %x confirmed", e.Assertion)
	case t.cohort(p.childRoot(a.Span).Origin).Winner != p.childRoot(a.Span).Node():
		return refuse(Impossible, "assertion %x confirmed when it has not won", e.Assertion)
	case e.Sends != sendsOf(a.Encoded):
		return refuse(Impossible, "assertion %x confirmed with %x sent", e.Assertion, e.Sends)
	}
	t.confirm(height, e.Assertion, a)
	return nil
}

// confirm has an assertion that has won its cohort be a fact.
func (t *Table) confirm(height uint64, id Hash, a *Assertion) {
	change(&t.journal, &a.Status, Fact)
	change(&t.journal, &a.ConfirmedAt, height)
	change(&t.journal, &t.latest, id)
	if !isStuck(a.Encoded) {
		t.send(height, sendsOf(a.Encoded))
	} else if t.stuckAt == (Hash{}) {
		change(&t.journal, &t.stuckAt, lastBefore(a.Encoded))
	}
}

// send has what L2 sent up to that root be payable.
func (t *Table) send(height uint64, sends Hash) {
	if t.sends[sends] == 0 {
		set(&t.journal, t.sends, sends, height)
	}
}

func (t *Table) applyMoved(e Moved) error {
	tip, staked := t.stakes[e.Owner]
	a := t.assertions[e.Tip]
	if !staked || a == nil {
		return refuse(Unheard, "the stake of %s, or where it goes", e.Owner)
	}
	if a.Parent != tip {
		return refuse(Impossible, "the stake of %s from %x to %x", e.Owner, tip, e.Tip)
	}
	t.move(e)
	return nil
}

// move has a stake stand at a child of where it was.
func (t *Table) move(e Moved) {
	set(&t.journal, t.stakes, e.Owner, e.Tip)
}

func (t *Table) applyUnstaked(e Unstaked) error {
	tip, staked := t.stakes[e.Owner]
	if !staked {
		return refuse(Unheard, "the stake of %s", e.Owner)
	}
	if a := t.assertions[tip]; a == nil || a.Status != Fact {
		return refuse(Impossible, "the stake of %s returned while it is at %x", e.Owner, tip)
	}
	remove(&t.journal, t.stakes, e.Owner)
	return nil
}

func (t *Table) applyLastKnown(height uint64, e LastKnown) error {
	if t.stuckAt == (Hash{}) {
		return refuse(Unheard, "a stuck state behind %x", e.State)
	}
	if e.State != t.stuckAt {
		return refuse(Impossible, "the last good state %x, not %x", e.State, t.stuckAt)
	}
	t.send(height, e.Sends)
	return nil
}
