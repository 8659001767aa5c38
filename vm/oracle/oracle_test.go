// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"bytes"
	"errors"
	"testing"
)

// TestRead puts the words of values together.
func TestRead(t *testing.T) {
	for _, length := range []int{0, 1, 31, 32, 33, 64, 100} {
		value := bytes.Repeat([]byte{7}, length)
		var got []byte
		for offset := 0; offset <= length; offset += Word {
			word, err := Read(value, uint64(offset))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, word[:]...)
		}
		if !bytes.Equal(got[:length], value) || !bytes.Equal(got[length:], make([]byte, len(got)-length)) {
			t.Errorf("a value of %d bytes reads %x", length, got)
		}
		for _, offset := range []int{1, 31, 33, (length/Word + 1) * Word} {
			if _, err := Read(value, uint64(offset)); !errors.Is(err, ErrNoWord) {
				t.Errorf("read of %d bytes at %d: %v", length, offset, err)
			}
		}
	}
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		name       string
		precompile byte
		input      []byte
		output     int // bytes; -1: refused, -2: not asked
	}{
		{"no signature", Ecrecover, make([]byte, ecrecoverBytes), 0},
		{"a short one", Ecrecover, make([]byte, ecrecoverBytes-1), -2},
		{"infinity and infinity", Bn254Add, make([]byte, addBytes), 64},
		{"no point", Bn254Add, bytes.Repeat([]byte{1}, addBytes), -1},
		{"no pairs", Bn254Pairing, nil, 32},
		{"half a pair", Bn254Pairing, make([]byte, pairBytes/2), -2},
		{"nothing to the power of nothing", Modexp, make([]byte, modexpHead), 0},
		{"operands that are not there", Modexp, append(make([]byte, 31), 1), -2},
		{"operands too large to count", Modexp, bytes.Repeat([]byte{0xff}, modexpHead), -2},
		{"blake2f with a flag of 2", Blake2f, append(make([]byte, blake2fBytes-1), 2), -2},
		{"sha256, which is computed", 2, nil, -2},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer, err := Answer(c.precompile, c.input)
			if errors.Is(err, ErrNotAsked) != (c.output == -2) {
				t.Fatalf("answer %x, %v", answer, err)
			}
			if _, keyErr := PrecompileKey(c.precompile, c.input); errors.Is(keyErr, ErrNotAsked) != (c.output == -2) {
				t.Fatalf("key: %v", keyErr)
			}
			if err != nil {
				return
			}
			output, ok, err := Output(answer)
			if err != nil || ok != (c.output >= 0) || ok && len(output) != c.output {
				t.Errorf("output %x, %v, %v", output, ok, err)
			}
		})
	}
	for _, bad := range [][]byte{nil, {2}, {0, 1}} {
		if _, _, err := Output(bad); err == nil {
			t.Errorf("%x passes for an answer", bad)
		}
	}
}

// FuzzAnswer asks about anything: a key and a price exist exactly where an answer does.
func FuzzAnswer(f *testing.F) {
	f.Add(byte(Modexp), make([]byte, modexpHead))
	f.Add(byte(Blake2f), make([]byte, blake2fBytes))
	f.Fuzz(func(t *testing.T, precompile byte, input []byte) {
		_, keyErr := PrecompileKey(precompile, input)
		gas, gasErr := L1Gas(precompile, input)
		if (keyErr == nil) != (gasErr == nil) {
			t.Fatalf("key %v, price %v", keyErr, gasErr)
		}
		if gasErr != nil || gas > MaxL1Gas {
			return
		}
		answer, err := Answer(precompile, input)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := Output(answer); err != nil {
			t.Fatal(err)
		}
	})
}
