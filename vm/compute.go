// SPDX-License-Identifier: Apache-2.0

package vm

import "github.com/layeredpow/adit/vm/float"

// dynamic is the rounding mode of an instruction that takes the one in fcsr.
const dynamic = 7

// rounding is the rounding mode of an instruction; one that fcsr names may be reserved.
func (s *State) rounding(in Inst) (float.Round, error) {
	mode := in.RM
	if mode == dynamic {
		mode = s.FCSR >> 5
	}
	if mode > uint8(float.NearestMax) {
		return 0, FaultIllegal
	}
	return float.Round(mode), nil
}

// compute runs the float instructions that do arithmetic. Those on singles and those on doubles stand in the same
// order.
func (s *State) compute(in Inst, a uint64) error {
	if in.Op == FCVTSD || in.Op == FCVTDS {
		return s.changeFormat(in)
	}
	operands := operands{format: float.Single, op: in.Op, a: uint64(unboxed(s.F[in.Rs1])), b: uint64(unboxed(s.F[in.Rs2])), c: uint64(unboxed(s.F[in.Rs3]))}
	if in.Op >= FMADDD {
		operands.format, operands.op = float.Double, in.Op-FMADDD+FMADDS
		operands.a, operands.b, operands.c = s.F[in.Rs1], s.F[in.Rs2], s.F[in.Rs3]
	}
	switch {
	case operands.op >= FEQS && operands.op <= FCLASSS:
		v, flags := operands.compare()
		s.FCSR |= uint8(flags)
		s.setX(in.Rd, v)
		return nil
	case operands.op == FMINS, operands.op == FMAXS:
		v, flags := operands.pick()
		s.setF(in.Rd, operands.format, v, flags)
		return nil
	}
	rm, err := s.rounding(in)
	if err != nil {
		return err
	}
	if operands.op >= FCVTWS && operands.op <= FCVTLUS {
		v, flags := operands.toInteger(rm)
		s.FCSR |= uint8(flags)
		s.setX(in.Rd, v)
		return nil
	}
	v, flags := operands.arithmetic(a, rm)
	s.setF(in.Rd, operands.format, v, flags)
	return nil
}

// changeFormat turns a double into a single and back.
func (s *State) changeFormat(in Inst) error {
	rm, err := s.rounding(in)
	if err != nil {
		return err
	}
	if in.Op == FCVTSD {
		v, flags := float.Double.To(float.Single, s.F[in.Rs1], rm)
		s.setF(in.Rd, float.Single, v, flags)
		return nil
	}
	v, flags := float.Single.To(float.Double, uint64(unboxed(s.F[in.Rs1])), rm)
	s.setF(in.Rd, float.Double, v, flags)
	return nil
}

// setF keeps a result, boxed if it is a single, and its exceptions.
func (s *State) setF(rd uint8, format float.Format, v uint64, flags float.Flags) {
	if format == float.Single {
		v = boxed(uint32(v))
	}
	s.F[rd] = v
	s.FCSR |= uint8(flags)
}

// operands are those of an operation in their format. op is its name in singles.
type operands struct {
	format  float.Format
	op      Op
	a, b, c uint64
}

// compare computes the operations with a truth value or a class as their result.
func (o *operands) compare() (uint64, float.Flags) {
	var truth bool
	var flags float.Flags
	switch o.op {
	case FEQS:
		truth, flags = o.format.Equal(o.a, o.b)
	case FLTS:
		truth, flags = o.format.Less(o.a, o.b)
	case FLES:
		truth, flags = o.format.LessEqual(o.a, o.b)
	default:
		return o.format.Class(o.a), 0
	}
	return bit(truth), flags
}

func (o *operands) pick() (uint64, float.Flags) {
	if o.op == FMINS {
		return o.format.Min(o.a, o.b)
	}
	return o.format.Max(o.a, o.b)
}

func (o *operands) toInteger(rm float.Round) (uint64, float.Flags) {
	switch o.op {
	case FCVTWS:
		return o.format.ToInt(o.a, 32, rm)
	case FCVTWUS:
		return o.format.ToUint(o.a, 32, rm)
	case FCVTLS:
		return o.format.ToInt(o.a, 64, rm)
	}
	return o.format.ToUint(o.a, 64, rm)
}

// arithmetic computes what has a float as its result. x is the integer register that rs1 names.
func (o *operands) arithmetic(x uint64, rm float.Round) (uint64, float.Flags) {
	switch f := o.format; o.op {
	case FMADDS:
		return f.MulAdd(o.a, o.b, o.c, rm)
	case FMSUBS:
		return f.MulAdd(o.a, o.b, f.Negate(o.c), rm)
	case FNMSUBS:
		return f.MulAdd(f.Negate(o.a), o.b, o.c, rm)
	case FNMADDS:
		return f.MulAdd(f.Negate(o.a), o.b, f.Negate(o.c), rm)
	case FADDS:
		return f.Add(o.a, o.b, rm)
	case FSUBS:
		return f.Sub(o.a, o.b, rm)
	case FMULS:
		return f.Mul(o.a, o.b, rm)
	case FDIVS:
		return f.Div(o.a, o.b, rm)
	case FSQRTS:
		return f.Sqrt(o.a, rm)
	case FCVTSW:
		return f.FromInt(int64(int32(x)), rm)
	case FCVTSWU:
		return f.FromUint(uint64(uint32(x)), rm)
	case FCVTSL:
		return f.FromInt(int64(x), rm)
	}
	return o.format.FromUint(x, rm) // FCVTSLU
}
