// SPDX-License-Identifier: Apache-2.0

package onchain_test

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// newChain has all that a walk reads.
func newChain(t testing.TB) *onchain.Chain {
	t.Helper()
	c, err := onchain.New()
	if err != nil {
		t.Fatal(err)
	}
	if err := steptest.Values().Load(c.Load); err != nil {
		t.Fatal(err)
	}
	return c
}

// seed is ADIT_SEED, so that longer runs differ.
func seed(t *testing.T) uint64 { return uint64(number(t, "ADIT_SEED", 7)) }

// steps is how many steps to compare: ADIT_STEPS, or what a run of all tests has the time for.
func steps(t *testing.T, usual int) int {
	t.Helper()
	return number(t, "ADIT_STEPS", usual)
}

func number(t *testing.T, variable string, usual int) int {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// maxGas is what a step that reads no preimage may cost in a transaction of its own.
const maxGas = 200_000

// compare does one step three times: in the whole machine, from the witness, and by the contract. It gives the gas,
// of a step that reads no preimage.
func compare(t *testing.T, chain *onchain.Chain, w *steptest.Walk, name string) uint64 {
	t.Helper()
	witness, question, err := onestep.Prove(w.Machine)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	input := witness.Encode()
	before, after, err := onestep.Step(input, steptest.Values())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	state := w.State
	gotBefore, gotAfter, gas, err := chain.Step(input)
	if err != nil || gotBefore != before || gotAfter != after {
		t.Fatalf("%s: the contract goes from %x to %x (%v), Go from %x to %x\nof %+v", name, gotBefore, gotAfter, err, before, after, state)
	}
	if err := w.Step(); err != nil {
		t.Fatal(err)
	}
	if want := w.Hash(); after != want {
		t.Fatalf("%s: the witness leads to %x, the machine to %x\nof %+v", name, after, want, state)
	}
	if question != nil {
		return 0
	}
	if gas > maxGas {
		t.Errorf("%s takes %d gas, more than %d", name, gas, maxGas)
	}
	return gas
}

// TestWalk compares steps of all kinds.
func TestWalk(t *testing.T) {
	chain := newChain(t)
	w := steptest.NewWalk(seed(t))
	var most uint64
	for range steps(t, 40_000) {
		most = max(most, compare(t, chain, w, w.Next()))
	}
	t.Logf("the dearest step takes %d gas", most)
}

// TestCompressed compares what every half word does that is an instruction of two bytes, or none.
func TestCompressed(t *testing.T) {
	chain := newChain(t)
	w := steptest.NewWalk(seed(t))
	for half := range uint32(1 << 16) {
		if half&3 != 3 {
			w.Instruction(half, 2)
			compare(t, chain, w, fmt.Sprintf("%04x", half))
		}
	}
}

// TestWords compares what words of four bytes do: instructions, words that are one but for a bit, and words at random.
func TestWords(t *testing.T) {
	chain := newChain(t)
	w := steptest.NewWalk(seed(t))
	legal := 0
	n := steps(t, 20_000)
	for range n {
		word := w.Word()
		w.Instruction(word, 4)
		compare(t, chain, w, fmt.Sprintf("%08x", word))
		if vm.Decode(word).Op != vm.Illegal {
			legal++
		}
	}
	t.Logf("%d of %d words are legal", legal, n)
}
