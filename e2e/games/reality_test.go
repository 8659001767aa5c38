// SPDX-License-Identifier: Apache-2.0

package games

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"os"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/e2e/derived"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
)

// reality is a small L2 that was derived, the proven program that makes its transitions, and what was computed of
// them: it is the same in all games.
type reality struct {
	*gamestest.Real
	trace *trace.Trace

	mu    sync.Mutex
	steps map[common.Hash]*trace.Step // guarded by mu; by what witnesses hash to
}

// newReality derives five batches, of blocks with and without transfers, and one that is void.
func newReality(t *testing.T) *reality {
	t.Helper()
	l2 := derived.New(t)
	for _, blocks := range [][]int{{0}, {2, 0}, nil, {1, 3}, {0, 0, 1}} {
		if blocks == nil {
			l2.Void()
			continue
		}
		var list [][]*types.Transaction
		for _, transfers := range blocks {
			list = append(list, l2.Transfers(transfers))
		}
		l2.Batch(list...)
	}
	return look(t, l2)
}

// look has a trace compute what follows in an L2.
func look(t *testing.T, l2 *derived.L2) *reality {
	t.Helper()
	path := os.Getenv("ADIT_GUEST")
	if path == "" {
		path = "../../bin/guest"
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the program to prove with: %v; `make guest` builds it", err)
	}
	proven, err := trace.LoadProgram(file, cmd.Program())
	if err != nil {
		t.Fatal(err)
	}
	r := &reality{Real: &gamestest.Real{Params: l2.Rollup.Hash()}, steps: make(map[common.Hash]*trace.Step)}
	r.Runs = r
	cfg := trace.Config{TreesMB: 1 << 10, MachMB: 512, Workers: 1}
	if r.trace, err = trace.New(cfg, l2.Derivation(), proven, r.Params, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	tip := l2.Node.Status().Tip
	for i := range tip.Transitions + 1 {
		r.States = append(r.States, *l2.State(i))
	}
	for i := range tip.Batches {
		r.Ranges = append(r.Ranges, l2.End(i+1))
	}
	genesis, end := r.States[0].Hash(), r.Ranges[len(r.Ranges)-1]
	if _, err := r.trace.Claim(t.Context(), genesis, end); err != nil {
		t.Fatal(err)
	}
	first, err := r.trace.Run(t.Context(), genesis, end)
	if err != nil {
		t.Fatal(err)
	}
	r.Template = first.End.Template
	return r
}

// world is what a game is about: the small L2, or a made-up one if there is none.
func (r *reality) world() *gamestest.World {
	if r == nil {
		return gamestest.NewWorld()
	}
	return gamestest.NewRealWorld(r.Real)
}

// machine puts the contracts of the machine on an L1, or a stand-in where all is made up.
func (r *reality) machine(alloc types.GenesisAlloc, at common.Address) (preimages common.Address, err error) {
	alloc[at] = types.Account{Code: machineCode, Balance: new(big.Int)}
	if r == nil {
		return preimages, nil
	}
	l1, err := evm.New(evm.Shanghai(courtChain))
	if err != nil {
		return preimages, err
	}
	create := func(code []byte) (at common.Address) {
		var runtime []byte
		var failed error
		runtime, at, _, failed = l1.Create(common.Address{19: 0xde}, code)
		err = errors.Join(err, failed)
		alloc[at] = types.Account{Code: runtime, Balance: new(big.Int)}
		return at
	}
	floats := create(common.FromHex(bindings.FloatMetaData.Bin))
	preimages = create(common.FromHex(bindings.PreimagesMetaData.Bin))
	made := create(append(common.FromHex(bindings.MachineMetaData.Bin), bindings.NewMachine().PackConstructor(preimages, floats)...))
	alloc[at] = alloc[made]
	return preimages, err
}

// Run implements gamestest.Runs. The header of a machine that has halted has the number of its steps.
func (r *reality) Run(state common.Hash, end game.Range) (*strategy.Run, uint64, error) {
	run, err := r.trace.Run(context.Background(), state, end)
	if err != nil {
		return nil, 0, err
	}
	halted, err := vm.DecodeHeader(run.End.Header)
	return run, halted.Steps, err
}

// Stride implements gamestest.Runs.
func (r *reality) Stride(state common.Hash, end game.Range, stride uint32) (*game.Tree, error) {
	return r.trace.Stride(context.Background(), state, end, stride)
}

// Witness implements gamestest.Runs.
func (r *reality) Witness(state common.Hash, end game.Range, stride, step uint32) ([]byte, error) {
	s, err := r.step(state, end, stride, step)
	if err != nil {
		return nil, err
	}
	return s.Witness, nil
}

// step remembers what it was asked for: see Step.
func (r *reality) step(state common.Hash, end game.Range, stride, step uint32) (*trace.Step, error) {
	s, err := r.trace.Step(context.Background(), state, end, stride, step)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps[crypto.Keccak256Hash(s.Witness)] = s
	return s, nil
}

// Step implements gamestest.Runs: what the trace has found the step of a witness to do. The contract does it itself, and
// has to come to the same.
func (r *reality) Step(witness []byte) (machine, following common.Hash, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.steps[crypto.Keccak256Hash(witness)]
	if s == nil {
		return machine, following, fmt.Errorf("judge a witness of %d bytes: it is none of a step that was computed", len(witness))
	}
	return s.Before, s.After, nil
}

// tracing is a challenger's computer that computes, and takes the time in L1's blocks that the game gives it.
type tracing struct {
	*process
	*reality
}

func (r *reality) computer(p *process) challenger.Computer { return tracing{p, r} }

// Ready implements challenger.Computer.
func (r tracing) Ready() strategy.Own { return r.trace.Ready() }

// Compute implements challenger.Computer.
func (r tracing) Compute(ctx context.Context, q strategy.Question) error {
	if err := r.takesTime(ctx, q); err != nil {
		return err
	}
	err := r.trace.Compute(ctx, q)
	if err == nil && q.Kind == strategy.WitnessOf {
		_, err = r.step(q.State, q.End, q.Stride, q.Step)
	}
	return err
}

// Preimage implements challenger.Computer.
func (r tracing) Preimage(q strategy.Question) (*onestep.Preimage, error) {
	s, err := r.step(q.State, q.End, q.Stride, q.Step)
	if err != nil {
		return nil, err
	}
	return s.Preimage, nil
}

// See implements challenger.Computer.
func (r tracing) See(state []byte) { r.trace.See(state) }

// Count implements challenger.Computer.
func (r tracing) Count(state []byte) (uint64, error) { return r.trace.Count(state) }

// Held implements challenger.Computer.
func (r tracing) Held() (game.Range, bool) { return r.rig.Held(), true }
