// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/vmtest"
)

const gcc = "riscv64-unknown-elf-gcc"

// form is one way to write an instruction down: its operation and, of a compressed one, the bits that tell it apart.
type form struct {
	op               vm.Op
	quadrant, funct3 uint32 // 3 and 0 for one of four bytes
}

func formOf(word uint32) form {
	if word&3 == 3 {
		return form{vm.Decode(word).Op, 3, 0}
	}
	return form{vm.Decode(word).Op, word & 3, word >> 13 & 7}
}

func (f form) String() string {
	if f.quadrant == 3 {
		return f.op.String()
	}
	return fmt.Sprintf("%s compressed as quadrant %d, funct3 %d", f.op, f.quadrant, f.funct3)
}

// TestConformance assembles the programs in testdata/conformance, which emit what instructions do at the edges of their
// operands. What they emit is compared with qemu's, by vm.Step and by the engine. Together they run every form of every
// instruction, but ebreak, which ends a program.
func TestConformance(t *testing.T) {
	vm.RequireTool(t, gcc, qemu)
	sources, err := filepath.Glob("testdata/conformance/*.S")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	ran := map[form]int{}
	for _, source := range sources {
		t.Run(strings.TrimSuffix(filepath.Base(source), ".S"), func(t *testing.T) {
			path, file := vmtest.Build(t, nil, gcc, "-march=rv64gc", "-mabi=lp64d", "-nostdlib", "-static", "-I", filepath.Dir(source), "-o", "", source)
			want := runQemu(t, path)
			got, m := runFast(t, file, mostSteps)
			compareCases(t, "the engine", got, want)
			var book outcome
			b := load(t, file, &book)
			for b.Status == vm.Running {
				var word [4]byte
				b.Memory().Read(b.PC, word[:])
				ran[formOf(binary.LittleEndian.Uint32(word[:]))]++
				if err := b.Step(); err != nil {
					t.Fatal(err)
				}
			}
			book.code = int(b.ExitCode)
			compareCases(t, "vm.Step", book, want)
			if m.State != b.State || m.Hash() != b.Hash() {
				t.Errorf("the engine ends otherwise than vm.Step:\n%s", difference(m.State, b.State))
			}
			t.Logf("%d steps, %d bytes", m.Steps, len(got.output))
		})
	}
	for op := vm.Op(1); op < vm.Ops; op++ {
		if f := (form{op, 3, 0}); ran[f] == 0 && op != vm.EBREAK {
			t.Errorf("no program runs %s", f)
		}
	}
	for _, kind := range shorts {
		for _, h := range kind {
			if f := formOf(h); ran[f] == 0 && f.op != vm.EBREAK {
				t.Fatalf("no program runs %s", f)
			}
		}
	}
	t.Logf("%d forms of instructions", len(ran))
}

// compareCases names the case in which two outputs first differ.
func compareCases(t *testing.T, who string, got, want outcome) {
	t.Helper()
	if got.equal(want) && len(want.output) > 0 && want.code == 0 {
		return
	}
	at := 0
	for at < min(len(got.output), len(want.output)) && got.output[at] == want.output[at] {
		at++
	}
	at &^= 7
	name := "the start"
	if tag := bytes.LastIndex(want.output[:min(at+16, len(want.output))], []byte("case:")); tag >= 0 {
		name = strings.TrimRight(string(want.output[tag+5:tag+16]), "\x00") + fmt.Sprintf(", word %d", (at-tag)/8-2)
	}
	part := func(o outcome) string {
		return fmt.Sprintf("code %d, %d bytes, there %x", o.code, len(o.output), o.output[min(at, len(o.output)):min(at+8, len(o.output))])
	}
	t.Fatalf("%s differs in case %s:\ngot  %s\nwant %s", who, name, part(got), part(want))
}

// TestFaultsAgainstQemu compares the faults that a program is stopped by with the signals that qemu stops it by.
func TestFaultsAgainstQemu(t *testing.T) {
	vm.RequireTool(t, qemu)
	for _, c := range []struct {
		name  string
		words []uint32
		want  syscall.Signal
	}{
		{"zeroes", []uint32{0}, syscall.SIGILL},
		{"reserved rounding mode", []uint32{0x0000d0d3&^0x7000 | 5<<12}, syscall.SIGILL},
		{"reserved rounding mode in frm", []uint32{0x0022d073, 0x0000f0d3}, syscall.SIGILL},
		{"write of cycle", []uint32{0xc0001073}, syscall.SIGILL},
		{"ebreak", []uint32{0x00100073}, syscall.SIGTRAP},
		{"load at 0", []uint32{0x00003083}, syscall.SIGSEGV},
		{"store into text", []uint32{0x00000097, 0x0000b023}, syscall.SIGSEGV},
		{"jump to 0", []uint32{0x00000067}, syscall.SIGSEGV},
		{"jump into the data", []uint32{0x00001097, 0x00008067}, syscall.SIGSEGV},
		{"kill with SIGTERM", []uint32{0x0b200893, 0x00000073, 0x00f00593, 0x08200893, 0x00000073}, syscall.SIGTERM},
	} {
		t.Run(c.name, func(t *testing.T) {
			var text []byte
			for _, w := range c.words {
				text = binary.LittleEndian.AppendUint32(text, w)
			}
			file := executable(text, programText+vm.PageSize, make([]byte, 64))
			path := filepath.Join(t.TempDir(), "fault")
			if err := os.WriteFile(path, file, 0o755); err != nil {
				t.Fatal(err)
			}
			got, m := runFast(t, file, 1000)
			if m.Status != vm.Faulted || got.code != 128+int(c.want) {
				t.Errorf("status %d, code %d, want %d", m.Status, got.code, 128+int(c.want))
			}
			cmd := exec.Command(qemu, path)
			cmd.Dir = t.TempDir() // where it may leave a core
			_ = cmd.Run()
			if signal := cmd.ProcessState.Sys().(syscall.WaitStatus).Signal(); signal != c.want {
				t.Errorf("qemu ends with %v, want %v", signal, c.want)
			}
		})
	}
}
