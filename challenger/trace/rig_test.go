// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"encoding/binary"
	"log/slog"
	"os"
	"testing"

	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/e2e/derived"
	"github.com/layeredpow/adit/l1anchor"
)

// world is a small L2, and what is computed over it.
type world struct {
	*derived.L2
	t testing.TB
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return &world{derived.New(t), t}
}

// life is a few batches of every kind: blocks with and without transactions, a deposit, void data, none.
func (w *world) life() {
	w.t.Helper()
	w.Batch(w.Transfers(2), nil)
	w.L1.Message(l1anchor.Deposit, derived.Bridge, binary.BigEndian.AppendUint64(w.Rich.Address.Bytes(), 7))
	w.Mine(1)
	w.Batch(nil, w.Transfers(1))
	w.Void()
	w.Batch(nil)
}

// trace computes over the node, with a program.
func (w *world) trace(cfg trace.Config, p *trace.Program) *trace.Trace {
	w.t.Helper()
	return w.traceOver(cfg, p, w.Derivation())
}

func (w *world) traceOver(cfg trace.Config, p *trace.Program, n trace.Node) *trace.Trace {
	w.t.Helper()
	t, err := trace.New(cfg, n, p, w.Rollup.Hash(), slog.New(slog.DiscardHandler))
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

func guestPath() string {
	if path := os.Getenv("ADIT_GUEST"); path != "" {
		return path
	}
	return "../../bin/guest"
}

// proven is the program that `make guest` built; ADIT_GUEST names it.
func proven(t testing.TB) *trace.Program {
	t.Helper()
	file, err := os.ReadFile(guestPath())
	if err != nil {
		t.Fatalf("the program to prove with: %v; `make guest` builds it", err)
	}
	p, err := trace.LoadProgram(file, cmd.Program())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tiny is a program of some instructions.
func tiny(t testing.TB, code ...uint32) *trace.Program {
	t.Helper()
	const start, headers = 0x10000, 64 + 56
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
	le.PutUint64(segment[32:], uint64(4*len(code)))
	le.PutUint64(segment[40:], uint64(4*len(code)))
	for _, word := range code {
		file = le.AppendUint32(file, word)
	}
	p, err := trace.OpenProgram(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// failing counts down from a number of 4,096s and exits with 1.
func failing(t testing.TB, rounds uint32) *trace.Program {
	return tiny(t,
		rounds<<12|5<<7|0x37, // lui  t0, rounds
		0xfff28293,           // addi t0, t0, -1
		0xfe029ee3,           // bnez t0, -4
		0x00100513,           // li   a0, 1
		0x05d00893,           // li   a7, 93 (exit)
		0x00000073,           // ecall
	)
}

// lying writes 32 bytes of zeros and exits with 0.
func lying(t testing.TB) *trace.Program {
	return tiny(t,
		0x00100513, // li a0, 1
		0xfc010593, // addi a1, sp, -64
		0xfe05f593, // andi a1, a1, -32
		0x02000613, // li a2, 32
		0x04000893, // li a7, 64 (write)
		0x00000073, // ecall
		0x00000513, // li a0, 0
		0x05d00893, // li a7, 93
		0x00000073, // ecall
	)
}
