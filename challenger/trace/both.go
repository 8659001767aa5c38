// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/oracle"
)

// Transition is one that was run natively and in the machine.
type Transition struct {
	Native  common.Hash // the state behind it, natively
	Machine common.Hash // the same by the machine: program.Stuck of the state before it if the machine fails
	Start   common.Hash // the machine before its first step
	End     common.Hash // the machine behind its last
	Steps   uint64      // that it took
	Values  int         // preimages that were asked for
	Reason  string      // of a machine that fails: how it ended, and what it wrote to standard error
}

// Both runs a transition natively, and then in the machine without a look at what lies between start and end. Between
// two pieces of the run each is told how many steps are done, and ends the run with an error; it may be nil. The
// error is nil also when the results differ.
func (p *Program) Both(ctx context.Context, source oracle.Source, in program.Input, each func(steps uint64) error,
) (t Transition, err error) {
	r, err := p.begin(source, in)
	if err != nil {
		return t, err
	}
	m := r.machine
	t.Native, t.Start = r.native, m.Hash()
	for m.Status == vm.Running && m.Steps < guest.MaxSteps {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		if err := m.Run(min(m.Steps+lookEvery, guest.MaxSteps)); err != nil {
			return t, fmt.Errorf("run the machine behind state %s: %w", in.State, err)
		}
		if each == nil {
			continue
		}
		if err := each(m.Steps); err != nil {
			return t, err
		}
	}
	t.End, t.Steps, t.Values = m.Hash(), m.Steps, len(r.host.Values())
	t.Machine, t.Reason, err = r.outcome(in.State, m)
	return t, err
}

// Prove runs a transition natively, then in the machine up to a step, and proves that step. The machine may have
// halted before: then the step is the one that changes nothing.
func (p *Program) Prove(ctx context.Context, source oracle.Source, in program.Input, step uint64) (*onestep.Proof, error) {
	r, err := p.begin(source, in)
	if err != nil {
		return nil, err
	}
	if err := runTo(ctx, r.machine, step); err != nil {
		return nil, fmt.Errorf("run the machine behind state %s: %w", in.State, err)
	}
	return onestep.NewProof(r.machine)
}

// runTo runs a machine until it has done that many steps since its start, or has halted.
func runTo(ctx context.Context, m *fast.Machine, step uint64) error {
	for m.Status == vm.Running && m.Steps < step {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := m.Run(min(m.Steps+lookEvery, step)); err != nil {
			return fmt.Errorf("run to step %d, at %d: %w", step, m.Steps, err)
		}
	}
	return nil
}

// lookEvery is how many steps are run between two looks at the context: a fraction of a second.
const lookEvery = 1 << 26

// begun is a machine that is about to run a transition which was run natively.
type begun struct {
	host    *guest.Host
	native  common.Hash
	machine *fast.Machine
	said    *output
}

// begin runs a transition natively: the host learns what the machine will ask for.
func (p *Program) begin(source oracle.Source, in program.Input) (*begun, error) {
	r := &begun{host: guest.NewHost(checked{source}), said: new(output)}
	var err error
	if r.native, err = program.Main(r.host, in); err != nil {
		return nil, fmt.Errorf("run the transition behind state %s natively: %w", in.State, err)
	}
	r.machine, err = p.start(in, &shared{host: r.host}, r.said.write)
	return r, err
}

// values is what the preimages of the run take.
func (r *begun) values() (bytes uint64) {
	for _, v := range r.host.Values() {
		bytes += uint64(len(v))
	}
	return bytes
}

var errNoState = errors.New("read what the machine wrote: it is no state")

// outcome is the state behind the one that the machine was started with, by the machine that takes no more steps.
func (r *begun) outcome(before common.Hash, last *fast.Machine) (next common.Hash, reason string, err error) {
	out, ok := last.Outcome()
	if !ok {
		return program.Stuck(before), fmt.Sprintf("status %d, exit code %d: %s", last.Status, last.ExitCode, r.said.complaint), nil
	}
	next = common.BytesToHash(r.said.result)
	if len(r.said.result) != common.HashLength || !program.Follows(common.Hash(out), true, before, next) {
		return next, "", fmt.Errorf("%w: %x", errNoState, r.said.result)
	}
	return next, "", nil
}

// Check runs the transition that starts at a state of a claim of ours, and compares. It keeps no history, and nothing
// waits for it: it is what a party does with the time that nobody needs. each is as in Program.Both. The error is a
// *Verdict when the machine and the native run differ; that is noted as if it had come up in a dispute.
func (t *Trace) Check(ctx context.Context, state common.Hash, end game.Range, each func(steps uint64) error) (r Transition, err error) {
	k := key{state, end}
	done, err := t.work(ctx)
	if err != nil {
		return r, err
	}
	at, err := t.placeOf(ctx, k)
	done()
	if err != nil {
		return r, err
	}
	return t.checkAt(ctx, k, at, each)
}

// Patrol is Check of the transition with an index in the node's derivation, in a claim to the newest batch. Nothing is
// kept of the claim.
func (t *Trace) Patrol(ctx context.Context, index uint64, each func(steps uint64) error) (r Transition, err error) {
	tip := t.node.Tip()
	end, err := t.node.End(tip.Batches)
	if err != nil {
		return r, fmt.Errorf("read the inbox with %d batches: %w", tip.Batches, err)
	}
	before, err := t.node.State(index)
	if err != nil {
		return r, fmt.Errorf("read the state before transition %d: %w", index, err)
	}
	behind, err := t.node.State(index + 1)
	if err != nil {
		return r, fmt.Errorf("read the state behind transition %d: %w", index, err)
	}
	if err := t.still(tip); err != nil {
		return r, err
	}
	at := &place{index: index, encoded: before.Encode(), next: behind.Hash()}
	return t.checkAt(ctx, key{before.Hash(), game.Range(end)}, at, each)
}

// checkAt is Check of a transition that was found.
func (t *Trace) checkAt(ctx context.Context, k key, at *place, each func(steps uint64) error) (r Transition, err error) {
	source, err := t.source(ctx, k, at)
	if err != nil {
		return r, err
	}
	if r, err = t.program.Both(ctx, source, t.input(k), each); err != nil {
		return r, err
	}
	v, err := t.compare(k, at, &r)
	if err == nil && v != nil {
		err = v
	}
	return r, err
}

// compare holds a transition against what the node has, and notes a difference.
func (t *Trace) compare(k key, at *place, r *Transition) (*Verdict, error) {
	if r.Native != at.next {
		return nil, fmt.Errorf("run the transition behind state %s natively: it comes to %s, the node has %s on disk",
			k.state, r.Native, at.next)
	}
	t.noteLong(at, r.Steps)
	if r.Machine == r.Native {
		return nil, nil
	}
	v := &Verdict{State: k.state, Native: r.Native, Machine: r.Machine, Steps: r.Steps, Reason: r.Reason, Good: at.encoded}
	return v, t.judge(k, v)
}
