// SPDX-License-Identifier: Apache-2.0

// Package game is the dispute game: who is right about the L2 state, decided on L1 by time. It names nodes, builds
// the trees that claims are made of, counts time and money, and judges every move as the contracts Rollup and Dispute
// do. It does not know what the states are, which side is honest, or what to move next.
//
// A claim says which 2^16 states follow one another, by the root of a tree over them. Who disagrees makes another
// claim about the same start. Both are cut into sixteen parts, the parts that differ again, until one transition is
// left; that one is claimed anew as 65,536 strides of the machine, and one stride as 2^20 steps. L1 itself does the
// one step that is left:
//
//	level   a leaf is      leaves   splits   a leaf in dispute goes on as
//	A       a transition   2^16     4        level B: how the machine ran on it
//	B       a stride       2^16     4        level C: the steps of the stride
//	C       a step         2^20     5        nothing: the contract does the step
//
// A node is a part of a claim, and has rivals: other nodes about the same part behind the same history. It earns time
// while it has none, and once it has, as much as the worst of its own parts. A claim whose every part has earned
// Config.Threshold blocks is confirmed. Nobody is eliminated and nothing has a deadline, so a move that is right
// helps whoever made it.
//
// Referee takes moves and is the twin of the contracts: the same verdict, reasons to refuse, times, money and events.
// Table is the part of it that the contracts' events tell, for those who read L1. DESIGN.md of challenger has a
// worked example.
package game
