// SPDX-License-Identifier: Apache-2.0

package liar

import (
	"net/http"
	"slices"

	"github.com/layeredpow/adit/l1anchor"
)

// Lie is one way to answer wrongly.
type Lie struct {
	Name  string
	About func(q *Question) bool // which questions it concerns; nil: all

	// Want is what the reader's error must match, and Says a part of its text. A lie that has neither cannot be told
	// from a node that lags behind, or matters to nobody: it must have no effect.
	Want error
	Says string

	answer func(q *Question, result any) (any, bool)                  // false: there was nothing to lie about
	carry  func(w http.ResponseWriter, r *http.Request, truth []byte) // nil: as any answer
}

// outOfTime is in what net/http says of a time that is up, whether the headers or the rest of the body were waited for.
const outOfTime = "Client.Timeout"

// TakesTime tells whether the reader finds the lie when its time is up.
func (l *Lie) TakesTime() bool { return l.Says == outOfTime }

// Found tells whether a reader can notice the lie.
func (l *Lie) Found() bool { return l.Want != nil || l.Says != "" }

// Block, Receipts, Head and Height are the questions that a reader asks: for a block with its transactions, for the
// receipts of one, for the newest block and for the block at a height.
func Block(q *Question) bool {
	return (q.Method == "eth_getBlockByHash" || q.Method == "eth_getBlockByNumber") && q.param(1) == true
}

// Receipts is about eth_getBlockReceipts.
func Receipts(q *Question) bool { return q.Method == "eth_getBlockReceipts" }

// Head is about the newest block.
func Head(q *Question) bool { return q.Method == "eth_getBlockByNumber" && q.param(0) == "latest" }

// Height is about blocks by their height.
func Height(q *Question) bool { return q.Method == "eth_getBlockByNumber" && q.param(1) == true }

func method(name string) func(q *Question) bool {
	return func(q *Question) bool { return q.Method == name }
}

// onBlock changes a block that is there.
func onBlock(f func(b Object) bool) func(*Question, any) (any, bool) {
	return func(_ *Question, r any) (any, bool) {
		b, ok := r.(Object)
		return r, ok && f(b)
	}
}

// onTxs changes the transactions of a block that has at least that many.
func onTxs(least int, f func(txs []any) []any) func(*Question, any) (any, bool) {
	return onBlock(func(b Object) bool {
		txs, ok := b["transactions"].([]any)
		if !ok || len(txs) < least {
			return false
		}
		b["transactions"] = f(slices.Clone(txs))
		return true
	})
}

// onTx changes a block's first transaction.
func onTx(f func(tx Object)) func(*Question, any) (any, bool) {
	return onTxs(1, func(txs []any) []any { f(txs[0].(Object)); return txs })
}

// onReceipts changes the list of receipts.
func onReceipts(least int, f func(list []any) []any) func(*Question, any) (any, bool) {
	return func(_ *Question, r any) (any, bool) {
		list, ok := r.([]any)
		if !ok || len(list) < least {
			return r, false
		}
		return f(slices.Clone(list)), true
	}
}

// onReceipt changes the first receipt.
func onReceipt(f func(receipt Object)) func(*Question, any) (any, bool) {
	return onReceipts(1, func(list []any) []any { f(list[0].(Object)); return list })
}

// onLogs changes the logs of the first receipt that has any.
func onLogs(f func(logs []any) []any) func(*Question, any) (any, bool) {
	return func(_ *Question, r any) (any, bool) {
		list, _ := r.([]any)
		for _, receipt := range list {
			if logs, _ := receipt.(Object)["logs"].([]any); len(logs) > 0 {
				receipt.(Object)["logs"] = f(slices.Clone(logs))
				return r, true
			}
		}
		return r, false
	}
}

func onLog(f func(log Object)) func(*Question, any) (any, bool) {
	return onLogs(func(logs []any) []any { f(logs[0].(Object)); return logs })
}

// always gives the same, whatever was asked.
func always(result any) func(*Question, any) (any, bool) {
	return func(*Question, any) (any, bool) { return result, true }
}

// flip changes the last hexadecimal digit of a string.
func flip(s any) any {
	x, ok := s.(string)
	switch {
	case !ok:
		return "0x1"
	case x[len(x)-1] == '0':
		return x[:len(x)-1] + "1"
	}
	return x[:len(x)-1] + "0"
}

// field changes one field of a block.
func field(name string) func(*Question, any) (any, bool) {
	return onBlock(func(b Object) bool { b[name] = flip(b[name]); return true })
}

var contradiction, unknown = l1anchor.ErrContradiction, l1anchor.ErrUnknownBlock

// Answer always gives the same result to one method.
func Answer(name string, result any) *Lie {
	return &Lie{Name: name, About: method(name), answer: always(result)}
}
