// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/layeredpow/adit/vm"
)

// A stream is a few random instructions with the registers and the memory that they start from. Many streams make a
// program: it loads the registers of each from its block, runs it, stores the registers back into the block, and writes
// all blocks to its standard output at the end. So that program tells what every stream did, wherever it runs.
//
//	block, 1,024 bytes: x1-31 248 | f0-31 256 | fcsr 8 | window 512
//
// x3 holds the address of the block and x4 that of the way back; streams leave them alone.
const (
	blockSize  = 1024
	fcsrOffset = 504
	window     = 512

	blockRegister  = 3
	returnRegister = 4

	programText = 0x10000
)

// stream makes one.
type stream struct {
	*rand.Rand
	code []byte
}

func (s *stream) add(word uint32)   { s.code = binary.LittleEndian.AppendUint32(s.code, word) }
func (s *stream) addShort(h uint32) { s.code = binary.LittleEndian.AppendUint16(s.code, uint16(h)) }
func (s *stream) register() uint32  { return s.registerBut(0) }
func reserved(register uint32) bool { return register == blockRegister || register == returnRegister }
func wordI(op vm.Op, rd, rs1 uint32, imm int64) uint32 {
	return vm.Immediate(vm.Registers(vm.RandomWord(zero, op), rd, rs1, 0), imm)
}

// zero makes words with operands that do not matter.
var zero = rand.New(rand.NewPCG(0, 0))

// registerBut is one that a stream may write to, other than 0 and the one given.
func (s *stream) registerBut(other uint32) uint32 {
	for {
		if r := uint32(1 + s.IntN(31)); r != other && !reserved(r) {
			return r
		}
	}
}

// legal makes a word write to a register that a stream may write to.
func (s *stream) legal(word uint32) uint32 {
	if reserved(uint32(vm.Decode(word).Rd)) {
		return vm.Registers(word, s.register(), 32, 32)
	}
	return word
}

// instruction adds a random one, with what it needs before it and after it.
func (s *stream) instruction() {
	op := vm.Op(1 + s.IntN(int(vm.Ops)-1))
	if s.IntN(4) == 0 {
		s.compressed()
		return
	}
	switch {
	case op == vm.ECALL || op == vm.EBREAK:
		s.instruction()
	case op == vm.LRW || op == vm.LRD:
		s.reserve(op)
	case op >= vm.SCW && op <= vm.AMOMAXUD:
		base := s.register()
		s.add(wordI(vm.ADDI, base, blockRegister, window+int64(s.IntN(64)*8)))
		s.add(vm.Registers(s.legal(vm.RandomWord(s.Rand, op)), 32, base, 32))
	case accesses(op):
		s.access(op)
	case op >= vm.BEQ && op <= vm.JALR:
		s.jump(op)
	case op >= vm.CSRRW && op <= vm.CSRRCI:
		s.control(op)
	default:
		s.add(s.legal(vm.RandomWord(s.Rand, op)))
	}
}

// size is how many bytes a load or store moves.
func size(op vm.Op) int64 {
	switch op {
	case vm.LB, vm.LBU, vm.SB:
		return 1
	case vm.LH, vm.LHU, vm.SH:
		return 2
	case vm.LW, vm.LWU, vm.SW, vm.FLW, vm.FSW:
		return 4
	}
	return 8
}

// target is the offset of a place in the window that is a multiple of n.
func (s *stream) target(n int64) int64 { return window + s.Int64N(window/n)*n }

// access adds a load or store whose base and immediate add up to a place in the window.
func (s *stream) access(op vm.Op) {
	base := s.register()
	imm := s.Int64N(2000) - 1000
	s.add(wordI(vm.ADDI, base, blockRegister, s.target(size(op))-imm))
	s.add(vm.Immediate(vm.Registers(s.legal(vm.RandomWord(s.Rand, op)), 32, base, 32), imm))
}

// reserve adds a load-reserved, something between, the store-conditional, and one more, which fails.
func (s *stream) reserve(op vm.Op) {
	base := s.register()
	s.add(wordI(vm.ADDI, base, blockRegister, s.target(8)))
	s.add(vm.Registers(vm.RandomWord(s.Rand, op), s.registerBut(base), base, 32))
	s.add(vm.Registers(vm.RandomWord(s.Rand, vm.ADD), s.registerBut(base), 32, 32))
	for range 2 {
		s.add(vm.Registers(vm.RandomWord(s.Rand, op+vm.SCW-vm.LRW), s.registerBut(base), base, 32))
	}
}

// jump adds one over some instructions, which run or do not.
func (s *stream) jump(op vm.Op) {
	skipped := s.IntN(3)
	distance := int64(4 + 4*skipped)
	word := s.legal(vm.RandomWord(s.Rand, op))
	if op == vm.JALR {
		base := s.register()
		imm := s.Int64N(4000) - 2000
		s.add(vm.Registers(vm.RandomWord(zero, vm.AUIPC)&0xfff, base, 32, 32))
		s.add(wordI(vm.ADDI, base, base, 8+distance-imm/2))
		s.add(vm.Immediate(vm.Registers(word, 32, base, 32), imm/2+s.Int64N(2)*(imm&1)))
		s.fillers(skipped)
		return
	}
	if op != vm.JAL && s.IntN(4) == 0 {
		word = vm.Registers(word, 32, 32, word>>15&31) // equal operands
	}
	s.add(vm.Immediate(word, distance))
	s.fillers(skipped)
}

func (s *stream) fillers(n int) {
	for range n {
		s.add(s.legal(vm.RandomWord(s.Rand, vm.ADDI+vm.Op(s.IntN(int(vm.REMUW-vm.ADDI))))))
	}
}

// control adds an access to the float registers, which may leave a rounding mode that is none, and then sets one.
func (s *stream) control(op vm.Op) {
	word := s.legal(vm.RandomWord(s.Rand, op))
	s.add(word&0xfffff | uint32(1+s.IntN(3))<<20)
	s.add(vm.Registers(vm.RandomWord(zero, vm.CSRRWI)&0xfffff|2<<20, 0, uint32(s.IntN(5)), 32))
}

// compressed adds a short instruction.
func (s *stream) compressed() {
	kind := shorts[s.IntN(len(shorts))]
	h := kind[s.IntN(len(kind))]
	in := vm.Decode(h)
	switch {
	case in.Op == vm.EBREAK:
		s.compressed()
	case in.Op == vm.JALR:
		base := uint32(in.Rs1)
		if reserved(base) {
			s.compressed()
			return
		}
		s.add(vm.Registers(vm.RandomWord(zero, vm.AUIPC)&0xfff, base, 32, 32))
		s.add(wordI(vm.ADDI, base, base, 8+2+4))
		s.addShort(h)
		s.fillers(1)
	case in.Op == vm.JAL || in.Op == vm.BEQ || in.Op == vm.BNE:
		if in.Imm < 0 || in.Imm > 300 || in.Imm%4 != 2 {
			s.compressed()
			return
		}
		s.addShort(h)
		s.fillers(int(in.Imm-2) / 4)
	case reserved(uint32(in.Rd)) && (!accesses(in.Op) || in.Op < vm.SB):
		s.compressed()
	case accesses(in.Op):
		s.add(wordI(vm.ADDI, uint32(in.Rs1), blockRegister, s.target(size(in.Op))-in.Imm))
		s.addShort(h)
	default:
		s.addShort(h)
	}
}

// shorts are all legal compressed instructions, those that stand for one operation together.
var shorts = func() (kinds [][]uint32) {
	var byOp [vm.Ops][]uint32
	for h := range uint32(1 << 16) {
		if in := vm.Decode(h); h&3 != 3 && in.Op != vm.Illegal {
			byOp[in.Op] = append(byOp[in.Op], h)
		}
	}
	for _, list := range byOp {
		if list != nil {
			kinds = append(kinds, list)
		}
	}
	return kinds
}()

// block is what a stream starts from.
func (s *stream) block() []byte {
	var b []byte
	for range 31 {
		b = binary.LittleEndian.AppendUint64(b, s.integer())
	}
	for range 32 {
		b = binary.LittleEndian.AppendUint64(b, s.float())
	}
	b = binary.LittleEndian.AppendUint64(b, uint64(s.IntN(5)<<5|s.IntN(32)))
	for len(b) < blockSize {
		b = binary.LittleEndian.AppendUint64(b, s.float())
	}
	return b
}

