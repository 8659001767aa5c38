// SPDX-License-Identifier: Apache-2.0

// Package strategy decides what an honest party does in the dispute game: Next takes what L1 has decided so far and
// what the party has computed itself, and gives the moves to send, the most urgent first. It does not send them, and
// it computes no history: what it needs and does not have is a question in its result.
//
// A party plays for claims, not for its own ones: whoever made a right claim is helped. It goes down from every right
// claim, through parts that it has computed itself, and answers where something contradicts them. So it needs no
// memory. What it is told by L1 and by its own computation is all that it knows, and a party that has lost its disk
// plays on.
//
// A party that is not sure makes no move and says why. Rules holds what every honest move satisfies. It is written
// apart from Next, from the node upwards where Next goes downwards, and Next gives no move that breaks it.
package strategy
