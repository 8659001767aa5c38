// SPDX-License-Identifier: Apache-2.0

package vm

// execute does what the instruction says and moves pc. It does nothing when it returns an error.
func (s *State) execute(in Inst, w World) error {
	next := s.PC + uint64(in.Size)
	a, b, imm := s.X[in.Rs1], s.X[in.Rs2], uint64(in.Imm)
	var err error
	switch op := in.Op; {
	case op == Illegal:
		return FaultIllegal
	case op == LUI:
		s.setX(in.Rd, imm)
	case op == AUIPC:
		s.setX(in.Rd, s.PC+imm)
	case op <= SRAIW:
		s.setX(in.Rd, arithmetic(op-ADDI+ADD, a, imm))
	case op <= REMUW:
		s.setX(in.Rd, arithmetic(op, a, b))
	case op <= LWU:
		err = s.loadX(w, in, a+imm)
	case op <= SD:
		err = s.store(w, a+imm, 1<<(op-SB), b)
	case op <= BGEU:
		if taken(op, a, b) {
			next = s.PC + imm
		}
	case op == JAL:
		s.setX(in.Rd, next)
		next = s.PC + imm
	case op == JALR:
		s.setX(in.Rd, next)
		next = (a + imm) &^ 1
	case op == FENCE, op == FENCEI:
		// One hart, and text that cannot change: there is nothing to order.
	case op == EBREAK:
		return FaultBreakpoint
	case op <= AMOMAXUD:
		err = s.atomic(w, in, a, b)
	case op <= CSRRCI:
		s.control(in, a)
	default:
		err = s.float(w, in, a, b)
	}
	if err != nil {
		return err
	}
	s.PC = next
	return nil
}

// arithmetic computes the instructions of two operands that cannot fail.
func arithmetic(op Op, a, b uint64) uint64 {
	switch op {
	case ADD:
		return a + b
	case SLT:
		return bit(int64(a) < int64(b))
	case SLTU:
		return bit(a < b)
	case XOR:
		return a ^ b
	case OR:
		return a | b
	case AND:
		return a & b
	case SLL:
		return a << (b & 63)
	case SRL:
		return a >> (b & 63)
	case SRA:
		return uint64(int64(a) >> (b & 63))
	case ADDW:
		return word(uint32(a) + uint32(b))
	case SLLW:
		return word(uint32(a) << (b & 31))
	case SRLW:
		return word(uint32(a) >> (b & 31))
	case SRAW:
		return uint64(int64(int32(a) >> (b & 31)))
	case SUB:
		return a - b
	case SUBW:
		return word(uint32(a) - uint32(b))
	}
	return multiply(op, a, b)
}

// loadX loads an integer register.
func (s *State) loadX(w World, in Inst, address uint64) error {
	size := uint64(1) << ((in.Op - LB) & 3)
	v, err := s.load(w, address, size)
	if err != nil {
		return err
	}
	switch in.Op {
	case LB:
		v = uint64(int8(v))
	case LH:
		v = uint64(int16(v))
	case LW:
		v = word(uint32(v))
	}
	s.setX(in.Rd, v)
	return nil
}

// taken is the condition of a branch.
func taken(op Op, a, b uint64) bool {
	switch op {
	case BEQ:
		return a == b
	case BNE:
		return a != b
	case BLT:
		return int64(a) < int64(b)
	case BGE:
		return int64(a) >= int64(b)
	case BLTU:
		return a < b
	}
	return a >= b
}

func bit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// word is how a register holds 32 bits: sign-extended.
func word(v uint32) uint64 { return uint64(int32(v)) }