// integer is a value where mistakes hide: near borders of signs and widths.
func (s *stream) integer() uint64 {
	switch s.IntN(5) {
	case 0:
		return uint64(s.Int64N(7) - 3)
	case 1:
		return uint64(1)<<s.IntN(64) + uint64(s.Int64N(5)-2)
	case 2:
		return []uint64{1 << 63, 1<<63 - 1, 1 << 31, 1<<31 - 1, 1<<32 - 1, ^uint64(1<<31 - 1), ^uint64(1 << 31)}[s.IntN(7)]
	case 3:
		return uint64(int64(int32(s.Uint32())))
	}
	return s.Uint64()
}

// float is a boxed single, a double, or neither, with its fields at borders.
func (s *stream) float() uint64 {
	fields := func(exponent, fraction, bias uint64) uint64 {
		e := []uint64{0, 1, bias - fraction, bias - 1, bias, bias + 1, bias + s.Uint64N(fraction), 2*bias - 1, 2 * bias, 2*bias + 1, s.Uint64N(2*bias + 2)}[s.IntN(11)]
		f := []uint64{0, 1, 1<<fraction - 1, 1 << (fraction - 1), 1 << s.Uint64N(fraction), s.Uint64()}[s.IntN(6)] & (1<<fraction - 1)
		return s.Uint64N(2)<<(exponent+fraction) | e<<fraction | f
	}
	switch s.IntN(10) {
	case 0, 1, 2, 3:
		return 0xffffffff<<32 | fields(8, 23, 127)
	case 4:
		return s.Uint64()
	}
	return fields(11, 52, 1023)
}

// program is many streams.
type program struct {
	file    []byte
	streams []string // listings
	blocks  []byte   // before the first step
	starts  []uint64 // address of each stream's first instruction
}

// newProgram makes a program of n streams of some instructions each.
func newProgram(seed uint64, n int) program {
	s := &stream{Rand: rand.New(rand.NewPCG(seed, 64))}
	var p program
	call := func(to int) {
		s.add(vm.Immediate(vm.Registers(vm.RandomWord(zero, vm.JAL), returnRegister, 32, 32), int64(to-len(s.code))))
	}

	s.add(0) // goes to the start, once it is known
	load := len(s.code)
	s.moveRegisters(vm.LD, vm.FLD)
	dump := len(s.code)
	s.moveRegisters(vm.SD, vm.FSD)
	start := len(s.code)
	binary.LittleEndian.PutUint32(s.code, vm.Immediate(vm.Registers(vm.RandomWord(zero, vm.JAL), 0, 32, 32), int64(start)))
	border := len(s.code)
	s.add(0) // the address of the blocks, once it is known
	for range n {
		p.blocks = append(p.blocks, s.block()...)
		call(load)
		from := len(s.code)
		for range 4 + s.IntN(12) {
			s.instruction()
		}
		p.starts = append(p.starts, uint64(programText+from))
		p.streams = append(p.streams, listing(s.code[from:], uint64(programText+from)))
		call(dump)
	}
	s.finish(len(p.blocks))
	blocks := (programText + uint64(len(s.code)) + vm.PageSize - 1) &^ (vm.PageSize - 1)
	binary.LittleEndian.PutUint32(s.code[border:], uint32(blocks)|blockRegister<<7|0x37)
	p.file = executable(s.code, blocks, p.blocks)
	return p
}

// moveRegisters adds the routine that loads registers from the block, or stores them there and goes to the next block.
func (s *stream) moveRegisters(op, float vm.Op) {
	move := func(op vm.Op, register uint32, at int64) {
		if op == vm.LD || op == vm.FLD {
			s.add(wordI(op, register, blockRegister, at))
		} else {
			s.add(vm.Immediate(vm.Registers(vm.RandomWord(zero, op), 32, blockRegister, register), at))
		}
	}
	const frm, scratch = 3 << 20, 5
	loading := op == vm.LD
	for i := range uint32(32) {
		move(float, i, 248+8*int64(i))
	}
	if loading {
		move(op, scratch, fcsrOffset)
		s.add(vm.Registers(vm.RandomWord(zero, vm.CSRRW)&0xfffff|frm, 0, scratch, 32))
	}
	for i := range uint32(32) {
		if i != 0 && !reserved(i) {
			move(op, i, 8*int64(i-1))
		}
	}
	if !loading {
		s.add(vm.Registers(vm.RandomWord(zero, vm.CSRRS)&0xfffff|frm, scratch, 0, 32))
		move(op, scratch, fcsrOffset)
		s.add(wordI(vm.ADDI, blockRegister, blockRegister, blockSize))
	}
	s.add(wordI(vm.JALR, 0, returnRegister, 0))
}

