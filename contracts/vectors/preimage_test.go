// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/big"
	mathrand "math/rand/v2"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fp"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/vectors"
	"github.com/layeredpow/adit/vm/oracle"
)

type preimageCase struct {
	Precompile byte          `json:"precompile"` // 0: input is the value itself
	Input      hexutil.Bytes `json:"input"`
	Offset     uint64        `json:"offset,string"`
	Key        common.Hash   `json:"key"`
	Word       common.Hash   `json:"word"`
	Length     uint64        `json:"length,string"`
	Error      string        `json:"error"` // name of the contract's error; then the rest is empty
}

const preimageComment = "What is kept when a value, or a precompile's answer to input, is loaded at offset: key, word and the length of the value; or the name of the error."

// answer fills in what the Go side says.
func (c *preimageCase) answer(t *testing.T) {
	t.Helper()
	value, key, err := []byte(c.Input), oracle.ValueKey(c.Input), error(nil)
	if c.Precompile != 0 {
		if key, err = oracle.PrecompileKey(c.Precompile, c.Input); errors.Is(err, oracle.ErrNotAsked) {
			c.Error = "NotAsked"
			return
		}
		// More gas than is asked for on L1, which is what check supplies: nothing is kept.
		if _, asked := oracle.Question(c.Precompile, c.Input); !asked {
			c.Error = "NotDecided"
			return
		}
		value, err = oracle.Answer(c.Precompile, c.Input)
	}
	if err != nil {
		t.Fatalf("precompile %d of %x: %v", c.Precompile, []byte(c.Input), err)
	}
	word, err := oracle.Read(value, c.Offset)
	if errors.Is(err, oracle.ErrNoWord) {
		c.Error = "NoWord"
		return
	}
	c.Key, c.Length, c.Word = common.Hash(key), uint64(len(value)), word
}

// sampler makes inputs that precompiles are asked about, good and bad.
type sampler struct{ *mathrand.Rand }

func (s sampler) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return b
}

// g1 and g2 are points as EIP-196 and EIP-197 write them.
func g1(k *big.Int) []byte {
	var p bn254.G1Affine
	p.ScalarMultiplicationBase(k)
	x, y := p.X.Bytes(), p.Y.Bytes()
	return append(x[:], y[:]...)
}

func g2() []byte {
	_, _, _, p := bn254.Generators()
	var out []byte
	for _, e := range []fp.Element{p.X.A1, p.X.A0, p.Y.A1, p.Y.A0} {
		b := e.Bytes()
		out = append(out, b[:]...)
	}
	return out
}

func (s sampler) point() []byte { return g1(new(big.Int).SetUint64(s.Uint64())) }

// pairing is a list of pairs of points; when balanced it comes to one.
func (s sampler) pairing(balanced bool) []byte {
	if s.IntN(8) == 0 {
		return nil
	}
	k := new(big.Int).SetUint64(s.Uint64())
	other := k
	if balanced {
		other = new(big.Int).Neg(k)
	}
	return bytes.Join([][]byte{g1(k), g2(), g1(other), g2()}, nil)
}

func (s sampler) recoverable() []byte {
	key, err := crypto.ToECDSA(crypto.Keccak256(s.bytes(8)))
	if err != nil {
		panic(err)
	}
	hash := crypto.Keccak256(s.bytes(8))
	sig, err := crypto.Sign(hash, key)
	if err != nil {
		panic(err)
	}
	return bytes.Join([][]byte{hash, common.LeftPadBytes([]byte{27 + sig[64]}, 32), sig[:64]}, nil)
}

func (s sampler) modexp() []byte {
	var head, operands []byte
	for range 3 {
		n := s.IntN(40)
		head = append(head, common.LeftPadBytes(binary.BigEndian.AppendUint64(nil, uint64(n)), 32)...)
		operands = append(operands, s.bytes(n)...)
	}
	return append(head, operands...)
}

func (s sampler) blake() []byte {
	b := s.bytes(213)
	copy(b, []byte{0, 0, 0, byte(s.IntN(30))})
	b[212] = byte(s.IntN(3))
	return b
}

