# The A extension: every operation on every pair of the integers with every ordering, and reservations.
	.include "common.inc"

	.macro	operation op, store
	li	a5, 0x1111111111111111
	sd	a5, 0(a4)
	sd	a5, 8(a4)
	\store	a0, 0(a4)
	\op	a2, a1, (a4)
	emit	a2
	ld	a2, 0(a4)
	emit	a2
	.endm

	.macro	try name, store
	operation \name, \store
	\store	a0, 0(a4)
	mv	a2, a1
	\name	a2, a2, (a4)
	emit	a2
	ld	a2, 0(a4)
	emit	a2
	ld	a2, 8(a4)
	emit	a2
	\name	zero, a1, (a4)
	ld	a2, 0(a4)
	emit	a2
	.endm

	.macro	row name, store
	over	integers, try \name, \store
	.endm

	.macro	orders name, store
	.irp	order, .aq, .rl, .aqrl
	operation \name\order, \store
	.endr
	operation \name, sw
	addi	a4, a4, 4
	.ifc	\store, sw
	\store	a0, 0(a4)
	\name	a2, a1, (a4)
	emit	a2
	.endif
	addi	a4, a4, -4
	ld	a2, 0(a4)
	emit	a2
	.endm

# reserve tries what leads to a store, or does not.
	.macro	reserve width
	tag	lr.\width
	li	a1, -3
	sd	a1, 0(a4)
	sd	a1, 8(a4)
	lr.\width	a2, (a4)
	emit	a2
	li	a1, 0x123456789
	sc.\width	a2, a1, (a4)
	emit	a2
	ld	a2, 0(a4)
	emit	a2
	sc.\width	a2, a1, (a4)	# a second time
	emit	a2
	lr.\width\().aq	a2, (a4)
	addi	a5, a4, 8
	sc.\width	a2, a1, (a5)	# elsewhere
	emit	a2
	ld	a2, 0(a5)
	emit	a2
	sc.\width	a2, a1, (a4)	# after that
	emit	a2
	lr.\width\().aqrl	a2, (a4)
	lr.\width	a2, (a5)
	sc.\width\().rl	a2, a1, (a4)	# the first of two
	emit	a2
	lr.\width	a2, (a4)
	lr.\width	a2, (a5)
	li	a1, 99
	sc.\width	a2, a1, (a5)	# the second of two
	emit	a2
	ld	a2, 0(a5)
	emit	a2
	lr.\width	zero, (a4)
	sc.\width\().aqrl	zero, a1, (a4)
	ld	a2, 0(a4)
	emit	a2
	mv	a3, a4
	lr.\width	a3, (a3)
	mv	a2, a4
	sc.\width	a2, a2, (a2)
	emit	a2
	.endm

	begin
	la	a4, cell
	.irp	op, amoswap, amoadd, amoxor, amoand, amoor, amomin, amomax, amominu, amomaxu
	tag	\op\().w
	each	integers, row \op\().w, sw
	tag	\op\().d
	each	integers, row \op\().d, sd
	li	a0, 0x8000000080000001
	li	a1, 5
	orders	\op\().w, sw
	orders	\op\().d, sd
	.endr
	reserve	w
	reserve	d
	finish

	.data
	.balign	16
cell:	.dword	0, 0
