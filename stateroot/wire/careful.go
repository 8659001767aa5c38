// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"maps"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// spareBytes is what a transaction may take beyond its envelope before the envelope itself is written instead.
const spareBytes = 8

// encodePacked makes the packed form. The estimates can be led astray by who knows them: taught one habit at little
// cost, then shown another. So that no transaction takes much more than its envelope, whatever came before it, the
// batch is written again, carefully, when one does.
func encodePacked(chainID *big.Int, b *Batch, drafts []*draft, index map[common.Address]int) []byte {
	body, ok := writePacked(b, drafts, maps.Clone(index), false)
	if !ok {
		body, _ = writePacked(b, drafts, index, true)
	}
	data := append([]byte{byte(Packed)}, b.Parent[:]...)
	return append(data, body...)
}

// writePacked gives up at the first transaction that takes too much, unless careful is set.
func writePacked(b *Batch, drafts []*draft, index map[common.Address]int, careful bool) ([]byte, bool) {
	p := &packed{coder: newWriter(), left: budget{left: MaxInflated}}
	p.pool = pool{senders: len(drafts), index: index}
	p.bits(uint64(len(drafts)), 16)
	for i := range b.Blocks {
		block := b.Blocks[i]
		p.block(&block, len(block.Txs))
		for _, tx := range block.Txs {
			most := p.size() + int(tx.Size()) + spareBytes
			if careful {
				p.atMost(drafts[0], most, tx.MarshalBinary)
			} else if p.transaction(drafts[0]); p.size() > most {
				return nil, false
			}
			drafts = drafts[1:]
		}
		more := 0
		if i+1 < len(b.Blocks) {
			more = 1
		}
		p.bit(&p.more, more)
	}
	return p.finish(), true
}

// atMost writes a transaction, and its envelope instead when it would take the data past most bytes.
func (p *packed) atMost(d *draft, most int, marshal func() ([]byte, error)) {
	before, spelled := p.save(), len(p.pool.spelled)
	if p.transaction(d); p.size() <= most {
		return
	}
	raw, err := marshal()
	if err != nil {
		return
	}
	for _, a := range p.pool.spelled[spelled:] {
		delete(p.pool.index, a)
	}
	*p = before
	p.transaction(&draft{form: envelope, envelope: raw})
}

// save copies all that coding a transaction changes, but for the index of the pool.
func (p *packed) save() packed {
	c, s := *p.coder, *p
	s.coder = &c
	if p.data.text.after != nil {
		after := *p.data.text.after
		s.data.text.after = &after
	}
	return s
}
