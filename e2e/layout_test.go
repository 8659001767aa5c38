// SPDX-License-Identifier: Apache-2.0

// Package e2e holds what is only true of the whole: the layout of the source tree, and the system made of its real
// processes. It has no code that anything else uses.
package e2e

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// kind is what a package may do, and with it what it may import.
type kind int

const (
	rule    kind = iota // ● decides what is true: no I/O, clock, goroutine, logger
	adapter             // ◇ speaks to one outside thing
	stage               // ▶ a long-running actor
	support             // helps tests; imported by tests, top and other support only
	top                 // cmd and e2e: wires everything
)

func (k kind) String() string { return [...]string{"rule", "adapter", "stage", "support", "top"}[k] }

// kinds lists every package of the module. A new package is added here, and with it a decision about what it is.
var kinds = map[string]kind{
	"cmd":                           top,
	"cmd/adit":                      top,
	"cmd/guest":                     top,
	"cmd/vmbench":                   top,
	"cmd/node":                      top,
	"cmd/node/watch":                top,
	"e2e":                           top,
	"e2e/attack":                    top,
	"e2e/attacker":                  top,
	"e2e/derived":                   top,
	"e2e/devnet":                    top,
	"e2e/fault":                     top,
	"e2e/games":                     top,
	"e2e/liar":                      top,
	"e2e/lie":                       top,
	"e2e/load":                      top,
	"e2e/sim":                       top,
	"l1anchor":                      rule,
	"l1anchor/account":              adapter,
	"l1anchor/etc":                  adapter,
	"l1anchor/etc/liar":             support,
	"l1anchor/family":               rule,
	"l1anchor/l1evm":                support,
	"l1anchor/l1test":               support,
	"l1anchor/l1test/jsonrpc":       support,
	"batcher":                       stage,
	"challenger":                    stage,
	"challenger/calldata":           adapter,
	"challenger/docket":             rule,
	"challenger/game":               rule,
	"challenger/game/gametest":      support,
	"challenger/gamestest":          support,
	"challenger/ledger":             adapter,
	"challenger/rollup":             adapter,
	"challenger/strategy":           rule,
	"challenger/trace":              adapter,
	"sequencer":                     stage,
	"sequencer/fee":                 rule,
	"sequencer/fsm":                 rule,
	"sequencer/invariant":           rule,
	"sequencer/cluster/clustertest": support,
	"sequencer/cluster":             adapter,
	"sequencer/cluster/door":        adapter,
	"sequencer/pool":                adapter,
	"sequencer/rpc":                 adapter,
	"sequencer/rpc/client":          adapter,
	"sequencer/rpc/ots":             adapter,
	"stateroot":                     stage,
	"stateroot/params":              rule,
	"stateroot/params/paramstest":   support,
	"stateroot/wire":                rule,
	"stateroot/derive":              rule,
	"stateroot/program":             rule,
	"stateroot/sends":               rule,
	"stateroot/transition":          rule,
	"stateroot/chain":               adapter,
	"stateroot/chain/chaintest":     support,
	"stateroot/chain/sound":         adapter,
	"stateroot/rollupfile":          adapter,
	"vm/oracle":                     rule,
	"vm/float":                      rule,
	"vm/float/floattest":            support,
	"vm":                            rule,
	"vm/elf":                        rule,
	"vm/fast":                       rule,
	"vm/memory":                     rule,
	"vm/guest":                      rule,
	"vm/history":                    rule,
	"vm/onestep":                    rule,
	"vm/onestep/onchain":            adapter,
	"vm/onestep/steptest":           support,
	"vm/vmtest":                     support,
	"contracts/bindings":            adapter,
	"contracts/deploy":              adapter,
	"contracts/evm":                 rule,
	"contracts/predeploys":          rule,
	"contracts/vectors":             rule,
}

// outside are packages that a rule must not import, each with the reason. An entry ending in "/" is a prefix.
var outside = map[string]string{
	"log":                          "rules do not log",
	"log/slog":                     "rules do not log",
	"net":                          "rules speak to nobody",
	"net/":                         "rules speak to nobody",
	"os":                           "rules read no file, argument or environment",
	"os/":                          "rules read no file, argument or environment",
	"syscall":                      "rules have no operating system",
	"sync":                         "rules run in one goroutine, their caller's",
	"sync/":                        "rules run in one goroutine, their caller's",
	"math/rand":                    "rules give the same answer every time",
	"math/rand/v2":                 "rules give the same answer every time",
	"crypto/rand":                  "rules give the same answer every time",
	"testing":                      "the guest must not carry the test machinery",
	"github.com/hashicorp/raft":    "ordering is decided in fsm, replicated elsewhere",
	"github.com/urfave/cli/v2":     "flags exist only in cmd",
	"github.com/syndtr/goleveldb/": "rules have no disk",
	"github.com/BurntSushi/":       "files are read outside of the rules",
	"github.com/prometheus/":       "rules are not measured from inside",
}

