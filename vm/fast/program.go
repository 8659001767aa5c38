// SPDX-License-Identifier: Apache-2.0

package fast

import (
	"math"
	"unsafe"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// entry is an instruction as the engine wants it: eight bytes, its registers apart, its immediate ready for use.
//
//	+------+------+-------+-------+-------+
//	| op 1 | rd 1 | rs1 1 | rs2 1 | imm 4 |      jumps: imm is the way to the target in bytes of entries
//	+------+------+-------+-------+-------+      rare:  imm is the instruction's place in program.rare
type entry struct {
	op, rd, rs1, rs2 uint8
	imm              int32
}

// maxStraight is the number of slots after which a check stands, so that no run without a jump is long.
const maxStraight = 256

// byTheBook stands for a place in program.rare where there is no instruction: vm.Step finds out what is wrong.
const byTheBook = -1

// program is the text of a machine in entries, one slot after another, so that the number of steps done is a matter of
// where the engine stands. Slot 0 is no instruction. Text never changes, so machines share it.
type program struct {
	textStart uint64
	entries   []entry
	pcs       []uint32  // by slot; the pc of a check is that of what follows
	slots     []uint32  // by (pc - textStart) / 2; 0 where no instruction was found to begin
	rare      []vm.Inst // what has no operation here
}

// translate sweeps the text from its start. Where data lies between instructions the sweep may be out of step for a
// while: what begins in the middle of a slot has none, and is left to vm.Step.
func translate(m *memory.Memory, end uint64) *program {
	text := make([]byte, end-vm.ImageStart+4) // two bytes more than a half instruction at the end needs
	m.Read(vm.ImageStart, text[:end-vm.ImageStart])
	p := &program{
		textStart: vm.ImageStart,
		entries:   make([]entry, 1, len(text)/2),
		pcs:       make([]uint32, 1, len(text)/2),
		slots:     make([]uint32, (len(text)-4)/2),
	}
	straight := 0
	at := 0
	for at < len(text)-4 {
		in := vm.Decode(uint32(text[at]) | uint32(text[at+1])<<8 | uint32(text[at+2])<<16 | uint32(text[at+3])<<24)
		if at+int(in.Size) > len(text)-4 {
			break
		}
		if straight == maxStraight {
			p.add(entry{op: opCHECK}, at)
			straight = 0
		}
		straight++
		p.slots[at/2] = uint32(len(p.entries))
		p.add(p.entry(in, vm.ImageStart+uint64(at)), at)
		at += int(in.Size)
	}
	p.add(entry{op: opRare, imm: byTheBook}, at)
	p.link()
	p.fuse()
	return p
}

func (p *program) add(e entry, at int) {
	p.entries = append(p.entries, e)
	p.pcs = append(p.pcs, uint32(p.textStart)+uint32(at))
}

func (p *program) addRare(in vm.Inst) int32 {
	p.rare = append(p.rare, in)
	return int32(len(p.rare) - 1)
}

// entry is the instruction at pc. Jumps get the distance of their target, which link replaces.
func (p *program) entry(in vm.Inst, pc uint64) entry {
	e := entry{rd: in.Rd, rs1: in.Rs1, rs2: in.Rs2, imm: int32(in.Imm), op: operations[in.Op]}
	imm := in.Imm
	switch {
	case in.Op == vm.AUIPC:
		imm += int64(pc)
		e.imm = int32(imm)
	case in.Op == vm.ADDI && in.Rs1 == 0:
		e.op = opLI
	case in.Op == vm.ADDI && in.Imm == 0:
		e.op = opMV
	case in.Op == vm.JAL && in.Rd == 0:
		e.op = opJ
	case in.Op == vm.JALR && in.Rd == 0:
		e.op = opJR
	}
	if in.Rd == 0 && writes(in.Op) {
		switch {
		case in.Op == vm.LB || in.Op == vm.LBU:
			e.op = opPROBE
		case in.Op < vm.LB:
			e.op = opNOP
		default:
			e.op = opRare
		}
	}
	if imm > math.MaxInt32 || imm < math.MinInt32 {
		e.op = opRare
	}
	switch {
	case in.Op == vm.Illegal:
		e.imm = byTheBook
	case e.op == opRare:
		e.imm = p.addRare(in)
	}
	return e
}

// writes tells whether an operation of the engine puts its result into rd. Links are told apart by their operation.
func writes(op vm.Op) bool { return vm.LUI <= op && op <= vm.LWU }

// link turns the distances of jumps into those between slots.
func (p *program) link() {
	for slot := range p.entries {
		e := &p.entries[slot]
		if e.op < opBEQ || e.op > opBGEU && e.op != opJ && e.op != opJAL {
			continue
		}
		k := (int64(p.pcs[slot]) + int64(e.imm) - int64(p.textStart)) / 2
		if k < 0 || k >= int64(len(p.slots)) || p.slots[k] == 0 {
			p.unlink(e, slot)
			continue
		}
		e.imm = int32(int(p.slots[k])-slot) * int32(unsafe.Sizeof(*e))
	}
}

// unlink makes a jump to where no slot is a rare instruction.
func (p *program) unlink(e *entry, slot int) {
	in := vm.Inst{Rd: e.rd, Rs1: e.rs1, Rs2: e.rs2, Imm: int64(e.imm), Size: uint8(p.pcs[slot+1] - p.pcs[slot])}
	for op := vm.BEQ; op <= vm.JAL; op++ {
		if operations[op] == e.op || op == vm.JAL && e.op == opJ {
			in.Op = op
		}
	}
	*e = entry{op: opRare, imm: p.addRare(in)}
}

// operations are the engine's for those of the machine; what is missing is opRare.
var operations = [vm.Ops]uint8{
	vm.LUI: opLI, vm.AUIPC: opLI,
	vm.ADDI: opADDI, vm.SLTI: opSLTI, vm.SLTIU: opSLTIU, vm.XORI: opXORI, vm.ORI: opORI, vm.ANDI: opANDI,
	vm.SLLI: opSLLI, vm.SRLI: opSRLI, vm.SRAI: opSRAI,
	vm.ADDIW: opADDIW, vm.SLLIW: opSLLIW, vm.SRLIW: opSRLIW, vm.SRAIW: opSRAIW,
	vm.ADD: opADD, vm.SLT: opSLT, vm.SLTU: opSLTU, vm.XOR: opXOR, vm.OR: opOR, vm.AND: opAND,
	vm.SLL: opSLL, vm.SRL: opSRL, vm.SRA: opSRA,
	vm.ADDW: opADDW, vm.SLLW: opSLLW, vm.SRLW: opSRLW, vm.SRAW: opSRAW, vm.SUB: opSUB, vm.SUBW: opSUBW,
	vm.MUL: opMUL, vm.MULH: opMULH, vm.MULHSU: opMULHSU, vm.MULHU: opMULHU, vm.MULW: opMULW,
	vm.DIV: opDIV, vm.DIVU: opDIVU, vm.REM: opREM, vm.REMU: opREMU,
	vm.LB: opLB, vm.LH: opLH, vm.LW: opLW, vm.LD: opLD, vm.LBU: opLBU, vm.LHU: opLHU, vm.LWU: opLWU,
	vm.SB: opSB, vm.SH: opSH, vm.SW: opSW, vm.SD: opSD,
	vm.BEQ: opBEQ, vm.BNE: opBNE, vm.BLT: opBLT, vm.BGE: opBGE, vm.BLTU: opBLTU, vm.BGEU: opBGEU,
	vm.JAL: opJAL, vm.JALR: opJALR, vm.FENCE: opNOP, vm.FENCEI: opNOP,
}
