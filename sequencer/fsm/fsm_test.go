// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/transition"
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

// head is what the chain holds of a block with that time.
func head(time uint64) *transition.Head { return &transition.Head{Header: &types.Header{Time: time}} }

// apply applies an entry that must take effect.
func apply(t *testing.T, s *State, e Entry) {
	t.Helper()
	if answer := s.Apply(e, head(0)); answer.Outcome != TookEffect {
		t.Fatalf("%T %s: %s", e, answer.Outcome, answer.Why)
	}
}

// closed is a state with block n sealed and the next one closed.
func closed(n byte, slices int) *State {
	s := at(n, slices)
	s.Closed = true
	return s
}

func TestApply(t *testing.T) {
	queued := func() *State {
		s := closed(4, 0)
		s.Rebased, s.Queue = make([]common.Hash, 2), []Left{{Rebase: 1, Count: 3, Open: [][]byte{{9}}, Done: 1}, {Count: 2}}
		return s
	}
	for _, c := range []struct {
		name    string
		from    *State
		entry   Entry
		ignored bool
		check   func(*State) bool
	}{
		{"open follows the sealed block", at(1, -1), &Open{Number: 2, Parent: ref(1).Hash, Timestamp: 9}, false, func(s *State) bool { return s.Open != nil && s.Slices == 0 }},
		{"open while another is open", at(1, 0), &Open{Number: 2, Parent: ref(1).Hash}, true, nil},
		{"open with a gap", at(1, -1), &Open{Number: 3, Parent: ref(1).Hash}, true, nil},
		{"open on another parent", at(1, -1), &Open{Number: 2, Parent: ref(9).Hash}, true, nil},
		{"slice in order", at(1, 2), &Slice{Number: 2, Seq: 2, Txs: [][]byte{{5}}}, false, func(s *State) bool { return s.Slices == 3 && len(s.Txs) == 3 }},
		{"slice twice", at(1, 2), &Slice{Number: 2, Seq: 1}, true, nil},
		{"slice too early", at(1, 2), &Slice{Number: 2, Seq: 3}, true, nil},
		{"slice of another block", at(1, 0), &Slice{Number: 3}, true, nil},
		{"slice between blocks", at(1, -1), &Slice{Number: 2}, true, nil},
		{"seal takes from the queue", queued(), &Seal{Number: 5, Vote: Vote{Again: 2}}, false, func(s *State) bool { return s.Waiting() == 3 && s.Queue[0].Done == 3 }},
		{"seal takes a whole stretch", queued(), &Seal{Number: 5, Vote: Vote{Again: 4}}, false, func(s *State) bool { return len(s.Queue) == 1 && s.Waiting() == 1 }},
		{"seal takes the queue", queued(), &Seal{Number: 5, Vote: Vote{Again: 5}}, false, func(s *State) bool { return len(s.Queue) == 0 }},
		{"seal takes more than there is", queued(), &Seal{Number: 5, Vote: Vote{Again: 6}}, true, nil},
		{"rebase before the queue is empty", queued(), &Rebase{From: ref(4), Fork: ref(3), Left: 2, Head: ref(3)}, false,
			func(s *State) bool { return len(s.Queue) == 3 && s.Queue[0].Tip == ref(4) && s.Waiting() == 7 }},
		{"close", at(1, 2), &Close{Number: 2, Slices: 2}, false, func(s *State) bool { return s.Closed && s.Open != nil && len(s.Txs) == 2 }},
		{"close before the last slice", at(1, 1), &Close{Number: 2, Slices: 2}, true, nil},
		{"close behind another slice", at(1, 3), &Close{Number: 2, Slices: 2}, true, nil},
		{"close twice", closed(1, 2), &Close{Number: 2, Slices: 2}, true, nil},
		{"close of another block", at(1, 2), &Close{Number: 3, Slices: 2}, true, nil},
		{"close between blocks", at(1, -1), &Close{Number: 2}, true, nil},
		{"slice of a closed block", closed(1, 2), &Slice{Number: 2, Seq: 2}, true, nil},
		{"open on a closed block", closed(1, 2), &Open{Number: 2, Parent: ref(1).Hash}, true, nil},
		{"seal", closed(1, 1), &Seal{Number: 2, Vote: Vote{Hash: ref(2).Hash}}, false,
			func(s *State) bool { return s.Sealed == ref(2) && s.Open == nil && s.Txs == nil && !s.Closed }},
		{"seal of a block that is not open", at(1, -1), &Seal{Number: 2}, true, nil},
		{"seal of a block that is not closed", at(1, 0), &Seal{Number: 2}, true, nil},
		{"seal of another block", closed(1, 0), &Seal{Number: 1}, true, nil},
		{"rebase from a closed block", closed(4, 2), &Rebase{From: ref(4), Slices: 2, Fork: ref(4), Head: ref(4)}, false,
			func(s *State) bool { return !s.Closed && s.Open == nil && s.Waiting() == 2 }},
		{"rebase", at(4, 2), &Rebase{From: ref(4), Slices: 2, Fork: ref(2), Left: 5, Head: ref(3), Goal: 9, Blocks: make([]Dictated, 1)}, false,
			func(s *State) bool {
				want := []Left{{Fork: ref(2), Tip: ref(4), Count: 5, Open: [][]byte{{0}, {1}}}}
				return s.Sealed == ref(3) && s.Open == nil && s.Goal == 9 && s.Rebases() == 1 && reflect.DeepEqual(s.Queue, want)
			}},
		{"rebase that leaves nothing", at(4, -1), &Rebase{From: ref(4), Fork: ref(4), Head: ref(5), Blocks: make([]Dictated, 1)}, false,
			func(s *State) bool { return s.Sealed == ref(5) && len(s.Queue) == 0 }},
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
			answer := c.from.Apply(entry, head(0))
			if (answer.Outcome == Ignored) != c.ignored || answer.Void() != (answer.Why != "") {
				t.Fatalf("got %+v, want ignored %v", answer, c.ignored)
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

// TestClosing names a closed block from its Close to its Seal, and tells when the log is past it.
func TestClosing(t *testing.T) {
	s := at(1, 1)
	if c, ok := s.Closing(); ok {
		t.Errorf("an open block waits for its Seal as %+v", c)
	}
	apply(t, s, &Close{Number: 2, Slices: 1})
	c, ok := s.Closing()
	if want := (Closed{Number: 2, Parent: ref(1).Hash}); !ok || c != want {
		t.Fatalf("got %+v, %v, want %+v", c, ok, want)
	}
	sealed, rebased := s.Copy(), s.Copy()
	for _, step := range []struct {
		name  string
		state *State
		entry Entry
		want  bool
	}{
		{"closed", s, nil, false},
		{"sealed", &sealed, &Seal{Number: 2, Vote: Vote{Hash: ref(2).Hash}}, true},
		{"rebased", &rebased, &Rebase{From: ref(1), Slices: 1, Fork: ref(1), Head: ref(1)}, true},
	} {
		if step.entry != nil {
			apply(t, step.state, step.entry)
		}
		if got := step.state.Passed(c); got != step.want {
			t.Errorf("%s: passed is %v, want %v", step.name, got, step.want)
		}
	}
	apply(t, &rebased, &Open{Number: 2, Parent: ref(1).Hash, Timestamp: 9})
	apply(t, &rebased, &Close{Number: 2})
	if again, _ := rebased.Closing(); again == c {
		t.Errorf("two closed blocks have the name %+v", c)
	}
}

// TestRefuse has the parent contradict an Open, as often as it comes. The log stands as before, so that another one
// can come.
func TestRefuse(t *testing.T) {
	message := []l1anchor.Message{{Index: 5}}
	for _, c := range []struct {
		name string
		open Open
		on   transition.Cursor
		want Outcome
	}{
		{"nothing speaks against it", Open{Timestamp: 8, Consumed: 6, Messages: message}, transition.Cursor{Consumed: 5, Forced: 5}, TookEffect},
		{"its time does not rise", Open{Timestamp: 7, Consumed: 5}, transition.Cursor{Consumed: 5, Forced: 5}, Refused},
		{"another block has its messages", Open{Timestamp: 8, Consumed: 6, Messages: message}, transition.Cursor{Consumed: 6, Forced: 6}, Refused},
		{"it leaves messages out", Open{Timestamp: 8, Consumed: 6}, transition.Cursor{Consumed: 5, Forced: 5}, Refused},
		{"it takes messages in while forced transactions wait", Open{Timestamp: 8, Consumed: 6, Messages: message}, transition.Cursor{Consumed: 5, Forced: 4}, Refused},
		{"forced transactions wait", Open{Timestamp: 8, Consumed: 5}, transition.Cursor{Consumed: 5, Forced: 4}, TookEffect},
	} {
		s, on := at(1, -1), head(7)
		before, _ := s.Encode()
		c.open.Number, c.open.Parent, on.Cursor = 2, ref(1).Hash, c.on
		for range 2 {
			answer := s.Apply(&c.open, on)
			if answer.Outcome != c.want {
				t.Errorf("%s: %s: %s, want it %s", c.name, answer.Outcome, answer.Why, c.want)
			}
			if c.want == TookEffect {
				break
			}
		}
		if after, _ := s.Encode(); (string(after) == string(before)) != (c.want == Refused) {
			t.Errorf("%s: got %+v", c.name, s)
		}
	}
}

// TestCopy goes on from a state in two directions, neither of which may show in the other.
func TestCopy(t *testing.T) {
	s := at(1, 2)
	s.Txs = append(make([][]byte, 0, 8), s.Txs...)
	c := s.Copy()
	for i, state := range []*State{&c, s} {
		apply(t, state, &Slice{Number: 2, Seq: 2, Txs: [][]byte{{byte(100 + i)}}})
	}
	if c.Txs[2][0] != 100 || s.Txs[2][0] != 101 {
		t.Errorf("the copy has %v, the original %v", c.Txs, s.Txs)
	}
}

func TestParts(t *testing.T) {
	large := &Open{Number: 2, Messages: []l1anchor.Message{{Body: make([]byte, 3*MaxPart)}}}
	enc, err := Encode(large)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := Split(enc)
	if err != nil || len(parts) != 4 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	if whole, err := Split(enc[:10]); err != nil || len(whole) != 1 || string(whole[0]) != string(enc[:10]) {
		t.Errorf("a small entry was split: %d, %v", len(whole), err)
	}
	gather := func(s *State, which ...int) (e Entry, answer Answer) {
		for _, i := range which {
			if e, answer, err = s.Read(parts[i]); err != nil {
				t.Fatal(err)
			}
			if answer.Void() {
				return nil, answer
			}
			// A snapshot in between must hold them.
			b, err := s.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if s, err = DecodeState(b); err != nil {
				t.Fatal(err)
			}
		}
		return e, answer
	}
	for _, c := range []struct {
		name  string
		order []int
		whole bool
		bad   bool
	}{
		{"in order", []int{0, 1, 2, 3}, true, false},
		{"begun anew", []int{0, 1, 0, 1, 2, 3}, true, false},
		{"incomplete", []int{0, 1, 2}, false, false},
		{"one missing", []int{0, 2}, false, true},
		{"without the first", []int{1}, false, true},
		{"twice", []int{0, 1, 1}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, answer := gather(at(1, -1), c.order...)
			if answer.Void() != c.bad || (answer.Outcome == Gathered) != (!c.whole && !c.bad) {
				t.Fatalf("%s: %s, want it ignored %v", answer.Outcome, answer.Why, c.bad)
			}
			if (e != nil) != c.whole || c.whole && !reflect.DeepEqual(e, large) {
				t.Errorf("got an entry: %v, want one: %v", e != nil, c.whole)
			}
		})
	}
	s := at(1, -1)
	if _, answer := gather(s, 0); answer.Outcome != Gathered || len(s.Parts) != 1 {
		t.Fatalf("%d parts kept, %s", len(s.Parts), answer.Outcome)
	}
	if e, answer, err := s.Read([]byte{Format, 0xff}); e != nil || !answer.Void() || err != nil || len(s.Parts) != 1 {
		t.Errorf("bytes that are no entry: %v, %s, %v, and %d parts are left", e, answer.Outcome, err, len(s.Parts))
	}
	apply(t, s, &Open{Number: 2, Parent: ref(1).Hash, Timestamp: 9})
	if len(s.Parts) != 0 {
		t.Errorf("another entry leaves %d parts", len(s.Parts))
	}
}

func FuzzDecode(f *testing.F) {
	for _, e := range []Entry{
		&Open{Number: 1, Messages: []l1anchor.Message{{Kind: l1anchor.Deposit, Body: []byte{1}}}},
		&Slice{Number: 1, Txs: [][]byte{{1, 2}}}, &Seal{Number: 1}, &Close{Number: 1, Slices: 2}, &Rebase{Blocks: []Dictated{{Txs: [][]byte{{3}}}}},
		&Part{Seq: 1, Of: 3, Bytes: []byte{4}},
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

// What is known of a rebase is bound by the state, in each field.
func TestRebasedHash(t *testing.T) {
	e := &Rebase{From: ref(9), Fork: ref(4), Head: ref(6), Left: 7, Blocks: make([]Dictated, 2), L1: l1anchor.Ref{Height: 3}}
	s, open := at(9, 1), [][]byte{{0}}
	e.Slices = 1
	apply(t, s, e)
	if got, want := s.Rebased[0], e.Known(0, open).Hash(); got != want {
		t.Errorf("the state has %s, want %s", got, want)
	}
	for name, change := range map[string]func(*Rebased){
		"another index":        func(r *Rebased) { r.Index++ },
		"another L1 head":      func(r *Rebased) { r.L1.Hash[0]++ },
		"another tip":          func(r *Rebased) { r.From.Hash[0]++ },
		"another fork":         func(r *Rebased) { r.Fork.Number++ },
		"another head":         func(r *Rebased) { r.Head.Hash[0]++ },
		"another length":       func(r *Rebased) { r.Dictated++ },
		"another count":        func(r *Rebased) { r.Left-- },
		"another transaction":  func(r *Rebased) { r.Open = [][]byte{{2}} },
		"no transaction there": func(r *Rebased) { r.Open = nil },
	} {
		r := e.Known(0, open)
		if change(r); r.Hash() == s.Rebased[0] {
			t.Errorf("%s has the same hash", name)
		}
	}
}
