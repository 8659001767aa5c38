// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/oracle"
)

// question is what a precompile was asked.
type question struct {
	precompile byte
	input      []byte
}

// asker notes what precompiles are asked, which their keys do not say.
type asker struct {
	*world
	questions map[oracle.Key]question
}

func (a *asker) Precompile(number byte, input []byte) ([]byte, bool, error) {
	if key, err := oracle.PrecompileKey(number, input); err == nil {
		a.questions[key] = question{number, bytes.Clone(input)} // which lies in the caller's memory
	}
	return a.world.Precompile(number, input)
}

// errRead stops a machine before a step that reads a preimage.
var errRead = errors.New("the next step reads")

// stopping is an oracle that stops its machine before each read, until it is allowed.
type stopping struct {
	vm.Preimages
	allowed bool
	key     oracle.Key
	offset  uint64
}

func (s *stopping) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	if s.key, s.offset = oracle.Key(key), offset; !s.allowed {
		return vm.Chunk{}, errRead
	}
	return s.Preimages.Preimage(key, offset)
}

// Asked implements onestep.Asker.
func (s *stopping) Asked(key vm.Hash) (precompile byte, input []byte, ok bool) {
	return s.Preimages.(onestep.Asker).Asked(key)
}

// reader runs the program for one transition and does some of the steps that read preimages by the contract as well.
type reader struct {
	chain   *onchain.Chain
	asker   *asker
	host    *guest.Host
	stops   *stopping
	machine *fast.Machine
	values  int // steps that have read a value
	answers int // and those that have read what a precompile answers
}

// TestReadsOnChain stops the program before it reads a preimage and does such steps by the contract: those that read
// the answer of a precompile, which L1's own gives it, and one in 40 of the others. A transition is run if it asks a
// precompile that no transition before has asked.
func TestReadsOnChain(t *testing.T) {
	p := guestProgram(t)
	w, made := life(t)
	chain, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	asked := map[byte]int{}
	values := 0
	for i, l := range made {
		r := &reader{chain: chain, asker: &asker{w, map[oracle.Key]question{}}}
		r.host = guest.NewHost(r.asker)
		in := program.Input{State: w.keep(l.before.Encode()), End: w.keep(w.end.Encode()), Rollup: w.keep(w.rollup.Canonical())}
		if _, err := program.Main(r.host, in); err != nil {
			t.Fatal(err)
		}
		unasked := false
		for _, q := range r.asker.questions {
			unasked = unasked || asked[q.precompile] == 0
		}
		if !unasked {
			continue
		}
		for _, q := range r.asker.questions {
			asked[q.precompile]++
		}
		r.stops = &stopping{Preimages: r.host}
		if r.machine, err = p.Start(in.Encode(), r.stops, nil); err != nil {
			t.Fatal(err)
		}
		r.run(t)
		if r.machine.Status != vm.Exited || r.machine.ExitCode != 0 {
			t.Fatalf("transition %d: the program ends with status %d, exit code %d; `make guest` builds the one of this tree", i, r.machine.Status, r.machine.ExitCode)
		}
		if r.answers < len(r.asker.questions) {
			t.Errorf("transition %d: the program has read %d answers to %d questions", i, r.answers, len(r.asker.questions))
		}
		values += r.values
	}
	t.Logf("%d reads of values, questions by precompile: %v", values, asked)
	for _, precompile := range []byte{oracle.Ecrecover, oracle.Bn254Add, oracle.Bn254Pairing} {
		if asked[precompile] == 0 {
			t.Errorf("precompile %d is not asked", precompile)
		}
	}
}

func (r *reader) run(t *testing.T) {
	t.Helper()
	const apart = 40
	for n := 0; r.machine.Status == vm.Running; n++ {
		err := r.machine.Run(guest.MaxSteps)
		if err == nil {
			break
		}
		if !errors.Is(err, errRead) {
			t.Fatalf("step %d: %v", r.machine.Steps, err)
		}
		_, isAnswer := r.asker.questions[r.stops.key]
		switch {
		case isAnswer:
			r.answers++
		case n%apart == 0:
			r.values++
		default:
			r.step(t)
			continue
		}
		r.both(t, isAnswer)
	}
}

// both does a step by the contract and in the machine, by a proof that brings along what the step reads from.
func (r *reader) both(t *testing.T, isAnswer bool) {
	t.Helper()
	r.stops.allowed = true
	proof, err := onestep.NewProof(r.machine)
	if err != nil {
		t.Fatalf("step %d: %v", r.machine.Steps, err)
	}
	if (proof.Preimage.Question != nil) != isAnswer {
		t.Fatalf("step %d: the proof brings along %+v; an answer: %v", r.machine.Steps, proof.Preimage, isAnswer)
	}
	if err := proof.Check(); err != nil {
		t.Fatalf("step %d: %v", r.machine.Steps, err)
	}
	witness, err := proof.Witness()
	if err == nil {
		err = r.chain.Bring(proof.Preimage)
	}
	if err != nil {
		t.Fatalf("step %d: %v", r.machine.Steps, err)
	}
	before, after, _, err := r.chain.Step(witness.Encode())
	if want := r.machine.Hash(); err != nil || before != want {
		t.Fatalf("step %d: the contract goes on from %x (%v), want %x; key %x at %d", r.machine.Steps, before, err, want, proof.Preimage.Key, proof.Preimage.Offset)
	}
	r.step(t)
	if want := r.machine.Hash(); after != want {
		t.Fatalf("step %d: the contract comes to %x, the machine to %x; key %x at %d", r.machine.Steps, after, want, proof.Preimage.Key, proof.Preimage.Offset)
	}
}

// step does the step that reads.
func (r *reader) step(t *testing.T) {
	t.Helper()
	r.stops.allowed = true
	if err := r.machine.Step(); err != nil {
		t.Fatal(err)
	}
	r.stops.allowed = false
}
