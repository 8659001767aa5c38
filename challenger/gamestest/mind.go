// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Mind is what a party takes for the truth: the world as it is, or as a Lie has it. It computes when it is asked, and
// that takes blocks.
type Mind struct {
	// Cost is how many blocks a question takes on one core; nil is none.
	Cost func(strategy.Question) uint64
	// Trees is how many trees of strides it keeps, the newest; 0 is all.
	Trees int
	// Sees reports whether the party has derived a range; nil is always.
	Sees func(end game.Range) bool
	// Doubts are the states behind which it goes by the native result until it has run the machine there.
	Doubts map[common.Hash]bool

	world *World
	lie   *Lie // nil: no lie
	now   uint64
	cores []uint64 // height until which each is busy
	ready map[strategy.Question]uint64
	story map[strategy.Question]any // answers
	spans map[strategy.Question]common.Hash
	trees []strategy.Question  // strides of which the tree is there, the oldest first
	ours  map[common.Hash]bool // states that the mind has come to
	tip   common.Hash          // the newest of them
	ran   map[common.Hash]bool // states in doubt behind which the machine was run
}

// NewMind is a mind of that many cores.
func NewMind(w *World, lie *Lie, cores int) *Mind {
	m := &Mind{world: w, lie: lie, cores: make([]uint64, cores)}
	m.Forget()
	return m
}

// Forget is what a crash and a wiped disk do.
func (m *Mind) Forget() {
	m.ready, m.story = make(map[strategy.Question]uint64), make(map[strategy.Question]any)
	m.spans, m.trees = make(map[strategy.Question]common.Hash), nil
	m.tip = m.world.Genesis()
	m.ours = map[common.Hash]bool{m.tip: true}
	m.ran = make(map[common.Hash]bool)
	clear(m.cores)
}

// Now tells the mind the height.
func (m *Mind) Now(height uint64) {
	m.now = height
	for q, at := range m.ready {
		if q.Kind == strategy.CheckOf && at <= height {
			m.check(q)
		}
	}
}

// derive has the mind come to all states of a range. What a liar has come to are its own claims.
func (m *Mind) derive(end game.Range) {
	if m.lie != nil {
		return
	}
	for next := m.after(m.tip, end); next != m.tip; next = m.after(m.tip, end) {
		m.ours[next], m.tip = true, next
	}
}

// Compute takes a question up at a height, on the core that is free first.
func (m *Mind) Compute(q strategy.Question, height uint64) {
	if _, ok := m.ready[q]; ok {
		return
	}
	if q.Kind == strategy.StrideOf {
		m.forget()
	}
	if m.Cost == nil || m.Cost(q) == 0 {
		m.ready[q] = height
		return
	}
	core := 0
	for i, busy := range m.cores {
		if busy < m.cores[core] {
			core = i
		}
	}
	m.cores[core] = max(m.cores[core], height) + m.Cost(q)
	m.ready[q] = m.cores[core]
}

// Pending is the height at which the next answer comes, 0 if none does.
func (m *Mind) Pending() (next uint64) {
	for _, at := range m.ready {
		if at > m.now && (next == 0 || at < next) {
			next = at
		}
	}
	return next
}

// recall is an answer that has been computed, once for all who ask.
func recall[A any](m *Mind, q strategy.Question, compute func() (A, error)) (a A, err error) {
	if at, ok := m.ready[q]; !ok || at > m.now {
		return a, fmt.Errorf("%s: %w", q, strategy.ErrNotYet)
	}
	if known, ok := m.story[q]; ok {
		return known.(A), nil
	}
	if a, err = compute(); err == nil {
		m.story[q] = a
	}
	return a, err
}

