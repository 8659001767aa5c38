# The C extension: every form, with immediates at their borders and the registers at the ends of their fields.
	.include "common.inc"
	.option	rvc

# Every form is tried on every integer; sp and the registers that a form names are set first.
	.macro	immediate op, list:vararg
	.irp	imm, \list
	mv	a5, a0
	\op	a5, \imm
	emit	a5
	.endr
	.endm

	.macro	wide op, list:vararg
	.irp	imm, \list
	mv	t6, a0
	\op	t6, \imm
	emit	t6
	mv	ra, a0
	\op	ra, \imm
	emit	ra
	.endr
	.endm

	.macro	two op
	mv	a4, a0
	mv	a5, a1
	\op	a4, a5
	emit	a4
	\op	a5, a5
	emit	a5
	.endm

	.macro	row op
	over	integers, two \op
	.endm

	.macro	two_wide op
	mv	t6, a0
	mv	ra, a1
	\op	t6, ra
	emit	t6
	\op	ra, ra
	emit	ra
	.endm

	.macro	row_wide op
	over	integers, two_wide \op
	.endm

	.macro	stack_pointer op, list:vararg
	.irp	imm, \list
	mv	sp, a0
	\op	sp, \imm
	emit	sp
	.endr
	.endm

	.macro	addi4spn list:vararg
	.irp	imm, \list
	mv	sp, a0
	c.addi4spn a5, sp, \imm
	emit	a5
	c.addi4spn a2, sp, \imm
	emit	a2
	.endr
	.endm

	.macro	branch op
	li	a2, 1
	\op	a0, 7f
	li	a2, 2
7:	emit	a2
	mv	a5, a0
	j	8f
6:	li	a2, 3
	j	9f
8:	li	a2, 4
	\op	a5, 6b
9:	emit	a2
	.endm

	begin
	mv	s11, sp
	tag	c.addi
	each	integers, wide c.addi, 1, -1, 31, -32, 16, -17
	tag	c.addiw
	each	integers, wide c.addiw, 0, 1, -1, 31, -32, 16
	tag	c.slli
	each	integers, wide c.slli, 1, 31, 32, 33, 63
	tag	c.srli
	each	integers, immediate c.srli, 1, 31, 32, 33, 63
	tag	c.srai
	each	integers, immediate c.srai, 1, 31, 32, 33, 63
	tag	c.andi
	each	integers, immediate c.andi, 0, 1, -1, 31, -32, 15
	.irp	op, c.sub, c.xor, c.or, c.and, c.subw, c.addw
	tag	\op
	each	integers, row \op
	.endr
	.irp	op, c.add, c.mv
	tag	\op
	each	integers, row_wide \op
	.endr
	tag	c.addi16sp
	each	integers, stack_pointer c.addi16sp, 16, -16, 32, 64, 128, 256, 496, -512
	tag	c.addi4spn
	each	integers, addi4spn 4, 8, 16, 32, 64, 128, 256, 512, 1020
	.irp	op, c.beqz, c.bnez
	tag	\op
	each	integers, branch \op
	.endr
	tag	c.li
	.irp	imm, 0, 1, -1, 31, -32, 16, -17
	c.li	t6, \imm
	emit	t6
	c.li	ra, \imm
	emit	ra
	.endr
	tag	c.lui
	.irp	imm, 1, 31, 0xfffe0, 0xfffff, 16, 0xfffef
	c.lui	t6, \imm
	emit	t6
	.endr
	tag	c.nop
	c.nop
	.2byte	0x0001 | 5 << 2, 0x1001	# c.nop with an immediate: hints
	.2byte	0x4001, 0x6005, 0x8006, 0x9006, 0x0002 | 1 << 2	# c.li, c.lui, c.mv, c.add, c.slli to x0: hints
	.2byte	0x0082, 0x8001, 0x8401	# shifts by 0: hints
	emit	zero

# Loads and stores: bits of the immediate one by one, then all of them.
	la	a4, window
	mv	a5, a4
	li	t0, 0x8182838485868788
	li	t1, 80
1:	sd	t0, 0(a5)
	slli	t2, t0, 7
	xor	t0, t0, t2
	srli	t2, t0, 9
	xor	t0, t0, t2
	addi	a5, a5, 8
	addi	t1, t1, -1
	bnez	t1, 1b

	tag	c.lw
	.irp	imm, 0, 4, 8, 16, 32, 64, 124
	mv	s0, a4
	c.lw	a5, \imm(s0)
	emit	a5
	c.lw	s0, \imm(a4)
	emit	s0
	addi	a3, a4, 1
	addi	a3, a3, \imm
	c.sw	a3, \imm(a4)
	c.lw	a5, \imm(a4)
	emit	a5
	.endr
	tag	c.ld
	.irp	imm, 0, 8, 16, 32, 64, 128, 248
	c.ld	a5, \imm(a4)
	emit	a5
	addi	a3, a5, \imm
	c.sd	a3, \imm(a4)
	c.ld	a5, \imm(a4)
	emit	a5
	c.fld	fa5, \imm(a4)
	fmv.x.d	a5, fa5
	emit	a5
	fneg.d	fs0, fa5
	c.fsd	fs0, \imm(a4)
	c.ld	a5, \imm(a4)
	emit	a5
	.endr
	mv	sp, a4
	tag	c.lwsp
	.irp	imm, 0, 4, 8, 16, 32, 64, 128, 252
	c.lwsp	t6, \imm(sp)
	emit	t6
	addi	a3, t6, \imm
	c.swsp	a3, \imm(sp)
	c.lwsp	ra, \imm(sp)
	emit	ra
	.endr
	tag	c.ldsp
	.irp	imm, 0, 8, 16, 32, 64, 128, 256, 504
	c.ldsp	t6, \imm(sp)
	emit	t6
	addi	a3, t6, \imm
	c.sdsp	a3, \imm(sp)
	c.ldsp	ra, \imm(sp)
	emit	ra
	c.fldsp	ft11, \imm(sp)
	fmv.x.d	a5, ft11
	emit	a5
	fneg.d	ft0, ft11
	c.fsdsp	ft0, \imm(sp)
	c.ldsp	a5, \imm(sp)
	emit	a5
	.endr
	li	t1, 80
	mv	a5, a4
1:	ld	t0, 0(a5)
	emit	t0
	addi	a5, a5, 8
	addi	t1, t1, -1
	bnez	t1, 1b
	mv	sp, s11

	tag	c.j
	li	a2, 0
	c.j	2f
1:	addi	a2, a2, 7
	c.j	3f
	.space	2048 - 6 - 4
2:	addi	a2, a2, 1
	c.j	1b
	.space	2046 - 4
3:	emit	a2
	tag	c.jr
	la	t6, 1f
	c.jr	t6
	emit	zero
1:	la	ra, 2f
	c.jalr	ra
1:	emit	zero
2:	la	a0, 1b
	sub	a0, ra, a0
	emit	a0
	la	a1, 3f + 1
	c.jalr	a1
	emit	zero
3:	la	a0, 3b
	sub	a0, ra, a0
	emit	a0
	tag	far
	li	a0, 0
	li	a2, 0
	c.j	2f
1:	addi	a2, a2, 5
	c.j	3f
	.space	256 - 4
2:	c.beqz	a0, 1b
	li	a2, 100
3:	c.beqz	a0, 4f
	li	a2, 100
	.space	254 - 2 - 4
4:	emit	a2
	.option	norvc
	finish

	.data
	.balign	16
window:	.space	640
