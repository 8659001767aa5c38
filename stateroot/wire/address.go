// SPDX-License-Identifier: Apache-2.0

package wire

import "github.com/ethereum/go-ethereum/common"

// ref is an address as the packed form has it: an index into the pool, which is the senders of all transactions of the
// batch (0 to n-1) and behind them the addresses that were spelled out, in order of appearance. A sender may be named
// before its transaction comes: its address is known once that transaction is recovered.
type ref struct {
	address common.Address // always known while encoding; while decoding, only of spelled ones until resolved
	index   int
}

// pool is what a ref points into.
type pool struct {
	senders int // transactions in the batch
	spelled []common.Address

	// while encoding
	index map[common.Address]int // of every address that can be named without spelling it
}

// slot is a place where addresses stand. Each kind of place has its own habits.
type slot struct {
	recent recent[int]
	spell  [2]prob
}

// address codes r and returns its place among the slot's recent ones, or -1.
func (p *pool) address(c *coder, s *slot, r *ref) int {
	spelled := 0
	if !c.decoding {
		var known bool
		if r.index, known = p.index[r.address]; !known {
			r.index = -1
			spelled = 1
		}
	}
	index, place := s.recent.find(c, r.index)
	if place < 0 {
		if spelled = c.tree(s.spell[:], spelled); spelled == 1 {
			c.bytes(r.address[:])
			index = p.senders + len(p.spelled)
			p.spelled = append(p.spelled, r.address)
			if !c.decoding {
				p.index[r.address] = index
			}
		} else {
			size := p.senders + len(p.spelled)
			index = int(c.uniform(uint64(index), uint64(size)))
		}
		s.recent.add(c, index)
	}
	r.index = index
	if i := index - p.senders; i >= 0 && i < len(p.spelled) {
		r.address = p.spelled[i]
	}
	return place
}
