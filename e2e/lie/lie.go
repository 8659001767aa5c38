// SPDX-License-Identifier: Apache-2.0

// Package lie is what a challenger is changed by that lies: it claims something else than it has computed, defends
// that down to some level, and chooses when to send. The challenger that plays is the real one. Package lie changes
// what it reaches the world by, and decides nothing about who wins.
package lie

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot/program"
)

// Kind is a way to lie.
type Kind struct {
	Name string
	Says string // what such a liar does, in a clause

	tell     teller     // what is claimed instead of the right claim
	depth    game.Level // the last level at which the liar answers
	when     timing     // of its answers
	rootless bool       // the root of the claim is no tree's
	spoils   bool       // right leaves and strides are continued with wrong histories
	copies   bool       // see Copies
}

// Copies reports whether the liar also sends every move of others again, before theirs. That is not done by what
// Change changes: see Front.
func (k *Kind) Copies() bool { return k.copies }

// timing is when a liar sends its answers. It makes its claim at once.
type timing int

const (
	atOnce timing = iota
	late          // when there is just enough time left for all answers that may follow
	never
)

// kinds are all there are.
var kinds = []Kind{
	{Name: "transition", Says: "claims a wrong state behind one transition, and does not say how the machine came to it", tell: wrongState, depth: game.Transitions},
	{Name: "stride", Says: "claims a wrong state behind one transition, and defends it with a wrong run of the machine, down to one stride", tell: wrongState, depth: game.Strides},
	{Name: "step", Says: "claims a wrong state behind one transition, and defends it down to one wrong step, which L1 does itself", tell: wrongState, depth: game.Steps},
	{Name: "stuck", Says: "claims that the machine fails on a transition on which it does not", tell: stuckState, depth: game.Transitions},
	{Name: "garbage", Says: "claims a root that is no tree's, so that nobody can ever cut it", tell: wrongState, rootless: true, when: never},
	{Name: "long", Says: "claims a block behind the last one, and defends it down to a step", tell: oneMore, depth: game.Steps},
	{Name: "short", Says: "claims that nothing has happened, and defends it down to a step", tell: nothing, depth: game.Steps},
	{Name: "cursor", Says: "claims to have read one batch more than there is, and defends it down to a step", tell: pastTheEnd, depth: game.Steps},
	{Name: "late", Says: "plays as step does, and sends each answer as late as it dares", tell: wrongState, depth: game.Steps, when: late},
	{Name: "never", Says: "makes a wrong claim and answers nothing", tell: wrongState, when: never},
	{Name: "front", Says: "plays as step does, and sends every move of others again, from a second account, at a higher price, before it is mined",
		tell: wrongState, depth: game.Steps, copies: true},
	{Name: "frenemy", Says: "makes the right claim, and continues its right leaves with wrong runs and wrong steps; there have to be other liars, since nobody contradicts it",
		tell: nil, depth: game.Steps, spoils: true},
}

// Kinds are all kinds of lies, in the order in which people get to know them.
func Kinds() []Kind { return append([]Kind(nil), kinds...) }

// Find is the kind with a name. The error lists all.
func Find(name string) (Kind, error) {
	var names []string
	for _, k := range kinds {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Kind{}, fmt.Errorf("find the kind of lie %q: known are %s", name, strings.Join(names, ", "))
}

// Place is where a lie is.
type Place struct {
	// Batches is how far into the inbox claims are right: the first that goes further has the lie. 0: the first that is
	// about anything.
	Batches uint64
	// Block is the L2 block whose transition is lied about, wherever that is claimed; 0: the kind chooses a transition.
	Block uint64
	// Salt sets liars apart that lie about the same.
	Salt uint64
}

// Node has the L2 states that L1 leads to, as trace.Node has them.
type Node interface {
	Tip() trace.Tip
	State(index uint64) (*program.State, error)
}

// Change makes the ports of a challenger those of a liar, who plays on a contract with that config.
func Change(p challenger.Ports, k Kind, at Place, node Node, config game.Config) challenger.Ports {
	l := New(k, at, node, config)
	p.Computer = computer{p.Computer, l}
	p.Contract = contract{p.Contract, l}
	return p
}

// Liar is what a liar has said so far. One goroutine uses it.
type Liar struct {
	kind   Kind
	at     Place
	node   Node
	config game.Config

	known map[common.Hash][]byte                    // encoded states, by their hashes
	told  map[place]common.Hash                     // the wrong states behind transitions
	lied  map[common.Hash]bool                      // the wrong states behind which nothing is known
	made  made                                      // what was said
	right map[game.Level]map[common.Hash]*game.Tree // right histories of what is lied about, by their roots
}

// New is a liar that has said nothing yet.
func New(k Kind, at Place, node Node, config game.Config) *Liar {
	return &Liar{
		kind: k, at: at, node: node, config: config,
		known: make(map[common.Hash][]byte), told: make(map[place]common.Hash), lied: make(map[common.Hash]bool),
		made: newMade(), right: make(map[game.Level]map[common.Hash]*game.Tree),
	}
}
