// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// watching is a watcher of a process whose facts are given, just looked at.
func watching(role Role, facts *Facts) *Watcher {
	facts.Now = time.Now()
	return New(role, DefaultLimits(), func() *Facts { f := *facts; return &f }, slog.New(slog.DiscardHandler))
}

// fresh is what a process of a role knows when all is well, now.
func fresh(role Role) *Facts {
	f, shift := healthy(role), uint64(time.Since(noon)/time.Second)
	if f.L1 != nil {
		f.L1.Tip.Time, f.L1.Seen = f.L1.Tip.Time+shift, time.Now()
		f.Chain.Time, f.Chain.Unposted = f.Chain.Time+shift, f.Chain.Unposted+shift
		f.Messages.Oldest += shift
	}
	if f.Compared != nil {
		f.Compared.Compared = time.Now()
	}
	if f.Batcher != nil {
		f.Batcher.HeadTime += shift
	}
	if f.Set != nil {
		f.Set.Expiry = time.Now().Add(300 * 24 * time.Hour)
	}
	return f
}

// TestState says the same as the metrics, in words and for programs.
func TestState(t *testing.T) {
	for role, want := range map[Role]string{
		Sequencer: "This member leads. Block 500 is sealed, and L1 holds all up to block 480.",
		Verifier:  "L1 is derived up to block 480; block 400 is finalized.",
		Batcher:   "L1 holds batches up to block 480; block 500 is sealed.",
	} {
		s := watching(role, fresh(role)).State()
		if s.Verdict != (Verdict{Well, want}) || !s.Ready || s.Role != role.String() {
			t.Errorf("%s: %+v, %v", role, s.Verdict, s.Alarms)
		}
		for i := range figures {
			f := &figures[i]
			read := f.read(fresh(role))
			if f.name == doorFigures[0].name {
				continue // the watcher's own door
			}
			if got, there := s.Figures[f.name]; f.roles.has(role) && len(read) > 0 != there {
				t.Errorf("%s: %s is %v, read is %v", role, f.name, got, read)
			}
		}
	}
	follower := fresh(Sequencer)
	follower.Set.View.State, follower.Set.View.LeaderID = "Follower", "s2"
	follower.Set.Others[0].View.State = leads
	if s := watching(Sequencer, follower).State(); !strings.HasPrefix(s.Verdict.Sentence, "This member follows s2.") {
		t.Errorf("a follower: %+v", s.Verdict)
	}
	unknown := fresh(Verifier)
	unknown.L1, unknown.Chain = nil, nil
	if s := watching(Verifier, unknown).State(); s.Figures["block_number"].Labels != nil || strings.Contains(s.Verdict.Sentence, "block 0") {
		t.Errorf("what is not known: %+v, %+v", s.Figures["block_number"], s.Verdict)
	}
}

// TestVerdict names the worst of what holds.
func TestVerdict(t *testing.T) {
	figures := map[string]Figure{"l1_batches": {}}
	look, act, unfit := Alarm{Reason: "look"}, Alarm{Reason: "act", Raised: true}, Alarm{Reason: "unfit", Unfit: true}
	for _, c := range []struct {
		alarms []Alarm
		want   Level
	}{{nil, Well}, {[]Alarm{look}, Look}, {[]Alarm{look, act}, Act}, {[]Alarm{unfit, act, look}, Unfit}} {
		got := judge(&State{Role: "verifier", Alarms: c.alarms, Figures: figures})
		if got.Level != c.want || c.want != Well && got.Sentence != string(c.want) {
			t.Errorf("%v: %+v, want %s", c.alarms, got, c.want)
		}
	}
	if got := judge(&State{Role: "verifier"}); got.Level != Unknown {
		t.Errorf("nothing is known: %+v", got)
	}
}

// TestStateOverHTTP gives one state, or a stream of them, to who calls the port by its address, and nothing to a web
// page that has a name of its own lead here.
func TestStateOverHTTP(t *testing.T) {
	server := httptest.NewServer(watching(Sequencer, fresh(Sequencer)).Handler("adit.example"))
	defer server.Close()
	get := func(path, host string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if host != "" {
			r.Host = host
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	for host, want := range map[string]int{
		"": 200, "localhost:1": 200, "LOCALHOST": 200, "[::1]:9": 200, "adit.example": 200, "adit.example:80": 200,
		"evil.example": 403, "localhost.evil.example": 403, "127.0.0.1.evil.example": 403,
	} {
		for _, path := range []string{"/state", "/metrics", "/readyz", "/healthz"} {
			answer := get(path, host)
			answer.Body.Close()
			if answer.StatusCode != want {
				t.Errorf("%s as %q: %d, want %d", path, host, answer.StatusCode, want)
			}
		}
	}
	stream := get("/state?follow", "")
	defer stream.Body.Close()
	lines := bufio.NewScanner(stream.Body)
	for range 2 {
		var s State
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &s) != nil || s.ID != "s1" || s.Figures["raft_term"].Value == nil {
			t.Fatalf("the stream says %q, %v", lines.Text(), lines.Err())
		}
	}
}
