// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/layeredpow/adit/vm"
)

// Programs for the machine, instruction by instruction.
var (
	// hello writes "hello\n" to standard output, "oops\n" to standard error, and exits with 7.
	hello = []uint32{
		0x00100513, // li a0, 1
		0x00000597, // auipc a1, 0
		0x07c58593, // addi a1, a1, 124: text, at 0x80
		0x00600613, // li a2, 6
		0x04000893, // li a7, 64 (write)
		0x00000073, // ecall
		0x00200513, // li a0, 2
		0x00658593, // addi a1, a1, 6
		0x00500613, // li a2, 5
		0x00000073, // ecall
		0x00700513, // li a0, 7
		0x05d00893, // li a7, 93 (exit)
		0x00000073, // ecall
	}
	// echo writes what it reads, 32 bytes at most, and exits with 0.
	echo = []uint32{
		0x00000513, // li a0, 0
		0xfc010593, // addi a1, sp, -64
		0x02000613, // li a2, 32
		0x03f00893, // li a7, 63 (read)
		0x00000073, // ecall
		0x00050613, // mv a2, a0
		0x00100513, // li a0, 1
		0x04000893, // li a7, 64
		0x00000073, // ecall
		0x00000513, // li a0, 0
		0x05d00893, // li a7, 93
		0x00000073, // ecall
	}
	nilPointer = []uint32{0x00003083} // ld ra, 0(zero)
	forever    = []uint32{0x0000006f} // j .
	// ask reads the preimage of a key that it has, at 0x80.
	ask = []uint32{
		0x00300513, // li a0, 3: the oracle
		0x00000597, // auipc a1, 0
		0x07c58593, // addi a1, a1, 124: the key
		0x02000613, // li a2, 32
		0x04000893, // li a7, 64 (write)
		0x00000073, // ecall
		0x00300513, // li a0, 3
		0xfc010593, // addi a1, sp, -64
		0x03f00893, // li a7, 63 (read)
		0x00000073, // ecall
	}
	preimage = []uint32{
		0x00300513, // li a0, 3: the oracle
		0xfc010593, // addi a1, sp, -64
		0x02000613, // li a2, 32
		0x03f00893, // li a7, 63
		0x00000073, // ecall
	}
)

// program writes an ELF file with one segment, which holds the code and, 0x80 behind its start, a text.
func program(t *testing.T, code []uint32) string {
	t.Helper()
	return programWith(t, code, "hello\noops\n")
}

func programWith(t *testing.T, code []uint32, words string) string {
	t.Helper()
	const start, headers = 0x10000, 64 + 56
	text := make([]byte, 0x80)
	for i, word := range code {
		binary.LittleEndian.PutUint32(text[4*i:], word)
	}
	text = append(text, words...)
	le := binary.LittleEndian
	file := append([]byte("\x7fELF\x02\x01\x01"), make([]byte, headers-7)...)
	le.PutUint16(file[16:], 2)   // fixed address
	le.PutUint16(file[18:], 243) // RISC-V
	le.PutUint64(file[24:], start)
	le.PutUint64(file[32:], 64) // program headers
	le.PutUint16(file[54:], 56)
	le.PutUint16(file[56:], 1)
	segment := file[64:]
	le.PutUint32(segment, 1)     // to be loaded
	le.PutUint32(segment[4:], 5) // read, execute
	le.PutUint64(segment[8:], headers)
	le.PutUint64(segment[16:], start)
	le.PutUint64(segment[32:], uint64(len(text)))
	le.PutUint64(segment[40:], uint64(len(text)))
	return write(t, 0o600, string(append(file, text...)))
}

// runVM runs a command of `adit vm`.
func runVM(t *testing.T, args ...string) (out, complaints string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	app := application()
	app.Writer, app.ErrWriter = &stdout, &stderr
	err = app.RunContext(t.Context(), append([]string{"adit", "vm"}, args...))
	return stdout.String(), stderr.String(), err
}

func TestVMRun(t *testing.T) {
	input := write(t, 0o600, "from a file")
	long := write(t, 0o600, strings.Repeat("x", vm.InputSize+1))
	for _, c := range []struct {
		name       string
		args       []string
		out, error string // what standard output and standard error are
		report     string // what the error says; its whole text if it is empty
		code       int
	}{
		{"exit code and outputs of the program", []string{program(t, hello)}, "hello\n", "oops\n", "", 7},
		{"input", []string{"--input", input, program(t, echo)}, "from a file", "", "", 0},
		{"steps", []string{"--steps", program(t, echo)}, "", "12 steps\n", "", 0},
		{"fault", []string{program(t, nilPointer)}, "", "", "step 1, pc 0x10000: access to unmapped memory", 139},
		{"step limit", []string{"--max-steps", "1000", "--steps", program(t, forever)}, "", "1000 steps\n", "--max-steps gives it more", exitFailed},
		{"flags behind the program are its own", []string{program(t, echo), "--steps"}, "", "", "", 0},
		{"too much input", []string{"--input", long, program(t, echo)}, "", "", "more than 128 bytes", exitUsage},
		{"no input", []string{"--input", long + "x", program(t, echo)}, "", "", "read input", exitUsage},
		{"preimages", []string{program(t, preimage)}, "", "", "`adit prove` has", exitFailed},
		{"no program", nil, "", "", "needs a program", exitUsage},
		{"program that is missing", []string{filepath.Join(t.TempDir(), "none")}, "", "", "read program", exitUsage},
		{"no riscv64 program", []string{input}, "", "", "GOARCH=riscv64", exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, complaints, err := runVM(t, append([]string{"run"}, c.args...)...)
			if out != c.out || complaints != c.error {
				t.Errorf("outputs: got %q and %q, want %q and %q", out, complaints, c.out, c.error)
			}
			if got := exitCode(err); got != c.code {
				t.Errorf("exit code: got %d (%v), want %d", got, err, c.code)
			}
			if err != nil && (!strings.Contains(report(err), c.report) || c.report == "" && report(err) != "") {
				t.Errorf("report: got %q, want %q in it", report(err), c.report)
			}
		})
	}
}

func TestVMRunStandardInput(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stdin
	os.Stdin = r
	t.Cleanup(func() { os.Stdin = before; r.Close() })
	if _, err := w.WriteString("piped"); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if out, _, err := runVM(t, "run", "--input", "-", program(t, echo)); err != nil || out != "piped" {
		t.Errorf("output: got %q (%v), want what was piped in", out, err)
	}
}

func TestVMBench(t *testing.T) {
	out, _, err := runVM(t, "bench", "--json", program(t, echo))
	if err != nil {
		t.Fatal(err)
	}
	var got speed
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got.Steps != 12 || got.PerCPU <= 0 || got.Resident <= 0 || got.ExitCode != 0 {
		t.Errorf("got %+v, want 12 steps, exit code 0, and some of everything else", got)
	}
	if out, _, err := runVM(t, "bench", program(t, hello)); exitCode(err) != exitFailed || !strings.Contains(out, "hello\noops\n") {
		t.Errorf("a program that fails: got %v and %q, want an error and its outputs", err, out)
	}
}

// TestVMBenchWithoutSource: who has the command and not the source tree is told what to do.
func TestVMBenchWithoutSource(t *testing.T) {
	t.Chdir(t.TempDir())
	_, _, err := runVM(t, "bench")
	if exitCode(err) != exitFailed || !strings.Contains(report(err), "start it in the source tree") || !strings.Contains(report(err), "name a program") {
		t.Errorf("got %v, want an error that says what to do", err)
	}
}
