//go:build ignore

// This program writes engine.go: one switch over all operations, with the bodies of fused sequences made from
// those of their parts. Run it by `go generate ./vm/fast`.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"os"
	"strings"
)

// Bodies are Go with placeholders: {a} and {b} are the values of rs1 and rs2, {d} is rd, {i} the immediate.

var arithmetic = []struct{ op, body string }{
	{"NOP", ""},
	{"LI", "{d} = {i}"},
	{"MV", "{d} = {a}"},
	{"ADDI", "{d} = {a} + {i}"},
	{"SLTI", "{d} = bit(int64({a}) < int64({i}))"},
	{"SLTIU", "{d} = bit({a} < {i})"},
	{"XORI", "{d} = {a} ^ {i}"},
	{"ORI", "{d} = {a} | {i}"},
	{"ANDI", "{d} = {a} & {i}"},
	{"SLLI", "{d} = {a} << ({i} & 63)"},
	{"SRLI", "{d} = {a} >> ({i} & 63)"},
	{"SRAI", "{d} = uint64(int64({a}) >> ({i} & 63))"},
	{"ADDIW", "{d} = word(uint32({a}) + uint32({i}))"},
	{"SLLIW", "{d} = word(uint32({a}) << ({i} & 31))"},
	{"SRLIW", "{d} = word(uint32({a}) >> ({i} & 31))"},
	{"SRAIW", "{d} = uint64(int64(int32({a}) >> ({i} & 31)))"},
	{"ADD", "{d} = {a} + {b}"},
	{"SLT", "{d} = bit(int64({a}) < int64({b}))"},
	{"SLTU", "{d} = bit({a} < {b})"},
	{"XOR", "{d} = {a} ^ {b}"},
	{"OR", "{d} = {a} | {b}"},
	{"AND", "{d} = {a} & {b}"},
	{"SLL", "{d} = {a} << ({b} & 63)"},
	{"SRL", "{d} = {a} >> ({b} & 63)"},
	{"SRA", "{d} = uint64(int64({a}) >> ({b} & 63))"},
	{"ADDW", "{d} = word(uint32({a}) + uint32({b}))"},
	{"SLLW", "{d} = word(uint32({a}) << ({b} & 31))"},
	{"SRLW", "{d} = word(uint32({a}) >> ({b} & 31))"},
	{"SRAW", "{d} = uint64(int64(int32({a}) >> ({b} & 31)))"},
	{"SUB", "{d} = {a} - {b}"},
	{"SUBW", "{d} = word(uint32({a}) - uint32({b}))"},
	{"MUL", "{d} = {a} * {b}"},
	{"MULH", "{d} = vm.MulHigh({a}, {b})"},
	{"MULHSU", "{d} = vm.MulHighSigned({a}, {b})"},
	{"MULHU", "{d}, _ = bits.Mul64({a}, {b})"},
	{"MULW", "{d} = word(uint32({a}) * uint32({b}))"},
	{"DIV", "{d} = vm.Div({a}, {b})"},
	{"DIVU", "{d} = vm.DivUnsigned({a}, {b})"},
	{"REM", "{d} = vm.Rem({a}, {b})"},
	{"REMU", "{d} = vm.RemUnsigned({a}, {b})"},
}

var loads = []struct {
	op, kind string
	size     int
}{
	{"LB", "int8", 1}, {"LH", "int16", 2}, {"LW", "int32", 4}, {"LD", "uint64", 8},
	{"LBU", "uint8", 1}, {"LHU", "uint16", 2}, {"LWU", "uint32", 4},
}

var stores = []struct {
	op, kind string
	size     int
}{
	{"SB", "uint8", 1}, {"SH", "uint16", 2}, {"SW", "uint32", 4}, {"SD", "uint64", 8},
}

var branches = []struct{ op, condition string }{
	{"BEQ", "{a} == {b}"},
	{"BNE", "{a} != {b}"},
	{"BLT", "int64({a}) < int64({b})"},
	{"BGE", "int64({a}) >= int64({b})"},
	{"BLTU", "{a} < {b}"},
	{"BGEU", "{a} >= {b}"},
}

