// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	crand "crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	machinevm "github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/float/floattest"
)

// floatCase is a line of float/operations.json.
type floatCase struct {
	floattest.Case
	floattest.Result
}

// floatCaseSize is op, rm, a, b, c, value and flags.
const floatCaseSize = 1 + 1 + 3*8 + 8 + 1

const floatComment = "Float arithmetic: op as vm.Op numbers it, rounding mode, operands a, b and c, then the result: value and exceptions. Big-endian, one byte each for op, mode and exceptions, eight for the others."

func (c floatCase) MarshalText() ([]byte, error) {
	b := append(make([]byte, 0, floatCaseSize), byte(c.Op), c.RM)
	for _, v := range []uint64{c.A, c.B, c.C, c.Value} {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return []byte("0x" + hex.EncodeToString(append(b, c.Flags))), nil
}

func (c *floatCase) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(strings.TrimPrefix(string(text), "0x"))
	if err != nil || len(b) != floatCaseSize {
		return fmt.Errorf("%q is no case of %d bytes: %w", text, floatCaseSize, errors.Join(err))
	}
	word := func(i int) uint64 { return binary.BigEndian.Uint64(b[2+8*i:]) }
	c.Case = floattest.Case{Op: machinevm.Op(b[0]), RM: b[1], A: word(0), B: word(1), C: word(2)}
	c.Result = floattest.Result{Value: word(3), Flags: b[floatCaseSize-1]}
	return nil
}

// makeFloats has hard operands for every instruction in every rounding mode.
func makeFloats(t *testing.T) (cases []floatCase) {
	const each = 8
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(6, 0))}
	for _, op := range floattest.Ops {
		for i := range each * floattest.Modes {
			c := s.Case(op)
			c.RM = uint8(i % floattest.Modes)
			r, err := c.Machine()
			if err != nil {
				t.Fatal(err)
			}
			cases = append(cases, floatCase{c, r})
		}
	}
	return cases
}

// floats is a deployed contract, called as a step calls it.
type floats struct {
	*machine
	abi *bindings.Float
	at  common.Address
}

func deployFloat(t testing.TB) *floats {
	m := newMachine(t)
	return &floats{m, bindings.NewFloat(), m.deploy(m.account(0), common.FromHex(bindings.FloatMetaData.Bin))}
}

// compute has the contract compute, and tells the gas that it takes without the call.
func (f *floats) compute(c floattest.Case) (floattest.Result, uint64, error) {
	out, used, err := f.View(f.at, f.abi.PackCompute(uint8(c.Op), c.RM, c.A, c.B, c.C), evm.BlockGas)
	if err != nil {
		return floattest.Result{}, 0, fmt.Errorf("%w: %x", err, out)
	}
	r, err := f.abi.UnpackCompute(out)
	return floattest.Result{Value: r.Value, Flags: r.Flags}, used, err
}

// check holds the contract against what the Go side says.
func (f *floats) check(t *testing.T, c floattest.Case, want floattest.Result) {
	t.Helper()
	if got, _, err := f.compute(c); got != want || err != nil {
		t.Fatalf("%v is %v (%v) by the contract, want %v", c, got, err, want)
	}
}

// TestFloatVectors is the Go side of float/operations.json, and the contract's in an EVM of ours.
func TestFloatVectors(t *testing.T) {
	const name = "float/operations.json"
	if *update {
		write(t, name, vectorFile[floatCase]{floatComment, makeFloats(t)})
	}
	f := deployFloat(t)
	for i, c := range read[floatCase](t, name) {
		if got, err := c.Machine(); got != c.Result || err != nil {
			t.Errorf("case %d: %v is %v (%v), want %v", i, c.Case, got, err, c.Result)
		}
		f.check(t, c.Case, c.Result)
	}
}

// floatCases is how many operands the contract is tried with for each instruction in each rounding mode: ADIT_FLOATS,
// or 500.
func floatCases(t *testing.T) int {
	text := os.Getenv("ADIT_FLOATS")
	if text == "" {
		return 500
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("ADIT_FLOATS is %q, want a number", text)
	}
	return n
}

