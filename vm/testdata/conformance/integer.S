# Arithmetic of RV64I: every operation on every pair of the integers, with operands that are one register, and x0.
	.include "common.inc"


	.macro	try op
	\op	a2, a0, a1
	emit	a2
	mv	a3, a0
	\op	a3, a3, a1
	emit	a3
	mv	a3, a1
	\op	a3, a0, a3
	emit	a3
	\op	a3, a1, a1
	emit	a3
	\op	zero, a0, a1
	emit	zero
	\op	a3, zero, a1
	emit	a3
	\op	a3, a0, zero
	emit	a3
	.endm

	.macro	row op
	over	integers, try \op
	.endm

	.macro	immediates op, list:vararg
	.irp	imm, \list
	\op	a2, a0, \imm
	emit	a2
	mv	a3, a0
	\op	a3, a3, \imm
	emit	a3
	\op	zero, a0, \imm
	emit	zero
	.endr
	.endm

	begin
	.irp	op, add, sub, sll, slt, sltu, xor, srl, sra, or, and, addw, subw, sllw, srlw, sraw
	tag	\op
	each	integers, row \op
	.endr
	.irp	op, addi, slti, sltiu, xori, ori, andi, addiw
	tag	\op
	each	integers, immediates \op, 0, 1, -1, 2, -2, 31, 32, 255, 256, 0x555, -0x556, 1024, -1024, 2046, 2047, -2047, -2048
	.endr
	.irp	op, slli, srli, srai
	tag	\op
	each	integers, immediates \op, 0, 1, 2, 15, 16, 30, 31, 32, 33, 47, 48, 62, 63
	.endr
	.irp	op, slliw, srliw, sraiw
	tag	\op
	each	integers, immediates \op, 0, 1, 2, 15, 16, 30, 31
	.endr

	tag	lui
	.irp	imm, 0, 1, 2, 0x7ffff, 0x80000, 0x80001, 0xffffe, 0xfffff, 0x12345
	lui	a0, \imm
	emit	a0
	lui	zero, \imm
	emit	zero
	.endr
	tag	auipc
	.irp	imm, 0, 1, 2, 0x7ffff, 0x80000, 0x80001, 0xffffe, 0xfffff, 0x12345
	la	a1, 1f
1:	auipc	a0, \imm
	sub	a0, a0, a1
	emit	a0
	auipc	zero, \imm
	emit	zero
	.endr

# Every register as source and destination.
	tag	registers
	.irp	r, x1, x2, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17, x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30, x31
	li	\r, 0x1234
	addi	\r, \r, 0x55
	emit	\r
	sub	\r, zero, \r
	emit	\r
	.endr

# Words that mean nothing here, and hints: fences with any fields, and operations whose result goes to x0.
	tag	fence
	fence
	fence	rw, w
	fence.tso
	fence.i
	.4byte	0x0ff0000f, 0xffff808f, 0xffff908f
	emit	zero
	finish
