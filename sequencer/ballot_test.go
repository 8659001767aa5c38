// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/fsm"
)

func TestBallot(t *testing.T) {
	vote := func(hash, again byte) fsm.Vote { return fsm.Vote{Hash: common.Hash{hash}, Again: uint64(again)} }
	a, b, c := vote(1, 0), vote(2, 0), vote(3, 0)
	three, five := []string{"s2", "s3", self}, []string{"s2", "s3", "s4", "s5", self}
	for _, x := range []struct {
		name   string
		voters []string
		votes  ballot
		agreed fsm.Vote
		err    error
	}{
		{"a set of one", []string{self}, ballot{self: a}, a, nil},
		{"nobody has voted", three, ballot{}, a, errUndecided},
		{"the leader alone", three, ballot{self: a}, a, errUndecided},
		{"the leader and another one", three, ballot{self: a, "s3": a}, a, nil},
		{"the others against the leader", three, ballot{self: a, "s2": b, "s3": b}, b, nil},
		{"one against one, one is silent", three, ballot{self: a, "s2": b}, a, errUndecided},
		{"all differ", three, ballot{self: a, "s2": b, "s3": c}, a, ErrNoMajority},
		{"two of two differ", []string{"s2", self}, ballot{self: a, "s2": b}, a, ErrNoMajority},
		{"half is no majority", []string{"s2", "s3", "s4", self}, ballot{self: a, "s2": a, "s3": b, "s4": b}, a, ErrNoMajority},
		{"same hash, another place in the queue", three, ballot{self: vote(1, 0), "s2": vote(1, 1), "s3": vote(1, 2)}, a, ErrNoMajority},
		{"lost before all have voted", five, ballot{self: a, "s2": b, "s3": c, "s4": vote(4, 0)}, a, ErrNoMajority},
		{"open while two are silent", five, ballot{self: a, "s2": b, "s3": c}, a, errUndecided},
		{"who has left the set does not count", three, ballot{"s9": b, "s8": b, self: a}, a, errUndecided},
	} {
		t.Run(x.name, func(t *testing.T) {
			got, err := x.votes.agreed(x.voters)
			if !errors.Is(err, x.err) || err == nil && got != x.agreed {
				t.Errorf("got %v, %v, want %v, %v", got, err, x.agreed, x.err)
			}
		})
	}
	votes := make(ballot)
	votes.add("s2", a)
	votes.add("s2", b)
	if votes["s2"] != a {
		t.Error("a vote was taken back")
	}
	if !errors.Is(ErrNoMajority, ErrDivergence) {
		t.Error("a leader without a majority does not stop as one that differs")
	}
}
