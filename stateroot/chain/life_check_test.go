// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"
)

// sound checks a chain that was opened after a fault: it stands where it stood at some moment, the given one or a
// later one, and nothing that it says it has is missing a part. Whatever is gone is made again by the same inputs.
func (l *life) sound(c *Chain, heads, notes int) error {
	head, err := c.Head()
	if err != nil {
		return fmt.Errorf("head: %w", err)
	}
	if !l.led(head.Hash(), heads) {
		return fmt.Errorf("head %d %s was never the head since the last sync", head.Number(), head.Hash())
	}
	at, err := c.Note(noteName)
	if err != nil {
		return fmt.Errorf("note: %w", err)
	}
	if !slices.Contains(l.notes[notes:], common.BytesToHash(at)) {
		return fmt.Errorf("note %x is older than the last sync", at)
	}
	if len(at) > 0 {
		if _, err := c.HeadAt(common.Hash(at)); err != nil {
			return fmt.Errorf("the note is ahead of the chain: %w", err)
		}
	}
	for n := range head.Number() + 1 {
		b, err := c.BlockByNumber(n)
		if err != nil {
			return fmt.Errorf("canonical block %d: %w", n, err)
		}
		if n == head.Number() && b.Hash() != head.Hash() {
			return fmt.Errorf("block %d is %s, the head %s", n, b.Hash(), head.Hash())
		}
	}
	if b, err := c.BlockByNumber(head.Number() + 1); !errors.Is(err, ErrUnknown) {
		return fmt.Errorf("behind the head %d there is block %v, %w", head.Number(), b, err)
	}
	for i := range l.blocks {
		if err := l.blocks[i].sound(c, l.rng.IntN(8) == 0 || l.blocks[i].hash == head.Hash()); err != nil {
			return fmt.Errorf("block %s: %w", l.blocks[i].hash, err)
		}
	}
	return l.again(c)
}

// led tells whether a block was the head since that one: on the way to another branch, each of that branch's blocks
// is once.
func (l *life) led(hash common.Hash, since int) bool {
	if hash == l.heads[since] {
		return true
	}
	for i := since + 1; i < len(l.heads); i++ {
		left := l.ancestry(l.heads[i-1])
		for _, on := range l.ancestry(l.heads[i]) {
			if hash == on {
				return true
			}
			if slices.Contains(left, on) {
				break
			}
		}
	}
	return false
}

// ancestry is the block and those before it, the newest first.
func (l *life) ancestry(hash common.Hash) []common.Hash {
	list := []common.Hash{hash}
	for i := len(l.blocks) - 1; i >= 0; i-- { // parents come first
		if s := &l.blocks[i]; s.hash == list[len(list)-1] {
			list = append(list, s.parent)
		}
	}
	return list
}

// sound checks a block, if the chain has it.
func (s *story) sound(c *Chain, walk bool) error {
	head, err := c.HeadAt(s.hash)
	if errors.Is(err, ErrUnknown) {
		return nil
	}
	if err != nil {
		return err
	}
	b, err := c.Block(s.hash)
	if err != nil {
		return err
	}
	if got := types.DeriveSha(b.Transactions(), trie.NewStackTrie(nil)); got != head.Header.TxHash {
		return fmt.Errorf("transactions %s, want %s", got, head.Header.TxHash)
	}
	if got, err := c.db.Get(recordKey(s.hash)); err != nil {
		return fmt.Errorf("record: %w", err)
	} else if !bytes.Equal(got, s.record) {
		return fmt.Errorf("record %x, want %x", got, s.record)
	}
	receipts := c.bc.GetReceiptsByHash(s.hash)
	if got := types.DeriveSha(receipts, trie.NewStackTrie(nil)); got != head.Header.ReceiptHash {
		return fmt.Errorf("receipts %s, want %s", got, head.Header.ReceiptHash)
	}
	if !c.bc.HasState(head.Header.Root) {
		return fmt.Errorf("block %d has no state", head.Number())
	}
	if !walk {
		return nil
	}
	return walkState(c, head.Header.Root)
}

// walkState reads every node of a state.
func walkState(c *Chain, root common.Hash) error {
	accounts, err := trie.New(trie.StateTrieID(root), c.bc.TrieDB())
	if err != nil {
		return err
	}
	it, err := accounts.NodeIterator(nil)
	if err != nil {
		return err
	}
	for it.Next(true) {
		if !it.Leaf() {
			continue
		}
		var a types.StateAccount
		if err := rlp.DecodeBytes(it.LeafBlob(), &a); err != nil {
			return err
		}
		if hash := common.BytesToHash(a.CodeHash); hash != types.EmptyCodeHash && len(rawdb.ReadCode(c.db, hash)) == 0 {
			return fmt.Errorf("code %s is missing", hash)
		}
		storage, err := trie.New(trie.StorageTrieID(root, common.BytesToHash(it.LeafKey()), a.Root), c.bc.TrieDB())
		if err != nil {
			return err
		}
		slots, err := storage.NodeIterator(nil)
		if err != nil {
			return err
		}
		for slots.Next(true) {
		}
		if slots.Error() != nil {
			return slots.Error()
		}
	}
	return it.Error()
}

// again has the chain make all blocks from their inputs, as the log or L1 would, and compares.
func (l *life) again(c *Chain) error {
	for i := range l.blocks {
		s := &l.blocks[i]
		parent, err := c.HeadAt(s.parent)
		if err != nil {
			return fmt.Errorf("again: %w", err)
		}
		head, err := c.Execute(parent, s.input)
		if err != nil {
			return fmt.Errorf("again: block %d: %w", parent.Number()+1, err)
		}
		if head.Hash() != s.hash {
			return fmt.Errorf("again: block %d is %s, want %s", head.Number(), head.Hash(), s.hash)
		}
	}
	last := l.heads[len(l.heads)-1]
	if err := c.SetHead(last); err != nil {
		return fmt.Errorf("again: %w", err)
	}
	for i := range l.blocks {
		if _, err := c.HeadAt(l.blocks[i].hash); err != nil {
			return fmt.Errorf("again: %w", err)
		}
		if err := l.blocks[i].sound(c, l.blocks[i].hash == last); err != nil {
			return fmt.Errorf("again: block %s: %w", l.blocks[i].hash, err)
		}
	}
	return nil
}
