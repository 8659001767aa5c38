// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/stateroot/program"
)

// Config is the operator's part.
type Config struct {
	// Dir is a folder for histories and verdicts, made if it does not exist; "" keeps nothing over a restart.
	Dir string
	// TreesMB is memory for trees, half of it for strides of 64 MiB each; 0 means 1,024.
	TreesMB int
	// MachMB is memory for the machines by which one goes back in runs; 0 means 2,048.
	MachMB int
	// DiskMB is room in Dir for histories; 0 means 4,096, which is 128 strides.
	DiskMB int
	// Workers is how many goroutines hash a stride; 0 means one for each core.
	Workers int
	// Doubt is how many steps a block may be charged before its transition is run in the machine ahead of a claim; 0
	// means half of what a transition may take.
	Doubt uint64
	// Progress is told now and then how far a run is; nil is nobody.
	Progress func(q strategy.Question, steps uint64)
}

const (
	usualTreesMB = 1 << 10
	usualMachMB  = 2 << 10
	usualDiskMB  = 4 << 10
)

// Validate gives all complaints.
func (c *Config) Validate() error {
	var all []error
	for _, n := range []struct {
		name  string
		value int
	}{{"TreesMB", c.TreesMB}, {"MachMB", c.MachMB}, {"DiskMB", c.DiskMB}, {"Workers", c.Workers}} {
		if n.value < 0 {
			all = append(all, fmt.Errorf("set %s to 0 or more: it is %d", n.name, n.value))
		}
	}
	return errors.Join(all...)
}

func orUsual(n, usual int) int {
	if n == 0 {
		return usual
	}
	return n
}

// key names what follows a state in a derivation to an end.
type key struct {
	state common.Hash
	end   game.Range
}

// strideKey names a stride of the run of a key.
type strideKey struct {
	key
	stride uint32
}

// Trace computes histories and keeps them. Its methods may be called from any goroutine.
type Trace struct {
	cfg     Config
	node    Node
	program *Program
	params  common.Hash // of the rollup, see params.Params
	log     *slog.Logger
	disk    *disk

	working  chan struct{}          // holds one token, which whoever computes has taken
	machines *cache[key, *machines] // owned by whoever computes

	mu       sync.Mutex
	seen     map[common.Hash][]byte        // guarded by mu; encoded states, by their hashes
	known    map[key]bool                  // guarded by mu; claims that were computed once. false: the state is not ours
	claims   *cache[key, *claim]           // guarded by mu
	runs     *cache[key, *strategy.Run]    // guarded by mu
	strides  *cache[strideKey, *game.Tree] // guarded by mu
	spans    map[strideKey]common.Hash     // guarded by mu; roots of all strides that were ever hashed
	steps    *cache[stepKey, *Step]        // guarded by mu
	verdicts map[key]*Verdict              // guarded by mu; of transitions on which the machine and the native run differ
	sure     *sure                         // guarded by mu; transitions in doubt that came out right
	long     map[uint64]uint64             // guarded by mu; see Long
}

// New keeps what is computed in cfg.Dir, and finds there what was computed before. params is the hash of the rollup's
// constants. Without a program (nil) there is no machine: claims can be computed, and nothing below them.
func New(cfg Config, node Node, p *Program, params common.Hash, log *slog.Logger) (*Trace, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.Workers == 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	if cfg.Doubt == 0 {
		cfg.Doubt = usualDoubt
	}
	trees := uint64(orUsual(cfg.TreesMB, usualTreesMB)) << 20
	t := &Trace{
		cfg: cfg, node: node, program: p, params: params, log: log,
		working:  make(chan struct{}, 1),
		machines: newCache[key, *machines](uint64(orUsual(cfg.MachMB, usualMachMB)) << 20),
		seen:     make(map[common.Hash][]byte), known: make(map[key]bool),
		claims:  newCache[key, *claim](trees / 4),
		runs:    newCache[key, *strategy.Run](trees / 4),
		strides: newCache[strideKey, *game.Tree](trees / 2),
		spans:   make(map[strideKey]common.Hash),
		steps:   newCache[stepKey, *Step](stepsRoom),
		long:    make(map[uint64]uint64),
	}
	var template common.Hash
	if p != nil {
		template = p.Template()
	}
	var err error
	if t.disk, err = openDisk(cfg.Dir, uint64(orUsual(cfg.DiskMB, usualDiskMB))<<20, template, params, log); err != nil {
		return nil, err
	}
	if t.verdicts, err = t.disk.verdicts(); err != nil {
		return nil, err
	}
	t.sure = newSure(hashesOf(t.disk.load(t.disk.name("sure", key{}, 0))))
	t.working <- struct{}{}
	return t, nil
}

// See makes the bytes of an L2 state known, such as an assertion shows them. They need not be right. Claims are asked
// for by the hashes of states that were seen; those at the end of a claim of ours are known without.
func (t *Trace) See(state []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.see(state)
}

// see is See. mu is held.
func (t *Trace) see(state []byte) {
	if len(state) > 0 {
		t.seen[crypto.Keccak256Hash(state)] = state
	}
}

// Compute answers a question, unless that was done. The answer is then to be had from Ready, until there is no room for
// it any more; that a state is not ours is an answer, too. The error is a *Verdict where the machine and the native run
// differ; anything else says what is missing for now.
func (t *Trace) Compute(ctx context.Context, q strategy.Question) (err error) {
	k := key{q.State, q.End}
	if t.program == nil && q.Kind != strategy.ClaimOf {
		return fmt.Errorf("compute %s: there is no program to run", q)
	}
	switch q.Kind {
	case strategy.ClaimOf:
		_, err = t.Claim(ctx, q.State, q.End)
	case strategy.RunOf:
		_, err = t.Run(ctx, q.State, q.End)
	case strategy.StrideOf:
		_, err = t.Stride(ctx, q.State, q.End, q.Stride)
	case strategy.WitnessOf:
		_, err = t.Step(ctx, q.State, q.End, q.Stride, q.Step)
	case strategy.CheckOf:
		err = t.check(ctx, k)
	default:
		return fmt.Errorf("answer a question of kind %d about state %s: there is none", q.Kind, k.state)
	}
	if err != nil && !errors.Is(err, strategy.ErrNotOurs) {
		return fmt.Errorf("compute %s: %w", q, err)
	}
	return nil
}

// work waits until nobody computes. The caller ends it.
func (t *Trace) work(ctx context.Context) (end func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case <-t.working:
		return func() { t.working <- struct{}{} }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// input is what the machine is started with.
func (t *Trace) input(k key) program.Input {
	return program.Input{State: k.state, End: k.end.Hash(), Rollup: t.params}
}
