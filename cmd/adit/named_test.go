// SPDX-License-Identifier: Apache-2.0

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// namedFlag is a flag in a document, or in a sentence of a program. Arguments of other programs are whole strings of
// Go.
var namedFlag = regexp.MustCompile("(?:^|[ (`])--([a-z][a-z0-9-]*\\.[a-z0-9-]*[a-z0-9])")

// TestNamedFlags wants each flag that a document or an error names to exist: who reads it will type it.
func TestNamedFlags(t *testing.T) {
	known, named := make(map[string]bool), 0
	gatherFlags(application().Commands, known)
	err := filepath.WalkDir("../..", func(file string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir():
			if name == "node_modules" || len(name) > 2 && strings.HasPrefix(name, ".") {
				return filepath.SkipDir
			}
			return nil
		case strings.HasSuffix(name, "_test.go") || !strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".md"):
			return nil
		}
		text, err := os.ReadFile(file)
		for _, m := range namedFlag.FindAllSubmatch(text, -1) {
			if named++; !known[string(m[1])] {
				t.Errorf("%s names --%s, which no command has", strings.TrimPrefix(file, "../../"), m[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if named < 30 {
		t.Errorf("only %d flags found: the walk does not see the tree", named)
	}
}

func gatherFlags(commands []*cli.Command, into map[string]bool) {
	for _, c := range commands {
		for _, f := range c.Flags {
			for _, name := range f.Names() {
				into[name] = true
			}
		}
		gatherFlags(c.Subcommands, into)
	}
}
