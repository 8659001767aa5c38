// SPDX-License-Identifier: Apache-2.0

// Package trace computes what an honest party claims in a dispute, at every level: the L2 states behind 65,536
// transitions, the machine behind each stride of one of them, the machine behind each step of one stride, and the
// witness of one step. It does not decide what to claim or when: package strategy asks, and this package answers.
//
//	question           what it takes                                            what is kept
//	claim (level A)    states that the node has on disk, three hashes each      up to 4 MiB of tree
//	run (level B)      the transition natively, then in the machine;            up to 4 MiB of tree,
//	                   a root of memory each stride                             and machines on the way
//	stride (level C)   back to a machine that was kept, then a hash each step   64 MiB of tree
//	witness            back to a machine that was kept                          the witness
//
// A question names a state and an end, by their hashes. The two fix everything behind them, so an answer is right for
// ever: it does not depend on which L1 branch the node follows by then. What the node does not have is an error,
// never a guess.
//
// The transition is run natively first, since a key alone does not say what a precompile was asked, and because both
// must come to the same state. When they do not, L1 goes by the machine. A machine that fails makes the transition
// stuck: it is noted on disk, and claims say so from then on. A machine that ends with another state is a fault that
// nothing honest can be claimed behind: every claim that goes through it is an error from then on.
//
// One question is computed at a time, on as many cores as Config.Workers says. Answers that are there do not wait for
// it.
package trace
