// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/guest"
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
func Prove(ctx context.Context, cfg Config, file []byte, number uint64, progress func(steps uint64), log *slog.Logger) (p Proven, err error) {
	b, err := open(&cfg, true, log)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, b.closeAll()) }()
	if _, err := guest.Load(file); err != nil {
		return p, wrongSettings(fmt.Errorf("program to prove with: %w", err))
	}
	if err := b.checkL1(ctx); err != nil {
		return p, err
	}
	if err := b.possible(ctx, number); err != nil {
		return p, err
	}
	at, err := b.catchUp(ctx, log)
	if err != nil {
		return p, err
	}
	index, err := b.deriver.Transition(number)
	if errors.Is(err, stateroot.ErrNotDerived) {
		err = wrongSettings(fmt.Errorf("L1 leads to block %d, not to block %d", at.Number, number))
	}
	if err != nil {
		return p, err
	}
	end, err := b.deriver.End(at.Batches)
	if err != nil {
		return p, err
	}
	evidence, err := b.deriver.Evidence(ctx, index, end)
	if err != nil {
		return p, err
	}
	return ProveTransition(ctx, evidence, file, progress)
}

// possible refuses a block that L1 cannot lead to by now. Blocks are at least a second apart, and none is further ahead of L1
// than the rollup allows.
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

// stride is how many steps are run between two looks at the context.
const stride = 1 << 26

// ProveTransition runs one transition in the machine, natively first.
func ProveTransition(ctx context.Context, e *stateroot.Evidence, file []byte, progress func(steps uint64)) (p Proven, err error) {
	host, in := guest.NewHost(e), e.Input()
	if p.Native, err = program.Main(host, in); err != nil {
		return p, fmt.Errorf("native run: %w", err)
	}
	var output, complaint []byte
	loaded, err := guest.Load(file)
	if err != nil {
		return p, err
	}
	m, err := loaded.Start(in.Encode(), host, func(stream int, data []byte) {
		if stream == 1 {
			output = append(output, data...)
		} else {
			complaint = append(complaint, data...)
		}
	})
	if err != nil {
		return p, err
	}
	p.Transition, p.Before, p.Start = e.Transition, e.Before, m.Hash()
	for m.Status == vm.Running && m.Steps < guest.MaxSteps {
		if err := ctx.Err(); err != nil {
			return p, err
		}
		if err := m.Run(min(m.Steps+stride, guest.MaxSteps)); err != nil {
			return p, fmt.Errorf("machine at step %d: %w", m.Steps, err)
		}
		progress(m.Steps)
	}
	p.End, p.Steps, p.Values = m.Hash(), m.Steps, len(host.Values())
	p.Machine = common.BytesToHash(output)
	if chain, ok := m.Outcome(); !program.Follows(common.Hash(chain), ok, in.State, p.Machine) {
		p.Machine = program.Stuck(in.State)
		return p, fmt.Errorf("the machine is stuck after %d steps: status %d, exit code %d: %s", m.Steps, m.Status, m.ExitCode, complaint)
	}
	return p, nil
}
