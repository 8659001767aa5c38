// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot/program"
)

// node has the genesis state of a made-up L2, and no other.
type node struct{ *gamestest.World }

func (n node) Tip() trace.Tip { return trace.Tip{} }

func (n node) State(index uint64) (*program.State, error) {
	if index > 0 {
		return nil, fmt.Errorf("read state %d: it is not there", index)
	}
	return program.DecodeState(n.Preimage(n.Genesis()))
}

// join adds a liar of a kind to a game.
func join(t *testing.T, r *gamestest.Rig, kind string, salt uint64) *gamestest.Player {
	t.Helper()
	k, err := Find(kind)
	if err != nil {
		t.Fatal(err)
	}
	l := New(k, Place{Salt: salt}, node{r.World}, r.Referee.Config())
	p := gamestest.NewPlayer(fmt.Sprint(kind, salt), gamestest.NewMind(r.World, nil, 2), 1e9*gamestest.Coin)
	p.Propose, p.Own, p.Say = true, l.Own, l.Say
	r.Join(p)
	return p
}

// said is what L1 took from a player: claims, splits by level, and refinements by the level that they are of.
type said struct {
	claims          int
	splits, refined [3]int
}

func saidBy(r *gamestest.Rig, p *gamestest.Player) (s said) {
	for _, receipt := range r.Took {
		if receipt.Sender != p.Address {
			continue
		}
		for _, e := range receipt.Events {
			switch e := e.(type) {
			case game.Asserted:
				s.claims++
			case game.SplitMade:
				n, _ := r.Referee.Node(e.Node)
				s.splits[n.Level]++
			case game.Entered:
				if n, _ := r.Referee.Node(e.Node); n.Level != game.Transitions {
					s.refined[n.Level]++
				}
			}
		}
	}
	return s
}

// A liar of each kind plays as far as its kind says, and loses against one honest party, which gets all of its money
// back in time. The made-up L2 has claims of twelve transitions, and runs of three strides.
func TestLiarsLose(t *testing.T) {
	toTheStep := said{claims: 1, splits: [3]int{4, 4, 5}, refined: [3]int{game.Strides: 1, game.Steps: 1}}
	silent := said{claims: 1}
	for kind, want := range map[string]said{
		"transition": {claims: 1, splits: [3]int{4}},
		"stride":     {claims: 1, splits: [3]int{4, 4}, refined: [3]int{game.Strides: 1}},
		"step":       toTheStep,
		"stuck":      {claims: 1, splits: [3]int{4}},
		"garbage":    silent,
		"long":       toTheStep,
		"short":      toTheStep,
		"cursor":     toTheStep,
		"late":       toTheStep,
		"never":      silent,
		"front":      toTheStep,
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			r := newGame(t)
			honest, liar := r.Honest("honest", 100), join(t, r, kind, 1)
			lost(t, r, honest)
			if got := saidBy(r, liar); got != want {
				t.Errorf("it has said %+v, want %+v", got, want)
			}
			if stake := r.Referee.Stake(liar.Address); stake == (game.Hash{}) || r.Confirmed(stake) {
				t.Errorf("its stake is at %x: it should stand on what is not confirmed", stake)
			}
		})
	}
}

// Who makes the right claim and continues it wrongly, beside a liar, does no harm to who defends it, and loses both
// bonds.
func TestFrenemyLoses(t *testing.T) {
	r := newGame(t)
	honest, frenemy := r.Honest("honest", 100), join(t, r, "frenemy", 1)
	join(t, r, "step", 1)
	lost(t, r, honest)
	got := saidBy(r, frenemy)
	if got.claims == 0 || got.refined[game.Strides] == 0 || got.refined[game.Steps] == 0 {
		t.Errorf("it has said %+v: it should have made the right claim, and gone on wrongly at both levels", got)
	}
	for _, receipt := range r.Took {
		for _, e := range receipt.Events {
			e, ok := e.(game.Settled)
			if n, _ := r.Referee.Node(e.Winner); ok && n.Level != game.Transitions && n.Initial.Poster == frenemy.Address {
				t.Errorf("a bond of it at level %s came back", n.Level)
			}
		}
	}
}

// Eight liars of different kinds in one cohort lose against one honest party.
func TestEightLiarsLose(t *testing.T) {
	r := newGame(t)
	honest := r.Honest("honest", 300)
	for i, kind := range []string{"step", "stride", "stuck", "garbage", "short", "cursor", "late", "front"} {
		join(t, r, kind, uint64(3*i+1)) // in the same stride, which is a short one, at different steps
	}
	lost(t, r, honest)
}

func newGame(t *testing.T) *gamestest.Rig {
	t.Helper()
	r, err := gamestest.NewRig(gamestest.NewWorld(), gamestest.Short(), 3)
	if err != nil {
		t.Fatal(err)
	}
	r.Batch(1) // so that there is a reason for a claim about nothing
	return r
}

// lost plays until the right claim is confirmed and the honest party has all its money back.
func lost(t *testing.T, r *gamestest.Rig, honest *gamestest.Player) {
	t.Helper()
	b := r.Blocks()
	if err := r.Verdict(b.Threshold+b.Delay+b.Queue, map[*gamestest.Player]uint64{honest: honest.Balance}); err != nil {
		t.Fatal(err)
	}
	if n := honest.Alarms[strategy.RuleBroken]; n > 0 {
		t.Errorf("the honest party broke %d rules", n)
	}
}

// TestReadme has the README of e2e say of each kind what the flag's help says.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Kinds() {
		if row := fmt.Sprintf("| `%s` | %s |\n", k.Name, k.Says); !strings.Contains(string(text), row) {
			t.Errorf("e2e/README.md does not have the row %s", row)
		}
	}
}

// TestFind knows each kind by its name, and lists them to who asks for another.
func TestFind(t *testing.T) {
	for _, k := range Kinds() {
		if got, err := Find(k.Name); err != nil || got.Says != k.Says || k.Says == "" {
			t.Errorf("%s: %v", k.Name, err)
		}
	}
	if _, err := Find("fib"); err == nil || !strings.Contains(err.Error(), `"fib": known are transition, stride, step`) {
		t.Errorf("a kind that nobody knows: %v", err)
	}
}
