package fast

// part is one instruction of a sequence that runs as one operation: its own operation, and how many slots before it each
// of its operands was written, where the engine relies on that; else 0.
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

// starting are the sequences by their first operation.
var starting = func() (list [opFirstFused][]uint8) {
	for i, s := range sequences {
		list[s[0].op] = append(list[s[0].op], uint8(i))
	}
	return list
}()

// What a way through the slots costs: an operation, less what it does not have to fetch from a register of the program.
const (
	costOperation = 8
	gainOperand   = 1
)

// fuse gives every slot the operation that it begins on the cheapest way through what follows. Slots in the middle of a
// sequence have their own, for those who jump to them.
func (p *program) fuse() {
	p.order()
	n := len(p.entries)
	costs := make([]int32, n+1)
	ops := make([]uint8, n) // what is chosen; those of the entries are needed until the end
	for slot := n - 1; slot >= 0; slot-- {
		op := p.entries[slot].op
		best := int32(costOperation)
		if !leaves(op) {
			best += costs[slot+1]
		}
		ops[slot] = op
		for _, i := range starting[op] {
			s := sequences[i]
			if !p.begins(slot, s) {
				continue
			}
			cost := int32(costOperation) - operandsOf(s)*gainOperand
			if !leaves(s[len(s)-1].op) {
				cost += costs[slot+len(s)]
			}
			if cost < best {
				best, ops[slot] = cost, opFirstFused+i
			}
		}
		costs[slot] = best
	}
	for slot := range ops {
		p.entries[slot].op = ops[slot]
	}
}

// begins tells whether a sequence begins at a slot.
func (p *program) begins(slot int, s []part) bool {
	if slot+len(s) > len(p.entries) {
		return false
	}
	for i, part := range s {
		e := &p.entries[slot+i]
		if e.op != part.op ||
			part.from[0] != 0 && p.writer(slot+i, e.rs1, i) != part.from[0] ||
			part.from[1] != 0 && p.writer(slot+i, e.rs2, i) != part.from[1] {
			return false
		}
	}
	return true
}

// writer says how many slots before a slot a register was written last, among the nearest; 0 if in none of them.
func (p *program) writer(slot int, register uint8, nearest int) uint8 {
	for back := 1; back <= nearest; back++ {
		if e := &p.entries[slot-back]; e.rd == register && hasResult(e.op) {
			return uint8(back)
		}
	}
	return 0
}

// order turns operations round that do not mind, so that the operand that was written later is the first: sequences
// then need no mirror images.
func (p *program) order() {
	since := 0 // slots since the flow came from elsewhere
	for slot := range p.entries {
		e := &p.entries[slot]
		if commutes(e.op) {
			nearest := min(since, maxParts-1)
			first, second := p.writer(slot, e.rs1, nearest), p.writer(slot, e.rs2, nearest)
			if second != 0 && (first == 0 || second < first) {
				e.rs1, e.rs2 = e.rs2, e.rs1
			}
		}
		since++
		if leaves(e.op) {
			since = 0
		}
	}
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
