// SPDX-License-Identifier: Apache-2.0

package vm

// Inst is a decoded instruction.
type Inst struct {
	Op           Op
	Rd, Rs1, Rs2 uint8
	Rs3          uint8
	RM           uint8 // rounding mode of a float operation, 7 for that of fcsr
	Size         uint8 // 2 or 4 bytes
	Imm          int64 // sign-extended; shift amount; for CSR instructions the register's number
}

// format says where an instruction keeps its operands.
type format uint8

const (
	formatR  format = iota // rd, rs1, rs2
	formatR4               // rd, rs1, rs2, rs3, rounding mode
	formatRM               // rd, rs1, rs2, rounding mode
	formatI                // rd, rs1, 12 bits signed
	formatH                // rd, rs1, shift amount
	formatC                // rd, rs1 (register or 5 bits), 12 bits of a CSR's number
	formatS                // rs1, rs2, 12 bits signed
	formatB                // rs1, rs2, 13 bits signed, even
	formatU                // rd, upper 20 bits signed
	formatJ                // rd, 21 bits signed, even
	formatN                // no operands
)

// pattern is one row of the instruction table: a word with word&mask == match is op.
type pattern struct {
	op     Op
	name   string
	format format
	mask   uint32
	match  uint32
}

// Masks: which bits of a word tell the instruction, besides the major opcode in the lowest seven.
const (
	maskOpcode = 0x0000007f
	maskF3     = 0x0000707f
	maskF7     = 0xfe00707f // funct7, funct3
	maskF6     = 0xfc00707f // the same with a shift amount of six bits
	maskAMO    = 0xf800707f // funct5, funct3; aq and rl mean nothing on one hart
	maskLR     = 0xf9f0707f // and rs2 is zero
	maskFP     = 0xfe00007f // funct7; funct3 is the rounding mode
	maskFP1    = 0xfff0007f // and rs2 selects the operation
	maskFP1R   = 0xfff0707f // and so does funct3
	maskFMA    = 0x0600007f // width
	maskAll    = 0xffffffff
)

