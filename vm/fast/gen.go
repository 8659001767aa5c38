// SPDX-License-Identifier: Apache-2.0

//go:build ignore

// This program writes engine.go: one switch over all operations, with the bodies of fused sequences made from
// those of their parts. `go generate ./vm/fast` runs it; with an argument it prints what it would write.
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

// sequence is some neighbours that run as one operation. What an instruction takes from one before it stays in a
// register of the processor: that is what makes it quick.
type sequence []part

// part is one instruction of a sequence. from says how many instructions before it an operand was written, 0 where
// that is outside of the sequence or of no interest.
type part struct {
	op   string
	from [2]int
}

// readSequences parses sequences.txt.
func readSequences() (list []sequence) {
	file, err := os.ReadFile("sequences.txt")
	if err != nil {
		log.Fatal(err)
	}
	for line := range strings.Lines(string(file)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var s sequence
		for text := range strings.SplitSeq(line, ",") {
			words := strings.Fields(text)
			p := part{op: words[0]}
			for i, word := range words[1:] {
				if _, err := fmt.Sscanf(word, "^%d", &p.from[i]); err != nil && word != "." {
					log.Fatalf("%s: operand %q is neither ^N nor .", line, word)
				}
			}
			s = append(s, p)
		}
		list = append(list, s)
	}
	return list
}

