package fsm

import (
	"errors"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

func ref(n byte) Ref { return Ref{uint64(n), common.Hash{31: n}} }

// at is a state with block n sealed and, when slices is not negative, the next one open.
func at(n byte, slices int) *State {
	s := &State{Sealed: ref(n)}
	if slices >= 0 {
		s.Open = &Open{Number: uint64(n) + 1, Parent: ref(n).Hash, Timestamp: 9}
		s.Slices = uint64(slices)
		for i := range slices {
			s.Txs = append(s.Txs, []byte{byte(i)})
		}
	}
	return s
}

func TestApply(t *testing.T) {
	queued := at(1, 0)
	queued.Queue = [][]byte{{7}, {8}}
	for _, c := range []struct {
		name    string
		from    *State
		entry   Entry
		ignored bool
		check   func(*State) bool
	}{
		{"open follows the sealed block", at(1, -1), &Open{Number: 2, Parent: ref(1).Hash}, false, func(s *State) bool { return s.Open != nil && s.Slices == 0 }},
		{"open while another is open", at(1, 0), &Open{Number: 2, Parent: ref(1).Hash}, true, nil},
		{"open with a gap", at(1, -1), &Open{Number: 3, Parent: ref(1).Hash}, true, nil},
		{"open on another parent", at(1, -1), &Open{Number: 2, Parent: ref(9).Hash}, true, nil},
		{"slice in order", at(1, 2), &Slice{Number: 2, Seq: 2, Txs: [][]byte{{5}}}, false, func(s *State) bool { return s.Slices == 3 && len(s.Txs) == 3 }},
		{"slice twice", at(1, 2), &Slice{Number: 2, Seq: 1}, true, nil},
		{"slice too early", at(1, 2), &Slice{Number: 2, Seq: 3}, true, nil},
		{"slice of another block", at(1, 0), &Slice{Number: 3}, true, nil},
		{"slice between blocks", at(1, -1), &Slice{Number: 2}, true, nil},
		{"slice takes from the queue", queued, &Slice{Number: 2, Txs: [][]byte{{7}, {1}}}, false, func(s *State) bool { return reflect.DeepEqual(s.Queue, [][]byte{{8}}) }},
		{"seal", at(1, 1), &Seal{Number: 2, Hash: ref(2).Hash}, false, func(s *State) bool { return s.Sealed == ref(2) && s.Open == nil && s.Txs == nil }},
		{"seal of a block that is not open", at(1, -1), &Seal{Number: 2}, true, nil},
		{"seal of another block", at(1, 0), &Seal{Number: 1}, true, nil},
		{"rebase", at(4, 2), &Rebase{From: ref(4), Slices: 2, Fork: ref(2), Head: ref(3), Blocks: make([]Dictated, 1), Orphans: [][]byte{{6}}}, false,
			func(s *State) bool {
				return s.Sealed == ref(3) && s.Open == nil && reflect.DeepEqual(s.Queue, [][]byte{{6}})
			}},
		{"rebase after another slice", at(4, 3), &Rebase{From: ref(4), Slices: 2, Fork: ref(2), Head: ref(2)}, true, nil},
		{"rebase from another block", at(5, 0), &Rebase{From: ref(4), Fork: ref(2), Head: ref(2)}, true, nil},
		{"rebase forwards", at(4, -1), &Rebase{From: ref(4), Fork: ref(5), Head: ref(5)}, true, nil},
		{"rebase to a wrong number", at(4, -1), &Rebase{From: ref(4), Fork: ref(3), Head: ref(4)}, true, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			enc, err := Encode(c.entry)
			if err != nil {
				t.Fatal(err)
			}
			entry, err := Decode(enc)
			if err != nil {
				t.Fatal(err)
			}
			before, err := c.from.Encode()
			if err != nil {
				t.Fatal(err)
			}
			err = c.from.Apply(entry)
			if ignored := new(Ignored); errors.As(err, &ignored) != c.ignored {
				t.Fatalf("got %v, want ignored %v", err, c.ignored)
			}
			after, _ := c.from.Encode()
			if c.ignored && string(before) != string(after) {
				t.Error("an ignored entry changed the state")
			}
			if c.check != nil && !c.check(c.from) {
				t.Errorf("unexpected state %+v", c.from)
			}
			if again, err := DecodeState(after); err != nil {
				t.Errorf("state does not decode: %v", err)
			} else if enc, _ := again.Encode(); string(enc) != string(after) {
				t.Error("state changes in a round trip")
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, e := range []Entry{
		&Open{Number: 1, Messages: []l1anchor.Message{{Kind: l1anchor.Deposit, Body: []byte{1}}}},
		&Slice{Number: 1, Txs: [][]byte{{1, 2}}}, &Seal{Number: 1}, &Rebase{Blocks: []Dictated{{Txs: [][]byte{{3}}}}},
	} {
		b, err := Encode(e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := Decode(b)
		if err != nil {
			return
		}
		again, err := Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		if string(again) != string(b) {
			t.Fatalf("decodes %x, encodes %x", b, again)
		}
	})
}
