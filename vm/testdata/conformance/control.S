# The control and status registers of floats and of time.
	.include "common.inc"

	.macro	all
	frcsr	a2
	emit	a2
	frflags	a2
	emit	a2
	frrm	a2
	emit	a2
	.endm

	.macro	instructions csr
	.irp	op, csrrw, csrrs, csrrc
	.irp	value, 0, 1, 0x1f, 0x20, 0x85, 0xff, 0x100, -1
	li	a1, 0x4a
	csrrw	zero, fcsr, a1
	li	a1, \value
	\op	a2, \csr, a1
	emit	a2
	all
	\op	a1, \csr, a1
	emit	a1
	\op	zero, \csr, a1
	all
	\op	a2, \csr, zero
	emit	a2
	all
	.endr
	.endr
	.irp	op, csrrwi, csrrsi, csrrci
	.irp	value, 0, 1, 5, 7, 16, 31
	li	a1, 0x4a
	csrrw	zero, fcsr, a1
	\op	a2, \csr, \value
	emit	a2
	all
	\op	zero, \csr, \value
	all
	.endr
	.endr
	.endm

	begin
	tag	fflags
	instructions fflags
	tag	frm
	instructions frm
	tag	fcsr
	instructions fcsr
	csrrwi	zero, fcsr, 0

# Time and counters do not go back.
	tag	counters
	.irp	csr, cycle, time, instret
	csrrs	a0, \csr, zero
	li	a5, 1000
1:	addi	a5, a5, -1
	bnez	a5, 1b
	csrrc	a1, \csr, zero
	csrrsi	a2, \csr, 0
	csrrci	a3, \csr, 0
	csrrs	zero, \csr, zero
	sltu	a4, a1, a0
	emit	a4
	sltu	a4, a2, a1
	emit	a4
	sltu	a4, a3, a2
	emit	a4
	.endr
	finish
