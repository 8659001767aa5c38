// SPDX-License-Identifier: Apache-2.0

package l1evm

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/crypto/keccak"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/contracts/evm"
)

// extend makes one block on the head.
func (c *Chain) extend(spacing uint64) error {
	parent := c.head()
	c.salt++
	b := &block{parent: parent, total: new(big.Int).Add(parent.total, big.NewInt(difficulty)), header: &types.Header{
		ParentHash: parent.hash, Number: new(big.Int).SetUint64(parent.height() + 1), Time: parent.header.Time + max(spacing, 1),
		Difficulty: big.NewInt(difficulty), GasLimit: BlockGas, Coinbase: c.miner.To, UncleHash: types.EmptyUncleHash,
		Extra: binary.BigEndian.AppendUint64(nil, c.salt),
	}}
	s, err := state.New(parent.header.Root, c.states)
	if err != nil {
		return fmt.Errorf("L1 block %d: %w", b.height(), err)
	}
	if err := c.fill(b, s); err != nil {
		return fmt.Errorf("L1 block %d: %w", b.height(), err)
	}
	if b.header.Root, err = s.Commit(c.rules.Rules(b.header.Number, true, b.header.Time), b.height()); err != nil {
		return fmt.Errorf("L1 block %d: %w", b.height(), err)
	}
	b.header.TxHash = types.DeriveSha(b.txs, trie.NewStackTrie(nil))
	b.header.ReceiptHash = types.DeriveSha(b.receipts, trie.NewStackTrie(nil))
	b.header.Bloom = types.MergeBloom(b.receipts)
	seal(b.header)
	b.hash = b.header.Hash()
	c.blocks[b.hash], c.best = b, append(c.best, b)
	return nil
}

// fill runs what waits, as the miner has it, as far as the block's gas goes.
func (c *Chain) fill(b *block, s *state.StateDB) error {
	machine := vm.NewEVM(c.context(b), s, c.rules, vm.Config{})
	gas := core.NewGasPool(BlockGas)
	left := map[common.Address]bool{} // accounts of which something was left out
	for {
		all := c.offers(s, left, gas.Available(false))
		if len(all) == 0 {
			b.header.GasUsed = gas.Used()
			return nil
		}
		tx := all[0]
		from, err := types.Sender(c.signer, tx)
		if err != nil {
			return err
		}
		s.SetTxContext(tx.Hash(), len(b.txs), 0)
		before := s.Snapshot()
		receipt, _, err := core.ApplyTransaction(context.Background(), machine, gas, s, b.header, tx)
		if err != nil { // it cannot pay any more, say
			s.RevertToSnapshot(before)
			left[from] = true
			continue
		}
		delete(c.pool[from], tx.Nonce())
		b.txs, b.receipts = append(b.txs, tx), append(b.receipts, receipt)
	}
}

// offers are the next ones of all accounts, as far as there is gas, in the order in which the miner takes them.
func (c *Chain) offers(s *state.StateDB, left map[common.Address]bool, gas uint64) (all []*types.Transaction) {
	for from, waiting := range c.pool {
		next := s.GetNonce(from)
		for nonce := range waiting {
			if nonce < next {
				delete(waiting, nonce)
			}
		}
		tx := waiting[next]
		switch {
		case tx == nil || left[from] || tx.Gas() > gas:
		case c.miner.Least != nil && tx.GasPrice().Cmp(c.miner.Least) < 0, c.miner.Leaves != nil && c.miner.Leaves(tx):
			left[from] = true
		default:
			all = append(all, tx)
		}
	}
	slices.SortFunc(all, func(a, b *types.Transaction) int {
		return cmp.Or(b.GasPrice().Cmp(a.GasPrice()), bytes.Compare(a.Hash().Bytes(), b.Hash().Bytes()))
	})
	if c.miner.Arrange != nil {
		c.miner.Arrange(all)
	}
	return all
}

// context is what contracts see of a block.
func (c *Chain) context(b *block) vm.BlockContext {
	return evm.Context(evm.Block{
		Height: b.height(), Time: b.header.Time, Miner: b.header.Coinbase, Gas: BlockGas,
		Hash: func(height uint64) common.Hash {
			at := b.parent
			for at != nil && at.height() > height {
				at = at.parent
			}
			if at == nil {
				return common.Hash{}
			}
			return at.hash
		},
	})
}

var sealer = ethash.NewFaker()

// seal finds a nonce that shows the header's work to who does not make the mix.
func seal(h *types.Header) {
	text := sealer.SealHash(h).Bytes()
	for nonce := uint64(0); ; nonce++ {
		wide := keccak.NewLegacyKeccak512()
		wide.Write(text)
		wide.Write(binary.LittleEndian.AppendUint64(nil, nonce))
		result := new(big.Int).SetBytes(crypto.Keccak256(wide.Sum(nil), h.MixDigest[:]))
		if result.Mul(result, h.Difficulty).BitLen() <= 256 {
			h.Nonce = types.EncodeNonce(nonce)
			return
		}
	}
}
