// SPDX-License-Identifier: Apache-2.0

package steptest

import "github.com/layeredpow/adit/vm"

// operation is an instruction, each equally likely.
func (w *Walk) operation() string {
	op := vm.Op(1 + w.random.IntN(int(vm.Ops)-1))
	word := w.write(op)
	w.put(word, 4)
	if in := vm.Decode(word); in.Op != vm.Illegal {
		w.aim(in)
	}
	return op.String()
}

// write is the word of an operation with operands at random. Control registers mostly exist.
func (w *Walk) write(op vm.Op) uint32 {
	mask, match := op.Pattern()
	word := w.random.Uint32()&^mask | match
	switch {
	case op >= vm.CSRRW && op <= vm.CSRRCI && !w.chance(4):
		number := uint32(w.pick(1, 2, 3, 0xc00, 0xc01, 0xc02))
		word = word&0xfffff | number<<20
		if number > 3 && w.chance(2) {
			word &^= 31 << 15
		}
	case w.chance(3):
		word = word&^(31<<15) | (word>>7&31)<<15&^mask | word&mask // rs1 is rd
	}
	return word
}

// aim lets the register that an instruction takes an address from point to memory.
func (w *Walk) aim(in vm.Inst) {
	size := uint64(8)
	switch op := in.Op; {
	case op >= vm.LB && op <= vm.LWU:
		size = 1 << ((op - vm.LB) & 3)
	case op >= vm.SB && op <= vm.SD:
		size = 1 << (op - vm.SB)
	case op >= vm.LRW && op <= vm.AMOMAXUD, op == vm.FLD, op == vm.FSD:
	case op == vm.FLW, op == vm.FSW:
		size = 4
	default:
		return
	}
	if in.Rs1 == 0 {
		return
	}
	at := w.good(size)
	switch w.random.IntN(8) {
	case 0:
		at = w.address(size)
	case 1:
		at = w.address(1)
	case 2:
		at = w.PC &^ (size - 1) // its own leaf, or the one before
	}
	if in.Op >= vm.SCW && in.Op <= vm.SCD && w.chance(2) {
		w.Reservation = at
	}
	if at >= textStart && at < vm.AddressSpace-8 && w.chance(2) && at>>12 != readOnlyEnd>>12-1 {
		w.fillMemory(at &^ 7)
	}
	w.X[in.Rs1] = at - uint64(in.Imm)
}

// fillMemory puts something to load into memory behind the text.
func (w *Walk) fillMemory(at uint64) {
	if at < readOnlyEnd {
		return
	}
	v := w.integer()
	var b [8]byte
	for i := range b {
		b[i] = byte(v >> (8 * i))
	}
	w.Memory().Write(at, b[:])
}

// Instruction puts the machine before an instruction of some size, with registers that point to memory where it takes
// an address from them.
func (w *Walk) Instruction(word uint32, size int) {
	w.revive()
	w.put(word, size)
	if in := vm.Decode(word); in.Op != vm.Illegal {
		w.aim(in)
	}
}

// Word is an instruction of four bytes, one but for a bit, or anything.
func (w *Walk) Word() uint32 {
	word := w.write(vm.Op(1 + w.random.IntN(int(vm.Ops)-1)))
	switch w.random.IntN(4) {
	case 0:
		return w.random.Uint32() | 3
	case 1:
		return word
	}
	return word ^ 1<<(2+w.random.IntN(30))
}

// compressed is any half word that is an instruction of two bytes.
func (w *Walk) compressed() string {
	half := w.random.Uint32() & 0xffff
	if half&3 == 3 {
		half ^= uint32(1 + w.random.IntN(3))
	}
	w.put(half, 2)
	w.aim(vm.Decode(half))
	return ""
}

// anyWord means nothing, most of the time.
func (w *Walk) anyWord() string {
	w.put(w.random.Uint32()|3, 4)
	return ""
}

// fetch takes an instruction from where there may be none.
func (w *Walk) fetch() string {
	w.PC = w.pick(0, textStart-2, textStart, readOnlyEnd-4, readOnlyEnd-2, readOnlyEnd, w.Top, vm.StackStart, 1<<32, 1<<64-2)
	w.put(0x13|w.random.Uint32()<<7&0xff000, 4)
	return ""
}

// noReturn jumps to anywhere.
func (w *Walk) noReturn() string {
	w.put(0x67|uint32(w.random.IntN(32))<<7|5<<15, 4) // jalr rd, 0(x5)
	w.X[5] = w.address(1)
	return ""
}

func (w *Walk) halted() string {
	w.Status = vm.Status(1 + w.random.IntN(2))
	w.ExitCode = uint8(w.random.Uint32())
	return ""
}
