// SPDX-License-Identifier: Apache-2.0

package l1test_test

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

func TestChain(t *testing.T) {
	seat, stranger := common.Address{0x5e}, common.Address{0x57}
	l1test.Run(t, func(*testing.T) *l1test.Rig {
		rules := l1test.Rules{Seats: []common.Address{seat}, ForceDelay: 86_400, Silence: 100_000, MaxMessages: 20}
		c := l1test.New(l1test.Config{Rules: rules})
		return &l1test.Rig{
			Reader:   c,
			Seat:     c.Sender(seat),
			Stranger: c.Sender(stranger),
			Again:    func() l1anchor.Sender { return c.Sender(seat) },
			Inbox:    l1test.InboxAddress,
			Mine:     c.Mine,
			Back:     c.SetHead,
			Contract: func() l1test.Contract {
				x := c.Inbox()
				n := uint64(len(x.Messages))
				return l1test.Contract{Batches: x.BatchCount, Consumed: x.Consumed, Messages: n, BatchAcc: x.BatchAcc, MsgAcc: x.MsgAccs[n]}
			},
			ForceDelay: rules.ForceDelay, MaxMessages: rules.MaxMessages,
		}
	})
}

// TestReorgGivesBack checks that what an abandoned block carried waits again, unless something took its place.
func TestReorgGivesBack(t *testing.T) {
	seat := common.Address{0x5e}
	c := l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{seat}, ForceDelay: 86_400, Silence: 10}})
	first := l1anchor.BatchCall{Data: []byte("first")}
	other := l1anchor.BatchCall{Data: []byte("other")}
	offer := func(b *l1anchor.BatchCall) {
		t.Helper()
		if err := c.Sender(seat).Offer(t.Context(), []l1anchor.Call{{To: l1test.InboxAddress, Data: b.Encode(), Gas: 200_000}}); err != nil {
			t.Fatal(err)
		}
	}
	c.Message(l1anchor.Deposit, common.Address{1}, make([]byte, l1anchor.DepositLength))
	offer(&first)
	c.Mine(1, l1test.Spacing)
	c.Reorg(1, 2)
	if x := c.Inbox(); x.BatchCount != 0 || len(x.Messages) != 0 {
		t.Fatalf("%d batches and %d messages after the reorg, want none", x.BatchCount, len(x.Messages))
	}
	c.Mine(1, l1test.Spacing)
	if x := c.Inbox(); x.BatchCount != 1 || x.Tail != (&l1anchor.Batch{Data: first.Data}).Tail() || len(x.Messages) != 1 {
		t.Errorf("%d batches and %d messages after mining on, want what waited", x.BatchCount, len(x.Messages))
	}
	c.Reorg(1, 2)
	offer(&other)
	c.Mine(1, l1test.Spacing)
	if x := c.Inbox(); x.BatchCount != 1 || x.Tail != (&l1anchor.Batch{Data: other.Data}).Tail() {
		t.Errorf("%d batches, want the one that took the other's place", x.BatchCount)
	}
	c.Reorg(1, 2)
	c.DropPool()
	c.Mine(1, l1test.Spacing)
	if x := c.Inbox(); x.BatchCount != 0 {
		t.Errorf("%d batches after the node forgot them", x.BatchCount)
	}
	if errs := c.Reverts(); len(errs) != 0 {
		t.Errorf("reverts %v, want none", errs)
	}
}

// TestSenderLosses fails an offer on its way there and on its way back.
func TestSenderLosses(t *testing.T) {
	seat := common.Address{0x5e}
	c := l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{seat}, ForceDelay: 86_400, Silence: 10}})
	lost := errors.New("lost")
	calls := []l1anchor.Call{{To: l1test.InboxAddress, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 200_000}}
	s := c.Sender(seat)
	s.Before = func() error { return lost }
	if err := s.Offer(t.Context(), calls); !errors.Is(err, lost) {
		t.Fatalf("error %v, want %v", err, lost)
	}
	c.Mine(1, l1test.Spacing)
	if n := c.Inbox().BatchCount; n != 0 {
		t.Errorf("%d batches from an offer that never arrived", n)
	}
	s.Before, s.After = nil, func() error { return lost }
	if err := s.Offer(t.Context(), calls); !errors.Is(err, lost) {
		t.Fatalf("error %v, want %v", err, lost)
	}
	c.Mine(1, l1test.Spacing)
	if n := c.Inbox().BatchCount; n != 1 {
		t.Errorf("%d batches from an offer that landed, want 1", n)
	}
}
