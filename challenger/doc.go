// SPDX-License-Identifier: Apache-2.0

// Package challenger is the stage that plays the dispute game: it follows the contract Rollup on L1, has package
// strategy decide what an honest party does, has what strategy asks computed, and gets the moves mined. It decides
// nothing about the game itself.
//
// All that it believes comes off L1 and out of its own computation. Of L1 it believes what is bound to the hash of a
// block that has proof of work. So an endpoint that lies, lags or is balanced over several nodes costs it time, and
// no bond: whoever is not sure makes no move and says why.
//
// A challenger needs nothing that it remembers. Each round begins anew from L1 and computes the same moves, under
// names that the contract takes once. Its disk saves it time (see package ledger).
package challenger
