// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Ready gets a token whenever the queue has grown. Whoever receives it should Take until nothing comes; what stays
// behind because it does not fit is not announced again.
func (p *Pool) Ready() <-chan struct{} { return p.ready }

// Waiting tells whether a transaction is queued.
func (p *Pool) Waiting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.queue.len > 0
}

// Take hands out the front of the queue: at most maxCount transactions, whose gas limits sum to at most maxGas and
// whose encoded sizes to at most maxBytes. It stops at the first one that does not fit, so the order stands. Each
// transaction taken must be given to Return or to Settle later.
func (p *Pool) Take(maxCount int, maxGas, maxBytes uint64) []*types.Transaction {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.expire()
	var txs []*types.Transaction
	for e := p.queue.front; e != nil && len(txs) < maxCount; e = p.queue.front {
		if e.tx.Gas() > maxGas || e.size > maxBytes {
			break
		}
		maxGas, maxBytes = maxGas-e.tx.Gas(), maxBytes-e.size
		p.queue.remove(e)
		e.status = taken
		p.taken++
		txs = append(txs, e.tx)
	}
	return txs
}

// Return puts transactions at the front of the queue, in the order given: those taken that did not make it into a
// proposal, or those that did not fit into a block, which the pool may not know when another leader took them. The
// latter are not validated again and may exceed the pool's bounds; nobody holds a ticket for them.
func (p *Pool) Return(txs []*types.Transaction) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(txs) - 1; i >= 0; i-- {
		p.requeue(txs[i])
	}
	if p.queue.len > 0 {
		p.signal()
	}
}

func (p *Pool) requeue(tx *types.Transaction) {
	p.offer()
	e := p.byHash[tx.Hash()]
	if e == nil {
		var ok bool
		if e, ok = p.orphan(tx); !ok {
			return
		}
	} else {
		switch e.status {
		case taken:
			p.taken--
		case queued:
			p.queue.remove(e)
		case parked:
			a := p.accounts[e.from]
			p.unpark(a, e)
			p.occupy(a, e)
		}
	}
	e.status = queued
	p.queue.pushFront(e)
}

// orphan makes an entry for a transaction that the pool does not know.
func (p *Pool) orphan(tx *types.Transaction) (*entry, bool) {
	e, err := p.newEntry(tx)
	if err != nil {
		return nil, false // it was executed before, so it has a sender
	}
	a := p.accounts[e.from]
	if a == nil {
		a = newAccount(tx.Nonce())
		p.accounts[e.from] = a
	}
	p.byHash[e.hash] = e
	p.bytes += e.size
	p.occupy(a, e)
	return e, true
}

// occupy enters e among what is out. Should a younger transaction stand under the same nonce, it loses its place in
// the account and fails when its turn comes.
func (p *Pool) occupy(a *account, e *entry) {
	n := e.tx.Nonce()
	if younger := a.out[n]; younger != nil {
		a.release(younger)
	}
	a.out[n] = e
	e.spends = true
	a.spent.Add(&a.spent, &e.cost)
	a.next, a.seen = min(a.next, n), min(a.seen, n)
	for a.out[a.next] != nil {
		a.next++
	}
}

// Settle tells what became of a transaction; it wakes whoever waits for it. Ordered ones must be settled after State
// shows their effect. It must not be called while a lock is held that State takes. Of what never waited here only the
// reason is kept for which it does not run: any member can tell it then.
//
// One that did not run since an earlier nonce of its sender is missing, because the transaction with that nonce did
// not run either, is parked.
func (p *Pool) Settle(hash common.Hash, o Outcome) {
	gap := o.Err != nil && p.behindGap(hash)
	p.mu.Lock()
	defer p.mu.Unlock()
	e := p.byHash[hash]
	if o.Err == nil {
		p.moved = p.cfg.Now()
	}
	if e == nil {
		if o.Err != nil {
			p.dropped.add(hash, o.Err)
		}
		return
	}
	a := p.accountOf(e)
	if gap {
		p.setBack(a, e)
		return
	}
	p.forget(a, e)
	p.settled[e.from[0]].Add(1)
	e.ticket.resolve(o)
	if o.Err != nil {
		p.dropped.add(hash, o.Err)
		p.demote(a, e.tx.Nonce())
	}
}

