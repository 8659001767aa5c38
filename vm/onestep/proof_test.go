// SPDX-License-Identifier: Apache-2.0

package onestep_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// TestProof writes proofs as JSON, reads them back and checks them.
func TestProof(t *testing.T) {
	w := steptest.NewWalk(6)
	threads, values := 0, 0
	for range 3000 {
		name := w.Next()
		witness, _, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		made, err := onestep.NewProof(w.Machine)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := json.Marshal(made)
		if err != nil {
			t.Fatal(err)
		}
		var proof onestep.Proof
		if err := json.Unmarshal(text, &proof); err != nil {
			t.Fatal(err)
		}
		got, err := proof.Witness()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Encode(), witness.Encode()) {
			t.Fatalf("%s: the witness changes on its way through %s", name, text)
		}
		if err := proof.Check(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if proof.Step != w.Steps || proof.Instruction == "" {
			t.Fatalf("%s: step %d, want %d, instruction %q", name, proof.Step, w.Steps, proof.Instruction)
		}
		if witness.Parked != nil {
			threads++
		}
		if proof.Preimage != nil {
			values++
			proof.Preimage.Value = append(proof.Preimage.Value, 0)
			if err := proof.Check(); !errors.Is(err, onestep.ErrPreimage) {
				t.Errorf("with another value: %v, want %v", err, onestep.ErrPreimage)
			}
		}
		proof.After[0] ^= 1
		if err := proof.Check(); !errors.Is(err, onestep.ErrClaim) && proof.Preimage == nil {
			t.Fatalf("%s: with another claim: %v, want %v", name, err, onestep.ErrClaim)
		}
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if threads == 0 || values == 0 {
		t.Errorf("%d steps take a thread, %d read a preimage", threads, values)
	}
}
