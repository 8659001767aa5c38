// SPDX-License-Identifier: Apache-2.0

package history

import (
	"runtime"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/vmtest"
)

// benchMachine is about to run cmd/vmbench.
func benchMachine(b *testing.B) *fast.Machine {
	b.Helper()
	s, m, err := elf.Load(vmtest.Program(b, vmtest.Bench))
	if err != nil {
		b.Fatal(err)
	}
	return fast.New(s, m, nil, nil)
}

// BenchmarkRun is level B: a run of 1,024 strides, which is 2^30 steps, with the machine hash behind each.
func BenchmarkRun(b *testing.B) {
	const strides = 1 << 10
	first := benchMachine(b)
	first.Snapshot() // translates
	var before, after runtime.MemStats
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		r := New(first.Snapshot(), 2<<30)
		for range strides {
			if _, err := r.Next(); err != nil {
				b.Fatal(err)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(len(r.kept)), "machines")
		runtime.KeepAlive(r)
	}
	b.ReportMetric((vmtest.ProcessorTime(b)-since).Seconds()/float64(b.N), "cpu-s/run")
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/(1<<20), "MiB-kept")
}

// BenchmarkSteps is level C: the machine hash behind each of the 2^20 steps of one stride, in the middle of a run.
func BenchmarkSteps(b *testing.B) {
	r := New(benchMachine(b), 2<<30)
	for range 64 {
		if _, err := r.Next(); err != nil {
			b.Fatal(err)
		}
	}
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		m, err := r.At(50 * Stride)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range Steps(m, Stride) {
			if err != nil {
				b.Fatal(err)
			}
		}
		if m.Status != vm.Running {
			b.Fatalf("status %d", m.Status)
		}
	}
	b.ReportMetric((vmtest.ProcessorTime(b)-since).Seconds()/float64(b.N), "cpu-s/stride")
}

// filler writes numbers that count up to x6 and on, 64 bytes in 11 steps, and begins again at x9. That is 6 MB in a
// stride, more than the fastest copy.
func filler() []uint32 {
	program := []uint32{
		0x00030413, // mv   x8, x6
		0x00128293, // addi x5, x5, 1: round
	}
	for offset := uint32(0); offset < 64; offset += 8 {
		program = append(program, offset>>5<<25|5<<20|8<<15|3<<12|offset&31<<7|0x23) // sd x5, offset(x8)
	}
	return append(program,
		0x04040413, // addi x8, x8, 64
		0xfc946ce3, // bltu x8, x9, round
		0xfd1ff06f, // j    the start
	)
}

// BenchmarkFill is level B of a run that does nothing but write, to 16 MiB of memory: roots are what it costs.
func BenchmarkFill(b *testing.B) {
	const size, strides = 16 << 20, 32
	m := newMachine(0, filler(), nil)
	m.Break, m.Top, m.X[9] = textEnd+size, textEnd+size, textEnd+size
	r := New(m, 2<<30)
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		for range strides {
			if _, err := r.Next(); err != nil || r.Machine().Status != vm.Running {
				b.Fatalf("status %d: %v", r.Machine().Status, err)
			}
		}
	}
	b.ReportMetric((vmtest.ProcessorTime(b)-since).Seconds()/float64(b.N)/strides, "cpu-s/stride")
}
