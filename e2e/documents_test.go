// SPDX-License-Identifier: Apache-2.0

package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the documents name: files of ours, tests, and targets of make.
var (
	namedFile   = regexp.MustCompile("`([A-Za-z0-9_./-]+\\.(?:go|sol|mjs))`")
	namedTest   = regexp.MustCompile(`\b(?:Test|Benchmark|Fuzz)[A-Z]\w*`)
	namedTarget = regexp.MustCompile("`make (?:-C [a-z]+ )?([a-z0-9][a-z0-9-]*)")
	aTest       = regexp.MustCompile(`(?m)^func ((?:Test|Benchmark|Fuzz)\w*)\(`)
	aTarget     = regexp.MustCompile(`(?m)^([a-z0-9-]+):`)
)

// inventory is what the repository has of each.
type inventory struct {
	files, documents []string
	tests, targets   map[string]bool
}

// TestDocuments wants everything that a document names to exist: a reader who looks for it finds it.
func TestDocuments(t *testing.T) {
	has := takeInventory(t)
	if len(has.documents) < 15 || len(has.tests) < 300 {
		t.Fatalf("%d documents and %d tests found: the walk does not see the tree", len(has.documents), len(has.tests))
	}
	for _, document := range has.documents {
		text := read(t, document)
		for _, name := range namedFile.FindAllStringSubmatch(text, -1) {
			if !has.file(name[1]) {
				t.Errorf("%s names the file %s, which does not exist", document, name[1])
			}
		}
		for _, name := range namedTest.FindAllString(text, -1) {
			if !has.test(name) {
				t.Errorf("%s names %s, which does not exist", document, name)
			}
		}
		for _, name := range namedTarget.FindAllStringSubmatch(text, -1) {
			if !has.targets[name[1]] {
				t.Errorf("%s says make %s, which does not exist", document, name[1])
			}
		}
	}
}

// file tells whether a path ends so.
func (h *inventory) file(name string) bool {
	for _, f := range h.files {
		if f == name || strings.HasSuffix(f, "/"+name) {
			return true
		}
	}
	return false
}

// test tells whether one begins so: documents name several by what they have in common.
func (h *inventory) test(name string) bool {
	for n := range h.tests {
		if strings.HasPrefix(n, name) {
			return true
		}
	}
	return false
}

func takeInventory(t *testing.T) *inventory {
	t.Helper()
	has := &inventory{tests: make(map[string]bool), targets: make(map[string]bool)}
	err := filepath.WalkDir("..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(file, "../"))
		switch {
		case entry.IsDir() && file != ".." && (foreign(rel) || strings.HasPrefix(entry.Name(), ".")):
			return filepath.SkipDir
		case entry.IsDir():
			return nil
		}
		has.files = append(has.files, rel)
		switch {
		case strings.HasSuffix(rel, ".md"):
			has.documents = append(has.documents, rel)
		case strings.HasSuffix(rel, "_test.go"):
			note(has.tests, aTest, read(t, rel))
		case entry.Name() == "Makefile":
			note(has.targets, aTarget, read(t, rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return has
}

func note(in map[string]bool, what *regexp.Regexp, text string) {
	for _, m := range what.FindAllStringSubmatch(text, -1) {
		in[m[1]] = true
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
