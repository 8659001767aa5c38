// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// The same sight gives the same moves in the same order, whoever looks twice.
func TestNextIsPure(t *testing.T) {
	s := newStage(t)
	s.rich(300)
	for i := range uint64(6) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 9 * i, Stride: 2, Step: i, Salt: i})
	}
	moves := 0
	for range 60 {
		if err := s.Until(s.Height+2, func() bool { return s.Height > 0 }); err != nil {
			t.Fatal(err)
		}
		s.honest.Mind.Now(s.Height)
		first, second := s.decide(s.sight(), s.honest.Mind), s.decide(s.sight(), s.honest.Mind)
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("at %d: %+v, and then %+v", s.Height, first, second)
		}
		moves += len(first.Moves)
		next := s.Height + 1
		if err := s.Until(next+1, func() bool { return s.Height >= next }); err != nil {
			t.Fatal(err)
		}
	}
	if moves == 0 {
		t.Error("there was no move to compare")
	}
}

// The most urgent moves come first: those against the claim that has earned most, and of these the ones nearest to a
// step.
func TestOrderOfMoves(t *testing.T) {
	s := newStage(t)
	s.rich(300)
	for i := range uint64(6) {
		delayed(s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 9 * i, Stride: 2, Step: i, Salt: i}), func(strategy.Key) uint64 { return 3 * i })
	}
	compared := 0
	for stop := s.Height + 1; stop < 140; stop++ {
		if err := s.Until(stop+1, func() bool { return s.Height >= stop }); err != nil {
			t.Fatal(err)
		}
		var answers []strategy.Move
		for _, m := range s.decide(s.sight(), s.honest.Mind).Moves {
			if k := m.Key.What; k == strategy.SplitTask || k == strategy.RefineTask || k == strategy.ProveTask {
				answers = append(answers, m)
			}
		}
		if !slices.IsSortedFunc(answers, func(a, b strategy.Move) int {
			if a.Rival != b.Rival {
				return int(b.Rival) - int(a.Rival)
			}
			return a.Left - b.Left
		}) {
			t.Errorf("at %d the answers are not in order", s.Height)
		}
		if len(answers) > 1 {
			compared++
		}
	}
	if compared == 0 {
		t.Error("there were never two answers at a time")
	}
}

// Where a move may take many blocks, two parties do not make the same moves: they take turns.
func TestPartiesTakeTurns(t *testing.T) {
	s := newStageOf(t, NewWorld(), ETC(), 20)
	for i := range 3 {
		s.ally(fmt.Sprint("other", i), 70)
	}
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.wins(s.bound())
	sent, refused := 0, 0
	for p := range s.start {
		sent, refused = sent+p.Sent, refused+p.Failed
	}
	if sent > 48 { // chance, by their addresses, has two of them at the same turn; without turns they send 80
		t.Errorf("four parties sent %d moves against one liar, %d of them refused: want 48 at the most", sent, refused)
	}
}

// BenchmarkNext decides in the middle of disputes with sixteen liars.
func BenchmarkNext(b *testing.B) {
	rig, err := NewRig(NewWorld(), Short(), 20)
	if err != nil {
		b.Fatal(err)
	}
	honest := rig.Honest("honest", 1000)
	for i := range uint64(16) {
		rig.Liar(fmt.Sprint("liar", i), Lie{Leaf: 5 * i, Stride: 2, Step: i, Salt: i})
	}
	if err := rig.Until(100, func() bool { return rig.Height > 80 }); err != nil {
		b.Fatal(err)
	}
	sight := strategy.Sight{Table: rig.Referee.Table, Held: rig.Held(), Head: rig.Height, Seen: rig.Height, Logs: rig.Height}
	b.ReportAllocs()
	for b.Loop() {
		strategy.Next(honest.Party, strategy.Purse{Balance: 1000 * Coin}, sight, honest.Mind)
	}
	b.ReportMetric(float64(len(rig.Check.Nodes())), "nodes")
}

