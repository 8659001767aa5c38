// SPDX-License-Identifier: Apache-2.0

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// goMutants are all single changes of a Go source: another operator, a number one off, a condition turned round, a
// statement or a case left out, two arguments swapped. Some of them are no program.
func goMutants(file string, source []byte) ([]mutant, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	g := &goMaker{file: file, source: source, set: set}
	for _, d := range tree.Decls {
		ast.Inspect(d, g.visit)
	}
	return g.all, nil
}

type goMaker struct {
	file   string
	source []byte
	set    *token.FileSet
	all    []mutant
}

func (g *goMaker) offset(p token.Pos) int { return g.set.Position(p).Offset }

func (g *goMaker) text(n ast.Node) string {
	return string(g.source[g.offset(n.Pos()):g.offset(n.End())])
}

func (g *goMaker) add(from, to token.Pos, is string) {
	g.all = append(g.all, newMutant(g.file, g.source, g.offset(from), g.offset(to), is))
}

func (g *goMaker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.GenDecl:
		return n.Tok == token.CONST || n.Tok == token.VAR
	case *ast.BinaryExpr:
		for _, op := range swaps[n.Op.String()] {
			g.add(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), op)
		}
	case *ast.BasicLit:
		if n.Kind == token.INT {
			g.add(n.Pos(), n.End(), "("+n.Value+"+1)")
			g.add(n.Pos(), n.End(), "("+n.Value+"-1)")
		}
	case *ast.IncDecStmt:
		g.add(n.TokPos, n.TokPos+2, swaps[n.Tok.String()][0])
	case *ast.IfStmt:
		g.add(n.Cond.Pos(), n.Cond.End(), "!("+g.text(n.Cond)+")")
	case *ast.BlockStmt:
		g.leaveOut(n.List)
	case *ast.CaseClause:
		g.caseOf(n)
		g.leaveOut(n.Body)
	case *ast.AssignStmt:
		for _, op := range swaps[n.Tok.String()] {
			g.add(n.TokPos, n.TokPos+token.Pos(len(n.Tok.String())), op)
		}
	case *ast.CallExpr:
		return g.call(n)
	}
	return true
}

// leaveOut leaves each statement out that has no value of its own.
func (g *goMaker) leaveOut(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt:
			g.add(s.Pos(), s.End(), "")
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				g.add(s.Pos(), s.End(), "")
			}
		case *ast.IfStmt:
			if s.Else == nil {
				g.add(s.Pos(), s.End(), "")
			}
		}
	}
}

// caseOf leaves a case out, and turns round what it asks.
func (g *goMaker) caseOf(c *ast.CaseClause) {
	g.add(c.Pos(), c.End(), "")
	for _, e := range c.List {
		switch e.(type) {
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.CallExpr:
			g.add(e.Pos(), e.End(), "!("+g.text(e)+")")
		}
	}
}

// wordy are calls that make text for people: what is in them decides nothing.
func wordy(name string) bool {
	return name == "refuse" || strings.HasSuffix(name, "Errorf") || strings.HasSuffix(name, "Sprintf")
}

// call swaps arguments that stand beside each other.
func (g *goMaker) call(c *ast.CallExpr) bool {
	switch name := g.text(c.Fun); {
	case wordy(name):
		return false
	case name == "make" && len(c.Args) == 3: // how much room there is decides nothing
		ast.Inspect(c.Args[1], g.visit)
		return false
	}
	for i := 1; i < len(c.Args); i++ {
		a, b := c.Args[i-1], c.Args[i]
		between := string(g.source[g.offset(a.End()):g.offset(b.Pos())])
		g.add(a.Pos(), b.End(), g.text(b)+between+g.text(a))
	}
	return true
}
