# Branches on every pair of the integers, near and as far as they reach, and jumps with every kind of link.
	.include "common.inc"

	.macro	try op
	li	a2, 1
	\op	a0, a1, 7f
	li	a2, 2
7:	emit	a2
	.endm

	.macro	row op
	over	integers, try \op
	.endm

# same compares a register with itself, and with x0.
	.macro	same op
	li	a2, 1
	\op	a0, a0, 7f
	li	a2, 2
7:	emit	a2
	li	a2, 1
	\op	a0, zero, 7f
	li	a2, 2
7:	emit	a2
	li	a2, 1
	\op	zero, a0, 7f
	li	a2, 2
7:	emit	a2
	.endm

# far goes as far forward as a branch can, comes back as far as it can, and goes on.
	.macro	far op, x, y
	tag	far.\op
	li	a0, \x
	li	a1, \y
	li	a2, 0
	j	1f
	.balign	4
2:	addi	a2, a2, 7
	j	4f
	.space	4096 - 8
1:	\op	a0, a1, 2b
	li	a2, 100
4:	emit	a2
	li	a2, 0
	\op	a0, a1, 3f
	li	a2, 100
	j	5f
	.space	4094 - 12
3:	addi	a2, a2, 9
5:	emit	a2
	.endm

	begin
	.irp	op, beq, bne, blt, bge, bltu, bgeu
	tag	\op
	each	integers, row \op
	tag	\op
	each	integers, same \op
	.endr
	.option	rvc
	far	beq, 1, 1
	far	bne, 1, 2
	far	blt, -1, 2
	far	bge, 2, -1
	far	bltu, 1, -1
	far	bgeu, -1, 1
	.option	norvc

	tag	jal
	.irp	link, x1, x2, x5, x10, x31
	la	a1, 1f
	jal	\link, 2f
1:	li	a2, 1
2:	sub	a3, \link, a1
	emit	a3
	.endr
	j	2f
1:	li	a0, 5
	emit	a0
	j	3f
	.space	0x40000
2:	jal	a1, 1b
3:	la	a2, 3b
	sub	a2, a2, a1
	emit	a2

	tag	jalr
	.irp	imm, 0, 1, 4, 5, 2047, -2048, -1
	.irp	link, zero, x1, a0, a1, x31
	la	a1, 8f
	li	a5, \imm
	sub	a1, a1, a5
	jalr	\link, \imm(a1)
	emit	zero
8:
	la	a3, 8b
	sub	a3, \link, a3
	.ifnc	\link, zero
	emit	a3
	.endif
	.endr
	.endr
# The lowest bit of the sum is dropped.
	la	a1, 1f
	jalr	ra, 1(a1)
	emit	zero
1:	la	a2, 1b
	sub	a2, ra, a2
	emit	a2
	la	a1, 1f + 1
	jalr	a1, 0(a1)
	emit	zero
1:	la	a2, 1b
	sub	a2, a1, a2
	emit	a2
# To a place that is a multiple of 2 only.
	.option	rvc
	la	a1, 1f
	jr	a1
	.balign	4
	c.nop
1:	li	a2, 77
	emit	a2
	.option	norvc
	finish