// A party that does not look at every head misses no turn: it makes up for it when it looks.
func TestTurnsThatWereMissed(t *testing.T) {
	s := newStageOf(t, NewWorld(), ETC(), 20)
	s.Liar("liar", Lie{Leaf: 40, Stride: 2, Step: 321})
	s.honest.Asleep = func(uint64) bool { return true }
	if err := s.Until(700, func() bool { return len(s.Referee.Children(s.Genesis())) == 1 }); err != nil {
		t.Fatal(err)
	}
	sight := s.sight()
	s.honest.Mind.Now(s.Height)
	for _, q := range s.decide(sight, s.honest.Mind).Needed {
		s.honest.Mind.Compute(q, s.Height)
	}
	turns := 0
	for head := s.Height; head < s.Height+8; head++ { // one block after the other: its turn comes twice
		sight.Head, sight.Seen, sight.Logs, sight.Last = head, head, head, head-1
		turns += len(s.decide(sight, s.honest.Mind).Moves)
	}
	if turns != 2 {
		t.Errorf("%d turns in eight blocks, want 2", turns)
	}
	for head := s.Height; head < s.Height+8; head += 2 {
		sight.Head, sight.Seen, sight.Logs, sight.Last = head, head, head, head-4
		if n := len(s.decide(sight, s.honest.Mind).Moves); n != 1 {
			t.Errorf("at %d, four blocks after it looked the last time, there are %d moves, want 1", head, n)
		}
	}
}

// Nothing new is to be done before the height that Next names, if nothing happens.
func TestWake(t *testing.T) {
	s := pipeline(t)
	for i := range uint64(3) {
		delayed(s.Liar(fmt.Sprint("liar", i), Lie{From: 20 * min(i, 1), Leaf: 3 * i, Stride: 2, Step: i, Salt: i}),
			func(k strategy.Key) uint64 { return uint64(k.Node[0]) })
	}
	slept := 0
	for s.Height < 900 {
		stop := s.Height + 13
		if err := s.Until(stop+1, func() bool { return s.Height >= stop }); err != nil {
			t.Fatal(err)
		}
		s.honest.Mind.Now(s.Height)
		sight := s.sight()
		first := s.decide(sight, s.honest.Mind)
		known := make(map[strategy.Key]bool)
		for _, m := range first.Moves {
			known[m.Key] = true
		}
		for head := s.Height + 1; head < s.Height+40 && (first.Wake == 0 || head < first.Wake); head++ {
			sight.Head, sight.Seen, sight.Logs, sight.Last = head, head, head, head-1
			for _, m := range s.decide(sight, s.honest.Mind).Moves {
				if !known[m.Key] {
					t.Fatalf("at %d there is %s, which was not there at %d; wake up at %d", head, m.Key, s.Height, first.Wake)
				}
			}
			slept++
		}
	}
	if slept < 500 {
		t.Errorf("slept over %d heads, want 500", slept)
	}
}

// Events since the newest confirmed claim are enough to decide what to do about the claims behind it.
func TestTableThatBeginsLate(t *testing.T) {
	s := pipeline(t)
	s.Liar("liar", Lie{From: 22, Leaf: 2, Stride: 2, Step: 3, Salt: 7}).When = func(m *strategy.Move, head uint64) uint64 { return max(head, 640) }
	first := s.Right(s.Genesis())
	if err := s.Until(1000, func() bool { return s.Confirmed(first) && s.Height > 640 }); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for stop := s.Height; stop < 720; stop++ {
		if err := s.Until(stop+1, func() bool { return s.Height >= stop }); err != nil {
			t.Fatal(err)
		}
		late := game.NewTableFrom(s.Referee.Config(), s.Referee.Assertion(first))
		for _, r := range s.Took {
			for _, e := range r.Events {
				if err := late.Apply(r.Height, e); err != nil && !errors.Is(err, game.Unheard) {
					t.Fatalf("block %d, %+v: %v", r.Height, e, err)
				}
			}
		}
		s.honest.Mind.Now(s.Height)
		sight := s.sight()
		whole := s.decide(sight, s.honest.Mind)
		sight.Table = late
		part := s.decide(sight, s.honest.Mind)
		if !reflect.DeepEqual(whole.Moves, part.Moves) {
			t.Fatalf("at %d: %d moves with all events, %d without the first ones", s.Height, len(whole.Moves), len(part.Moves))
		}
		compared += len(part.Moves)
	}
	if compared == 0 {
		t.Error("there was no move to compare")
	}
}
