// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestStories reads logs, entry by entry, with what each does to the state (testdata). A story is for reading: it
// shows what members make of a log in which leaders came and went. `go test ./sequencer/fsm -run TestStories
// -rewrite` writes what the machine says.
//
//	start  sealed=1a consumed=3 forced=2        a state without a history. The block consumed 3 messages, and a forced one waits: (2)
//	open   s1 number=2 on=1a time=20 takes=(3)  s1 proposed it; the machine does not ask who did. It takes in no message unless it says so
//	slice  s1 number=2 seq=0 txs=(t1,t2)
//	close  s1 number=2 slices=1
//	seal   s1 block=2a again=0
//	rebase s1 from=3a slices=0 fork=1a left=4 head=2x goal=2
//	restart                                     a member goes on from a snapshot of the state
//
// A block is its number and a letter, which stands for its hash. A sealed block is dated ten times its number.
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		s, cursor := new(State), transition.Cursor{}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "start":
				*s = State{Sealed: block(t, d, "sealed")}
				cursor = transition.Cursor{Consumed: optional(t, d, "consumed", 0), Forced: optional(t, d, "forced", 0)}
				return tell(s)
			case "restart":
				*s = *again(t, s)
				return tell(s)
			}
			sealed := head(10 * s.Sealed.Number)
			sealed.Cursor = cursor
			return told(t, s, entry(t, d, sealed), sealed)
		})
	})
}

// told applies an entry that went through the log.
func told(t *testing.T, s *State, e Entry, sealed *transition.Head) string {
	t.Helper()
	b, err := Encode(e)
	if err != nil {
		t.Fatal(err)
	}
	e, _, err = s.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	answer := s.Apply(e, sealed)
	outcome := answer.Outcome.String()
	if answer.Void() {
		outcome += ": " + answer.Why
	}
	return outcome + "\n" + tell(s)
}

func again(t *testing.T, s *State) *State {
	t.Helper()
	b, err := s.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if s, err = DecodeState(b); err != nil {
		t.Fatal(err)
	}
	return s
}

func entry(t *testing.T, d *datadriven.TestData, sealed *transition.Head) Entry {
	t.Helper()
	switch d.Cmd {
	case "open":
		e := &Open{Number: number(t, d, "number"), Parent: block(t, d, "on").Hash, Consumed: sealed.Consumed}
		e.Timestamp = optional(t, d, "time", 10*e.Number)
		takeIn(t, d, e)
		return e
	case "slice":
		return &Slice{Number: number(t, d, "number"), Seq: number(t, d, "seq"), Txs: txs(d)}
	case "close":
		return &Close{Number: number(t, d, "number"), Slices: number(t, d, "slices")}
	case "seal":
		b := block(t, d, "block")
		return &Seal{Number: b.Number, Vote: Vote{Hash: b.Hash, Again: number(t, d, "again")}}
	case "rebase":
		fork, head := block(t, d, "fork"), block(t, d, "head")
		return &Rebase{
			From: block(t, d, "from"), Slices: number(t, d, "slices"), Fork: fork, Left: number(t, d, "left"),
			Blocks: make([]Dictated, head.Number-fork.Number), Head: head, Goal: number(t, d, "goal"),
		}
	}
	d.Fatalf(t, "there is no entry %q", d.Cmd)
	return nil
}

func number(t *testing.T, d *datadriven.TestData, key string) (n uint64) {
	t.Helper()
	d.ScanArgs(t, key, &n)
	return n
}

// optional is a number that a step need not say.
func optional(t *testing.T, d *datadriven.TestData, key string, otherwise uint64) uint64 {
	t.Helper()
	d.MaybeScanArgs(t, key, &otherwise)
	return otherwise
}

// takeIn gives an Open the messages that it says.
func takeIn(t *testing.T, d *datadriven.TestData, e *Open) {
	t.Helper()
	arg, ok := d.Arg("takes")
	if !ok {
		return
	}
	for _, v := range arg.Vals {
		index, err := strconv.ParseUint(v, 10, 64)
		if err != nil {
			d.Fatalf(t, "takes=%s is no message: %v", v, err)
		}
		e.Messages = append(e.Messages, l1anchor.Message{Kind: l1anchor.Checkpoint, Index: index})
		e.Consumed = index + 1
	}
}

func block(t *testing.T, d *datadriven.TestData, key string) (r Ref) {
	t.Helper()
	var name, letter string
	d.ScanArgs(t, key, &name)
	if _, err := fmt.Sscanf(name, "%d%s", &r.Number, &letter); err != nil {
		d.Fatalf(t, "%s=%s is no block: %v", key, name, err)
	}
	r.Hash = common.BytesToHash([]byte(letter))
	return r
}

func txs(d *datadriven.TestData) (list [][]byte) {
	if arg, ok := d.Arg("txs"); ok {
		for _, name := range arg.Vals {
			list = append(list, []byte(name))
		}
	}
	return list
}

// tell says what the log amounts to.
func tell(s *State) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sealed %s", name(s.Sealed))
	if s.Goal > s.Sealed.Number {
		fmt.Fprintf(&b, ", the rebase goes on to %d", s.Goal)
	}
	if s.Open != nil {
		is := "open"
		if s.Closed {
			is = "closed"
		}
		fmt.Fprintf(&b, "\n%s %d, slices: %d, holds: %s", is, s.Open.Number, s.Slices, s.Txs)
	}
	for i := range s.Queue {
		l := &s.Queue[i]
		fmt.Fprintf(&b, "\nagain: of rebase %d, %d in the blocks from %d to %s", l.Rebase, l.Count, l.Fork.Number+1, name(l.Tip))
		if len(l.Open) > 0 {
			fmt.Fprintf(&b, " and %s behind them", l.Open)
		}
		if l.Done > 0 {
			fmt.Fprintf(&b, "; %d are done", l.Done)
		}
	}
	return b.String()
}

func name(r Ref) string { return fmt.Sprintf("%d%s", r.Number, common.TrimLeftZeroes(r.Hash[:])) }