// one makes a case without its answer.
func (s sampler) one() preimageCase {
	c := preimageCase{Precompile: []byte{0, 1, 5, 6, 7, 8, 9}[s.IntN(7)], Offset: uint64(32 * s.IntN(4))}
	switch c.Precompile {
	case 0:
		c.Input = s.bytes(s.IntN(100))
	case oracle.Ecrecover:
		c.Input = s.recoverable()
	case oracle.Modexp:
		c.Input = s.modexp()
	case oracle.Bn254Add:
		c.Input = append(s.point(), s.point()...)
	case oracle.Bn254Mul:
		c.Input = append(s.point(), s.bytes(32)...)
	case oracle.Bn254Pairing:
		c.Input = s.pairing(s.IntN(2) == 0)
	case oracle.Blake2f:
		c.Input = s.blake()
	}
	switch s.IntN(12) {
	case 0: // another length
		c.Input = c.Input[:s.IntN(len(c.Input)+1)]
	case 1: // a flipped bit: often no point of the curve any more, or no signature
		if n := len(c.Input); n > 0 {
			c.Input[s.IntN(n)] ^= 1 << s.IntN(8)
		}
	case 2:
		c.Precompile = byte(s.IntN(20))
	case 3:
		c.Offset = uint64(s.IntN(100))
	}
	return c
}

// preimages is a deployed contract.
type preimages struct {
	*machine
	abi *bindings.Preimages
	at  common.Address
}

func deployPreimages(t testing.TB) *preimages {
	m := newMachine(t)
	return &preimages{m, bindings.NewPreimages(), m.deploy(m.account(0), common.FromHex(bindings.PreimagesMetaData.Bin))}
}

// load loads what a case asks for.
func (p *preimages) load(c *preimageCase, gas uint64) *core.ExecutionResult {
	offset := new(big.Int).SetUint64(c.Offset)
	input := p.abi.PackLoadValue(offset, c.Input)
	if c.Precompile != 0 {
		input = p.abi.PackLoadPrecompile(offset, c.Precompile, new(big.Int).SetUint64(gas), c.Input)
	}
	result, _ := p.send(p.account(1), &p.at, 0, input)
	return result
}

func (p *preimages) reason(result *core.ExecutionResult) string {
	p.t.Helper()
	if !result.Failed() {
		return ""
	}
	for name, selector := range map[string]string{
		"NotAsked": "NotAsked(uint8,uint256)", "NotDecided": "NotDecided(uint8,uint256)",
		"NoWord": "NoWord(uint256,uint256)", "NotLoaded": "NotLoaded(bytes32,uint256)",
	} {
		if bytes.HasPrefix(result.Revert(), crypto.Keccak256([]byte(selector))[:4]) {
			return name
		}
	}
	p.t.Fatalf("the contract failed with %x: %v", result.Revert(), result.Err)
	return ""
}

// check holds what the contract keeps against the answer of the Go side.
func (p *preimages) check(t *testing.T, i int, c *preimageCase) {
	t.Helper()
	result := p.load(c, oracle.MaxL1Gas)
	if got := p.reason(result); got != c.Error {
		t.Fatalf("case %d: the contract says %q, want %q: %+v", i, got, c.Error, c)
	}
	if c.Error != "" {
		return
	}
	result, _ = p.send(p.account(1), &p.at, 0, p.abi.PackRead(c.Key, new(big.Int).SetUint64(c.Offset)))
	if result.Failed() {
		t.Fatalf("case %d: nothing under key %s: %s", i, c.Key, p.reason(result))
	}
	out, err := p.abi.UnpackRead(result.Return())
	if err != nil {
		t.Fatal(err)
	}
	if out.Word != c.Word || out.Length.Uint64() != c.Length {
		t.Fatalf("case %d: the contract keeps %x of %d bytes, want %s of %d: %+v", i, out.Word, out.Length, c.Word, c.Length, c)
	}
}

// TestPreimageVectors is the Go side of preimage/loads.json, and the contract's in an EVM of ours.
func TestPreimageVectors(t *testing.T) {
	const name = "preimage/loads.json"
	if *update {
		s := sampler{mathrand.New(mathrand.NewPCG(1, 2))}
		file := vectorFile[preimageCase]{Comment: preimageComment}
		for range 300 {
			c := s.one()
			c.answer(t)
			file.Cases = append(file.Cases, c)
		}
		write(t, name, file)
	}
	raw, err := vectors.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var file vectorFile[preimageCase]
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	p := deployPreimages(t)
	for i, want := range file.Cases {
		got := preimageCase{Precompile: want.Precompile, Input: want.Input, Offset: want.Offset}
		if got.answer(t); got.Key != want.Key || got.Word != want.Word || got.Length != want.Length || got.Error != want.Error {
			t.Errorf("case %d is %+v, want %+v", i, got, want)
		}
		p.check(t, i, &want)
	}
}

