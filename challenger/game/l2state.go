// SPDX-License-Identifier: Apache-2.0

package game

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/program"
)

// What an assertion says of the L2 state that it comes to, as far as the contract reads it: program.State draws its
// bytes. Whether the rest says anything is decided by the program.
const (
	stateVersion = 1
	sendsAt      = 73
	batchAt      = 105

	stuckText  = "stuck"
	stuckBytes = len(stuckText) + 32
)

// isState reports whether these bytes may be a state of L2.
func isState(b []byte) bool { return len(b) == program.StateBytes && b[0] == stateVersion }

// isStuck reports whether these bytes are a state behind which nothing can be proven.
func isStuck(b []byte) bool { return len(b) == stuckBytes && string(b[:len(stuckText)]) == stuckText }

// lastBefore is the last good state before a stuck one.
func lastBefore(stuck []byte) Hash { return Hash(stuck[len(stuckText):]) }

// batchOf is the batch that the transition behind a state belongs to.
func batchOf(state []byte) uint64 { return binary.BigEndian.Uint64(state[batchAt:]) }

// sendsOf is the root of what L2 has sent in a state, zero in a stuck one.
func sendsOf(b []byte) Hash {
	if isStuck(b) {
		return Hash{}
	}
	return Hash(b[sendsAt : sendsAt+32])
}

// hashState is what the bytes of an L2 state are known by.
func hashState(b []byte) Hash { return crypto.Keccak256Hash(b) }
