// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"encoding/binary"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/memory"
)

// Where random programs live. Three pages of text, so that translation has to handle more than one.
const (
	textSize  = 3 * vm.PageSize
	dataStart = vm.ImageStart + textSize
	dataSize  = 4 * vm.PageSize
)

// Registers that random programs keep for what the names say, most of the time.
const (
	stackRegister = 2
	dataRegister  = 8
	textRegister  = 9
)

// wild writes random programs that are full of what an engine may get wrong: jumps into the middle of instructions,
// loops, accesses at page borders, system calls, and now and then what faults.
type wild struct {
	*rand.Rand
	branches int // one instruction in so many jumps; 0 for none
	text     []byte
}

func newWild(r *rand.Rand) *wild {
	w := &wild{Rand: r, branches: []int{0, 3, 6, 12, 40}[r.IntN(5)]}
	for len(w.text) < textSize-64 {
		w.instruction()
	}
	// Most that run out of text meet an ecall. The rest meets the zeroes behind it.
	for len(w.text) < textSize-8 {
		w.add32(0x13)
	}
	w.add32(0x73)
	return w
}

func (w *wild) add32(word uint32) { w.text = binary.LittleEndian.AppendUint32(w.text, word) }

func (w *wild) instruction() {
	switch k := w.IntN(100); {
	case w.branches > 0 && w.IntN(w.branches) == 0:
		w.jump()
	case k < 25:
		w.compressed()
	case k < 50:
		w.access()
	case k == 50:
		w.add32(vm.Registers(0x13, 17, 0, 32) | uint32(calls[w.IntN(len(calls))])<<20) // li a7, number
		w.add32(0x73)
	case k == 51 && w.IntN(10) == 0:
		w.add32(w.Uint32()) // anything, mostly illegal
	default:
		op := vm.Op(1 + w.IntN(int(vm.Ops)-1))
		for jumps(op) || accesses(op) {
			op = vm.Op(1 + w.IntN(int(vm.Ops)-1))
		}
		w.add32(w.keep(vm.RandomWord(w.Rand, op)))
	}
}

// calls are system calls worth making at random.
var calls = []int{
	63, 64, 278, 222, 215, 233, 214, 113, 101, 98, 220, 124, 123, 96, 178, 9999,
}

func jumps(op vm.Op) bool { return op >= vm.BEQ && op <= vm.JALR || op == vm.ECALL || op == vm.EBREAK }

func accesses(op vm.Op) bool {
	return op >= vm.LB && op <= vm.SD || op >= vm.LRW && op <= vm.AMOMAXUD || op >= vm.FLW && op <= vm.FSD
}

// keep makes most writes to the registers with a purpose go elsewhere.
func (w *wild) keep(word uint32) uint32 {
	switch word >> 7 & 31 {
	case stackRegister, dataRegister, textRegister:
		if w.IntN(200) > 0 {
			return vm.Registers(word, 20, 32, 32)
		}
	}
	return word
}

func (w *wild) compressed() {
	for {
		h := w.Uint32() & 0xffff
		in := vm.Decode(h)
		if h&3 == 3 || in.Op == vm.Illegal || jumps(in.Op) || accesses(in.Op) && in.Rs1 != stackRegister && in.Rs1 != dataRegister {
			continue
		}
		switch in.Rd {
		case stackRegister, dataRegister, textRegister:
			if !accesses(in.Op) && w.IntN(200) > 0 {
				continue
			}
		}
		w.text = binary.LittleEndian.AppendUint16(w.text, uint16(h))
		return
	}
}

// access is a load, a store or an atomic operation, mostly at a place that there is.
func (w *wild) access() {
	op := vm.LB + vm.Op(w.IntN(int(vm.SD-vm.LB)+1))
	switch w.IntN(8) {
	case 0:
		op = vm.LRW + vm.Op(w.IntN(int(vm.AMOMAXUD-vm.LRW)+1))
	case 1:
		op = vm.FLW + vm.Op(w.IntN(int(vm.FSD-vm.FLW)+1))
	}
	word := w.keep(vm.RandomWord(w.Rand, op))
	base := []uint32{dataRegister, dataRegister, stackRegister, textRegister}[w.IntN(4)]
	if op >= vm.SB && base == textRegister && w.IntN(200) > 0 {
		base = dataRegister
	}
	if w.IntN(400) > 0 {
		word = vm.Registers(word, 32, base, 32)
	}
	if op < vm.LRW || op >= vm.FLW {
		imm := int64(w.IntN(512)-256) * 8
		if w.IntN(300) == 0 {
			imm += int64(w.IntN(8))
		}
		word = vm.Immediate(word, imm)
	}
	w.add32(word)
}

