// SPDX-License-Identifier: Apache-2.0

package vm

// The control and status registers of user mode.
const (
	csrFlags  = 0x001 // accrued exceptions of floats
	csrRM     = 0x002 // rounding mode
	csrFloat  = 0x003 // both
	csrCycle  = 0xc00 // steps
	csrTime   = 0xc01 // virtual time
	csrRetire = 0xc02 // steps
)

// csrLegal tells whether a CSR instruction names a register that exists and does not write one that is read-only.
// Setting and clearing no bits, which is what rs1 = 0 says, is no write.
func csrLegal(in Inst) bool {
	switch in.Imm {
	case csrFlags, csrRM, csrFloat:
		return true
	case csrCycle, csrTime, csrRetire:
		return in.Op != CSRRW && in.Op != CSRRWI && in.Rs1 == 0
	}
	return false
}

// control runs a CSR instruction. a is the value of rs1; the immediate forms take its number instead.
func (s *State) control(in Inst, a uint64) {
	var old uint64
	switch in.Imm {
	case csrFlags:
		old = uint64(s.FCSR & 31)
	case csrRM:
		old = uint64(s.FCSR >> 5)
	case csrFloat:
		old = uint64(s.FCSR)
	case csrTime:
		old = s.Now()
	default:
		old = s.Steps
	}
	if in.Op >= CSRRWI {
		a = uint64(in.Rs1)
	}
	value := a
	switch in.Op {
	case CSRRS, CSRRSI:
		value = old | a
	case CSRRC, CSRRCI:
		value = old &^ a
	}
	switch in.Imm {
	case csrFlags:
		s.FCSR = s.FCSR&^31 | uint8(value)&31
	case csrRM:
		s.FCSR = s.FCSR&31 | uint8(value)<<5
	case csrFloat:
		s.FCSR = uint8(value)
	}
	s.setX(in.Rd, old)
}
