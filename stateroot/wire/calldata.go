// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// How a 32-byte word of calldata is coded.
const (
	wordAddress = 0 // twelve zero bytes and an address
	wordDecimal = 1 // a number
	wordRecent  = 2 // one of the words on the recent list
	wordText    = 3 // bytes
)

const (
	selectorLength = 4
	wordLength     = 32
	addressAt      = wordLength - common.AddressLength
)

// calldata models the data of calls by the contract ABI: a selector, words, and whatever bytes are left. The data of
// creations, and what is too short for a selector, is coded as bytes.
type calldata struct {
	present   [placeClasses]prob
	short     prob
	selectors recent[uint32]
	lengths   [callClasses]recent[uint64]
	length    number
	kinds     [callClasses][8][4]prob // by the position of the word, the eighth and later ones together
	amounts   [callClasses]decimal
	words     recent[[wordLength]byte]
	text      text
}

// Classes of what a transaction does, which the models of its other fields depend on.
const (
	classTransfer = 0 // no data
	classCreate   = 1
	classShort    = 2 // data without a selector
	classCall     = 3 // the selector is not among the recent ones
	classRecent   = 4 // and by the place of the selector from here on
	callClasses   = classRecent + 8
)

// Classes of the recipient that decide how likely data is.
const (
	placeCreate  = 0
	placeOther   = 1
	placeRecent  = 2 // and by the place of the recipient from here on
	placeClasses = placeRecent + 8
)

// code codes the data of a transaction, whose recipient is of the given class, and returns the transaction's class.
func (m *calldata) code(c *coder, p *pool, addresses *slot, d *draft, place int, left *budget) int {
	present := 0
	if len(d.data) > 0 {
		present = 1
	}
	if c.bit(&m.present[place], present) == 0 {
		if d.create {
			return classCreate
		}
		return classTransfer
	}
	class := classCreate
	var selector [selectorLength]byte
	if !d.create {
		class = m.selector(c, d, &selector)
	}
	n, hit := m.lengths[class].find(c, uint64(len(d.data)))
	if hit < 0 {
		n = m.length.code(c, n)
		m.lengths[class].add(c, n)
	}
	if c.decoding {
		// The length decides whether there is a selector, so a short one must not come with one, nor a long one
		// without.
		if n == 0 || !d.create && (n < selectorLength) != (class == classShort) {
			c.bad = true
			return class
		}
		if !left.take(int(min(n, MaxInflated+1))) {
			return class
		}
		d.data = make([]byte, n)
	}
	rest := d.data
	if class >= classCall {
		if c.decoding {
			copy(rest, selector[:])
		}
		m.body(c, p, addresses, d, class)
		rest = rest[len(rest)-(len(rest)-selectorLength)%wordLength:]
	}
	m.text.code(c, rest)
	return class
}

// selector codes the first four bytes, or that there are fewer.
func (m *calldata) selector(c *coder, d *draft, selector *[selectorLength]byte) int {
	short := 0
	if len(d.data) < selectorLength {
		short = 1
	}
	if c.bit(&m.short, short) == 1 {
		return classShort
	}
	if !c.decoding {
		copy(selector[:], d.data)
	}
	v, place := m.selectors.find(c, binary.BigEndian.Uint32(selector[:]))
	if place < 0 {
		v = uint32(c.bits(uint64(v), 32))
		m.selectors.add(c, v)
	}
	binary.BigEndian.PutUint32(selector[:], v)
	if place < 0 {
		return classCall
	}
	return classRecent + place
}

// body codes the whole words behind the selector.
func (m *calldata) body(c *coder, p *pool, addresses *slot, d *draft, class int) {
	next := 0 // index into d.words of the next address while encoding
	for i := 0; selectorLength+(i+1)*wordLength <= len(d.data) && !c.bad && !c.overrun; i++ {
		at := selectorLength + i*wordLength
		w := d.data[at : at+wordLength]
		kind := 0
		if !c.decoding {
			if next < len(d.words) && d.words[next].at == at+addressAt {
				kind = wordAddress
			} else {
				kind = m.kind(w)
			}
		}
		switch c.tree(m.kinds[class][min(i, 7)][:], kind) {
		case wordAddress:
			if c.decoding {
				d.words = append(d.words, word{at: at + addressAt})
			}
			p.address(c, addresses, &d.words[next].ref)
			next++
		case wordDecimal:
			var v uint256.Int
			if !c.decoding {
				v.SetBytes(w)
			}
			m.amounts[class].code(c, &v)
			if c.decoding {
				v.WriteToSlice(w)
			}
			if memorable(w) {
				m.words.add(c, [wordLength]byte(w))
			}
		case wordRecent:
			v, place := m.words.find(c, [wordLength]byte(w))
			if place < 0 {
				c.bad = true
			} else if c.decoding {
				copy(w, v[:])
			}
		case wordText:
			m.text.code(c, w)
			if memorable(w) {
				m.words.add(c, [wordLength]byte(w))
			}
		}
	}
}

// kind chooses how a word that is not a known address is coded.
func (m *calldata) kind(w []byte) int {
	for _, have := range m.words.list[:m.words.used] {
		if have == [wordLength]byte(w) {
			return wordRecent
		}
	}
	if isNumber(w) {
		return wordDecimal
	}
	return wordText
}

// memorable says whether a word goes on the recent list: small numbers are cheaper without.
func memorable(w []byte) bool {
	for _, b := range w[:wordLength-4] {
		if b != 0 {
			return true
		}
	}
	return false
}

// isNumber says whether a word looks like an amount: below 2^112, or with at most twenty decimal digits before zeros.
func isNumber(w []byte) bool {
	v := new(uint256.Int).SetBytes(w)
	if v.BitLen() <= 112 {
		return true
	}
	for rest := new(uint256.Int); v.BitLen() > 64; {
		if v.DivMod(v, ten, rest); !rest.IsZero() {
			return false
		}
	}
	return true
}

// findAddresses notes the words of a call's data that look like an address.
func (d *draft) findAddresses() {
	if d.create {
		return
	}
	for at := selectorLength; at+wordLength <= len(d.data); at += wordLength {
		w := d.data[at : at+wordLength]
		if [addressAt]byte(w) == [addressAt]byte{} && !isNumber(w) {
			d.words = append(d.words, word{at + addressAt, ref{address: common.BytesToAddress(w[addressAt:])}})
		}
	}
}
