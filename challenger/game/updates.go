// SPDX-License-Identifier: Apache-2.0

package game

// Updates are the moves after which the contract has at least want of a node's time, or all of its true time at that
// height if that is less. They are in the order in which they have to be made, and no move is there that the result
// does not need. There are none if the contract has enough already.
func (t *Table) Updates(id Hash, height uint64, want uint32) []Move {
	return t.UpdatesOf([]Hash{id}, height, want)
}

// UpdatesOf is Updates for several nodes at once. What the first ones have raised is not raised again for the others,
// so a node comes before those above it.
func (t *Table) UpdatesOf(ids []Hash, height uint64, want uint32) []Move {
	u := &updater{table: t, height: height, truth: make(map[Hash]uint32), done: make(map[Hash]uint32)}
	for _, id := range ids {
		u.raise(id, min(want, t.trueBeta(id, height, u.truth)))
	}
	return u.moves
}

type updater struct {
	table  *Table
	height uint64
	truth  map[Hash]uint32 // true times
	done   map[Hash]uint32 // what the contract has at least, of nodes that a move is about
	moves  []Move
}

// raise makes the moves after which the contract has want of a node's time, which is not more than the true time.
func (u *updater) raise(id Hash, want uint32) {
	n := u.table.nodes[id]
	if n == nil || max(n.beta(u.height), u.done[id]) >= want {
		return
	}
	below := want - n.lambda(u.height)
	switch {
	case n.spans != nil:
		for _, child := range n.parts {
			u.raise(child, below)
		}
		u.moves = append(u.moves, Update{Node: n.ref, Spans: *n.spans})
	case len(n.refinements) > 0:
		best := n.refinements[0]
		for _, r := range n.refinements[1:] {
			if u.table.trueBeta(r, u.height, u.truth) > u.table.trueBeta(best, u.height, u.truth) {
				best = r
			}
		}
		u.raise(best, below)
		ref := u.table.nodes[best].ref
		u.moves = append(u.moves, UpdateFrom{Node: n.ref, Span: ref.Span, Base: ref.Base})
	}
	u.done[id] = want
}
