package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
)

// benchMachine is about to run cmd/vmbench, which is built for it.
func benchMachine(b *testing.B) *fast.Machine {
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
	s, m, err := elf.Load(elf.Program{File: file, Args: []string{"vmbench"}})
	if err != nil {
		b.Fatal(err)
	}
	return fast.New(s, m, nil, nil)
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

// BenchmarkRun is level B: a run of 1,024 strides, which is 2^30 steps, with the machine hash behind each.
func BenchmarkRun(b *testing.B) {
	const strides = 1 << 10
	first := benchMachine(b)
	first.Snapshot() // translates
	var before, after runtime.MemStats
	since := processorTime(b)
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
	b.ReportMetric((processorTime(b)-since).Seconds()/float64(b.N), "cpu-s/run")
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
	since := processorTime(b)
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
	b.ReportMetric((processorTime(b)-since).Seconds()/float64(b.N), "cpu-s/stride")
}