// jump is a branch, or a jump to a place in the text.
func (w *wild) jump() {
	distance := int64(w.IntN(40)-12) * 2
	switch w.IntN(8) {
	case 0:
		w.add32(w.keep(vm.Immediate(vm.RandomWord(w.Rand, vm.JAL), distance)))
	case 1:
		word := w.keep(vm.RandomWord(w.Rand, vm.JALR))
		w.add32(vm.Immediate(vm.Registers(word, 32, textRegister, 32), int64(w.IntN(2048))))
	case 2:
		w.add32(w.keep(vm.RandomWord(w.Rand, vm.AUIPC) & 0xfff)) // its own address
		word := vm.Registers(vm.RandomWord(w.Rand, vm.JALR), 32, uint32(binary.LittleEndian.Uint16(w.text[len(w.text)-4:]))>>7, 32)
		w.add32(vm.Immediate(w.keep(word), 8+int64(w.IntN(16)*2)))
	default:
		op := vm.BEQ + vm.Op(w.IntN(6))
		w.add32(vm.Immediate(vm.RandomWord(w.Rand, op), distance))
	}
}

// machine is the program with its registers before the first step.
func (w *wild) machine() *fast.Machine {
	m := memory.New()
	m.Write(vm.ImageStart, w.text)
	noise := make([]byte, dataSize)
	for i := range noise {
		noise[i] = byte(w.Uint32() >> w.IntN(9))
	}
	m.Write(dataStart, noise)
	s := vm.State{
		Thread:      vm.Thread{PC: vm.ImageStart, ID: 1, FCSR: uint8(w.IntN(5) << 5)},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: dataStart,
		Break:       dataStart + dataSize,
		Top:         dataStart + dataSize,
		NextID:      2,
	}
	for i := range s.X[1:] {
		s.X[i+1] = w.number()
	}
	for i := range s.F {
		s.F[i] = w.number()
	}
	// The immediates of accesses reach 2 KiB either way: most programs keep that distance from the ends.
	reach := uint64(2048)
	if w.IntN(8) == 0 {
		reach = 1024
	}
	s.X[stackRegister] = vm.AddressSpace - reach - uint64(w.IntN(600)*8)
	s.X[dataRegister] = dataStart + reach + (w.Uint64()%(dataSize-2*reach))&^7
	s.X[textRegister] = vm.ImageStart + reach + (w.Uint64()%(textSize-2*reach))&^7
	return fast.New(s, m, chatter{}, nil)
}

// chatter is an oracle that has an answer to everything.
type chatter struct{}

func (chatter) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	length := uint64(key[0]) * 4
	if offset > length {
		return vm.Chunk{Length: length}, nil
	}
	word := key
	word[31] ^= byte(offset)
	clear(word[min(32, length-offset):])
	return vm.Chunk{Data: word, Length: length}, nil
}

// number is a value for a register: an address, something near a border, or anything.
func (w *wild) number() uint64 {
	switch w.IntN(6) {
	case 0:
		return dataStart + uint64(w.IntN(dataSize))&^7
	case 1:
		return uint64(w.IntN(5)) - 2
	case 2:
		return uint64(1)<<w.IntN(64) + uint64(w.IntN(3)) - 1
	case 3:
		return uint64(int64(int32(w.Uint32())))
	}
	return w.Uint64()
}

// FuzzFast runs random programs by vm.Step and by the engine and compares them wherever they are stopped.
func FuzzFast(f *testing.F) {
	const programs = 10
	for seed := range uint64(24) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		steps, halted := uint64(0), map[uint8]int{}
		r := rand.New(rand.NewPCG(seed, 4))
		for range programs {
			byBook := newWild(r).machine()
			differ(t, r, byBook, byBook.Snapshot(), 3000, 100)
			steps += byBook.Steps
			if byBook.Status != vm.Running {
				halted[byBook.ExitCode]++
			}
		}
		t.Logf("%d steps, programs that halted by exit code: %v", steps, halted)
	})
}

