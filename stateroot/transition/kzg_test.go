// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bls12-381/fr"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto/kzg4844"
)

// opening is the input that says what a polynomial with these first values is at a point.
func opening(t testing.TB, point fr.Element, values ...fr.Element) []byte {
	t.Helper()
	var blob kzg4844.Blob
	for i, v := range values {
		b := v.Bytes()
		copy(blob[32*i:], b[:])
	}
	commitment, err := kzg4844.BlobToCommitment(&blob)
	if err != nil {
		t.Fatal(err)
	}
	at := kzg4844.Point(point.Bytes())
	proof, claim, err := kzg4844.ComputeProof(&blob, at)
	if err != nil {
		t.Fatal(err)
	}
	hash := kzg4844.CalcBlobHashV1(sha256.New(), &commitment)
	return slices.Concat(hash[:], at[:], claim[:], commitment[:], proof[:])
}

// compare holds our answer against go-ethereum's.
func compare(t *testing.T, what string, in []byte) (taken bool) {
	t.Helper()
	want, wantErr := vm.PrecompiledContractsOsaka[pointEvaluationAddress].Run(in)
	got, err := pointEvaluation{}.Run(in)
	if !bytes.Equal(got, want) || (err == nil) != (wantErr == nil) {
		t.Errorf("%s: %x, %v; go-ethereum says %x, %v: %x", what, got, err, want, wantErr, in)
	}
	return err == nil
}

// version makes the versioned hash right, so that what comes behind it is looked at.
func version(in []byte) []byte {
	hash := sha256.Sum256(in[96:144])
	hash[0] = 1
	return append(hash[:], in[32:]...)
}

// TestTau holds the point against how the ceremony's result has it: g2_monomial[1].
func TestTau(t *testing.T) {
	const published = "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72" +
		"185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2"
	p := tau()
	if b := p.Bytes(); hex.EncodeToString(b[:]) != published || !p.IsInSubGroup() {
		t.Errorf("τ·G2 is %x, want %s", b, published)
	}
}

func TestPointEvaluation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	element := func() (e fr.Element) { return *e.SetUint64(random.Uint64()) }
	one := fr.One()
	var minusOne fr.Element
	minusOne.Neg(&one)
	openings := map[string][]byte{
		"zero everywhere":     opening(t, element()),
		"zero at zero":        opening(t, fr.Element{}),
		"at a root of unity":  opening(t, one, element()),
		"the largest numbers": opening(t, minusOne, minusOne, minusOne),
		"any":                 opening(t, element(), element(), element(), element()),
	}
	for name, in := range openings {
		if !compare(t, name, in) {
			t.Errorf("%s: a true opening is refused", name)
		}
		for range 20 {
			bad := bytes.Clone(in)
			bad[32+random.IntN(len(bad)-32)] ^= 1 << random.IntN(8)
			compare(t, name+", a bit flipped", bad)
			if compare(t, name+", a bit flipped behind a right hash", version(bad)) && name == "any" {
				t.Errorf("a wrong opening passes: %x", version(bad))
			}
		}
		compare(t, name+", cut", in[:191])
		compare(t, name+", longer", append(bytes.Clone(in), 0))
	}
	in := openings["any"]
	infinity := append([]byte{0xc0}, make([]byte, 47)...)
	modulus := fr.Modulus().Bytes()
	for name, bad := range map[string][]byte{
		"nothing":                   {},
		"a point as the modulus":    slices.Concat(in[:32], modulus, in[64:]),
		"a value as the modulus":    slices.Concat(in[:64], modulus, in[96:]),
		"no commitment":             version(slices.Concat(in[:96], infinity, in[144:])),
		"no proof":                  slices.Concat(in[:144], infinity),
		"nothing of both":           version(slices.Concat(in[:96], infinity, infinity)),
		"uncompressed":              version(slices.Concat(in[:96], make([]byte, 96))),
		"a point of no subgroup":    version(slices.Concat(in[:96], append([]byte{0x80}, append(make([]byte, 46), 4)...), in[144:])),
		"commitment and proof turn": version(slices.Concat(in[:96], in[144:], in[96:144])),
	} {
		compare(t, name, bad)
	}
}

func FuzzPointEvaluation(f *testing.F) {
	f.Add(opening(f, fr.NewElement(7), fr.NewElement(1), fr.NewElement(2)))
	f.Fuzz(func(t *testing.T, in []byte) {
		compare(t, "fuzz", in)
		if len(in) == 192 {
			compare(t, "fuzz, right hash", version(in))
		}
	})
}
