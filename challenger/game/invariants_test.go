// SPDX-License-Identifier: Apache-2.0

package game

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// TestInvariantsAreNoticed holds the judge of all games itself: each invariant is kept to the last gwei and block, and
// broken by one more.
func TestInvariantsAreNoticed(t *testing.T) {
	const height = 1_050
	who := common.Address{1}
	root := Ref{Origin: Hash{1}, Len: 16, Base: Hash{2}, Span: Hash{3}}
	below := Ref{Origin: Hash{4}, Level: Strides, Len: 16, Base: Hash{5}, Span: Hash{6}}
	for _, c := range []struct {
		name   string
		change func(r *Referee, more uint64)
		wins   bool
	}{
		{"I1", func(r *Referee, more uint64) { r.nodes[root.Node()].kept.beta = uint32(50 + more) }, false},
		{"I2", func(r *Referee, more uint64) {
			c := r.cohort(root.Origin)
			c.Count, c.Initials, c.Spent = 3, []Hash{root.Node()}, 2*r.config.Allowance(Transitions)+more
		}, false},
		{"I2", func(r *Referee, more uint64) {
			c := r.cohort(below.Origin)
			c.Count, c.Initials, c.Spent = 1, []Hash{below.Node()}, more
		}, false},
		{"I3", func(r *Referee, more uint64) {
			r.credit[who] = *uint256.NewInt(7)
			r.held = *uint256.NewInt(7 - more)
		}, false},
		{"I3", func(r *Referee, more uint64) {
			r.burnt = 3
			r.held = *new(uint256.Int).SubUint64(wei(3), more)
		}, false},
		{"I3", func(r *Referee, more uint64) { // a stake that may go
			r.stakes[who] = r.latest
			r.held = *new(uint256.Int).SubUint64(wei(r.config.Bonds[Transitions]), more)
		}, false},
		{"I3", func(r *Referee, more uint64) { // a bond below, of a claim that wins
			c := r.cohort(below.Origin)
			c.Count, c.Initials = 1, []Hash{below.Node()}
			r.held = *new(uint256.Int).SubUint64(wei(r.config.Bonds[Strides]), more)
		}, true},
		{"I4", func(r *Referee, more uint64) {
			first, second := Hash{7}, Hash{8}
			r.assertions[first], r.assertions[second] = &Assertion{Status: Fact}, &Assertion{Status: Pending + Status(more)}
			r.children[r.genesis] = []Hash{first, second}
		}, false},
	} {
		for more := range uint64(2) {
			r := &Referee{Table: newTestTable(), credit: make(map[common.Address]uint256.Int)}
			r.put(root, 1_000)
			r.put(below, height)
			c.change(r, more)
			var wins func(Hash) bool
			if c.wins {
				wins = func(Hash) bool { return true }
			}
			err := r.Invariants(height, wins)
			if broken := err != nil && strings.Contains(err.Error(), c.name); broken != (more == 1) || !broken && err != nil {
				t.Errorf("%s, %d too much: %v", c.name, more, err)
			}
		}
	}
}

// TestSettledPaysNobodyTwice leaves the bond of a claim out of what is owed once its cohort has its winner, and what is
// not known to win.
func TestSettledPaysNobodyTwice(t *testing.T) {
	below := Ref{Origin: Hash{4}, Level: Steps, Len: 20, Base: Hash{5}, Span: Hash{6}}
	r := &Referee{Table: newTestTable()}
	r.put(below, 1_000)
	c := r.cohort(below.Origin)
	c.Count, c.Initials = 1, []Hash{below.Node()}
	all := func(Hash) bool { return true }
	if got, want := r.owed(all), wei(r.config.Bonds[Steps]); !got.Eq(want) {
		t.Errorf("%s wei are owed, want %s", got, want)
	}
	if got := r.owed(nil); !got.IsZero() {
		t.Errorf("%s wei are owed to nobody knows whom", got)
	}
	c.Settled = true
	if got := r.owed(all); !got.IsZero() {
		t.Errorf("%s wei are owed behind the end", got)
	}
}

// TestFull has a cohort without room refuse whoever comes, in the contract's words, and change nothing.
func TestFull(t *testing.T) {
	r := &Referee{Table: newTestTable(), credit: make(map[common.Address]uint256.Int)}
	root := Ref{Origin: Hash{1}, Len: 16}
	c := r.cohort(root.Origin)
	for c.Count = 1<<32 - 2; c.Count < 1<<32-1; c.Count++ {
		if err := r.admit(root); err != nil {
			t.Errorf("%d claims: %v", c.Count, err)
		}
	}
	var refusal *Refusal
	if err := r.admit(root); !errors.As(err, &refusal) || refusal.Kind != WrongBond || refusal.Value != r.config.Bonds[Transitions] {
		t.Errorf("a full cohort: %v", err)
	}
	c.Settled = true
	if err := r.admit(root); !errors.Is(err, AlreadySettled) {
		t.Errorf("a full cohort with a winner: %v", err)
	}
}
