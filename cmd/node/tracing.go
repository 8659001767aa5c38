// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/vm/onestep"
)

// computing is own computation as a challenger has it.
type computing struct {
	*trace.Trace
	deriver *stateroot.Deriver
}

var _ challenger.Computer = computing{}

// Compute implements challenger.Computer. What the node has not derived yet is no fault.
func (c computing) Compute(ctx context.Context, q strategy.Question) error {
	err := c.Trace.Compute(ctx, q)
	if errors.Is(err, trace.ErrBehind) || errors.Is(err, trace.ErrBranch) {
		err = fmt.Errorf("%w: %w", strategy.ErrNotYet, err)
	}
	return err
}

// Preimage implements challenger.Computer.
func (c computing) Preimage(q strategy.Question) (*onestep.Preimage, error) {
	// The step is there, so that this neither computes nor waits.
	step, err := c.Step(context.Background(), q.State, q.End, q.Stride, q.Step)
	if err != nil {
		return nil, err
	}
	return step.Preimage, nil
}

// Held implements challenger.Computer.
func (c computing) Held() (held game.Range, ok bool) {
	tip := c.deriver.Status().Tip
	if tip.At.Height == 0 {
		return held, false
	}
	end, err := c.deriver.End(tip.Batches)
	return game.Range(end), err == nil
}
