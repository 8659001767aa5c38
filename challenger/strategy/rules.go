// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
)

// Rules holds what every honest move satisfies, whatever strategy it comes from. A move that breaks a rule is not
// sent.
//
// Rules knows nothing of how Next finds its moves. It looks at a move's node alone, and goes upwards from it: to the
// claim that the node is a part of, to the leaf that the claim continues, and to the assertion at the top.
type Rules struct {
	party Party
	stake common.Hash // where the party's stands
	sight Sight
	table *game.Table
	own   Own

	ours     map[common.Hash]*link // assertions that are ours, by name, whether somebody has made them or not
	origins  map[common.Hash]*link // the same, by the cohort that they are in
	made     map[Key]bool          // moves that were checked before
	balance  uint64                // gwei that they have left
	credit   uint64
	promised map[common.Hash]bool // cohorts in which they pay a bond
}

// Kinds of broken rules.
var (
	ErrNotRight   = errors.New("match own computation")  // the move says something that we have not computed
	ErrNotNeeded  = errors.New("find a use of the move") // nobody profits from it
	ErrNotAllowed = errors.New("be taken by the contract")
	ErrMoney      = errors.New("keep to the purse")
	ErrUnchecked  = errors.New("wait for the machine") // a dear transition was not run in it
)

func broken(kind error, format string, args ...any) error {
	return fmt.Errorf("%w: %s", kind, fmt.Sprintf(format, args...))
}

// NewRules are the rules for the moves of one result.
func NewRules(p Party, purse Purse, s Sight, own Own) *Rules {
	r := &Rules{
		party: p, stake: purse.Stake, sight: s, table: s.Table, own: own, balance: purse.Balance, credit: purse.Credit,
		ours: make(map[common.Hash]*link), origins: make(map[common.Hash]*link),
		made: make(map[Key]bool), promised: make(map[common.Hash]bool),
	}
	r.findOurs()
	return r
}

// findOurs collects the assertions that are ours: behind each that is, from the oldest that the table has, there is
// one.
func (r *Rules) findOurs() {
	at := r.table.Latest()
	for r.table.Assertion(r.table.Assertion(at).Parent).Status != game.NoAssertion {
		at = r.table.Assertion(at).Parent
	}
	for r.table.Assertion(at).Status != game.NoAssertion {
		a := r.table.Assertion(at)
		claim, err := r.own.Claim(a.State, a.Range)
		if err != nil {
			// Without our own claim here we have none behind it, but those that are confirmed bind us all the same.
			if at = r.confirmedBehind(at); at == (common.Hash{}) {
				return
			}
			continue
		}
		l := &link{parent: a, on: at, origin: game.Origin(at, a.Range.Hash()), claim: claim}
		l.id = game.AssertionID(at, crypto.Keccak256Hash(claim.State), claim.Tree.Root())
		r.ours[l.id], r.origins[l.origin] = l, l
		at = l.id
	}
}

// confirmedBehind is the confirmed assertion behind another, zero if there is none.
func (r *Rules) confirmedBehind(id common.Hash) common.Hash {
	for _, child := range r.table.Children(id) {
		if r.table.Assertion(child).Status == game.Fact {
			return child
		}
	}
	return common.Hash{}
}

// Check says which rule a move breaks. Moves are checked in the order in which they are sent.
func (r *Rules) Check(m Move) error {
	if m.Bond > 0 && !takesBond(m.Move) {
		return broken(ErrMoney, "%d gwei go along with a %T", m.Bond, m.Move)
	}
	if r.made[m.Key] {
		return broken(ErrNotNeeded, "%s is in the result twice", m.Key)
	}
	if err := r.check(m); err != nil {
		return fmt.Errorf("%s: %w", m.Key, err)
	}
	r.made[m.Key] = true
	return nil
}

func takesBond(m game.Move) bool {
	switch m.(type) {
	case game.Assert, game.RefineLeaf, game.RefineStride:
		return true
	}
	return false
}

