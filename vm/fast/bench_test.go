package fast

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/memory"
)

// benchProgram is cmd/vmbench, which is built for it.
func benchProgram(b *testing.B) elf.Program {
	b.Helper()
	path := filepath.Join(b.TempDir(), "vmbench")
	build := exec.Command("go", "build", "-trimpath", "-o", path, "github.com/layeredpow/adit/cmd/vmbench")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH=riscv64", "GORISCV64=rva20u64")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("build cmd/vmbench: %v: %s", err, out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	return elf.Program{File: file, Args: []string{"vmbench"}}
}

func load(b *testing.B, p elf.Program) (vm.State, *memory.Memory) {
	b.Helper()
	s, m, err := elf.Load(p)
	if err != nil {
		b.Fatal(err)
	}
	return s, m
}

// processorTime is what this process has used: on a machine that others use too, the clock says little.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// reportPer reports the processor time since some moment, per unit, in nanoseconds.
func reportPer(b *testing.B, since time.Duration, units float64, name string) {
	b.ReportMetric(float64((processorTime(b)-since).Nanoseconds())/float64(b.N)/units, "cpu-ns/"+name)
}

// BenchmarkLoad makes a machine from an ELF file.
func BenchmarkLoad(b *testing.B) {
	p := benchProgram(b)
	b.ReportAllocs()
	since := processorTime(b)
	for b.Loop() {
		s, m := load(b, p)
		New(s, m, nil, nil)
	}
	reportPer(b, since, 1, "op")
}

// BenchmarkTranslate is what the engine does before its first step.
func BenchmarkTranslate(b *testing.B) {
	s, m := load(b, benchProgram(b))
	b.ReportAllocs()
	since := processorTime(b)
	for b.Loop() {
		translate(m, s.ReadOnlyEnd)
	}
	reportPer(b, since, float64(s.ReadOnlyEnd-vm.ImageStart), "byte")
}

// BenchmarkEngine is the engine at work: 2^28 steps of the program, the first ones left out.
func BenchmarkEngine(b *testing.B) {
	const steps = 1 << 28
	s, memory := load(b, benchProgram(b))
	m := New(s, memory, nil, nil)
	if err := m.Run(steps); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	since := processorTime(b)
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
	s, memory := load(b, benchProgram(b))
	m := New(s, memory, nil, nil)
	if err := m.Run(1 << 28); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	since := processorTime(b)
	for b.Loop() {
		if err := m.Step(); err != nil {
			b.Fatal(err)
		}
	}
	reportPer(b, since, 1, "step")
}

// BenchmarkSnapshot is a copy of a machine that is 2^28 steps on its way.
func BenchmarkSnapshot(b *testing.B) {
	s, memory := load(b, benchProgram(b))
	m := New(s, memory, nil, nil)
	if err := m.Run(1 << 28); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	since := processorTime(b)
	for b.Loop() {
		m.Snapshot()
	}
	reportPer(b, since, 1, "op")
}
