# Double precision: every operation on every pair of the table in every rounding mode, and conversions from and to singles.
	.include "common.inc"
	.include "float.inc"

	.macro	classes
	fmv.d.x	fa0, a0
	fclass.d a2, fa0
	outcome	a2
	fmv.x.d	a2, fa0
	outcome	a2
	.endm

	.macro	one_boxed
	fmv.d.x	fa0, a0
	fcvt.d.s fa2, fa0
	result	fa2
	.endm

	begin
	.irp	op, fadd.d, fsub.d, fmul.d, fdiv.d
	tag	\op
	each	floats, row two_rounded, \op
	.endr
	.irp	op, fsgnj.d, fsgnjn.d, fsgnjx.d, fmin.d, fmax.d
	tag	\op
	each	floats, row two, \op
	.endr
	.irp	op, feq.d, flt.d, fle.d
	tag	\op
	each	floats, row compare, \op
	.endr
	.irp	op, fmadd.d, fmsub.d, fnmsub.d, fnmadd.d
	tag	\op
	each	few, plane \op
	.endr
	tag	fsqrt.d
	each	floats, one fsqrt.d
	tag	fclass.d
	each	floats, classes
	.irp	op, fcvt.w.d, fcvt.wu.d, fcvt.l.d, fcvt.lu.d
	tag	\op
	each	floats, to_integer \op
	each	halves, to_integer \op
	.endr
	.irp	op, fcvt.d.l, fcvt.d.lu
	tag	\op
	each	integers, from_integer \op
	.endr
	.irp	op, fcvt.d.w, fcvt.d.wu
	tag	\op
	each	integers, exact_from_integer \op
	.endr
	tag	fcvt.s.d
	each	floats, one fcvt.s.d
	each	narrow, one fcvt.s.d
	tag	fcvt.d.s
	each	floats, one_boxed
	each	narrow, one_boxed
	finish

	.section .rodata
	.balign	8
floats:
few:	.dword	0, 0x8000000000000000, 0x3ff0000000000000, 0xbff0000000000001, 0x7ff0000000000000, 0x7ff8000000000000
	.dword	0x7ff0000000000001, 1, 0x800fffffffffffff, 0x0010000000000000, 0x7fefffffffffffff
few_end:
	.dword	0xfff0000000000000, 0xfff8000000000000, 0x7ff4000000000000, 0x8000000000000001, 0x000fffffffffffff
	.dword	0x8010000000000000, 0xffefffffffffffff, 0x3fe0000000000000, 0x3fdfffffffffffff, 0x3fefffffffffffff
	.dword	0x3ff0000000000001, 0x4000000000000000, 0x400921fb54442d18, 0x3ca0000000000000, 0x3cb0000000000000
	.dword	0x4340000000000000, 0x433fffffffffffff, 0x1ff0000000000000, 0x2000000000000000, 0x5fefffffffffffff
	.dword	0x7fd0000000000000, 0x7fe0000000000000, 0x4024000000000000, 0xc014000000000000
floats_end:
halves:	.dword	0x3fe0000000000000, 0x3ff8000000000000, 0x4004000000000000, 0xbfe0000000000000, 0xbff8000000000000
	.dword	0xc004000000000000, 0x3fd0000000000000, 0x3fe8000000000000, 0x41dfffffffc00000, 0x41dfffffffe00000
	.dword	0x41e0000000000000, 0xc1e0000000000000, 0xc1e0000000100000, 0xc1e0000000200000, 0x41efffffffe00000
	.dword	0x41effffffff00000, 0x41f0000000000000, 0x43dfffffffffffff, 0x43e0000000000000, 0xc3e0000000000000
	.dword	0xc3e0000000000001, 0x43efffffffffffff, 0x43f0000000000000, 0xbfefffffffffffff, 0xbff0000000000000
halves_end:
# At the borders of what a single holds, and boxed singles.
narrow:	.dword	0x47efffffe0000000, 0x47efffffefffffff, 0x47effffff0000000, 0x47f0000000000000, 0x3810000000000000
	.dword	0x380fffffe0000000, 0x380fffffefffffff, 0x380ffffff0000000, 0x36a0000000000000, 0x3690000000000000, 0x3690000000000001
	.dword	0x3ff0000010000000, 0x3ff0000030000000, 0x3ff0000010000001, 0xb69fffffffffffff, 0x7ff0000000000001, 0xfff7ffffe0000000
	.dword	0xffffffff3f800000, 0xffffffff7f800001, 0xffffffff00000001, 0xffffffff807fffff, 0xffffffffff800000, 0xffffffff7fc00001
narrow_end:
