// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/history"
	"github.com/layeredpow/adit/vm/oracle"
)

// strides is how many of them a run has at most.
const strides = guest.MaxSteps / history.Stride

// runOverhead is more than what a run takes in memory besides its tree, its machines and their preimages.
const runOverhead = 1 << 20

// machines are those of one run, to go back to any of its steps.
type machines struct {
	history *history.Run
	run     *strategy.Run
	hashes  []common.Hash // behind each stride
}

// Run is how the machine runs on the transition that starts at a state of a claim of ours. Behind the end of the
// claim the program finds nothing to do, and behind a stuck state, too.
func (t *Trace) Run(ctx context.Context, state common.Hash, end game.Range) (*strategy.Run, error) {
	k := key{state, end}
	if r, err := t.readyRun(k); !errors.Is(err, strategy.ErrNotYet) {
		return r, err
	}
	done, err := t.work(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	return t.run(ctx, k)
}

// run is Run for who computes.
func (t *Trace) run(ctx context.Context, k key) (*strategy.Run, error) {
	if r, err := t.readyRun(k); !errors.Is(err, strategy.ErrNotYet) {
		return r, err
	}
	r, n, err := t.keptRun(k)
	if err != nil {
		return nil, err
	}
	if r == nil {
		m, err := t.rerun(ctx, k)
		if err != nil {
			return nil, err
		}
		r, n = m.run, len(m.hashes)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.runs.put(k, r, treeBytes(n))
	return r, nil
}

// keptRun is a run that was computed before, and how many strides it has; nil if it was not.
func (t *Trace) keptRun(k key) (*strategy.Run, int, error) {
	if m, ok := t.machines.get(k); ok {
		return m.run, len(m.hashes), nil
	}
	r, n, err := t.disk.run(k)
	if r != nil {
		r.End.Template = t.program.template
	}
	return r, n, err
}

// machinesOf are the machines of a run. They are made again if there was no room for them.
func (t *Trace) machinesOf(ctx context.Context, k key) (*machines, error) {
	if m, ok := t.machines.get(k); ok {
		return m, nil
	}
	return t.rerun(ctx, k)
}

// rerun runs a transition natively and in the machine, and keeps what comes of it. That a machine fails is no error:
// it is known how it runs.
func (t *Trace) rerun(ctx context.Context, k key) (*machines, error) {
	at, err := t.placeOf(ctx, k)
	if err != nil {
		return nil, err
	}
	source, err := t.source(ctx, k, at)
	if err != nil {
		return nil, err
	}
	r, err := t.program.begin(source, t.input(k))
	if err != nil {
		return nil, err
	}
	m, err := t.follow(ctx, k, r.machine)
	if err != nil {
		return nil, fmt.Errorf("run the machine behind state %s: %w", k.state, err)
	}
	ran := Transition{Native: r.native, Steps: m.history.Machine().Steps}
	if ran.Machine, ran.Reason, err = r.outcome(k.state, m.history.Machine()); err != nil {
		return nil, err
	}
	m.history.End()
	v, err := t.compare(k, at, &ran)
	if err == nil && v != nil && !v.Stuck() {
		err = v
	}
	if err != nil {
		return nil, err
	}
	if v == nil {
		t.cameOut(k)
	}
	t.machines.put(k, m, m.history.Bytes()+runOverhead+r.values())
	t.disk.keepRun(k, m.run, m.hashes)
	return m, nil
}

// follow runs a machine to its end, or to as many steps as it may take, and commits to every stride.
func (t *Trace) follow(ctx context.Context, k key, start *fast.Machine) (*machines, error) {
	m := &machines{run: &strategy.Run{Start: start.Hash()}}
	m.history = history.New(start, t.machines.room)
	for at := m.history.Machine(); at.Status == vm.Running && at.Steps < guest.MaxSteps; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		h, err := m.history.Next()
		if err != nil {
			return nil, err
		}
		m.hashes = append(m.hashes, h)
		t.machines.shrink(m.history.Bytes(), 0)
		if t.cfg.Progress != nil && len(m.hashes)%progressEvery == 0 {
			t.cfg.Progress(strategy.Question{Kind: strategy.RunOf, State: k.state, End: k.end}, at.Steps)
		}
	}
	last := m.history.Machine()
	header := last.Header()
	m.run.End = game.Run{Template: t.program.template, Header: header[:], MemoryRoot: last.Memory().Root()}
	var err error
	m.run.Tree, err = game.NewTree(game.Strides.Height(), m.hashes)
	return m, err
}

// progressEvery is how many strides lie between two reports.
const progressEvery = 64

// source answers what the program asks for on its way through a transition.
func (t *Trace) source(ctx context.Context, k key, at *place) (oracle.Source, error) {
	if at.stuck {
		return stuckSource{k.state, at.encoded}, nil
	}
	e, err := t.node.Evidence(ctx, at.index, program.End(k.end))
	if err != nil {
		return nil, fmt.Errorf("gather what proves transition %d: %w", at.index, err)
	}
	return e, nil
}

// checked believes no disk: the contract takes no value that does not have its hash.
type checked struct{ oracle.Source }

// Value implements oracle.Source.
func (c checked) Value(hash common.Hash) ([]byte, error) {
	v, err := c.Source.Value(hash)
	if err == nil && crypto.Keccak256Hash(v) != hash {
		return nil, fmt.Errorf("read the value with hash %s: the node has %d bytes with another hash", hash, len(v))
	}
	return v, err
}

// output is what the program writes, as far as anybody looks at it.
type output struct{ result, complaint []byte }

const maxOutput = 1 << 10

func (o *output) write(stream int, data []byte) {
	to := &o.result
	if stream != 1 {
		to = &o.complaint
	}
	*to = append(*to, data[:min(len(data), maxOutput-len(*to))]...)
}

// shared is a host that several machines ask.
type shared struct {
	mu   sync.Mutex
	host *guest.Host // guarded by mu
}

// Preimage implements vm.Preimages.
func (s *shared) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.host.Preimage(key, offset)
}

// Asked implements onestep.Asker.
func (s *shared) Asked(key vm.Hash) (precompile byte, input []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.host.Asked(key)
}
