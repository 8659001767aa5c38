// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// decodePackedBlocks reads the blocks of the packed form. A breach of form may come behind one of the addresses.
func decodePackedBlocks(signer types.Signer, body []byte) ([]Block, *Violation) {
	blocks, drafts, p, breach := decodePacked(body)
	blocks, v := resolve(signer, &p.pool, blocks, drafts)
	if v == nil {
		v = breach
	}
	return blocks, v
}

// resolve fills in the addresses of drafts and makes their transactions. A draft is ready when all its addresses are
// known; its sender, once recovered, may make others ready. Which drafts get ready does not depend on the order, and
// each is recovered once. It returns the blocks before the first one that stays incomplete, and why that one does.
func resolve(signer types.Signer, p *pool, blocks []Block, drafts [][]*draft) ([]Block, *Violation) {
	r := resolver{signer: signer, pool: p}
	for _, block := range drafts {
		r.drafts = append(r.drafts, block...)
	}
	r.run()
	i := 0
	for b := range blocks {
		for range drafts[b] {
			if v := r.why(i); v != nil {
				return blocks[:b], v
			}
			blocks[b].Txs = append(blocks[b].Txs, r.done[i])
			i++
		}
	}
	return blocks, nil
}

type resolver struct {
	signer  types.Signer
	pool    *pool
	drafts  []*draft
	missing []int   // addresses that draft i still misses
	waiting [][]int // drafts that miss the sender of draft i, once for each place
	done    []*types.Transaction
	broken  []*Violation
}

func (r *resolver) run() {
	n := len(r.drafts)
	r.missing, r.waiting = make([]int, n), make([][]int, n)
	r.done, r.broken = make([]*types.Transaction, n), make([]*Violation, n)
	var ready []int
	for i, d := range r.drafts {
		d.refs(func(a *ref) {
			if a.index >= r.pool.senders {
				return // spelled out
			}
			r.missing[i]++
			if a.index < n {
				r.waiting[a.index] = append(r.waiting[a.index], i)
			}
		})
		if r.missing[i] == 0 {
			ready = append(ready, i)
		}
	}
	senders := make([]common.Address, n)
	for len(ready) > 0 {
		i := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		r.drafts[i].refs(func(a *ref) {
			if a.index < r.pool.senders {
				a.address = senders[a.index]
			}
		})
		if senders[i], r.broken[i] = r.recover(i); r.broken[i] != nil {
			continue
		}
		for _, j := range r.waiting[i] {
			if r.missing[j]--; r.missing[j] == 0 {
				ready = append(ready, j)
			}
		}
	}
}

// recover makes transaction i and recovers its sender.
func (r *resolver) recover(i int) (common.Address, *Violation) {
	tx, v := r.drafts[i].transaction(r.signer.ChainID())
	if v != nil {
		return common.Address{}, v
	}
	sender, err := types.Sender(r.signer, tx)
	if err != nil {
		return sender, violate(BadSignature, "%v", err)
	}
	r.done[i] = tx
	return sender, nil
}

// why says why transaction i is not done.
func (r *resolver) why(i int) *Violation {
	if r.done[i] == nil && r.broken[i] == nil {
		return violate(BadReference, "transaction %d misses %d addresses", i, r.missing[i])
	}
	return r.broken[i]
}
