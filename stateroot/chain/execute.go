// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Open starts a block on top of parent, which need not be canonical. ctx.Queue is filled in here.
func (c *Chain) Open(parent transition.Head, ctx transition.Context) (*transition.Builder, error) {
	queue, err := c.queueAt(parent)
	if err != nil {
		return nil, err
	}
	ctx.Queue = queue
	pre, err := c.bc.StateAt(parent.Header.Root, parent.Header.Number, parent.Header.Time)
	if err != nil {
		return nil, fmt.Errorf("state of L2 block %d: %w", parent.Number(), err)
	}
	b, err := transition.Open(c.rollup, transition.Sources{Signer: c.signer, Headers: c.bc}, parent, pre, ctx)
	if err != nil {
		return nil, fmt.Errorf("open L2 block %d: %w", parent.Number()+1, err)
	}
	return b, nil
}

// Seal finishes and stores the block: state, block, receipts and record. It does not become canonical.
func (c *Chain) Seal(b *transition.Builder) (*transition.Block, error) {
	block, err := b.Seal()
	if err != nil {
		return nil, err
	}
	return block, c.store(b, block)
}

// store writes state first and block last: a crash in between leaves nodes of a state that nothing names.
func (c *Chain) store(b *transition.Builder, block *transition.Block) error {
	c.storing.Lock()
	defer c.storing.Unlock()
	c.adoptProvisional(block.Hash())
	root, err := b.State().Commit(b.Rules(), block.NumberU64())
	if err != nil {
		return fmt.Errorf("commit state of L2 block %d: %w", block.NumberU64(), err)
	}
	if root != block.Root() {
		return fmt.Errorf("commit state of L2 block %d: root %s, the header says %s", block.NumberU64(), root, block.Root())
	}
	if err := c.bc.TrieDB().Commit(root, false); err != nil {
		return fmt.Errorf("write state of L2 block %d: %w", block.NumberU64(), err)
	}
	return c.writeBlock(b, block)
}

// writeBlock writes everything of a block but its state, in one batch.
func (c *Chain) writeBlock(b *transition.Builder, block *transition.Block) error {
	batch := c.db.NewBatch()
	defer batch.Close()
	rawdb.WriteBlock(batch, block.Block)
	rawdb.WriteReceipts(batch, block.Hash(), block.NumberU64(), block.Receipts)
	if err := c.writeRecord(batch, block.Hash(), recordOf(block, b.Context().Messages)); err != nil {
		return err
	}
	if err := writeCharge(batch, block.Hash(), b.Proof()); err != nil {
		return err
	}
	if err := batch.Write(); err != nil {
		return fmt.Errorf("write L2 block %d: %w", block.NumberU64(), err)
	}
	return nil
}

// Execute makes the block that in dictates on top of parent and stores it, or finds the one that is there already. It
// is the derivation's engine: the error matches transition.ErrInput, ErrFull or ErrRejected when the block breaks a
// rule.
func (c *Chain) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	if known, ok := c.find(parent, &in); ok {
		return known, nil
	}
	b, err := c.Open(parent, in.Context)
	if err != nil {
		return transition.Head{}, err
	}
	block, err := c.fill(b, parent, in.Own)
	if err != nil {
		return transition.Head{}, err
	}
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, c.store(b, block)
}

// fill runs the own transactions of a block and seals it. With a stock check go-ethereum does so, too, at the same time.
func (c *Chain) fill(b *transition.Builder, parent transition.Head, own types.Transactions) (*transition.Block, error) {
	if !c.cfg.StockCheck {
		return run(b, own)
	}
	stock, err := c.startStock(b, parent, own)
	if err != nil {
		return nil, err
	}
	defer stock.end()
	block, err := run(b, own)
	if err != nil {
		return nil, err
	}
	return block, stock.validate(c.bc, block.Block)
}

func run(b *transition.Builder, own types.Transactions) (*transition.Block, error) {
	for i, tx := range own {
		if _, err := b.Attempt(tx); err != nil {
			return nil, fmt.Errorf("transaction %d of L2 block %d: %w", i, b.Header().Number, err)
		}
	}
	return b.Seal()
}

// find looks for the canonical child of parent and returns it when it was made from exactly these inputs: a block is a
// function of them, so executing again could only give the same.
func (c *Chain) find(parent transition.Head, in *derive.Input) (transition.Head, bool) {
	header := c.bc.GetHeaderByNumber(parent.Number() + 1)
	if header == nil || header.ParentHash != parent.Hash() || header.Time != in.Timestamp {
		return transition.Head{}, false
	}
	r, err := c.record(header.Hash())
	if err != nil || r.Consumed != in.Consumed {
		return transition.Head{}, false
	}
	want := parent.Acc
	for i := range in.Messages {
		want = in.Messages[i].Extend(want)
	}
	body := c.bc.GetBody(header.Hash())
	if want != r.Acc || body == nil || !sameTransactions(body.Transactions[r.ForcedTxs:], in.Own) {
		return transition.Head{}, false
	}
	return transition.Head{Header: header, Cursor: r.cursor()}, true
}

func sameTransactions(a, b types.Transactions) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Hash() != b[i].Hash() {
			return false
		}
	}
	return true
}
