// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// fate is what became of a mutant.
type fate int

const (
	survived  fate = iota // no test fails
	killed                // a test fails, or does not end
	noProgram             // it does not compile
)

// suite tries mutants of one language.
type suite struct {
	name string
	list func() ([]mutant, error)
	// try says what became of the mutant, and which test has found it. A nil mutant is the program as it is.
	try func(m *mutant) (fate, string, error)
}

// runner starts the tests.
type runner struct {
	root    string // of the repository
	dir     string // for what is written
	seconds int    // of processor time that the tests of a package may take: a busy computer ends nothing
}

// goSuite tests mutants of a Go package with its own tests.
func (r *runner) goSuite(dir string) *suite {
	return &suite{
		name: "go",
		list: func() ([]mutant, error) { return list(r.root, dir, ".go", goMutants) },
		try: func(m *mutant) (fate, string, error) {
			replaced := make(map[string][]byte)
			if m != nil {
				source, err := os.ReadFile(filepath.Join(r.root, m.file))
				if err != nil {
					return 0, "", err
				}
				replaced[m.file] = m.apply(source)
			}
			return r.goTest(replaced, "./"+dir)
		},
	}
}

// goTest runs the tests of a package with some files in the place of others.
func (r *runner) goTest(replaced map[string][]byte, pkg string) (fate, string, error) {
	overlay := struct{ Replace map[string]string }{make(map[string]string)}
	for file, source := range replaced {
		path := filepath.Join(r.dir, strings.ReplaceAll(file, "/", "_"))
		if err := os.WriteFile(path, source, 0o600); err != nil {
			return 0, "", err
		}
		overlay.Replace[filepath.Join(r.root, filepath.FromSlash(file))] = path
	}
	b, err := json.Marshal(overlay)
	if err != nil {
		return 0, "", err
	}
	file := filepath.Join(r.dir, "overlay.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		return 0, "", err
	}
	ok, output, err := r.run(r.root, "go", "test", "-overlay", file, "-vet=off", "-ldflags=-s -w", "-count=1", "-failfast", "-timeout=24h", pkg)
	switch {
	case err != nil || ok:
		return survived, "", err
	case bytes.Contains(output, []byte("[build failed]")) || bytes.Contains(output, []byte("[setup failed]")):
		return noProgram, "", nil
	}
	return killed, finder(output), nil
}

// run runs a command with no more time and memory than a good end takes, and reports whether it ends well.
func (r *runner) run(dir string, command ...string) (ok bool, output []byte, err error) {
	limits := fmt.Sprintf(`ulimit -v 16000000 -t %d; exec "$@"`, r.seconds)
	c := exec.Command("sh", append([]string{"-c", limits, "sh"}, command...)...)
	c.Dir = dir
	output, err = c.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return false, output, nil
	}
	return err == nil, output, err
}

var failures = regexp.MustCompile(`(?m)^--- FAIL: (\S+)|^(panic: .*)|^(signal: .*)|^\[FAIL[^\]]*\] (\w+)`)

// finder is the first test that fails, in the words of go test or forge.
func finder(output []byte) string {
	if found := failures.FindSubmatch(output); found != nil {
		return string(bytes.Join(found[1:], nil)) // one of them is there
	}
	lines := strings.Split(strings.TrimSpace(string(output)), "\n")
	return fmt.Sprintf("? %s", short(lines[len(lines)-1]))
}
