// SPDX-License-Identifier: Apache-2.0

package game

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var updateDesign = flag.Bool("update", false, "write the example of DESIGN.md anew")

// example is the game of DESIGN.md: 16 leaves, cut in four, one level. It has nothing from the referee but its hashes.
type example struct {
	nodes map[Hash]*exampleNode // by context and span
	first map[Hash]*exampleNode // by context
	out   strings.Builder
}

type exampleNode struct {
	name                  string
	context, base         Hash
	leaves                []Hash
	pos                   int
	came, rivaled, proven int
	own                   bool // the first of its context
	rival                 *exampleNode
	parts                 []*exampleNode
}

func (n *exampleNode) span() Hash {
	row := append([]Hash{}, n.leaves...)
	for ; len(row) > 1; row = row[:len(row)/2] {
		for i := range len(row) / 2 {
			row[i] = Pair(row[2*i], row[2*i+1])
		}
	}
	return row[0]
}

// claim has a node be there.
func (e *example) claim(block int, name string, base Hash, pos int, leaves []Hash) *exampleNode {
	n := &exampleNode{name: name, base: base, leaves: leaves, pos: pos, came: block}
	n.context = Ref{Base: base, Len: uint8(len(leaves)), Pos: uint32(pos)}.Context()
	id := Pair(n.context, n.span())
	if same := e.nodes[id]; same != nil {
		return same
	}
	e.nodes[id] = n
	if f := e.first[n.context]; f != nil {
		n.rival = f
		if f.rivaled == 0 {
			f.rivaled = block
		}
		return n
	}
	n.own, e.first[n.context] = true, n
	return n
}

// cut splits a node in four.
func (e *example) cut(block int, n *exampleNode) {
	base, quarter := n.base, len(n.leaves)/4
	var said []string
	for i := range 4 {
		name := fmt.Sprint(n.name, i)
		if len(n.leaves) == 4 {
			name = fmt.Sprint(n.name, ".", i)
		}
		part := e.claim(block, name, base, n.pos+i*quarter, n.leaves[i*quarter:(i+1)*quarter])
		n.parts = append(n.parts, part)
		switch {
		case part.name != name:
			name += " is " + part.name
		case part.rival != nil:
			name += " contradicts " + part.rival.name
		default:
			name += " is new"
		}
		said = append(said, name)
		base = Extend(base, part.span())
	}
	fmt.Fprintf(&e.out, "%d  %s is cut: %s\n", block, n.name, strings.Join(said, ", "))
}

func (n *exampleNode) lambda(block int) int {
	switch {
	case !n.own:
		return 0
	case n.rivaled != 0:
		return n.rivaled - n.came
	}
	return block - n.came
}

const exampleEnd = 1 << 20

func (n *exampleNode) beta(block int) int {
	if n.proven != 0 {
		return exampleEnd
	}
	b := n.lambda(block)
	least := 0
	for i, part := range n.parts {
		if p := part.beta(block); i == 0 || p < least {
			least = p
		}
	}
	return min(b+least, exampleEnd)
}

// row is a line of the table of times.
func (e *example) row(n *exampleNode, block int) {
	rivaled, beta, parts := "-", fmt.Sprint(n.beta(block)), ""
	if n.rivaled != 0 {
		rivaled = fmt.Sprint(n.rivaled)
	}
	if !n.own {
		rivaled = "always"
	}
	if n.proven != 0 {
		beta, parts = "no end", "L1 has done it"
	}
	if len(n.parts) > 0 {
		var names []string
		for _, p := range n.parts {
			b := fmt.Sprint(p.beta(block))
			if p.proven != 0 {
				b = "no end"
			}
			names = append(names, fmt.Sprintf("%s %s", p.name, b))
		}
		parts = "parts: " + strings.Join(names, ", ")
	}
	line := fmt.Sprintf("%-6s %5d  %-7s %4d %6s  %s", n.name, n.came, rivaled, n.lambda(block), beta, parts)
	e.out.WriteString(strings.TrimRight(line, " ") + "\n")
}

// played is the example as DESIGN.md tells it.
func playedExample(t *testing.T) string {
	t.Helper()
	const threshold = 100
	e := &example{nodes: make(map[Hash]*exampleNode), first: make(map[Hash]*exampleNode)}
	right, wrong := make([]Hash, 16), make([]Hash, 16)
	for i := range right {
		right[i] = Leaf(Hash{31: byte(i + 1)})
		wrong[i] = right[i]
		if i >= 9 {
			wrong[i] = Leaf(Hash{30: 1, 31: byte(i + 1)})
		}
	}
	base := Leaf(Hash{})
	x := e.claim(1000, "X", base, 0, right)
	y := e.claim(1010, "Y", base, 0, wrong)
	fmt.Fprintf(&e.out, "block\n1000  X is claimed: base %x, span %x\n1010  Y is claimed: base %x, span %x; it contradicts X\n",
		x.base[:4], first4(x), y.base[:4], first4(y))
	e.cut(1013, x)
	e.cut(1020, y)
	e.cut(1024, x.parts[2])
	e.cut(1030, y.parts[2])
	x.parts[2].parts[1].proven = 1035
	e.out.WriteString("1035  L1 does step 9 behind X2.0: it leads to X2.1\n")
	end := 1035
	for x.beta(end) < threshold {
		end++
	}
	fmt.Fprintf(&e.out, "%d  X has %d and is confirmed; Y has %d\n\nin block %d\nnode    came  rivaled    λ      β\n", end, x.beta(end), y.beta(end), end)
	for _, n := range []*exampleNode{x, x.parts[0], x.parts[2], x.parts[2].parts[0], x.parts[2].parts[1], x.parts[3], y, y.parts[2], y.parts[2].parts[1], y.parts[3]} {
		e.row(n, end)
	}
	if late := end - 1000 - threshold; late != 3+4 || y.beta(1<<19) != 0 {
		t.Errorf("X is confirmed %d blocks late, and Y comes to %d: the text says otherwise", late, y.beta(1<<19))
	}
	return e.out.String()
}

func first4(n *exampleNode) []byte {
	span := n.span()
	return span[:4]
}

// TestDesign holds the example of DESIGN.md against what the rules make of it. -update writes it.
func TestDesign(t *testing.T) {
	const file, begin, end = "../DESIGN.md", "```text\n", "```\n"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(b), begin)
	got, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatal("DESIGN.md has no example")
	}
	want := playedExample(t)
	if *updateDesign {
		if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("DESIGN.md says\n%s\nwant\n%s", got, want)
	}
}
