// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Stored is a block with what its header does not say.
type Stored struct {
	*types.Block
	transition.Cursor
	Forced   int                // transactions at the top that were forced
	Messages []l1anchor.Message // newly consumed
	Dropped  []transition.Drop
}

// Own is the block's transactions without the forced ones.
func (s *Stored) Own() types.Transactions { return s.Transactions()[s.Forced:] }

// Input is what the block was made of, apart from its parent; the waiting forced transactions are left out, since
// Execute finds them itself.
func (s *Stored) Input() derive.Input {
	return derive.Input{
		Own:     s.Own(),
		Context: transition.Context{Timestamp: s.Time(), Consumed: s.Consumed, Messages: s.Messages},
	}
}

// Input is what the block with that hash was made of, apart from its parent.
func (c *Chain) Input(hash common.Hash) (derive.Input, error) {
	b, err := c.Block(hash)
	if err != nil {
		return derive.Input{}, err
	}
	return b.Input(), nil
}

// Cursor is how far into the message chain a block has come, and how many of its transactions, from the top, were
// forced.
func (c *Chain) Cursor(block common.Hash) (cursor transition.Cursor, forced int, err error) {
	r, err := c.record(block)
	if err != nil {
		return transition.Cursor{}, 0, err
	}
	return r.cursor(), int(r.ForcedTxs), nil
}

// Messages are those that a block newly consumes.
func (c *Chain) Messages(block common.Hash) ([]l1anchor.Message, error) {
	r, err := c.record(block)
	if err != nil {
		return nil, err
	}
	return r.Messages, nil
}

// Head is the block as the start of the next one.
func (s *Stored) Head() transition.Head {
	return transition.Head{Header: s.Header(), Cursor: s.Cursor}
}

// Block is the block with that hash, canonical or not. The error matches ErrUnknown when it is not on disk.
func (c *Chain) Block(hash common.Hash) (*Stored, error) {
	block := c.bc.GetBlockByHash(hash)
	if block == nil {
		return nil, fmt.Errorf("%w %s", ErrUnknown, hash)
	}
	r, err := c.record(hash)
	if err != nil {
		return nil, err
	}
	if r.ForcedTxs > uint64(len(block.Transactions())) {
		return nil, fmt.Errorf("record of L2 block %s is damaged: %d forced transactions of %d", hash, r.ForcedTxs, len(block.Transactions()))
	}
	return &Stored{Block: block, Cursor: r.cursor(), Forced: int(r.ForcedTxs), Messages: r.Messages, Dropped: r.Dropped}, nil
}

// BlockByNumber is the canonical block with that number. The error matches ErrUnknown when the chain is shorter.
func (c *Chain) BlockByNumber(number uint64) (*Stored, error) {
	hash := c.bc.GetCanonicalHash(number)
	if hash == (common.Hash{}) {
		return nil, fmt.Errorf("%w %d", ErrUnknown, number)
	}
	return c.Block(hash)
}

// Lookup says where the canonical chain has a transaction.
func (c *Chain) Lookup(tx common.Hash) (number uint64, index uint, ok bool) {
	at, _ := c.bc.GetCanonicalTransaction(tx)
	if at == nil {
		return 0, 0, false
	}
	return at.BlockIndex, uint(at.Index), true
}

// Receipt is the hash of a receipt of the canonical chain, see transition.ReceiptHash; ok is false when there is none.
func (c *Chain) Receipt(number uint64, index uint) (hash common.Hash, ok bool) {
	receipts := c.bc.GetReceiptsByHash(c.bc.GetCanonicalHash(number))
	if index >= uint(len(receipts)) {
		return common.Hash{}, false
	}
	return transition.ReceiptHash(receipts[index]), true
}

// State is the state after a block, for reading.
func (c *Chain) State(head transition.Head) (*state.StateDB, error) {
	s, err := c.bc.StateAt(head.Header.Root, head.Header.Number, head.Header.Time)
	if err != nil {
		return nil, fmt.Errorf("state of L2 block %d: %w", head.Number(), err)
	}
	return s, nil
}
