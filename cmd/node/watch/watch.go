// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/layeredpow/adit/sequencer/cluster/door"
)

// Watcher looks at a process every second, and whenever somebody asks.
type Watcher struct {
	role     Role
	limits   Limits
	gather   func() *Facts // may wait for a disk that hangs
	alarms   *Alarms
	registry *prometheus.Registry
	door     *door.Door // in front of the operator's port
	began    time.Time

	mu     sync.Mutex    // guards what follows
	under  chan struct{} // closed when the look that is under way has ended; nil when none is
	begun  time.Time     // when it began
	facts  *Facts        // of the last look
	looked time.Time     // when that began
	memory memory
}

// Times of a watcher.
const (
	lookEvery  = time.Second
	lookFresh  = 200 * time.Millisecond // facts that are younger need not be gathered again
	askWait    = 2 * time.Second        // how long somebody who asks waits for facts
	stallLimit = 5 * time.Second        // a look that takes longer hangs
	endWait    = 2 * time.Second        // how long Run waits for a look at its end
)

// New watches a process of that role. Gather says what the process knows; it is called from one goroutine at a time,
// and may hang with the disk.
func New(role Role, limits Limits, gather func() *Facts, log *slog.Logger) *Watcher {
	w := &Watcher{role: role, limits: limits, gather: gather, alarms: NewAlarms(role, log), door: door.New(callers), began: time.Now()}
	w.registry = newRegistry(w)
	return w
}

// Registry is where further metrics of the process may be registered.
func (w *Watcher) Registry() prometheus.Registerer { return w.registry }

// Run looks until ctx ends.
func (w *Watcher) Run(ctx context.Context) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		w.begin()
		select {
		case <-ctx.Done():
			w.end()
			return nil
		case <-tick.C:
		}
	}
}

// end lets no further look begin, and waits for the one that is under way: what it reads may be closed next.
func (w *Watcher) end() {
	w.mu.Lock()
	under := w.under
	w.under = make(chan struct{}) // never closed: looks are over
	w.mu.Unlock()
	if under == nil {
		return
	}
	select {
	case <-under:
	case <-time.After(endWait):
	}
}

// begin starts a look unless one is under way, and returns what is closed at its end.
func (w *Watcher) begin() <-chan struct{} {
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.under != nil {
		if waited := now.Sub(w.begun); waited > stallLimit {
			w.alarms.Raise(stalled, "The state of this process could not be read for "+span(waited).String(), now)
		}
		return w.under
	}
	done := make(chan struct{})
	w.under, w.begun = done, now
	go w.lookOnce(done, now)
	return done
}

func (w *Watcher) lookOnce(done chan struct{}, now time.Time) {
	defer close(done)
	facts := w.gather()
	w.mu.Lock()
	defer w.mu.Unlock()
	facts.Now = time.Now()
	facts.Up = facts.Now.Sub(w.began)
	if facts.Doors == nil {
		facts.Doors = make(map[string]door.Closed)
	}
	facts.Doors["operator"] = w.door.Closed()
	w.memory.recall(facts)
	w.facts, w.looked = facts, now
	w.alarms.Clear(stalled, facts.Now)
	w.alarms.Judge(facts, &w.limits)
	if w.under == done {
		w.under = nil
	}
}

// Look returns what the process knows now, and what holds by it: nothing of it was read before Look was called. The
// facts are nil when they cannot be had, as while a disk hangs. They are shared: nobody changes them.
func (w *Watcher) Look() (*Facts, []Alarm) {
	facts := w.since(time.Now())
	return facts, w.alarms.Holding()
}

// look returns facts of about this moment, or nil when they cannot be had.
func (w *Watcher) look() *Facts { return w.since(time.Now().Add(-lookFresh)) }

// since returns facts of a look that began at that moment or later, or nil when they cannot be had.
func (w *Watcher) since(moment time.Time) *Facts {
	patience := time.After(askWait)
	for {
		w.mu.Lock()
		facts, fresh := w.facts, !w.looked.Before(moment)
		w.mu.Unlock()
		if fresh {
			return facts
		}
		select {
		case <-w.begin(): // one that was under way may have begun too early
		case <-patience:
			return nil
		}
	}
}

// Holding lists what holds at this moment.
func (w *Watcher) Holding() []Alarm {
	w.look()
	return w.alarms.Holding()
}

// Role is that of the process.
func (w *Watcher) Role() Role { return w.role }

// fit tells whether requests may come here.
func fit(holding []Alarm) bool {
	for _, a := range holding {
		if a.Unfit {
			return false
		}
	}
	return true
}

// readiness is the answer on /readyz.
type readiness struct {
	Ready   bool     `json:"ready"`
	Reasons []string `json:"reasons"` // sentences, of alarms too that do not make it unready
	Alarms  []Alarm  `json:"alarms"`
}

// ServeHTTP answers /readyz: 200 when requests may come here, 503 when they should go elsewhere, in both cases with
// all that an operator should look at. What is wrong elsewhere, as when batches do not get on L1, leaves a node
// ready: taking all nodes out of service would make it worse.
func (w *Watcher) ServeHTTP(out http.ResponseWriter, _ *http.Request) {
	r := readiness{Reasons: []string{}, Alarms: w.Holding()}
	r.Ready = fit(r.Alarms)
	for _, a := range r.Alarms {
		r.Reasons = append(r.Reasons, a.Reason)
	}
	out.Header().Set("Content-Type", "application/json")
	if !r.Ready {
		out.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(out).Encode(r) // who hung up asks again
}