// gethRules are the parts of go-ethereum that a rule may use: those that compute and do nothing else. Entries are
// prefixes.
var gethRules = []string{
	"common", "core/types", "core/vm", "core/state", "core/tracing", "core/rawdb", "core/stateless",
	"consensus/misc", "consensus/beacon", "core", "crypto", "params", "rlp", "trie", "triedb", "ethdb", "accounts/abi",
}

// exceptions are imports that the rules below forbid and that are right all the same, each with the reason.
var exceptions = map[[2]string]string{
	{"stateroot/program", "sync"}: "go-ethereum reads tries in goroutines of its own, which must not ask the oracle at the same time",
}

// clockCalls are the functions of package time that a rule must not call.
var clockCalls = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}

const module = "github.com/layeredpow/adit"

// source is one package as it lies in the tree, test files left out.
type source struct {
	dir     string // relative to the root, slashes
	name    string
	nested  bool // part of another module inside this repository
	imports map[string]token.Position
	files   []*ast.File
	docs    []string
}

func TestLayout(t *testing.T) {
	fset := token.NewFileSet()
	packages := readTree(t, fset)
	if len(packages) < 3 {
		t.Fatalf("found %d packages: the walk does not see the tree", len(packages))
	}
	for _, p := range packages {
		t.Run(p.dir, func(t *testing.T) {
			checkComment(t, p)
			if p.nested {
				checkNested(t, p)
				return
			}
			k, ok := kinds[p.dir]
			if !ok {
				t.Fatalf("package %s has no kind: add it to the table in e2e/layout_test.go", p.dir)
			}
			for imp, pos := range p.imports {
				if why := forbidden(k, p.dir, imp); why != "" {
					t.Errorf("%s: %s %s imports %s: %s", pos, k, p.dir, imp, why)
				}
			}
			if k == rule {
				for _, complaint := range impure(fset, p) {
					t.Error(complaint)
				}
			}
		})
	}
}

// TestOneFileNamesTheL1 has one file alone choose the adapter of an L1: another family of L1s is a change there.
func TestOneFileNamesTheL1(t *testing.T) {
	fset := token.NewFileSet()
	var named []string
	for _, p := range readTree(t, fset) {
		for _, file := range p.files {
			for _, imp := range file.Imports {
				if imp.Path.Value == strconv.Quote(module+"/l1anchor/etc") && !strings.HasPrefix(p.dir, "l1anchor/") {
					named = append(named, path.Join(p.dir, filepath.Base(fset.Position(file.Pos()).Filename)))
				}
			}
		}
	}
	if want := []string{"cmd/node/l1.go"}; !slices.Equal(named, want) {
		t.Errorf("%v import l1anchor/etc, want %v alone", named, want)
	}
}

// TestForbidden holds the judge itself to a few known cases, so that a table that allows everything is noticed.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		dir, imp string
		allowed  bool
	}{
		{"stateroot/derive", module + "/stateroot/wire", true},
		{"batcher", module + "/stateroot/wire", true},
		{"stateroot/derive", module + "/stateroot/chain", false},
		{"stateroot/derive", module + "/sequencer", false},
		{"stateroot/derive", "net/http", false},
		{"stateroot/derive", "os", false},
		{"stateroot/derive", "encoding/binary", true},
		{"stateroot/derive", "github.com/ethereum/go-ethereum/core/types", true},
		{"stateroot/derive", "github.com/ethereum/go-ethereum/ethclient", false},
		{"stateroot/derive", "github.com/ethereum/go-ethereum/log", false},
		{"sequencer/rpc", module + "/sequencer/pool", true},
		{"sequencer/rpc", module + "/sequencer", false},
		{"sequencer/rpc", module + "/l1anchor/l1test", false},
		{"sequencer", module + "/batcher", false},
		{"sequencer", module + "/stateroot", false},
		{"sequencer", module + "/stateroot/chain", false},
		{"sequencer", module + "/sequencer/fsm", true},
		{"batcher", module + "/e2e/devnet", false},
		{"cmd/adit", module + "/sequencer", true},
		{"e2e/devnet", module + "/cmd/adit", false},
	} {
		why := forbidden(kinds[c.dir], c.dir, c.imp)
		if (why == "") != c.allowed {
			t.Errorf("%s imports %s: got %q, want allowed %v", c.dir, c.imp, why, c.allowed)
		}
	}
}

// forbidden says why a package must not import another one, or nothing when it may.
func forbidden(k kind, dir, imp string) string {
	if _, ok := exceptions[[2]string{dir, imp}]; ok {
		return ""
	}
	if own, ok := strings.CutPrefix(imp, module+"/"); ok {
		return forbiddenOwn(k, own)
	}
	if k == support || k == top {
		return ""
	}
	if imp == "github.com/urfave/cli/v2" {
		return outside[imp]
	}
	if k != rule {
		return ""
	}
	if geth, ok := strings.CutPrefix(imp, "github.com/ethereum/go-ethereum/"); ok {
		for _, allowed := range gethRules {
			if geth == allowed || strings.HasPrefix(geth, allowed+"/") {
				return ""
			}
		}
		return "not one of go-ethereum's computing parts"
	}
	for denied, why := range outside {
		if imp == denied || strings.HasSuffix(denied, "/") && strings.HasPrefix(imp, denied) {
			return why
		}
	}
	return ""
}

