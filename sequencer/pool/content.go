// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"cmp"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Status says where in the pool a transaction is.
type Status string

const (
	Queued Status = "queued" // waits for its turn
	Taken  Status = "taken"  // in a proposal of the leader
	Parked Status = "parked" // waits for an earlier nonce
)

var statuses = [...]Status{queued: Queued, taken: Taken, parked: Parked}

// Get returns a transaction of the pool and where it is, or nil.
func (p *Pool) Get(hash common.Hash) (*types.Transaction, Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.byHash[hash]
	if e == nil {
		return nil, ""
	}
	return e.tx, statuses[e.status]
}

// Dropped says why a transaction was let go, if it is among the last few thousand; nil otherwise.
func (p *Pool) Dropped(hash common.Hash) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dropped.why[hash]
}

// Nonce is the nonce that a new transaction of addr should carry, given the one of the State.
func (p *Pool) Nonce(addr common.Address) uint64 {
	nonce, _ := p.lockWithAccount(addr)
	defer p.mu.Unlock()
	a := p.accounts[addr]
	if a == nil {
		return nonce
	}
	p.advance(a, nonce)
	return a.next
}

// Stats is how full the pool is.
type Stats struct {
	Queued, Taken, Parked int
	Bytes                 uint64
	Waits                 time.Duration // for how long some could have been ordered and none was; 0 while there are none
}

// Stats counts what is in the pool.
func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := Stats{Queued: p.queue.len, Taken: p.taken, Parked: p.parked.len, Bytes: p.bytes}
	if s.Queued+s.Taken > 0 {
		s.Waits = p.cfg.Now().Sub(p.moved)
	}
	return s
}

// Content returns what is in the pool by sender and rising nonce: what goes ahead, and what is parked.
func (p *Pool) Content() (ahead, behind map[common.Address][]*types.Transaction) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ahead, behind = make(map[common.Address][]*types.Transaction), make(map[common.Address][]*types.Transaction)
	for addr, a := range p.accounts {
		if txs := byNonce(a.out); len(txs) > 0 {
			ahead[addr] = txs
		}
		if txs := byNonce(a.parked); len(txs) > 0 {
			behind[addr] = txs
		}
	}
	return ahead, behind
}

// ContentFrom is Content for one sender.
func (p *Pool) ContentFrom(addr common.Address) (ahead, behind []*types.Transaction) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.accounts[addr]; a != nil {
		return byNonce(a.out), byNonce(a.parked)
	}
	return nil, nil
}

func byNonce(m map[uint64]*entry) []*types.Transaction {
	txs := make([]*types.Transaction, 0, len(m))
	for _, e := range m {
		txs = append(txs, e.tx)
	}
	slices.SortFunc(txs, func(a, b *types.Transaction) int { return cmp.Compare(a.Nonce(), b.Nonce()) })
	return txs
}
