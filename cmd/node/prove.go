// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/onestep"
)

// Proven is one transition that was run by the machine.
type Proven struct {
	Transition uint64 // index
	Before     program.State
	Start      common.Hash // of the machine
	End        common.Hash // of the halted machine
	Steps      uint64
	Values     int         // preimages that it asked for
	Machine    common.Hash // state behind it, as the machine computes it
	Native     common.Hash // as the chain has it
}

// Prove derives everything that L1 carries and runs the transition that made an L2 block in the machine. progress is
// told now and then how many steps were done. The error is nil also when the results differ. A file that is no program,
// and a block that cannot be there yet, are refused before anything is derived.
func Prove(ctx context.Context, cfg Config, file []byte, number uint64, progress func(steps uint64), log *slog.Logger,
) (p Proven, err error) {
	err = withEvidence(ctx, cfg, file, number, log, func(loaded *trace.Program, e *stateroot.Evidence) error {
		p, err = proveTransition(ctx, e, loaded, progress)
		return err
	})
	return p, err
}

// ProveStep does so up to a step of the machine, and proves that step as L1 would have it done.
func ProveStep(ctx context.Context, cfg Config, file []byte, number, step uint64, log *slog.Logger) (p *onestep.Proof, err error) {
	err = withEvidence(ctx, cfg, file, number, log, func(loaded *trace.Program, e *stateroot.Evidence) error {
		p, err = loaded.Prove(ctx, e, e.Input(), step)
		return err
	})
	return p, err
}

// withEvidence derives everything that L1 carries, and hands over what proves the transition that made an L2 block.
func withEvidence(ctx context.Context, cfg Config, file []byte, number uint64, log *slog.Logger,
	use func(*trace.Program, *stateroot.Evidence) error) (err error) {
	b, err := open(&cfg, true, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.closeAll()) }()
	loaded, err := trace.OpenProgram(file)
	if err != nil {
		return wrongSettings(fmt.Errorf("program to prove with: %w", err))
	}
	if err := b.checkL1(ctx); err != nil {
		return err
	}
	if err := b.possible(ctx, number); err != nil {
		return err
	}
	at, err := b.catchUp(ctx, log)
	if err != nil {
		return err
	}
	index, err := b.deriver.Transition(number)
	if errors.Is(err, stateroot.ErrNotDerived) {
		err = wrongSettings(fmt.Errorf("L1 leads to block %d, not to block %d", at.Number, number))
	}
	if err != nil {
		return err
	}
	end, err := b.deriver.End(at.Batches)
	if err != nil {
		return err
	}
	evidence, err := b.deriver.Evidence(ctx, index, end)
	if err != nil {
		return err
	}
	return use(loaded, evidence)
}

// possible refuses a block that L1 cannot lead to by now. Blocks are at least a second apart, and none is further
// ahead of L1 than the rollup allows.
func (b *base) possible(ctx context.Context, number uint64) error {
	if number == 0 {
		return wrongSettings(errors.New("block 0 is the genesis block: nothing makes it"))
	}
	head, err := b.l1.Head(ctx)
	if err != nil {
		return err
	}
	newest, err := b.l1.BlockByHash(ctx, head.Hash)
	if err != nil {
		return err
	}
	latest := newest.Time + b.rollup.MaxDrift
	if most := latest - min(latest, b.rollup.GenesisTime); number > most {
		return wrongSettings(fmt.Errorf("L1 cannot lead to block %d yet: by its time there are %d blocks at most", number, most))
	}
	return nil
}

// proveTransition runs one transition in the machine, natively first.
func proveTransition(ctx context.Context, e *stateroot.Evidence, loaded *trace.Program, progress func(steps uint64)) (Proven, error) {
	t, err := loaded.Both(ctx, e, e.Input(), func(steps uint64) error {
		progress(steps)
		return nil
	})
	if err == nil && t.Reason != "" {
		err = fmt.Errorf("run the machine: it is stuck after %d steps: %s", t.Steps, t.Reason)
	}
	return Proven{
		Transition: e.Transition, Before: e.Before, Start: t.Start, End: t.End, Steps: t.Steps, Values: t.Values,
		Machine: t.Machine, Native: t.Native,
	}, err
}
