// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

var update = flag.Bool("update", false, "write the tables of OPERATIONS.md again")

// now is healthy facts as a watcher gathers them: it dates them itself.
func now(role Role) func() *Facts {
	return func() *Facts {
		f := later(role, time.Since(noon))
		f.Now, f.Up = time.Time{}, 0
		return f
	}
}

// scrape asks a watcher's server for a page.
func scrape(t *testing.T, w *Watcher, path string) (int, string) {
	t.Helper()
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	answer, err := http.Get(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// Every figure of a role is served, and a gauge for each of its alarms, raised or not.
func TestMetrics(t *testing.T) {
	for _, role := range []Role{Sequencer, Verifier, Batcher} {
		t.Run(role.String(), func(t *testing.T) {
			w := New(role, DefaultLimits(), now(role), slog.New(slog.DiscardHandler))
			code, page := scrape(t, w, "/metrics")
			if code != http.StatusOK {
				t.Fatalf("got %d\n%s", code, page)
			}
			for i := range figures {
				served := strings.Contains(page, "\n"+prefix+figures[i].name+" ") || strings.Contains(page, "\n"+prefix+figures[i].name+"{")
				if served != figures[i].roles.has(role) {
					t.Errorf("%s is served: %t", figures[i].name, served)
				}
			}
			for i := range conditions {
				c := &conditions[i]
				if served := strings.Contains(page, fmt.Sprintf("%s{alarm=%q} 0\n", alarmMetric, c.Name)); served != c.roles.has(role) {
					t.Errorf("the gauge of alarm %s is served: %t", c.Name, served)
				}
			}
			for _, want := range []string{"adit_ready 1\n", "\ngo_goroutines ", "\ngo_build_info{", "\nprocess_resident_memory_bytes "} {
				if !strings.Contains(page, want) {
					t.Errorf("%q is missing", strings.TrimSpace(want))
				}
			}
			problems, err := testutil.GatherAndLint(w.registry)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if strings.HasPrefix(p.Metric, prefix) {
					t.Errorf("%s: %s", p.Metric, p.Text)
				}
			}
		})
	}
}

// A raised alarm is seen on all three ways, and /healthz does not care.
func TestAlarmIsServed(t *testing.T) {
	gather := now(Sequencer)
	w := New(Sequencer, DefaultLimits(), func() *Facts {
		f := gather()
		f.Set.Divergence = &Divergence{Times: 1, Last: noon, Behind: 4, Why: "test"}
		f.Disk.Free = 1 << 20
		return f
	}, slog.New(slog.DiscardHandler))
	code, page := scrape(t, w, "/readyz")
	if code != http.StatusServiceUnavailable || !strings.Contains(page, `"ready":false,"reasons":["This member has stopped`) || !strings.Contains(page, "1 MiB of the disk") {
		t.Errorf("/readyz: got %d %s", code, page)
	}
	_, page = scrape(t, w, "/metrics")
	for _, want := range []string{`adit_alarm{alarm="diverged"} 1`, `adit_alarm{alarm="disk_low"} 1`, `adit_alarm{alarm="no_leader"} 0`, "adit_ready 0"} {
		if !strings.Contains(page, want+"\n") {
			t.Errorf("/metrics lacks %q", want)
		}
	}
	if code, page := scrape(t, w, "/healthz"); code != http.StatusOK || page != "ok\n" {
		t.Errorf("/healthz: got %d %s", code, page)
	}
}

// What cannot be read is not served as zero.
func TestUnknownIsNotZero(t *testing.T) {
	w := New(Batcher, DefaultLimits(), func() *Facts {
		f := healthy(Batcher)
		f.Batcher.Balance, f.Batcher.HeadTime = nil, 0
		return f
	}, slog.New(slog.DiscardHandler))
	_, page := scrape(t, w, "/metrics")
	for _, name := range []string{"adit_l1_balance_wei", "adit_posted_block_number", "adit_batcher_l1_height"} {
		if strings.Contains(page, "\n"+name+" ") {
			t.Errorf("%s is served although nobody knows it", name)
		}
	}
}

// What is closed at a port is counted by port and reason.
func TestClosedConnections(t *testing.T) {
	w := New(Sequencer, DefaultLimits(), func() *Facts {
		f := healthy(Sequencer)
		f.Doors = map[string]door.Closed{"members": {Address: 7, Total: 2}}
		return f
	}, slog.New(slog.DiscardHandler))
	for range callers.Address + 3 {
		near, far := net.Pipe()
		defer far.Close()
		w.door.Enter(near)
	}
	_, page := scrape(t, w, "/metrics")
	for _, want := range []string{`"members",reason="address"} 7`, `"members",reason="total"} 2`, `"operator",reason="address"} 3`, `"operator",reason="total"} 0`} {
		if !strings.Contains(page, "adit_connections_closed_total{port="+want+"\n") {
			t.Errorf("/metrics lacks %q", want)
		}
	}
}

const manual = "../../../OPERATIONS.md"

// The tables of OPERATIONS.md are those of the code.
func TestManual(t *testing.T) {
	raw, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	for _, table := range []struct{ name, rows string }{{"alarms", alarmTable()}, {"metrics", metricTable()}} {
		begin, end := "<!-- "+table.name+" -->\n", "<!-- end of "+table.name+" -->"
		i, j := strings.Index(text, begin), strings.Index(text, end)
		if i < 0 || j < i {
			t.Fatalf("%s has no place for the table of %s", manual, table.name)
		}
		i += len(begin)
		if got := text[i:j]; got != table.rows && !*update {
			t.Errorf("the table of %s is\n%swant\n%s(go test ./cmd/node/watch -run TestManual -update writes it)", table.name, got, table.rows)
		}
		text = text[:i] + table.rows + text[j:]
	}
	if *update {
		if err := os.WriteFile(manual, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func alarmTable() string {
	var b strings.Builder
	b.WriteString("| alarm | at | unready | raised when | what to do |\n|---|---|---|---|---|\n")
	for i := range conditions {
		c := &conditions[i]
		unready, raised := "", c.When
		if c.Unfit {
			unready = "yes"
		}
		if c.Hold > 0 {
			raised += ", for " + strings.Replace(c.Hold.String(), "m0s", "m", 1)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", c.Name, c.roles, unready, raised, c.Next)
	}
	return b.String()
}

// TestAppliedIsExecuted has the log be ahead of the execution.
func TestAppliedIsExecuted(t *testing.T) {
	f := now(Sequencer)()
	f.Set.View.Handed, f.Set.Stage.Handed, f.Set.Stage.Executed = 905, 904, 902
	w := New(Sequencer, DefaultLimits(), func() *Facts { return f }, slog.New(slog.DiscardHandler))
	if _, page := scrape(t, w, "/metrics"); !strings.Contains(page, "\nadit_raft_applied_index 902\n") {
		t.Error("adit_raft_applied_index is not 902, up to which the log is executed")
	}
}

func metricTable() string {
	var b strings.Builder
	b.WriteString("| metric | at | kind | meaning |\n|---|---|---|---|\n")
	row := func(name, label string, at roles, kind, help string) {
		if label != "" {
			name += "{" + label + "}"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", name, at, kind, help)
	}
	row(alarmMetric, "alarm", everyone, "gauge", alarmHelp)
	row(readyMetric, "", everyone, "gauge", readyHelp)
	for i := range figures {
		f := &figures[i]
		kind := "gauge"
		if f.kind == counter {
			kind = "counter"
		}
		row(prefix+f.name, f.label, f.roles, kind, f.help)
	}
	return b.String()
}
