// SPDX-License-Identifier: Apache-2.0

package float_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/float/floattest"
)

// A record that the program reads is op, rounding mode, a, b and c; one that it writes is the register with the
// result, and fflags. All are words of 64 bits, lowest byte first.
const (
	recordIn  = 5 * 8
	recordOut = 2 * 8
)

// program is the assembly of one that computes what records on its standard input ask for. The assembler gives
// numbers of vm.Op their meaning by the mnemonics, so nothing else has to.
func program() string {
	var b strings.Builder
	fmt.Fprintf(&b, `
	.globl _start
_start:
	li a7, 63                  # read
	li a0, 0
	la a1, in
	li a2, %[1]d
	ecall
	blez a0, exit
	la s0, in
	add s1, s0, a0
	la s2, out
record:
	ld t0, 0(s0)
	ld t1, 8(s0)
	ld a0, 16(s0)
	ld a1, 24(s0)
	ld a2, 32(s0)
	addi s0, s0, %[2]d
	fsrm t1
	fsflags zero
	slli t0, t0, 3
	la t2, operations
	add t2, t2, t0
	ld t2, 0(t2)
	jr t2
float:
	fmv.x.d a0, fa0            # as it lies in the register
done:
	frflags a1
	sd a0, 0(s2)
	sd a1, 8(s2)
	addi s2, s2, %[3]d
	bltu s0, s1, record
	li a7, 64                  # write
	li a0, 1
	la a1, out
	sub a2, s2, a1
	ecall
	j _start
exit:
	li a7, 93
	ecall
`, recordIn*1024, recordIn, recordOut)
	names := make([]string, vm.Ops)
	for _, op := range floattest.Ops {
		names[op] = fmt.Sprintf("op%d", op)
		fmt.Fprintf(&b, "op%d:\n%s", op, operation(op))
	}
	b.WriteString(".data\n.balign 8\noperations:\n")
	for _, name := range names {
		if name == "" {
			name = "exit"
		}
		fmt.Fprintf(&b, "\t.dword %s\n", name)
	}
	fmt.Fprintf(&b, ".bss\n.balign 8\nin: .space %d\nout: .space %d\n", recordIn*1024, recordOut*1024)
	return b.String()
}

// operation is the instruction between its moves from a0, a1 and a2, and to a0.
func operation(op vm.Op) string {
	from, to, operands := floattest.Shape(op)
	var b strings.Builder
	registers := []string{"a0", "a1", "a2"}[:operands]
	if from != 0 {
		move := map[int]string{32: "fmv.w.x", 64: "fmv.d.x"}[from]
		for i, r := range registers {
			fmt.Fprintf(&b, "\t%s f%s, %s\n", move, r, r)
			registers[i] = "f" + r
		}
	}
	into, next := "fa0", "float"
	if to == 0 {
		into, next = "a0", "done"
	}
	fmt.Fprintf(&b, "\t%s %s, %s\n\tj %s\n", op, into, strings.Join(registers, ", "), next)
	return b.String()
}

// assemble builds the program in a folder of the test, which is skipped where the tools are missing, unless
// ADIT_RISCV says that they must be there, as in CI.
func assemble(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"riscv64-linux-gnu-as", "riscv64-linux-gnu-ld", "qemu-riscv64"} {
		if _, err := exec.LookPath(tool); err != nil && os.Getenv("ADIT_RISCV") == "" {
			t.Skipf("%v (Debian: qemu-user, binutils-riscv64-linux-gnu)", err)
		}
	}
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(file("float.s"), []byte(program()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"riscv64-linux-gnu-as", "-march=rv64gc", "-o", file("float.o"), file("float.s")},
		{"riscv64-linux-gnu-ld", "-o", file("float"), file("float.o")},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", args[0], err, out)
		}
	}
	return file("float")
}

// TestAgainstQemu compares values and exceptions with an emulator that has floats of its own, in every rounding mode.
func TestAgainstQemu(t *testing.T) {
	program := assemble(t)
	for _, op := range floattest.Ops {
		t.Run(op.String(), func(t *testing.T) {
			t.Parallel()
			s := floattest.Sampler{Rand: rand.New(rand.NewPCG(uint64(op), 2))}
			const atOnce = 100_000
			for left := cases(t); left > 0; left -= atOnce {
				askQemu(t, program, s, op, min(left, atOnce))
			}
		})
	}
}

// askQemu compares some cases with different operands, each in all rounding modes.
func askQemu(t *testing.T, program string, s floattest.Sampler, op vm.Op, some int) {
	t.Helper()
	input, err := os.CreateTemp(t.TempDir(), "records")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = input.Close()
		_ = os.Remove(input.Name())
	}()
	asked := make([]floattest.Case, 0, some)
	records := make([]byte, 0, some*floattest.Modes*recordIn)
	for range some {
		c := s.Case(op)
		asked = append(asked, c)
		for c.RM = 0; c.RM < floattest.Modes; c.RM++ {
			for _, v := range []uint64{uint64(op), uint64(c.RM), c.A, c.B, c.C} {
				records = binary.LittleEndian.AppendUint64(records, v)
			}
		}
	}
	// A file, not a pipe: so every read gives whole records.
	if _, err := input.Write(records); err != nil {
		t.Fatal(err)
	}
	if _, err := input.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	cmd := exec.Command("qemu-riscv64", program)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = input, &out, &complaints
	if err := cmd.Run(); err != nil {
		t.Fatalf("qemu-riscv64: %v\n%s", err, complaints.Bytes())
	}
	if want := some * floattest.Modes * recordOut; out.Len() != want {
		t.Fatalf("qemu-riscv64 wrote %d bytes, want %d\n%s", out.Len(), want, complaints.Bytes())
	}
	_, to, _ := floattest.Shape(op)
	for _, c := range asked {
		for c.RM = 0; c.RM < floattest.Modes; c.RM++ {
			r := out.Next(recordOut)
			want := floattest.Result{Value: binary.LittleEndian.Uint64(r), Flags: uint8(binary.LittleEndian.Uint64(r[8:]))}
			if to == 32 {
				want.Value ^= 0xffffffff << 32 // the box
			}
			if got, err := c.Machine(); got != want || err != nil {
				t.Fatalf("%v is %v (%v), qemu-riscv64 says %v", c, got, err, want)
			}
		}
	}
}
