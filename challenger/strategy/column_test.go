// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// answers are what the honest side is waited for with, one after the other: 13 splits and two refinements. The proof is
// not: the parts of the last split earn from the split on.
const answers = 15

// limits has the honest party use up all that its rollup lets it be late: every move takes as long as it may, what it
// computes takes as long as it may with many others before it, and each move is then kept out of blocks until the sum
// of all such blocks is what is tolerated.
type limits struct {
	s    *stage
	shut [][2]uint64 // blocks, both included, in which nothing honest gets in
	left uint64      // blocks that may still be
	each uint64      // how many of them at a time
}

func newLimits(s *stage, moves uint64) *limits {
	b := s.Blocks()
	l := &limits{s: s, left: b.Censored, each: (b.Censored + moves - 1) / moves}
	s.honest.Delay = l.delay
	s.honest.Mind.Cost = func(q strategy.Question) uint64 {
		switch q.Kind {
		case strategy.RunOf, strategy.StrideOf: // one behind the other
			return (b.Queue + b.Compute) / 2
		}
		return 0
	}
	return l
}

// delay is how many blocks later than its head a move is in one. The right root is not kept out: the bound counts from
// when it is there.
func (l *limits) delay() uint64 {
	if l.s.Referee.Assertion(l.s.Right(l.s.Genesis())).Status == game.NoAssertion {
		return 1
	}
	at := l.s.Height + l.s.Blocks().PerMove + 1
	for _, w := range l.shut {
		if at >= w[0] && at <= w[1] {
			return w[1] + 1 - l.s.Height
		}
	}
	if n := min(l.each, l.left); n > 0 {
		l.shut = append(l.shut, [2]uint64{at, at + n - 1})
		l.left -= n
		at += n
	}
	return at - l.s.Height
}

// kept fails if an honest move got into a block in which none was to be.
func (l *limits) kept() {
	l.s.t.Helper()
	for _, r := range l.s.Took {
		for _, w := range l.shut {
			if r.Sender == l.s.honest.Address && r.Height >= w[0] && r.Height <= w[1] {
				l.s.t.Errorf("a %T got into block %d, which was to be shut", r.Move, r.Height)
			}
		}
	}
}

// With Ethereum Classic's parameters and everything as bad as they allow at once, a right claim is confirmed 93,069
// blocks (14 days) after it was made at the latest. Every move is sent to the compiled contract as well, which must say
// the same of verdict, times and money.
func TestETCColumnAtItsLimits(t *testing.T) {
	for _, c := range []struct {
		name string
		lie  func(s *stage)
		near uint64 // blocks before the bound, at the most
	}{
		{"a liar who answers at once", func(s *stage) { s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}) }, 100},
		{"and one who comes at the last moment", func(s *stage) {
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1})
			lastMoment(s, s.Liar("late", Lie{Leaf: 70, Stride: 2, Step: 5, Salt: 2}))
		}, 100},
		{"and one who stalls", func(s *stage) {
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1})
			delayed(s.Liar("staller", Lie{Leaf: 70, Stride: 2, Step: 5, Salt: 2}), func(strategy.Key) uint64 { return 2_000 })
		}, 4_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStageOf(t, NewWorld(), ETC(), 20)
			s.honest.Propose = true
			l := newLimits(s, answers)
			c.lie(s)
			b := s.Blocks()
			bound := b.Threshold + b.Delay + b.Queue + b.Censored
			if bound != 93_069 {
				t.Fatalf("the bound is %d blocks, want 93069", bound)
			}
			right := s.Right(s.Genesis())
			if err := s.Until(s.Height+bound+1_000, func() bool { return s.Confirmed(right) }); err != nil {
				t.Fatal(err)
			}
			took := s.Height - s.Referee.Assertion(right).CreatedAt
			t.Logf("%d blocks of %d; a wrong claim had %d, the threshold is %d", took, bound, s.Check.Rival, b.Threshold)
			if took > bound || took+c.near < bound {
				t.Errorf("confirmed %d blocks after it was made, want between %d and %d", took, bound-c.near, bound)
			}
			if l.left != 0 {
				t.Errorf("%d of the %d blocks that are tolerated are left", l.left, b.Censored)
			}
			l.kept()
			s.wins(bound)
			s.contract.compareTimes()
		})
	}
}

// compareTimes holds everything that the contract says about each node against the referee.
func (m *mirror) compareTimes() {
	m.t.Helper()
	seen := make(map[game.Hash]bool)
	for _, id := range m.rig.Check.Nodes() {
		if seen[id] {
			continue
		}
		seen[id] = true
		if got, want := m.node(id); got != want {
			m.t.Errorf("node %x:\n contract %s\n referee  %s", id[:4], got, want)
		}
	}
	if len(seen) < 200 {
		m.t.Errorf("%d nodes, too few for a whole dispute", len(seen))
	}
}

// node is what the contract and the referee say about a node, in words.
func (m *mirror) node(id game.Hash) (got, want string) {
	n, _ := m.rig.Referee.Node(id)
	want = fmt.Sprint(true, n.First, n.Opened, n.Rivaled, m.rig.Referee.Beta(id, m.rig.Height), n.Flags())
	o, err := m.ask(n.Ref)
	if err != nil {
		return err.Error(), want
	}
	return fmt.Sprint(o.Exists, o.First, o.T1, o.T2, o.Beta, o.Flags), want
}
