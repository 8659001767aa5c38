// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
)

const (
	// MostUpdates is how many updates go into one batch. A transaction is sent with more gas than it takes, and no block
	// has room for one that asks for more than the block has: so it is the gas that is asked for which counts, about
	// half a block of the smallest L1.
	MostUpdates = 16
	// MostSettles is how many bonds come back in one batch, for the same reason. The rest comes in the next one.
	MostSettles = 16
	// withdrawGas is the gas that a credit must be worth: ten times what taking it costs.
	withdrawGas = 300_000
)

// confirm makes a right claim a fact, once its parent is one and it has earned the threshold.
func (n *next) confirm(l *link, root common.Hash) {
	if n.times.of(root) < n.threshold() {
		n.wakeAt(n.sight.Head + uint64(n.threshold()-n.times.of(root)))
		return
	}
	if l.parent.Status != game.Fact && !n.confirms(l.on) {
		return
	}
	a := n.table.Assertion(l.id)
	n.collect(Key{ConfirmTask, l.id}, []common.Hash{root}, game.Confirm{
		Parent: game.Parent{Parent: l.parent.Parent, State: l.parent.State, Span: l.parent.Span}, State: a.Encoded, Span: a.Span,
	})
}

// confirms reports whether a move before makes the assertion a fact.
func (n *next) confirms(id common.Hash) bool {
	for _, m := range n.moves {
		if m.Key == (Key{ConfirmTask, id}) {
			return true
		}
	}
	return false
}

// settle takes the bond of a right initial node back. Own bonds that may come back at about the same time do so
// together, see leave. Somebody else's is his own business, until he is late and a rival could take it.
func (n *next) settle(c *game.Cohort, right common.Hash) {
	earned, node, delay := n.times.of(right), n.nodeOf(right), uint32(n.config.Delay())
	own := node.Initial.Poster == n.party.Address
	if earned < n.threshold() {
		n.wakeAt(n.sight.Head + uint64(n.threshold()-earned))
		n.soon = n.soon || own && n.threshold()-earned <= delay
		return
	}
	pressing := n.times.rival(c, right) > n.config.Censored
	switch {
	case pressing && (own || n.party.Defend):
		n.collect(Key{SettleTask, right}, []common.Hash{right}, game.Settle{Winner: node.Ref})
	case own:
		n.due = append(n.due, right)
		n.overdue = n.overdue || earned >= add(n.threshold(), delay)
	}
}

func (n *next) nodeOf(id common.Hash) game.Node {
	node, _ := n.table.Node(id)
	return node
}

// collect has the contract know what nodes have earned, the lower ones first, and ends with the moves that take it.
// Updates and those moves are one batch, so that they cost one transaction. What does not fit goes into batches before.
func (n *next) collect(key Key, ids []common.Hash, last ...game.Move) {
	if !n.turn(key.Node, 0) {
		return
	}
	updates := n.table.UpdatesOf(ids, n.at, n.threshold())
	for i := byte(0); len(updates) > MostUpdates; i++ {
		part := Key{key.What, game.Pair(key.Node, common.Hash{i})}
		n.moves = append(n.moves, Move{Move: game.Batch{Moves: updates[:MostUpdates]}, Key: part})
		updates = updates[MostUpdates:]
	}
	moves := append(slices.Clip(updates), last...)
	if len(moves) == 1 {
		n.moves = append(n.moves, Move{Move: moves[0], Key: key})
		return
	}
	n.moves = append(n.moves, Move{Move: game.Batch{Moves: moves}, Key: key})
}

// leave frees what is confirmed, and takes bonds, stake and credit back when they are not needed, in one transaction.
// It waits a little for what comes soon, and for a confirmation that is on its way, whose updates serve it, too: nobody
// can take any of it meanwhile.
func (n *next) leave() {
	if good := n.table.StuckAt(); good != (common.Hash{}) && n.party.Defend {
		n.last(good)
	}
	confirming := slices.ContainsFunc(n.moves, func(m Move) bool { return m.Key.What == ConfirmTask })
	n.free = n.unneeded()
	if n.overdue || !n.soon && !confirming {
		n.home()
	}
	n.checkPurse()
}

// unneeded is what the party could take, and need not leave where it is.
func (n *next) unneeded() (gwei uint64) {
	for _, right := range n.due {
		gwei += n.config.Bonds[n.nodeOf(right).Level]
	}
	if credit := n.purse.Credit; !n.busy(len(n.due)) && n.worthTaking(credit) {
		gwei += credit
	}
	return gwei
}

// busy reports whether disputes may ask for money, when so many bonds are back.
func (n *next) busy(back int) bool { return n.disputed || n.bonds > back }

// worthTaking reports whether a credit is worth its withdrawal.
func (n *next) worthTaking(credit uint64) bool { return credit >= withdrawGas*n.config.Price/1e9 }

// home takes back all that is free.
func (n *next) home() {
	var key Key
	var moves []game.Move
	credit := n.purse.Credit
	slices.SortStableFunc(n.due, func(a, b common.Hash) int { return cmp.Compare(n.nodeOf(b).Level, n.nodeOf(a).Level) })
	due := n.due[:min(len(n.due), MostSettles)]
	for _, right := range due {
		node := n.nodeOf(right)
		moves, credit = append(moves, game.Settle{Winner: node.Ref}), credit+n.config.Bonds[node.Level]
		key = Key{SettleTask, due[0]}
	}
	if tip := n.purse.Stake; tip != (common.Hash{}) && !n.party.Propose && n.table.Assertion(tip).Status == game.Fact {
		moves, credit = append(moves, game.Unstake{}), credit+n.config.Bonds[game.Transitions]
		if key == (Key{}) {
			key = Key{UnstakeTask, tip}
		}
	}
	if !n.busy(len(due)) && n.worthTaking(credit) {
		if moves = append(moves, game.Withdraw{To: n.party.Address}); key == (Key{}) {
			key = Key{WithdrawTask, common.Hash{}}
		}
	}
	if len(moves) > 0 {
		n.collect(key, due, moves...)
	}
}

// last has what L2 had sent up to the last good state be paid.
func (n *next) last(good common.Hash) {
	l, ok := n.link(n.table.Latest())
	if !ok || crypto.Keccak256Hash(l.claim.Good) != good {
		return
	}
	s, err := program.DecodeState(l.claim.Good)
	if err != nil || n.table.IsConfirmed(s.Sends) {
		return
	}
	n.send(Move{Move: game.Last{Good: l.claim.Good}, Key: Key{LastTask, good}})
}
