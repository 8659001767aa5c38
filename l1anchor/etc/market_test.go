// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

func gwei(x int64) *big.Int { return new(big.Int).Mul(big.NewInt(x), big.NewInt(1e9)) }

// bidder posts a batch whenever the one before is mined.
type bidder struct {
	t     *testing.T
	chain *l1test.Chain
	node  *l1test.Node
	l1anchor.Sender
}

// block offers the next batch, mines a block, and returns the price that was offered.
func (b *bidder) block() *big.Int {
	b.t.Helper()
	inbox := b.chain.Inbox()
	call := l1anchor.BatchCall{Index: inbox.BatchCount, Data: []byte(fmt.Sprint("batch ", inbox.BatchCount))}
	if n := inbox.BatchCount; n > 0 {
		before := l1anchor.Batch{Data: []byte(fmt.Sprint("batch ", n-1))}
		call.Prev = before.Tail()
	}
	if err := b.Offer(b.t.Context(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 1_700_000}}); err != nil {
		b.t.Fatal(err)
	}
	waiting, ok := b.node.Waiting(b.Address())[b.node.Nonce(b.Address())]
	if !ok {
		b.t.Fatal("nothing was offered")
	}
	b.chain.Mine(1, l1test.Spacing)
	return waiting.Price
}

// TestBidComesDown has somebody outbid the batcher for 52 s. What the node suggests to pay follows the batcher's own
// price and stays at the top; the batcher bids from blocks, and is back at its floor within 20 of them.
func TestBidComesDown(t *testing.T) {
	c, n := scripted()
	b := &bidder{t, c, n, through(t, n, seatKey)}
	for range 5 {
		if got := b.block(); got.Cmp(gwei(1)) != 0 {
			t.Fatalf("a quiet L1: %s wei, want 1 gwei", got)
		}
	}
	posted := c.Inbox().BatchCount
	c.SetCrowd(gwei(450), 8_000_000)
	for range 4 {
		b.block()
	}
	c.SetCrowd(gwei(450), 0)
	c.SetPrices(gwei(500), gwei(1)) // what a node says that goes by the last prices of an empty chain
	for block := range 40 {
		price := b.block()
		if block >= 20 && price.Cmp(gwei(1)) != 0 {
			t.Fatalf("%d blocks after the crowd: %s wei, want 1 gwei", block, price)
		}
	}
	if got := c.Inbox().BatchCount - posted; got < 38 {
		t.Errorf("%d batches since the crowd came", got)
	}
}

// A crowd that stays is outbid as soon as most blocks show it, and no higher than it takes.
func TestBidFollowsTheCrowd(t *testing.T) {
	c, n := scripted()
	b := &bidder{t, c, n, through(t, n, seatKey)}
	for range 12 {
		b.block()
	}
	posted := c.Inbox().BatchCount
	c.SetCrowd(gwei(40), 8_000_000)
	for block := range 12 {
		if price := b.block(); price.Cmp(gwei(41)) > 0 {
			t.Fatalf("block %d: %s wei against a crowd at 40 gwei", block, price)
		}
	}
	if got := c.Inbox().BatchCount - posted; got < 4 {
		t.Errorf("%d batches in 12 blocks with a crowd at 40 gwei", got)
	}
}

// Market sees others only: neither batches nor what its own account sends besides.
func TestMarketLeavesOutTheRollup(t *testing.T) {
	c, n := scripted()
	b := &bidder{t, c, n, through(t, n, seatKey)}
	m, err := etc.NewMarket(etc.Config{URL: "http://l1.invalid", ChainID: chainID, Inbox: common.Address{1}, Transport: n})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	b.block()
	c.SetCrowd(gwei(3), 2_000_000)
	b.block()
	rooms, err := m.Rooms(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(rooms) != 3 || rooms[0].Time != rooms[1].Time+l1test.Spacing || rooms[0].Limit != 8_000_000 {
		t.Fatalf("rooms %+v, want those of three blocks, newest first", rooms)
	}
	if got := rooms[0].Free(); got != 6_000_000 {
		t.Errorf("%d gas left by others, want 6000000", got)
	}
	if got := len(rooms[1].Bids); got != 0 {
		t.Errorf("%d bids of others in a block that holds a batch", got)
	}
}

// What the batcher paid on a real node does not come back to it as the price to pay.
func TestBidComesDownOnNode(t *testing.T) {
	t.Parallel()
	n := startNode(t)
	inbox := n.deploy()
	s := n.sender(inbox, seatKey) // raises after 3 blocks
	who := crypto.PubkeyToAddress(seatKey.PublicKey)
	var tail [8]byte
	offer := func() (price *big.Int) {
		t.Helper()
		index := n.contract(inbox).Batches
		call := l1anchor.BatchCall{Index: index, Prev: tail, Data: []byte(fmt.Sprint("batch ", index))}
		if err := s.Offer(t.Context(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 500_000}}); err != nil {
			t.Fatal(err)
		}
		for _, tx := range n.pending(who) {
			price, _ = new(big.Int).SetString(tx.GasPrice[2:], 16)
		}
		return price
	}
	nonce := uint64(1)
	for range 8 { // it waits behind the crowd and climbs
		offer()
		n.crowdOut(nonce, 100)
		nonce++
		n.mine(1, 13)
	}
	dear := offer()
	if dear.Cmp(gwei(100)) < 0 {
		t.Fatalf("%s wei against a crowd at 100 gwei that was there for 8 blocks", dear)
	}
	n.mine(1, 13)
	for block := range 20 {
		if index := n.contract(inbox).Batches; index > 0 {
			before := l1anchor.Batch{Data: []byte(fmt.Sprint("batch ", index-1))}
			tail = before.Tail()
		}
		price := offer()
		n.mine(1, 13)
		if block >= 12 && price.Cmp(gwei(1)) != 0 {
			t.Fatalf("%d blocks after the crowd: %s wei, want 1 gwei", block, price)
		}
	}
}
