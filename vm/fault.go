// SPDX-License-Identifier: Apache-2.0

package vm

import "fmt"

// Fault is why the machine stopped the program. It is the exit code of a Faulted machine: the number that a shell shows
// for the signal that Linux would have sent.
type Fault uint8

// The faults. The faulting instruction has no effect, except that it counts as a step; pc stays on it.
const (
	FaultIllegal    Fault = 132 // an instruction that the ISA does not have, or one that it reserves
	FaultBreakpoint Fault = 133 // ebreak
	FaultMisaligned Fault = 135 // an access whose address is not a multiple of its size
	FaultMemory     Fault = 139 // an access to what is not mapped for it
	FaultDeadlock   Fault = 140 // every thread waits, none of them for a time
)

// faultSignal is the fault of a program that sends itself a signal which would end it.
func faultSignal(signal uint64) Fault { return Fault(128 + signal&127) }

// Error makes a Fault an error, so that it travels as one inside a step.
func (f Fault) Error() string {
	switch f {
	case FaultIllegal:
		return "illegal instruction"
	case FaultBreakpoint:
		return "breakpoint"
	case FaultMisaligned:
		return "misaligned access"
	case FaultMemory:
		return "access to unmapped memory"
	case FaultDeadlock:
		return "deadlock"
	}
	return fmt.Sprintf("signal %d", f-128)
}
