// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// after is the state behind a transition as far as the mind knows: natively where it has not run the machine yet.
func (m *Mind) after(state common.Hash, end game.Range) common.Hash {
	s, ok := m.world.states[state]
	if ok && m.Doubts[state] && !m.ran[state] && s.Batch < end.Batches {
		return m.world.native(state)
	}
	return m.world.After(state, end)
}

// claim is the history that the mind claims behind a state.
func (m *Mind) claim(state common.Hash, end game.Range) []common.Hash {
	if m.lie != nil {
		return m.lie.claim(m.world, state, end)
	}
	return history(m.after, state, end)
}

// unchecked are the states in doubt behind a state.
func (m *Mind) unchecked(state common.Hash, end game.Range) (open []common.Hash) {
	for _, next := range m.claim(state, end) {
		if m.Doubts[state] && !m.ran[state] {
			open = append(open, state)
		}
		state = next
	}
	return open
}

// Unchecked implements strategy.Own.
func (m *Mind) Unchecked(state common.Hash, end game.Range) (int, error) {
	if len(m.Doubts) == 0 || m.lie != nil {
		return 0, nil
	}
	if _, ok := m.ready[strategy.Question{Kind: strategy.ClaimOf, State: state, End: end}]; !ok || m.Sees != nil && !m.Sees(end) {
		return 0, fmt.Errorf("what is dear behind state %x: %w", state[:4], strategy.ErrNotYet)
	}
	return len(m.unchecked(state, end)), nil
}

// check has the machine be run on the first transition in doubt of a claim. Where it fails all is another story.
func (m *Mind) check(q strategy.Question) {
	delete(m.ready, q) // it is asked again while there are more
	open := m.unchecked(q.State, q.End)
	if len(open) == 0 {
		return
	}
	m.ran[open[0]] = true
	if !m.world.crashes[open[0]] {
		return
	}
	for known := range m.story {
		if known.Kind == strategy.ClaimOf {
			delete(m.story, known)
		}
	}
	m.tip = m.world.Genesis()
	m.ours = map[common.Hash]bool{m.tip: true}
}
