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
		r := New(first.Snapshot())
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
	r := New(benchMachine(b))
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
