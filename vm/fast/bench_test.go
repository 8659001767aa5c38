// SPDX-License-Identifier: Apache-2.0

package fast

import (
	"testing"
	"time"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/memory"
	"github.com/layeredpow/adit/vm/vmtest"
)

func load(b *testing.B, p elf.Program) (vm.State, *memory.Memory) {
	b.Helper()
	s, m, err := elf.Load(p)
	if err != nil {
		b.Fatal(err)
	}
	return s, m
}

// underWay is a machine that has done 2^28 steps of cmd/vmbench.
func underWay(b *testing.B) *Machine {
	b.Helper()
	s, memory := load(b, vmtest.Program(b, vmtest.Bench))
	m := New(s, memory, nil, nil)
	if err := m.Run(1 << 28); err != nil {
		b.Fatal(err)
	}
	return m
}

// reportPer reports the processor time since some moment, per unit, in nanoseconds.
func reportPer(b *testing.B, since time.Duration, units float64, name string) {
	b.ReportMetric(float64((vmtest.ProcessorTime(b)-since).Nanoseconds())/float64(b.N)/units, "cpu-ns/"+name)
}

// BenchmarkLoad makes a machine from an ELF file.
func BenchmarkLoad(b *testing.B) {
	p := vmtest.Program(b, vmtest.Bench)
	b.ReportAllocs()
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		s, m := load(b, p)
		New(s, m, nil, nil)
	}
	reportPer(b, since, 1, "op")
}

// BenchmarkTranslate is what the engine does before its first step.
func BenchmarkTranslate(b *testing.B) {
	s, m := load(b, vmtest.Program(b, vmtest.Bench))
	b.ReportAllocs()
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		translate(m, s.ReadOnlyEnd)
	}
	reportPer(b, since, float64(s.ReadOnlyEnd-vm.ImageStart), "byte")
}

// BenchmarkEngine is the engine at work: 2^28 steps of the program, the first ones left out.
func BenchmarkEngine(b *testing.B) {
	const steps = 1 << 28
	m := underWay(b)
	b.ReportAllocs()
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		again := m.Snapshot()
		if err := again.Run(2 * steps); err != nil || again.Status != vm.Running {
			b.Fatalf("status %d: %v", again.Status, err)
		}
	}
	reportPer(b, since, steps, "step")
}

// BenchmarkStep is the same by the book.
func BenchmarkStep(b *testing.B) {
	m := underWay(b)
	b.ReportAllocs()
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		if err := m.Step(); err != nil {
			b.Fatal(err)
		}
	}
	reportPer(b, since, 1, "step")
}

// BenchmarkSnapshot is a copy of a machine that is 2^28 steps on its way.
func BenchmarkSnapshot(b *testing.B) {
	m := underWay(b)
	b.ReportAllocs()
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		m.Snapshot()
	}
	reportPer(b, since, 1, "op")
}
