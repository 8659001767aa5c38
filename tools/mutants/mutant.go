// SPDX-License-Identifier: Apache-2.0

// Command mutants breaks the rules of disputes at single points, in Go and in Solidity, and sees whether a test fails.
// It judges tests: a change that no test notices is either no change at all or a rule that nothing holds.
//
// Mutants of Go are compiled over the sources (go test -overlay). Mutants of Solidity are compiled alone, and their
// bytes are put where forge and the Go twins take the contract's from. Nothing in the tree is written.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// mutant is a source file with one change.
type mutant struct {
	file     string // below the root, with slashes
	line     int
	from, to int // bytes of the file that are replaced
	was, is  string
	context  string // the line that it is in, for people and for the list of allowed ones
}

func (m *mutant) String() string { return fmt.Sprintf("%s:%d: %s", m.file, m.line, m.change()) }

// name is the mutant without its line, which every change above it moves.
func (m *mutant) name() string {
	return fmt.Sprintf("%s | %s | %s", m.file, short(m.context), m.change())
}

func (m *mutant) change() string {
	if m.is == "" {
		return short(m.was) + " -> nothing"
	}
	return short(m.was) + " -> " + short(m.is)
}

// short is text in one line, of which the middle is left out where it is long.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 100 {
		return string(r[:70]) + " … " + string(r[len(r)-25:])
	}
	return s
}

// apply is the source with the change.
func (m *mutant) apply(source []byte) []byte {
	return slices.Concat(source[:m.from], []byte(m.is), source[m.to:])
}

// newMutant is the change of source[from:to] to is.
func newMutant(file string, source []byte, from, to int, is string) mutant {
	start := bytes.LastIndexByte(source[:from], '\n') + 1
	end := len(source)
	if i := bytes.IndexByte(source[from:], '\n'); i >= 0 {
		end = from + i
	}
	return mutant{
		file: file, line: 1 + bytes.Count(source[:from], []byte("\n")), from: from, to: to,
		was: string(source[from:to]), is: is, context: strings.TrimSpace(string(source[start:end])),
	}
}

// list makes all mutants of the sources below a folder that a generator is for.
func list(root, dir, suffix string, make func(file string, source []byte) ([]mutant, error)) ([]mutant, error) {
	entries, err := os.ReadDir(filepath.Join(root, dir))
	if err != nil {
		return nil, err
	}
	var all []mutant
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), suffix) || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file := filepath.ToSlash(filepath.Join(dir, e.Name()))
		source, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			return nil, err
		}
		of, err := make(file, source)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		all = append(all, of...)
	}
	slices.SortStableFunc(all, func(a, b mutant) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.is, b.is))
	})
	return slices.CompactFunc(all, func(a, b mutant) bool { return a == b }), nil
}

// shuffle puts mutants into the order in which they are tried. The same seed gives the same order.
func shuffle(all []mutant, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 0x3007a))
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
}

// swaps are the operators that stand for one another.
var swaps = map[string][]string{
	"<": {"<=", ">="}, "<=": {"<", ">"}, ">": {">=", "<="}, ">=": {">", "<"}, "==": {"!="}, "!=": {"=="},
	"&&": {"||"}, "||": {"&&"}, "+": {"-"}, "-": {"+"}, "*": {"/"}, "/": {"*"}, "%": {"*"}, "<<": {">>"}, ">>": {"<<"},
	"&": {"|"}, "|": {"&"}, "+=": {"-="}, "-=": {"+="}, "++": {"--"}, "--": {"++"}, "*=": {"/="}, "/=": {"*="},
}
