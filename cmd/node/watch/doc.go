// SPDX-License-Identifier: Apache-2.0

// Package watch tells an operator what to look at: it holds what a process knows of itself against conditions, and
// makes of each that holds a log line, a gauge and a reason on /readyz. It measures nothing by itself: roles gather
// Facts, which conditions and figures only read, and no stage or adapter knows that it is watched.
package watch

import "time"

// Role is what a process is to a rollup.
type Role byte

// The roles, in the order of the tables in OPERATIONS.md.
const (
	Sequencer  Role = 'S'
	Verifier   Role = 'V'
	Batcher    Role = 'B'
	Challenger Role = 'C'
)

func (r Role) String() string {
	return map[Role]string{Sequencer: "sequencer", Verifier: "verifier", Batcher: "batcher", Challenger: "challenger"}[r]
}

// roles is a set of them, such as "SV".
type roles string

const (
	nodes       roles = "SVC"
	members     roles = "S"
	verifier    roles = "V"
	batchers    roles = "B"
	challengers roles = "C"
	everyone    roles = "SVBC"
)

func (s roles) has(r Role) bool {
	for _, one := range s {
		if Role(one) == r {
			return true
		}
	}
	return false
}

func (s roles) String() string {
	text := ""
	for _, one := range s {
		if text != "" {
			text += ", "
		}
		text += Role(one).String()
	}
	return text
}

// span is a duration as a person says it: no more than seconds, and no seconds of hours.
func span(d time.Duration) time.Duration {
	switch {
	case d > time.Hour:
		return d.Round(time.Minute)
	case d > time.Second:
		return d.Round(time.Second)
	}
	return d.Round(time.Millisecond)
}
