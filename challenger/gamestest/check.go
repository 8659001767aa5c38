// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
)

// Checker holds what must be so after every move, whoever made it:
//
//	I1  the time that the contract keeps of a node is not more than it has earned, and never falls
//	I2  a cohort spends no more than its losers pay for
//	I3  the contract can pay what it owes, and give back what wins
//	I4  one assertion at the most is confirmed behind each
//
// and that nothing wrong is ever confirmed.
type Checker struct {
	chain   *Chain
	nodes   []seen[common.Hash]
	cohorts []seen[origin]
	people  map[common.Address]bool
	honest  map[common.Address]bool
	kept    map[common.Hash]uint32
	right   func(on common.Hash) common.Hash // the right assertion behind another
	Moves   int                              // that were taken
	Rival   uint32                           // the most that a wrong claim had earned when the right one was confirmed
}

// ErrWrong: a wrong claim is confirmed. The game is lost.
var ErrWrong = errors.New("confirm a wrong claim")

// seen is something that came at a height.
type seen[T any] struct {
	height uint64
	what   T
}

type origin struct {
	id    common.Hash
	level game.Level
}

// NewChecker checks a chain from now on.
func NewChecker(c *Chain) *Checker {
	k := &Checker{chain: c, people: make(map[common.Address]bool), honest: make(map[common.Address]bool), kept: make(map[common.Hash]uint32)}
	c.After = k.check
	return k
}

// Fork forgets what came behind a height.
func (k *Checker) Fork(height uint64) {
	k.nodes, k.cohorts = until(k.nodes, height), until(k.cohorts, height)
	clear(k.kept)
}

func until[T any](s []seen[T], height uint64) []seen[T] {
	for len(s) > 0 && s[len(s)-1].height > height {
		s = s[:len(s)-1]
	}
	return s
}

func (k *Checker) check(r *Receipt) error {
	k.Moves++
	k.people[r.Sender] = true
	for _, e := range r.Events {
		if err := k.event(r.Height, e); err != nil {
			return err
		}
	}
	if err := k.spending(); err != nil {
		return err
	}
	return k.solvency()
}

func (k *Checker) event(height uint64, e game.Event) error {
	table := k.chain.Referee.Table
	switch e := e.(type) {
	case game.Entered:
		node, _ := table.Node(e.Node)
		k.nodes = append(k.nodes, seen[common.Hash]{height, e.Node})
		k.cohorts = append(k.cohorts, seen[origin]{height, origin{e.Origin, node.Level}})
	case game.SplitMade:
		node, _ := table.Node(e.Node)
		for _, child := range node.Ref.Children(e.Spans) {
			k.nodes = append(k.nodes, seen[common.Hash]{height, child.Node()})
		}
	case game.Raised:
		return k.raised(height, e.Node)
	case game.Confirmed:
		return k.onlyOne(e.Assertion)
	}
	return nil
}

// raised is I1 for one node.
func (k *Checker) raised(height uint64, id common.Hash) error {
	node, _ := k.chain.Referee.Table.Node(id)
	if earned := k.chain.Referee.TrueBeta(id, height); node.Kept > earned || node.Kept < k.kept[id] {
		return fmt.Errorf("I1: node %x has earned %d, kept are %d after %d", id[:4], earned, node.Kept, k.kept[id])
	}
	k.kept[id] = node.Kept
	return nil
}

// Times is I1 for all nodes.
func (k *Checker) Times() error {
	for _, n := range k.nodes {
		if err := k.raised(k.chain.Height, n.what); err != nil {
			return err
		}
	}
	return nil
}

// Nodes are all that came, some of them more than once.
func (k *Checker) Nodes() (ids []common.Hash) {
	for _, n := range k.nodes {
		ids = append(ids, n.what)
	}
	return ids
}

// spending is I2.
func (k *Checker) spending() error {
	config := k.chain.Referee.Config()
	for _, o := range k.cohorts {
		c := k.chain.Referee.Cohort(o.what.id)
		if most := uint64(c.Count-1) * config.Allowance(o.what.level); c.Spent > most {
			return fmt.Errorf("I2: cohort %x has spent %d gwei of %d", o.what.id[:4], c.Spent, most)
		}
	}
	return nil
}

// solvency is I3: whoever wins the cohorts that are open, a bond can be given back in each. Stakes that stand at a claim
// that cannot be confirmed any more are nobody's.
func (k *Checker) solvency() error {
	r := k.chain.Referee
	owed := new(uint256.Int)
	add := func(amount uint64) { owed.Add(owed, new(uint256.Int).Mul(uint256.NewInt(amount), gwei)) }
	add(r.Burnt())
	for who := range k.people {
		owed.Add(owed, r.Credit(who))
		if tip := r.Stake(who); tip != (common.Hash{}) && k.honest[who] || r.Assertion(tip).Status == game.Fact {
			add(r.Config().Bonds[game.Transitions])
		}
	}
	done := make(map[common.Hash]bool)
	for _, o := range k.cohorts {
		c := r.Cohort(o.what.id)
		if done[o.what.id] || c.Settled || o.what.level == game.Transitions {
			continue
		}
		done[o.what.id] = true
		add(r.Config().Bonds[o.what.level])
	}
	if held := r.Held(); held.Lt(owed) {
		return fmt.Errorf("I3: the contract has %s wei and owes %s", held, owed)
	}
	return nil
}

// onlyOne is I4.
func (k *Checker) onlyOne(id common.Hash) error {
	n, on := 0, k.chain.Referee.Assertion(id).Parent
	if right := k.right(on); id != right {
		return fmt.Errorf("%w: %x instead of %x", ErrWrong, id[:4], right[:4])
	}
	for _, sibling := range k.chain.Referee.Children(on) {
		if k.chain.Referee.Assertion(sibling).Status == game.Fact {
			n++
			continue
		}
		root, _ := k.chain.Referee.Root(sibling)
		rival := k.chain.Referee.TrueBeta(root.Node(), k.chain.Height)
		if k.Rival = max(k.Rival, rival); rival >= k.chain.Referee.Config().Threshold {
			return fmt.Errorf("%x has the threshold when %x is confirmed", sibling[:4], id[:4])
		}
	}
	if n != 1 {
		return fmt.Errorf("I4: %d assertions are confirmed where %x is", n, id[:4])
	}
	return nil
}
