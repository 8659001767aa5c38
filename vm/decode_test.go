// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"crypto/sha256"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the digests in testdata anew, to be reviewed as a difference")

// Space is a list of words to decode.
type Space struct {
	Name  string
	Words []uint32
}

// Spaces are all compressed words and some of all others.
func Spaces() []Space { return []Space{compressedSpace(), uniformSpace(), nearSpace()} }

// compressedSpace is every half word that is a whole instruction.
func compressedSpace() Space {
	s := Space{Name: "compressed"}
	for h := range uint32(1 << 16) {
		if h&3 != 3 {
			s.Words = append(s.Words, h)
		}
	}
	return s
}

// uniformSpace is some of all four-byte words, the same ones each time.
func uniformSpace() Space {
	s := Space{Name: "uniform"}
	r := rand.New(rand.NewPCG(1, 32))
	for range 1 << 19 {
		s.Words = append(s.Words, r.Uint32()|3)
	}
	return s
}

// nearSpace is, for every row of the table, some of its words, and each of these with one bit turned.
func nearSpace() Space {
	s := Space{Name: "near"}
	r := rand.New(rand.NewPCG(2, 32))
	for _, p := range table {
		for range 64 {
			w := r.Uint32()&^p.mask | p.match
			s.Words = append(s.Words, w)
			for bit := 2; bit < 32; bit++ {
				s.Words = append(s.Words, w^1<<bit)
			}
		}
	}
	return s
}

// TestDecode compares what Decode makes of the spaces with digests, which TestDecodeAgainstObjdump checks.
func TestDecode(t *testing.T) {
	var got strings.Builder
	for _, s := range Spaces() {
		digest := sha256.New()
		legal := 0
		for _, w := range s.Words {
			in := Decode(w)
			if in.Op != Illegal {
				legal++
			}
			fmt.Fprintf(digest, "%08x %s %d %d %d %d %d %d %d\n", w, in.Op, in.Rd, in.Rs1, in.Rs2, in.Rs3, in.RM, in.Size, in.Imm)
		}
		fmt.Fprintf(&got, "%s: %d words, %d legal, %x\n", s.Name, len(s.Words), legal, digest.Sum(nil))
	}
	CompareGolden(t, "decode.txt", got.String())
}

// CompareGolden compares text with a file in testdata.
func CompareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s:\ngot\n%swant\n%s", path, got, want)
	}
}

// TestDecodeIllegal names encodings that are easily taken for legal ones.
func TestDecodeIllegal(t *testing.T) {
	for _, c := range []struct {
		name string
		word uint32
	}{
		{"all zero", 0},
		{"all ones", 0xffffffff},
		{"c.addi4spn of nothing", 0x0004},
		{"c.addi16sp of nothing", 0x6101},
		{"c.lui of nothing", 0x6081},
		{"c.addiw x0", 0x2005},
		{"c.lwsp x0", 0x4002},
		{"c.ldsp x0", 0x6002},
		{"c.jr x0", 0x8002},
		{"quadrant 0, funct3 4", 0x8000},
		{"the place of c.mul", 0x9c41},
		{"48 bits", 0x0000001f},
		{"64 bits", 0x0000003f},
		{"slliw by 32", 0x02009093 | 8},
		{"rounding mode 5", 0x00005053},
		{"rounding mode 6", 0x00006053},
		{"fmadd with rounding mode 5", 0x00005043},
		{"a quad float", 0x06007053},
		{"lr.w with rs2", 0x1010a0af},
		{"amo of a half word", 0x000090af},
		{"write of cycle", 0xc00510f3},
		{"set bits of time", 0xc01520f3},
		{"clear bits of instret by 5 bits", 0xc020f0f3 | 1<<15},
		{"swap of cycle with x0", 0xc00010f3},
		{"hpmcounter3", 0xc03020f3},
		{"mstatus", 0x300020f3},
		{"uret", 0x00200073},
		{"wfi", 0x10500073},
		{"ecall with rd", 0x000000f3},
		{"andn of Zbb", 0x407373b3},
	} {
		if got := Decode(c.word); got.Op != Illegal {
			t.Errorf("%s: %08x is %s, want illegal", c.name, c.word, got.Op)
		}
	}
}

// TestDecodeSize decodes the size that the lowest two bits tell, whatever the rest is.
func TestDecodeSize(t *testing.T) {
	for w := range uint32(1 << 16) {
		want := uint8(2)
		if w&3 == 3 {
			want = 4
		}
		if got := Decode(w | 0xabcd0000).Size; got != want {
			t.Fatalf("size of %08x: got %d, want %d", w, got, want)
		}
		if want == 2 && Decode(w) != Decode(w|0xabcd0000) {
			t.Fatalf("%04x depends on the half word behind it", w)
		}
	}
}

const objdump = "riscv64-unknown-elf-objdump"

