// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
)

// Preimage is a trie node, code or header by its keccak256 hash. The error matches ErrUnknown when the chain holds
// none of them under it.
func (c *Chain) Preimage(hash common.Hash) ([]byte, error) {
	if node := rawdb.ReadLegacyTrieNode(c.db, hash); len(node) > 0 {
		return node, nil
	}
	if code := rawdb.ReadCodeWithPrefix(c.db, hash); len(code) > 0 {
		return code, nil
	}
	if number, ok := rawdb.ReadHeaderNumber(c.db, hash); ok {
		if header := rawdb.ReadHeaderRLP(c.db, hash, number); len(header) > 0 {
			return header, nil
		}
	}
	return nil, fmt.Errorf("nothing with hash %s in the database: %w", hash, ErrUnknown)
}
