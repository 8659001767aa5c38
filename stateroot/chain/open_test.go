// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"testing"

	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
)

// TestCachesAreAsConfigured has go-ethereum open a chain and looks at what it makes of the caches: the one of trie nodes
// lies outside of Go's heap, and nothing but its size bounds it.
func TestCachesAreAsConfigured(t *testing.T) {
	stack, err := node.New(&node.Config{P2P: p2p.Config{NoDiscovery: true, NoDial: true}})
	if err != nil {
		t.Fatal(err)
	}
	defer stack.Close()
	cfg := ethConfig(Config{CacheMB: 64}, testRollup())
	if _, err := eth.New(stack, cfg); err != nil {
		t.Fatal(err)
	}
	if cfg.TrieCleanCache != 32 || cfg.TrieDirtyCache != 0 || cfg.SnapshotCache != 0 || cfg.DatabaseCache != 32 {
		t.Errorf("of 64 MB: %d for trie nodes and %d for changed ones, %d for snapshots, %d for the database; want 32, 0, 0, 32",
			cfg.TrieCleanCache, cfg.TrieDirtyCache, cfg.SnapshotCache, cfg.DatabaseCache)
	}
}