// TestFastLegality has the engine meet every word that TestDecode knows: it stops on one as illegal, or does not.
func TestFastLegality(t *testing.T) {
	for _, space := range vm.Spaces() {
		t.Run(space.Name, func(t *testing.T) {
			m := memory.New()
			var text []byte
			for _, word := range space.Words {
				if word&3 != 3 {
					word |= 1 << 16 // c.nop
				}
				text = binary.LittleEndian.AppendUint32(text, word)
			}
			m.Write(vm.ImageStart, text)
			end := uint64(vm.ImageStart+len(text)+vm.PageSize-1) &^ (vm.PageSize - 1)
			start := vm.State{Reservation: vm.NoReservation, ReadOnlyEnd: end, Break: end, Top: end, NextID: 2}
			quick := fast.New(start, m, nil, nil)
			complaints := 0
			for i, word := range space.Words {
				quick.State = start
				quick.PC = uint64(vm.ImageStart + 4*i)
				if err := quick.Run(1000); err != nil { // fewer are done by the book
					t.Fatal(err)
				}
				got := quick.Status == vm.Faulted && quick.ExitCode == uint8(vm.FaultIllegal) && quick.PC == uint64(vm.ImageStart+4*i)
				if want := vm.Decode(word).Op == vm.Illegal; got != want {
					t.Errorf("%08x: illegal %v, want %v (pc %#x, code %d)", word, got, want, quick.PC, quick.ExitCode)
					if complaints++; complaints == 20 {
						t.FailNow()
					}
				}
			}
		})
	}
}

// differ runs one machine by the book and the other by the engine, both to the same number of steps, with stops at
// random, where the engine may go on as its own snapshot. The contents of memory are compared at one stop in some.
func differ(t *testing.T, r *rand.Rand, byBook, quick *fast.Machine, steps uint64, hashes int) {
	t.Helper()
	for end := byBook.Steps + steps; byBook.Steps < end && byBook.Status == vm.Running; {
		until := min(end, byBook.Steps+stride(r))
		from := byBook.State
		for byBook.Steps < until && byBook.Status == vm.Running {
			if err := byBook.Step(); err != nil {
				t.Fatal(err)
			}
		}
		if err := quick.Run(until); err != nil {
			t.Fatalf("run to %d: %v", until, err)
		}
		if quick.State != byBook.State {
			t.Fatalf("from step %d, pc %#x, to step %d:\n%s", from.Steps, from.PC, until, difference(quick.State, byBook.State))
		}
		if r.IntN(hashes) == 0 && quick.Hash() != byBook.Hash() {
			t.Fatalf("from step %d, pc %#x, to step %d: memories differ", from.Steps, from.PC, until)
		}
		switch r.IntN(20) {
		case 0:
			quick = quick.Snapshot()
		case 1:
			other := quick.Snapshot() // which goes its own way, unseen
			if err := other.Run(until + 100); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, want := quick.Hash(), byBook.Hash(); got != want {
		t.Fatalf("at step %d: hash %x, want %x", byBook.Steps, got, want)
	}
}

// stride is how far to run until the next stop: often a few steps, sometimes across what the engine runs at once.
func stride(r *rand.Rand) uint64 {
	if r.IntN(3) == 0 {
		return uint64(r.IntN(20))
	}
	return uint64(r.IntN(1600))
}

// difference names the fields in which two states differ.
func difference(got, want vm.State) string {
	var b strings.Builder
	var compare func(path string, g, w reflect.Value)
	compare = func(path string, g, w reflect.Value) {
		switch g.Kind() {
		case reflect.Struct:
			for i := range g.NumField() {
				compare(path+"."+g.Type().Field(i).Name, g.Field(i), w.Field(i))
			}
		case reflect.Array:
			for i := range g.Len() {
				compare(path+"["+strconv.Itoa(i)+"]", g.Index(i), w.Index(i))
			}
		default:
			if g.Uint() != w.Uint() {
				b.WriteString("  " + path[1:] + ": got " + strconv.FormatUint(g.Uint(), 16) + ", want " + strconv.FormatUint(w.Uint(), 16) + "\n")
			}
		}
	}
	compare("", reflect.ValueOf(got), reflect.ValueOf(want))
	return b.String()
}