// String is the sequence as sequences.txt has it.
func (s sequence) String() string {
	var texts []string
	for _, p := range s {
		text := p.op
		for i, from := range p.from {
			switch {
			case from > 0:
				text += fmt.Sprintf(" ^%d", from)
			case i == 0 && p.from[1] > 0:
				text += " ."
			}
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

// row is the sequence in Go.
func (s sequence) row() string {
	var parts []string
	for _, p := range s {
		if p.from == [2]int{} {
			parts = append(parts, fmt.Sprintf("{op: op%s}", p.op))
		} else {
			parts = append(parts, fmt.Sprintf("{op%s, [2]uint8{%d, %d}}", p.op, p.from[0], p.from[1]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "},\n"
}

// feeds tells whether the result of the part at a place is used by a later one.
func (s sequence) feeds(at int) bool {
	for later, p := range s[at+1:] {
		if p.from[0] == later+1 || p.from[1] == later+1 {
			return true
		}
	}
	return false
}

// body is what an operation does.
func body(op string, at place) string {
	for _, x := range arithmetic {
		if x.op == op {
			return at.keeping(x.body)
		}
	}
	for _, x := range loads {
		if x.op == op {
			return at.keeping(access("read", x.size) + fmt.Sprintf("{d} = uint64(*(*%s)(unsafe.Add(p, a&4095)))\n}", x.kind))
		}
	}
	for _, x := range stores {
		if x.op == op {
			return at.fill(access("write", x.size) + fmt.Sprintf("*(*%s)(unsafe.Add(p, a&4095)) = %s({b})\n}", x.kind, x.kind))
		}
	}
	for _, x := range branches {
		if x.op == op {
			return at.fill("if " + x.condition + " {\n" + jump + "\n}")
		}
	}
	if b, ok := others[op]; ok {
		return at.fill(b)
	}
	log.Fatalf("no body for %s", op)
	return ""
}

// others are the operations that are alone in what they do.
var others = map[string]string{
	"PROBE": access("read", 1) + "}",
	"J":     jump,
	"JAL":   "{d} = {link}\n" + jump,
	"JR":    "target = ({a} + {i}) &^ 1\n{here}goto indirect",
	"JALR":  "target = ({a} + {i}) &^ 1\n{d} = {link}\n{here}goto indirect",
	"CHECK": "m.acc -= 8\nip = unsafe.Add(ip, 8)\n" + look,
}

// jump goes to the slot that the immediate says, in bytes.
const jump = "{here}offset := int64((*entry)(ip).imm)\nip = unsafe.Add(ip, offset)\nm.acc -= uint64(offset - 8)\n" + look

// look goes on unless it is time to stop.
const look = "if m.acc+uint64(uintptr(ip)) >= m.limit {\ngoto out\n}\ngoto next"

// access opens a block with the page of an address in p. A page that is not in the table, and an address that no page
// can have or that is misaligned, are a miss.
func access(table string, size int) string {
	return fmt.Sprintf("{\na := {a} + {i}\nif a&(^uint64(1<<32-1)|%d) != 0 {\n{here}goto miss\n}\n", size-1) +
		fmt.Sprintf("p := *(*unsafe.Pointer)(unsafe.Add(m.%s, a>>12*8))\nif p == nil {\n{here}goto miss\n}\n", table)
}

// place is where an operation stands: how many slots behind ip, and where its operands come from. Its result stays at
// hand if keep says so.
type place struct {
	at   int
	from [2]int
	keep bool
}

// slot is the entry of the operation.
func (p place) slot() string {
	if p.at == 0 {
		return "ip"
	}
	return fmt.Sprintf("unsafe.Add(ip, %d)", 8*p.at)
}

// keeping is fill for an operation with a result.
func (p place) keeping(body string) string {
	if !p.keep {
		return p.fill(body)
	}
	result := fmt.Sprintf("v%d", p.at)
	return "var " + result + " uint64\n" + p.fill(strings.ReplaceAll(body, "{d}", result)) + p.fill("\n{d} = "+result)
}

// fill puts a place in for the placeholders of a body.
func (p place) fill(body string) string {
	field := func(name string) string { return fmt.Sprintf("(*entry)(%s).%s", p.slot(), name) }
	register := func(name string) string {
		return fmt.Sprintf("*(*uint64)(unsafe.Add(unsafe.Pointer(m), uintptr(%s)*8))", field(name))
	}
	operand := func(name string, from int) string {
		if from > 0 {
			return fmt.Sprintf("v%d", p.at-from)
		}
		return register(name)
	}
	here := ""
	if p.at > 0 {
		here = fmt.Sprintf("ip = %s\n", p.slot())
	}
	return strings.NewReplacer(
		"{a}", operand("rs1", p.from[0]), "{b}", operand("rs2", p.from[1]), "{d}", register("rd"),
		"{i}", fmt.Sprintf("uint64(int64(%s))", field("imm")),
		"{link}", fmt.Sprintf("m.link(%s)", p.slot()),
		"{here}", here,
	).Replace(body)
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
	singles := names()
	sequences := readSequences()
	var b bytes.Buffer
	b.WriteString("// Code generated by gen.go; DO NOT EDIT.\n\npackage fast\n\n")
	b.WriteString("import (\n\"math/bits\"\n\"unsafe\"\n\n\"github.com/layeredpow/adit/vm\"\n)\n\n")
	b.WriteString("// Operations of an entry. opRare is everything that the engine has no body for.\nconst (\nopRare = iota\n")
	for _, op := range singles {
		fmt.Fprintf(&b, "op%s\n", op)
	}
	b.WriteString("opFirstFused\n)\n\n")
	b.WriteString("// sequences are the operations that run as one; row i has the number opFirstFused + i.\nvar sequences = [...][]part{\n")
	for _, s := range sequences {
		b.WriteString(s.row())
	}
	b.WriteString("}\n\n" + head)
	for _, op := range singles {
		fmt.Fprintf(&b, "case op%s:\n%s\n", op, body(op, place{}))
		if !leaves(op) {
			b.WriteString("ip = unsafe.Add(ip, 8)\ngoto next\n")
		}
	}
	for i, s := range sequences {
		fmt.Fprintf(&b, "case opFirstFused + %d: // %s\n", i, s)
		for at, p := range s {
			b.WriteString(body(p.op, place{at, p.from, s.feeds(at)}) + "\n")
		}
		if !leaves(s[len(s)-1].op) {
			fmt.Fprintf(&b, "ip = unsafe.Add(ip, %d)\ngoto next\n", 8*len(s))
		}
	}
	b.WriteString(tail)
	source, err := format.Source(b.Bytes())
	if err != nil {
		os.Stdout.Write(b.Bytes())
		log.Fatal(err)
	}
	if len(os.Args) > 1 { // to compare
		os.Stdout.Write(source)
		return
	}
	if err := os.WriteFile("engine.go", source, 0o644); err != nil {
		log.Fatal(err)
	}
}

// names are all operations but the sequences, in the order of their numbers.
func names() (list []string) {
	for _, x := range arithmetic {
		list = append(list, x.op)
	}
	for _, x := range loads {
		list = append(list, x.op)
	}
	for _, x := range stores {
		list = append(list, x.op)
	}
	for _, x := range branches {
		list = append(list, x.op)
	}
	return append(list, "PROBE", "J", "JAL", "JR", "JALR", "CHECK")
}

const head = `// loop runs from m.ip on until m.limit is reached at a jump, or something rare leaves it no slot to go on from. It may
// pass the limit by as many steps as stand between two checks. The number of steps done is (acc + ip) / 8 at any time.
func (m *Machine) loop() {
	var target uint64
	ip := m.ip
	m.acc = m.Steps*8 - uint64(uintptr(ip))
next:
	switch (*entry)(ip).op {
	case opRare:
			goto rare
`

const tail = `}
	goto rare

	indirect:
		if k := (target - m.textStart) / 2; k < uint64(len(m.slots)) && m.slots[k] != 0 {
			next := unsafe.Add(m.base, uintptr(m.slots[k])*8)
			m.acc += uint64(uintptr(ip)) - uint64(uintptr(next)) + 8
			ip = next
			if m.acc+uint64(uintptr(ip)) >= m.limit {
				goto out
			}
			goto next
		}
		m.Steps = (m.acc+uint64(uintptr(ip)))/8 + 1
		m.PC = target
		return

	miss:
		if m.mapPage(ip) {
			goto next
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
		goto next
out:
	m.Steps = (m.acc + uint64(uintptr(ip))) / 8
	m.PC = m.pcOf(ip)
}
`
