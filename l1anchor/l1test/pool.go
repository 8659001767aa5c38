// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
)

// A rough likeness of gas: calldata is exact, what runs is not.
const (
	blockGas = 8_000_000
	baseGas  = 21_000
	runGas   = 60_000 // more than a batch or a small message takes beyond its calldata
	gasPrice = 1_000_000_000
)

// tx is a transaction.
type tx struct {
	from  common.Address
	nonce uint64 // meaningless for a message of Chain.Message, which has none
	call  l1anchor.Call
	price *big.Int    // nil: whatever miners take
	hash  common.Hash // of a signed one
	run   func(*Inbox, *l1anchor.Block) error
}

func (t *tx) gas() uint64 { return intrinsic(t.call.Data) + runGas }

func intrinsic(data []byte) uint64 {
	gas := uint64(baseGas)
	for _, c := range data {
		if c == 0 {
			gas += 4
		} else {
			gas += 16
		}
	}
	return gas
}

// pool holds what waits to be mined.
type pool struct {
	calls    map[common.Address]map[uint64]*tx // by account and nonce
	messages []*tx
}

func newPool() pool { return pool{calls: make(map[common.Address]map[uint64]*tx)} }

// put makes t the transaction of its account and nonce.
func (p *pool) put(t *tx) {
	if p.calls[t.from] == nil {
		p.calls[t.from] = make(map[uint64]*tx)
	}
	p.calls[t.from][t.nonce] = t
}

// giveBack returns the transactions of a block that left the best chain, where nothing took their place.
func (p *pool) giveBack(txs []*tx) {
	for _, t := range txs {
		if t.run == nil {
			if _, taken := p.calls[t.from][t.nonce]; !taken {
				p.put(t)
			}
		} else {
			p.messages = append(p.messages, t)
		}
	}
}

// prune forgets what nonces say is mined.
func (p *pool) prune(nonces map[common.Address]uint64) {
	for from, calls := range p.calls {
		maps.DeleteFunc(calls, func(nonce uint64, _ *tx) bool { return nonce < nonces[from] })
	}
}

// fill runs what waits: messages first, then each account's calls by nonce, as far as the block's gas goes and they
// pay the least price.
func (n *node) fill(p *pool, least *big.Int) {
	taken := uint64(0)
	for _, t := range p.messages {
		n.apply(t)
	}
	p.messages = nil
	accounts := slices.SortedFunc(maps.Keys(p.calls), common.Address.Cmp)
	for _, from := range accounts {
		for {
			t, ok := p.calls[from][n.nonces[from]]
			if !ok || t.gas() > n.roomFor(t.price, taken) || t.price != nil && t.price.Cmp(least) < 0 {
				break
			}
			taken += t.gas()
			n.apply(t)
			if n.nonces == nil {
				n.nonces = make(map[common.Address]uint64)
			}
			n.nonces[from]++
			n.charge(from, t)
		}
	}
}

func (n *node) charge(from common.Address, t *tx) {
	if n.spent == nil {
		n.spent = make(map[common.Address]*big.Int)
	}
	price := t.price
	if price == nil {
		price = big.NewInt(gasPrice)
	}
	cost := new(big.Int).Mul(new(big.Int).SetUint64(t.gas()), price)
	if t.call.To != n.inbox.at {
		cost.Add(cost, t.value())
	}
	if before := n.spent[from]; before != nil {
		cost.Add(cost, before)
	}
	n.spent[from] = cost
}

func (n *node) balance(who common.Address) *big.Int {
	left := new(big.Int).Set(Funds)
	if spent := n.spent[who]; spent != nil {
		left.Sub(left, spent)
	}
	return left
}

// apply runs t on the block's state. A transaction that fails stays in the block without effect.
func (n *node) apply(t *tx) {
	n.txs = append(n.txs, t)
	n.errs = append(n.errs, n.run(t))
}

var (
	errOutOfGas   = errors.New("out of gas")
	errNotPayable = errors.New("the inbox takes no coins")
)

func (t *tx) value() *big.Int {
	if t.call.Value == nil {
		return new(big.Int)
	}
	return t.call.Value
}

func (n *node) run(t *tx) error {
	if t.run != nil {
		return t.run(n.inbox, &n.Block)
	}
	switch {
	case t.call.Gas < t.gas():
		return errOutOfGas
	case t.call.To != n.inbox.at: // an account without code
		return nil
	case t.value().Sign() > 0:
		return errNotPayable
	}
	if !l1anchor.IsBatchCall(t.call.Data) {
		m, ok := decodeMessage(t.call.Data)
		if !ok {
			return fmt.Errorf("the inbox has no such function or takes no such input")
		}
		return n.inbox.appendMessage(&n.Block, false, m.Kind, t.from, m.Body)
	}
	call, ok := l1anchor.DecodeBatchCall(t.call.Data)
	if !ok {
		return ErrOddEncoding
	}
	return n.inbox.appendBatch(&n.Block, t.from, call)
}

// Message puts a message by sender into the next block that is mined with what waits: through the bridge when it is a
// deposit or a call.
func (c *Chain) Message(kind l1anchor.Kind, sender common.Address, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	bridge := kind == l1anchor.Deposit || kind == l1anchor.BridgeCall
	call := l1anchor.Call{Data: (&l1anchor.MessageCall{Kind: kind, Body: body}).Encode()} // through the bridge, most often
	c.pool.messages = append(c.pool.messages, &tx{from: sender, call: call, run: func(x *Inbox, at *l1anchor.Block) error {
		return x.appendMessage(at, bridge, kind, sender, body)
	}})
}

// DropMessages makes the node forget what waits of Message in the name of sender.
func (c *Chain) DropMessages(sender common.Address) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pool.messages = slices.DeleteFunc(c.pool.messages, func(t *tx) bool { return t.from == sender })
}

// decodeMessage undoes MessageCall.Encode, and takes nothing else.
func decodeMessage(input []byte) (m l1anchor.MessageCall, ok bool) {
	const head = 4 + 3*32
	if len(input) < head {
		return m, false
	}
	length := new(big.Int).SetBytes(input[head-32 : head])
	if !length.IsUint64() || length.Uint64() > uint64(len(input)-head) {
		return m, false
	}
	m = l1anchor.MessageCall{Kind: l1anchor.Kind(input[4+31]), Body: input[head : head+int(length.Uint64())]}
	return m, string(m.Encode()) == string(input)
}