// The table of instructions. The fields of match are funct7 (or funct5, funct6 in its place), rs2, funct3, opcode.
var table = []pattern{
	{LUI, "lui", formatU, maskOpcode, 0x37},
	{AUIPC, "auipc", formatU, maskOpcode, 0x17},
	{JAL, "jal", formatJ, maskOpcode, 0x6f},
	{JALR, "jalr", formatI, maskF3, 0x67},

	{BEQ, "beq", formatB, maskF3, 0<<12 | 0x63},
	{BNE, "bne", formatB, maskF3, 1<<12 | 0x63},
	{BLT, "blt", formatB, maskF3, 4<<12 | 0x63},
	{BGE, "bge", formatB, maskF3, 5<<12 | 0x63},
	{BLTU, "bltu", formatB, maskF3, 6<<12 | 0x63},
	{BGEU, "bgeu", formatB, maskF3, 7<<12 | 0x63},

	{LB, "lb", formatI, maskF3, 0<<12 | 0x03},
	{LH, "lh", formatI, maskF3, 1<<12 | 0x03},
	{LW, "lw", formatI, maskF3, 2<<12 | 0x03},
	{LD, "ld", formatI, maskF3, 3<<12 | 0x03},
	{LBU, "lbu", formatI, maskF3, 4<<12 | 0x03},
	{LHU, "lhu", formatI, maskF3, 5<<12 | 0x03},
	{LWU, "lwu", formatI, maskF3, 6<<12 | 0x03},
	{SB, "sb", formatS, maskF3, 0<<12 | 0x23},
	{SH, "sh", formatS, maskF3, 1<<12 | 0x23},
	{SW, "sw", formatS, maskF3, 2<<12 | 0x23},
	{SD, "sd", formatS, maskF3, 3<<12 | 0x23},

	{ADDI, "addi", formatI, maskF3, 0<<12 | 0x13},
	{SLTI, "slti", formatI, maskF3, 2<<12 | 0x13},
	{SLTIU, "sltiu", formatI, maskF3, 3<<12 | 0x13},
	{XORI, "xori", formatI, maskF3, 4<<12 | 0x13},
	{ORI, "ori", formatI, maskF3, 6<<12 | 0x13},
	{ANDI, "andi", formatI, maskF3, 7<<12 | 0x13},
	{SLLI, "slli", formatH, maskF6, 0x00<<26 | 1<<12 | 0x13},
	{SRLI, "srli", formatH, maskF6, 0x00<<26 | 5<<12 | 0x13},
	{SRAI, "srai", formatH, maskF6, 0x10<<26 | 5<<12 | 0x13},
	{ADDIW, "addiw", formatI, maskF3, 0<<12 | 0x1b},
	{SLLIW, "slliw", formatH, maskF7, 0x00<<25 | 1<<12 | 0x1b},
	{SRLIW, "srliw", formatH, maskF7, 0x00<<25 | 5<<12 | 0x1b},
	{SRAIW, "sraiw", formatH, maskF7, 0x20<<25 | 5<<12 | 0x1b},

	{ADD, "add", formatR, maskF7, 0x00<<25 | 0<<12 | 0x33},
	{SUB, "sub", formatR, maskF7, 0x20<<25 | 0<<12 | 0x33},
	{SLL, "sll", formatR, maskF7, 0x00<<25 | 1<<12 | 0x33},
	{SLT, "slt", formatR, maskF7, 0x00<<25 | 2<<12 | 0x33},
	{SLTU, "sltu", formatR, maskF7, 0x00<<25 | 3<<12 | 0x33},
	{XOR, "xor", formatR, maskF7, 0x00<<25 | 4<<12 | 0x33},
	{SRL, "srl", formatR, maskF7, 0x00<<25 | 5<<12 | 0x33},
	{SRA, "sra", formatR, maskF7, 0x20<<25 | 5<<12 | 0x33},
	{OR, "or", formatR, maskF7, 0x00<<25 | 6<<12 | 0x33},
	{AND, "and", formatR, maskF7, 0x00<<25 | 7<<12 | 0x33},
	{ADDW, "addw", formatR, maskF7, 0x00<<25 | 0<<12 | 0x3b},
	{SUBW, "subw", formatR, maskF7, 0x20<<25 | 0<<12 | 0x3b},
	{SLLW, "sllw", formatR, maskF7, 0x00<<25 | 1<<12 | 0x3b},
	{SRLW, "srlw", formatR, maskF7, 0x00<<25 | 5<<12 | 0x3b},
	{SRAW, "sraw", formatR, maskF7, 0x20<<25 | 5<<12 | 0x3b},

	{MUL, "mul", formatR, maskF7, 0x01<<25 | 0<<12 | 0x33},
	{MULH, "mulh", formatR, maskF7, 0x01<<25 | 1<<12 | 0x33},
	{MULHSU, "mulhsu", formatR, maskF7, 0x01<<25 | 2<<12 | 0x33},
	{MULHU, "mulhu", formatR, maskF7, 0x01<<25 | 3<<12 | 0x33},
	{DIV, "div", formatR, maskF7, 0x01<<25 | 4<<12 | 0x33},
	{DIVU, "divu", formatR, maskF7, 0x01<<25 | 5<<12 | 0x33},
	{REM, "rem", formatR, maskF7, 0x01<<25 | 6<<12 | 0x33},
	{REMU, "remu", formatR, maskF7, 0x01<<25 | 7<<12 | 0x33},
	{MULW, "mulw", formatR, maskF7, 0x01<<25 | 0<<12 | 0x3b},
	{DIVW, "divw", formatR, maskF7, 0x01<<25 | 4<<12 | 0x3b},
	{DIVUW, "divuw", formatR, maskF7, 0x01<<25 | 5<<12 | 0x3b},
	{REMW, "remw", formatR, maskF7, 0x01<<25 | 6<<12 | 0x3b},
	{REMUW, "remuw", formatR, maskF7, 0x01<<25 | 7<<12 | 0x3b},

	{FENCE, "fence", formatN, maskF3, 0<<12 | 0x0f},
	{FENCEI, "fence.i", formatN, maskF3, 1<<12 | 0x0f},
	{ECALL, "ecall", formatN, maskAll, 0x00000073},
	{EBREAK, "ebreak", formatN, maskAll, 0x00100073},
	{CSRRW, "csrrw", formatC, maskF3, 1<<12 | 0x73},
	{CSRRS, "csrrs", formatC, maskF3, 2<<12 | 0x73},
	{CSRRC, "csrrc", formatC, maskF3, 3<<12 | 0x73},
	{CSRRWI, "csrrwi", formatC, maskF3, 5<<12 | 0x73},
	{CSRRSI, "csrrsi", formatC, maskF3, 6<<12 | 0x73},
	{CSRRCI, "csrrci", formatC, maskF3, 7<<12 | 0x73},

	{LRW, "lr.w", formatR, maskLR, 0x02<<27 | 2<<12 | 0x2f},
	{SCW, "sc.w", formatR, maskAMO, 0x03<<27 | 2<<12 | 0x2f},
	{AMOSWAPW, "amoswap.w", formatR, maskAMO, 0x01<<27 | 2<<12 | 0x2f},
	{AMOADDW, "amoadd.w", formatR, maskAMO, 0x00<<27 | 2<<12 | 0x2f},
	{AMOXORW, "amoxor.w", formatR, maskAMO, 0x04<<27 | 2<<12 | 0x2f},
	{AMOANDW, "amoand.w", formatR, maskAMO, 0x0c<<27 | 2<<12 | 0x2f},
	{AMOORW, "amoor.w", formatR, maskAMO, 0x08<<27 | 2<<12 | 0x2f},
	{AMOMINW, "amomin.w", formatR, maskAMO, 0x10<<27 | 2<<12 | 0x2f},
	{AMOMAXW, "amomax.w", formatR, maskAMO, 0x14<<27 | 2<<12 | 0x2f},
	{AMOMINUW, "amominu.w", formatR, maskAMO, 0x18<<27 | 2<<12 | 0x2f},
	{AMOMAXUW, "amomaxu.w", formatR, maskAMO, 0x1c<<27 | 2<<12 | 0x2f},
	{LRD, "lr.d", formatR, maskLR, 0x02<<27 | 3<<12 | 0x2f},
	{SCD, "sc.d", formatR, maskAMO, 0x03<<27 | 3<<12 | 0x2f},
	{AMOSWAPD, "amoswap.d", formatR, maskAMO, 0x01<<27 | 3<<12 | 0x2f},
	{AMOADDD, "amoadd.d", formatR, maskAMO, 0x00<<27 | 3<<12 | 0x2f},
	{AMOXORD, "amoxor.d", formatR, maskAMO, 0x04<<27 | 3<<12 | 0x2f},
	{AMOANDD, "amoand.d", formatR, maskAMO, 0x0c<<27 | 3<<12 | 0x2f},
	{AMOORD, "amoor.d", formatR, maskAMO, 0x08<<27 | 3<<12 | 0x2f},
	{AMOMIND, "amomin.d", formatR, maskAMO, 0x10<<27 | 3<<12 | 0x2f},
	{AMOMAXD, "amomax.d", formatR, maskAMO, 0x14<<27 | 3<<12 | 0x2f},
	{AMOMINUD, "amominu.d", formatR, maskAMO, 0x18<<27 | 3<<12 | 0x2f},
	{AMOMAXUD, "amomaxu.d", formatR, maskAMO, 0x1c<<27 | 3<<12 | 0x2f},

	{FLW, "flw", formatI, maskF3, 2<<12 | 0x07},
	{FLD, "fld", formatI, maskF3, 3<<12 | 0x07},
	{FSW, "fsw", formatS, maskF3, 2<<12 | 0x27},
	{FSD, "fsd", formatS, maskF3, 3<<12 | 0x27},

	{FMADDS, "fmadd.s", formatR4, maskFMA, 0<<25 | 0x43},
	{FMSUBS, "fmsub.s", formatR4, maskFMA, 0<<25 | 0x47},
	{FNMSUBS, "fnmsub.s", formatR4, maskFMA, 0<<25 | 0x4b},
	{FNMADDS, "fnmadd.s", formatR4, maskFMA, 0<<25 | 0x4f},
	{FADDS, "fadd.s", formatRM, maskFP, 0x00<<25 | 0x53},
	{FSUBS, "fsub.s", formatRM, maskFP, 0x04<<25 | 0x53},
	{FMULS, "fmul.s", formatRM, maskFP, 0x08<<25 | 0x53},
	{FDIVS, "fdiv.s", formatRM, maskFP, 0x0c<<25 | 0x53},
	{FSQRTS, "fsqrt.s", formatRM, maskFP1, 0x2c<<25 | 0<<20 | 0x53},
	{FSGNJS, "fsgnj.s", formatR, maskF7, 0x10<<25 | 0<<12 | 0x53},
	{FSGNJNS, "fsgnjn.s", formatR, maskF7, 0x10<<25 | 1<<12 | 0x53},
	{FSGNJXS, "fsgnjx.s", formatR, maskF7, 0x10<<25 | 2<<12 | 0x53},
	{FMINS, "fmin.s", formatR, maskF7, 0x14<<25 | 0<<12 | 0x53},
	{FMAXS, "fmax.s", formatR, maskF7, 0x14<<25 | 1<<12 | 0x53},
	{FLES, "fle.s", formatR, maskF7, 0x50<<25 | 0<<12 | 0x53},
	{FLTS, "flt.s", formatR, maskF7, 0x50<<25 | 1<<12 | 0x53},
	{FEQS, "feq.s", formatR, maskF7, 0x50<<25 | 2<<12 | 0x53},
	{FCVTWS, "fcvt.w.s", formatRM, maskFP1, 0x60<<25 | 0<<20 | 0x53},
	{FCVTWUS, "fcvt.wu.s", formatRM, maskFP1, 0x60<<25 | 1<<20 | 0x53},
	{FCVTLS, "fcvt.l.s", formatRM, maskFP1, 0x60<<25 | 2<<20 | 0x53},
	{FCVTLUS, "fcvt.lu.s", formatRM, maskFP1, 0x60<<25 | 3<<20 | 0x53},
	{FCVTSW, "fcvt.s.w", formatRM, maskFP1, 0x68<<25 | 0<<20 | 0x53},
	{FCVTSWU, "fcvt.s.wu", formatRM, maskFP1, 0x68<<25 | 1<<20 | 0x53},
	{FCVTSL, "fcvt.s.l", formatRM, maskFP1, 0x68<<25 | 2<<20 | 0x53},
	{FCVTSLU, "fcvt.s.lu", formatRM, maskFP1, 0x68<<25 | 3<<20 | 0x53},
	{FMVXW, "fmv.x.w", formatR, maskFP1R, 0x70<<25 | 0<<12 | 0x53},
	{FCLASSS, "fclass.s", formatR, maskFP1R, 0x70<<25 | 1<<12 | 0x53},
	{FMVWX, "fmv.w.x", formatR, maskFP1R, 0x78<<25 | 0<<12 | 0x53},

	{FMADDD, "fmadd.d", formatR4, maskFMA, 1<<25 | 0x43},
	{FMSUBD, "fmsub.d", formatR4, maskFMA, 1<<25 | 0x47},
	{FNMSUBD, "fnmsub.d", formatR4, maskFMA, 1<<25 | 0x4b},
	{FNMADDD, "fnmadd.d", formatR4, maskFMA, 1<<25 | 0x4f},
	{FADDD, "fadd.d", formatRM, maskFP, 0x01<<25 | 0x53},
	{FSUBD, "fsub.d", formatRM, maskFP, 0x05<<25 | 0x53},
	{FMULD, "fmul.d", formatRM, maskFP, 0x09<<25 | 0x53},
	{FDIVD, "fdiv.d", formatRM, maskFP, 0x0d<<25 | 0x53},
	{FSQRTD, "fsqrt.d", formatRM, maskFP1, 0x2d<<25 | 0<<20 | 0x53},
	{FSGNJD, "fsgnj.d", formatR, maskF7, 0x11<<25 | 0<<12 | 0x53},
	{FSGNJND, "fsgnjn.d", formatR, maskF7, 0x11<<25 | 1<<12 | 0x53},
	{FSGNJXD, "fsgnjx.d", formatR, maskF7, 0x11<<25 | 2<<12 | 0x53},
	{FMIND, "fmin.d", formatR, maskF7, 0x15<<25 | 0<<12 | 0x53},
	{FMAXD, "fmax.d", formatR, maskF7, 0x15<<25 | 1<<12 | 0x53},
	{FCVTSD, "fcvt.s.d", formatRM, maskFP1, 0x20<<25 | 1<<20 | 0x53},
	{FCVTDS, "fcvt.d.s", formatRM, maskFP1, 0x21<<25 | 0<<20 | 0x53},
	{FLED, "fle.d", formatR, maskF7, 0x51<<25 | 0<<12 | 0x53},
	{FLTD, "flt.d", formatR, maskF7, 0x51<<25 | 1<<12 | 0x53},
	{FEQD, "feq.d", formatR, maskF7, 0x51<<25 | 2<<12 | 0x53},
	{FCVTWD, "fcvt.w.d", formatRM, maskFP1, 0x61<<25 | 0<<20 | 0x53},
	{FCVTWUD, "fcvt.wu.d", formatRM, maskFP1, 0x61<<25 | 1<<20 | 0x53},
	{FCVTLD, "fcvt.l.d", formatRM, maskFP1, 0x61<<25 | 2<<20 | 0x53},
	{FCVTLUD, "fcvt.lu.d", formatRM, maskFP1, 0x61<<25 | 3<<20 | 0x53},
	{FCVTDW, "fcvt.d.w", formatRM, maskFP1, 0x69<<25 | 0<<20 | 0x53},
	{FCVTDWU, "fcvt.d.wu", formatRM, maskFP1, 0x69<<25 | 1<<20 | 0x53},
	{FCVTDL, "fcvt.d.l", formatRM, maskFP1, 0x69<<25 | 2<<20 | 0x53},
	{FCVTDLU, "fcvt.d.lu", formatRM, maskFP1, 0x69<<25 | 3<<20 | 0x53},
	{FMVXD, "fmv.x.d", formatR, maskFP1R, 0x71<<25 | 0<<12 | 0x53},
	{FCLASSD, "fclass.d", formatR, maskFP1R, 0x71<<25 | 1<<12 | 0x53},
	{FMVDX, "fmv.d.x", formatR, maskFP1R, 0x79<<25 | 0<<12 | 0x53},
}

