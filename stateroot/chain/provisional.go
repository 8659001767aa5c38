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

// Provisional stores the open block as it stands, so that it can be asked for by hash, and forgets the one before it.
// The state stays in memory; after a crash the block is an orphan without a state, which nothing names.
func (c *Chain) Provisional(b *transition.Builder) (common.Hash, error) {
	open := b.Sealable()
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
	if c.bc.GetHeaderByHash(next.hash) == nil {
		err = c.writeBlock(open, block)
	} else {
		next.stored = !c.isProvisional(next.hash)
	}
	if err != nil {
		return common.Hash{}, err
	}
	return next.hash, c.replaceProvisional(next)
}

// isProvisional tells whether the block with that hash is there for readers only.
func (c *Chain) isProvisional(hash common.Hash) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.provisional != nil && c.provisional.hash == hash && !c.provisional.stored
}

// replaceProvisional makes next the provisional block and deletes the one before it.
func (c *Chain) replaceProvisional(next *provisional) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.provisional
	c.provisional = next
	if last == nil {
		return nil
	}
	if err := c.bc.TrieDB().Dereference(last.root); err != nil {
		return fmt.Errorf("forget the provisional state: %w", err)
	}
	if last.hash != next.hash && !last.stored {
		rawdb.DeleteBlock(c.db, last.hash, last.number)
		return c.db.Delete(recordKey(last.hash))
	}
	return nil
}

// adoptProvisional keeps the provisional block when a block is sealed that is the same: from then on it is a block like any
// other, which a rebase may leave and come back to.
func (c *Chain) adoptProvisional(sealed common.Hash) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.provisional != nil && c.provisional.hash == sealed {
		c.provisional = nil
	}
}
