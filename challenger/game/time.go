// SPDX-License-Identifier: Apache-2.0

package game

import "math/bits"

// lambda is the time of the node alone at a height: how long it has stood, first of its context and without a rival.
func (n *node) lambda(height uint64) uint32 {
	if !n.first {
		return 0
	}
	until := min(height, MaxHeight)
	if n.context.rivaled != 0 {
		until = n.context.rivaled
	}
	if until < n.context.opened {
		return 0
	}
	return cut(until - n.context.opened)
}

// beta is the time of the node as far as the contract knows it at a height.
func (n *node) beta(height uint64) uint32 { return max(n.kept.beta, n.lambda(height)) }

func (n *node) rivaled() bool { return n.context.rivaled != 0 }

func (n *node) has(flag uint8) bool { return n.kept.flags&flag != 0 }

// cut is a time, MaxTime at the most.
func cut(blocks uint64) uint32 { return uint32(min(blocks, MaxTime)) }

// sum of two times.
func sum(a, b uint32) uint32 {
	s, carry := bits.Add32(a, b, 0)
	if carry != 0 {
		return MaxTime
	}
	return min(s, MaxTime)
}

// Beta is the time that the contract has of a node at that height: the larger of what it keeps and what the node has
// earned alone. It is 0 for a node that is not there.
func (t *Table) Beta(id Hash, height uint64) uint32 {
	if n := t.nodes[id]; n != nil {
		return n.beta(height)
	}
	return 0
}

// Lambda is the time that a node has earned alone at that height, 0 for one that is not there.
func (t *Table) Lambda(id Hash, height uint64) uint32 {
	if n := t.nodes[id]; n != nil {
		return n.lambda(height)
	}
	return 0
}

// TrueBeta is the time that a node has earned at that height: what Beta would be if all below it had been updated
// then. The table has to be one of that height. It is 0 for a node that is not there.
func (t *Table) TrueBeta(id Hash, height uint64) uint32 {
	return t.trueBeta(id, height, make(map[Hash]uint32))
}

// TrueBetas is TrueBeta at that height for whoever asks about many nodes: what was computed once is remembered, since
// claims share nodes. It is good until the table changes.
func (t *Table) TrueBetas(height uint64) func(id Hash) uint32 {
	known := make(map[Hash]uint32)
	return func(id Hash) uint32 { return t.trueBeta(id, height, known) }
}

// trueBeta remembers what it has computed, since nodes merge. Nodes that are not there have none: they cannot hold
// others up.
func (t *Table) trueBeta(id Hash, height uint64, known map[Hash]uint32) uint32 {
	n := t.nodes[id]
	if n == nil {
		return 0
	}
	if b, ok := known[id]; ok {
		return b
	}
	b := n.lambda(height)
	switch {
	case n.has(flagProven):
		b = MaxTime
	case n.parts != nil:
		least := uint32(MaxTime)
		for _, child := range n.parts {
			least = min(least, t.trueBeta(child, height, known))
		}
		b = sum(b, least)
	case len(n.refinements) > 0:
		most := uint32(0)
		for _, r := range n.refinements {
			most = max(most, t.trueBeta(r, height, known))
		}
		b = sum(b, most)
	}
	known[id] = b
	return b
}
