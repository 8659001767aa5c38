// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Next is what the party does now. It is a pure function: the same arguments give the same result, and nothing is kept.
//
// A move that has been sent and is not on L1 yet is in the result again. The caller knows by its key.
func Next(p Party, purse Purse, s Sight, own Own) Result {
	if err := s.check(); err != nil {
		return Result{Unsure: err}
	}
	n := newNext(p, purse, s, own)
	n.lookBack()
	n.follow()
	n.leave()
	if n.unsure != nil {
		return Result{Unsure: n.unsure, Needed: n.questions(), Notices: n.notices}
	}
	if !p.Propose && !p.Defend {
		n.moves = nil
	}
	n.inOrder()
	n.pay()
	n.obey()
	return Result{Moves: n.moves, Needed: n.questions(), Notices: n.notices, Wake: n.wake, Free: n.free}
}

// next is one call of Next.
type next struct {
	party  Party
	purse  Purse
	left   Purse // what the moves of this result leave of it
	sight  Sight
	table  *game.Table
	config game.Config
	own    Own
	at     uint64 // height of the block that moves can get into at the earliest

	times  times
	needed []need
	asked  map[Question]bool

	moves   []Move
	notices []Notice
	// Of the party's money:
	disputed bool          // there are rivals that it may have to answer with more
	bonds    int           // how many of its bonds are out
	due      []common.Hash // initial nodes whose bonds may come back now
	soon     bool          // others may a little later
	overdue  bool          // one has waited for the others long enough
	exposed  uint64        // gwei of bonds that the disputes at hand can ask for
	out      uint64        // gwei of them that the party has paid
	free     uint64        // gwei, see Result
	unsure   error
	wake     uint64
}

func newNext(p Party, purse Purse, s Sight, own Own) *next {
	return &next{
		party: p, purse: purse, left: purse, sight: s, table: s.Table, config: s.Table.Config(), own: own, at: s.Head + 1,
		times: newTimes(s.Table, s.Head+1), asked: make(map[Question]bool),
	}
}

// threshold is T as a time of nodes.
func (n *next) threshold() uint32 { return n.config.Threshold }

// need is a question with its urgency.
type need struct {
	Question
	rival uint32
	left  int
}

// answer asks own computation. What is not there yet becomes a need, what is in doubt a notice; there is no answer
// then.
func answer[A any](n *next, q Question, u urgency, ask func() (A, error)) (a A, ok bool) {
	a, err := ask()
	switch {
	case err == nil:
		return a, true
	case errors.Is(err, ErrNotYet):
		n.need(q, u)
	default:
		n.notice(Doubt, q.State, fmt.Sprintf("answer %s: %v", q, err))
	}
	return a, false
}

func (n *next) need(q Question, u urgency) {
	if !n.asked[q] {
		n.asked[q] = true
		n.needed = append(n.needed, need{q, u.rival, u.left})
	}
}

// questions are the needs, the most urgent first.
func (n *next) questions() (q []Question) {
	slices.SortStableFunc(n.needed, func(a, b need) int {
		return cmp.Or(cmp.Compare(b.rival, a.rival), cmp.Compare(a.left, b.left))
	})
	for _, w := range n.needed {
		q = append(q, w.Question)
	}
	return q
}

func (n *next) notice(what Alarm, node common.Hash, text string) {
	n.notices = append(n.notices, Notice{what, node, text})
}

// wakeAt has the caller ask again at that head, at the latest.
func (n *next) wakeAt(head uint64) {
	if head > n.sight.Head && (n.wake == 0 || head < n.wake) {
		n.wake = head
	}
}

// urgency is how much hangs on a move.
type urgency struct {
	rival uint32 // time of the claim that profits most if the move does not come
	left  int    // moves from here down to a step
}

// inOrder sorts the moves: who confirms and asserts comes first, then the answers by urgency, then what only brings
// money.
func (n *next) inOrder() {
	slices.SortStableFunc(n.moves, func(a, b Move) int {
		return cmp.Or(
			cmp.Compare(a.Key.What.class(), b.Key.What.class()),
			cmp.Compare(b.Rival, a.Rival), cmp.Compare(a.Left, b.Left),
			cmp.Compare(a.Key.What, b.Key.What),
		)
	})
}

// class sets tasks apart that are never weighed against each other.
func (t Task) class() int {
	switch t {
	case ConfirmTask:
		return 0
	case AssertTask, TipTask:
		return 1
	case SplitTask, RefineTask, ProveTask:
		return 2
	}
	return 3
}

// jitter is over how many blocks the moves of several honest parties are spread, so that they do not all send the
// same one. It is a small part of the time that a move may take: nothing where that is a few blocks.
func (n *next) jitter() uint64 { return 1 + uint64(min(n.config.PerMove/8, 3)) }

// turn reports whether it is the party's turn to make a move about that node, or was since it decided the last time.
// Its turn comes every jitter() blocks; which ones is different for each node and party. When half of what is
// tolerated has passed it is always its turn.
func (n *next) turn(node common.Hash, rival uint32) bool {
	every := n.jitter()
	if rival > n.config.Censored/2 {
		return true
	}
	h := game.Leaf(common.Hash(append(bytes.Clone(n.party.Address[:]), node[:12]...)))
	ago := (n.sight.Head + uint64(h[0])) % every // blocks since its turn
	if n.sight.Last+ago < n.sight.Head {
		return true
	}
	n.wakeAt(n.sight.Head + every - ago)
	return false
}

// send adds a move, if it is the party's turn.
func (n *next) send(m Move) {
	if n.turn(m.Key.Node, m.Rival) {
		n.moves = append(n.moves, m)
	}
}
