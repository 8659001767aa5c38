// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
)

type status uint8 // index of Status

const (
	queued status = iota
	taken
	parked
)

// entry is one transaction in the pool. Everything but the ticket is guarded by the pool's lock.
type entry struct {
	tx     *types.Transaction
	hash   common.Hash
	from   common.Address
	cost   uint256.Int // most that it may take from the sender
	size   uint64
	status status
	spends bool      // its cost is part of the account's spent
	since  time.Time // when it was parked first
	leased time.Time // when it was parked, or offered again since
	kept   bool      // a client of this member was told that it is parked
	ticket Ticket

	prev, next *entry // in the list of its place
}

// newEntry recovers the sender of tx, and adds up what it may cost.
func (p *Pool) newEntry(tx *types.Transaction) (*entry, error) {
	from, err := types.Sender(p.signer, tx)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", txpool.ErrInvalidSender, err)
	}
	e := &entry{tx: tx, hash: tx.Hash(), from: from, size: tx.Size(), ticket: Ticket{done: make(chan struct{})}}
	if e.cost.SetFromBig(tx.Cost()) {
		return nil, fmt.Errorf("%w: cost over 2^256", core.ErrInsufficientFunds)
	}
	return e, nil
}

// account is a sender with something in the pool.
type account struct {
	next   uint64            // lowest nonce that is neither executed nor in out
	seen   uint64            // nonce in the last state looked at
	spent  uint256.Int       // cost of those in out that the last known state does not contain
	out    map[uint64]*entry // queued and taken, by nonce
	parked map[uint64]*entry // by nonce, none below next; nil until needed. One at next waits for this member to lead

	balance uint256.Int // in the last state looked at
	weight  uint64      // of what is parked
}

func newAccount(nonce uint64) *account {
	return &account{next: nonce, seen: nonce, out: make(map[uint64]*entry, 1)}
}

// accountOf is the account that e belongs to. The one that lost its place under its nonce may have outlived it.
func (p *Pool) accountOf(e *entry) *account {
	if a := p.accounts[e.from]; a != nil {
		return a
	}
	return newAccount(e.tx.Nonce())
}

// affords says whether the balance covers e and all that is out. What is parked does not count yet.
func (a *account) affords(e *entry, balance *uint256.Int) error {
	var need uint256.Int
	if _, overflow := need.AddOverflow(&a.spent, &e.cost); overflow || balance.Lt(&need) {
		return fmt.Errorf("%w: balance %v, queued cost %v, tx cost %v", core.ErrInsufficientFunds, balance, &a.spent, &e.cost)
	}
	return nil
}

// release takes the cost of e out of what the account has spent.
func (a *account) release(e *entry) {
	if e.spends {
		a.spent.Sub(&a.spent, &e.cost)
		e.spends = false
	}
}

// advance brings the account in line with a state in which its next nonce is nonce. Transactions executed there that
// have not been settled yet stay in out, but their cost has left the balance already.
func (p *Pool) advance(a *account, nonce uint64) {
	for n, e := range a.parked {
		if n < nonce {
			p.drop(a, e, fmt.Errorf("%w: %w: next nonce %d, tx nonce %d", ErrPassed, core.ErrNonceTooLow, nonce, n))
		}
	}
	// Walk whichever is shorter: the nonces since the last look, or what is out.
	if nonce > a.seen && nonce-a.seen <= uint64(len(a.out)) {
		for n := a.seen; n < nonce; n++ {
			if e := a.out[n]; e != nil {
				a.release(e)
			}
		}
	} else if nonce > a.seen {
		for n, e := range a.out {
			if n < nonce {
				a.release(e)
			}
		}
	}
	a.seen = nonce
	// The state goes back when the chain is rebased, so next is not simply the greater of the two.
	if a.next < nonce || len(a.out) == 0 || (a.next > nonce && a.out[a.next-1] == nil) {
		a.next = nonce
	}
	for a.out[a.next] != nil {
		a.next++
	}
}

// enqueue puts e, whose nonce is the account's next, at the end of the queue.
func (p *Pool) enqueue(a *account, e *entry) {
	e.status, e.spends = queued, true
	a.out[e.tx.Nonce()] = e
	a.spent.Add(&a.spent, &e.cost)
	for a.out[a.next] != nil {
		a.next++
	}
	p.offer()
	p.queue.pushBack(e)
	p.signal()
}

// offer is called before one more can go to the leader.
func (p *Pool) offer() {
	if p.queue.len+p.taken == 0 {
		p.moved = p.cfg.Now()
	}
}

// promote queues the parked transactions whose turn has come, as far as the balance goes.
func (p *Pool) promote(a *account, balance *uint256.Int) {
	for e := a.parked[a.next]; e != nil; e = a.parked[a.next] {
		if err := a.affords(e, balance); err != nil {
			p.drop(a, e, err)
			return
		}
		p.unpark(a, e)
		p.enqueue(a, e)
	}
}

// drop lets a waiting transaction go for the given reason.
func (p *Pool) drop(a *account, e *entry, why error) {
	p.forget(a, e)
	p.dropped.add(e.hash, why)
	e.ticket.resolve(Outcome{Err: why})
}

// forget removes e from wherever it is, and its account when that was all.
func (p *Pool) forget(a *account, e *entry) {
	n := e.tx.Nonce()
	switch e.status {
	case queued:
		p.queue.remove(e)
	case taken:
		p.taken--
	case parked:
		p.unpark(a, e)
	}
	if e.status != parked {
		a.release(e)
		if a.out[n] == e {
			delete(a.out, n)
		}
	}
	delete(p.byHash, e.hash)
	p.bytes -= e.size
	p.tidy(a, e.from)
}

// tidy forgets an account that has nothing here any more.
func (p *Pool) tidy(a *account, addr common.Address) {
	if len(a.out) == 0 && len(a.parked) == 0 && p.accounts[addr] == a {
		delete(p.accounts, addr)
	}
}