// TestFloatAgrees compares both sides on operands that are new in each run, in every rounding mode.
func TestFloatAgrees(t *testing.T) {
	var seed [16]byte
	if _, err := crand.Read(seed[:]); err != nil {
		t.Fatal(err)
	}
	t.Logf("seed %x", seed)
	for _, op := range floattest.Ops {
		t.Run(op.String(), func(t *testing.T) {
			t.Parallel()
			f := deployFloat(t)
			s := floattest.Sampler{Rand: rand.New(rand.NewPCG(binary.BigEndian.Uint64(seed[:])+uint64(op), binary.BigEndian.Uint64(seed[8:])))}
			for range floatCases(t) {
				c := s.Case(op)
				for c.RM = 0; c.RM < floattest.Modes; c.RM++ {
					want, err := c.Machine()
					if err != nil {
						t.Fatal(err)
					}
					f.check(t, c, want)
				}
			}
		})
	}
}

// FuzzFloat holds the contract, the machine and exact arithmetic against each other.
func FuzzFloat(f *testing.F) {
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(9, 0))}
	for i, op := range floattest.Ops {
		c := s.Case(op)
		f.Add(uint8(i), uint8(i%floattest.Modes), c.A, c.B, c.C)
	}
	contract := deployFloat(f)
	f.Fuzz(func(t *testing.T, op, rm uint8, a, b, c uint64) {
		asked := floattest.Of(floattest.Ops[int(op)%len(floattest.Ops)], a, b, c)
		asked.RM = rm % floattest.Modes
		want, err := asked.Machine()
		if exact := asked.Exact()(asked.RM); want != exact || err != nil {
			t.Fatalf("%v is %v (%v) by the machine, want %v", asked, want, err, exact)
		}
		contract.check(t, asked, want)
	})
}

// TestFloatOtherOps calls every number of which the contract does not know an instruction, so that it and vm.Op
// cannot differ about one.
func TestFloatOtherOps(t *testing.T) {
	f := deployFloat(t)
	known := map[machinevm.Op]bool{}
	for _, op := range floattest.Ops {
		known[op] = true
	}
	for op := range math.MaxUint8 + 1 {
		c := floattest.Case{Op: machinevm.Op(op)}
		_, _, err := f.compute(c)
		if known[c.Op] == (err != nil) {
			t.Errorf("op %d (%s): the contract says %v", op, c.Op, err)
		}
		if unknown := fmt.Sprintf("%064x", op); err != nil && !strings.HasSuffix(err.Error(), unknown) {
			t.Errorf("op %d: %v does not name it", op, err)
		}
	}
}

// TestFloatTakesAnything calls the contract with rounding modes that do not exist and with what is no single.
func TestFloatTakesAnything(t *testing.T) {
	f := deployFloat(t)
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(7, 0))}
	for _, op := range floattest.Ops {
		for range 20 {
			c := s.Case(op)
			c.RM = uint8(s.Uint32())
			if _, _, err := f.compute(c); err != nil {
				t.Errorf("%v: %v", c, err)
			}
			c.A, c.B, c.C = s.Uint64(), s.Uint64(), s.Uint64()
			if _, _, err := f.compute(c); err != nil {
				t.Errorf("%v: %v", c, err)
			}
		}
	}
}

// floatGas is what a call may cost at most, without the transaction.
const floatGas = 10_000

// TestFloatGas finds the most expensive operands of many for every instruction.
func TestFloatGas(t *testing.T) {
	f := deployFloat(t)
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(8, 0))}
	for _, op := range floattest.Ops {
		var most uint64
		var worst floattest.Case
		for range floatCases(t) {
			c := s.Case(op)
			c.RM = uint8(s.IntN(floattest.Modes))
			_, gas, err := f.compute(c)
			if err != nil {
				t.Fatalf("%v: %v", c, err)
			}
			if gas > most {
				most, worst = gas, c
			}
		}
		t.Logf("%-9s %5d gas at most: %v", op, most, worst)
		if most > floatGas {
			t.Errorf("%v takes %d gas, want at most %d", worst, most, floatGas)
		}
	}
	code := f.State.GetCode(f.at)
	t.Logf("deployed size %d bytes", len(code))
	if len(code) > 24_576 {
		t.Errorf("deployed size %d bytes", len(code))
	}
}