// sequences are the neighbours that run as one operation, at most four: those that the guest of `adit vm bench` and Go
// programs at large execute most. The longest one that fits is taken.
var sequences = [][]string{
	{"XORI", "AND", "XOR", "SD"},
	{"XOR", "SRLI", "SLLI", "OR"},
	{"LD", "XOR", "XOR", "XOR"},
	{"LD", "XOR", "LD", "XOR"},
	{"SRLI", "SLLI", "OR"},
	{"LD", "XOR", "XOR"},
	{"LD", "LD", "LD"},
	{"LD", "XOR"},
	{"LD", "LD"},
	{"LD", "ADD"},
	{"LD", "ADDI"},
	{"XOR", "XOR"},
	{"XOR", "SD"},
	{"XORI", "AND"},
	{"SLLI", "OR"},
	{"SLLI", "ADD"},
	{"ADD", "ADD"},
	{"ADDI", "ADDI"},
	{"MUL", "ADD"},
	{"LI", "ADD"},
	{"LI", "ADDIW"},
	{"LI", "BLT"},
	{"SD", "SD"},
	{"SW", "SW"},
	{"SB", "SB"},
	{"LBU", "LBU"},
	{"LWU", "ADD"},
}

// body is what an operation does. at is how many slots it stands behind ip.
func body(op string, at int) string {
	for _, x := range arithmetic {
		if x.op == op {
			return fill(x.body, at)
		}
	}
	for _, x := range loads {
		if x.op == op {
			value := fmt.Sprintf("uint64(*(*%s)(unsafe.Add(p, a&4095)))", x.kind)
			return access("read", x.size, at) + fill("{d} = "+value, at) + "\n}"
		}
	}
	for _, x := range stores {
		if x.op == op {
			return access("write", x.size, at) + fill(fmt.Sprintf("*(*%s)(unsafe.Add(p, a&4095)) = %s({b})", x.kind, x.kind), at) + "\n}"
		}
	}
	for _, x := range branches {
		if x.op == op {
			return fill("if "+x.condition+" {\n", at) + jump(at) + "\n}"
		}
	}
	switch op {
	case "PROBE":
		return access("read", 1, at) + "}"
	case "J":
		return jump(at)
	case "JAL":
		return fill("{d} = {link}\n", at) + jump(at)
	case "JR":
		return fill("target = ({a} + {i}) &^ 1\n", at) + "goto indirect"
	case "JALR":
		return fill("target = ({a} + {i}) &^ 1\n{d} = {link}\n", at) + "goto indirect"
	case "CHECK":
		return "m.acc -= 8\nip = unsafe.Add(ip, 8)\nif m.acc+uint64(uintptr(ip)) >= m.limit {\ngoto out\n}\ncontinue"
	}
	log.Fatalf("no body for %s", op)
	return ""
}

func slot(at int) string {
	if at == 0 {
		return "ip"
	}
	return fmt.Sprintf("unsafe.Add(ip, %d)", 8*at)
}

func fill(s string, at int) string {
	field := func(name string) string { return fmt.Sprintf("(*entry)(%s).%s", slot(at), name) }
	register := func(name string) string {
		return fmt.Sprintf("*(*uint64)(unsafe.Add(unsafe.Pointer(m), uintptr(%s)*8))", field(name))
	}
	return strings.NewReplacer(
		"{a}", register("rs1"), "{b}", register("rs2"), "{d}", register("rd"),
		"{i}", fmt.Sprintf("uint64(int64(%s))", field("imm")),
		"{link}", fmt.Sprintf("m.link(%s)", slot(at)),
	).Replace(s)
}

// access opens a block with the page of an address in p. A page that is not in the table, and an address that no page
// can have or that is misaligned, are a miss.
func access(table string, size, at int) string {
	miss := "goto miss"
	if at > 0 {
		miss = fmt.Sprintf("ip = %s\ngoto miss", slot(at))
	}
	return fmt.Sprintf("{\na := %s\nif a&(^uint64(1<<32-1)|%d) != 0 {\n%s\n}\n", fill("{a} + {i}", at), size-1, miss) +
		fmt.Sprintf("p := *(*unsafe.Pointer)(unsafe.Add(m.%s, a>>12*8))\nif p == nil {\n%s\n}\n", table, miss)
}

// jump goes to the slot that the immediate says, in bytes, and looks whether to stop.
func jump(at int) string {
	s := ""
	if at > 0 {
		s = fmt.Sprintf("ip = %s\n", slot(at))
	}
	return s + "offset := int64((*entry)(ip).imm)\nip = unsafe.Add(ip, offset)\nm.acc -= uint64(offset - 8)\n" +
		"if m.acc+uint64(uintptr(ip)) >= m.limit {\ngoto out\n}\ncontinue"
}

