// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Ready gives the answers that are there, and strategy.ErrNotYet for the others: it never computes and never waits.
func (t *Trace) Ready() strategy.Own { return ready{t} }

type ready struct{ trace *Trace }

// Claim implements strategy.Own.
func (r ready) Claim(state common.Hash, end game.Range) (*strategy.Claim, error) {
	return r.trace.readyClaim(key{state, end})
}

// Run implements strategy.Own.
func (r ready) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	return r.trace.readyRun(key{state, end})
}

// StrideSpan implements strategy.Own.
func (r ready) StrideSpan(state common.Hash, end game.Range, stride uint32) (common.Hash, error) {
	k := strideKey{key{state, end}, stride}
	r.trace.mu.Lock()
	defer r.trace.mu.Unlock()
	if verdict := r.trace.verdicts[k.key]; verdict != nil && !verdict.Stuck() {
		return common.Hash{}, verdict
	}
	span, ok := r.trace.spans[k]
	if !ok {
		return span, strategy.ErrNotYet
	}
	return span, nil
}

// Stride implements strategy.Own.
func (r ready) Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error) {
	return r.trace.readyStride(strideKey{key{state, end}, stride})
}

// Witness implements strategy.Own.
func (r ready) Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error) {
	s, err := r.trace.readyStep(stepKey{strideKey{key{state, end}, stride}, step})
	if err != nil {
		return nil, err
	}
	return s.Witness, nil
}

func (t *Trace) readyClaim(k key) (*strategy.Claim, error) {
	c, err := t.readyEntry(k)
	if err != nil {
		return nil, err
	}
	return &c.Claim, nil
}

func (t *Trace) readyEntry(k key) (*claim, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if ours, ok := t.known[k]; ok && !ours {
		return nil, strategy.ErrNotOurs
	}
	c, ok := t.claims.get(k)
	if !ok {
		return nil, strategy.ErrNotYet
	}
	return c, nil
}

func (t *Trace) readyRun(k key) (*strategy.Run, error) { return answer(t, t.runs, k, k) }

func (t *Trace) readyStride(k strideKey) (*game.Tree, error) { return answer(t, t.strides, k, k.key) }

func (t *Trace) readyStep(k stepKey) (*Step, error) { return answer(t, t.steps, k, k.key) }

// answer finds one about a run, unless nothing can be said about the run.
func answer[K comparable, V any](t *Trace, from *cache[K, V], k K, of key) (v V, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if verdict := t.verdicts[of]; verdict != nil && !verdict.Stuck() {
		return v, verdict
	}
	v, ok := from.get(k)
	if !ok {
		return v, strategy.ErrNotYet
	}
	return v, nil
}
