// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
)

// link is what we claim to follow an assertion that is ours, whether somebody has asserted it or not.
type link struct {
	parent game.Assertion
	on     common.Hash // the parent's name
	origin common.Hash // of the cohort of claims that follow the parent
	claim  *Claim
	id     common.Hash // the name that our claim has
}

// link asks for our claim behind an assertion.
func (n *next) link(on common.Hash) (l link, ok bool) {
	l.parent, l.on = n.table.Assertion(on), on
	q := Question{Kind: ClaimOf, State: l.parent.State, End: l.parent.Range}
	claim, err := n.own.Claim(q.State, q.End)
	if errors.Is(err, ErrNotOurs) {
		// The assertion is the newest confirmed one: all others were compared before we came to them.
		n.notice(AgainstUs, on, "a claim was confirmed that does not follow from what we have computed")
		n.unsure = fmt.Errorf("follow assertion %x: %w", on[:4], err)
		return l, false
	}
	l.claim, ok = answer(n, q, urgency{rival: game.MaxTime}, func() (*Claim, error) { return claim, err })
	if !ok {
		return l, false
	}
	l.origin = game.Origin(on, l.parent.Range.Hash())
	l.id = game.AssertionID(on, crypto.Keccak256Hash(l.claim.State), l.claim.Tree.Root())
	return l, true
}

// follow goes along the right claims from the newest confirmed one, plays for each, and asserts the first that is
// missing. What stands on a wrong claim is of no interest: it can never be confirmed.
func (n *next) follow() {
	sure := true // that the machine comes to all that is claimed from the newest confirmed claim on
	for on := n.table.Latest(); ; {
		sure = n.checked(on) && sure // before the claim: what is checked meanwhile may change it
		l, ok := n.link(on)
		if !ok {
			return
		}
		n.compare(&l)
		if n.table.Assertion(l.id).Status == game.NoAssertion {
			n.assert(&l, sure)
			return
		}
		n.defend(&l)
		on = l.id
	}
}

// lookBack plays for the bonds that are still out below claims that are confirmed. Where nothing was contradicted
// there are none.
func (n *next) lookBack() {
	var back []common.Hash
	for id := n.table.Latest(); ; {
		a := n.table.Assertion(id)
		if n.table.Assertion(a.Parent).Status == game.NoAssertion {
			break
		}
		if origin, _ := n.table.ChildOrigin(a.Parent); n.table.Cohort(origin).Count > 1 {
			back = append(back, id)
		}
		id = a.Parent
	}
	for _, id := range slices.Backward(back) {
		l, ok := n.link(n.table.Assertion(id).Parent)
		if !ok {
			continue
		}
		if l.id != id {
			n.notice(AgainstUs, id, "a claim was confirmed that is not what we have computed")
			n.unsure = fmt.Errorf("look back at assertion %x: we have computed %x", id[:4], l.id[:4])
			return
		}
		n.defend(&l)
	}
}

// compare gives notice of every claim that is not ours.
func (n *next) compare(l *link) {
	for _, id := range n.table.Children(l.on) {
		if id == l.id {
			continue
		}
		n.notice(Contradicted, id, "the claim is not what we have computed")
		root, _ := n.table.Root(id)
		earned, half := n.times.of(root.Node()), n.config.Censored/2
		if earned <= half {
			n.wakeAt(n.sight.Head + 1 + uint64(half-earned))
			continue
		}
		n.notice(Silence, id, fmt.Sprintf("the claim has earned %d blocks of the %d that are tolerated", earned, n.config.Censored))
	}
}

// defend plays for a right claim that stands, and has it confirmed.
func (n *next) defend(l *link) {
	ref, _ := n.table.Root(l.id)
	root := ref.Node()
	cohort := n.table.Cohort(l.origin)
	status := n.table.Assertion(l.id).Status
	open := status == game.Pending && !cohort.Settled
	if status == game.Pending && cohort.Settled {
		n.notice(AgainstUs, l.id, "another claim was confirmed instead of ours")
		n.unsure = fmt.Errorf("defend assertion %x: another one was confirmed", l.id[:4])
		return
	}
	if open {
		n.expose(&cohort)
		n.confirm(l, root)
	}
	if n.party.Defend {
		n.walk(root, place{tree: l.claim.Tree, start: l.parent.State, link: l}, n.stakes(nil, &cohort, root, open))
	}
}

