// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/stateroot/wire"
)

// plain writes blocks in the plain form of package wire, also where wire.Encode would refuse them.
func plain(parent common.Hash, blocks ...wire.Block) []byte {
	b := append([]byte{byte(wire.Plain)}, parent[:]...)
	for _, block := range blocks {
		b = append(b, plainBlock(block)...)
	}
	return b
}

func plainBlock(block wire.Block) []byte {
	var txs []byte
	for _, tx := range block.Txs {
		txs = append(txs, str(raw(tx))...)
	}
	return list(num(block.Elapsed), num(block.Messages), list(txs))
}

// num, str and list are RLP items; list wraps items that are RLP already.
func num(v uint64) []byte { return item(v) }
func str(b []byte) []byte { return item(b) }

func list(items ...[]byte) []byte {
	raws := make([]rlp.RawValue, len(items))
	for i := range items {
		raws[i] = items[i]
	}
	return item(raws)
}

func item(v any) []byte {
	b, err := rlp.EncodeToBytes(v)
	if err != nil {
		panic(err)
	}
	return b
}
