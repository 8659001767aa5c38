// SPDX-License-Identifier: Apache-2.0

// Package vmtest helps the tests and benchmarks of packages that run machines. It knows nothing of what a step does.
package vmtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/layeredpow/adit/vm/elf"
)

// Packages of programs to run.
const (
	// Bench computes for billions of steps.
	Bench = "github.com/layeredpow/adit/cmd/vmbench"
	// Gorun has goroutines, collected garbage, big numbers and floats, and ends with exit code 3.
	Gorun = "github.com/layeredpow/adit/vm/testdata/programs/gorun"
)

// Build runs a compiler, which gets the path of its result behind -o, and returns what it made.
func Build(t testing.TB, env []string, command ...string) (path string, file []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "program")
	for i := range command {
		if command[i] == "-o" {
			command[i+1] = path
		}
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", command, err, out)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, file
}

// BuildGo builds a package as the guest is built, so that the standard library is compiled once for all.
func BuildGo(t testing.TB, pkg string) (path string, file []byte) {
	t.Helper()
	return Build(t, []string{"GOOS=linux", "GOARCH=riscv64", "GORISCV64=rva20u64", "CGO_ENABLED=0"},
		"go", "build", "-trimpath", "-ldflags=-s -w", "-o", "", pkg)
}

// Program is what BuildGo built, to be loaded.
func Program(t testing.TB, pkg string) elf.Program {
	t.Helper()
	_, file := BuildGo(t, pkg)
	return elf.Program{File: file, Args: []string{filepath.Base(pkg)}}
}

// ProcessorTime is what this process has used: on a machine that others use too, the clock says little.
func ProcessorTime(t testing.TB) time.Duration {
	t.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		t.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
