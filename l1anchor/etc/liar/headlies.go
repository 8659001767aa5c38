// SPDX-License-Identifier: Apache-2.0

package liar

import (
	"strings"

	"github.com/ethereum/go-ethereum/common/hexutil"
)

// headLies are about which blocks are the chain.
func headLies() []*Lie {
	return []*Lie{
		{Name: "a head that is not its hash", About: Head, answer: field("hash"), Want: contradiction},
		{Name: "no head", About: Head, answer: always(nil), Want: unknown},
		{Name: "another block of that height", About: Height, answer: func(q *Question, r any) (any, bool) {
			other := q.Ask("eth_getBlockByNumber", "0x1", true)
			return other, r != nil && q.param(0) != "0x1"
		}, Want: contradiction},
		{Name: "two answers to one question", About: Height, answer: everyOther(func(q *Question, r any) (any, bool) {
			b, ok := r.(Object)
			if !ok {
				return r, false
			}
			before := q.Ask("eth_getBlockByHash", b["parentHash"], true)
			return before, before != nil
		}), Want: contradiction},
		{Name: "another chain id", About: method("eth_chainId"), answer: always("0x1"), Says: "the L1 node is on chain 1"},
		{Name: "a head that stands still", About: Head, answer: first()},
		{Name: "a head from before", About: Head, answer: behind(8)},
		{Name: "a head that goes back and forth", About: Head, answer: everyOther(behind(5))},
		{Name: "a chain that has lost its end", About: func(q *Question) bool { return q.Method == "eth_getBlockByNumber" }, answer: shorter(6)},
		{Name: "a head of long ago", About: Head, answer: func(q *Question, _ any) (any, bool) {
			return q.Ask("eth_getBlockByNumber", "0x2", false), true
		}},
	}
}

// everyOther lies every second time.
func everyOther(lie func(*Question, any) (any, bool)) func(*Question, any) (any, bool) {
	asked := 0
	return func(q *Question, r any) (any, bool) {
		if asked++; asked%2 == 1 {
			return r, false
		}
		return lie(q, r)
	}
}

// first repeats the first answer.
func first() func(*Question, any) (any, bool) {
	var kept any
	return func(_ *Question, r any) (any, bool) {
		if kept == nil {
			kept = r
			return r, false
		}
		return kept, true
	}
}

// heightOf is false where there is no block.
func heightOf(block any) (uint64, bool) {
	b, ok := block.(Object)
	if !ok {
		return 0, false
	}
	text, _ := b["number"].(string)
	n, err := hexutil.DecodeUint64(text)
	return n, err == nil
}

// behind gives a block n below the one asked for.
func behind(n uint64) func(*Question, any) (any, bool) {
	return func(q *Question, r any) (any, bool) {
		height, ok := heightOf(r)
		if !ok || height <= n {
			return r, false
		}
		return q.Ask("eth_getBlockByNumber", hexutil.Uint64(height-n), q.param(1)), true
	}
}

// shorter denies the newest n blocks.
func shorter(n uint64) func(*Question, any) (any, bool) {
	return func(q *Question, r any) (any, bool) {
		head, ok := heightOf(q.Ask("eth_getBlockByNumber", "latest", false))
		height, there := heightOf(r)
		switch {
		case !ok || !there || head <= n || height <= head-n:
			return r, false
		case q.param(0) == "latest":
			return q.Ask("eth_getBlockByNumber", hexutil.Uint64(head-n), q.param(1)), true
		}
		return nil, true
	}
}

// Views are lies about what no hash binds: the answers that only a batcher asks for. The inbox refuses what is done
// upon them.
func Views() []*Lie {
	words := func(n ...string) string {
		text := "0x"
		for _, w := range n {
			text += strings.Repeat("0", 64-len(w)) + w
		}
		return text
	}
	view := method("eth_call")
	return []*Lie{
		// The same words answer every view: overdue is true, and most of the counts are 1.
		{Name: "all messages are overdue", About: view, answer: always(words("1", "1", "ff", "1", "0", "0", "0"))},
		{Name: "nothing is overdue", About: view, answer: always(words("0"))},
		{Name: "numbers beyond all bounds", About: view, answer: always("0x" + strings.Repeat("f", 7*64))},
		{Name: "an account without transactions", About: method("eth_getTransactionCount"), answer: always("0x0")},
		{Name: "an account far ahead", About: method("eth_getTransactionCount"), answer: always("0xffffff")},
		{Name: "an empty account", About: method("eth_getBalance"), answer: always("0x0")},
	}
}
