// SPDX-License-Identifier: Apache-2.0

package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// changes are what becomes of a source, each change as "was -> is".
func changes(t *testing.T, make func(string, []byte) ([]mutant, error), source string) (all []string) {
	t.Helper()
	list, err := make("x", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		m := &list[i]
		all = append(all, short(m.was)+" -> "+short(m.is))
		if got := string(m.apply([]byte(source))); got == source || !strings.Contains(got, m.is) {
			t.Errorf("%s changes nothing:\n%s", m, got)
		}
	}
	return all
}

func wants(t *testing.T, got []string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q is missing in %q", w, got)
		}
	}
}

func TestGoMutants(t *testing.T) {
	got := changes(t, goMutants, `package x

import "fmt"

const most = 1<<4 - 1

type pair struct{ a [2]int }

func f(a, b int) error {
	n := a + 3
	if a < b && b != 7 {
		return refuse(kind, "%d", a+b)
	}
	n++
	n += 2
	swap(a, b)
	list := make([]int, 9, 77)
	switch {
	case a == b:
		g(n)
	}
	return fmt.Errorf("%d", a-b)
}
`)
	wants(t, got,
		"4 -> (4+1)", "- -> +", "<< -> >>",
		"+ -> -", "3 -> (3-1)", "< -> <=", "< -> >=", "&& -> ||", "!= -> ==", "a < b && b != 7 -> !(a < b && b != 7)",
		`if a < b && b != 7 { return refuse(kind, "%d", a+b) } -> `, "n++ -> ", "++ -> --", "+= -> -=", "n += 2 -> ",
		"swap(a, b) -> ", "9 -> (9+1)", "a, b -> b, a", "a == b -> !(a == b)", "case a == b: g(n) -> ", "g(n) -> ")
	for _, c := range got {
		if strings.Contains(c, "n := ") || strings.Contains(c, "a+b ->") || strings.Contains(c, "a-b") || strings.Contains(c, "77 ->") {
			t.Errorf("%q: texts for people, declarations and room are left alone", c)
		}
	}
	if n := len(slices.DeleteFunc(got, func(c string) bool { return c != "- -> +" })); n != 1 {
		t.Errorf("%d other signs for a minus, want that of the constant alone", n)
	}
}

func TestSolidityMutants(t *testing.T) {
	got := changes(t, solidityMutants, `
import {A} from "./A.sol"; // 1 + 1
struct S { uint256[16] a; }
uint256 constant MOST = (1 << 28) - 1;
contract C {
    error TooFew(uint256 want);
    event E(uint256 a, uint256 b);
    /// @dev a < b
    function f(uint256 a, uint256 b) external returns (uint256 c) {
        if (a <= b || b == 0x10) revert TooFew(b);
        (uint256 d, uint256 e) = (a, b);
        for (uint256 i = 0; i < 8; i++) {
            kept[i] += d * 1 gwei;
        }
        put(a, pair(d, e));
        emit E(a, b);
        delete kept[a];
        return e;
    }
    function g() external;
}
`)
	wants(t, got,
		"<< -> >>", "28 -> 29", "28 -> 27", "<= -> <", "<= -> >", "|| -> &&", "== -> !=", "0x10 -> 17", "0x10 -> 15",
		"a <= b || b == 0x10 -> !(a <= b || b == 0x10)", "if (a <= b || b == 0x10) revert TooFew(b); -> ",
		"0 -> 1", "< -> >=", "++ -> --", "+= -> -=", "* -> /", "1 -> 0", "kept[i] += d * 1 gwei; -> ",
		"put(a, pair(d, e)); -> ", "a, pair(d, e) -> pair(d, e), a", "d, e -> e, d", "emit E(a, b); -> ", "a, b -> b, a", "delete kept[a]; -> ")
	for _, c := range got {
		if strings.Contains(c, "uint256") || strings.HasPrefix(c, "16") || strings.HasPrefix(c, "return") || strings.HasPrefix(c, "i < 8;") {
			t.Errorf("%q: declarations, types, results and headers of loops are left alone", c)
		}
	}
}

// TestSources makes the mutants that are tried: every file has some, and those of Go can be read.
func TestSources(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, c := range []struct {
		dir, suffix string
		make        func(string, []byte) ([]mutant, error)
		least       int
	}{{"challenger/game", ".go", goMutants, 900}, {"contracts/src/rollup", ".sol", solidityMutants, 500}} {
		all, err := list(root, c.dir, c.suffix, c.make)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) < c.least {
			t.Errorf("%d mutants of %s, want %d and more", len(all), c.dir, c.least)
		}
		for i := range all {
			if c.suffix != ".go" {
				break
			}
			source, err := os.ReadFile(filepath.Join(root, all[i].file))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.ParseFile(token.NewFileSet(), all[i].file, all[i].apply(source), parser.SkipObjectResolution); err != nil {
				t.Errorf("%s: %v", &all[i], err)
			}
		}
	}
}

// TestShuffle has the same seed try the same mutants.
func TestShuffle(t *testing.T) {
	order := func(seed uint64) (lines []int) {
		all := make([]mutant, 50)
		for i := range all {
			all[i].line = i
		}
		shuffle(all, seed)
		for _, m := range all {
			lines = append(lines, m.line)
		}
		return lines
	}
	if !slices.Equal(order(1), order(1)) || slices.Equal(order(1), order(2)) {
		t.Error("the order is not that of the seed")
	}
}

// TestAllowed has every allowed mutant be one that there is, with a reason.
func TestAllowed(t *testing.T) {
	root := filepath.Join("..", "..")
	allowed, err := readAllowed("allowed.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for dir, suffix := range map[string]string{"challenger/game": ".go", "contracts/src/rollup": ".sol"} {
		make := goMutants
		if suffix == ".sol" {
			make = solidityMutants
		}
		all, err := list(root, dir, suffix, make)
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			known[all[i].name()] = true
		}
	}
	for name := range allowed {
		if !known[name] {
			t.Errorf("no mutant is called %q any more", name)
		}
	}
	bad := filepath.Join(t.TempDir(), "allowed.txt")
	if err := os.WriteFile(bad, []byte("# a remark\n\nx | y | a -> b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readAllowed(bad); err == nil {
		t.Error("a mutant is allowed for no reason")
	}
}

// TestFinder reads what go test and forge say.
func TestFinder(t *testing.T) {
	for output, want := range map[string]string{
		"x\n--- FAIL: TestA (0.1s)\n--- FAIL: TestB (0.1s)\n":             "TestA",
		"=== RUN\npanic: runtime error: index out of range\n":             "panic: runtime error: index out of range",
		"signal: CPU time limit exceeded\nFAIL x\n":                       "signal: CPU time limit exceeded",
		"[FAIL: more than is true is known; x: y] invariant_rollup() (r)": "invariant_rollup",
		"[FAIL: NoNode()] test_split_x() (gas: 7)\n":                      "test_split_x",
		"something else\n": "? something else",
	} {
		if got := finder([]byte(output)); got != want {
			t.Errorf("%q: %q, want %q", output, got, want)
		}
	}
}
