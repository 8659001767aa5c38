package onestep_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/onestep/steptest"
)

// TestProof writes witnesses as JSON and reads them back.
func TestProof(t *testing.T) {
	w := steptest.NewWalk(6)
	threads := 0
	for range 2000 {
		name := w.Next()
		witness, _, err := onestep.Prove(w.Machine)
		if err != nil {
			t.Fatal(err)
		}
		if witness.Parked != nil {
			threads++
		}
		text, err := json.Marshal(onestep.NewProof(witness))
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
		if err := w.Step(); err != nil {
			t.Fatal(err)
		}
	}
	if threads == 0 {
		t.Error("no step takes a thread")
	}
}
