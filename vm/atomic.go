// SPDX-License-Identifier: Apache-2.0

package vm

// atomic runs the A extension. On one hart an instruction is atomic as it is; a reservation lasts until the next
// store-conditional or until another thread runs. A plain store leaves it: no other hart could have made that store.
func (s *State) atomic(w World, in Inst, address, value uint64) error {
	op, size := in.Op, uint64(8)
	if op == LRW || op == SCW || AMOSWAPW <= op && op <= AMOMAXUW {
		size = 4
	}
	old, err := s.load(w, address, size)
	if err != nil {
		return err
	}
	if size == 4 {
		old, value = word(uint32(old)), word(uint32(value))
	}
	switch op {
	case LRW, LRD:
		s.Reservation = address
		s.setX(in.Rd, old)
		return nil
	case SCW, SCD:
		if !s.Writable(address) {
			return FaultMemory
		}
		failed := s.Reservation != address
		if !failed {
			if err := s.store(w, address, size, value); err != nil {
				return err
			}
		}
		s.Reservation = NoReservation
		s.setX(in.Rd, bit(failed))
		return nil
	}
	if err := s.store(w, address, size, combine(op, old, value)); err != nil {
		return err
	}
	s.setX(in.Rd, old)
	return nil
}

// combine is what an atomic memory operation leaves in memory. Words come sign-extended, which keeps their order,
// signed and unsigned.
func combine(op Op, old, value uint64) uint64 {
	switch op {
	case AMOSWAPW, AMOSWAPD:
		return value
	case AMOADDW, AMOADDD:
		return old + value
	case AMOXORW, AMOXORD:
		return old ^ value
	case AMOANDW, AMOANDD:
		return old & value
	case AMOORW, AMOORD:
		return old | value
	case AMOMINW, AMOMIND:
		return uint64(min(int64(old), int64(value)))
	case AMOMAXW, AMOMAXD:
		return uint64(max(int64(old), int64(value)))
	case AMOMINUW, AMOMINUD:
		return min(old, value)
	}
	return max(old, value) // AMOMAXU
}
