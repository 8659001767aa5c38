// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// State is what a process says of itself at one moment, for programs that show it: the figures are those of /metrics,
// the alarms those of /readyz, made of the same Facts. What cannot be told is left out.
type State struct {
	Role    string            `json:"role"`
	ID      string            `json:"id,omitempty"` // of a member of the set
	Leader  string            `json:"leader,omitempty"`
	Now     time.Time         `json:"now"` // by the process's own clock
	Up      float64           `json:"up_seconds"`
	Ready   bool              `json:"ready"`
	Verdict Verdict           `json:"verdict"`
	Alarms  []Alarm           `json:"alarms"`
	Figures map[string]Figure `json:"figures"` // by the name of the metric, without its prefix
}

// Figure is a number, or one for each value of a label.
type Figure struct {
	Value  *float64           `json:"value,omitempty"`
	Labels map[string]float64 `json:"labels,omitempty"` // several labels have a comma between them
}

// State looks at the process now.
func (w *Watcher) State() *State {
	facts, holding := w.look(), w.alarms.Holding()
	s := &State{Role: w.role.String(), Now: time.Now(), Up: time.Since(w.began).Seconds(), Alarms: holding, Figures: make(map[string]Figure)}
	s.Ready = fit(s.Alarms)
	if facts != nil {
		s.fill(facts, w.role)
	}
	s.Verdict = judge(s)
	return s
}

func (s *State) fill(facts *Facts, role Role) {
	s.Now, s.Up = facts.Now, facts.Up.Seconds()
	if facts.Set != nil {
		s.ID, s.Leader = facts.Set.View.ID, facts.Set.View.LeaderID
	}
	for i := range figures {
		f := &figures[i]
		if !f.roles.has(role) {
			continue
		}
		read := f.read(facts)
		if len(read) == 0 {
			continue
		}
		if v, alone := read[""]; alone && f.label == "" {
			s.Figures[f.name] = Figure{Value: &v}
		} else {
			s.Figures[f.name] = Figure{Labels: read}
		}
	}
}

// streamEvery is between two states of a stream.
const streamEvery = time.Second

// serveState answers /state: one state, or with ?follow one on each line, a second apart, until the caller leaves.
func (w *Watcher) serveState(out http.ResponseWriter, r *http.Request) {
	out.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(out)
	if !r.URL.Query().Has("follow") {
		_ = enc.Encode(w.State()) // who hung up asks again
		return
	}
	out.Header().Set("Content-Type", "application/x-ndjson")
	stream := http.NewResponseController(out)
	tick := time.NewTicker(streamEvery)
	defer tick.Stop()
	for {
		if err := stream.SetWriteDeadline(time.Now().Add(writeTime)); err != nil || enc.Encode(w.State()) != nil || stream.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
		}
	}
}

// serveDocket answers /docket at a challenger: what is claimed and what is disputed at the newest L1 block that it
// has heard.
func (w *Watcher) serveDocket(out http.ResponseWriter, _ *http.Request) {
	facts := w.look()
	if facts == nil || facts.Game == nil || facts.Game.Docket == nil {
		http.Error(out, "nothing is known of the rollup's contract yet: ask again", http.StatusServiceUnavailable)
		return
	}
	out.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(out).Encode(facts.Game.Docket()) // who hung up asks again
}

// serveReport answers /challenger at a challenger: what it is there for, what it agrees with and has at stake.
func (w *Watcher) serveReport(out http.ResponseWriter, _ *http.Request) {
	facts := w.look()
	if facts == nil || facts.Game == nil {
		http.Error(out, "the challenger has not looked at L1 yet: ask again", http.StatusServiceUnavailable)
		return
	}
	out.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(out).Encode(facts.Game.Report()) // who hung up asks again
}

// writeTime is how long a state may take to a caller that does not read.
const writeTime = 5 * time.Second

// hosted lets requests through that name the port by an address, as localhost, or by a name of a list. A web page
// that has its own name lead to this port would read it otherwise.
func hosted(names []string, inner http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		host = strings.ToLower(strings.Trim(host, "[]"))
		if host != "localhost" && net.ParseIP(host) == nil && !slices.Contains(names, host) {
			http.Error(out, "this port is not served under that name: ask for it by its address, or list the name in --ops.hosts", http.StatusForbidden)
			return
		}
		inner.ServeHTTP(out, r)
	})
}
