// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// transitions is how many of them a claim goes through.
const transitions = 1 << 16

// Claim is what is to be claimed behind a state, in a derivation that goes to an end: 65,536 transitions, of which
// those are the identity that come behind the end. The bytes of the state were seen (See), or are those of the
// genesis state.
func (t *Trace) Claim(ctx context.Context, state common.Hash, end game.Range) (*strategy.Claim, error) {
	k := key{state, end}
	if c, err := t.readyClaim(k); !errors.Is(err, strategy.ErrNotYet) {
		return c, err
	}
	done, err := t.work(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return t.claim(ctx, k)
}

// claim is Claim for who computes.
func (t *Trace) claim(ctx context.Context, k key) (*strategy.Claim, error) {
	if c, err := t.readyClaim(k); !errors.Is(err, strategy.ErrNotYet) {
		return c, err
	}
	c, err := t.newClaim(ctx, k)
	if err != nil && !errors.Is(err, strategy.ErrNotOurs) {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known[k] = err == nil
	if err != nil {
		return nil, err
	}
	t.see(c.State)
	t.see(c.Good)
	t.claims.put(k, c, treeBytes(int(c.count)+1))
	return &c.Claim, nil
}

// claim is a strategy.Claim and where its transitions are found.
type claim struct {
	strategy.Claim
	index uint64 // of its first transition
	count uint64 // of its transitions that are derived; behind them nothing changes

	doubts []common.Hash // states before transitions in doubt, see Trace.doubts
}

// treeBytes is what a tree over n different states takes, with some room for all else of an answer.
func treeBytes(n int) uint64 { return uint64(2*n)*common.HashLength + 4<<10 }

// newClaim computes a claim. It is strategy.ErrNotOurs where the derivation never comes to the state.
func (t *Trace) newClaim(ctx context.Context, k key) (*claim, error) {
	encoded, err := t.bytesOf(k.state)
	if err != nil {
		return nil, err
	}
	if good, ok := bytes.CutPrefix(encoded, stuckPrefix); ok && len(good) == common.HashLength {
		return t.behindStuck(k, encoded, common.Hash(good))
	}
	s, err := program.DecodeState(encoded)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", strategy.ErrNotOurs, err)
	}
	tip, err := t.reaches(k.end)
	if err != nil {
		return nil, err
	}
	index, err := t.find(s, k.end, tip)
	var behind []program.State
	if err == nil {
		behind, err = t.states(ctx, index, transitions, k.end)
	}
	if changed := t.still(tip); changed != nil {
		return nil, changed
	}
	if err != nil {
		return nil, err
	}
	c, said, err := t.join(k, s, behind)
	if err != nil {
		return nil, err
	}
	doubts, err := t.doubts(s, behind[:min(said, len(behind))])
	if err != nil {
		return nil, err
	}
	return &claim{*c, index, uint64(len(behind)), doubts}, nil
}

// bytesOf is the preimage of a state.
func (t *Trace) bytesOf(state common.Hash) ([]byte, error) {
	t.mu.Lock()
	encoded, ok := t.seen[state]
	t.mu.Unlock()
	if ok {
		return encoded, nil
	}
	genesis, err := t.node.State(0)
	if err != nil {
		return nil, fmt.Errorf("read the genesis state: %w", err)
	}
	if genesis.Hash() != state {
		return nil, fmt.Errorf("%w %s", ErrUnknown, state)
	}
	return genesis.Encode(), nil
}

// join makes a claim of the states behind a state. Behind the end the state stays as it is. Where a transition is
// known to be stuck, all that comes behind it is, too; said is how many come before it.
func (t *Trace) join(k key, start *program.State, behind []program.State) (c *strategy.Claim, said int, err error) {
	last := start
	if n := len(behind); n > 0 {
		last = &behind[n-1]
	}
	if len(behind) < transitions {
		behind = append(behind, *last)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	c = &strategy.Claim{State: last.Encode()}
	hashes := make([]common.Hash, 0, len(behind))
	before, hash := start, k.state
	for i := range behind {
		if v := t.verdicts[key{hash, k.end}]; v != nil {
			if !v.Stuck() {
				return nil, 0, v
			}
			c.State, c.Good = stuckBytes(hash), before.Encode()
			hashes = append(hashes, v.Machine)
			break
		}
		before, hash, said = &behind[i], behind[i].Hash(), i+1
		hashes = append(hashes, hash)
	}
	c.Tree, err = game.NewTree(game.Transitions.Height(), hashes)
	return c, said, err
}

// behindStuck is the claim behind a stuck state: nothing comes behind it. It is ours if we have found the machine to
// fail there.
func (t *Trace) behindStuck(k key, encoded []byte, good common.Hash) (*claim, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for at, v := range t.verdicts {
		if at.state != good || !v.Stuck() {
			continue
		}
		tree, err := game.NewTree(game.Transitions.Height(), []common.Hash{k.state})
		if err != nil {
			return nil, err
		}
		return &claim{Claim: strategy.Claim{Tree: tree, State: encoded, Good: v.Good}}, nil
	}
	return nil, fmt.Errorf("%w: the machine is not known to fail behind %s", strategy.ErrNotOurs, good)
}
