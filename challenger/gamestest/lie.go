// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
)

// Lie is where a liar departs from the truth. A nil Lie is the truth.
//
// A liar of level A claims a wrong state behind one transition and everything that would follow from it. To show it,
// its machine turns into another one at one step. A liar of level B or C makes right claims and spoils them: it
// continues a right leaf with a run, or a right stride with steps, that are wrong on the way.
type Lie struct {
	Level game.Level
	From  uint64   // the first claim that starts in this batch or later has the lie
	Leaf  uint64   // transition of that claim
	More  []uint64 // level A: further ones behind it
	Every bool     // levels B and C: every transition, whatever its number
	Stuck bool     // level A: the wrong state is that nothing follows
	Same  bool     // level A: the wrong state is the one before: the transition is left out
	// Native is for level A, where the machine fails: the wrong state is the one that comes natively.
	Native bool

	Stride, Step uint64 // where the machine departs
	Back         uint64 // level C: step of the stride at which it is right again
	Salt         uint64 // sets liars apart

	on     *common.Hash                // state at which the claim starts that has the lie
	pivots map[common.Hash]common.Hash // states before the transitions, and the wrong ones behind them
}

// claim is the history that the liar claims behind a state.
func (l *Lie) claim(w *World, state common.Hash, end game.Range) []common.Hash {
	if !l.here(w, state) {
		return w.History(state, end)
	}
	l.pivots = make(map[common.Hash]common.Hash)
	leaves := append([]uint64{l.Leaf}, l.More...)
	var states []common.Hash
	for len(states) < 1<<game.Transitions.Height() {
		next := w.After(state, end)
		if slices.Contains(leaves, uint64(len(states))) {
			l.pivots[state] = next
			if l.Level == game.Transitions {
				next = l.wrong(w, state, end)
				l.pivots[state] = next
			}
		}
		states = append(states, next)
		if next == state && uint64(len(states)) > slices.Max(leaves) {
			break
		}
		state = next
	}
	return states
}

// here reports whether the claim that starts at a state has the lie.
func (l *Lie) here(w *World, state common.Hash) bool {
	if l == nil {
		return false
	}
	s, ok := w.states[state]
	if l.on == nil && (!ok || s.Batch >= l.From) {
		l.on = &state
	}
	return l.on != nil && *l.on == state
}

// wrong is the state that the liar puts behind another one.
func (l *Lie) wrong(w *World, state common.Hash, end game.Range) common.Hash {
	s, ok := w.states[state]
	switch {
	case l.Stuck:
		return program.Stuck(state)
	case l.Same:
		return state
	case l.Native:
		return w.native(state)
	case !ok: // behind a stuck state
		s = genesis()
	case s.Batch < end.Batches:
		s = w.block(s)
	}
	s.Root = mix("wrong", number(l.Salt), s.Root[:])
	return w.Name(s)
}

// lies reports whether the lie is about the transition that a machine was started on.
func (l *Lie) lies(right Machine) bool {
	if l == nil {
		return false
	}
	_, pivot := l.pivots[right.State]
	return pivot || l.Every && l.Level != game.Transitions
}

// wrongMachine is the one that the right one turns into.
func (l *Lie) wrongMachine(right Machine) Machine {
	m := right
	m.Salt = l.Salt + 1
	if l.Level == game.Transitions {
		m.Next, m.Code = l.pivots[m.State], 0
		if l.Stuck {
			m.Code = 2
		}
	}
	return m
}

// run is the machine after so many steps of a run, as the liar has it at the ends of strides.
func (l *Lie) run(w *World, right Machine) func(steps uint64) Machine {
	if !l.lies(right) || l.Level == game.Steps {
		return right.At
	}
	wrong := l.wrongMachine(right)
	return func(steps uint64) Machine {
		if steps <= l.Stride*StrideSteps {
			return right.At(steps)
		}
		return wrong.At(steps)
	}
}

// strides is how many ends of strides differ from one another in a run, at most.
func (l *Lie) strides(right Machine) uint64 {
	n := (right.Halt + StrideSteps - 1) / StrideSteps
	if l.lies(right) && l.Level != game.Steps {
		n = max(n, l.Stride+1)
	}
	return n
}

// stride is the machine after so many steps of the run, as the liar has it within one stride.
func (l *Lie) stride(w *World, right Machine, stride uint64) func(steps uint64) Machine {
	if !l.lies(right) || stride < l.Stride {
		return right.At
	}
	wrong := l.wrongMachine(right)
	if stride > l.Stride {
		if l.Level == game.Steps {
			return right.At
		}
		return wrong.At
	}
	first := l.Stride*StrideSteps + l.Step
	return func(steps uint64) Machine {
		if steps <= first || l.Level == game.Steps && steps > l.Stride*StrideSteps+l.Back {
			return right.At(steps)
		}
		return wrong.At(steps)
	}
}

// bends reports whether the lie goes on behind a step of a stride.
func (l *Lie) bends(stride, step uint64) bool {
	return l != nil && stride == l.Stride && step <= max(l.Step, l.Back)
}
