// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/errgroup"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/history"
)

// Stride is the history of one stride of the run that starts at a state: the machine behind each of its steps. Behind
// the end of the run the machine stays as it is.
func (t *Trace) Stride(ctx context.Context, state common.Hash, end game.Range, stride uint32) (*game.Tree, error) {
	k := strideKey{key{state, end}, stride}
	if tree, err := t.readyStride(k); !errors.Is(err, strategy.ErrNotYet) {
		return tree, err
	}
	done, err := t.work(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return t.stride(ctx, k)
}

// stride is Stride for who computes.
func (t *Trace) stride(ctx context.Context, k strideKey) (*game.Tree, error) {
	if tree, err := t.readyStride(k); !errors.Is(err, strategy.ErrNotYet) {
		return tree, err
	}
	hashes := t.disk.stride(k)
	if len(hashes) == 0 {
		var err error
		if hashes, err = t.hashSteps(ctx, k); err != nil {
			return nil, fmt.Errorf("hash the steps of stride %d behind state %s: %w", k.stride, k.state, err)
		}
		t.disk.keepStride(k, hashes)
	}
	tree, err := game.NewTree(game.Steps.Height(), hashes)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spans[k] = tree.Root()
	t.strides.put(k, tree, treeBytes(len(hashes)))
	return tree, nil
}

// hashSteps gives the machine behind each step of a stride, up to the one behind which it has halted.
func (t *Trace) hashSteps(ctx context.Context, k strideKey) ([]common.Hash, error) {
	if k.stride >= strides {
		return nil, fmt.Errorf("find a stride that a run may have: the last one is %d", strides-1)
	}
	m, run, err := t.machineAt(ctx, k.key, uint64(k.stride)*history.Stride)
	if err != nil {
		return nil, err
	}
	parts, err := t.cut(m)
	if err != nil {
		return nil, err
	}
	hashes := make([]common.Hash, history.Stride)
	each := len(hashes) / len(parts)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(t.cfg.Workers)
	for i, part := range parts {
		group.Go(func() error { return hashPart(ctx, part, hashes[i*each:(i+1)*each]) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if got, want := hashes[len(hashes)-1], run.Tree.State(uint64(k.stride)); got != want {
		return nil, fmt.Errorf("compare the engine with the rules: step by step the stride ends with machine %s, at once with %s",
			got, want)
	}
	return cutTail(hashes), nil
}

// machineAt is the machine of a run as it was after some number of steps, and the run.
func (t *Trace) machineAt(ctx context.Context, k key, steps uint64) (*fast.Machine, *strategy.Run, error) {
	run, err := t.run(ctx, k)
	if err != nil {
		return nil, nil, err
	}
	kept, err := t.machinesOf(ctx, k)
	if err != nil {
		return nil, nil, err
	}
	if kept.run.Tree.Root() != run.Tree.Root() {
		return nil, nil, fmt.Errorf("run the machine behind state %s again: it runs in another way", k.state)
	}
	m, err := kept.history.Near(min(steps, kept.history.Strides()*history.Stride))
	if err != nil {
		return nil, nil, err
	}
	return m, run, runTo(ctx, m, steps)
}

// parts is how many pieces of a stride are hashed by themselves. More of them than cores keeps all cores busy to the
// end.
const parts = 8

// cut runs a machine over a stride, and keeps it at the beginning of each part.
func (t *Trace) cut(m *fast.Machine) ([]*fast.Machine, error) {
	var all []*fast.Machine
	for first := m.Steps; len(all) < parts; {
		all = append(all, m.Snapshot())
		if err := m.Run(first + uint64(len(all))*history.Stride/parts); err != nil {
			return nil, fmt.Errorf("run to step %d: %w", m.Steps, err)
		}
	}
	return all, nil
}

// hashPart fills hashes with the machine behind each next step.
func hashPart(ctx context.Context, m *fast.Machine, hashes []common.Hash) error {
	i := 0
	for h, err := range history.Steps(m, uint64(len(hashes))) {
		if err != nil {
			return err
		}
		hashes[i] = h
		if i++; i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// cutTail leaves out the repetitions of the last hash. Only a machine that has halted comes to itself: all others
// count their steps.
func cutTail(hashes []common.Hash) []common.Hash {
	n := len(hashes)
	for n > 1 && hashes[n-1] == hashes[n-2] {
		n--
	}
	return hashes[:n:n]
}
