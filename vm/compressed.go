// SPDX-License-Identifier: Apache-2.0

package vm

// expand spells a compressed instruction as the four-byte one that it stands for, or as 0 when it stands for none.
// The layouts are those of chapter "C" of the ISA manual; bit ranges in comments are of the half word.
func expand(h uint16) uint32 {
	w := uint32(h)
	funct3 := w >> 13
	switch w & 3 {
	case 0:
		return expandLoadStore(w, funct3)
	case 1:
		return expandArithmetic(w, funct3)
	case 2:
		return expandStack(w, funct3)
	}
	return 0
}

// move takes the bits hi to lo of w and puts them down with the lowest at to.
func move(w uint32, hi, lo, to uint) uint32 { return w >> lo & (1<<(hi-lo+1) - 1) << to }

// Builders of four-byte words.
func wordR(funct7, rs2, rs1, funct3, rd, opcode uint32) uint32 {
	return funct7<<25 | rs2<<20 | rs1<<15 | funct3<<12 | rd<<7 | opcode
}

func wordI(imm, rs1, funct3, rd, opcode uint32) uint32 {
	return imm<<20 | rs1<<15 | funct3<<12 | rd<<7 | opcode
}

func wordS(imm, rs2, rs1, funct3, opcode uint32) uint32 {
	return imm>>5<<25 | rs2<<20 | rs1<<15 | funct3<<12 | imm&31<<7 | opcode
}

func wordB(imm, rs1, funct3 uint32) uint32 {
	return move(imm, 12, 12, 31) | move(imm, 10, 5, 25) | rs1<<15 | funct3<<12 | move(imm, 4, 1, 8) | move(imm, 11, 11, 7) | 0x63
}

func wordJ(imm, rd uint32) uint32 {
	return move(imm, 20, 20, 31) | move(imm, 10, 1, 21) | move(imm, 11, 11, 20) | move(imm, 19, 12, 12) | rd<<7 | 0x6f
}

// signed extends a number of bits bits to 32.
func signed(v uint32, bits uint) uint32 { return uint32(int32(v<<(32-bits)) >> (32 - bits)) }

// expandLoadStore is quadrant 0: loads and stores with the eight middle registers, and addi4spn.
func expandLoadStore(w, funct3 uint32) uint32 {
	rs1, rd := move(w, 9, 7, 0)+8, move(w, 4, 2, 0)+8
	word := move(w, 12, 10, 3) | move(w, 6, 6, 2) | move(w, 5, 5, 6)
	double := move(w, 12, 10, 3) | move(w, 6, 5, 6)
	switch funct3 {
	case 0: // c.addi4spn
		imm := move(w, 12, 11, 4) | move(w, 10, 7, 6) | move(w, 6, 6, 2) | move(w, 5, 5, 3)
		if imm == 0 {
			return 0
		}
		return wordI(imm, 2, 0, rd, 0x13)
	case 1: // c.fld
		return wordI(double, rs1, 3, rd, 0x07)
	case 2: // c.lw
		return wordI(word, rs1, 2, rd, 0x03)
	case 3: // c.ld
		return wordI(double, rs1, 3, rd, 0x03)
	case 5: // c.fsd
		return wordS(double, rd, rs1, 3, 0x27)
	case 6: // c.sw
		return wordS(word, rd, rs1, 2, 0x23)
	case 7: // c.sd
		return wordS(double, rd, rs1, 3, 0x23)
	}
	return 0
}

