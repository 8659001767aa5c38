// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/game/gametest"
)

// heard is an event with its height.
type heard struct {
	height uint64
	event  game.Event
}

func newPlayer(t testing.TB, seed uint64) *gametest.Player {
	t.Helper()
	p, err := gametest.NewPlayer(rand.New(rand.NewPCG(seed, 0x9a)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// played has some random moves made, and returns what was heard of them.
func played(t testing.TB, p *gametest.Player, moves int) (events []heard) {
	t.Helper()
	for range moves {
		c := p.Call()
		m := p.Move(&c)
		said, err := p.Referee.Do(c, m)
		if err != nil {
			continue
		}
		p.Took(said)
		for _, e := range said {
			events = append(events, heard{c.Height, e})
		}
	}
	return events
}

// deployed is what is heard first.
func deployed(p *gametest.Player) heard {
	a := p.Referee.Assertion(p.Referee.Genesis())
	return heard{a.CreatedAt, p.Config.Deployed(a.Range)}
}

// TestRefusedMoves has every move that is refused change nothing.
func TestRefusedMoves(t *testing.T) {
	refused := 0
	p := newPlayer(t, 1)
	for range 150 {
		before := p.Referee.Dump()
		c := p.Call()
		m := p.Move(&c)
		events, err := p.Referee.Do(c, m)
		if err == nil {
			p.Took(events)
			continue
		}
		refused++
		if events != nil || p.Referee.Dump() != before {
			t.Fatalf("%T is refused (%v), and something is another", m, err)
		}
	}
	if refused < 20 {
		t.Errorf("%d moves were refused: too few to say anything", refused)
	}
}

// TestTableFromEvents makes the table of a referee from what was heard of it.
func TestTableFromEvents(t *testing.T) {
	for seed := range uint64(2) {
		p := newPlayer(t, seed)
		events := append([]heard{deployed(p)}, played(t, p, 300)...)
		table := game.NewTable(p.Config)
		for i, e := range events {
			l, err := game.EncodeEvent(e.event)
			if err != nil {
				t.Fatal(err)
			}
			back, err := game.DecodeEvent(l)
			if err != nil {
				t.Fatal(err)
			}
			if err := table.Apply(e.height, back); err != nil {
				t.Fatalf("event %d of %d, %+v: %v", i, len(events), back, err)
			}
		}
		if got, want := table.Dump(false), p.Referee.Table.Dump(false); got != want {
			t.Errorf("seed %d: the table is\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// TestHostileEvents changes one thing in each event, and leaves each one out: no table fails otherwise than by saying
// so, and then it is what it was.
func TestHostileEvents(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	p := newPlayer(t, 3)
	events := append([]heard{deployed(p)}, played(t, p, 150)...)
	table, refused := game.NewTable(p.Config), 0
	for i, e := range events {
		before := table.Dump(true)
		bad := gametest.Corrupt(random, e.event)
		if reflect.DeepEqual(bad, e.event) {
			continue
		}
		mark := table.Mark()
		err := table.Apply(e.height, bad)
		if err != nil {
			refused++
			if !errors.Is(err, game.Impossible) && !errors.Is(err, game.Unheard) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		if table.Undo(mark); table.Dump(true) != before {
			t.Fatalf("event %d, %+v (%v): something is another", i, bad, err)
		}
		if err := table.Apply(e.height, e.event); err != nil {
			t.Fatalf("%+v: %v", e.event, err)
		}
		table.Forget()
	}
	if refused < len(events)/2 {
		t.Errorf("%d of %d changed events were refused", refused, len(events))
	}
}

// TestMissingEvents leaves one event out. What is told about it later is Unheard or Impossible, and never fails
// otherwise.
func TestMissingEvents(t *testing.T) {
	p := newPlayer(t, 4)
	events := append([]heard{deployed(p)}, played(t, p, 120)...)
	noticed := 0
	for missing := range events {
		table := game.NewTable(p.Config)
		for i, e := range events {
			if i == missing {
				continue
			}
			if err := table.Apply(e.height, e.event); err != nil {
				if !errors.Is(err, game.Impossible) && !errors.Is(err, game.Unheard) {
					t.Fatalf("without event %d: %v", missing, err)
				}
				noticed++
				break
			}
		}
	}
	if noticed < len(events)/4 {
		t.Errorf("%d of %d missing events were noticed", noticed, len(events))
	}
}

// TestUndo goes back to marks, as an L1 reorg has a challenger do, and plays on from there.
func TestUndo(t *testing.T) {
	p := newPlayer(t, 5)
	played(t, p, 60)
	first := p.Referee.Mark()
	want := []string{p.Referee.Dump()}
	marks := []game.Mark{first}
	for range 5 {
		played(t, p, 30)
		marks, want = append(marks, p.Referee.Mark()), append(want, p.Referee.Dump())
	}
	for i := len(marks) - 1; i >= 0; i-- {
		played(t, p, 20)
		p.Referee.Undo(marks[i])
		if got := p.Referee.Dump(); got != want[i] {
			t.Fatalf("mark %d: the referee is\n%s\nwant\n%s", i, got, want[i])
		}
	}
	p.Referee.Forget()
	played(t, p, 20)
}

// TestTableFromLater begins at a confirmed assertion and hears everything from then on: what is behind the assertion
// is as in the whole table, and nothing else is told.
func TestTableFromLater(t *testing.T) {
	found := 0
	for seed := range uint64(3) {
		p := newPlayer(t, 20+seed)
		events := played(t, p, 300)
		id := p.Referee.Latest()
		from := p.Referee.Assertion(id)
		if id == p.Referee.Genesis() {
			continue
		}
		found++
		late := game.NewTableFrom(p.Config, from)
		for _, e := range events {
			if e.height < from.CreatedAt {
				continue
			}
			if err := late.Apply(e.height, e.event); err != nil && !errors.Is(err, game.Unheard) {
				t.Fatalf("%+v: %v", e.event, err)
			}
		}
		compareBehind(t, p, late, id)
	}
	if found == 0 {
		t.Error("no game had anything confirmed")
	}
}

func compareBehind(t *testing.T, p *gametest.Player, late *game.Table, id game.Hash) {
	t.Helper()
	if got, want := late.Children(id), p.Referee.Children(id); !reflect.DeepEqual(got, want) {
		t.Fatalf("behind %x: %x, want %x", id, got, want)
	}
	for _, child := range p.Referee.Children(id) {
		root, _ := p.Referee.Root(child)
		got, _ := late.Node(root.Node())
		want, _ := p.Referee.Node(root.Node())
		if !reflect.DeepEqual(got, want) || late.TrueBeta(root.Node(), p.Height()) != p.Referee.TrueBeta(root.Node(), p.Height()) {
			t.Errorf("the claim of %x: %+v, want %+v", child, got, want)
		}
		compareBehind(t, p, late, child)
	}
}

// TestUpdates has the contract know all of a node's time after the moves that Updates says, and no move be one too
// many.
func TestUpdates(t *testing.T) {
	raised := 0
	for seed := range uint64(2) {
		p := newPlayer(t, 40+seed)
		played(t, p, 150)
		for _, part := range p.Parts() {
			id, height := part.Ref.Node(), p.Height()
			want := p.Referee.TrueBeta(id, height)
			if p.Referee.Beta(id, height) >= want {
				continue
			}
			mark := p.Referee.Mark()
			moves := p.Referee.Updates(id, height, game.MaxTime)
			for i, m := range moves {
				events, err := p.Referee.Do(game.Call{Height: height}, m)
				if err != nil || len(events) != 1 {
					t.Fatalf("update %d of %d: %v, %+v", i, len(moves), err, events)
				}
			}
			if got := p.Referee.Beta(id, height); got != want {
				t.Fatalf("after %d updates the contract has %d of %d", len(moves), got, want)
			}
			raised++
			p.Referee.Undo(mark)
		}
		p.Referee.Forget()
	}
	if raised == 0 {
		t.Error("nothing had to be updated")
	}
}

// TestShortViews holds what a table says for whoever asks about all nodes against what it says about one.
func TestShortViews(t *testing.T) {
	p := newPlayer(t, 6)
	p.Wait(uint64(p.Config.MinGap))
	p.Duel()
	played(t, p, 200)
	all, settled := p.Referee.TrueBetas(p.Height()), 0
	for _, part := range p.Parts() {
		n, _ := p.Referee.Node(part.Ref.Node())
		want := game.Times{First: n.First, Opened: n.Opened, Rivaled: n.Rivaled, Proven: n.Proven, Refinements: n.Refinements}
		if n.Split {
			want.Parts = n.Parts[:]
		}
		if got, ok := p.Referee.Times(n.ID); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("times of %+v: %+v, want %+v", n, got, want)
		}
		c := p.Referee.Cohort(n.Origin)
		if claims, done := p.Referee.Standing(n.Origin); claims != int(c.Count) || claims != len(c.Initials) || done != c.Settled {
			t.Errorf("standing of %x: %d claims, settled is %t, want %+v", n.Origin, claims, done, c)
		} else if done {
			settled++
		}
		if got, want := all(n.ID), p.Referee.TrueBeta(n.ID, p.Height()); got != want {
			t.Errorf("time of %+v: %d, want %d", n, got, want)
		}
		if got, want := p.Referee.Lambda(n.ID, p.Height()), p.Referee.Beta(n.ID, p.Height()); n.Kept == 0 && got != want {
			t.Errorf("time that %+v has earned alone: %d, want %d", n, got, want)
		}
	}
	if settled == 0 {
		t.Error("no cohort was settled")
	}
}
