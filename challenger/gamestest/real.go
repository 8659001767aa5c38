// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// Real is an L2 that was derived, and the machine that runs its transitions. What liars put in the place of either is
// made up all the same: nobody looks behind a lie.
type Real struct {
	Template []byte // of the machine
	Params   common.Hash
	States   []program.State // before each transition, and the one behind the last
	Ranges   []game.Range    // what the inbox held with one batch, with two, …
	Runs     Runs
}

// Runs is how the machine runs on transitions of a Real L2.
type Runs interface {
	// Run is also asked for the steps that the machine takes.
	Run(state common.Hash, end game.Range) (run *strategy.Run, steps uint64, err error)
	Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error)
	Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error)
	// Step is what the contract Machine says about a witness.
	Step(witness []byte) (machine, following common.Hash, err error)
}

// NewRealWorld is a world that was derived.
func NewRealWorld(r *Real) *World {
	w := NewWorld()
	w.real, w.template, w.params, w.genesis = r, r.Template, r.Params, r.States[0]
	w.derived = make(map[common.Hash]bool)
	before := common.Hash{}
	for i, s := range r.States {
		h := w.Name(s)
		if w.derived[h] = true; i > 0 {
			w.behind[before] = h
		}
		before = h
	}
	return w
}

// must gives up on a machine that does not run: no game can be played on it.
func must(what string, err error) {
	if err != nil {
		panic(fmt.Sprintf("%s: %v", what, err))
	}
}

// runs reports whether a machine is one that really runs, and on what.
func (w *World) runs(m Machine) (end game.Range, ok bool) {
	end, known := w.ends[m.End]
	return end, w.real != nil && known && m.Salt == 0 && w.derived[m.State]
}

// unreal is the salt of machines that are started on states that nobody comes to.
const unreal = 1 << 40

// steps is how many steps the machine takes on a transition, and the salt that it has.
func (w *World) steps(state common.Hash, end game.Range) (steps, salt uint64) {
	switch {
	case w.real == nil:
		return w.Steps, 0
	case !w.derived[state]:
		return w.Steps, unreal
	}
	_, steps, err := w.real.Runs.Run(state, end)
	must("run the machine", err)
	return steps, 0
}

// realHash is Hash of a machine that really runs.
func (w *World) realHash(m Machine, end game.Range) common.Hash {
	run, steps, err := w.real.Runs.Run(m.State, end)
	must("run the machine", err)
	number, rest := m.Done/StrideSteps, m.Done%StrideSteps
	switch {
	case m.Done == 0:
		return run.Start
	case m.Done == steps:
		return run.Tree.State(1<<game.Strides.Height() - 1)
	case rest == 0:
		return run.Tree.State(number - 1)
	}
	tree, err := w.real.Runs.Stride(m.State, end, uint32(number))
	must("run a stride of the machine", err)
	return tree.State(rest - 1)
}

// halted is what the contract looks at of a machine at the end of its run.
func (w *World) halted(m Machine) game.Run {
	if end, ok := w.runs(m); ok {
		run, _, err := w.real.Runs.Run(m.State, end)
		must("run the machine", err)
		return run.End
	}
	return game.Run{Template: w.template, Header: m.header(), MemoryRoot: m.memoryRoot()}
}

// witness has the contract do the machine's next step.
func (w *World) witness(m Machine) ([]byte, error) {
	if end, ok := w.runs(m); ok {
		return w.real.Runs.Witness(m.State, end, uint32(m.Done/StrideSteps), uint32(m.Done%StrideSteps))
	}
	if w.real != nil {
		return nil, fmt.Errorf("prove a step of a machine that never ran: %w", strategy.ErrNotYet)
	}
	return m.encode(), nil
}
