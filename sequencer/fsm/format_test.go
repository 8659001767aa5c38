// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"
)

// What is kept begins with its format, and what begins with another one is not read, whatever follows.
func TestFormat(t *testing.T) {
	entry, err := Encode(&Seal{Number: 5})
	if err != nil {
		t.Fatal(err)
	}
	state, err := at(1, 2).Encode()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		b    []byte
		read func([]byte) error
	}{
		{"entry", entry, func(b []byte) error { _, err := Decode(b); return err }},
		{"state", state, func(b []byte) error { _, err := DecodeState(b); return err }},
	} {
		if err := errors.Join(c.read(c.b), Known(c.b)); err != nil || c.b[0] != Format {
			t.Errorf("%s: begins with %d, %v", c.name, c.b[0], err)
		}
		for _, version := range []byte{0, Format + 1, 0xff} {
			b := append([]byte{version}, c.b[1:]...)
			if !errors.Is(c.read(b), ErrFormat) || !errors.Is(Known(b), ErrFormat) {
				t.Errorf("%s of format %d: %v, want %v", c.name, version, c.read(b), ErrFormat)
			}
		}
		if !errors.Is(c.read(nil), ErrFormat) {
			t.Errorf("%s of no bytes: want %v", c.name, ErrFormat)
		}
	}
}

// The bytes of an entry, so that they do not change under the same format unseen.
func TestGoldenEntry(t *testing.T) {
	entry, err := Encode(&Slice{Number: 258, Seq: 1, Txs: [][]byte{{0xde, 0xad}, nil}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := hex.EncodeToString(entry), "0202c982010201c482dead80"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A part holds a piece of an entry with its format: that of the whole counts, too.
func TestPartsOfAnotherFormat(t *testing.T) {
	entry, err := Encode(&Slice{Number: 2, Txs: [][]byte{bytes.Repeat([]byte{1}, MaxPart+1)}})
	if err != nil {
		t.Fatal(err)
	}
	entry[0]++
	parts, err := Split(entry)
	if err != nil || len(parts) != 2 {
		t.Fatalf("%d parts, %v, want 2", len(parts), err)
	}
	s := at(1, 0)
	for i, b := range parts {
		if _, _, err := s.Read(b); errors.Is(err, ErrFormat) != (i == 1) {
			t.Errorf("part %d: %v", i, err)
		}
	}
}
