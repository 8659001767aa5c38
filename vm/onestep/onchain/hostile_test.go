// SPDX-License-Identifier: Apache-2.0

package onchain_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/onchain"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// reasons are all that a witness is refused for.
var reasons = []error{onestep.ErrHeader, onestep.ErrShort, onestep.ErrLong, onestep.ErrPath, onestep.ErrThread, onestep.ErrPreimage}

// judge has both twins judge a witness.
type judge struct {
	chain *onchain.Chain
	seen  map[error]int
}

// check holds that both refuse it for the same reason, or give the same hashes.
func (j *judge) check(t testing.TB, name string, witness []byte) {
	t.Helper()
	before, after, want := onestep.Step(witness, steptest.Values())
	gotBefore, gotAfter, _, got := j.chain.Step(witness)
	for _, reason := range reasons {
		if errors.Is(want, reason) != errors.Is(got, reason) {
			t.Fatalf("%s: the contract says %v, Go says %v of %x", name, got, want, witness)
		}
		if errors.Is(got, reason) {
			j.seen[reason]++
		}
	}
	if (want == nil) != (got == nil) || want == nil && (gotBefore != before || gotAfter != after) {
		t.Fatalf("%s: the contract goes from %x to %x (%v), Go from %x to %x (%v) of %x", name, gotBefore, gotAfter, got, before, after, want, witness)
	}
}

// oracleKey is where in a header the key of the preimage is.
const oracleKey = vm.HeaderSize - 34 - 170

// TestHostile changes a bit here and there, cuts witnesses and makes them longer.
func TestHostile(t *testing.T) {
	w := steptest.NewWalk(8)
	j := judge{newChain(t), map[error]int{}}
	for i := range 2000 {
		name := w.Next()
		proof, question, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		witness := proof.Encode()
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
		if i%10 != 0 && question == nil {
			continue
		}
		for at := i % 7; at < len(witness); at += 7 {
			mutant := append([]byte{}, witness...)
			mutant[at] ^= 1 << (at % 8)
			j.check(t, name, mutant)
			if at%31 == 0 {
				j.check(t, name, witness[:at])
			}
		}
		if question != nil {
			mutant := append([]byte{}, witness...)
			mutant[oracleKey] ^= 1
			j.check(t, name, mutant)
		}
		for _, more := range []int{1, 32, vm.ParkedSize} {
			j.check(t, name, append(append([]byte{}, witness...), make([]byte, more)...))
		}
	}
	for _, reason := range reasons {
		if j.seen[reason] == 0 {
			t.Errorf("nothing is refused because %v", reason)
		}
	}
}

// TestHeaders sets fields of headers to values at the edge of what a machine can have.
func TestHeaders(t *testing.T) {
	const (
		threadEnd = vm.ThreadSize
		borders   = threadEnd + 3*8 + 1 + 8
		scheduler = borders + 3*8 + 4
		input     = scheduler + 2 + 8 + 2*32 + 32 + 8
		status    = vm.HeaderSize - 2
	)
	pages := []uint64{0, 1, vm.PageSize - 1, vm.PageSize, vm.PageSize + 1, 3 * vm.PageSize, 7 * vm.PageSize, vm.StackStart - 1, vm.StackStart, vm.StackStart + 1, vm.StackStart + vm.PageSize, 1<<64 - vm.PageSize}
	bytes := []uint64{0, 1, 2, 3, 4, 127, 128, 129, 255}
	fields := []struct {
		at, size int
		values   []uint64
	}{
		{0, 8, []uint64{0, 1, 1<<64 - 1, 1<<64 - 2, vm.PageSize}},
		{threadEnd - 29, 1, bytes}, // wait
		{threadEnd + 24, 1, bytes}, // phase
		{borders, 8, pages}, {borders + 8, 8, pages}, {borders + 16, 8, pages},
		{scheduler, 1, bytes}, {scheduler + 1, 1, bytes},
		{input, 1, bytes}, {input + 1, 1, bytes},
		{status, 1, bytes}, {status + 1, 1, bytes},
	}
	j := judge{newChain(t), map[error]int{}}
	w := steptest.NewWalk(10)
	for range 40 {
		name := w.Next()
		proof, _, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range fields {
			for _, v := range f.values {
				var b [8]byte
				binary.BigEndian.PutUint64(b[:], v)
				witness := proof.Encode()
				copy(witness[f.at:], b[8-f.size:])
				j.check(t, fmt.Sprintf("%s, %d at %d", name, v, f.at), witness)
			}
		}
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
	}
}

// FuzzStep takes any bytes for a witness.
func FuzzStep(f *testing.F) {
	w := steptest.NewWalk(11)
	for range 40 {
		w.Next()
		proof, _, err := onestep.Prove(w.Machine)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(proof.Encode())
		if err := w.Step(); err != nil {
			f.Fatal(err)
		}
	}
	j := judge{newChain(f), map[error]int{}}
	f.Fuzz(func(t *testing.T, witness []byte) { j.check(t, "fuzz", witness) })
}
