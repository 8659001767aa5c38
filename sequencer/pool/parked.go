// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"container/heap"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/holiman/uint256"
)

// leasedFor is how long a transaction stays parked that another member keeps. That member offers it anew every few
// seconds; when it stops, since it is gone or keeps the transaction no more, nobody waits for it here either.
const leasedFor = 30 * time.Second

// maxVictims bounds how many transactions give way to one.
const maxVictims = 64

// weight is what a parked transaction takes of its sender's share: one, and one more for each KiB.
func (e *entry) weight() uint64 { return 1 + e.size/1024 }

func (p *Pool) park(a *account, e *entry) {
	e.status, e.leased = parked, p.cfg.Now()
	if e.since.IsZero() {
		e.since = e.leased
	}
	if a.parked == nil {
		a.parked = make(map[uint64]*entry, 1)
	}
	a.parked[e.tx.Nonce()] = e
	a.weight += e.weight()
	p.gapped[a] = true
	p.parked.pushBack(e)
	p.parkedB += e.size
}

func (p *Pool) unpark(a *account, e *entry) {
	delete(a.parked, e.tx.Nonce())
	a.weight -= e.weight()
	if len(a.parked) == 0 {
		delete(p.gapped, a)
	}
	p.parked.remove(e)
	p.parkedB -= e.size
}

// expire drops what has been parked too long. It looks once a second at most.
func (p *Pool) expire() {
	now := p.cfg.Now()
	if d := now.Sub(p.expired); d >= 0 && d < time.Second {
		return
	}
	p.expired = now
	for e := p.parked.front; e != nil; {
		next := e.next
		end := e.since.Add(p.cfg.ParkedFor)
		if lease := e.leased.Add(leasedFor); !e.kept && lease.Before(end) {
			end = lease
		}
		if !now.Before(end) {
			p.drop(p.accounts[e.from], e, ErrExpired)
		}
		e = next
	}
}

// roomToPark says whether e may be parked, given the parked entry that it would replace. When all places are taken,
// those give way whose senders have less to pay per parked transaction, the poorest first and the farthest nonce
// first: many accounts with hardly any money cannot keep out one that has some.
func (p *Pool) roomToPark(a *account, e, replaced *entry) error {
	if replaced == nil && len(a.parked) >= p.cfg.MaxParkedEach {
		return fmt.Errorf("%w: %d of sender %v wait for an earlier nonce, send nonce %d first", txpool.ErrAccountLimitExceeded, len(a.parked), e.from, a.next)
	}
	count, size, weight := p.parked.len+1-p.cfg.MaxParked, int64(p.parkedB+e.size)-int64(p.cfg.MaxParkedBytes), a.weight+e.weight()
	if replaced != nil {
		count, size, weight = count-1, size-int64(replaced.size), weight-replaced.weight()
	}
	victims, ok := p.poorest(a, share(a, weight), count, size)
	if !ok {
		return ErrCrowded
	}
	for _, v := range victims {
		p.drop(p.accounts[v.from], v, ErrGaveWay)
	}
	return nil
}

// share is what a sender has to pay per unit of what it has parked.
func share(a *account, weight uint64) *uint256.Int {
	return new(uint256.Int).Div(&a.balance, uint256.NewInt(weight))
}

// candidate is an account whose parked transactions may give way.
type candidate struct {
	*account
	share  uint256.Int
	left   uint64          // weight of what is not picked
	picked map[uint64]bool // nonces
}

// candidates is a heap, the least share first.
type candidates []candidate

func (c candidates) Len() int           { return len(c) }
func (c candidates) Less(i, j int) bool { return c[i].share.Lt(&c[j].share) }
func (c candidates) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *candidates) Push(x any)        { *c = append(*c, x.(candidate)) }
func (c *candidates) Pop() any {
	last := len(*c) - 1
	x := (*c)[last]
	*c = (*c)[:last]
	return x
}

// poorest finds parked transactions whose senders have smaller shares than limit, so many that count places and size
// bytes become free. Those of the account itself stay. It looks at each account once, whatever the number that gives
// way.
func (p *Pool) poorest(own *account, limit *uint256.Int, count int, size int64) (victims []*entry, ok bool) {
	if count <= 0 && size <= 0 {
		return nil, true
	}
	var poor candidates
	for a := range p.gapped {
		if a == own {
			continue
		}
		if s := share(a, a.weight); s.Lt(limit) {
			poor = append(poor, candidate{account: a, share: *s, left: a.weight})
		}
	}
	heap.Init(&poor)
	for count > 0 || size > 0 {
		if len(poor) == 0 || len(victims) == maxVictims {
			return nil, false
		}
		v := poor[0].pick()
		victims = append(victims, v)
		count, size = count-1, size-int64(v.size)
		if poor[0].left > 0 && poor[0].share.Lt(limit) {
			heap.Fix(&poor, 0)
		} else {
			heap.Pop(&poor)
		}
	}
	return victims, true
}

// pick takes the farthest of the account that is not picked.
func (c *candidate) pick() *entry {
	if c.picked == nil {
		c.picked = make(map[uint64]bool)
	}
	v := c.farthest(c.picked)
	c.picked[v.tx.Nonce()] = true
	if c.left -= v.weight(); c.left > 0 {
		c.share = *share(c.account, c.left)
	}
	return v
}

// farthest is the parked transaction with the highest nonce, apart from some.
func (a *account) farthest(apart map[uint64]bool) (far *entry) {
	for n, e := range a.parked {
		if !apart[n] && (far == nil || n > far.tx.Nonce()) {
			far = e
		}
	}
	return far
}
