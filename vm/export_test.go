// SPDX-License-Identifier: Apache-2.0

package vm

import "math/rand/v2"

// RandomWord is a word that means op, with operands at random; legal, if the operation is.
func RandomWord(r *rand.Rand, op Op) uint32 {
	for _, p := range table {
		if p.op != op {
			continue
		}
		for {
			w := r.Uint32()&^p.mask | p.match
			if p.format == formatC { // few registers exist
				registers := []uint32{csrFlags, csrRM, csrFloat, csrCycle, csrTime, csrRetire}
				w = w&0xfffff | registers[r.IntN(len(registers))]<<20
			}
			if Decode(w).Op == op {
				return w
			}
		}
	}
	return 0
}

// Immediate puts an immediate into a word that has one of the given operation.
func Immediate(w uint32, imm int64) uint32 {
	i := uint32(imm)
	switch p := Decode(w).Op; {
	case p >= SB && p <= SD || p == FSW || p == FSD:
		return w&^0xfe000f80 | i>>5<<25 | i&31<<7
	case p >= BEQ && p <= BGEU:
		return w&^0xfe000f80 | wordB(i&0x1fff, 0, 0)&0xfe000f80
	case p == JAL:
		return w&0xfff | wordJ(i&0x1fffff, 0)&^0xfff
	}
	return w&0xfffff | i<<20
}

// Registers puts registers into a word. A number above 31 leaves what is there.
func Registers(w uint32, rd, rs1, rs2 uint32) uint32 {
	for _, f := range []struct{ v, at uint32 }{{rd, 7}, {rs1, 15}, {rs2, 20}} {
		if f.v < 32 {
			w = w&^(31<<f.at) | f.v<<f.at
		}
	}
	return w
}
