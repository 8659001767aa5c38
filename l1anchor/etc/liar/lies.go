// SPDX-License-Identifier: Apache-2.0

package liar

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Lies are all lies about a chain with that inbox, each ready to be told. Some remember what they said, so a proxy of
// its own needs a list of its own.
func Lies(inbox common.Address) []*Lie {
	var all []*Lie
	for _, some := range [][]*Lie{blockLies(), receiptLies(), headLies(), Views(), carriedLies(), forgedLies(inbox)} {
		all = append(all, some...)
	}
	return all
}

// blockLies are about what a block holds.
func blockLies() []*Lie {
	drop := func(name string) func(*Question, any) (any, bool) {
		return onBlock(func(b Object) bool { delete(b, name); return true })
	}
	set := func(name string, value any) func(*Question, any) (any, bool) {
		return onBlock(func(b Object) bool { b[name] = value; return true })
	}
	return []*Lie{
		{Name: "another parent", About: Block, answer: field("parentHash"), Want: contradiction},
		{Name: "another height", About: Block, answer: field("number"), Want: contradiction},
		{Name: "another time", About: Block, answer: field("timestamp"), Want: contradiction},
		{Name: "another difficulty", About: Block, answer: field("difficulty"), Want: contradiction},
		{Name: "another state", About: Block, answer: field("stateRoot"), Want: contradiction},
		{Name: "another nonce", About: Block, answer: field("nonce"), Want: contradiction},
		{Name: "another mix digest", About: Block, answer: field("mixHash"), Want: contradiction},
		{Name: "another miner", About: Block, answer: field("miner"), Want: contradiction},
		{Name: "another hash", About: Block, answer: field("hash"), Want: contradiction},
		{Name: "a bloom that hides the inbox", About: Block, answer: onBlock(func(b Object) bool {
			none := "0x" + strings.Repeat("0", 512)
			was := b["logsBloom"]
			b["logsBloom"] = none
			return was != none
		}), Want: contradiction},
		{Name: "another receipt root", About: Block, answer: field("receiptsRoot"), Want: contradiction},
		{Name: "another transaction root", About: Block, answer: field("transactionsRoot"), Want: contradiction},
		{Name: "a base fee that the chain does not have", About: Block, answer: set("baseFeePerGas", "0x1"), Want: contradiction},
		{Name: "an uncle that the header does not name", About: Block, answer: onBlock(func(b Object) bool { b["uncles"] = []any{b["hash"]}; return true }), Want: contradiction},
		{Name: "another total difficulty", About: Block, answer: field("totalDifficulty")},
		{Name: "the block before, true in itself", About: Block, answer: func(q *Question, r any) (any, bool) {
			b, ok := r.(Object)
			if !ok {
				return r, false
			}
			before := q.Ask("eth_getBlockByHash", b["parentHash"], true)
			return before, before != nil
		}, Want: contradiction},
		{Name: "no block", About: Block, answer: always(nil), Want: unknown},
		{Name: "no hash", About: Block, answer: drop("hash"), Says: "hash"},
		{Name: "no parent", About: Block, answer: drop("parentHash"), Says: "parentHash"},
		{Name: "a number for a block", About: Block, answer: always(7), Says: "cannot unmarshal"},
		{Name: "no transactions", About: Block, answer: onTxs(1, func([]any) []any { return []any{} }), Want: contradiction},
		{Name: "one transaction missing", About: Block, answer: onTxs(1, func(x []any) []any { return x[1:] }), Want: contradiction},
		{Name: "one transaction twice", About: Block, answer: onTxs(1, func(x []any) []any { return append(x, x[0]) }), Want: contradiction},
		{Name: "transactions in another order", About: Block, answer: onTxs(2, func(x []any) []any { x[0], x[1] = x[1], x[0]; return x }), Want: contradiction},
		{Name: "hashes instead of transactions", About: Block, answer: onTxs(1, func(x []any) []any { x[0] = x[0].(Object)["hash"]; return x }), Want: contradiction},
		{Name: "null for a transaction", About: Block, answer: onTxs(1, func(x []any) []any { x[0] = nil; return x }), Want: contradiction},
		{Name: "truncated calldata", About: Block, answer: onTx(func(x Object) { s := x["input"].(string); x["input"] = s[:max(2, len(s)-2)] }), Want: contradiction},
		{Name: "other calldata", About: Block, answer: onTx(func(x Object) { x["input"] = flip(x["input"]) }), Want: contradiction},
		{Name: "another recipient", About: Block, answer: onTx(func(x Object) { x["to"] = flip(x["to"]) }), Want: contradiction},
		{Name: "another sender", About: Block, answer: onTx(func(x Object) { x["from"] = flip(x["from"]) })},
		{Name: "another signature", About: Block, answer: onTx(func(x Object) { x["s"] = flip(x["s"]) }), Want: contradiction},
	}
}

// receiptLies are about what came of a block's transactions.
func receiptLies() []*Lie {
	change := func(name string) func(*Question, any) (any, bool) {
		return onReceipt(func(r Object) { r[name] = flip(r[name]) })
	}
	return []*Lie{
		{Name: "no receipts", About: Receipts, answer: always(nil), Want: contradiction},
		{Name: "one receipt missing", About: Receipts, answer: onReceipts(1, func(x []any) []any { return x[1:] }), Want: contradiction},
		{Name: "one receipt twice", About: Receipts, answer: onReceipts(1, func(x []any) []any { return append(x, x[0]) }), Want: contradiction},
		{Name: "null for a receipt", About: Receipts, answer: onReceipts(1, func(x []any) []any { x[0] = nil; return x }), Want: contradiction},
		{Name: "receipts in another order", About: Receipts, answer: onReceipts(2, func(x []any) []any { x[0], x[1] = x[1], x[0]; return x }), Want: contradiction},
		{Name: "another outcome", About: Receipts, answer: change("status"), Want: contradiction},
		{Name: "no outcome", About: Receipts, answer: onReceipt(func(r Object) { delete(r, "status") }), Want: contradiction},
		{Name: "other gas", About: Receipts, answer: change("cumulativeGasUsed"), Want: contradiction},
		{Name: "another type of receipt", About: Receipts, answer: change("type"), Want: contradiction},
		{Name: "missing logs", About: Receipts, answer: onLogs(func([]any) []any { return []any{} }), Want: contradiction},
		{Name: "a log twice", About: Receipts, answer: onLogs(func(x []any) []any { return append(x, x[0]) }), Want: contradiction},
		{Name: "another message", About: Receipts, answer: onLog(func(l Object) { l["data"] = flip(l["data"]) }), Want: contradiction},
		{Name: "a message of another contract", About: Receipts, answer: onLog(func(l Object) { l["address"] = flip(l["address"]) }), Want: contradiction},
		{Name: "a message without its topics", About: Receipts, answer: onLog(func(l Object) { l["topics"] = []any{} }), Want: contradiction},
		{Name: "receipts of another block", About: Receipts, answer: func(q *Question, r any) (any, bool) {
			b, ok := q.Ask("eth_getBlockByHash", q.param(0), false).(Object)
			if !ok {
				return r, false
			}
			other := q.Ask("eth_getBlockReceipts", b["parentHash"])
			return other, other != nil
		}, Want: contradiction},
	}
}
