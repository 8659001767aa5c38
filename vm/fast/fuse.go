// SPDX-License-Identifier: Apache-2.0

package fast

// part is one instruction of a sequence that runs as one operation: its own operation, and how many slots before it
// each of its operands was written, where the engine relies on that; else 0.
type part struct {
	op   uint8
	from [2]uint8
}

// maxParts is the length of the longest sequence.
var maxParts = func() (n int) {
	for _, s := range sequences {
		n = max(n, len(s))
	}
	return n
}()

// starting are the sequences by their first two operations.
var starting = func() (list [opFirstFused][opFirstFused][]uint8) {
	for i, s := range sequences {
		at := &list[s[0].op][s[1].op]
		*at = append(*at, uint8(i))
	}
	return list
}()

// The cost of a way through the slots is that of its operations, less a gain for each operand that need not be fetched
// from a register of the program.
const (
	costOperation = 8
	gainOperand   = 1
)

// fuse gives every slot the operation that it begins on the cheapest way through what follows. Slots in the middle of a
// sequence have their own, for those who jump to them.
func (p *program) fuse() {
	parts := p.parts()
	costs := make([]int32, len(parts)+1)
	for slot := len(parts) - 2; slot >= 0; slot-- {
		op := parts[slot].op
		if leaves(op) {
			costs[slot] = costOperation
			continue
		}
		best := costOperation + costs[slot+1]
		for _, i := range starting[op][parts[slot+1].op] {
			s := sequences[i]
			if !begins(parts[slot:], s) {
				continue
			}
			cost := int32(costOperation) - operandsOf(s)*gainOperand
			if !leaves(s[len(s)-1].op) {
				cost += costs[slot+len(s)]
			}
			if cost < best {
				best = cost
				p.entries[slot].op = opFirstFused + i
			}
		}
		costs[slot] = best
	}
}

// begins tells whether a sequence begins where parts do.
func begins(parts []part, s []part) bool {
	if len(s) > len(parts) {
		return false
	}
	for i, want := range s {
		have := &parts[i]
		if have.op != want.op ||
			want.from[0] != 0 && have.from[0] != want.from[0] ||
			want.from[1] != 0 && have.from[1] != want.from[1] {
			return false
		}
	}
	return true
}

// parts says of each slot how many slots before it its operands were written, if not longer ago than a sequence is
// long. Operations that do not mind are turned round, so that the operand that was written later is the first:
// sequences then need no mirror images.
func (p *program) parts() []part {
	parts := make([]part, len(p.entries))
	var written [256]int // the last slot that wrote a register
	for slot := range p.entries {
		e := &p.entries[slot]
		if commutes(e.op) && written[e.rs2] > written[e.rs1] {
			e.rs1, e.rs2 = e.rs2, e.rs1
		}
		parts[slot] = part{e.op, [2]uint8{since(slot, written[e.rs1]), since(slot, written[e.rs2])}}
		if hasResult(e.op) {
			written[e.rd] = slot
		}
	}
	return parts
}

// since is how many slots lie between, 0 if too many for a sequence. Slot 0 is no instruction.
func since(slot, written int) uint8 {
	if slot-written < maxParts && written > 0 {
		return uint8(slot - written)
	}
	return 0
}

// operandsOf is how many operands of a sequence come from the sequence itself.
func operandsOf(s []part) (n int32) {
	for _, part := range s {
		for _, from := range part.from {
			n += int32(min(from, 1))
		}
	}
	return n
}

func commutes(op uint8) bool {
	switch op {
	case opADD, opXOR, opOR, opAND, opMUL, opADDW, opMULW, opMULHU:
		return true
	}
	return false
}

// leaves tells whether an operation never goes on to the next slot by itself.
func leaves(op uint8) bool {
	switch op {
	case opRare, opJ, opJAL, opJR, opJALR, opCHECK:
		return true
	}
	return false
}

// hasResult tells whether an operation writes a register.
func hasResult(op uint8) bool {
	switch {
	case op == opRare, op == opNOP, op == opPROBE, op == opJ, op == opJR, op == opCHECK:
		return false
	}
	return op < opSB || op > opBGEU
}