// expandArithmetic is quadrant 1: immediates, register arithmetic, jumps and branches. Encodings that the manual calls
// hints are the no-ops that their expansion makes of them.
func expandArithmetic(w, funct3 uint32) uint32 {
	rd := move(w, 11, 7, 0)
	imm := signed(move(w, 12, 12, 5)|move(w, 6, 2, 0), 6)
	switch funct3 {
	case 0: // c.nop, c.addi
		return wordI(imm, rd, 0, rd, 0x13)
	case 1: // c.addiw
		if rd == 0 {
			return 0
		}
		return wordI(imm, rd, 0, rd, 0x1b)
	case 2: // c.li
		return wordI(imm, 0, 0, rd, 0x13)
	case 3:
		if rd == 2 { // c.addi16sp
			imm = signed(move(w, 12, 12, 9)|move(w, 6, 6, 4)|move(w, 5, 5, 6)|move(w, 4, 3, 7)|move(w, 2, 2, 5), 10)
			if imm == 0 {
				return 0
			}
			return wordI(imm, 2, 0, 2, 0x13)
		}
		if imm == 0 { // c.lui
			return 0
		}
		return imm<<12 | rd<<7 | 0x37
	case 4:
		return expandMiddle(w)
	case 5: // c.j
		imm = signed(move(w, 12, 12, 11)|move(w, 11, 11, 4)|move(w, 10, 9, 8)|move(w, 8, 8, 10)|move(w, 7, 7, 6)|
			move(w, 6, 6, 7)|move(w, 5, 3, 1)|move(w, 2, 2, 5), 12)
		return wordJ(imm, 0)
	}
	// c.beqz, c.bnez
	imm = signed(move(w, 12, 12, 8)|move(w, 11, 10, 3)|move(w, 6, 5, 6)|move(w, 4, 3, 1)|move(w, 2, 2, 5), 9)
	return wordB(imm, move(w, 9, 7, 0)+8, funct3&1)
}

// expandMiddle is arithmetic on the eight middle registers.
func expandMiddle(w uint32) uint32 {
	rd, rs2 := move(w, 9, 7, 0)+8, move(w, 4, 2, 0)+8
	shift := move(w, 12, 12, 5) | move(w, 6, 2, 0)
	switch move(w, 11, 10, 0) {
	case 0: // c.srli
		return wordI(shift, rd, 5, rd, 0x13)
	case 1: // c.srai
		return wordI(0x400|shift, rd, 5, rd, 0x13)
	case 2: // c.andi
		return wordI(signed(shift, 6), rd, 7, rd, 0x13)
	}
	switch move(w, 12, 12, 2) | move(w, 6, 5, 0) {
	case 0: // c.sub
		return wordR(0x20, rs2, rd, 0, rd, 0x33)
	case 1: // c.xor
		return wordR(0, rs2, rd, 4, rd, 0x33)
	case 2: // c.or
		return wordR(0, rs2, rd, 6, rd, 0x33)
	case 3: // c.and
		return wordR(0, rs2, rd, 7, rd, 0x33)
	case 4: // c.subw
		return wordR(0x20, rs2, rd, 0, rd, 0x3b)
	case 5: // c.addw
		return wordR(0, rs2, rd, 0, rd, 0x3b)
	}
	return 0
}

// expandStack is quadrant 2: loads and stores relative to the stack pointer, moves and indirect jumps.
func expandStack(w, funct3 uint32) uint32 {
	rd, rs2 := move(w, 11, 7, 0), move(w, 6, 2, 0)
	word := move(w, 12, 12, 5) | move(w, 6, 4, 2) | move(w, 3, 2, 6)
	double := move(w, 12, 12, 5) | move(w, 6, 5, 3) | move(w, 4, 2, 6)
	switch funct3 {
	case 0: // c.slli
		return wordI(move(w, 12, 12, 5)|rs2, rd, 1, rd, 0x13)
	case 1: // c.fldsp
		return wordI(double, 2, 3, rd, 0x07)
	case 2: // c.lwsp
		if rd == 0 {
			return 0
		}
		return wordI(word, 2, 2, rd, 0x03)
	case 3: // c.ldsp
		if rd == 0 {
			return 0
		}
		return wordI(double, 2, 3, rd, 0x03)
	case 5: // c.fsdsp
		return wordS(move(w, 12, 10, 3)|move(w, 9, 7, 6), rs2, 2, 3, 0x27)
	case 6: // c.swsp
		return wordS(move(w, 12, 9, 2)|move(w, 8, 7, 6), rs2, 2, 2, 0x23)
	case 7: // c.sdsp
		return wordS(move(w, 12, 10, 3)|move(w, 9, 7, 6), rs2, 2, 3, 0x23)
	}
	switch { // funct3 4
	case w>>12&1 == 0 && rs2 == 0: // c.jr
		if rd == 0 {
			return 0
		}
		return wordI(0, rd, 0, 0, 0x67)
	case w>>12&1 == 0: // c.mv
		return wordR(0, rs2, 0, 0, rd, 0x33)
	case rs2 == 0 && rd == 0: // c.ebreak
		return 0x00100073
	case rs2 == 0: // c.jalr
		return wordI(0, rd, 0, 1, 0x67)
	}
	return wordR(0, rs2, rd, 0, rd, 0x33) // c.add
}