// byOpcode is table by the five bits that differ between major opcodes; mnemonics are its names by Op.
var (
	byOpcode  = indexTable()
	mnemonics = nameOps()
)

func indexTable() (index [32][]pattern) {
	for _, p := range table {
		k := p.match >> 2 & 31
		index[k] = append(index[k], p)
	}
	return index
}

func nameOps() (names [Ops]string) {
	for _, p := range table {
		names[p.op] = p.name
	}
	return names
}

// Decode tells what the four bytes at the program counter mean, the first of them lowest. Of a compressed instruction
// only the lower half counts. Whatever is not in the ISA, and every encoding that it reserves, is Illegal.
func Decode(word uint32) Inst {
	size := uint8(4)
	if word&3 != 3 {
		word = expand(uint16(word))
		size = 2
	}
	if word&3 != 3 {
		return Inst{Op: Illegal, Size: size}
	}
	for i := range byOpcode[word>>2&31] {
		p := &byOpcode[word>>2&31][i]
		if word&p.mask == p.match {
			in := p.operands(word)
			in.Size = size
			return in
		}
	}
	return Inst{Op: Illegal, Size: size}
}

// operands reads the fields of a word that matches the pattern.
func (p *pattern) operands(w uint32) Inst {
	in := Inst{Op: p.op, Rd: field(w, 11, 7), Rs1: field(w, 19, 15), Rs2: field(w, 24, 20)}
	switch p.format {
	case formatR:
	case formatRM, formatR4:
		in.RM = field(w, 14, 12)
		if p.format == formatR4 {
			in.Rs3 = field(w, 31, 27)
		}
		if in.RM == 5 || in.RM == 6 { // reserved rounding modes
			return Inst{Op: Illegal}
		}
	case formatI:
		in.Rs2, in.Imm = 0, int64(int32(w))>>20
	case formatH:
		in.Rs2, in.Imm = 0, int64(w>>20&63)
	case formatC:
		in.Rs2, in.Imm = 0, int64(w>>20)
		if !csrLegal(in) {
			return Inst{Op: Illegal}
		}
	case formatS:
		in.Rd, in.Imm = 0, int64(int32(w))>>25<<5|int64(w>>7&31)
	case formatB:
		in.Rd, in.Imm = 0, int64(int32(w))>>31<<12|int64(w>>7&1)<<11|int64(w>>25&63)<<5|int64(w>>8&15)<<1
	case formatU:
		in.Rs1, in.Rs2, in.Imm = 0, 0, int64(int32(w&0xfffff000))
	case formatJ:
		in.Rs1, in.Rs2, in.Imm = 0, 0, int64(int32(w))>>31<<20|int64(w>>12&255)<<12|int64(w>>20&1)<<11|int64(w>>21&1023)<<1
	case formatN:
		in.Rd, in.Rs1, in.Rs2 = 0, 0, 0
	}
	return in
}

// field is bits hi to lo of a word.
func field(w uint32, hi, lo uint) uint8 { return uint8(w >> lo & (1<<(hi-lo+1) - 1)) }
