// SPDX-License-Identifier: Apache-2.0

package wire

import "github.com/ethereum/go-ethereum/common"

// plan decides which addresses of a batch are named as the sender of one of its transactions, so that a decoder can
// recover them all: it plays the decoder's part, and when that is stuck, because senders wait for one another in a
// ring, it spells an address of the ring out. All other addresses are spelled out where they first occur.
type plan struct {
	drafts  []*draft
	senders []common.Address       // of the drafts
	by      map[common.Address]int // address → the transaction that makes it known
	spelled map[common.Address]bool
	from    map[common.Address][]int // address → its transactions
	waiting map[common.Address][]int // address → drafts that miss it
	missing []int                    // addresses that draft i still misses
}

// makePlan returns the transaction by whose sender each address is named.
func makePlan(drafts []*draft, senders []common.Address) map[common.Address]int {
	p := &plan{
		drafts: drafts, senders: senders, missing: make([]int, len(drafts)),
		by: make(map[common.Address]int), spelled: make(map[common.Address]bool),
		from: make(map[common.Address][]int), waiting: make(map[common.Address][]int),
	}
	for i, a := range senders {
		p.from[a] = append(p.from[a], i)
	}
	var ready []int
	for i, d := range drafts {
		d.refs(func(r *ref) {
			if len(p.from[r.address]) > 0 {
				p.missing[i]++
				p.waiting[r.address] = append(p.waiting[r.address], i)
			}
		})
		if p.missing[i] == 0 {
			ready = append(ready, i)
		}
	}
	p.spread(ready)
	for i := range drafts {
		for p.missing[i] > 0 {
			a := p.ring(i)
			p.spelled[a] = true
			p.spread(p.release(a))
		}
	}
	return p.by
}

// spread goes on from drafts that are ready until nothing new gets known.
func (p *plan) spread(ready []int) {
	for ; len(ready) > 0; ready = ready[1:] {
		i := ready[0]
		a := p.senders[i]
		if _, known := p.by[a]; known || p.spelled[a] {
			continue
		}
		p.by[a] = i
		ready = append(ready, p.release(a)...)
	}
}

// release makes a known and returns the drafts that missed nothing else.
func (p *plan) release(a common.Address) (ready []int) {
	for _, i := range p.waiting[a] {
		if p.missing[i]--; p.missing[i] == 0 {
			ready = append(ready, i)
		}
	}
	delete(p.waiting, a)
	return ready
}

// ring follows what draft i waits for until it comes round, and returns the address where it did.
func (p *plan) ring(i int) common.Address {
	seen := make(map[common.Address]bool)
	for {
		a := p.misses(i)
		if seen[a] {
			return a
		}
		seen[a] = true
		i = p.from[a][0] // still missing something itself, or a would be known
	}
}

// misses returns the first address that draft i misses.
func (p *plan) misses(i int) (a common.Address) {
	found := false
	p.drafts[i].refs(func(r *ref) {
		_, known := p.by[r.address]
		if !found && !known && !p.spelled[r.address] && len(p.from[r.address]) > 0 {
			a, found = r.address, true
		}
	})
	return a
}
