// SPDX-License-Identifier: Apache-2.0

package fast

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// encoding is how an operation of the engine is written as an instruction.
type encoding struct {
	bits      uint32 // all but registers and immediate
	immediate byte   // format: R none, I, S, B, U, J, 6 and 5 shifts
}

var encodings = map[uint8][]encoding{
	opNOP: {{0x0000000f, 'R'}, {0x00000013, 'R'}},
	opLI:  {{0x00000013, 'i'}, {0x00000037, 'U'}, {0x00000017, 'U'}},
	opMV:  {{0x00000013, 'r'}}, opADDI: {{0x00000013, 'I'}}, opSLTI: {{0x00002013, 'I'}}, opSLTIU: {{0x00003013, 'I'}},
	opXORI: {{0x00004013, 'I'}}, opORI: {{0x00006013, 'I'}}, opANDI: {{0x00007013, 'I'}},
	opSLLI: {{0x00001013, '6'}}, opSRLI: {{0x00005013, '6'}}, opSRAI: {{0x40005013, '6'}},
	opADDIW: {{0x0000001b, 'I'}}, opSLLIW: {{0x0000101b, '5'}}, opSRLIW: {{0x0000501b, '5'}}, opSRAIW: {{0x4000501b, '5'}},
	opADD: {{0x00000033, 'R'}}, opSLT: {{0x00002033, 'R'}}, opSLTU: {{0x00003033, 'R'}}, opXOR: {{0x00004033, 'R'}},
	opOR: {{0x00006033, 'R'}}, opAND: {{0x00007033, 'R'}}, opSLL: {{0x00001033, 'R'}}, opSRL: {{0x00005033, 'R'}},
	opSRA: {{0x40005033, 'R'}}, opADDW: {{0x0000003b, 'R'}}, opSLLW: {{0x0000103b, 'R'}}, opSRLW: {{0x0000503b, 'R'}},
	opSRAW: {{0x4000503b, 'R'}}, opSUB: {{0x40000033, 'R'}}, opSUBW: {{0x4000003b, 'R'}},
	opMUL: {{0x02000033, 'R'}}, opMULH: {{0x02001033, 'R'}}, opMULHSU: {{0x02002033, 'R'}}, opMULHU: {{0x02003033, 'R'}},
	opMULW: {{0x0200003b, 'R'}}, opDIV: {{0x02004033, 'R'}}, opDIVU: {{0x02005033, 'R'}}, opREM: {{0x02006033, 'R'}}, opREMU: {{0x02007033, 'R'}},
	opLB: {{0x00000003, 'I'}}, opLH: {{0x00001003, 'I'}}, opLW: {{0x00002003, 'I'}}, opLD: {{0x00003003, 'I'}},
	opLBU: {{0x00004003, 'I'}}, opLHU: {{0x00005003, 'I'}}, opLWU: {{0x00006003, 'I'}}, opPROBE: {{0x00000003, 'P'}},
	opSB: {{0x00000023, 'S'}}, opSH: {{0x00001023, 'S'}}, opSW: {{0x00002023, 'S'}}, opSD: {{0x00003023, 'S'}},
	opBEQ: {{0x00000063, 'B'}}, opBNE: {{0x00001063, 'B'}}, opBLT: {{0x00004063, 'B'}}, opBGE: {{0x00005063, 'B'}},
	opBLTU: {{0x00006063, 'B'}}, opBGEU: {{0x00007063, 'B'}},
	opJ: {{0x0000006f, 'j'}}, opJAL: {{0x0000006f, 'J'}}, opJR: {{0x00000067, 'p'}}, opJALR: {{0x00000067, 'I'}},
	opRare: {{0x0200403b, 'R'}, {0x0020202f, 'I'}, {0x02000053, 'R'}, {0x00000073, 'R'}, {0xc0002073, 'd'}},
}

// registers are few, so that most instructions have to do with one another.
var registers = []uint32{1, 5, 6, 7, 8, 9, 10}

// writer makes instructions at random.
type writer struct {
	*rand.Rand
	text   []byte
	starts []int    // where in the text sequences begin
	last   []uint32 // the destinations of the sequence so far
}

// write adds one instruction; from says where its operands come from, as in a part of a sequence.
func (w *writer) write(op uint8, from [2]uint8) {
	e := encodings[op][w.IntN(len(encodings[op]))]
	rd, rs1, rs2 := w.register(0), w.register(from[0]), w.register(from[1])
	imm := w.Uint32()
	if w.IntN(20) > 0 && (opLB <= op && op <= opSD || op == opPROBE) {
		imm = imm & 0xff &^ 7 // an aligned address close by
	}
	if op == opLI && w.IntN(2) == 0 {
		imm &= 15 // the number of a page of data
	}
	word := e.bits
	switch e.immediate {
	case 'R':
		word |= rs1<<15 | rs2<<20
	case 'r':
		word |= rs1 << 15
	case 'I', 'P', 'p':
		word |= rs1<<15 | imm<<20
	case 'i':
		word |= imm << 20
	case 'd':
	case '6':
		word |= rs1<<15 | imm&63<<20
	case '5':
		word |= rs1<<15 | imm&31<<20
	case 'U':
		word |= imm << 12
	case 'S':
		word |= rs1<<15 | rs2<<20 | imm&31<<7 | imm>>5&127<<25
	case 'B':
		imm &= 0x3e // forward, and now and then back
		if w.IntN(4) == 0 {
			imm = -imm
		}
		word |= rs1<<15 | rs2<<20 | imm>>1&15<<8 | imm>>5&63<<25 | imm>>11&1<<7 | imm>>12&1<<31
	case 'J', 'j':
		imm &= 0x7e
		word |= imm << 20
	}
	if e.immediate != 'S' && e.immediate != 'B' && e.immediate != 'P' && e.immediate != 'p' && e.immediate != 'j' && op != opNOP {
		word |= rd << 7
	}
	w.last = append(w.last, rd)
	w.text = append(w.text, byte(word), byte(word>>8), byte(word>>16), byte(word>>24))
}

