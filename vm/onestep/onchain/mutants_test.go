// SPDX-License-Identifier: Apache-2.0

//go:build mutants

package onchain_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// mutated are the files that say what a step does. fault.go and the names in decode.go are for people.
var mutated = []string{
	"atomic.go", "compressed.go", "compute.go", "control.go", "decode.go", "execute.go", "float.go", "multiply.go",
	"parked.go", "state.go", "step.go", "syscall.go", "syscall_file.go", "syscall_memory.go", "syscall_time.go", "thread.go",
	"onestep/step.go", "onestep/world.go",
}

// mutant is one place of one file written otherwise.
type mutant struct {
	file     string
	from, to int // offsets of what is replaced
	text     string
	where    string
}

// swaps are the operators that stand for others.
var swaps = map[token.Token][]token.Token{
	token.ADD: {token.SUB}, token.SUB: {token.ADD}, token.MUL: {token.ADD}, token.QUO: {token.MUL}, token.REM: {token.QUO},
	token.AND: {token.OR}, token.OR: {token.AND}, token.XOR: {token.OR}, token.AND_NOT: {token.AND},
	token.SHL: {token.SHR}, token.SHR: {token.SHL},
	token.LSS: {token.LEQ, token.GEQ}, token.LEQ: {token.LSS, token.GTR}, token.GTR: {token.GEQ, token.LEQ}, token.GEQ: {token.GTR, token.LSS},
	token.EQL: {token.NEQ}, token.NEQ: {token.EQL}, token.LAND: {token.LOR}, token.LOR: {token.LAND},
	token.ADD_ASSIGN: {token.SUB_ASSIGN}, token.SUB_ASSIGN: {token.ADD_ASSIGN}, token.OR_ASSIGN: {token.AND_ASSIGN},
	token.XOR_ASSIGN: {token.OR_ASSIGN}, token.INC: {token.DEC},
}

// mutants are all single-point mutants of a file: another operator, a number one more or less, an assignment or a call
// left out.
func mutants(t *testing.T, file string) (all []mutant) {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(from, to token.Pos, text string) {
		p := fset.Position(from)
		all = append(all, mutant{file, p.Offset, fset.Position(to).Offset, text, fmt.Sprintf("%s:%d:%d", filepath.Base(file), p.Line, p.Column)})
	}
	operator := func(at token.Pos, op token.Token) {
		for _, other := range swaps[op] {
			add(at, at+token.Pos(len(op.String())), other.String())
		}
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Errorf" {
				return false // words for people
			}
		case *ast.ImportSpec:
			return false
		case *ast.BinaryExpr:
			if zero, ok := n.X.(*ast.BasicLit); ok && n.Op == token.SHL && strings.Trim(zero.Value, "0x") == "" {
				add(zero.Pos(), zero.End(), "1") // however far a zero is shifted, it is one
				return false
			}
			operator(n.OpPos, n.Op)
		case *ast.IncDecStmt:
			operator(n.TokPos, n.Tok)
		case *ast.AssignStmt:
			operator(n.TokPos, n.Tok)
			if n.Tok == token.ASSIGN {
				add(n.Pos(), n.End(), "")
			}
		case *ast.ExprStmt:
			add(n.Pos(), n.End(), "")
		case *ast.BasicLit:
			if v, err := strconv.ParseUint(n.Value, 0, 64); n.Kind == token.INT && err == nil {
				add(n.Pos(), n.End(), strconv.FormatUint(v+1, 10))
				if v > 0 {
					add(n.Pos(), n.End(), strconv.FormatUint(v-1, 10))
				}
			}
		}
		return true
	})
	return all
}

// Outcomes of a mutant.
const (
	killed = iota
	survived
	invalid // no program
)

// try runs the comparison with a mutant in the place of the original.
func try(t *testing.T, m mutant, environment []string) int {
	t.Helper()
	source, err := os.ReadFile(m.file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	changed := filepath.Join(dir, "mutant.go")
	if err := os.WriteFile(changed, slices.Concat(source[:m.from], []byte(m.text), source[m.to:]), 0o600); err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{m.file: changed}})
	if err != nil {
		t.Fatal(err)
	}
	listed := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(listed, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "onchain.test")
	build := exec.Command("go", "test", "-c", "-vet=off", "-ldflags=-s -w", "-overlay", listed, "-o", binary, ".")
	if output, err := build.CombinedOutput(); err != nil {
		if bytes.Contains(output, []byte(filepath.Base(changed)+":")) {
			return invalid
		}
		t.Fatalf("%s: build: %v\n%s", m.where, err, output)
	}
	for _, tests := range []string{"^(TestWalk|TestWords)$", "^(TestCompressed|TestHeaders|TestHostile)$"} { // what finds most first
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
		defer cancel()
		run := exec.CommandContext(ctx, binary, "-test.failfast", "-test.run", tests)
		run.Env = append(os.Environ(), environment...)
		var failure *exec.ExitError
		if err := run.Run(); errors.As(err, &failure) {
			return killed
		} else if err != nil {
			t.Fatalf("%s: %v", m.where, err)
		}
	}
	return survived
}

// TestMutants breaks the Go side at single points and sees whether the comparison with the contract finds it.
// ADIT_MUTANTS says how many, ADIT_SEED which.
func TestMutants(t *testing.T) {
	var all []mutant
	for _, name := range mutated {
		file, err := filepath.Abs(filepath.Join("../..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, mutants(t, file)...)
	}
	r := rand.New(rand.NewPCG(seed(t), 2))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	count := number(t, "ADIT_MUTANTS", 100)
	results := [3]int{}
	var alive []string
	for _, m := range all {
		if results[killed]+results[survived] == count {
			break
		}
		result := try(t, m, []string{"ADIT_MUTANTS=", "ADIT_SEED=7", "ADIT_STEPS=30000"})
		results[result]++
		if tried := results[killed] + results[survived]; tried%10 == 0 && result != invalid {
			t.Logf("%d of %d killed", results[killed], tried)
		}
		if result == survived {
			alive = append(alive, fmt.Sprintf("%s: %q", m.where, m.text))
			t.Logf("survives: %s", alive[len(alive)-1])
		}
	}
	t.Logf("of %d mutants %d are tried: %d killed, %d survive; %d are no program", len(all), count, results[killed], results[survived], results[invalid])
	if results[killed]*100 < 95*count {
		t.Errorf("%d of %d mutants killed, want 95 %%; alive:\n%s", results[killed], count, strings.Join(alive, "\n"))
	}
}
