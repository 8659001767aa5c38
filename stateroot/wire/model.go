// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math/bits"

	"github.com/holiman/uint256"
)

// tree codes a symbol of n bits from the top, each bit by the estimate for the bits before it. It needs 2^n estimates.
func (c *coder) tree(t []prob, v int) int {
	node := 1
	for shift := bits.Len(uint(len(t))) - 2; shift >= 0; shift-- {
		node = node<<1 | c.bit(&t[node], v>>shift&1)
	}
	return node - len(t)
}

// number models integers that are mostly small or of a similar size: the bit length, then up to three bits below the
// leading one by estimate, then the rest as it is.
type number struct {
	length [128]prob
	top    [65][8]prob
}

func (m *number) code(c *coder, v uint64) uint64 {
	n := c.tree(m.length[:], bits.Len64(v))
	if n > 64 {
		c.bad = true
		return 0
	}
	if n < 2 {
		return uint64(n)
	}
	rest := n - 1
	got := uint64(1)
	for node := 1; rest > 0 && node < 8; rest-- {
		b := c.bit(&m.top[n][node], int(v>>(rest-1)&1))
		node = node<<1 | b
		got = got<<1 | uint64(b)
	}
	return got<<rest | c.bits(v, rest)
}

// decimal models amounts, which people and programs round in decimal: the number of digits, how many of them are left
// without the zeros at the end, and those.
type decimal struct {
	digits      [128]prob
	significant [128]prob
	digit       [4][16]prob // first, second, last, any other up to modelled
}

const (
	maxDigits = 78 // of 2^256 - 1
	modelled  = 6  // digits coded by estimate; those behind are as good as random
)

func (m *decimal) code(c *coder, v *uint256.Int) {
	var text []byte
	if !c.decoding && !v.IsZero() {
		text = []byte(v.Dec())
	}
	total := c.tree(m.digits[:], len(text))
	kept := len(text)
	for kept > 0 && text[kept-1] == '0' {
		kept--
	}
	if total == 0 {
		v.Clear()
		return
	}
	kept = c.tree(m.significant[:], kept)
	if total > maxDigits || kept == 0 || kept > total {
		c.bad = true
		return
	}
	var got uint256.Int
	var overflow bool
	for i := range total {
		d := 0
		if i < kept {
			if text != nil {
				d = int(text[i] - '0')
			}
			d = m.one(c, i, kept, d)
		}
		if !c.decoding {
			continue
		}
		over := false
		_, over = got.MulOverflow(&got, ten)
		overflow = overflow || over
		_, over = got.AddOverflow(&got, uint256.NewInt(uint64(d)))
		overflow = overflow || over
	}
	if c.decoding {
		c.bad = c.bad || overflow
		v.Set(&got)
	}
}

var ten = uint256.NewInt(10)

// one codes digit i of kept ones. The first and the last are not zero.
func (m *decimal) one(c *coder, i, kept, d int) int {
	last := i == kept-1
	switch {
	case i == 0:
		d = c.tree(m.digit[0][:], d)
	case last && i < modelled:
		d = c.tree(m.digit[2][:], d)
	case last:
		d = int(c.uniform(uint64(d-1), 9)) + 1
	case i == 1:
		d = c.tree(m.digit[1][:], d)
	case i < modelled:
		d = c.tree(m.digit[3][:], d)
	default:
		d = int(c.uniform(uint64(d), 10))
	}
	if d > 9 || d == 0 && (i == 0 || last) {
		c.bad = true
		return 1
	}
	return d
}

// text models bytes by the byte before.
type text struct {
	after *[256][256]prob // made at the first byte
}

func (m *text) code(c *coder, b []byte) {
	if m.after == nil && len(b) > 0 {
		m.after = new([256][256]prob)
	}
	previous := byte(0)
	for i := range b {
		v := byte(c.tree(m.after[previous][:], int(b[i])))
		if c.decoding {
			b[i] = v
		}
		previous = v
	}
}

// recent models values that come back: a short list, hot ones in front. What is not on the list is coded by the caller
// and then added in the middle; a value that is met again moves half the way to the front.
type recent[T comparable] struct {
	list  [8]T
	used  int
	place [16]prob // index on the list, or len(list) when it is not there
}

// find codes the place of v. It returns the value and its place when it is on the list, and -1 when not.
func (m *recent[T]) find(c *coder, v T) (T, int) {
	i := len(m.list)
	if !c.decoding {
		for j := range m.used {
			if m.list[j] == v {
				i = j
				break
			}
		}
	}
	i = c.tree(m.place[:], i)
	if i == len(m.list) {
		return v, -1
	}
	if i >= m.used {
		c.bad = true
		return v, -1
	}
	v = m.list[i]
	copy(m.list[i/2+1:i+1], m.list[i/2:i])
	m.list[i/2] = v
	return v, i
}

// add puts a value that was not found on the list.
func (m *recent[T]) add(c *coder, v T) {
	for _, have := range m.list[:m.used] {
		if have == v {
			c.bad = true // only a decoder gets here: an encoder would have found it
			return
		}
	}
	at := min(m.used, len(m.list)/2)
	if m.used < len(m.list) {
		m.used++
	}
	copy(m.list[at+1:m.used], m.list[at:m.used-1])
	m.list[at] = v
}
