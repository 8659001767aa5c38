# Loads and stores: every place of a leaf of 32 bytes and both sides of it, every width, immediates at their borders, page
# borders of the stack and of data.
	.include "common.inc"

	.macro	fill_window
	la	t0, window
	la	t1, window_end
	li	t2, 0x8182f3047586f7a8
1:	sd	t2, 0(t0)
	slli	t3, t2, 7
	xor	t2, t2, t3
	srli	t3, t2, 9
	xor	t2, t2, t3
	addi	t0, t0, 8
	bne	t0, t1, 1b
	.endm

	.macro	dump_window
	la	t0, window
	la	t1, window_end
1:	ld	t2, 0(t0)
	emit	t2
	addi	t0, t0, 8
	bne	t0, t1, 1b
	.endm

	.macro	loads op, size
	tag	\op
	la	a0, window
	la	a1, window_end
1:	\op	a2, 0(a0)
	emit	a2
	addi	a3, a0, -2047
	\op	a2, 2047(a3)
	emit	a2
	li	a3, 2048
	add	a3, a3, a0
	\op	a2, -2048(a3)
	emit	a2
	mv	a2, a0
	\op	a2, 0(a2)
	emit	a2
	\op	zero, 0(a0)
	emit	zero
	addi	a0, a0, \size
	bne	a0, a1, 1b
	.endm

	.macro	float_loads op, out, size
	tag	\op
	la	a0, window
	la	a1, window_end
1:	\op	fa0, 0(a0)
	\out	a2, fa0
	emit	a2
	fmv.x.d	a2, fa0
	emit	a2
	addi	a3, a0, -2047
	\op	ft11, 2047(a3)
	fmv.x.d	a2, ft11
	emit	a2
	addi	a0, a0, \size
	bne	a0, a1, 1b
	.endm

	.macro	stores op, size, register
	tag	\op
	fill_window
	li	a2, 0x0f1e2d3c4b5a6978
	fmv.d.x	fa2, a2
	la	a0, window
	la	a1, window_end
3:	\op	\register, 0(a0)
	addi	a0, a0, 5 * \size
	addi	a3, a0, -2047
	bgeu	a0, a1, 4f
	\op	\register, 2047(a3)
	addi	a0, a0, 3 * \size
	bltu	a0, a1, 3b
4:	dump_window
	.endm

	begin
	fill_window
	dump_window
	loads	lb, 1
	loads	lbu, 1
	loads	lh, 2
	loads	lhu, 2
	loads	lw, 4
	loads	lwu, 4
	loads	ld, 8
	float_loads flw, fmv.x.w, 4
	float_loads fld, fmv.x.d, 8
	stores	sb, 1, a2
	stores	sh, 2, a2
	stores	sw, 4, a2
	stores	sd, 8, a2
	stores	fsw, 4, fa2
	stores	fsd, 8, fa2
	stores	sd, 8, zero
	stores	sb, 1, zero

# A store whose value is its own address, and one that a load reads back at another width.
	tag	own
	la	a0, window
	sd	a0, 0(a0)
	ld	a1, 0(a0)
	sub	a1, a1, a0
	emit	a1
	li	a2, -2
	sb	a2, 3(a0)
	lhu	a1, 2(a0)
	srli	a1, a1, 8
	emit	a1

	tag	pages
	la	a0, page + 4096
	li	a1, 0x7766554433221188
	sd	a1, -8(a0)
	sd	a1, 0(a0)
	lb	a2, -1(a0)
	emit	a2
	lh	a2, -2(a0)
	emit	a2
	lw	a2, -4(a0)
	emit	a2
	ld	a2, -8(a0)
	emit	a2
	ld	a2, 0(a0)
	emit	a2

	tag	stack
	mv	a0, sp
	li	a1, 64
1:	li	a2, 4096
	sub	a0, a0, a2
	sd	a1, 0(a0)
	ld	a3, 0(a0)
	emit	a3
	addi	a1, a1, -1
	bnez	a1, 1b
	finish

	.data
	.balign	32
	.space	4096
window:	.space	256
window_end:
	.space	4096
	.balign	4096
page:	.space	8192