func (w *writer) register(from uint8) uint32 {
	if from > 0 {
		return w.last[len(w.last)-int(from)]
	}
	return registers[w.IntN(len(registers))]
}

// program is a text in which sequences are frequent.
func (w *writer) program(size int) []byte {
	w.text, w.starts = nil, nil
	for len(w.text) < size {
		switch w.IntN(4) {
		case 0:
			w.write(uint8(w.IntN(opCHECK)), [2]uint8{})
		case 1:
			w.text = append(w.text, byte(w.Uint32())&^3|byte(w.IntN(3)), byte(w.Uint32())) // any compressed instruction
		default:
			w.last, w.starts = nil, append(w.starts, len(w.text))
			for _, p := range sequences[w.IntN(len(sequences))] {
				w.write(p.op, p.from)
			}
		}
	}
	return w.text
}

const (
	textEnd = 3 * vm.PageSize
	dataEnd = textEnd + 8*vm.PageSize
)

// address is one of data.
func (w *writer) address() uint64 { return textEnd + uint64(w.IntN(dataEnd-textEnd))&^7 }

// state has registers that are addresses of data, small numbers or anything.
func (w *writer) state(s *vm.State) {
	s.Status, s.ExitCode = vm.Running, 0
	s.PC = vm.ImageStart + uint64(w.IntN(textEnd-vm.ImageStart))&^1
	if w.IntN(4) > 0 { // most runs end soon
		s.PC = vm.ImageStart + uint64(w.starts[w.IntN(len(w.starts))])
	}
	for _, r := range registers {
		switch n := w.IntN(20); {
		case n < 15:
			s.X[r] = w.address()
		case n < 19:
			s.X[r] = uint64(w.IntN(64)) * 8
		default:
			s.X[r] = w.Uint64()
		}
	}
}

// FuzzSequences runs programs of all sequences, on registers that are each other's operands in all ways, by the engine
// and by the book. Most runs end in a fault, sooner or later.
func FuzzSequences(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		w := &writer{Rand: rand.New(rand.NewPCG(seed, 2))}
		var steps uint64
		for n := range 5 {
			m := memory.New()
			m.Write(vm.ImageStart, w.program(textEnd-vm.ImageStart-64))
			for at := uint64(textEnd); at < dataEnd; at += 8 {
				m.Write(at, binary.LittleEndian.AppendUint64(nil, w.address()))
			}
			start := vm.State{
				Thread: vm.Thread{ID: 1}, Reservation: vm.NoReservation,
				ReadOnlyEnd: textEnd, Break: dataEnd, Top: dataEnd, NextID: 2,
			}
			engine, book := New(start, m.Copy(), nil, nil), New(start, m, nil, nil)
			for run := range 500 {
				w.state(&engine.State)
				book.State = engine.State
				before := engine.State
				until := engine.Steps + slack + 1 + uint64(w.IntN(1000))
				compare(t, engine, book, until)
				if t.Failed() {
					t.Fatalf("program %d, run %d: from %+v to step %d", n, run, before.Thread, until)
				}
				steps += engine.Steps - before.Steps
				if run%50 == 49 && engine.Hash() != book.Hash() { // after which pages must be asked for again
					t.Fatalf("program %d, run %d: the memories differ", n, run)
				}
				if run == 250 {
					engine = engine.Snapshot()
				}
			}
		}
		t.Logf("%d steps", steps)
	})
}

// compare runs one machine by the engine and one by the book.
func compare(t *testing.T, engine, book *Machine, until uint64) {
	t.Helper()
	if err := engine.Run(until); err != nil {
		t.Errorf("engine: %v", err)
	}
	for book.Status == vm.Running && book.Steps < until {
		if err := book.Step(); err != nil {
			t.Errorf("book: %v", err)
		}
	}
	if engine.State == book.State {
		return
	}
	for r := range engine.X {
		if engine.X[r] != book.X[r] {
			t.Errorf("x%d is %#x, want %#x", r, engine.X[r], book.X[r])
		}
	}
	t.Errorf("pc %#x, step %d, status %d, exit code %d; want %#x, %d, %d, %d", engine.PC, engine.Steps, engine.Status, engine.ExitCode,
		book.PC, book.Steps, book.Status, book.ExitCode)
}

// TestEverySequenceFits makes a program of each sequence and looks whether the translation finds it: one that never
// fits would be dead weight, and no random program would test it.
func TestEverySequenceFits(t *testing.T) {
	w := &writer{Rand: rand.New(rand.NewPCG(3, 4))}
	var text []byte
	for range 30 {
		w.text = nil
		for _, s := range sequences {
			w.last = nil
			for _, p := range s {
				w.write(p.op, p.from)
			}
		}
		text = append(text, w.text...)
	}
	m := memory.New()
	m.Write(vm.ImageStart, text)
	p := translate(m, vm.ImageStart+uint64(len(text)))
	for i, s := range sequences {
		if !slices.ContainsFunc(p.entries, func(e entry) bool { return e.op == opFirstFused+uint8(i) }) {
			t.Errorf("sequence %d, %v, is never chosen", i, s)
		}
	}
}
