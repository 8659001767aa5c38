// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
)

const qemu = "qemu-riscv64"

// outcome is what is seen of a program from outside.
type outcome struct {
	output, complaint []byte
	code              int
}

func (o outcome) String() string {
	return fmt.Sprintf("code %d, output %.2000q, complaint %.2000q", o.code, o.output, o.complaint)
}

func (o outcome) equal(other outcome) bool {
	return o.code == other.code && bytes.Equal(o.output, other.output) && bytes.Equal(o.complaint, other.complaint)
}

// runQemu runs a file in qemu.
func runQemu(t testing.TB, path string, args ...string) outcome {
	t.Helper()
	cmd := exec.Command(qemu, append([]string{"-0", filepath.Base(path), path}, args...)...)
	cmd.Env = []string{}
	var o outcome
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	o.code = cmd.ProcessState.ExitCode()
	o.output, o.complaint = out.Bytes(), complaint.Bytes()
	return o
}

// load makes the machine of a program, which adds its outputs to o.
func load(t testing.TB, file []byte, o *outcome, args ...string) *fast.Machine {
	t.Helper()
	s, m, err := elf.Load(elf.Program{File: file, Args: args})
	if err != nil {
		t.Fatal(err)
	}
	return fast.New(s, m, nil, func(stream int, data []byte) {
		if stream == 1 {
			o.output = append(o.output, data...)
		} else {
			o.complaint = append(o.complaint, data...)
		}
	})
}

// runFast runs a program to its end by the engine.
func runFast(t testing.TB, file []byte, most uint64, args ...string) (outcome, *fast.Machine) {
	t.Helper()
	var o outcome
	m := load(t, file, &o, args...)
	if err := m.Run(most); err != nil {
		t.Fatal(err)
	}
	if m.Status == vm.Running {
		t.Fatalf("does not end within %d steps; it is at %#x; %s", most, m.PC, o)
	}
	o.code = int(m.ExitCode)
	return o, m
}

// runBook does the same by vm.Step.
func runBook(t testing.TB, file []byte, most uint64, args ...string) (outcome, *fast.Machine) {
	t.Helper()
	var o outcome
	m := load(t, file, &o, args...)
	for m.Status == vm.Running {
		if err := m.Step(); err != nil {
			t.Fatal(err)
		}
		if m.Steps > most {
			t.Fatalf("does not end within %d steps", most)
		}
	}
	o.code = int(m.ExitCode)
	return o, m
}

// TestStreams runs programs of random streams by vm.Step and by the engine, and compares the registers after each
// stream with a digest of what qemu made of them.
func TestStreams(t *testing.T) {
	const programs, streams, most = 4, 500, 2_000_000
	digests := ""
	for seed := range uint64(programs) {
		p := newProgram(seed, streams)
		byBook, book := runBook(t, p.file, most)
		byEngine, engine := runFast(t, p.file, most)
		if !byEngine.equal(byBook) || engine.State != book.State || engine.Hash() != book.Hash() {
			t.Fatalf("program %d: the engine differs from vm.Step: %s", seed, p.explain(byEngine.output, byBook.output))
		}
		if byBook.code != 0 {
			t.Fatalf("program %d: code %d at %#x", seed, byBook.code, book.PC)
		}
		digests += fmt.Sprintf("program %d: %d streams, %x\n", seed, streams, sha256.Sum256(byBook.output))
	}
	vm.CompareGolden(t, "streams.txt", digests)
}

// FuzzStreams compares them with qemu.
func FuzzStreams(f *testing.F) {
	vm.RequireTool(f, qemu)
	const streams, most = 500, 2_000_000
	for seed := range uint64(12) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		p := newProgram(seed, streams)
		path := filepath.Join(t.TempDir(), "streams")
		if err := os.WriteFile(path, p.file, 0o755); err != nil {
			t.Fatal(err)
		}
		want := runQemu(t, path)
		got, m := runFast(t, p.file, most)
		if got.code != 0 || want.code != 0 {
			t.Fatalf("code %d at %#x, want %d", got.code, m.PC, want.code)
		}
		if !got.equal(want) {
			t.Fatal(p.explain(got.output, want.output))
		}
	})
}
