// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"crypto/ecdsa"
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// scripted is a scripted chain behind a node of its own, whose inbox has one seat.
func scripted() (*l1test.Chain, *l1test.Node) {
	seat := crypto.PubkeyToAddress(seatKey.PublicKey)
	c := l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{seat}, ForceDelay: forceDelay, Silence: 100_000, MaxMessages: maxMessages}})
	return c, c.Node(chainID)
}

// through is a sender whose node that is.
func through(t *testing.T, n *l1test.Node, k *ecdsa.PrivateKey) l1anchor.Sender {
	t.Helper()
	return sender(t, etc.Config{URL: "http://l1.invalid", ChainID: chainID, Inbox: l1test.InboxAddress, Transport: n}, account.Config{Key: k})
}

// TestScriptedNode holds the sender to the contract against a scripted node, which by that is as good as a real one
// for it.
func TestScriptedNode(t *testing.T) {
	l1test.Run(t, func(t *testing.T) *l1test.Rig {
		c, n := scripted()
		return &l1test.Rig{
			Reader:   c,
			Seat:     through(t, n, seatKey),
			Stranger: through(t, n, strangerKey),
			Again:    func() l1anchor.Sender { return through(t, n, seatKey) },
			Inbox:    l1test.InboxAddress,
			Mine:     c.Mine,
			Back:     c.SetHead,
			Contract: func() l1test.Contract {
				x := c.Inbox()
				count := uint64(len(x.Messages))
				return l1test.Contract{Batches: x.BatchCount, Consumed: x.Consumed, Messages: count, BatchAcc: x.BatchAcc, MsgAcc: x.MsgAccs[count]}
			},
			ForceDelay: forceDelay, MaxMessages: maxMessages,
		}
	})
}

// What is too cheap to be mined is raised until it is, under the same nonce, also by a sender that remembers nothing.
func TestRaisesUntilMined(t *testing.T) {
	c, n := scripted()
	call := l1anchor.Call{To: l1test.InboxAddress, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 500_000}
	who := crypto.PubkeyToAddress(seatKey.PublicKey)
	s := through(t, n, seatKey)
	c.SetPrices(gwei(1), gwei(2))
	for block := 0; c.Inbox().BatchCount == 0; block++ {
		if block == 3*8 { // an eighth more six times doubles it
			t.Fatalf("not mined after %d blocks: %v", block, n.Waiting(who))
		}
		if block == 7 {
			s = through(t, n, seatKey)
		}
		if err := s.Offer(t.Context(), []l1anchor.Call{call}); err != nil {
			t.Fatal(err)
		}
		if waiting := n.Waiting(who); len(waiting) != 1 {
			t.Fatalf("block %d: %d transactions wait, want one", block, len(waiting))
		}
		c.Mine(1, l1test.Spacing)
	}
	if nonce := n.Nonce(who); nonce != 1 {
		t.Errorf("nonce %d, want 1", nonce)
	}
}

// An answer that is lost on its way is asked for again, and nothing is sent twice.
func TestLostAnswers(t *testing.T) {
	c, n := scripted()
	lost := errors.New("connection reset")
	requests := 0
	n.Around = func(method string, answer func()) error {
		if answer(); requests%2 == 0 {
			requests++
			return lost
		}
		requests++
		return nil
	}
	s := through(t, n, seatKey)
	offer := []l1anchor.Call{{To: l1test.InboxAddress, Data: (&l1anchor.BatchCall{Data: []byte("a")}).Encode(), Gas: 500_000}}
	for range 3 {
		if err := s.Offer(t.Context(), offer); err != nil {
			t.Fatal(err)
		}
	}
	c.Mine(2, l1test.Spacing)
	if x := c.Inbox(); x.BatchCount != 1 || len(c.Reverts()) != 0 {
		t.Errorf("%d batches, reverts %v; want one and none", x.BatchCount, c.Reverts())
	}
}
