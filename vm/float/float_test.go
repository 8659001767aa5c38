// SPDX-License-Identifier: Apache-2.0

package float_test

import (
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/float"
	"github.com/layeredpow/adit/vm/float/floattest"
)

// cases is how many operands each instruction is tried with in each rounding mode: ADIT_CASES, or 10,000.
func cases(t *testing.T) int {
	text := os.Getenv("ADIT_CASES")
	if text == "" {
		return 10_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("ADIT_CASES is %q, want a number", text)
	}
	return n
}

// TestExact holds every instruction against exact arithmetic in every rounding mode.
func TestExact(t *testing.T) {
	for _, op := range floattest.Ops {
		t.Run(op.String(), func(t *testing.T) {
			t.Parallel()
			s := floattest.Sampler{Rand: rand.New(rand.NewPCG(uint64(op), 1))}
			for range cases(t) {
				exact(t, s.Case(op))
			}
		})
	}
}

// exact holds an instruction against exact arithmetic in every rounding mode.
func exact(t *testing.T, c floattest.Case) {
	t.Helper()
	answer := c.Exact()
	for c.RM = 0; c.RM < floattest.Modes; c.RM++ {
		got, err := c.Machine()
		if want := answer(c.RM); got != want || err != nil {
			t.Fatalf("%v is %v (%v), want %v", c, got, err, want)
		}
	}
}

func FuzzExact(f *testing.F) {
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(1, 2))}
	for i, op := range floattest.Ops {
		c := s.Case(op)
		f.Add(uint8(i), c.A, c.B, c.C)
	}
	f.Fuzz(func(t *testing.T, op uint8, a, b, c uint64) {
		exact(t, floattest.Of(floattest.Ops[int(op)%len(floattest.Ops)], a, b, c))
	})
}

// processor is what this machine's floats say, rounded to nearest even.
var processor = map[vm.Op]func(x, y, z float64) uint64{
	vm.FADDD:   func(x, y, _ float64) uint64 { return math.Float64bits(x + y) },
	vm.FSUBD:   func(x, y, _ float64) uint64 { return math.Float64bits(x - y) },
	vm.FMULD:   func(x, y, _ float64) uint64 { return math.Float64bits(x * y) },
	vm.FDIVD:   func(x, y, _ float64) uint64 { return math.Float64bits(x / y) },
	vm.FSQRTD:  func(x, _, _ float64) uint64 { return math.Float64bits(math.Sqrt(x)) },
	vm.FMADDD:  func(x, y, z float64) uint64 { return math.Float64bits(math.FMA(x, y, z)) },
	vm.FMSUBD:  func(x, y, z float64) uint64 { return math.Float64bits(math.FMA(x, y, -z)) },
	vm.FNMADDD: func(x, y, z float64) uint64 { return math.Float64bits(math.FMA(-x, y, -z)) },
	vm.FNMSUBD: func(x, y, z float64) uint64 { return math.Float64bits(math.FMA(-x, y, z)) },
	vm.FEQD:    func(x, y, _ float64) uint64 { return truth(x == y) },
	vm.FLTD:    func(x, y, _ float64) uint64 { return truth(x < y) },
	vm.FLED:    func(x, y, _ float64) uint64 { return truth(x <= y) },
	vm.FCVTSD:  func(x, _, _ float64) uint64 { return uint64(math.Float32bits(float32(x))) },
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// TestAgainstProcessor compares what the processor computes as well. Its NaNs are others.
func TestAgainstProcessor(t *testing.T) {
	const nan, nanSingle = 0x7ff8 << 48, 0x7fc0 << 16
	s := floattest.Sampler{Rand: rand.New(rand.NewPCG(5, 6))}
	for op, compute := range processor {
		for range 2 * cases(t) {
			c := s.Case(op)
			want := compute(math.Float64frombits(c.A), math.Float64frombits(c.B), math.Float64frombits(c.C))
			switch {
			case op == vm.FCVTSD && math.IsNaN(float64(math.Float32frombits(uint32(want)))):
				want = nanSingle
			case op < vm.FEQD && math.IsNaN(math.Float64frombits(want)):
				want = nan
			}
			if got, err := c.Machine(); got.Value != want || err != nil {
				t.Fatalf("%v is %v (%v), the processor says %x", c, got, err, want)
			}
		}
	}
}

func BenchmarkDouble(b *testing.B) {
	x, y, z := math.Float64bits(1.1), math.Float64bits(-3.7e9), math.Float64bits(1e-3)
	double, rm := float.Double, float.NearestEven
	for name, run := range map[string]func(){
		"add": func() { double.Add(x, y, rm) }, "mul": func() { double.Mul(x, y, rm) }, "div": func() { double.Div(x, y, rm) },
		"sqrt": func() { double.Sqrt(x, rm) }, "fma": func() { double.MulAdd(x, y, z, rm) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run()
			}
		})
	}
}
