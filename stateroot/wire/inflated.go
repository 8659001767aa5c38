// SPDX-License-Identifier: Apache-2.0

package wire

import "github.com/ethereum/go-ethereum/core/types"

// What the parts of a batch count for in its inflated size.
const (
	blockCost   = 32  // a block
	txCost      = 224 // a transaction without its variable parts; no envelope has more
	addressCost = 24  // an address of an access list
	slotCost    = 33  // a storage key of an access list
	authCost    = 160 // an EIP-7702 authorisation
	blobCost    = 33  // a blob hash
)

// InflatedSize is what a transaction counts for in the inflated size of its batch. It is never less than the length
// of the transaction's EIP-2718 envelope, except for numbers wider than 256 bits, which no valid transaction has.
// A block adds 32.
func InflatedSize(tx *types.Transaction) int {
	access := tx.AccessList()
	return txCost + len(tx.Data()) + addressCost*len(access) + slotCost*access.StorageKeys() +
		authCost*len(tx.SetCodeAuthorizations()) + blobCost*len(tx.BlobHashes())
}

// budget is what is left of a batch's inflated size while it is read.
type budget struct {
	left int
	over bool // more was asked for
}

// take charges n and says whether it was there. Once it was not, it never is again.
func (b *budget) take(n int) bool {
	if n < 0 || n > b.left {
		b.over = true
	}
	if b.over {
		return false
	}
	b.left -= n
	return true
}
