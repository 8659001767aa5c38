// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/trie"
)

// checkBody holds a block's transactions against its header.
func checkBody(b *types.Block) error {
	if root := types.DeriveSha(b.Transactions(), trie.NewStackTrie(nil)); root != b.TxHash() {
		return fmt.Errorf("transactions have root %s, the header says %s", root, b.TxHash())
	}
	return nil
}
