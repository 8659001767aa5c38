// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/onestep"
)

// contract is the rollup's contract as a liar calls it.
type contract struct {
	challenger.Contract
	liar *Liar
}

// Calls implements challenger.Contract. A move that is held back has none: it is asked for again with every look at L1.
func (c contract) Calls(m strategy.Move, preimage *onestep.Preimage) ([]l1anchor.Call, error) {
	m, yes := c.liar.Say(m)
	if !yes {
		return nil, nil
	}
	return c.Contract.Calls(m, preimage)
}

// Say is what becomes of a move that strategy wants; false holds it back for now.
func (l *Liar) Say(m strategy.Move) (strategy.Move, bool) {
	switch m.Key.What {
	case strategy.AssertTask:
		if claim, ok := m.Move.(game.Assert); ok && l.kind.rootless && l.lied[crypto.Keccak256Hash(claim.State)] {
			m.Move = l.rootless(claim)
		}
		return m, true
	case strategy.SplitTask, strategy.RefineTask, strategy.ProveTask:
		return m, l.due(&m) && !l.says(m.Move)
	}
	return m, true
}

// blocksEach is how many blocks a liar leaves for each answer that may follow: to see what came, to decide, to send,
// and one more.
const blocksEach = 4

// due reports whether an answer is to be sent now.
func (l *Liar) due(m *strategy.Move) bool {
	switch l.kind.when {
	case never:
		return false
	case late:
		return uint64(m.Rival)+blocksEach*uint64(m.Left+1) >= uint64(l.config.Threshold)
	}
	return true
}

// says reports whether a move says what is right. Who makes the right claim says that as well.
func (l *Liar) says(m game.Move) bool {
	split, ok := m.(game.Split)
	if !ok || l.kind.spoils {
		return false
	}
	for _, t := range l.right[split.Node.Level] {
		if t.Span(split.Node.Len, split.Node.Pos) == split.Node.Span {
			return true
		}
	}
	return false
}

// rootless makes the root of a claim one that nobody knows a tree of. The last leaf alone is shown in it.
func (l *Liar) rootless(claim game.Assert) game.Assert {
	root := game.Leaf(crypto.Keccak256Hash(claim.State))
	path := make([]common.Hash, len(claim.Path))
	for i := range path {
		path[i] = l.wrong("sibling", common.BytesToHash(binary.BigEndian.AppendUint64(nil, uint64(i))))
		root = game.Pair(path[i], root)
	}
	claim.Span, claim.Path = root, path
	return claim
}