// behindGap tells whether a waiting transaction's nonce is ahead of the state's.
func (p *Pool) behindGap(hash common.Hash) bool {
	e, _ := p.waiting(hash)
	if e == nil {
		return false
	}
	nonce, _ := p.state.Account(e.from)
	return e.tx.Nonce() > nonce
}

// setBack parks e, which was tried too early.
func (p *Pool) setBack(a *account, e *entry) {
	switch e.status {
	case parked:
		return
	case queued:
		p.queue.remove(e)
	case taken:
		p.taken--
	}
	n := e.tx.Nonce()
	a.release(e)
	if a.out[n] == e {
		delete(a.out, n)
	}
	a.next = min(a.next, n)
	p.parkOrDrop(a, e)
}

// parkOrDrop parks e, which is nowhere, if there is room.
func (p *Pool) parkOrDrop(a *account, e *entry) {
	why := ErrReplaced
	if a.parked[e.tx.Nonce()] == nil {
		if why = p.roomToPark(a, e, nil); why == nil {
			p.accounts[e.from] = a
			p.park(a, e)
			return
		}
	}
	delete(p.byHash, e.hash)
	p.bytes -= e.size
	p.dropped.add(e.hash, why)
	e.ticket.resolve(Outcome{Err: why})
	p.tidy(a, e.from)
}

// demote parks what was queued behind a nonce that failed, the nearest first and as much as fits, until the gap is
// filled anew.
func (p *Pool) demote(a *account, failed uint64) {
	if a.out[failed] != nil || failed >= a.next {
		return
	}
	end := a.next
	a.next = failed
	for n := failed + 1; n < end; n++ {
		e := a.out[n]
		if e == nil || e.status != queued {
			continue // one that is taken fails by itself
		}
		p.queue.remove(e)
		a.release(e)
		delete(a.out, n)
		p.parkOrDrop(a, e)
	}
}

// Reset empties the pool but for what is kept, which is parked: leadership is lost, and every waiting ticket fails with
// ErrRetry.
func (p *Pool) Reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	var kept []*entry
	seen := make(map[common.Address]*account)
	for _, e := range p.byHash {
		e.ticket.resolve(Outcome{Err: ErrRetry})
		if e.kept {
			kept, seen[e.from] = append(kept, e), p.accountOf(e)
		}
	}
	clear(p.byHash)
	clear(p.accounts)
	clear(p.gapped)
	p.queue, p.parked = list{}, list{}
	p.taken, p.bytes, p.parkedB = 0, 0, 0
	for _, e := range kept {
		p.restore(seen[e.from], e)
	}
	for i := range p.settled {
		p.settled[i].Add(1)
	}
}

// restore parks what was kept, as a new entry: whoever waited for the old one has been told.
func (p *Pool) restore(old *account, e *entry) {
	a := p.accounts[e.from]
	if a == nil {
		a = newAccount(old.seen)
		a.balance = old.balance
		p.accounts[e.from] = a
	}
	if a.parked[e.tx.Nonce()] != nil {
		return // two wait under one nonce when a chain went back: one of them is enough
	}
	again := &entry{tx: e.tx, hash: e.hash, from: e.from, cost: e.cost, size: e.size, since: e.since, kept: true}
	again.ticket.done = make(chan struct{})
	p.byHash[e.hash] = again
	p.bytes += e.size
	p.park(a, again)
}

// signal puts a token into ready unless there is one.
func (p *Pool) signal() {
	select {
	case p.ready <- struct{}{}:
	default:
	}
}
