// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// times are when the files of a folder were changed last.
func times(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	all := make(map[string]time.Time)
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			all[path] = info.ModTime()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// formatText is the mark of a folder of this build.
var formatText = strconv.Itoa(format) + "\n"

// A folder of another format, or of none, is left as it is; with the right one it goes on.
func TestFormat(t *testing.T) {
	dir, p := t.TempDir(), testRollup(newAccount(1))
	c := openTest(t, dir, p, true)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, formatFile)
	if text, err := os.ReadFile(file); err != nil || string(text) != formatText {
		t.Fatalf("a new folder has format %q, %v", text, err)
	}
	for _, other := range []string{strconv.Itoa(format+1) + "\n", "0\n", "", strconv.Itoa(format) + " and more\n"} {
		if err := os.WriteFile(file, []byte(other), 0o600); err != nil {
			t.Fatal(err)
		}
		leftAlone(t, dir, "format "+other)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	leftAlone(t, dir, "no format")
	if err := os.WriteFile(file, []byte(formatText), 0o600); err != nil {
		t.Fatal(err)
	}
	c = openTest(t, dir, p, true)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func leftAlone(t *testing.T, dir, name string) {
	t.Helper()
	before := times(t, dir)
	c, err := Open(Config{Dir: dir}, testRollup(newAccount(1)), slog.New(slog.DiscardHandler))
	if err == nil {
		c.Close()
	}
	if !errors.Is(err, ErrFormat) {
		t.Errorf("%s: %v, want %v", name, err, ErrFormat)
	}
	after := times(t, dir)
	if len(after) != len(before) {
		t.Errorf("%s: %d files, before %d", name, len(after), len(before))
	}
	for path, at := range before {
		if !after[path].Equal(at) {
			t.Errorf("%s: %s was changed", name, path)
		}
	}
}

// A crash between the two marks leaves a folder that can be begun.
func TestFormatWithoutRollup(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, formatFile), []byte(formatText), 0o600); err != nil {
		t.Fatal(err)
	}
	c := openTest(t, dir, testRollup(newAccount(1)), true)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}