// Claim implements strategy.Own.
func (m *Mind) Claim(state common.Hash, end game.Range) (*strategy.Claim, error) {
	q := strategy.Question{Kind: strategy.ClaimOf, State: state, End: end}
	if m.Sees != nil && !m.Sees(end) {
		return nil, fmt.Errorf("%s: %w", q, strategy.ErrNotYet)
	}
	if m.derive(end); !m.ours[state] {
		return nil, fmt.Errorf("state %x: %w", state[:4], strategy.ErrNotOurs)
	}
	claim, err := recall(m, q, func() (*strategy.Claim, error) {
		states := m.claim(state, end)
		tree, err := game.NewTree(game.Transitions.Height(), states)
		if err != nil {
			return nil, err
		}
		last := states[len(states)-1]
		c := &strategy.Claim{Tree: tree, State: m.world.Preimage(last)}
		if good, ok := m.world.stuck[last]; ok {
			c.Good = m.world.Preimage(good)
		}
		return c, nil
	})
	if err == nil {
		m.ours[claim.Tree.State(1<<16-1)] = true
	}
	return claim, err
}

// Run implements strategy.Own.
func (m *Mind) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	return recall(m, strategy.Question{Kind: strategy.RunOf, State: state, End: end}, func() (*strategy.Run, error) {
		right := m.world.Machine(state, end)
		machine := m.lie.run(m.world, right)
		var hashes []common.Hash
		var at Machine
		for i := uint64(0); i < m.lie.strides(right); i++ {
			at = machine((i + 1) * StrideSteps)
			hashes = append(hashes, m.world.Hash(at))
		}
		tree, err := game.NewTree(game.Strides.Height(), hashes)
		if err != nil {
			return nil, err
		}
		return &strategy.Run{
			Tree: tree, Start: m.world.Hash(right), End: m.world.halted(at),
		}, nil
	})
}

// Stride implements strategy.Own.
func (m *Mind) Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error) {
	q := strategy.Question{Kind: strategy.StrideOf, State: state, End: end, Stride: stride}
	return recall(m, q, func() (*game.Tree, error) {
		machine := m.lie.stride(m.world, m.world.Machine(state, end), uint64(stride))
		var hashes []common.Hash
		for i := uint64(1); i <= StrideSteps; i++ {
			at := machine(uint64(stride)*StrideSteps + i)
			hashes = append(hashes, m.world.Hash(at))
			if at.Done == at.Halt && !m.lie.bends(uint64(stride), i) {
				break
			}
		}
		tree, err := game.NewTree(game.Steps.Height(), hashes)
		if err == nil {
			m.grown(q, tree)
		}
		return tree, err
	})
}

// StrideSpan implements strategy.Own.
func (m *Mind) StrideSpan(state common.Hash, end game.Range, stride uint32) (common.Hash, error) {
	q := strategy.Question{Kind: strategy.StrideOf, State: state, End: end, Stride: stride}
	if span, ok := m.spans[q]; ok {
		return span, nil
	}
	tree, err := m.Stride(state, end, stride)
	if err != nil {
		return common.Hash{}, err
	}
	return tree.Root(), nil
}

// grown notes that a tree is there.
func (m *Mind) grown(q strategy.Question, tree *game.Tree) {
	m.spans[q] = tree.Root()
	m.trees = append(m.trees, q)
}

// forget makes room for a tree more. It is not done in the middle of a decision.
func (m *Mind) forget() {
	for m.Trees > 0 && len(m.trees) >= m.Trees {
		delete(m.story, m.trees[0])
		delete(m.ready, m.trees[0])
		m.trees = m.trees[1:]
	}
}

// Witness implements strategy.Own. A liar has none of a step that the machine does not do.
func (m *Mind) Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error) {
	q := strategy.Question{Kind: strategy.WitnessOf, State: state, End: end, Stride: stride, Step: step}
	return recall(m, q, func() ([]byte, error) {
		machine := m.lie.stride(m.world, m.world.Machine(state, end), uint64(stride))
		at := uint64(stride)*StrideSteps + uint64(step)
		before, after := machine(at), machine(at+1)
		if before.At(before.Done+1) != after {
			return nil, fmt.Errorf("%s: the step is a lie: %w", q, strategy.ErrNotYet)
		}
		return m.world.witness(before)
	})
}
