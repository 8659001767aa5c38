// SPDX-License-Identifier: Apache-2.0

package onestep_test

import (
	"errors"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// witnesses are those of a walk's steps, one for each kind.
func witnesses(t testing.TB, seed uint64, steps int) map[string][]byte {
	t.Helper()
	w := steptest.NewWalk(seed)
	all := map[string][]byte{}
	for range steps {
		name := w.Next()
		witness, _, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = witness.Encode()
		if err := w.Step(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return all
}

// TestOneWitness changes every byte, cuts everywhere and adds bytes. What is not refused must be the witness of another
// machine: there is one witness for each.
func TestOneWitness(t *testing.T) {
	for name, witness := range witnesses(t, 2, 120) {
		t.Run(name, func(t *testing.T) {
			want, _, err := onestep.Step(witness, steptest.Values())
			if err != nil {
				t.Fatal(err)
			}
			for i := range witness {
				mutant := append([]byte{}, witness...)
				mutant[i] ^= 1 << (i % 8)
				before, _, err := onestep.Step(mutant, steptest.Values())
				if err == nil && before == want {
					t.Fatalf("a witness with byte %d of %d changed is taken", i, len(witness))
				}
				if behind := i - vm.HeaderSize - 32; err == nil && behind >= 0 {
					t.Fatalf("a witness with byte %d of its paths changed is taken", behind)
				}
				if i%5 != 0 {
					continue
				}
				if _, _, err := onestep.Step(witness[:i], steptest.Values()); !errors.Is(err, onestep.ErrShort) {
					t.Fatalf("a witness cut at byte %d of %d: %v", i, len(witness), err)
				}
			}
			for _, more := range []int{1, 32, vm.ParkedSize, 32 * 28} {
				long := append(append([]byte{}, witness...), make([]byte, more)...)
				if _, _, err := onestep.Step(long, steptest.Values()); !errors.Is(err, onestep.ErrLong) {
					t.Errorf("a witness with %d bytes more: %v", more, err)
				}
			}
		})
	}
}

// TestRefusal has a witness of each kind that is refused.
func TestRefusal(t *testing.T) {
	all := witnesses(t, 3, 6000)
	for _, c := range []struct {
		name   string
		kind   string
		change func(b []byte)
		want   error
	}{
		{"an odd pc", "add", func(b []byte) { b[7] ^= 1 }, onestep.ErrHeader},
		{"a status that there is not", "add", func(b []byte) { b[vm.HeaderSize-2] = 3 }, onestep.ErrHeader},
		{"another memory", "add", func(b []byte) { b[vm.HeaderSize] ^= 1 }, onestep.ErrPath},
		{"another thread", "system call 93", func(b []byte) { b[len(b)-1] ^= 1 }, onestep.ErrThread},
	} {
		witness := append([]byte{}, all[c.kind]...)
		c.change(witness)
		if _, _, err := onestep.Step(witness, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if _, _, err := onestep.Step(nil, nil); !errors.Is(err, onestep.ErrShort) {
		t.Errorf("nothing: %v, want %v", err, onestep.ErrShort)
	}
}

// TestNoPreimage takes away what a step reads.
func TestNoPreimage(t *testing.T) {
	w := steptest.NewWalk(4)
	for range 100_000 {
		w.Next()
		witness, question, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		if question != nil {
			if _, _, err := onestep.Step(witness.Encode(), nil); !errors.Is(err, onestep.ErrPreimage) {
				t.Errorf("got %v, want %v", err, onestep.ErrPreimage)
			}
			return
		}
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("no step reads a preimage")
}

// FuzzStep takes any bytes for a witness. What is taken has one form: nothing can be left out.
func FuzzStep(f *testing.F) {
	for _, witness := range witnesses(f, 5, 100) {
		f.Add(witness)
	}
	f.Fuzz(func(t *testing.T, witness []byte) {
		before, after, err := onestep.Step(witness, steptest.Values())
		if err != nil {
			return
		}
		again, last, err := onestep.Step(append([]byte{}, witness...), steptest.Values())
		if err != nil || again != before || last != after {
			t.Fatalf("%x to %x, then %x to %x, %v", before, after, again, last, err)
		}
		if _, _, err := onestep.Step(witness[:len(witness)-1], steptest.Values()); !errors.Is(err, onestep.ErrShort) {
			t.Fatalf("taken without its last byte: %v", err)
		}
	})
}
