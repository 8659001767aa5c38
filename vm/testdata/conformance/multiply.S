# The M extension: every operation on every pair of the integers; division by zero and overflow are among them.
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
	\op	a3, a0, a0
	emit	a3
	\op	zero, a0, a1
	emit	zero
	\op	a3, a0, zero
	emit	a3
	.endm

	.macro	row op
	over	integers, try \op
	.endm

	begin
	.irp	op, mul, mulh, mulhsu, mulhu, div, divu, rem, remu, mulw, divw, divuw, remw, remuw
	tag	\op
	each	integers, row \op
	.endr
	finish
