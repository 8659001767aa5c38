// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// packed is the packed form while it is written or read: the coder and everything it has learnt so far. The fields of
// a transaction come in the order of the methods below, each coded with what the ones before say about it.
type packed struct {
	*coder
	pool pool
	left budget

	more     prob // another block follows
	elapsed  number
	messages number
	count    number

	form     form // of the previous transaction
	forms    [8][8]prob
	length   number // of an envelope
	create   [8]prob
	to       slot
	data     calldata
	argument slot // addresses in calldata
	gas      [callClasses]recent[uint64]
	limit    number
	value    [callClasses]decimal
	nonce    number
	fee      [3]recent[uint256.Int] // gas price, fee cap, tip
	wei      [3]decimal
	items    [3]number // entries of an access list, keys of an entry, authorisations
	listed   slot
	keys     recent[common.Hash]
	delegate slot
	chain    decimal
	auths    number
	parity   number
}

// maxPackedTxs bounds the number of transactions that a packed batch names at its start.
const maxPackedTxs = 1<<16 - 1

// block codes the numbers of a block.
func (p *packed) block(b *Block, txs int) int {
	b.Elapsed = p.elapsed.code(p.coder, b.Elapsed)
	b.Messages = p.messages.code(p.coder, b.Messages)
	return int(min(p.count.code(p.coder, uint64(txs)), maxPackedTxs+1))
}

// transaction codes one transaction.
func (p *packed) transaction(d *draft) {
	d.form = form(p.tree(p.forms[p.form][:], int(d.form)))
	p.form = d.form
	if d.form > setCode && d.form != envelope {
		p.bad = true
		return
	}
	if d.form == envelope {
		p.envelope(d)
		return
	}
	p.left.take(txCost)
	class := p.call(d)
	d.gas = p.gasLimit(d.gas, class)
	p.value[class].code(p.coder, &d.value)
	d.nonce = p.nonce.code(p.coder, d.nonce)
	p.fees(d)
	if d.form != legacy && d.form != homestead {
		p.accessList(d)
	}
	if d.form == setCode {
		p.authorizations(d)
	}
	p.signature(d)
}

func (p *packed) envelope(d *draft) {
	n := p.length.code(p.coder, uint64(len(d.envelope)))
	if p.decoding {
		if !p.left.take(txCost + int(min(n, MaxInflated))) {
			return
		}
		d.envelope = make([]byte, n)
	}
	p.bytes(d.envelope)
}

// call codes the recipient and the data, and returns the class of the transaction.
func (p *packed) call(d *draft) int {
	create := 0
	if d.create {
		create = 1
	}
	place := placeCreate
	if d.create = p.bit(&p.create[d.form], create) == 1; !d.create {
		place = placeOther
		if i := p.pool.address(p.coder, &p.to, &d.to); i >= 0 {
			place = placeRecent + i
		}
	} else if d.form == setCode {
		p.bad = true
	}
	return p.data.code(p.coder, &p.pool, &p.argument, d, place, &p.left)
}

func (p *packed) gasLimit(gas uint64, class int) uint64 {
	gas, place := p.gas[class].find(p.coder, gas)
	if place < 0 {
		gas = p.limit.code(p.coder, gas)
		p.gas[class].add(p.coder, gas)
	}
	return gas
}

func (p *packed) fees(d *draft) {
	if d.form == dynamicFee || d.form == setCode {
		p.amount(1, &d.price)
		p.amount(2, &d.tip)
		return
	}
	p.amount(0, &d.price)
}

func (p *packed) amount(i int, v *uint256.Int) {
	got, place := p.fee[i].find(p.coder, *v)
	if place < 0 {
		p.wei[i].code(p.coder, &got)
		p.fee[i].add(p.coder, got)
	}
	*v = got
}

