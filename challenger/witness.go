// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"

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

// toLoad is what has to be loaded before a move: what the step of a proof reads from, unless L1 has it. nil: nothing. If
// the endpoint does not say whether L1 has it, it is loaded: that costs gas, and a proof that is late may cost the claim.
func (c *Challenger) toLoad(ctx context.Context, m strategy.Move) (*onestep.Preimage, error) {
	p, err := c.preimage(m)
	if err != nil || p == nil {
		return nil, err
	}
	loaded, err := c.ports.Contract.Loaded(ctx, c.history.at.Hash, p)
	if err != nil {
		c.log.Warn("the L1 endpoint does not say whether a step's preimage is loaded: it is loaded once more", "move", m.Key.String(), "err", err)
	}
	if loaded && err == nil {
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
