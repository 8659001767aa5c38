// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

func main() {
	var (
		root    = flag.String("root", "..", "folder of the repository")
		seed    = flag.Uint64("seed", 1, "which mutants are tried, and in which order")
		goes    = flag.Int("go", 100, "mutants of challenger/game to try")
		sols    = flag.Int("solidity", 50, "mutants of contracts/src/rollup to try")
		least   = flag.Int("least", 95, "percent that must be killed")
		seconds = flag.Int("seconds", 120, "tests that take more processor time have found the mutant")
		sure    = flag.Bool("sure", false, "the tests are known to pass: do not run them on the program as it is first")
		only    = flag.String("match", "", "try mutants whose line in the report has this text, and no others")
		show    = flag.Bool("list", false, "print what would be tried, and try nothing")
	)
	flag.Parse()
	if err := run(options{*root, *seed, *goes, *sols, *least, *seconds, *only, *show, *sure}); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

type options struct {
	root                       string
	seed                       uint64
	goes, sols, least, seconds int
	only                       string
	show, sure                 bool
}

func run(o options) error {
	root, err := filepath.Abs(o.root)
	if err != nil {
		return err
	}
	allowed, err := readAllowed(filepath.Join(root, "tools", "mutants", "allowed.txt"))
	if err != nil {
		return err
	}
	var trials []*trial
	for _, language := range []struct {
		count int
		suite func(*runner) *suite
	}{
		{o.goes, func(r *runner) *suite { return r.goSuite("challenger/game") }},
		{o.sols, func(r *runner) *suite {
			return (&contract{
				runner: r, source: "src/rollup/Rollup.sol", name: "Rollup", tests: "test/rollup/*", twins: []string{"./challenger/game"},
			}).suite()
		}},
	} {
		if language.count == 0 {
			continue
		}
		dir, err := os.MkdirTemp("", "mutants")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		s := language.suite(&runner{root: root, dir: dir, seconds: o.seconds})
		t := &trial{suite: s, allowed: allowed, only: o.only, sure: o.sure}
		if err := t.choose(o.seed, language.count); err != nil {
			return err
		}
		trials = append(trials, t)
	}
	if o.show {
		for _, t := range trials {
			t.show(os.Stdout)
		}
		return nil
	}
	if err := runAll(trials); err != nil {
		return err
	}
	bad := false
	for _, t := range trials {
		t.sum(os.Stdout)
		bad = bad || !t.good(o.least)
	}
	if bad {
		return fmt.Errorf("too many mutants survive: write the test that each lacks, or say in allowed.txt why it changes nothing")
	}
	return nil
}

// runAll tries both languages at once: compiling, which takes half of the time, has no use for a second core.
func runAll(trials []*trial) error {
	errs := make([]error, len(trials))
	var all sync.WaitGroup
	for i, t := range trials {
		all.Go(func() { errs[i] = t.run(os.Stdout) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// readAllowed reads the mutants that survive for a reason: the name of one, and " # " and the reason, on each line.
func readAllowed(file string) (map[string]string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	allowed := make(map[string]string)
	lines := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, why, ok := strings.Cut(line, " # ")
		if !ok || strings.TrimSpace(why) == "" {
			return nil, fmt.Errorf("read %s: line %d has no reason behind a #", file, n)
		}
		allowed[strings.TrimSpace(name)] = why
	}
	return allowed, lines.Err()
}
