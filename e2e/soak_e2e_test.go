// SPDX-License-Identifier: Apache-2.0

//go:build e2e && figures

package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/load"
)

const (
	soakRate    = 300
	soakSenders = 512  // so many accounts that the cache of trie nodes is full after minutes
	soakCache   = 64   // MB, of 256 that are usual
	soakFlat    = 0.05 // by which medians of the two halves of the second half may differ
	mostFiles   = 2_048
	mostSamples = 60 // a run has so many stretches, of which medians are taken
)

// figures are what a role reports of itself in one stretch: medians of what was read in it.
type figures map[string]float64

// soaked are the figures that must be flat, by the metric that has them.
var soaked = map[string]string{
	"heap goal":  "go_memstats_next_gc_bytes", // twice what lived at the last collection
	"memory":     "process_resident_memory_bytes",
	"goroutines": "go_goroutines",
}

// explained are figures that say what memory is made of, each a sum of metrics. They are printed, and bound to nothing.
var explained = map[string]map[string]float64{
	"heap in use":   {"go_memstats_heap_inuse_bytes": 1},
	"heap unused":   {"go_memstats_heap_idle_bytes": 1, "go_memstats_heap_released_bytes": -1},
	"of Go besides": {"go_memstats_sys_bytes": 1, "go_memstats_heap_sys_bytes": -1},
	"outside of Go": {"process_resident_memory_bytes": 1, "go_memstats_sys_bytes": -1, "go_memstats_heap_released_bytes": 1},
}

const openFiles = "process_open_fds"

// TestSoak loads a devnet with 300 transfers a second for ADIT_SOAK (`make soak`: half an hour) and reads every
// role's metrics. In the second half, heap, memory and goroutines of each role must be flat: the medians of its two
// halves differ by 5 % at most. Caches are a setting, and bounded by it; they are so small here that they are full
// before. Short runs are for the answers only.
func TestSoak(t *testing.T) {
	span, err := time.ParseDuration(os.Getenv("ADIT_SOAK"))
	if err != nil {
		t.Fatalf("ADIT_SOAK: %v", err)
	}
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.CacheMB = t.TempDir(), 29_245, soakCache
	r := up(t, cfg)
	defer r.stop()
	stop, samples := make(chan struct{}), make(chan map[string][]figures)
	go func() { samples <- r.watch(span/mostSamples, stop) }()
	result, err := load.Run(t.Context(), load.Config{
		RPC: r.info.L2RPC, Duration: span, Senders: soakSenders, Kind: load.Transfer, Rate: soakRate, Funder: devnet.Key(0), Settle: patience,
	}, slog.New(slog.DiscardHandler))
	close(stop)
	seen := <-samples
	if err != nil {
		t.Fatal(err)
	}
	if result.Lost > 0 {
		t.Errorf("%d acknowledged transactions are lost", result.Lost)
	}
	table := new(bytes.Buffer)
	w := tabwriter.NewWriter(table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "role\tfigure\tat the start\tmiddle\tthird quarter\tlast quarter\tchange")
	for _, role := range slices.Sorted(maps.Keys(seen)) {
		r.judge(w, role, seen[role], span >= 20*time.Minute)
	}
	w.Flush()
	t.Logf("%d transfers acknowledged at %.0f/s\n%s", result.Acknowledged, result.AcknowledgedRate, table)
}

// judge prints a role's figures, and holds them to the bounds.
func (r *rig) judge(w io.Writer, role string, seen []figures, strict bool) {
	if len(seen) < 8 {
		r.t.Fatalf("%s was read %d times", role, len(seen))
	}
	for _, name := range slices.Sorted(maps.Keys(soaked)) {
		of := func(from, to int) float64 { return medianOf(seen[from:to], soaked[name]) }
		n := len(seen)
		third, last := of(n/2, n*3/4), of(n*3/4, n)
		if last == 0 {
			r.t.Errorf("%s does not report its %s", role, name)
			continue
		}
		change := last/third - 1
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%+.1f %%\n", role, name, plain(seen[0][soaked[name]]), plain(of(n*3/8, n*5/8)), plain(third), plain(last), 100*change)
		if strict && (change > soakFlat || change < -soakFlat) {
			r.t.Errorf("%s: %s changed by %.1f %% in the second half", role, name, 100*change)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(explained)) {
		n := len(seen)
		of := func(from, to int) string { return plain(medianOf(seen[from:to], name)) }
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t\n", role, name, plain(seen[0][name]), of(n*3/8, n*5/8), of(n/2, n*3/4), of(n*3/4, n))
	}
	var most float64
	for _, f := range seen {
		most = max(most, f[openFiles])
	}
	fmt.Fprintf(w, "%s\topen files\t%s\t\t\t%s\tat most\n", role, plain(seen[0][openFiles]), plain(most))
	if most == 0 || most > mostFiles {
		r.t.Errorf("%s had %.0f files open, want at most %d", role, most, mostFiles)
	}
}

// plain is a number without more digits than a person needs: bytes as MB.
func plain(v float64) string {
	if v > 1<<20 {
		return fmt.Sprintf("%.1f MB", v/(1<<20))
	}
	return fmt.Sprintf("%.0f", v)
}

func medianOf(seen []figures, metric string) float64 {
	var values []float64
	for _, f := range seen {
		values = append(values, f[metric])
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// watch reads the metrics of all roles ten times in each stretch and keeps the medians, for mostSamples stretches or
// until stop is closed. What follows the load, the reading of all receipts, is not part of it.
func (r *rig) watch(stretch time.Duration, stop <-chan struct{}) map[string][]figures {
	seen, current := map[string][]figures{}, map[string][]figures{}
	tick := time.NewTicker(max(stretch/10, 100*time.Millisecond))
	defer tick.Stop()
	for n := 1; n <= 10*mostSamples; n++ {
		select {
		case <-stop:
			return seen
		case <-tick.C:
		}
		for _, role := range r.info.Processes {
			for _, p := range role {
				if p.Ops != "" {
					current[p.ID] = append(current[p.ID], metricsOf(p.Ops))
				}
			}
		}
		if n%10 == 0 {
			for id, few := range current {
				of := figures{openFiles: medianOf(few, openFiles)}
				for _, metric := range soaked {
					of[metric] = medianOf(few, metric)
				}
				for name := range explained {
					of[name] = medianOf(few, name)
				}
				seen[id] = append(seen[id], of)
			}
			clear(current)
		}
	}
	return seen
}

// metricsOf reads the plain metrics of a role; one that cannot be read is missing.
func metricsOf(ops string) figures {
	f := figures{}
	answer, err := http.Get(ops + "/metrics")
	if err != nil {
		return f
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		name, value, ok := strings.Cut(lines.Text(), " ")
		if v, err := strconv.ParseFloat(value, 64); ok && err == nil {
			f[name] = v
		}
	}
	for name, terms := range explained {
		for metric, sign := range terms {
			f[name] += sign * f[metric]
		}
	}
	return f
}
