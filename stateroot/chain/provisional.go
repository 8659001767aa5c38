// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"

	"github.com/layeredpow/adit/stateroot/transition"
)

// provisional is the open block as it stood at some moment, readable by its hash through the stock API.
type provisional struct {
	hash   common.Hash
	number uint64
	root   common.Hash
	stored bool // it is a stored block, too, and stays one
}

// keptProvisional blocks can be read at the same time: whoever was given a hash has that long to ask.
const keptProvisional = 4

// Provisional stores the open block as it stands, so that it can be asked for by hash, and forgets the oldest of
// those before it. It takes a copy of the open block (transition.Builder.Sealable), which it ends; so it may run
// while the original goes on, and while blocks are sealed. One caller at a time. The state stays in memory; after a
// crash the block is an orphan without a state, which nothing names.
func (c *Chain) Provisional(open *transition.Builder) (common.Hash, error) {
	block, err := open.Seal()
	if err != nil {
		return common.Hash{}, fmt.Errorf("provisional block: %w", err)
	}
	root, err := open.State().Commit(open.Rules(), block.NumberU64())
	if err != nil {
		return common.Hash{}, fmt.Errorf("state of the provisional block: %w", err)
	}
	if err := c.bc.TrieDB().Reference(root, common.Hash{}); err != nil {
		return common.Hash{}, fmt.Errorf("state of the provisional block: %w", err)
	}
	next := &provisional{hash: block.Hash(), number: block.NumberU64(), root: root}
	// A block that is being stored for good, and is the same, must not be taken for a provisional one that may be
	// deleted.
	c.storing.Lock()
	defer c.storing.Unlock()
	if c.bc.GetHeaderByHash(next.hash) == nil {
		err = c.writeBlock(open, block)
	} else {
		next.stored = !c.isProvisional(next.hash)
	}
	if err != nil {
		return common.Hash{}, err
	}
	return next.hash, c.addProvisional(next)
}

// isProvisional tells whether the block with that hash is there for readers only.
func (c *Chain) isProvisional(hash common.Hash) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.provisional {
		if p.hash == hash && !p.stored {
			return true
		}
	}
	return false
}

// addProvisional makes next the newest provisional block and deletes the oldest when there are too many.
func (c *Chain) addProvisional(next *provisional) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.provisional) >= keptProvisional {
		oldest := c.provisional[0]
		c.provisional = c.provisional[1:]
		if err := c.bc.TrieDB().Dereference(oldest.root); err != nil {
			return fmt.Errorf("forget the provisional state: %w", err)
		}
		if oldest.stored || c.provisionalAgain(oldest.hash) || oldest.hash == next.hash {
			continue
		}
		rawdb.DeleteBlock(c.db, oldest.hash, oldest.number)
		for _, key := range [][]byte{recordKey(oldest.hash), chargeKey(oldest.hash)} {
			if err := c.db.Delete(key); err != nil {
				return err
			}
		}
	}
	c.provisional = append(c.provisional, next)
	return nil
}

// provisionalAgain tells whether a newer provisional block has that hash. mu must be held.
func (c *Chain) provisionalAgain(hash common.Hash) bool {
	for _, p := range c.provisional {
		if p.hash == hash {
			return true
		}
	}
	return false
}

// adoptProvisional keeps the provisional block when a block is stored that is the same: from then on it is a block
// like any other, which a rebase may leave and come back to.
func (c *Chain) adoptProvisional(stored common.Hash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.provisional {
		if p.hash == stored {
			p.stored = true
		}
	}
}
