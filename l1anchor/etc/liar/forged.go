// SPDX-License-Identifier: Apache-2.0

package liar

import (
	"encoding/json"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/crypto/keccak"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
)

// forgedLies are chains of the node's own making, in which every hash is right: what they do not have is work.
func forgedLies(inbox common.Address) []*Lie {
	lie := func(name string, work func(parent *big.Int) *big.Int) *Lie {
		f := &forgery{inbox: inbox, work: work}
		return &Lie{Name: name, answer: f.answer, Want: contradiction}
	}
	return []*Lie{
		lie("an invented block", func(parent *big.Int) *big.Int { return parent }),
		lie("an invented block of all the work in the world", func(*big.Int) *big.Int { return new(big.Int).Lsh(common.Big1, 255) }),
		lie("an invented block of hardly any work", func(*big.Int) *big.Int { return common.Big1 }),
	}
}

// forgery is one block on top of a real one: an empty batch, as a stranger would append it, which takes in all
// messages. A verifier that believed it would derive blocks that nobody else has.
type forgery struct {
	inbox common.Address
	work  func(parent *big.Int) *big.Int

	header   *types.Header // nil before the first question about the head
	tx       *types.Transaction
	receipts types.Receipts
}

func (f *forgery) answer(q *Question, r any) (any, bool) {
	if f.header == nil && (!Head(q) || !f.invent(q)) {
		return r, false
	}
	hash, number := f.header.Hash().Hex(), hexutil.EncodeBig(f.header.Number)
	switch {
	case Head(q), q.Method == "eth_getBlockByNumber" && q.param(0) == number, q.Method == "eth_getBlockByHash" && q.param(0) == hash:
		return f.block(q.param(1) == true), true
	case Receipts(q) && q.param(0) == hash:
		return []any{Object{"type": "0x0", "status": "0x1", "cumulativeGasUsed": hexutil.Uint64(f.receipts[0].CumulativeGasUsed), "logs": []any{}}}, true
	}
	return r, false
}

// invent makes the block on top of the newest real one.
func (f *forgery) invent(q *Question) bool {
	raw, err := json.Marshal(q.Ask("eth_getBlockByNumber", "latest", false))
	if err != nil {
		return false
	}
	parent := new(types.Header)
	if json.Unmarshal(raw, parent) != nil {
		return false
	}
	abi := bindings.NewInbox()
	text, _ := q.Ask("eth_call", Object{"to": f.inbox, "data": hexutil.Bytes(abi.PackState())}, "latest").(string)
	state, err := abi.UnpackState(common.FromHex(text))
	if err != nil {
		return false
	}
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("nobody")))
	if err != nil {
		return false
	}
	call := l1anchor.BatchCall{Consumed: min(state.MessageCount, state.Consumed+l1anchor.MaxBatchMsgs)}
	if f.tx, err = types.SignNewTx(key, types.HomesteadSigner{}, &types.LegacyTx{GasPrice: big.NewInt(1e9), Gas: 200_000, To: &f.inbox, Data: call.Encode()}); err != nil {
		return false
	}
	receipt := &types.Receipt{Status: types.ReceiptStatusSuccessful, CumulativeGasUsed: 100_000}
	receipt.Bloom = types.CreateBloom(receipt)
	f.receipts = types.Receipts{receipt}
	f.header = &types.Header{
		ParentHash: parent.Hash(), UncleHash: types.EmptyUncleHash, Root: parent.Root, Number: new(big.Int).Add(parent.Number, common.Big1),
		TxHash: types.DeriveSha(types.Transactions{f.tx}, trie.NewStackTrie(nil)), ReceiptHash: types.DeriveSha(f.receipts, trie.NewStackTrie(nil)),
		Difficulty: f.work(parent.Difficulty), GasLimit: parent.GasLimit, GasUsed: 100_000, Time: parent.Time + 10,
	}
	for f.header.Difficulty.BitLen() > 1 && lucky(f.header) {
		f.header.MixDigest[0]++ // work that came by accident would be no lie
	}
	return true
}

// lucky tells whether a seal that nobody searched for is good enough all the same, as it is once in difficulty times.
func lucky(h *types.Header) bool {
	seed := keccak.NewLegacyKeccak512()
	seed.Write(append(ethash.NewFaker().SealHash(h).Bytes(), make([]byte, 8)...)) // nonce 0
	result := new(big.Int).SetBytes(crypto.Keccak256(seed.Sum(nil), h.MixDigest[:]))
	return result.Mul(result, h.Difficulty).BitLen() <= 256
}

// block is the forgery as a node gives it.
func (f *forgery) block(full bool) any {
	raw, err := json.Marshal(f.header)
	if err != nil {
		return nil
	}
	b := make(Object)
	if json.Unmarshal(raw, &b) != nil {
		return nil
	}
	b["uncles"], b["transactions"] = []any{}, []any{f.tx.Hash()}
	if full {
		b["transactions"] = []any{f.tx}
	}
	return b
}
