// SPDX-License-Identifier: Apache-2.0

package program

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// stuck begins the preimage of a state behind which nothing can be proven. Nothing comes after it.
var stuck = []byte("stuck")

// Stuck is what follows a state when the machine does not end with exit code 0. Main maps it to itself.
func Stuck(state common.Hash) common.Hash { return crypto.Keccak256Hash(stuck, state[:]) }

// outputFile is where the program writes the next state.
const outputFile = 1

// Follows reports whether next is the state behind before, by the outcome of a machine that was started with before
// (vm.Outcome). It is total: whatever the machine came to, some state follows, and no claim wins because nobody could
// decide it. The twin in Solidity is the library Outcome.
func Follows(output common.Hash, ok bool, before, next common.Hash) bool {
	if !ok {
		return next == Stuck(before)
	}
	return output == crypto.Keccak256Hash(make([]byte, common.HashLength), []byte{outputFile}, next[:])
}
