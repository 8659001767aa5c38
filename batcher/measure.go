// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Measurement says what posting a set of transactions would take.
type Measurement struct {
	ChainID      uint64  `json:"chain_id"`
	Transactions int     `json:"transactions"`
	Blocks       int     `json:"blocks"`
	RawBytes     int     `json:"raw_bytes"` // the transactions' envelopes
	Batches      int     `json:"batches"`
	Bytes        int     `json:"bytes"` // data of all batches
	LargestBatch int     `json:"largest_batch_bytes"`
	BytesPerTx   float64 `json:"bytes_per_tx"`
	L1Gas        uint64  `json:"l1_gas"` // of all batches
	L1GasBatch   uint64  `json:"l1_gas_per_batch"`
	L1GasPerTx   float64 `json:"l1_gas_per_tx"`
	DecodeOK     bool    `json:"decode_ok"` // every batch, decoded on its own, gave the transactions back byte for byte
}

// ReadSet reads a set of transactions: an RLP list of blocks, a block being an RLP list of byte strings and each of
// those an EIP-2718 envelope.
func ReadSet(raw []byte) ([][]*types.Transaction, error) {
	var set [][][]byte
	if err := rlp.DecodeBytes(raw, &set); err != nil {
		return nil, fmt.Errorf("read the set: %w", err)
	}
	blocks := make([][]*types.Transaction, len(set))
	for i, block := range set {
		for j, envelope := range block {
			tx := new(types.Transaction)
			if err := tx.UnmarshalBinary(envelope); err != nil {
				return nil, fmt.Errorf("read transaction %d of block %d: %w", j, i, err)
			}
			blocks[i] = append(blocks[i], tx)
		}
	}
	return blocks, nil
}

// Measure cuts the blocks, one second apart, into batches as a Batcher with this Config does, and decodes each batch.
// The chain id is that of the first transaction which names one.
func (c *Config) Measure(set [][]*types.Transaction) (*Measurement, error) {
	chainID := chainOf(set)
	if chainID == nil {
		return nil, errors.New("no transaction of the set names a chain id")
	}
	m := &Measurement{ChainID: chainID.Uint64(), Blocks: len(set), DecodeOK: true}
	var blocks []wire.Block
	for _, txs := range set {
		blocks = append(blocks, wire.Block{Elapsed: 1, Txs: txs})
		m.Transactions += len(txs)
		for _, tx := range txs {
			m.RawBytes += int(tx.Size())
		}
	}
	for parent := (common.Hash{31: 1}); len(blocks) > 0; parent[0]++ {
		batch, err := c.first(chainID, parent, blocks)
		if err == nil && !batch.closed() {
			batch, err = c.rest(chainID, parent, blocks)
		}
		if err != nil {
			return nil, err
		}
		m.add(c.BatchGas, batch.data, restores(chainID, batch.data, blocks[:batch.blocks]))
		blocks = blocks[batch.blocks:]
	}
	m.BytesPerTx = float64(m.Bytes) / float64(m.Transactions)
	m.L1GasPerTx = float64(m.L1Gas) / float64(m.Transactions)
	m.L1GasBatch = m.L1Gas / uint64(m.Batches)
	return m, nil
}

func (m *Measurement) add(fixed uint64, data []byte, restored bool) {
	m.Batches++
	m.Bytes += len(data)
	m.LargestBatch = max(m.LargestBatch, len(data))
	m.L1Gas += fixed + l1anchor.DataGas(data)
	m.DecodeOK = m.DecodeOK && restored
}

func chainOf(set [][]*types.Transaction) *big.Int {
	for _, block := range set {
		for _, tx := range block {
			if id := tx.ChainId(); id.Sign() > 0 && id.IsUint64() {
				return id
			}
		}
	}
	return nil
}

// restores says whether data decodes to exactly these blocks.
func restores(chainID *big.Int, data []byte, want []wire.Block) bool {
	got, v := wire.Decode(chainID, data)
	if v != nil || len(got.Blocks) != len(want) {
		return false
	}
	for i, block := range got.Blocks {
		if len(block.Txs) != len(want[i].Txs) || block.Elapsed != want[i].Elapsed || block.Messages != want[i].Messages {
			return false
		}
		for j, tx := range block.Txs {
			if tx.Hash() != want[i].Txs[j].Hash() {
				return false
			}
		}
	}
	return true
}

// WriteText prints the measurement for people.
func (m *Measurement) WriteText(w io.Writer) error {
	decoded := "every batch gives its transactions back"
	if !m.DecodeOK {
		decoded = "NOT what was put in"
	}
	_, err := fmt.Fprintf(w, `transactions    %d in %d blocks, chain %d
raw             %d bytes, %.2f per transaction
batches         %d, the largest of %d bytes
encoded         %d bytes, %.2f per transaction
L1 gas          %d, %d per batch, %.0f per transaction
decoded         %s
`, m.Transactions, m.Blocks, m.ChainID, m.RawBytes, float64(m.RawBytes)/float64(m.Transactions), m.Batches, m.LargestBatch,
		m.Bytes, m.BytesPerTx, m.L1Gas, m.L1GasBatch, m.L1GasPerTx, decoded)
	return err
}
