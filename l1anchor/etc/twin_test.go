// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// TestInboxTwins does the same things, drawn at random, to the real inbox and to the one of l1test, and compares what
// both made of them after every block.
func TestInboxTwins(t *testing.T) {
	const delay, silence = 200, 12
	n := startNode(t)
	inbox := n.deployWith(delay, silence)
	real := map[bool]l1anchor.Sender{true: n.sender(inbox, seatKey), false: n.sender(inbox, strangerKey)}
	seat := real[true].Address()
	c := l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{seat}, ForceDelay: delay, Silence: silence, MaxMessages: maxMessages}, Inbox: inbox})

	rng := rand.New(rand.NewPCG(3, 9))
	var landed, refused, forced int
	for block := range 150 {
		x := c.Inbox()
		bySeat := rng.IntN(3) > 0
		if block%50 > 30 {
			bySeat = false // long enough for the seats to be silent
		}
		var calls []l1anchor.Call
		next, prev, consumed := x.BatchCount, x.Tail, x.Consumed
		for range rng.IntN(4) {
			switch rng.IntN(5) {
			case 0, 1: // a message, sometimes of a kind that is not for everybody
				m := l1anchor.MessageCall{Kind: l1anchor.Kind(rng.IntN(6)), Body: make([]byte, rng.IntN(80))}
				calls = append(calls, l1anchor.Call{To: inbox, Data: m.Encode(), Gas: 400_000})
			default: // a batch, sometimes with something wrong
				b := l1anchor.BatchCall{Index: next, Prev: prev, Consumed: consumed, Data: make([]byte, rng.IntN(3)*20)}
				if waiting := uint64(len(x.Messages)) - consumed; waiting > 0 {
					b.Consumed += rng.Uint64N(waiting + 1)
				}
				switch rng.IntN(8) {
				case 0:
					b.Index += uint64(rng.IntN(3)) - 1
				case 1:
					b.Prev[0]++
				case 2:
					b.Consumed += uint64(rng.IntN(5)) - 2
				}
				calls = append(calls, l1anchor.Call{To: inbox, Data: b.Encode(), Gas: 400_000})
				next, prev, consumed = next+1, (&l1anchor.Batch{Data: b.Data}).Tail(), b.Consumed
			}
		}
		for _, s := range []l1anchor.Sender{real[bySeat], c.Sender(real[bySeat].Address())} {
			if err := s.Offer(t.Context(), calls); err != nil {
				t.Fatal(err)
			}
		}
		spacing := uint64(1 + rng.IntN(60))
		before := len(c.Reverts())
		n.mine(1, spacing)
		c.Mine(1, spacing)

		x = c.Inbox()
		got := l1test.Contract{Batches: x.BatchCount, Consumed: x.Consumed, Messages: uint64(len(x.Messages))}
		want := n.contract(inbox)
		want.BatchAcc, want.MsgAcc = common.Hash{}, common.Hash{} // they commit to heights and parents, which differ
		if got != want {
			t.Fatalf("block %d, by the seat %t, %d calls: l1test has %+v, the contract %+v (reverts %v)", block, bySeat, len(calls), got, want, c.Reverts()[before:])
		}
		bad := len(c.Reverts()) - before
		refused += bad
		landed += len(calls) - bad
		if !bySeat {
			head, err := c.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			b, err := c.BlockByHash(t.Context(), head.Hash)
			if err != nil {
				t.Fatal(err)
			}
			forced += len(b.Batches)
		}
	}
	if landed < 50 || refused < 20 || forced < 3 {
		t.Errorf("%d calls landed, %d were refused, %d batches came from strangers: too few to mean much", landed, refused, forced)
	}
	reasons := make(map[string]int)
	for _, err := range c.Reverts() {
		reasons[err.Error()]++
	}
	t.Logf("%d landed, %d by strangers, refused: %v", landed, forced, reasons)
}
