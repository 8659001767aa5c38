// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/vmtest"
)

// Programs that were not written for the machine: they use what their languages' libraries have.

// mostSteps bounds each of them.
const mostSteps = 500_000_000

// buildC links with glibc.
func buildC(t testing.TB, name string) (path string, file []byte) {
	vm.RequireTool(t, "riscv64-linux-gnu-gcc", qemu)
	return vmtest.Build(t, nil, "riscv64-linux-gnu-gcc", "-static", "-O2", "-frounding-math", "-o", "",
		filepath.Join("testdata", "programs", "c", name+".c"), "-lm")
}

// TestGoProgram runs a Go program with goroutines, collected garbage, big numbers and floats. What it prints was
// checked with qemu-riscv64: a golden file, since floats differ from those of other processors where they are fused.
func TestGoProgram(t *testing.T) {
	path, file := vmtest.BuildGo(t, vmtest.Gorun)
	got, m := runFast(t, file, mostSteps, "gorun", "a", "b c")
	t.Logf("%d steps", m.Steps)
	vm.CompareGolden(t, "programs/gorun.txt", fmt.Sprintf("%s%sexit code %d\n", got.output, got.complaint, got.code))
	if _, err := exec.LookPath(qemu); err != nil && os.Getenv("ADIT_RISCV") == "" {
		return
	}
	if want := runQemu(t, path, "a", "b c"); !got.equal(want) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestCPrograms compares programs linked with glibc with qemu.
func TestCPrograms(t *testing.T) {
	for _, name := range []string{"floats", "threads"} {
		t.Run(name, func(t *testing.T) {
			path, file := buildC(t, name)
			got, m := runFast(t, file, mostSteps, filepath.Base(path), "an argument")
			t.Logf("%d steps", m.Steps)
			if want := runQemu(t, path, "an argument"); !got.equal(want) || len(got.output) == 0 {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

// TestFastIsStepOnPrograms stops a program at some places and goes on from there by vm.Step and by the engine.
func TestFastIsStepOnPrograms(t *testing.T) {
	_, file := vmtest.BuildGo(t, vmtest.Gorun)
	var o outcome
	_, end := runFast(t, file, mostSteps)
	m := load(t, file, &o)
	r := rand.New(rand.NewPCG(5, 5))
	const windows, steps = 12, 30_000
	for i := range uint64(windows) {
		if err := m.Run(end.Steps/windows*i + r.Uint64N(end.Steps/windows-steps)); err != nil {
			t.Fatal(err)
		}
		differ(t, r, m.Snapshot(), m.Snapshot(), steps, 20)
	}
	resume(t, r, m, end)
}

// resume runs a machine to its end from snapshot to snapshot, and wants the end that it has without.
func resume(t *testing.T, r *rand.Rand, m, end *fast.Machine) {
	t.Helper()
	for m.Status == vm.Running {
		if err := m.Run(m.Steps + r.Uint64N(3_000_000)); err != nil {
			t.Fatal(err)
		}
		m = m.Snapshot()
	}
	if m.State != end.State || m.Hash() != end.Hash() {
		t.Errorf("resumed, it ends otherwise:\n%s", difference(m.State, end.State))
	}
}