// finish writes the blocks, however few bytes a call takes, and exits.
func (s *stream) finish(size int) {
	const left, a0, a1, a2, a7 = 9, 10, 11, 12, 17
	li := func(rd uint32, v int) {
		s.add(uint32(v+0x800)&^0xfff | rd<<7 | 0x37)
		s.add(wordI(vm.ADDI, rd, rd, int64(int32(v)<<20>>20)))
	}
	li(left, size)
	s.add(vm.Registers(vm.RandomWord(zero, vm.SUB), a1, blockRegister, left))
	loop := len(s.code)
	li(a0, 1)
	s.add(wordI(vm.ADDI, a2, left, 0))
	li(a7, 64)
	s.add(0x73)
	s.add(vm.Registers(vm.RandomWord(zero, vm.ADD), a1, a1, a0))
	s.add(vm.Registers(vm.RandomWord(zero, vm.SUB), left, left, a0))
	s.add(vm.Immediate(vm.Registers(vm.RandomWord(zero, vm.BNE), 32, left, 0), int64(loop-len(s.code))))
	li(a0, 0)
	li(a7, 94)
	s.add(0x73)
}

// listing is the words of a stream with what they mean, a line each.
func listing(code []byte, address uint64) string {
	var b strings.Builder
	for at := 0; at < len(code); {
		word := uint32(binary.LittleEndian.Uint16(code[at:]))
		if word&3 == 3 {
			word = binary.LittleEndian.Uint32(code[at:])
		}
		in := vm.Decode(word)
		fmt.Fprintf(&b, "  %x: %0*x %s rd %d, rs1 %d, rs2 %d, rs3 %d, rm %d, imm %d\n", address+uint64(at), 2*in.Size, word,
			in.Op, in.Rd, in.Rs1, in.Rs2, in.Rs3, in.RM, in.Imm)
		at += int(in.Size)
	}
	return b.String()
}

// executable is an ELF file of a text and of data, each from the start of a page.
func executable(text []byte, dataAddress uint64, data []byte) []byte {
	le := binary.LittleEndian
	textAt := uint64(vm.PageSize)
	dataAt := textAt + dataAddress - programText
	b := append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 9)...)
	b = le.AppendUint64(b, 2|243<<16|1<<32)
	for _, v := range []uint64{programText, 64, 0, 0x5 | 64<<32 | 56<<48, 2} {
		b = le.AppendUint64(b, v)
	}
	for _, v := range [][7]uint64{
		{1 | 5<<32, textAt, programText, programText, uint64(len(text)), uint64(len(text)), vm.PageSize},
		{1 | 6<<32, dataAt, dataAddress, dataAddress, uint64(len(data)), uint64(len(data)), vm.PageSize},
	} {
		for _, x := range v {
			b = le.AppendUint64(b, x)
		}
	}
	file := make([]byte, dataAt+uint64(len(data)))
	copy(file, b)
	copy(file[textAt:], text)
	copy(file[dataAt:], data)
	return file
}

// explain says which stream of a program first has other registers or memory than wanted, and what it is.
func (p *program) explain(got, want []byte) string {
	if len(got) != len(want) {
		return fmt.Sprintf("%d bytes, want %d", len(got), len(want))
	}
	for i := range p.streams {
		g, w := got[i*blockSize:][:blockSize], want[i*blockSize:][:blockSize]
		if bytes.Equal(g, w) {
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "stream %d:\n%s", i, p.streams[i])
		for at := 0; at < blockSize; at += 8 {
			before, got, want := p.blocks[i*blockSize+at:][:8], g[at:][:8], w[at:][:8]
			name := fmt.Sprintf("window+%d", at-window)
			switch {
			case at < 248:
				name = fmt.Sprintf("x%d", at/8+1)
			case at < fcsrOffset:
				name = fmt.Sprintf("f%d", (at-248)/8)
			case at == fcsrOffset:
				name = "fcsr"
			}
			mark := ""
			if !bytes.Equal(got, want) {
				mark = " <-"
			}
			le := binary.LittleEndian
			fmt.Fprintf(&b, "  %s: before %016x, got %016x, want %016x%s\n", name, le.Uint64(before), le.Uint64(got), le.Uint64(want), mark)
		}
		return b.String()
	}
	return "no difference"
}