// assert makes the right claim, which nobody has made yet. Who proposes does so as soon as it may be made; who
// defends, when wrong claims stand alone. Nobody stakes money on a chain of claims of which a transition is so dear
// that the machine might not come to its end, unless the machine has, or waiting for it does more harm.
func (n *next) assert(l *link, sure bool) {
	cohort := n.table.Cohort(l.origin)
	if cohort.Settled {
		return
	}
	from := l.parent.CreatedAt + uint64(n.config.MinGap)
	if l.parent.Behind {
		from = l.parent.CreatedAt
	}
	wanted := cohort.Count > 0 || n.worthwhile(l)
	if late := from + uint64(n.config.MinGap) + uint64(n.config.PerMove); wanted && n.at > late {
		n.notice(NoClaim, l.on, fmt.Sprintf("the right claim could be made from block %d on", from))
	}
	if !wanted || !n.party.Propose && !(n.party.Defend && cohort.Count > 0) {
		return
	}
	if n.at < from {
		n.wakeAt(from - 1)
		return
	}
	if !sure {
		n.notice(Unchecked, l.on, "the dearest transitions of the next claim were not run in the machine yet: natively they have a result, "+
			"but the machine might come to another one")
		if !n.pressed(&cohort, from) {
			return
		}
	}
	if !n.bringTip(l.on) {
		return
	}
	n.send(Move{
		Move: l.assertion(), Key: Key{AssertTask, l.id}, Enters: l.id,
		Rival: n.times.rival(&cohort, common.Hash{}), Left: leftBelow(game.Transitions, game.Transitions.Height()),
		want: n.missingStake(),
	})
}

// pressed reports whether a claim is made though the machine was not run for all of it. Whoever fills blocks with what is
// dear to run could keep right claims back for as long as that goes on, else, and have a wrong one win meanwhile. The
// proof meter charges twice what the machine takes: its word is good enough then.
func (n *next) pressed(cohort *game.Cohort, from uint64) bool {
	until := from + uint64(n.config.Queue)
	if n.at >= until || n.times.rival(cohort, common.Hash{}) > n.config.Censored/2 {
		return true
	}
	n.wakeAt(until - 1)
	return false
}

// checked reports whether the machine comes to all that we claim behind an assertion. What was not run yet is asked
// for, also when nobody wants to make the claim: whoever learns early that a transition is stuck has lost nothing.
func (n *next) checked(on common.Hash) bool {
	a := n.table.Assertion(on)
	open, err := n.own.Unchecked(a.State, a.Range)
	if err == nil && open == 0 {
		return true
	}
	if err == nil {
		n.need(Question{Kind: CheckOf, State: a.State, End: a.Range}, urgency{})
	}
	return false // if there is an error, it is that of the claim, too
}

// assertion is the move that makes our claim.
func (l *link) assertion() game.Assert {
	return game.Assert{
		Parent: game.Parent{Parent: l.parent.Parent, State: l.parent.State, Span: l.parent.Span}, Range: l.parent.Range,
		State: l.claim.State, Span: l.claim.Tree.Root(), Path: l.claim.Tree.Last(),
	}
}

// worthwhile reports whether the claim takes L2 further, or lets a later one do so.
func (n *next) worthwhile(l *link) bool {
	if _, stuck := stuckState(l.parent.Encoded); stuck {
		return false
	}
	return crypto.Keccak256Hash(l.claim.State) != l.parent.State || n.sight.Held.Batches > l.parent.Range.Batches
}

// bringTip has the own stake stand at an assertion, by copies of the claims on the way: a copy of a claim that stands
// moves the stake and costs no bond. It reports whether the stake is there, or there is none.
func (n *next) bringTip(to common.Hash) bool {
	if n.purse.Stake == (common.Hash{}) || n.purse.Stake == to {
		return true
	}
	var way []common.Hash
	for id := to; id != n.purse.Stake; {
		a := n.table.Assertion(id)
		if n.table.Assertion(a.Parent).Status == game.NoAssertion {
			n.notice(StakeAway, n.purse.Stake, "the stake stands where right claims do not pass")
			return false
		}
		way = append(way, id)
		id = a.Parent
	}
	for _, id := range slices.Backward(way) {
		l, ok := n.link(n.table.Assertion(id).Parent)
		if !ok || l.id != id {
			return false
		}
		n.moves = append(n.moves, Move{Move: l.assertion(), Key: Key{TipTask, id}, Left: len(way)})
	}
	return false
}

// stuckState takes the last good state out of the encoding of a stuck one.
func stuckState(encoded []byte) (good common.Hash, ok bool) {
	const prefix = "stuck"
	if len(encoded) != len(prefix)+common.HashLength {
		return good, false
	}
	return common.Hash(encoded[len(prefix):]), true
}
