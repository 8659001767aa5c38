// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"encoding/binary"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
)

// go-ethereum's BLAKE2 precompile runs all its rounds in one piece of assembly, which Go cannot interrupt: 48 million
// rounds, which one eth_call may ask for, take about a second, and the first collection of garbage that begins
// meanwhile has the whole process stand still until they are over. So calls with many rounds are computed here, in
// Go, where the scheduler can step in. The answers are the same, in blocks too.
func init() {
	at := common.BytesToAddress([]byte{9})
	vm.PrecompiledContractsOsaka[at] = patientBlake2f{vm.PrecompiledContractsOsaka[at]}
}

// hastyRounds are left to the assembly: they take less than a millisecond.
const hastyRounds = 1 << 15

// patientBlake2f is the precompile of EIP-152.
type patientBlake2f struct{ vm.PrecompiledContract }

// Run implements vm.PrecompiledContract.
func (p patientBlake2f) Run(input []byte) ([]byte, error) {
	if len(input) != 213 || input[212] > 1 || binary.BigEndian.Uint32(input) <= hastyRounds {
		return p.PrecompiledContract.Run(input)
	}
	var h [8]uint64
	var m [16]uint64
	for i := range h {
		h[i] = binary.LittleEndian.Uint64(input[4+8*i:])
	}
	for i := range m {
		m[i] = binary.LittleEndian.Uint64(input[68+8*i:])
	}
	t := [2]uint64{binary.LittleEndian.Uint64(input[196:]), binary.LittleEndian.Uint64(input[204:])}
	compress(binary.BigEndian.Uint32(input), &h, &m, t, input[212] == 1)
	out := make([]byte, 64)
	for i, word := range h {
		binary.LittleEndian.PutUint64(out[8*i:], word)
	}
	return out, nil
}

// blakeIV and blakeOrder are the constants of RFC 7693.
var blakeIV = [8]uint64{
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
}

var blakeOrder = [10][16]byte{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
	{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
	{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
	{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
	{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}

// compress is the function F of RFC 7693 with any number of rounds.
func compress(rounds uint32, h *[8]uint64, m *[16]uint64, t [2]uint64, final bool) {
	var v [16]uint64
	copy(v[:8], h[:])
	copy(v[8:], blakeIV[:])
	v[12] ^= t[0]
	v[13] ^= t[1]
	if final {
		v[14] = ^v[14]
	}
	for i := range rounds {
		s := &blakeOrder[i%10]
		mix(&v[0], &v[4], &v[8], &v[12], m[s[0]], m[s[1]])
		mix(&v[1], &v[5], &v[9], &v[13], m[s[2]], m[s[3]])
		mix(&v[2], &v[6], &v[10], &v[14], m[s[4]], m[s[5]])
		mix(&v[3], &v[7], &v[11], &v[15], m[s[6]], m[s[7]])
		mix(&v[0], &v[5], &v[10], &v[15], m[s[8]], m[s[9]])
		mix(&v[1], &v[6], &v[11], &v[12], m[s[10]], m[s[11]])
		mix(&v[2], &v[7], &v[8], &v[13], m[s[12]], m[s[13]])
		mix(&v[3], &v[4], &v[9], &v[14], m[s[14]], m[s[15]])
	}
	for i := range h {
		h[i] ^= v[i] ^ v[i+8]
	}
}

func mix(a, b, c, d *uint64, x, y uint64) {
	*a += *b + x
	*d = bits.RotateLeft64(*d^*a, -32)
	*c += *d
	*b = bits.RotateLeft64(*b^*c, -24)
	*a += *b + y
	*d = bits.RotateLeft64(*d^*a, -16)
	*c += *d
	*b = bits.RotateLeft64(*b^*c, -63)
}
