// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// expose counts what the wrong claims of a cohort can still ask of the party: one bond of each lower level for every
// claim.
func (n *next) expose(c *game.Cohort) {
	if c.Count < 2 {
		return
	}
	n.disputed = true
	n.exposed += uint64(c.Count-1) * (n.config.Bonds[game.Strides] + n.config.Bonds[game.Steps])
}

// bondOut counts a right initial node that is not settled, if it is the party's.
func (n *next) bondOut(id common.Hash) {
	node, _ := n.table.Node(id)
	if node.Initial.Poster == n.party.Address {
		n.bonds++
		n.out += n.config.Bonds[node.Level]
	}
}

// checkPurse gives notice when half of the money could be needed.
func (n *next) checkPurse() {
	if have := n.purse.Balance + n.purse.Credit; n.party.Defend && n.exposed > n.out && 2*(n.exposed-n.out) > have {
		n.notice(PurseLow, common.Hash{}, fmt.Sprintf("disputes can ask for %d gwei more, there are %d", n.exposed-n.out, have))
	}
}

// missingStake is what a claim of level A costs the party: nothing if it has a stake.
func (n *next) missingStake() uint64 {
	if n.purse.Stake != (common.Hash{}) {
		return 0
	}
	return n.config.Bonds[game.Transitions]
}

// pay decides what to send along with each move, the most urgent first, and drops what the party cannot afford.
func (n *next) pay() {
	affordable := n.moves[:0]
	for _, m := range n.moves {
		if m.want > 0 && !n.bond(&m) {
			n.notice(Unaffordable, m.Key.Node, fmt.Sprintf("%s: the bond is %d gwei, there are %d and %d of credit",
				m.Key, m.want, n.left.Balance, n.left.Credit))
			continue
		}
		affordable = append(affordable, m)
	}
	n.moves = affordable
}

// bond takes the bond of a move out of the purse, out of credit first.
func (n *next) bond(m *Move) bool {
	if n.left.Balance+n.left.Credit < m.want {
		return false
	}
	credit := min(m.want, n.left.Credit)
	m.Bond = m.want - credit
	n.left.Credit -= credit
	n.left.Balance -= m.Bond
	return true
}
