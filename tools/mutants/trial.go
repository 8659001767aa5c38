// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// trial tries some of the mutants of a suite.
type trial struct {
	*suite
	allowed map[string]string // why a mutant need not be found, by its name
	only    string            // text that mutants must have in them
	sure    bool              // the tests pass on the program as it is
	all     []mutant          // in the order in which they are tried
	count   int               // how many to try

	tried, killed int
	argued        int // of all mutants those that need not be found
	took          time.Duration
}

// choose makes all mutants and puts them into the order of the seed.
func (t *trial) choose(seed uint64, count int) error {
	all, err := t.list()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("find mutants of %s: there are none", t.name)
	}
	shuffle(all, seed)
	t.count = count
	t.all = slices.DeleteFunc(all, func(m mutant) bool {
		_, argued := t.allowed[m.name()]
		if argued {
			t.argued++
		}
		return argued || t.only != "" && !strings.Contains(m.String(), t.only)
	})
	return nil
}

func (t *trial) show(out io.Writer) {
	for i, m := range t.all[:min(t.count, len(t.all))] {
		fmt.Fprintf(out, "%3d %s\n      %s\n", i+1, m.String(), m.name())
	}
	fmt.Fprintf(out, "%s: %d mutants, %d of them argued\n", t.name, len(t.all)+t.argued, t.argued)
}

// run tries mutants until there were enough that are programs.
func (t *trial) run(out io.Writer) error {
	start := time.Now()
	if t.sure {
		fmt.Fprintf(out, "%s as it is: not tested\n", t.name)
	} else if f, by, err := t.try(nil); err != nil || f != survived {
		return fmt.Errorf("test %s as it is: %s fails, err %v", t.name, by, err)
	}
	fmt.Fprintf(out, "%s: %d mutants, %d of them argued\n", t.name, len(t.all)+t.argued, t.argued)
	for i := range t.all {
		if t.tried == t.count {
			break
		}
		m := &t.all[i]
		f, by, err := t.try(m)
		if err != nil {
			return fmt.Errorf("try %s: %w", m, err)
		}
		switch f {
		case noProgram:
			continue
		case killed:
			t.killed++
			fmt.Fprintf(out, "killed    %s   by %s\n", m, by)
		case survived:
			fmt.Fprintf(out, "SURVIVED  %s\n          %s\n", m, m.name())
		}
		t.tried++
	}
	t.took = time.Since(start)
	return nil
}

// sum says what came of it.
func (t *trial) sum(out io.Writer) {
	fmt.Fprintf(out, "%s: %d of %d mutants killed (%d %%) in %s\n", t.name, t.killed, t.tried, 100*t.killed/max(1, t.tried), t.took.Round(time.Second))
}

// good reports whether enough were killed.
func (t *trial) good(least int) bool { return 100*t.killed >= least*t.tried }
