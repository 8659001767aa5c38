// SPDX-License-Identifier: Apache-2.0

package fsm

import "fmt"

// Answer is what became of an entry. Every member comes to the same one. Whoever proposed an entry without effect looks
// at what the log really says, and proposes its content again.
type Answer struct {
	Outcome Outcome
	Why     string // the entry has no effect; empty when it has one
}

// Outcome is the kind of an Answer.
type Outcome int

const (
	TookEffect Outcome = iota + 1 // the state has changed as the entry says
	Gathered                      // it is a part, and more parts of its entry are to come
	Ignored                       // it does not fit the log
	Refused                       // an Open fits the log, and the block that it stands on contradicts it
)

// String is the outcome in a word or two.
func (o Outcome) String() string {
	return [...]string{"not applied", "takes effect", "gathered", "ignored", "refused"}[o]
}

// Void tells whether the entry has no effect, now or later.
func (a Answer) Void() bool { return a.Outcome == Ignored || a.Outcome == Refused }

func took() Answer { return Answer{Outcome: TookEffect} }

func ignore(format string, args ...any) Answer { return Answer{Ignored, fmt.Sprintf(format, args...)} }

func refuse(format string, args ...any) Answer { return Answer{Refused, fmt.Sprintf(format, args...)} }
