// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/layeredpow/adit/l1anchor"
)

// batches reads them from the inputs of the transactions that went straight to the inbox and succeeded: the contract
// takes a batch from nowhere else. A call that used no gas beyond its intrinsic cost met no code, because the inbox did
// not exist yet.
func batches(b *wireBlock, receipts []*wireReceipt, signer types.Signer, inbox common.Address) (out []l1anchor.Batch, err error) {
	for i, tx := range b.txs {
		r := receipts[i]
		if to := tx.To(); to == nil || *to != inbox || !r.succeeded() || !l1anchor.IsBatchCall(tx.Data()) || r.gas == intrinsicGas(tx) {
			continue
		}
		call, ok := l1anchor.DecodeBatchCall(tx.Data())
		if !ok {
			return nil, contradiction("transaction %s succeeded with an input that the inbox refuses", tx.Hash())
		}
		batch := l1anchor.Batch{
			Consumed: call.Consumed, Height: b.ref().Height, Time: b.header.Time, Data: call.Data, Miner: b.header.Coinbase,
		}
		if len(batch.Data) > 0 { // otherwise the contract may have ignored the index, and names no poster
			batch.Index = call.Index
			// Recovered, since what a node says of the sender is not bound to the block's hash.
			if batch.Poster, err = types.Sender(signer, tx); err != nil {
				return nil, contradiction("transaction %s succeeded without a sender: %s", tx.Hash(), shortened(err))
			}
		}
		out = append(out, batch)
	}
	return out, nil
}

// intrinsicGas is what a call costs before any code runs, under the rules of Istanbul and Berlin.
func intrinsicGas(tx *types.Transaction) uint64 {
	gas := params.TxGas
	for _, c := range tx.Data() {
		if c == 0 {
			gas += params.TxDataZeroGas
		} else {
			gas += params.TxDataNonZeroGasEIP2028
		}
	}
	list := tx.AccessList()
	return gas + uint64(len(list))*params.TxAccessListAddressGas + uint64(list.StorageKeys())*params.TxAccessListStorageKeyGas
}

// The inbox's event for a message: index, kind and sender indexed; its data is
//
//	0     32     64       96
//	| acc | 0x40 | length | body, up to a multiple of 32 |
//
// Height, time and parent hash are those of the block.
var messageEvent = crypto.Keccak256Hash([]byte("MessageAppended(uint64,uint8,address,bytes32,bytes)"))

// messages reads them from the inbox's events, in order, and checks that each accumulator follows from the one before.
func messages(b *wireBlock, receipts []*wireReceipt, inbox common.Address) (out []l1anchor.Message, err error) {
	var acc common.Hash
	for _, r := range receipts {
		for _, l := range r.logs {
			if l.Address != inbox || len(l.Topics) == 0 || l.Topics[0] != messageEvent {
				continue
			}
			m, ok := message(l)
			if !ok {
				return nil, contradiction("an event of the inbox does not decode")
			}
			m.Height, m.Time, m.ParentHash = b.ref().Height, b.header.Time, b.header.ParentHash
			after := common.Hash(l.Data[:word])
			if n := len(out); n > 0 && (m.Index != out[n-1].Index+1 || m.Extend(acc) != after) {
				return nil, contradiction("message %d does not follow message %d", m.Index, out[n-1].Index)
			}
			acc, out = after, append(out, m)
		}
	}
	return out, nil
}

const word = 32

// message decodes one event.
func message(l *types.Log) (m l1anchor.Message, ok bool) {
	if len(l.Topics) != 4 || len(l.Data) < 3*word {
		return m, false
	}
	m.Index = binary.BigEndian.Uint64(l.Topics[1][word-8:])
	m.Kind = l1anchor.Kind(l.Topics[2][word-1])
	m.Sender = common.BytesToAddress(l.Topics[3][:])
	length := binary.BigEndian.Uint64(l.Data[3*word-8:])
	body := l.Data[3*word:]
	if length > uint64(len(body)) {
		return m, false
	}
	m.Body = body[:length:length]
	return m, true
}
