// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm/onestep"
)

// remembering is own computation that keeps which question each witness answers.
type remembering struct {
	strategy.Own
	questions map[common.Hash]strategy.Question
}

// Witness implements strategy.Own.
func (r remembering) Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error) {
	w, err := r.Own.Witness(state, end, stride, step)
	if err == nil {
		r.questions[crypto.Keccak256Hash(w)] = strategy.Question{Kind: strategy.WitnessOf, State: state, End: end, Stride: stride, Step: step}
	}
	return w, err
}

var errUnknownWitness = errors.New("own computation has not given that witness")

// toLoad is what has to be loaded before a move: what the step of a proof reads from, unless L1 has it. nil: nothing.
func (c *Challenger) toLoad(ctx context.Context, m strategy.Move) (*onestep.Preimage, error) {
	p, err := c.preimage(m)
	if err != nil || p == nil {
		return nil, err
	}
	switch loaded, err := c.ports.Contract.Loaded(ctx, c.history.at.Hash, p); {
	case err != nil:
		return nil, fmt.Errorf("look whether L1 has it: %w", err)
	case loaded:
		return nil, nil
	}
	return p, nil
}

// preimage is what the step of a proof reads from; nil for other moves, and for a step that reads nothing.
func (c *Challenger) preimage(m strategy.Move) (*onestep.Preimage, error) {
	proof, ok := m.Move.(game.Prove)
	if !ok {
		return nil, nil
	}
	q, ok := c.witnesses[crypto.Keccak256Hash(proof.Witness)]
	if !ok {
		return nil, errUnknownWitness
	}
	return c.ports.Computer.Preimage(q)
}
