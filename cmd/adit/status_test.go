// SPDX-License-Identifier: Apache-2.0

package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/layeredpow/adit/cmd/node/watch"
)

// ofState is an operator's port at which a process says that.
func ofState(t *testing.T, s *watch.State) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/state" {
			http.NotFound(w, r)
			return
		}
		if err := json.NewEncoder(w).Encode(s); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestStatus shows processes in sentences, with what is known of them and nothing else, and fails when one needs
// somebody.
func TestStatus(t *testing.T) {
	head, free := 12.0, 77e9
	well := &watch.State{
		Role: "sequencer", ID: "s1", Up: 65, Verdict: watch.Verdict{Level: watch.Well, Sentence: "All is well."},
		Figures: map[string]watch.Figure{"block_number": {Labels: map[string]float64{"sealed": 7, "safe": 3}}, "l1_head_height": {Value: &head}, "disk_free_bytes": {Value: &free}},
	}
	ill := &watch.State{
		Role: "batcher", Verdict: watch.Verdict{Level: watch.Act, Sentence: "It has no coins."},
		Alarms: []watch.Alarm{{Name: "balance_low", Reason: "It has no coins."}, {Name: "posting_waits", Reason: "It waits."}},
	}
	good := ofState(t, well)
	code, line, out := aditRun(t, "status", "--ops", good)
	if code != exitOK || !strings.Contains(out, "● sequencer s1") || !strings.Contains(out, "All is well.") || !strings.Contains(out, "up 1m5s") ||
		!strings.Contains(out, "sealed 7, safe 3\n") || !strings.Contains(out, "block 12\n") || !strings.Contains(out, " 77.0 GB are free\n") || strings.Contains(out, "pool") {
		t.Errorf("exit code %d: %s\n%s", code, line, out)
	}
	code, line, out = aditRun(t, "status", "--ops", good, "--ops", ofState(t, ill)+"/")
	if code != exitFailed || !strings.Contains(line, "It has no coins.") || !strings.Contains(out, "▲ batcher") || strings.Count(out, "It has no coins.") != 1 || !strings.Contains(out, "posting_waits") {
		t.Errorf("exit code %d: %s\n%s", code, line, out)
	}
	code, line, out = aditRun(t, "status", "--ops", "http://"+closedPort(t))
	if code != exitFailed || !strings.Contains(line, "nothing listens there") || !strings.Contains(out, "does not answer") {
		t.Errorf("exit code %d: %s\n%s", code, line, out)
	}
	code, _, out = aditRun(t, "status", "--json", "--ops", good)
	var all []sight
	if code != exitOK || json.Unmarshal([]byte(out), &all) != nil || len(all) != 1 || all[0].State.ID != "s1" {
		t.Errorf("exit code %d: %s", code, out)
	}
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	if code, line, _ := aditRun(t, "status", "--ops", other.URL); code != exitFailed || !strings.Contains(line, "operator's port") {
		t.Errorf("another port: exit code %d: %s", code, line)
	}
	for _, args := range [][]string{{"status", "--ops", "nonsense"}, {"status", "--watch", "--json"}} {
		if code, line, _ := aditRun(t, args...); code != exitUsage {
			t.Errorf("%v: exit code %d: %s", args, code, line)
		}
	}
}
