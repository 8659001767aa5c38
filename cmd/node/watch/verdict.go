// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
)

// Verdict is a state in a sentence, and how bad it is.
type Verdict struct {
	Level    Level  `json:"level"`
	Sentence string `json:"sentence"`
}

// Level is how much a state needs a person.
type Level string

// The levels, from the best to the worst.
const (
	Well    Level = "well"    // nothing to do
	Look    Level = "look"    // something holds that a person should look at
	Act     Level = "act"     // an alarm is raised
	Unfit   Level = "unfit"   // requests should go to another node
	Unknown Level = "unknown" // the state could not be read
)

// judge says in a sentence how a process does. The worst of what holds is the first thing to say.
func judge(s *State) Verdict {
	if len(s.Figures) == 0 {
		return Verdict{Unknown, "The state of this process cannot be read now."}
	}
	worst := Verdict{Well, wellSentence(s)}
	for _, a := range s.Alarms {
		level := Look
		switch {
		case a.Unfit:
			level = Unfit
		case a.Raised:
			level = Act
		}
		if rank(level) > rank(worst.Level) {
			worst = Verdict{level, a.Reason}
		}
	}
	return worst
}

func rank(l Level) int {
	return map[Level]int{Well: 0, Look: 1, Act: 2, Unfit: 3, Unknown: 4}[l]
}

// wellSentence is what a process does when nothing is wrong.
func wellSentence(s *State) string {
	switch s.Role {
	case Sequencer.String():
		if s.Leader == s.ID {
			return fmt.Sprintf("This member leads. Block %s is sealed, and L1 holds all up to block %s.", s.at("block_number", "sealed"), s.at("block_number", "derived"))
		}
		return fmt.Sprintf("This member follows %s. Block %s is sealed, and L1 holds all up to block %s.", s.Leader, s.at("block_number", "sealed"), s.at("block_number", "derived"))
	case Verifier.String():
		return fmt.Sprintf("L1 is derived up to block %s; block %s is finalized.", s.at("block_number", "derived"), s.at("block_number", "finalized"))
	case Challenger.String():
		return fmt.Sprintf("All that is claimed up to L1 block %s agrees with what was computed here.", s.at("challenger_l1_height", ""))
	}
	return fmt.Sprintf("L1 holds batches up to block %s; block %s is sealed.", s.at("posted_block_number", ""), s.at("sealed_block_number", ""))
}

// at is a figure for people: "–" when it is not known.
func (s *State) at(name, label string) string {
	f, ok := s.Figures[name]
	if ok && f.Value != nil {
		return fmt.Sprintf("%.0f", *f.Value)
	}
	if v, ok := f.Labels[label]; ok {
		return fmt.Sprintf("%.0f", v)
	}
	return "–"
}