// forbiddenOwn is forbidden for packages of this module: rules and stages import rules, adapters rules and adapters,
// and nobody imports what stands above.
func forbiddenOwn(k kind, imp string) string {
	target, ok := kinds[imp]
	switch {
	case !ok:
		return "it is not in the table of kinds"
	case imp == "cmd/adit" || k != top && strings.HasPrefix(imp, "cmd/"):
		return "commands are not imported"
	case k == top:
		return ""
	case target == top:
		return "only cmd and e2e import everything"
	case target == support && k != support:
		return "test support belongs into tests"
	case k == rule && target != rule:
		return "a rule imports rules only"
	case k == support && target == stage, k == adapter && target == stage:
		return "only cmd and e2e import stages"
	case k == stage && target == stage:
		return "stages never import one another"
	case k == stage && target == adapter:
		return "a stage declares the small interface it needs, cmd brings the adapter"
	}
	return ""
}

// impure lists what a rule package does besides computing: goroutines, clocks.
func impure(fset *token.FileSet, p *source) (complaints []string) {
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				complaints = append(complaints, fmt.Sprintf("%s: a rule starts no goroutine", fset.Position(n.Pos())))
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(clockCalls, n.Sel.Name) {
					complaints = append(complaints, fmt.Sprintf("%s: a rule reads no clock (time.%s)", fset.Position(n.Pos()), n.Sel.Name))
				}
			}
			return true
		})
	}
	return complaints
}

var firstSentence = regexp.MustCompile(`(?s)^.{20,}?\.(\s|$)`)

// checkComment wants one package comment whose first sentence stands alone.
func checkComment(t *testing.T, p *source) {
	switch {
	case len(p.docs) == 0:
		t.Errorf("package %s has no package comment", p.dir)
	case len(p.docs) > 1:
		t.Errorf("package %s has %d package comments, want one", p.dir, len(p.docs))
	case p.name != "main" && !strings.HasPrefix(p.docs[0], "Package "+p.name+" "):
		t.Errorf("package comment of %s must begin with %q", p.dir, "Package "+p.name)
	case !firstSentence.MatchString(p.docs[0]):
		t.Errorf("package comment of %s has no first sentence", p.dir)
	}
	if p.name != "main" && p.name != path.Base(p.dir) {
		t.Errorf("package %s lies in folder %s", p.name, p.dir)
	}
}

// checkNested keeps a nested module from leaning on this one: it exists because their dependencies exclude each other.
func checkNested(t *testing.T, p *source) {
	for imp, pos := range p.imports {
		if strings.HasPrefix(imp, module+"/") && !strings.HasPrefix(imp, module+"/"+p.dir) {
			t.Errorf("%s: nested module imports %s", pos, imp)
		}
	}
}

// notSource are folders, by name or path, that hold no package of ours.
var notSource = []string{"node_modules", "testdata", "adit-devnet", "bin", "contracts/out", "contracts/cache"}

// readTree parses every package of the repository, nested modules too.
func readTree(t *testing.T, fset *token.FileSet) []*source {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	byDir := map[string]*source{}
	nested := ""
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, file)
		if entry.IsDir() {
			if rel != "." && (strings.ContainsAny(entry.Name()[:1], "._") || slices.Contains(notSource, filepath.ToSlash(rel)) || slices.Contains(notSource, entry.Name())) {
				return filepath.SkipDir
			}
			if nested != "" && !strings.HasPrefix(rel+"/", nested+"/") {
				nested = ""
			}
			if _, err := os.Stat(filepath.Join(file, "go.mod")); err == nil && rel != "." {
				nested = rel
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		f, err := parser.ParseFile(fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if ignored(f) {
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(rel))
		p := byDir[dir]
		if p == nil {
			p = &source{dir: dir, name: strings.TrimSuffix(f.Name.Name, "_test"), nested: nested != "", imports: map[string]token.Position{}}
			byDir[dir] = p
		}
		if f.Doc != nil {
			p.docs = append(p.docs, f.Doc.Text())
		}
		if strings.HasSuffix(file, "_test.go") {
			return nil // tests may use what they need
		}
		p.files = append(p.files, f)
		for _, spec := range f.Imports {
			imp, _ := strconv.Unquote(spec.Path.Value)
			p.imports[imp] = fset.Position(spec.Pos())
		}
		return nil
	})
	if err != nil {
		t.Fatalf("read the tree: %v", err)
	}
	list := make([]*source, 0, len(byDir))
	for _, p := range byDir {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *source) int { return strings.Compare(a.dir, b.dir) })
	return list
}

// ignored tells programs that generate files and are no part of any build.
func ignored(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if c.Pos() < f.Package && c.Text == "//go:build ignore" {
				return true
			}
		}
	}
	return false
}
