// SPDX-License-Identifier: Apache-2.0

package vm

// Op names what an instruction does. Compressed instructions have no names of their own: they are short spellings.
type Op uint8

// The instructions of RV64GC. The order groups those that an engine treats alike.
const (
	Illegal Op = iota

	// LUI to REMUW compute. ADDI to SRAIW take Imm where ADD to SRAW take rs2.
	LUI
	AUIPC
	ADDI
	SLTI
	SLTIU
	XORI
	ORI
	ANDI
	SLLI
	SRLI
	SRAI
	ADDIW
	SLLIW
	SRLIW
	SRAIW
	ADD
	SLT
	SLTU
	XOR
	OR
	AND
	SLL
	SRL
	SRA
	ADDW
	SLLW
	SRLW
	SRAW
	SUB
	SUBW
	MUL
	MULH
	MULHSU
	MULHU
	MULW
	DIV
	DIVU
	REM
	REMU
	DIVW
	DIVUW
	REMW
	REMUW

	// LB to SD move memory.
	LB
	LH
	LW
	LD
	LBU
	LHU
	LWU
	SB
	SH
	SW
	SD

	// BEQ to EBREAK are control flow.
	BEQ
	BNE
	BLT
	BGE
	BLTU
	BGEU
	JAL
	JALR
	FENCE
	FENCEI
	ECALL
	EBREAK

	// LRW to AMOMAXUD are atomic, on a word and on a double.
	LRW
	LRD
	SCW
	SCD
	AMOSWAPW
	AMOADDW
	AMOXORW
	AMOANDW
	AMOORW
	AMOMINW
	AMOMAXW
	AMOMINUW
	AMOMAXUW
	AMOSWAPD
	AMOADDD
	AMOXORD
	AMOANDD
	AMOORD
	AMOMIND
	AMOMAXD
	AMOMINUD
	AMOMAXUD

	// CSRRW to CSRRCI go to control and status registers.
	CSRRW
	CSRRS
	CSRRC
	CSRRWI
	CSRRSI
	CSRRCI

	// FLW and what follows are floats: S is single, D is double.
	FLW
	FLD
	FSW
	FSD
	FMADDS
	FMSUBS
	FNMSUBS
	FNMADDS
	FADDS
	FSUBS
	FMULS
	FDIVS
	FSQRTS
	FSGNJS
	FSGNJNS
	FSGNJXS
	FMINS
	FMAXS
	FEQS
	FLTS
	FLES
	FCLASSS
	FCVTWS
	FCVTWUS
	FCVTLS
	FCVTLUS
	FCVTSW
	FCVTSWU
	FCVTSL
	FCVTSLU
	FMVXW
	FMVWX
	FMADDD
	FMSUBD
	FNMSUBD
	FNMADDD
	FADDD
	FSUBD
	FMULD
	FDIVD
	FSQRTD
	FSGNJD
	FSGNJND
	FSGNJXD
	FMIND
	FMAXD
	FEQD
	FLTD
	FLED
	FCLASSD
	FCVTWD
	FCVTWUD
	FCVTLD
	FCVTLUD
	FCVTDW
	FCVTDWU
	FCVTDL
	FCVTDLU
	FCVTSD
	FCVTDS
	FMVXD
	FMVDX

	Ops // how many there are
)

// String is the mnemonic.
func (op Op) String() string {
	if op >= Ops || mnemonics[op] == "" {
		return "illegal"
	}
	return mnemonics[op]
}
