// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm/history"
	"github.com/layeredpow/adit/vm/onestep"
)

// Step is what has the contract do one step.
type Step struct {
	Witness  []byte
	Preimage *onestep.Preimage // what has to be loaded before, if the step reads a preimage: Preimages.loadValue, or loadPrecompile
	Before   common.Hash       // the machine
	After    common.Hash
}

// stepKey names a step of a stride.
type stepKey struct {
	strideKey
	step uint32
}

// stepsRoom is for a thousand witnesses, or two hundred with long preimages.
const stepsRoom = 16 << 20

// Step has the contract do a step of a stride. It was done in Go, and leads between the machines of the stride's
// history.
func (t *Trace) Step(ctx context.Context, state common.Hash, end game.Range, stride, step uint32) (*Step, error) {
	k := stepKey{strideKey{key{state, end}, stride}, step}
	if s, err := t.readyStep(k); !errors.Is(err, strategy.ErrNotYet) {
		return s, err
	}
	done, err := t.work(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if s, err := t.readyStep(k); !errors.Is(err, strategy.ErrNotYet) {
		return s, err
	}
	s, err := t.proveStep(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("prove step %d of stride %d behind state %s: %w", step, stride, state, err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.steps.put(k, s, s.bytes())
	return s, nil
}

func (s *Step) bytes() uint64 {
	n := len(s.Witness)
	if p := s.Preimage; p != nil {
		n += len(p.Value)
		if p.Question != nil {
			n += len(p.Question.Input)
		}
	}
	return uint64(n)
}

func (t *Trace) proveStep(ctx context.Context, k stepKey) (*Step, error) {
	if k.step >= history.Stride || k.stride >= strides {
		return nil, fmt.Errorf("find a step that a stride may have: the last one is %d of stride %d", history.Stride-1, strides-1)
	}
	tree, err := t.stride(ctx, k.strideKey)
	if err != nil {
		return nil, err
	}
	m, run, err := t.machineAt(ctx, k.key, uint64(k.stride)*history.Stride+uint64(k.step))
	if err != nil {
		return nil, err
	}
	proof, err := onestep.NewProof(m)
	if err != nil {
		return nil, err
	}
	first := run.Tree.Before(run.Start, uint64(k.stride))
	if want := tree.Before(first, uint64(k.step)); proof.Before != want {
		return nil, fmt.Errorf("compare the witness with the stride: it begins with machine %s, not with %s", proof.Before, want)
	}
	if want := tree.State(uint64(k.step)); proof.After != want {
		return nil, fmt.Errorf("compare the witness with the stride: it leads to machine %s, not to %s", proof.After, want)
	}
	w, err := proof.Witness()
	if err != nil {
		return nil, err
	}
	return &Step{w.Encode(), proof.Preimage, proof.Before, proof.After}, nil
}
