// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

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
	return waiting(c.Trace.Compute(ctx, q))
}

// Count implements challenger.Computer.
func (c computing) Count(state []byte) (uint64, error) {
	n, err := c.Trace.Count(state)
	return n, waiting(err)
}

// Claim implements challenger.Book.
func (c computing) Claim(ctx context.Context, state []byte, hash common.Hash, end game.Range) (*strategy.Claim, error) {
	c.See(state)
	if err := c.Compute(ctx, strategy.Question{Kind: strategy.ClaimOf, State: hash, End: end}); err != nil {
		return nil, err
	}
	return c.Ready().Claim(hash, end)
}

// waiting has an error match strategy.ErrNotYet if it says that L1 has to be derived further.
func waiting(err error) error {
	if errors.Is(err, trace.ErrBehind) || errors.Is(err, trace.ErrBranch) {
		return fmt.Errorf("%w: %w", strategy.ErrNotYet, err)
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
