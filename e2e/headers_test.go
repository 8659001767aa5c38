// SPDX-License-Identifier: Apache-2.0

package e2e

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// licence is the line by which every source of ours says what it is under.
const licence = "// SPDX-License-Identifier: Apache-2.0"

// sourceKinds are the files that must have it.
var sourceKinds = []string{".go", ".sol", ".js", ".mjs", ".ts"}

// TestHeaders wants the line at the top of every source, behind the #! of a script. Generated files keep their
// generator's.
func TestHeaders(t *testing.T) {
	checked := 0
	err := filepath.WalkDir("..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(file, "../"))
		if entry.IsDir() {
			if file != ".." && (foreign(rel) || strings.HasPrefix(entry.Name(), ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains(sourceKinds, filepath.Ext(file)) {
			return nil
		}
		first, err := firstLine(file)
		if err != nil || strings.HasPrefix(first, "// Code generated") {
			return err
		}
		checked++
		if first != licence {
			t.Errorf("%s begins with %q, want %q", rel, first, licence)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 300 {
		t.Errorf("only %d sources found: the walk does not see the tree", checked)
	}
}

// foreign are folders in which nothing is our source. Programs among test data are.
func foreign(dir string) bool {
	name := dir[strings.LastIndexByte(dir, '/')+1:]
	return name != "testdata" && (slices.Contains(notSource, dir) || slices.Contains(notSource, name))
}

// firstLine is the first line of a file that is not for the shell.
func firstLine(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), "#!") {
			return lines.Text(), nil
		}
	}
	return "", lines.Err()
}
