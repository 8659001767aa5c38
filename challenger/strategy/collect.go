// SPDX-License-Identifier: Apache-2.0

package strategy

import (
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
	n.collect(Key{ConfirmTask, l.id}, root, game.Confirm{
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

// settle takes the bond of a right initial node back. The own bond comes back as soon as it may. Somebody else's is
// his own business, until he is late and a rival could take it.
func (n *next) settle(c *game.Cohort, right common.Hash) {
	earned := n.times.of(right)
	if earned < n.threshold() {
		n.wakeAt(n.sight.Head + uint64(n.threshold()-earned))
		return
	}
	node, _ := n.table.Node(right)
	if rival := n.times.rival(c, right); node.Initial.Poster != n.party.Address && (!n.party.Defend || rival <= n.config.Censored) {
		return
	}
	n.collect(Key{SettleTask, right}, right, game.Settle{Winner: node.Ref})
}

// collect has the contract know what a node has earned, and ends with the move that takes it. Updates and that move
// are one batch, so that they cost one transaction. What does not fit goes into batches before.
func (n *next) collect(key Key, id common.Hash, last game.Move) {
	if !n.turn(key.Node, 0) {
		return
	}
	updates := n.table.Updates(id, n.at, n.threshold())
	for i := byte(0); len(updates) > MostUpdates; i++ {
		part := Key{key.What, game.Pair(key.Node, common.Hash{i})}
		n.moves = append(n.moves, Move{Move: game.Batch{Moves: updates[:MostUpdates]}, Key: part})
		updates = updates[MostUpdates:]
	}
	if len(updates) > 0 {
		last = game.Batch{Moves: append(slices.Clip(updates), last)}
	}
	n.moves = append(n.moves, Move{Move: last, Key: key})
}

// leave frees what is confirmed, and takes stake and credit back when they are not needed.
func (n *next) leave() {
	if good := n.table.StuckAt(); good != (common.Hash{}) && n.party.Defend {
		n.last(good)
	}
	if tip := n.purse.Stake.Tip; tip != (common.Hash{}) && !n.party.Propose && n.table.Assertion(tip).Status == game.Fact {
		n.send(Move{Move: game.Unstake{}, Key: Key{UnstakeTask, tip}})
	}
	if !n.busy && n.purse.Credit >= withdrawGas*n.config.Price/1e9 {
		n.send(Move{Move: game.Withdraw{To: n.party.Address}, Key: Key{WithdrawTask, common.Hash{}}})
	}
	n.checkPurse()
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
