// SPDX-License-Identifier: Apache-2.0

package wire

// A range coder over 48 bits, integers only. It works both ways: while encoding, a method writes the value that it is
// given and returns it; while decoding, it ignores the argument and returns what it read. So each model is written
// once, and both directions follow the same path through it.
//
//	range  (2^40, 2^48]   width of the current interval
//	low    49 bits        its lower end while encoding; bit 48 is a carry into bytes already produced
//	code   48 bits        the data minus the lower end while decoding
//
// The end is canonical: the encoder writes low itself, so a decoder that has read everything stands at code 0.
type coder struct {
	width uint64

	// while encoding
	out     []byte
	low     uint64
	held    byte // a byte that a carry may still change
	pending int  // held and the 0xff bytes behind it

	// while decoding
	decoding bool
	in       []byte
	code     uint64
	overrun  bool // more was read than there is
	bad      bool // something was read that no encoder writes
}

const (
	fullWidth = 1 << 48
	minWidth  = 1 << 40
	codeBytes = 6 // bytes of code, and of low
)

func newWriter() *coder { return &coder{width: fullWidth, pending: 1} }

func newReader(in []byte) *coder {
	c := &coder{width: fullWidth, decoding: true, in: in}
	for range codeBytes {
		c.code = c.code<<8 | uint64(c.next())
	}
	return c
}

// prob is an adaptive estimate that a bit is one. The zero value is one half, nothing seen.
type prob struct {
	offset uint16 // estimate in 1/65536, exclusive-or one half
	seen   uint8  // bits seen, up to maxSeen
}

const (
	half    = 1 << 15
	minProb = 24  // no estimate comes closer to 0 or 1, so that a surprise costs at most 12 bits
	maxSeen = 160 // bounds the memory of an estimate: it stays able to follow a change
)

// rates[n] is the weight of a bit after n others, 1/(n+1.5) in 1/65536.
var rates = func() (r [maxSeen + 1]int32) {
	for n := range r {
		r[n] = int32(2 * 65536 / (2*n + 3))
	}
	return r
}()

// bit codes one bit by its estimate, and updates the estimate.
func (c *coder) bit(p *prob, v int) int {
	one := int32(p.offset ^ half)
	bound := (c.width >> 16) * uint64(one)
	if c.decoding {
		v = 0
		if c.code < bound {
			v = 1
		}
	}
	rate := rates[p.seen]
	if v != 0 {
		c.width = bound
		one += (65536 - one) * rate >> 16
	} else {
		c.low += bound
		c.code -= bound
		c.width -= bound
		one -= one * rate >> 16
	}
	p.offset = uint16(min(max(one, minProb), 65536-minProb)) ^ half
	if p.seen < maxSeen {
		p.seen++
	}
	c.normalise()
	return v
}

// uniform codes v, one of n equally likely values; 0 < n <= 2^24.
func (c *coder) uniform(v, n uint64) uint64 {
	c.width /= n
	if c.decoding {
		if v = c.code / c.width; v >= n {
			c.bad = true
			v = 0
			c.code = 0
		}
	}
	c.low += v * c.width
	c.code -= v * c.width
	c.normalise()
	return v
}

// bits codes the lowest n bits of v, each as likely as not.
func (c *coder) bits(v uint64, n int) uint64 {
	var got uint64
	for n > 0 {
		k := min(n, 16)
		n -= k
		got = got<<k | c.uniform(v>>n&(1<<k-1), 1<<k)
	}
	return got
}

// bytes codes bytes that no model describes. Like everything here, it writes to b only while decoding.
func (c *coder) bytes(b []byte) {
	for len(b) > 0 {
		n := min(len(b), 2)
		v := uint64(b[0])
		if n == 2 {
			v = v<<8 | uint64(b[1])
		}
		v = c.bits(v, 8*n)
		if c.decoding {
			b[n-1] = byte(v)
			if n == 2 {
				b[0] = byte(v >> 8)
			}
		}
		b = b[n:]
	}
}

func (c *coder) normalise() {
	for c.width < minWidth {
		c.width <<= 8
		if c.decoding {
			c.code = c.code<<8 | uint64(c.next())
		} else {
			c.shift()
		}
	}
}

func (c *coder) next() byte {
	if len(c.in) == 0 {
		c.overrun = true
		return 0
	}
	b := c.in[0]
	c.in = c.in[1:]
	return b
}

// shift moves the top byte of low out.
func (c *coder) shift() {
	if c.low < 0xff<<40 || c.low >= fullWidth {
		carry := byte(c.low >> 48)
		for b := c.held; c.pending > 0; c.pending-- {
			c.out = append(c.out, b+carry)
			b = 0xff
		}
		c.held = byte(c.low >> 40)
	}
	c.pending++
	c.low = c.low & (minWidth - 1) << 8
}

// finish ends encoding. The first byte ever held is an empty one, which no carry reaches.
func (c *coder) finish() []byte {
	for range codeBytes + 1 {
		c.shift()
	}
	return c.out[1:]
}

// size is how many bytes have been produced so far, give or take the few that are still being decided.
func (c *coder) size() int { return len(c.out) + c.pending }