// leaves tells whether an operation ends by itself.
func leaves(op string) bool {
	switch op {
	case "J", "JAL", "JR", "JALR", "CHECK":
		return true
	}
	return false
}

func main() {
	var singles []string
	for _, x := range arithmetic {
		singles = append(singles, x.op)
	}
	for _, x := range loads {
		singles = append(singles, x.op)
	}
	for _, x := range stores {
		singles = append(singles, x.op)
	}
	for _, x := range branches {
		singles = append(singles, x.op)
	}
	singles = append(singles, "PROBE", "J", "JAL", "JR", "JALR", "CHECK")

	var b bytes.Buffer
	b.WriteString("// Code generated by gen.go; DO NOT EDIT.\n\npackage fast\n\n")
	b.WriteString("import (\n\"math/bits\"\n\"unsafe\"\n\n\"github.com/layeredpow/adit/vm\"\n)\n\n")
	b.WriteString("// Operations of an entry. opRare is everything that the engine has no body for.\nconst (\nopRare = iota\n")
	for _, op := range singles {
		fmt.Fprintf(&b, "op%s\n", op)
	}
	b.WriteString("opFirstFused\n)\n\n// sequences are the operations that run as one; row i has the number opFirstFused + i.\nvar sequences = [][]uint8{\n")
	for _, sequence := range sequences {
		fmt.Fprintf(&b, "{op%s},\n", strings.Join(sequence, ", op"))
	}
	b.WriteString("}\n\n")
	b.WriteString(head)
	for _, op := range singles {
		fmt.Fprintf(&b, "case op%s:\n%s\n", op, body(op, 0))
		if !leaves(op) {
			b.WriteString("ip = unsafe.Add(ip, 8)\n")
		}
	}
	for i, sequence := range sequences {
		fmt.Fprintf(&b, "case opFirstFused + %d: // %s\n", i, strings.Join(sequence, ", "))
		for at, op := range sequence {
			b.WriteString(body(op, at) + "\n")
		}
		if !leaves(sequence[len(sequence)-1]) {
			fmt.Fprintf(&b, "ip = unsafe.Add(ip, %d)\n", 8*len(sequence))
		}
	}
	b.WriteString(tail)
	source, err := format.Source(b.Bytes())
	if err != nil {
		os.Stdout.Write(b.Bytes())
		log.Fatal(err)
	}
	if len(os.Args) > 1 {
		os.Stdout.Write(source)
		return
	}
	if err := os.WriteFile("engine.go", source, 0o644); err != nil {
		log.Fatal(err)
	}
}

const head = `// loop runs from m.ip on until m.limit is reached at a jump, or something rare leaves it no slot to go on from. It may
// pass the limit by as many steps as stand between two checks. The number of steps done is (acc + ip) / 8 at any time.
func (m *Machine) loop() {
	var target uint64
	ip := m.ip
	m.acc = m.Steps*8 - uint64(uintptr(ip))
	for {
		switch (*entry)(ip).op {
		case opRare:
			goto rare
`

const tail = `}
		continue

	indirect:
		if k := (target - m.textStart) / 2; k < uint64(len(m.slots)) && m.slots[k] != 0 {
			next := unsafe.Add(m.base, uintptr(m.slots[k])*8)
			m.acc += uint64(uintptr(ip)) - uint64(uintptr(next)) + 8
			ip = next
			if m.acc+uint64(uintptr(ip)) >= m.limit {
				goto out
			}
			continue
		}
		m.Steps = (m.acc+uint64(uintptr(ip)))/8 + 1
		m.PC = target
		return

	miss:
		if m.mapPage(ip) {
			continue
		}
	rare:
		m.Steps = (m.acc + uint64(uintptr(ip))) / 8
		if !m.rare(ip) {
			return
		}
		ip = m.ip
		m.acc = m.Steps*8 - uint64(uintptr(ip))
		if m.acc+uint64(uintptr(ip)) >= m.limit {
			goto out
		}
	}
out:
	m.Steps = (m.acc + uint64(uintptr(ip))) / 8
	m.PC = m.pcOf(ip)
}
`
