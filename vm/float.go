// SPDX-License-Identifier: Apache-2.0

package vm

// A single lies boxed in its 64-bit register: the upper half is all ones. Whatever else is read as a single is the
// canonical NaN.
const (
	box       = 0xffffffff_00000000
	nanSingle = 0x7fc00000
)

func boxed(v uint32) uint64 { return box | uint64(v) }

func unboxed(f uint64) uint32 {
	if f&box != box {
		return nanSingle
	}
	return uint32(f)
}

// float runs the instructions of the F and D extensions. a and b are the integer registers that rs1 and rs2 name.
func (s *State) float(w World, in Inst, a, b uint64) error {
	switch in.Op {
	case FLW, FLD:
		return s.floatLoad(w, in, a+uint64(in.Imm))
	case FSW:
		return s.store(w, a+uint64(in.Imm), 4, s.F[in.Rs2])
	case FSD:
		return s.store(w, a+uint64(in.Imm), 8, s.F[in.Rs2])
	case FMVXW:
		s.setX(in.Rd, word(uint32(s.F[in.Rs1])))
	case FMVXD:
		s.setX(in.Rd, s.F[in.Rs1])
	case FMVWX:
		s.F[in.Rd] = boxed(uint32(a))
	case FMVDX:
		s.F[in.Rd] = a
	case FSGNJS, FSGNJNS, FSGNJXS:
		x, y := unboxed(s.F[in.Rs1]), unboxed(s.F[in.Rs2])
		s.F[in.Rd] = boxed(uint32(injectSign(in.Op-FSGNJS, uint64(x)<<32, uint64(y)<<32) >> 32))
	case FSGNJD, FSGNJND, FSGNJXD:
		s.F[in.Rd] = injectSign(in.Op-FSGNJD, s.F[in.Rs1], s.F[in.Rs2])
	default:
		return s.compute(in, a)
	}
	return nil
}

func (s *State) floatLoad(w World, in Inst, address uint64) error {
	if in.Op == FLD {
		v, err := s.load(w, address, 8)
		if err == nil {
			s.F[in.Rd] = v
		}
		return err
	}
	v, err := s.load(w, address, 4)
	if err == nil {
		s.F[in.Rd] = boxed(uint32(v))
	}
	return err
}

// injectSign gives x the sign of y, its opposite, or the product of both signs.
func injectSign(kind Op, x, y uint64) uint64 {
	const sign = 1 << 63
	switch kind {
	case 0:
		return x&^sign | y&sign
	case 1:
		return x&^sign | ^y&sign
	}
	return x ^ y&sign
}
