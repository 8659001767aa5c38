// SPDX-License-Identifier: Apache-2.0

package l1anchor_test

import (
	"bytes"
	"testing"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
)

func TestCallsAreThoseOfTheContract(t *testing.T) {
	abi := bindings.NewInbox()
	for _, n := range []int{0, 1, 31, 32, 33, 1000} {
		data := bytes.Repeat([]byte{0xab}, n)
		c := l1anchor.BatchCall{Index: 1<<64 - 2, Prev: [8]byte{1, 2, 3, 4, 5, 6, 7, 8}, Consumed: 77, Data: data}
		if got, want := c.Encode(), abi.PackAppendBatch(c.Index, c.Prev, c.Consumed, data); !bytes.Equal(got, want) {
			t.Errorf("batch of %d bytes: got %x, want %x", n, got, want)
		}
		m := l1anchor.MessageCall{Kind: l1anchor.Forced, Body: data}
		if got, want := m.Encode(), abi.PackAppendMessage(2, data); !bytes.Equal(got, want) {
			t.Errorf("message of %d bytes: got %x, want %x", n, got, want)
		}
	}
}

func TestDecodeBatchCall(t *testing.T) {
	good := func() []byte {
		return (&l1anchor.BatchCall{Index: 5, Prev: [8]byte{9}, Consumed: 6, Data: []byte("thirty-three bytes are two words.")}).Encode()
	}
	for _, test := range []struct {
		name string
		edit func(in []byte) []byte
		ok   bool
	}{
		{"as encoded", func(in []byte) []byte { return in }, true},
		{"other bytes behind the data", func(in []byte) []byte { in[len(in)-1] = 1; return in }, true},
		{"another selector", func(in []byte) []byte { in[0]++; return in }, false},
		{"index over 64 bits", func(in []byte) []byte { in[4+23] = 1; return in }, false},
		{"prev over 8 bytes", func(in []byte) []byte { in[4+32+8] = 1; return in }, false},
		{"consumed over 64 bits", func(in []byte) []byte { in[4+64] = 1; return in }, false},
		{"another offset", func(in []byte) []byte { in[4+127] = 0xa0; return in }, false},
		{"offset over 64 bits", func(in []byte) []byte { in[4+96] = 1; return in }, false},
		{"length over 64 bits", func(in []byte) []byte { in[132] = 1; return in }, false},
		{"length past the end", func(in []byte) []byte { in[132+31] = 65; return in }, false},
		{"largest length", func(in []byte) []byte { copy(in[132+24:], bytes.Repeat([]byte{255}, 8)); return in }, false},
		{"a word too many", func(in []byte) []byte { return append(in, make([]byte, 32)...) }, false},
		{"a byte too many", func(in []byte) []byte { return append(in, 0) }, false},
		{"a byte too few", func(in []byte) []byte { return in[:len(in)-1] }, false},
		{"no padding", func(in []byte) []byte { return in[:164+33] }, false},
		{"a word less than its length", func(in []byte) []byte { in[132+31] = 32; return in }, false},
	} {
		c, ok := l1anchor.DecodeBatchCall(test.edit(good()))
		if ok != test.ok {
			t.Errorf("%s: ok = %t, want %t", test.name, ok, test.ok)
		}
		if ok && (c.Index != 5 || c.Prev != [8]byte{9} || c.Consumed != 6 || len(c.Data) != 33) {
			t.Errorf("%s: %+v", test.name, c)
		}
	}
	in := good()
	for n := range in {
		if _, ok := l1anchor.DecodeBatchCall(in[:n]); ok {
			t.Errorf("the first %d bytes decode", n)
		}
	}
}

func FuzzDecodeBatchCall(f *testing.F) {
	f.Add((&l1anchor.BatchCall{Index: 1, Consumed: 2, Data: []byte("abc")}).Encode())
	f.Add((&l1anchor.BatchCall{}).Encode())
	f.Fuzz(func(t *testing.T, in []byte) {
		c, ok := l1anchor.DecodeBatchCall(in)
		if !ok {
			return
		}
		if again := c.Encode(); len(again) != len(in) || !bytes.Equal(again[:164+len(c.Data)], in[:164+len(c.Data)]) {
			t.Errorf("%x decodes to %+v, which encodes to %x", in, c, again)
		}
	})
}
