// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/layeredpow/adit/l1anchor"
)

// wireBlock is a block as JSON-RPC gives it. A header of Ethereum Classic has 15 fields; those that other chains added
// later are hashed when the node names them, so that development nodes can be read too.
type wireBlock struct {
	header *types.Header // nil when the node answered null
	hash   common.Hash   // what the node says
	txs    types.Transactions
	uncles int
	raw    json.RawMessage // transactions, not decoded yet
}

// UnmarshalJSON decodes all but the transactions, which are hashes when they were not asked for.
func (b *wireBlock) UnmarshalJSON(in []byte) error {
	if bytes.Equal(bytes.TrimSpace(in), []byte("null")) {
		return nil
	}
	var rest struct {
		Hash         *common.Hash    `json:"hash"`
		Transactions json.RawMessage `json:"transactions"`
		Uncles       []common.Hash   `json:"uncles"`
	}
	header := new(types.Header)
	if err := json.Unmarshal(in, header); err != nil {
		return err
	}
	if err := json.Unmarshal(in, &rest); err != nil {
		return err
	}
	if rest.Hash == nil {
		return fmt.Errorf("a block without a hash")
	}
	b.header, b.hash, b.raw, b.uncles = header, *rest.Hash, rest.Transactions, len(rest.Uncles)
	return nil
}

func (b *wireBlock) ref() l1anchor.Ref {
	return l1anchor.Ref{Height: l1anchor.Height(b.header.Number.Uint64()), Hash: b.hash}
}

func contradiction(format string, args ...any) error {
	return fmt.Errorf("%w: %s", l1anchor.ErrContradiction, fmt.Sprintf(format, args...))
}

// verify checks the header against the hash and, when they were asked for, the transactions against the header.
func (b *wireBlock) verify(full bool) error {
	if !b.header.Number.IsUint64() {
		return contradiction("block %s has height %s", b.hash, b.header.Number)
	}
	if got := b.header.Hash(); got != b.hash {
		return contradiction("the header of block %d hashes to %s, not to %s", b.header.Number, got, b.hash)
	}
	if b.header.Difficulty.Sign() <= 0 {
		return contradiction("block %d %s took no work", b.header.Number, b.hash)
	}
	if err := checkSeal(b.header); err != nil {
		return err
	}
	if (b.uncles == 0) != (b.header.UncleHash == types.EmptyUncleHash) {
		return contradiction("block %d %s lists %d uncles, its header says otherwise", b.header.Number, b.hash, b.uncles)
	}
	if !full {
		return nil
	}
	if err := json.Unmarshal(b.raw, &b.txs); err != nil {
		return contradiction("the transactions of block %d %s do not decode: %s", b.header.Number, b.hash, shortened(err))
	}
	for i, tx := range b.txs {
		if tx == nil {
			return contradiction("transaction %d of block %d %s is null", i, b.header.Number, b.hash)
		}
	}
	if got := types.DeriveSha(b.txs, trie.NewStackTrie(nil)); got != b.header.TxHash {
		return contradiction("the %d transactions of block %d %s have root %s, not %s", len(b.txs), b.header.Number, b.hash, got, b.header.TxHash)
	}
	return nil
}

// touches tells whether b can hold anything of the inbox: a transaction to it, or one of its events. Both are bound to
// the hash by now.
func (b *wireBlock) touches(inbox common.Address) bool {
	for _, tx := range b.txs {
		if to := tx.To(); to != nil && *to == inbox {
			return true
		}
	}
	return types.BloomLookup(b.header.Bloom, inbox)
}

// wireReceipt is the part of a receipt that the receipt root binds.
type wireReceipt struct {
	Type       hexutil.Uint64  `json:"type"`
	Status     *hexutil.Uint64 `json:"status"`
	Cumulative *hexutil.Uint64 `json:"cumulativeGasUsed"`
	Logs       []struct {
		Address *common.Address `json:"address"`
		Topics  []common.Hash   `json:"topics"`
		Data    *hexutil.Bytes  `json:"data"`
	} `json:"logs"`

	logs []*types.Log // of verifyReceipts
	gas  uint64       // that this transaction used
}

// wireReceipts are those of a block.
type wireReceipts []*wireReceipt

// UnmarshalJSON takes a list.
func (all *wireReceipts) UnmarshalJSON(in []byte) error {
	if err := checkDensity(in, "{"); err != nil {
		return err
	}
	return json.Unmarshal(in, (*[]*wireReceipt)(all))
}

// UnmarshalJSON takes one receipt.
func (r *wireReceipt) UnmarshalJSON(in []byte) error {
	if err := checkDensity(in, "{", "null"); err != nil {
		return err
	}
	type plain wireReceipt
	return json.Unmarshal(in, (*plain)(r))
}

// checkDensity refuses receipts that would take much more memory decoded than as text: empty objects by the million.
// What is there in earnest is longer than minObject, since a log has an address and a receipt a bloom.
func checkDensity(in []byte, marks ...string) error {
	const minObject = 40
	objects := 0
	for _, mark := range marks {
		objects += bytes.Count(in, []byte(mark))
	}
	if objects*minObject > len(in)+minObject {
		return fmt.Errorf("receipts of %d objects in %d bytes", objects, len(in))
	}
	return nil
}

// verifyReceipts checks all against b's receipt root and fills in what follows from them.
func (b *wireBlock) verifyReceipts(all []*wireReceipt) error {
	if len(all) != len(b.txs) {
		return contradiction("%d receipts for %d transactions", len(all), len(b.txs))
	}
	hashed := make(types.Receipts, len(all))
	var before uint64
	for i, r := range all {
		if r == nil || r.Status == nil || r.Cumulative == nil {
			return contradiction("receipt %d is incomplete", i)
		}
		for _, l := range r.Logs {
			if l.Address == nil || l.Data == nil {
				return contradiction("a log of receipt %d is incomplete", i)
			}
			r.logs = append(r.logs, &types.Log{Address: *l.Address, Topics: l.Topics, Data: *l.Data})
		}
		if r.Type > 0x7f || *r.Status > 1 || uint64(*r.Cumulative) < before {
			return contradiction("receipt %d is malformed", i)
		}
		hashed[i] = &types.Receipt{Type: uint8(r.Type), Status: uint64(*r.Status), CumulativeGasUsed: uint64(*r.Cumulative), Logs: r.logs}
		hashed[i].Bloom = types.CreateBloom(hashed[i])
		r.gas, before = uint64(*r.Cumulative)-before, uint64(*r.Cumulative)
	}
	if got := types.DeriveSha(hashed, trie.NewStackTrie(nil)); got != b.header.ReceiptHash {
		return contradiction("the receipts have root %s, not %s", got, b.header.ReceiptHash)
	}
	return nil
}

func (r *wireReceipt) succeeded() bool { return uint64(*r.Status) == types.ReceiptStatusSuccessful }
