// SPDX-License-Identifier: Apache-2.0

package games

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/vm/onestep"
)

// computer is what the process computes with.
func (p *process) computer() challenger.Computer {
	if p.real != nil {
		return p.real.computer(p)
	}
	return computer{p}
}

// computer is own computation: the player's mind, which takes its time.
type computer struct{ *process }

// Ready implements challenger.Computer.
func (c computer) Ready() strategy.Own { return mind(c) }

// Compute implements challenger.Computer. Both cores work at one question.
func (c computer) Compute(ctx context.Context, q strategy.Question) error {
	if err := c.takesTime(ctx, q); err != nil {
		return err
	}
	c.minds.Lock()
	defer c.minds.Unlock()
	c.player.Mind.Compute(q, c.rig.Height)
	return nil
}

// takesTime is as long as a question may take.
func (p *process) takesTime(ctx context.Context, q strategy.Question) error {
	p.minds.Lock()
	cost := time.Duration(0)
	if p.dear != nil {
		cost = p.dear(q)
	} else if q.Kind == strategy.RunOf || q.Kind == strategy.StrideOf {
		cost = time.Duration(p.costs.Uint64N(p.rig.Blocks().Compute/2+1)) * l1evm.Spacing * time.Second / 2
	}
	p.minds.Unlock()
	select {
	case <-time.After(cost + 300*time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Preimage implements challenger.Computer: no step of the game's world reads anything.
func (c computer) Preimage(strategy.Question) (*onestep.Preimage, error) { return nil, nil }

// See implements challenger.Computer.
func (c computer) See([]byte) {}

// Count implements challenger.Computer.
func (c computer) Count(state []byte) (uint64, error) {
	c.minds.Lock()
	defer c.minds.Unlock()
	return c.rig.World.Count(state, c.rig.Held())
}

// Held implements challenger.Computer.
func (c computer) Held() (game.Range, bool) { return c.rig.Held(), true }

// mind is what a process has computed.
type mind struct{ *process }

// known has the mind know the height, and nobody else use it before the end is called.
func (m mind) known() (end func()) {
	m.minds.Lock()
	m.player.Mind.Now(m.rig.Height)
	return m.minds.Unlock
}

// Unchecked implements strategy.Own.
func (m mind) Unchecked(state common.Hash, end game.Range) (int, error) {
	defer m.known()()
	return m.player.Mind.Unchecked(state, end)
}

// Claim implements strategy.Own.
func (m mind) Claim(state common.Hash, end game.Range) (*strategy.Claim, error) {
	defer m.known()()
	return m.player.Mind.Claim(state, end)
}

// Run implements strategy.Own.
func (m mind) Run(state common.Hash, end game.Range) (*strategy.Run, error) {
	defer m.known()()
	return m.player.Mind.Run(state, end)
}

// Stride implements strategy.Own.
func (m mind) Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error) {
	defer m.known()()
	return m.player.Mind.Stride(state, end, stride)
}

// StrideSpan implements strategy.Own.
func (m mind) StrideSpan(state common.Hash, end game.Range, stride uint32) (common.Hash, error) {
	defer m.known()()
	return m.player.Mind.StrideSpan(state, end, stride)
}

// Witness implements strategy.Own.
func (m mind) Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error) {
	defer m.known()()
	return m.player.Mind.Witness(state, end, stride, step)
}