// TestDecodeAgainstObjdump compares every word of the spaces with the disassembler of binutils.
func TestDecodeAgainstObjdump(t *testing.T) {
	RequireTool(t, objdump)
	for _, s := range Spaces() {
		t.Run(s.Name, func(t *testing.T) {
			size := 4
			if s.Name == "compressed" {
				size = 2
			}
			// Words that end in 11111 begin an instruction of 48 bits or more.
			long := func(w uint32) bool { return w&31 == 31 && Decode(w).Op == Illegal }
			words := slices.DeleteFunc(s.Words, long)
			texts := disassemble(t, words, size)
			complaints := 0
			for i, w := range words {
				got, want := Decode(w).Op.String(), meaning(w, texts[i])
				if got == want {
					continue
				}
				t.Errorf("%0*x: got %s, want %s (%s)", 2*size, w, got, want, texts[i])
				if complaints++; complaints == 20 {
					t.FailNow()
				}
			}
		})
	}
}

// RequireTool skips a test whose tool is missing, unless ADIT_RISCV says that it must be there, as it does in CI.
func RequireTool(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("ADIT_RISCV") != "" {
				t.Fatal(err)
			}
			t.Skipf("%v (Debian: qemu-user, gcc-riscv64-unknown-elf, gcc-riscv64-linux-gnu, libc6-dev-riscv64-cross)", err)
		}
	}
}

// disassemble gives the text of each word. Words that say that they are longer than size would hide others.
func disassemble(t *testing.T, words []uint32, size int) []string {
	t.Helper()
	var file []byte
	for _, w := range words {
		file = append(file, binary.LittleEndian.AppendUint32(nil, w)[:size]...)
	}
	path := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(objdump, "-D", "-z", "-b", "binary", "-m", "riscv:rv64", "-M", "no-aliases,numeric", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(words))
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		var at int
		if len(fields) < 3 {
			continue
		}
		if _, err := fmt.Sscanf(fields[0], "%x:", &at); err == nil {
			texts[at/size] = strings.Join(fields[2:], " ")
		}
	}
	for i, text := range texts {
		if text == "" {
			t.Fatalf("objdump says nothing about %0*x", 2*size, words[i])
		}
	}
	return texts
}

// shortSpellings are the four-byte instructions that the compressed ones stand for, where dropping "c." is not enough.
var shortSpellings = map[string]string{
	"c.addi4spn": "addi", "c.addi16sp": "addi", "c.li": "addi", "c.nop": "addi", "c.mv": "add", "c.j": "jal", "c.jr": "jalr",
	"c.beqz": "beq", "c.bnez": "bne", "c.slli64": "slli", "c.srli64": "srli", "c.srai64": "srai",
	"c.fldsp": "fld", "c.lwsp": "lw", "c.ldsp": "ld", "c.fsdsp": "fsd", "c.swsp": "sw", "c.sdsp": "sd", "c.unimp": "illegal",
}

var privileged = map[string]bool{
	"uret": true, "sret": true, "mret": true, "dret": true, "wfi": true, "sfence.vma": true,
}

// meaning is the mnemonic that objdump's text asks for. Where it and the manual part, the manual is followed.
func meaning(w uint32, text string) string {
	name, _, _ := strings.Cut(text, " ")
	switch {
	case w&3 == 3 && w&0x7f == 0x0f && w>>12&7 < 2:
		// Chapters RV32I and Zifencei: implementations ignore the fields that are reserved.
		return [...]string{"fence", "fence.i"}[w>>12&7]
	case w&0xffe0007f == 0xd2000053 || w&0xfff0007f == 0x42000053:
		// These conversions are exact, and binutils wants rounding mode 0; the manual reserves 5 and 6 only.
		if rm := w >> 12 & 7; rm == 5 || rm == 6 {
			return "illegal"
		}
		return map[uint32]string{0xd20: "fcvt.d.w", 0xd21: "fcvt.d.wu", 0x420: "fcvt.d.s"}[w>>20]
	case strings.HasSuffix(text, ",unknown"), strings.HasPrefix(name, "."), privileged[name]:
		return "illegal" // a reserved rounding mode; no instruction; one that user mode does not have
	case text == "c.addi16sp x2,0":
		return "illegal" // chapter C: reserved
	case strings.HasPrefix(name, "csr"):
		return csrMeaning(w, name)
	}
	for _, suffix := range []string{".aqrl", ".aq", ".rl"} {
		name = strings.TrimSuffix(name, suffix)
	}
	if long, ok := shortSpellings[name]; ok {
		return long
	}
	return strings.TrimPrefix(name, "c.")
}

// csrMeaning knows which registers user mode has here.
func csrMeaning(w uint32, name string) string {
	writes := name == "csrrw" || name == "csrrwi" || w>>15&31 != 0
	switch w >> 20 {
	case 1, 2, 3:
		return name
	case 0xc00, 0xc01, 0xc02:
		if !writes {
			return name
		}
	}
	return "illegal"
}
