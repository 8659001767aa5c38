// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"
)

// Keep has the pool hold on to a transaction of which a client here was told that it waits for an earlier nonce: also
// where this member does not lead, and over changes of the leader, until it runs, is replaced or expires. It was
// validated by the leader. The error says why it cannot be kept.
func (p *Pool) Keep(tx *types.Transaction) error {
	e, err := p.newEntry(tx)
	if err != nil {
		return err
	}
	e.since, e.kept = p.cfg.Now(), true
	added, err := p.keep(e)
	if !added || err != nil {
		return err
	}
	return p.journal.add(e.tx, e.since)
}

// keep adds e to what is kept; added is false when it is kept already, or has run.
func (p *Pool) keep(e *entry) (added bool, err error) {
	nonce, balance := p.lockWithAccount(e.from)
	defer p.mu.Unlock()
	p.expire()
	if known := p.byHash[e.hash]; known != nil {
		added, known.kept = !known.kept, true
		if known.since.IsZero() {
			known.since = e.since
		}
		return added, nil
	}
	n := e.tx.Nonce()
	if n < nonce {
		return false, nil
	}
	a := p.accounts[e.from]
	if a == nil {
		a = newAccount(nonce)
	} else {
		p.advance(a, nonce)
	}
	a.balance = *balance
	replaced := a.parked[n]
	if replaced != nil && !outbids(e.tx, replaced.tx) {
		return false, fmt.Errorf("%w: nonce %d, 10 %% more is needed in both fees", txpool.ErrReplaceUnderpriced, n)
	}
	if err := p.roomToPark(a, e, replaced); err != nil {
		return false, err
	}
	if replaced != nil {
		p.drop(a, replaced, ErrReplaced)
	}
	p.accounts[e.from] = a
	p.byHash[e.hash] = e
	p.bytes += e.size
	p.park(a, e)
	return true, nil
}

// Kept lists what this member keeps, for it to be offered to whoever leads, after dropping what has run or expired.
func (p *Pool) Kept() []*types.Transaction {
	p.refresh(false)
	p.mu.Lock()
	p.expire()
	var txs []*types.Transaction
	for e := p.parked.front; e != nil; e = e.next {
		if e.kept {
			txs = append(txs, e.tx)
		}
	}
	p.mu.Unlock()
	p.journal.shrink(p.records)
	_ = p.journal.sync() // tried again the next time; the client was promised nothing for a power cut
	return txs
}

// Recheck queues parked transactions whose gap closed outside the pool: by a forced transaction, or by an
// authorisation that somebody else's transaction carried. Only the leader's pool may be told.
func (p *Pool) Recheck() { p.refresh(true) }

// refresh brings all senders of parked transactions in line with the state.
func (p *Pool) refresh(promote bool) {
	p.mu.Lock()
	senders := make([]common.Address, 0, len(p.gapped))
	for a := range p.gapped {
		for _, e := range a.parked {
			senders = append(senders, e.from)
			break
		}
	}
	p.mu.Unlock()
	for _, from := range senders {
		nonce, balance := p.lockWithAccount(from)
		if a := p.accounts[from]; a != nil {
			p.look(a, nonce, balance, promote)
		}
		p.mu.Unlock()
	}
}

// look brings an account in line with the state.
func (p *Pool) look(a *account, nonce uint64, balance *uint256.Int, promote bool) {
	a.balance = *balance
	p.advance(a, nonce)
	if promote {
		p.promote(a, balance)
	}
}

// Drop lets a parked transaction go, for a reason that the leader gave. Any other stays.
func (p *Pool) Drop(hash common.Hash, why error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e := p.byHash[hash]; e != nil && e.status == parked {
		p.drop(p.accounts[e.from], e, why)
	}
}

// again is offered what is parked here already: its keeper is there, and its gap may have closed.
func (p *Pool) again(e *entry) {
	nonce, balance := p.lockWithAccount(e.from)
	defer p.mu.Unlock()
	if p.byHash[e.hash] != e || e.status != parked {
		return
	}
	e.leased = p.cfg.Now()
	p.look(p.accounts[e.from], nonce, balance, true)
}

// records are what the journal should hold.
func (p *Pool) records() []record {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []record
	for _, e := range p.byHash {
		if e.kept {
			out = append(out, record{Since: uint64(e.since.Unix()), Tx: e.tx})
		}
	}
	return out
}
