// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"math"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/ethereum/go-ethereum/common"
)

// What users are promised, as two objects that clients use at the same time.
//
// The order. There is one sequence of transactions, which only grows at its end. To have a transaction acknowledged
// is to put it behind all that were acknowledged before it was sent, at the position that is told; whoever sends the
// same bytes again is told the same position. If no answer came it may be put there at any time after it was sent, or
// never. What any member shows to anybody is in the sequence at that moment: nothing is shown before it is committed.
//
// A member. Each shows some beginning of the sequence, members that lag or are cut off an old one: asking another
// member may lead back in time. But one member, from its start to its end, never goes back, and once it has
// acknowledged a transaction that it has executed it shows it to every request that comes after. The leader always
// has executed what it acknowledges; a follower waits for it, though not for long.
//
// L1 reorgs below the depth that sequencers act upon are the exception: positions may change then, and what a member
// shows may go back. The order of what was acknowledged does not, so the first object is checked with the positions
// of the end.

// put adds a transaction to the order; see shows that the order has come so far. Ranks count from 1, along the final
// order.
type (
	put struct{ rank int }
	see struct{ rank int }
)

// orderModel is the order: its state is the rank that it has come to.
var orderModel = porcupine.Model{
	Init: func() any { return 0 },
	Step: func(state, input, _ any) (bool, any) {
		now := state.(int)
		switch op := input.(type) {
		case put:
			return op.rank > now, op.rank
		case see:
			return op.rank <= now, now
		}
		return false, now
	},
}

// told is an acknowledgement by a member that has executed up to that nonce; shown is a nonce that it showed.
type (
	told  struct{ nonce uint64 }
	shown struct{ nonce uint64 }
)

// memberModel is one account at one member in one life: its state is the nonce that must be shown from now on.
var memberModel = porcupine.Model{
	Init: func() any { return uint64(0) },
	Step: func(state, input, _ any) (bool, any) {
		now := state.(uint64)
		switch op := input.(type) {
		case told:
			return true, max(now, op.nonce)
		case shown:
			return op.nonce >= now, op.nonce
		}
		return false, now
	},
}

const forever = math.MaxInt64

// order is the history as operations on the order that came out in the end, with what members showed or without.
func (h *history) order(o *order, reads bool) (ops []porcupine.Operation) {
	first := make(map[common.Hash]*sending)  // who knew first that it is there
	begun := make(map[common.Hash]time.Time) // any attempt may have put it there
	for _, s := range h.sends {
		if other := first[s.tx]; other == nil || !s.done.IsZero() && (other.done.IsZero() || s.done.Before(other.done)) {
			first[s.tx] = s
		}
		if other, ok := begun[s.tx]; !ok || s.call.Before(other) {
			begun[s.tx] = s.call
		}
	}
	for _, s := range h.sends {
		switch rank := o.ranks[s.tx]; {
		case rank == 0: // never ordered, as far as anybody knows
		case first[s.tx] == s && s.done.IsZero():
			ops = append(ops, porcupine.Operation{Input: put{rank}, Call: begun[s.tx].UnixNano(), Return: forever})
		case first[s.tx] == s:
			ops = append(ops, porcupine.Operation{Input: put{rank}, Call: begun[s.tx].UnixNano(), Return: s.done.UnixNano()})
		case !s.done.IsZero(): // told again: it was there
			ops = append(ops, porcupine.Operation{Input: see{rank}, Call: s.call.UnixNano(), Return: s.done.UnixNano()})
		}
	}
	for _, r := range h.readings {
		if reads && r.nonce > 0 {
			ops = append(ops, r.sees(o.nonces[nonceOf{r.account, r.nonce - 1}]))
		}
		if reads && r.found {
			ops = append(ops, r.sees(o.ranks[r.tx]))
		}
	}
	return ops
}

func (r *reading) sees(rank int) porcupine.Operation {
	if rank == 0 { // what was shown is not there in the end
		rank = forever
	}
	return porcupine.Operation{Input: see{rank}, Call: r.call.UnixNano(), Return: r.done.UnixNano()}
}

type nonceOf struct {
	account account
	nonce   uint64
}

// atMembers is the history as operations on each account at each life of each member.
func (h *history) atMembers() map[atMember][]porcupine.Operation {
	ops := make(map[atMember][]porcupine.Operation)
	for _, s := range h.sends {
		if !s.done.IsZero() {
			at := atMember{s.account, s.by}
			ops[at] = append(ops[at], porcupine.Operation{Input: told{s.nonce + 1}, Call: s.call.UnixNano(), Return: s.done.UnixNano()})
		}
	}
	for _, r := range h.readings {
		at := atMember{r.account, r.by}
		ops[at] = append(ops[at], porcupine.Operation{Input: shown{r.nonce}, Call: r.call.UnixNano(), Return: r.done.UnixNano()})
	}
	return ops
}

type atMember struct {
	account
	by *speaker
}

// Histories that break a promise must be found out.
func TestModelsRefuse(t *testing.T) {
	op := func(input any, call, done int64) porcupine.Operation {
		return porcupine.Operation{Input: input, Call: call, Return: done}
	}
	for _, c := range []struct {
		name  string
		model porcupine.Model
		ops   []porcupine.Operation
		want  bool
	}{
		{"one after the other", orderModel, []porcupine.Operation{op(put{1}, 0, 10), op(put{2}, 20, 30)}, true},
		{"at the same time, either way", orderModel, []porcupine.Operation{op(put{2}, 0, 10), op(put{1}, 5, 30)}, true},
		{"overtaken by what was sent later", orderModel, []porcupine.Operation{op(put{2}, 0, 10), op(put{1}, 20, 30)}, false},
		{"two at one position", orderModel, []porcupine.Operation{op(put{1}, 0, 10), op(put{1}, 20, 30)}, false},
		{"told again", orderModel, []porcupine.Operation{op(put{1}, 0, 10), op(see{1}, 20, 30)}, true},
		{"no answer, there later", orderModel, []porcupine.Operation{op(put{2}, 0, forever), op(put{1}, 20, 30), op(see{2}, 40, 50)}, true},
		{"no answer, seen, then overtaken", orderModel, []porcupine.Operation{op(put{2}, 0, forever), op(see{2}, 20, 30), op(put{1}, 40, 50)}, false},
		{"shown before it was sent", orderModel, []porcupine.Operation{op(see{1}, 0, 10), op(put{1}, 20, 30)}, false},
		{"shown while it was sent", orderModel, []porcupine.Operation{op(put{1}, 0, 30), op(see{1}, 10, 20)}, true},
		{"a member that lags", orderModel, []porcupine.Operation{op(put{1}, 0, 10), op(put{2}, 20, 30), op(see{1}, 40, 50)}, true},

		{"reads its own write", memberModel, []porcupine.Operation{op(told{1}, 0, 10), op(shown{1}, 20, 30)}, true},
		{"does not read its own write", memberModel, []porcupine.Operation{op(told{1}, 0, 10), op(shown{0}, 20, 30)}, false},
		{"read during the write", memberModel, []porcupine.Operation{op(told{1}, 0, 30), op(shown{0}, 10, 20)}, true},
		{"goes back", memberModel, []porcupine.Operation{op(shown{5}, 0, 10), op(shown{4}, 20, 30)}, false},
		{"learns from others", memberModel, []porcupine.Operation{op(shown{4}, 0, 10), op(shown{7}, 20, 30)}, true},
	} {
		if got := porcupine.CheckOperations(c.model, c.ops); got != c.want {
			t.Errorf("%s: accepted %v, want %v", c.name, got, c.want)
		}
	}
}
