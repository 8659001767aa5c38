# Single precision: every operation on every pair of the table, which also has what is not boxed, in every rounding mode.
	.include "common.inc"
	.include "float.inc"

	.macro	classes
	fmv.d.x	fa0, a0
	fclass.s a2, fa0
	outcome	a2
	fmv.x.w	a2, fa0
	outcome	a2
	fmv.w.x	fa2, a0
	result	fa2
	.endm

	begin
	.irp	op, fadd.s, fsub.s, fmul.s, fdiv.s
	tag	\op
	each	floats, row two_rounded, \op
	.endr
	.irp	op, fsgnj.s, fsgnjn.s, fsgnjx.s, fmin.s, fmax.s
	tag	\op
	each	floats, row two, \op
	.endr
	.irp	op, feq.s, flt.s, fle.s
	tag	\op
	each	floats, row compare, \op
	.endr
	.irp	op, fmadd.s, fmsub.s, fnmsub.s, fnmadd.s
	tag	\op
	each	few, plane \op
	.endr
	tag	fsqrt.s
	each	floats, one fsqrt.s
	tag	fclass.s
	each	floats, classes
	.irp	op, fcvt.w.s, fcvt.wu.s, fcvt.l.s, fcvt.lu.s
	tag	\op
	each	floats, to_integer \op
	each	halves, to_integer \op
	.endr
	.irp	op, fcvt.s.w, fcvt.s.wu, fcvt.s.l, fcvt.s.lu
	tag	\op
	each	integers, from_integer \op
	.endr
	finish

	.section .rodata
	.balign	8
	.macro	box list:vararg
	.irp	value, \list
	.4byte	\value, 0xffffffff
	.endr
	.endm
floats:
few:	box	0, 0x80000000, 0x3f800000, 0xbf800001, 0x7f800000, 0x7fc00000, 0x7f800001, 0x00000001, 0x807fffff, 0x00800000, 0x7f7fffff
few_end:
	box	0xff800000, 0xffc00000, 0x7fa00000, 0x80000001, 0x007fffff, 0x80800000, 0xff7fffff
	box	0x3f000000, 0x3effffff, 0x3f7fffff, 0x3f800001, 0x40000000, 0x40490fdb, 0x33800000, 0x34000000, 0x4b800000, 0x4b7fffff
	box	0x1f800000, 0x20000000, 0x5f7fffff, 0x7e800000, 0x7f000000, 0x41200000, 0xc0a00000
	.dword	0x3ff0000000000000, 0x000000003f800000, 0xfffffffe3f800000, 0x7fffffff3f800000	# not boxed
floats_end:
halves:	box	0x3f000000, 0x3fc00000, 0x40200000, 0xbf000000, 0xbfc00000, 0xc0200000, 0x3e800000, 0x3f400000
	box	0x4effffff, 0x4f000000, 0xcf000000, 0xcf000001, 0x4f7fffff, 0x4f800000, 0x5effffff, 0x5f000000, 0xdf000000, 0xdf000001
	box	0x5f7fffff, 0x5f800000, 0xbf7fffff, 0xbf800000
halves_end:
