// SPDX-License-Identifier: Apache-2.0

// Package deploy puts the contracts of a rollup on an L1, and says what was put there by others. The addresses are
// known before anything is sent; what is there already is held against what should be there; a process that ends on
// the way goes on where it was.
//
// There are two stages. What the rollup's contract is created with has the block of the inbox in it:
//
//	inbox ─┬─ bridge, preimages, float ── machine ─────────────────────┐
//	       └─ its block ── parameters ─┬─ hash ────────────────────────┼─▶ rollup
//	                                   └─ genesis block ── first state ┘
//
// It sends nothing but creations, all from one account, and does not find out whether the seats and figures of a spec
// are wise.
package deploy
