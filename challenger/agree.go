// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// Agreement is how far what is claimed on L1 is what own computation came to.
type Agreement struct {
	// Line are right claims, each of which stands on the one before. The first is the newest confirmed assertion. It
	// is empty while that one was not compared, and when own computation never comes to its state.
	Line       []common.Hash `json:"line"`
	Block      uint64        `json:"block"`      // newest L2 block of the last of them
	Transition uint64        `json:"transition"` // transitions that lead there from L2's genesis
	Seen       uint64        `json:"seen"`       // L1 block up to which claims were heard
	Differ     int           `json:"differ"`     // open claims beside the line: own computation came to others
	Wrong      bool          `json:"wrong"`      // own computation never comes to the state that L1 has confirmed
	Why        string        `json:"why"`        // why nothing was compared behind the line; empty if all was
}

// Sentence says it to people.
func (a *Agreement) Sentence() string {
	var b strings.Builder
	switch {
	case a.Wrong:
		return fmt.Sprintf("I disagree: L1 has confirmed an L2 state that I never come to, seen at L1 block %d", a.Seen)
	case len(a.Line) == 0:
		fmt.Fprintf(&b, "I have compared nothing yet, at L1 block %d", a.Seen)
	default:
		fmt.Fprintf(&b, "I agree with everything that is claimed up to L2 block %d (transition %d), seen at L1 block %d", a.Block, a.Transition, a.Seen)
	}
	switch a.Differ {
	case 0:
	case 1:
		b.WriteString("; one other claim contradicts that")
	default:
		fmt.Fprintf(&b, "; %d other claims contradict that", a.Differ)
	}
	if a.Why != "" {
		b.WriteString("; what comes behind it is not compared: " + a.Why)
	}
	return b.String()
}

// computed is own computation, as far as claims are compared with it. What is not there yet is strategy.ErrNotYet, what
// it never comes to strategy.ErrNotOurs.
type computed interface {
	// follows is the name of the claim that follows an assertion whose state is right.
	follows(on common.Hash, parent *game.Assertion) (common.Hash, error)
	// count is how many transitions lead to a state.
	count(state []byte) (uint64, error)
}

// agree compares what is claimed at a height with own computation.
func agree(t *game.Table, height uint64, o computed) Agreement {
	a := Agreement{Line: []common.Hash{}, Seen: height}
	on := t.Latest()
	parent := t.Assertion(on)
	if err := right(&parent, on, o); err != nil {
		a.Wrong, a.Why = errors.Is(err, strategy.ErrNotOurs), err.Error()
		return a
	}
	for {
		a.Line = append(a.Line, on)
		id, err := o.follows(on, &parent)
		others := open(t, on, id)
		if err != nil {
			if others > 0 {
				a.Why = err.Error()
			}
			break
		}
		a.Differ += others
		if t.Assertion(id).Status == game.NoAssertion {
			break
		}
		on, parent = id, t.Assertion(id)
	}
	a.place(t, o)
	return a
}

// right is nil if own computation comes to the state of the newest confirmed assertion. A stuck state is no place in
// the derivation: it is right if own computation knows what follows it.
func right(a *game.Assertion, id common.Hash, o computed) (err error) {
	if len(a.Encoded) == 0 {
		return nil // the first one: the contract was created with our genesis
	}
	if _, err := program.DecodeState(a.Encoded); err == nil {
		_, err := o.count(a.Encoded)
		return err
	}
	_, err = o.follows(id, a)
	return err
}

// place finds the newest state of the line that is no stuck one.
func (a *Agreement) place(t *game.Table, o computed) {
	for i := len(a.Line) - 1; i >= 0; i-- {
		encoded := t.Assertion(a.Line[i]).Encoded
		s, err := program.DecodeState(encoded)
		if err != nil {
			continue
		}
		n, err := o.count(encoded)
		if err != nil {
			a.Why = err.Error()
			continue
		}
		a.Block, a.Transition = s.Number, n
		return
	}
}

// open is how many claims behind an assertion are not confirmed, one of them left out.
func open(t *game.Table, on, besides common.Hash) (n int) {
	for _, child := range t.Children(on) {
		if child != besides && t.Assertion(child).Status == game.Pending {
			n++
		}
	}
	return n
}

// claimOf is the name of a claim that was computed.
func claimOf(on common.Hash, c *strategy.Claim) common.Hash {
	return game.AssertionID(on, crypto.Keccak256Hash(c.State), c.Tree.Root())
}

// ready is own computation of a Challenger, as far as it has come.
type ready struct {
	strategy.Own
	counts Computer
}

func (r ready) follows(on common.Hash, parent *game.Assertion) (common.Hash, error) {
	c, err := r.Claim(parent.State, parent.Range)
	if err != nil {
		return common.Hash{}, err
	}
	return claimOf(on, c), nil
}

func (r ready) count(state []byte) (uint64, error) { return r.counts.Count(state) }
