// SPDX-License-Identifier: Apache-2.0

package derive

import (
	"github.com/layeredpow/adit/stateroot/transition"
)

// Position is where derivation stands between two transitions: the newest L2 block and the place in the batch chain. It
// is all that a transition needs to know of the past, so a proof can start at any of them.
//
//	   batch 7                      batch 8: void from its 2nd block on         batch 9
//	──┬──────────┬──────────┬─────┬──────────┬──────┬──────────┬──────────┬─────┬──
//	  │ block    │ block    │ end │ block    │ void │ closing  │ closing  │ end │
//	──┴──────────┴──────────┴─────┴──────────┴──────┴──────────┴──────────┴─────┴──
//	 7,0        7,1        7,2   8,0        8,1   8,0,C      8,1,C      8,2,C  9,0     Batch, Block, Closing
type Position struct {
	transition.Head
	Batch   uint64 // index of the batch that the next transition belongs to
	Block   int    // blocks made so far from its data or, when Closing, closing blocks made so far
	Closing bool   // its data has nothing more to say: it was void
}

// Start is the position before the first batch.
func Start(genesis transition.Head) Position { return Position{Head: genesis} }

// Waiting reports whether forced transactions wait at the position's head.
func (p Position) Waiting() bool { return p.Forced < p.Consumed }

// next is the position after one more block of the same batch.
func (p Position) next(head transition.Head) Position {
	p.Head = head
	p.Block++
	return p
}

// end is the position at the start of the following batch.
func (p Position) end() Position { return Position{Head: p.Head, Batch: p.Batch + 1} }

// void is the position from which closing blocks are made.
func (p Position) void() Position { return Position{Head: p.Head, Batch: p.Batch, Closing: true} }
