// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"log/slog"
	"sync"
	"time"
)

// Alarm is a condition that holds.
type Alarm struct {
	Name   string    `json:"alarm"`
	Reason string    `json:"reason"` // what is wrong and what to do next
	Since  time.Time `json:"since"`
	Unfit  bool      `json:"unfit"`  // requests should go to another node
	Raised bool      `json:"raised"` // it has held for long enough to call somebody
}

// Alarms keeps which conditions hold, and logs when one is raised and when it is cleared again. A condition that has
// not held for its time yet is listed and not raised.
type Alarms struct {
	log   *slog.Logger
	known []Condition

	mu      sync.Mutex // guards standing
	holding map[string]Alarm
}

// NewAlarms knows the conditions of a role; none of them holds yet.
func NewAlarms(role Role, log *slog.Logger) *Alarms {
	a := &Alarms{log: log, holding: make(map[string]Alarm)}
	for _, c := range conditions {
		if c.roles.has(role) {
			a.known = append(a.known, c)
		}
	}
	return a
}

// Judge holds facts against all conditions.
func (a *Alarms) Judge(f *Facts, limits *Limits) {
	for i := range a.known {
		c := &a.known[i]
		if c.judge == nil {
			continue // somebody else does
		}
		if what := c.judge(f, limits); what != "" {
			a.Raise(c.Name, what, f.Now)
		} else {
			a.Clear(c.Name, f.Now)
		}
	}
}

// Raise says that a known condition holds. While it goes on holding its reason may change; only the first is logged.
func (a *Alarms) Raise(name, what string, now time.Time) {
	for i := range a.known {
		if c := &a.known[i]; c.Name == name {
			a.raise(c, what, now)
		}
	}
}

func (a *Alarms) raise(c *Condition, what string, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	alarm, held := a.holding[c.Name]
	if !held {
		alarm = Alarm{Name: c.Name, Since: now, Unfit: c.Unfit}
	}
	alarm.Reason = what + ". " + c.Next
	if !alarm.Raised && now.Sub(alarm.Since) >= c.Hold {
		alarm.Raised = true
		a.log.Error("ALARM: raised", "alarm", c.Name, "reason", alarm.Reason, "unfit", c.Unfit)
	}
	a.holding[c.Name] = alarm
}

// Clear says that a condition does not hold.
func (a *Alarms) Clear(name string, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	alarm, held := a.holding[name]
	if !held {
		return
	}
	delete(a.holding, name)
	if alarm.Raised {
		a.log.Info("ALARM: cleared", "alarm", name, "lasted", span(now.Sub(alarm.Since)))
	}
}

// Holding lists what holds, raised or not, in the order of the conditions.
func (a *Alarms) Holding() []Alarm {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := []Alarm{}
	for i := range a.known {
		if alarm, held := a.holding[a.known[i].Name]; held {
			list = append(list, alarm)
		}
	}
	return list
}

// raised tells for every known condition whether its alarm is raised.
func (a *Alarms) raised() map[string]bool {
	all := make(map[string]bool)
	for i := range a.known {
		all[a.known[i].Name] = false
	}
	for _, alarm := range a.Holding() {
		all[alarm.Name] = alarm.Raised
	}
	return all
}
