// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"testing"

	bls12381 "github.com/consensys/gnark-crypto/ecc/bls12-381"
	"github.com/consensys/gnark-crypto/ecc/bls12-381/fp"
	"github.com/consensys/gnark-crypto/ecc/bls12-381/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/derive"
)

// felt is a field element as EIP-2537 writes it.
func felt(e *fp.Element) []byte {
	b := e.Bytes()
	return common.LeftPadBytes(b[:], 64)
}

// g1 and g2 are points, different ones for different n, with as many set bits as most have.
func g1(n int64) []byte {
	_, _, p, _ := bls12381.Generators()
	p.ScalarMultiplication(&p, scalar(n))
	return append(felt(&p.X), felt(&p.Y)...)
}

func g2(n int64) []byte {
	_, _, _, p := bls12381.Generators()
	p.ScalarMultiplication(&p, scalar(n))
	return slices.Concat(felt(&p.X.A0), felt(&p.X.A1), felt(&p.Y.A0), felt(&p.Y.A1))
}

// scalar is a large number below the order of the groups.
func scalar(n int64) *big.Int { return new(big.Int).Sub(fr.Modulus(), big.NewInt(n+12345)) }

// each joins n pieces.
func each(n int64, piece func(int64) []byte) (all []byte) {
	for i := range n {
		all = append(all, piece(i+1)...)
	}
	return all
}

func word(n *big.Int) []byte { return common.BigToHash(n).Bytes() }

// p256 is a signature that is right.
func p256(t testing.TB) []byte {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	hash := sha256.Sum256([]byte("message"))
	r, s, err := ecdsa.Sign(rand.Reader, key, hash[:])
	if err != nil {
		t.Fatal(err)
	}
	public, err := key.PublicKey.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat(hash[:], word(r), word(s), public[1:])
}

// modexp is an input with numbers of such lengths, and the bits of the exponent all set.
func modexp(base, exponent, modulus int, odd byte) []byte {
	ones := bytes.Repeat([]byte{0xff}, exponent)
	m := append(bytes.Repeat([]byte{0xfd}, modulus-1), odd)
	return slices.Concat(word(big.NewInt(int64(base))), word(big.NewInt(int64(exponent))), word(big.NewInt(int64(modulus))),
		bytes.Repeat([]byte{0xfe}, base), ones, m)
}

// TestPrecompiles holds what the meter charges for precompiles that the program computes against what the machine
// takes.
func TestPrecompiles(t *testing.T) {
	p := guestProgram(t)
	msm := func(point func(int64) []byte) func(int64) []byte {
		return func(n int64) []byte { return append(point(n), word(scalar(7*n))...) }
	}
	pair := func(n int64) []byte { return append(g1(n), g2(n)...) }
	element := func(n int64) []byte { e := fp.NewElement(uint64(n)); e.Inverse(&e); return felt(&e) }
	rounds := func(n uint32) []byte {
		return append(binary.BigEndian.AppendUint32(nil, n), append(bytes.Repeat([]byte{7}, 208), 1)...)
	}
	for _, c := range []struct {
		name   string
		number int
		input  []byte
		times  int
	}{
		{"modexp of 1024 bytes", 5, modexp(1024, 40, 1024, 0xff), 1},
		{"modexp of 1024 bytes, even", 5, modexp(1024, 40, 1024, 0xf0), 1},
		{"modexp of 256 bytes", 5, modexp(256, 500, 256, 0xff), 1},
		{"modexp of 168 bytes", 5, modexp(168, 1024, 168, 0xff), 1},
		{"blake2f of many rounds", 9, rounds(1_500_000), 1},
		{"BLS G1 add", 0x0b, append(g1(1), g1(2)...), 100},
		{"BLS G1 sum of one", 0x0c, each(1, msm(g1)), 10},
		{"BLS G1 sum of 2", 0x0c, each(2, msm(g1)), 10},
		{"BLS G1 sum of 16", 0x0c, each(16, msm(g1)), 2},
		{"BLS G1 sum of 128", 0x0c, each(128, msm(g1)), 1},
		{"BLS G2 add", 0x0d, append(g2(1), g2(2)...), 100},
		{"BLS G2 sum of one", 0x0e, each(1, msm(g2)), 10},
		{"BLS G2 sum of 16", 0x0e, each(16, msm(g2)), 2},
		{"BLS G2 sum of 64", 0x0e, each(64, msm(g2)), 1},
		{"BLS pairing of one", 0x0f, each(1, pair), 5},
		{"BLS pairing of 8", 0x0f, each(8, pair), 1},
		{"BLS map to G1", 0x10, element(7), 20},
		{"BLS map to G2", 0x11, append(element(7), element(9)...), 10},
		{"P256", 0x100, p256(t), 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			call := assemble(t, fmt.Sprintf("0x0 0x0 CALLDATASIZE 0x0 0x%04x GAS STATICCALL POP", c.number))
			at := w.install(append(assemble(t, copyInput), bytes.Repeat(call, c.times)...))
			idle := w.weigh([]*types.Transaction{w.call(common.Address{0xaa}, c.input)})
			w.nonce[address(3)]--
			txs := []*types.Transaction{w.call(at[0], c.input)}
			charged := w.weigh(txs)
			l := w.derive(w.batch(w.blocks(txs)))[0]
			if l.event != derive.MadeBlock {
				t.Fatalf("the transition is %q, not a block", l.event)
			}
			got, steps := prove(t, p, w, l.before)
			if got != l.after.Hash() {
				t.Errorf("the machine comes to state %s, the chain to %s", got, l.after.Hash())
			}
			ratio := float64(charged-idle) / float64(max(steps, base+1)-base)
			t.Logf("%d steps, %d charged, %.1f times what it took", steps, charged-idle, ratio)
			if ratio < margin {
				t.Errorf("%d steps, more than half of the %d charged", steps-base, charged-idle)
			}
		})
	}
}