func (p *packed) accessList(d *draft) {
	n := p.items[0].code(p.coder, uint64(len(d.access)))
	for i := 0; uint64(i) < n && p.healthy(addressCost); i++ {
		if p.decoding {
			d.access = append(d.access, entry{})
		}
		e := &d.access[i]
		p.pool.address(p.coder, &p.listed, &e.ref)
		keys := p.items[1].code(p.coder, uint64(len(e.keys)))
		for j := 0; uint64(j) < keys && p.healthy(slotCost); j++ {
			if p.decoding {
				e.keys = append(e.keys, common.Hash{})
			}
			key, place := p.keys.find(p.coder, e.keys[j])
			if place < 0 {
				p.data.text.code(p.coder, key[:])
				p.keys.add(p.coder, key)
			}
			if p.decoding {
				e.keys[j] = key
			}
		}
	}
}

func (p *packed) authorizations(d *draft) {
	n := p.items[2].code(p.coder, uint64(len(d.auths)))
	for i := 0; uint64(i) < n && p.healthy(authCost); i++ {
		if p.decoding {
			d.auths = append(d.auths, authorization{})
		}
		a := &d.auths[i]
		p.chain.code(p.coder, &a.chainID)
		p.pool.address(p.coder, &p.delegate, &a.ref)
		a.nonce = p.auths.code(p.coder, a.nonce)
		v := p.parity.code(p.coder, uint64(a.v))
		p.bad = p.bad || v > 255
		a.v = uint8(v)
		for _, x := range []*uint256.Int{&a.r, &a.s} {
			b := x.Bytes32()
			p.bytes(b[:])
			x.SetBytes32(b[:])
		}
	}
}

// healthy charges an item and says whether reading it makes sense. While encoding it always does: the size was checked.
func (p *packed) healthy(cost int) bool {
	return p.left.take(cost) && !p.bad && !p.overrun
}

// signature codes r as it is, and s, which is below 2^255, behind the parity.
func (p *packed) signature(d *draft) {
	if d.odd {
		d.s[0] |= 0x80
	}
	p.bytes(d.r[:])
	p.bytes(d.s[:])
	d.odd = d.s[0]&0x80 != 0
	d.s[0] &= 0x7f
}

// decodePacked reads the packed form up to the first breach of its form. Addresses and senders are still open.
func decodePacked(body []byte) (blocks []Block, drafts [][]*draft, p *packed, v *Violation) {
	p = &packed{coder: newReader(body), left: budget{left: MaxInflated}}
	p.pool.senders = int(p.bits(0, 16))
	for read := 0; ; {
		if len(blocks) == MaxBlocks {
			return blocks, drafts, p, violate(OverLimit, "more than %d blocks", MaxBlocks)
		}
		var block Block
		p.left.take(blockCost)
		n := p.block(&block, 0)
		if n > p.pool.senders-read {
			p.bad = true
		}
		var txs []*draft
		for i := 0; i < n && p.healthy(0); i++ {
			d := new(draft)
			p.transaction(d)
			txs = append(txs, d)
		}
		more := p.bit(&p.more, 0)
		if v := p.fault(); v != nil {
			return blocks, drafts, p, v
		}
		if v := checkBlock(&block); v != nil {
			return blocks, drafts, p, v
		}
		blocks, drafts = append(blocks, block), append(drafts, txs)
		if read += n; more == 1 {
			continue
		}
		switch {
		case len(p.in) > 0 || p.code != 0:
			v = violate(Trailing, "%d bytes", len(p.in))
		case read != p.pool.senders:
			v = violate(Malformed, "%d transactions instead of %d", read, p.pool.senders)
		}
		return blocks, drafts, p, v
	}
}

// fault says what is wrong with what was read so far.
func (p *packed) fault() *Violation {
	switch {
	case p.overrun:
		return violate(Truncated, "the coder ran out of data")
	case p.left.over:
		return violate(OverLimit, "inflated size over %d", MaxInflated)
	case p.bad:
		return violate(Malformed, "no encoder makes this")
	}
	return nil
}
