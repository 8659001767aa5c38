// SPDX-License-Identifier: Apache-2.0

// Package ledger keeps on disk what a challenger has read of L1, and what it means to send there. It does not know
// what the logs and the moves say.
//
// All of it can be read and computed again: a challenger whose disk is wiped goes on with its key alone. The ledger
// saves it the walk over the L1 blocks since the rollup was deployed, and it says afterwards who has done what.
package ledger