// TestPreimagesAgree compares both sides on inputs that are new in each run.
func TestPreimagesAgree(t *testing.T) {
	var seed [16]byte
	if _, err := rand.Read(seed[:]); err != nil {
		t.Fatal(err)
	}
	s := sampler{mathrand.New(mathrand.NewPCG(binary.BigEndian.Uint64(seed[:]), binary.BigEndian.Uint64(seed[8:])))}
	t.Logf("seed %x", seed)
	p := deployPreimages(t)
	for i := range 1_000 {
		c := s.one()
		c.answer(t)
		p.check(t, i, &c)
	}
}

// TestDearestAnswers asks for the last answer of blake2f that L1 is asked for, and for one that takes more gas.
func TestDearestAnswers(t *testing.T) {
	s := sampler{mathrand.New(mathrand.NewPCG(5, 6))}
	p := deployPreimages(t)
	for i, rounds := range []uint32{oracle.MaxL1Gas, oracle.MaxL1Gas + 1, 1_048_595} {
		c := preimageCase{Precompile: oracle.Blake2f, Input: s.blake()}
		binary.BigEndian.PutUint32(c.Input, rounds)
		c.Input[212] = 1
		c.answer(t)
		if beyond := rounds > oracle.MaxL1Gas; beyond != (c.Error == "NotDecided") {
			t.Errorf("%d rounds: the Go side says %q", rounds, c.Error)
		}
		p.check(t, i, &c)
	}
}

// TestTooLittleGasDecidesNothing supplies less and less gas for answers of every kind: either the right word is kept,
// or nothing is.
func TestTooLittleGasDecidesNothing(t *testing.T) {
	s := sampler{mathrand.New(mathrand.NewPCG(3, 4))}
	bad := append(s.point(), s.point()...)
	bad[5] ^= 1
	badPairs := s.pairing(true)
	for len(badPairs) == 0 {
		badPairs = s.pairing(true)
	}
	badPairs[70] ^= 1
	for _, c := range []preimageCase{
		{Precompile: oracle.Ecrecover, Input: s.recoverable()},
		{Precompile: oracle.Bn254Add, Input: append(s.point(), s.point()...)},
		{Precompile: oracle.Bn254Add, Input: bad},
		{Precompile: oracle.Bn254Mul, Input: append(s.point(), s.bytes(32)...)},
		{Precompile: oracle.Bn254Mul, Input: append(bad[:64:64], s.bytes(32)...)},
		{Precompile: oracle.Bn254Pairing, Input: badPairs},
		{Precompile: oracle.Blake2f, Input: append(append([]byte{0, 0, 9, 0}, s.bytes(208)...), 1)},
		{Precompile: oracle.Modexp, Input: s.modexp()},
	} {
		price, err := oracle.L1Gas(c.Precompile, c.Input)
		if err != nil {
			t.Fatal(err)
		}
		c.answer(t)
		for _, gas := range []uint64{0, 1, price / 2, price - 1, price, price + 1} {
			p := deployPreimages(t)
			reason := p.reason(p.load(&c, gas))
			if gas < price && reason != "NotDecided" || gas >= price && reason != "" {
				t.Errorf("precompile %d with %d gas of %d: %q", c.Precompile, gas, price, reason)
			}
			if gas >= price {
				p.check(t, 0, &c)
			}
		}
	}
}

// TestPreimageGas holds what loading costs against an L1 block.
func TestPreimageGas(t *testing.T) {
	p := deployPreimages(t)
	for _, c := range []struct {
		name string
		preimageCase
		most uint64
	}{
		{"a batch of 100,000 bytes", preimageCase{Input: bytes.Repeat([]byte{0xff}, 100_000)}, 1_900_000},
		{"the largest code", preimageCase{Input: bytes.Repeat([]byte{0xff}, 24_576)}, 600_000},
		{"a trie node", preimageCase{Input: bytes.Repeat([]byte{0xff}, 532)}, 90_000},
		{"a sender", preimageCase{Precompile: oracle.Ecrecover, Input: sampler{mathrand.New(mathrand.NewPCG(1, 1))}.recoverable()}, 95_000},
		{"28 pairs", preimageCase{Precompile: oracle.Bn254Pairing, Input: make([]byte, 28*192)}, 1_150_000},
	} {
		result := p.load(&c.preimageCase, oracle.MaxL1Gas)
		if result.Failed() || result.UsedGas > c.most {
			t.Errorf("%s: %d gas (%v), want at most %d", c.name, result.UsedGas, result.Err, c.most)
		}
		t.Logf("%s: %d gas", c.name, result.UsedGas)
	}
	if code := p.State.GetCode(p.at); len(code) > 24_576 || strings.Contains(string(code), "owner") {
		t.Errorf("deployed size %d", len(code))
	} else {
		t.Logf("deployed size %d bytes", len(code))
	}
}