func (r *Rules) check(m Move) error {
	switch v := m.Move.(type) {
	case game.Assert:
		return r.checkAssert(v, m)
	case game.Split:
		return r.checkSplit(v)
	case game.RefineLeaf:
		return r.checkRefineLeaf(v, m)
	case game.RefineStride:
		return r.checkRefineStride(v, m)
	case game.Prove:
		return r.checkProve(v)
	case game.Confirm, game.Settle:
		return r.checkEnd(v)
	case game.Batch:
		return r.checkBatch(v)
	case game.Last:
		return r.checkLast(v)
	case game.Unstake:
		if tip := r.stake; r.table.Assertion(tip).Status != game.Fact {
			return broken(ErrNotAllowed, "the stake stands at %x, which is not confirmed", tip)
		}
		return nil
	case game.Withdraw:
		if v.To != r.party.Address {
			return broken(ErrMoney, "%s is not the party's address", v.To)
		}
		return nil
	}
	return broken(ErrNotNeeded, "a %T goes alone", m.Move)
}

// checkBatch lets updates go together, with moves behind them that take what was earned. A split in a batch would
// let a liar void it all by making the split first; a bond would be paid out of credit. What comes behind a
// confirmation, or behind the withdrawal of all, was not thought of.
func (r *Rules) checkBatch(b game.Batch) error {
	taken := make(map[any]bool)
	for i, m := range b.Moves {
		if err := r.checkInBatch(i, m, i == len(b.Moves)-1); err != nil {
			return err
		}
		var what any
		switch v := m.(type) {
		case game.Settle:
			what = v.Winner
		case game.Unstake:
			what = v
		default:
			continue
		}
		if taken[what] {
			return broken(ErrNotAllowed, "move %d of a batch takes what one before it has taken", i)
		}
		taken[what] = true
	}
	return nil
}

func (r *Rules) checkInBatch(i int, m game.Move, last bool) error {
	switch v := m.(type) {
	case game.Update:
		if node, ok := r.table.Node(v.Node.Node()); !ok || !node.Split || node.Spans != v.Spans {
			return broken(ErrNotAllowed, "update %d is of a node that is not split so", i)
		}
		return nil
	case game.UpdateFrom:
		claim := v.Node.Node()
		below, ok := r.table.Node(refinementRef(v.Node, v.Base, v.Span).Node())
		if !ok || below.Initial.Claim != claim {
			return broken(ErrNotAllowed, "update %d is from a claim that does not continue node %x", i, claim)
		}
		return nil
	case game.Confirm, game.Withdraw:
		if !last {
			return broken(ErrNotAllowed, "a %T is move %d and not the last", m, i)
		}
	case game.Settle, game.Unstake:
	default:
		return broken(ErrNotAllowed, "a %T is in a batch", m)
	}
	return r.check(Move{Move: m})
}

// checkEnd lets right claims win, and none but them.
func (r *Rules) checkEnd(m game.Move) error {
	var root game.Ref
	switch v := m.(type) {
	case game.Confirm:
		id := game.AssertionID(v.Parent.ID(), crypto.Keccak256Hash(v.State), v.Span)
		l := r.ours[id]
		if l == nil {
			return broken(ErrNotRight, "assertion %x", id)
		}
		if r.table.Assertion(l.on).Status != game.Fact && !r.made[Key{ConfirmTask, l.on}] {
			return broken(ErrNotAllowed, "its parent %x is not confirmed", l.on)
		}
		if r.table.Assertion(id).Status != game.Pending {
			return broken(ErrNotAllowed, "assertion %x does not wait", id)
		}
		root = game.AssertionRoot(l.origin, l.parent.State, v.Span)
	case game.Settle:
		root = v.Winner
		if err := r.right(root); err != nil {
			return err
		}
	}
	if r.table.Cohort(root.Origin).Settled {
		return broken(ErrNotNeeded, "cohort %x is settled", root.Origin)
	}
	if earned := r.table.TrueBeta(root.Node(), r.sight.Head+1); earned < r.table.Config().Threshold {
		return broken(ErrNotAllowed, "node %x has earned %d blocks", root.Node(), earned)
	}
	return nil
}

func (r *Rules) checkLast(m game.Last) error {
	if at := r.table.StuckAt(); at == (common.Hash{}) || crypto.Keccak256Hash(m.Good) != at {
		return broken(ErrNotAllowed, "the last good state is %x", at)
	}
	return nil
}

// obey drops the moves that break a rule.
func (n *next) obey() {
	if len(n.moves) == 0 {
		return
	}
	rules := NewRules(n.party, n.purse, n.sight, n.own)
	lawful := n.moves[:0]
	for _, m := range n.moves {
		if err := rules.Check(m); err != nil {
			n.notice(RuleBroken, m.Key.Node, err.Error())
			continue
		}
		lawful = append(lawful, m)
	}
	n.moves = lawful
}
