// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"log/slog"
	"math/big"
	"math/rand"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/transition"
)

// sealed is a chain that the test makes block by block, with an L1 that it moves.
type sealed struct {
	t      *testing.T
	blocks []*chain.Stored
	status stateroot.Status
	rooms  []l1anchor.Room
	err    error // of reading the rooms
	asked  int
	noise  *rand.Rand
	size   int // bytes of noise in a transaction
}

func (s *sealed) Head() (transition.Head, error) { return s.blocks[len(s.blocks)-1].Head(), nil }

func (s *sealed) BlockByNumber(number uint64) (*chain.Stored, error) {
	if number >= uint64(len(s.blocks)) {
		return nil, chain.ErrUnknown
	}
	return s.blocks[number], nil
}

func (s *sealed) Rooms(context.Context) ([]l1anchor.Room, error) {
	s.asked++
	return s.rooms, s.err
}

var pricingChain = gethparams.MergedTestChainConfig

// seal adds a block with that many transactions, of which some were forced.
func (s *sealed) seal(txs, forced int) {
	s.t.Helper()
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("pricing")))
	if err != nil {
		s.t.Fatal(err)
	}
	var body types.Body
	for range txs {
		data := make([]byte, s.size)
		s.noise.Read(data)
		tx, err := types.SignNewTx(key, types.LatestSigner(pricingChain), &types.DynamicFeeTx{ChainID: pricingChain.ChainID, Data: data,
			Gas: 1 << 20, GasFeeCap: big.NewInt(1), GasTipCap: big.NewInt(1)})
		if err != nil {
			s.t.Fatal(err)
		}
		body.Transactions = append(body.Transactions, tx)
	}
	h := &types.Header{Number: big.NewInt(int64(len(s.blocks))), Extra: []byte{byte(s.noise.Int())}, Difficulty: common.Big0}
	s.blocks = append(s.blocks, &chain.Stored{Block: types.NewBlockWithHeader(h).WithBody(body), Forced: forced})
}

func newPricing(t *testing.T) (*sealed, *pricing) {
	s := &sealed{t: t, noise: rand.New(rand.NewSource(1)), size: 1000}
	s.seal(0, 0)
	return s, &pricing{chain: s, market: s, l1: func() stateroot.Status { return s.status }, signer: types.LatestSigner(pricingChain),
		tariff: pool.NewTariff(fee.DefaultPolicy(), pricingChain), full: 1_700_000, log: slog.New(slog.DiscardHandler)}
}

// counted looks once and compares the backlog, in transactions of 1 KB.
func (s *sealed) counted(p *pricing, what string, want int) {
	s.t.Helper()
	if err := p.count(); err != nil {
		s.t.Fatal(err)
	}
	p.tariff.Backlog(func(b *fee.Backlog) {
		// What is counted again has been learnt, and takes a little less.
		if got := b.Bytes() / 1000; got < 0.6*float64(want) || got > 1.2*float64(want) {
			s.t.Errorf("%s: %.1f KB wait, want about %d", what, got, want)
		}
	})
}

func TestPricingCountsWhatL1Lacks(t *testing.T) {
	s, p := newPricing(t)
	s.seal(3, 0)
	s.seal(2, 1)
	s.counted(p, "two blocks, one transaction forced", 4)
	s.counted(p, "looked at twice", 4)
	s.status.Tip.Number = 1
	s.counted(p, "the first is on L1", 1)
	s.seal(5, 0)
	s.counted(p, "one more", 6)
	s.blocks = s.blocks[:3]
	s.seal(1, 0)
	s.counted(p, "the chain left a block for another", 2)
	s.status.Tip.Number = 0
	s.counted(p, "L1 went back", 5)
	s.status.Head.Height = 100
	s.counted(p, "most of L1 is still to be derived", 0)
	s.status.Tip.At.Height, s.status.Tip.Number = 99, 2
	s.counted(p, "it is derived", 1)
	for range mostAtOnce + 10 {
		s.seal(0, 0)
	}
	s.seal(2, 0)
	s.counted(p, "far away", 1)
	s.counted(p, "reached", 3)
}

// A member that starts knows the traffic of before.
func TestPricingLearnsFromBefore(t *testing.T) {
	s, p := newPricing(t)
	s.size = 0
	for range 40 {
		s.seal(30, 0)
	}
	s.status.Tip.Number = 40
	tx := s.blocks[40].Transactions()[29]
	before, err := p.tariff.Quote(tx, common.Big0, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.counted(p, "all is on L1", 0)
	after, err := p.tariff.Quote(tx, common.Big0, 0)
	if err != nil || after.Bytes >= before.Bytes {
		t.Errorf("%f bytes, %f before anything was learnt (%v)", after.Bytes, before.Bytes, err)
	}
}

// The market is asked once for each L1 head; what can be read of it counts, and nothing at all changes nothing.
func TestPricingFollowsTheMarket(t *testing.T) {
	s, p := newPricing(t)
	full := l1anchor.Room{Limit: 8_000_000, Bids: []l1anchor.Bid{{Price: big.NewInt(30e9), Gas: 8_000_000}}}
	later := full
	later.Time = 13
	s.rooms, s.err = []l1anchor.Room{later, full}, errors.New("the third cannot be read")
	price := func() *big.Int { q := p.tariff.Price(0); return q.L1 }
	if got := price(); got.Cmp(big.NewInt(1e9)) != 0 {
		t.Errorf("L1 gas at %s before anything is known, want 1 gwei", got)
	}
	s.status.Head.Height = 1
	p.lookAtMarket(t.Context())
	p.lookAtMarket(t.Context())
	if want := big.NewInt(30e9 + 1); price().Cmp(want) != 0 || s.asked != 1 {
		t.Errorf("L1 gas at %s after %d questions, want %s after one", price(), s.asked, want)
	}
	s.status.Head.Height, s.rooms = 2, nil
	p.lookAtMarket(t.Context())
	if want := big.NewInt(30e9 + 1); price().Cmp(want) != 0 || s.asked != 2 {
		t.Errorf("L1 gas at %s when nothing can be read, want %s as before", price(), want)
	}
}

// watched is a chain on which somebody asks for a price while a block is read.
type watched struct {
	*sealed
	ask func()
}

func (w watched) BlockByNumber(number uint64) (*chain.Stored, error) {
	asked := make(chan struct{})
	go func() {
		w.ask()
		close(asked)
	}()
	select {
	case <-asked:
	case <-time.After(20 * time.Second): // never, unless the price waits for this
		w.t.Error("a price cannot be had while a block is read")
	}
	return w.sealed.BlockByNumber(number)
}

// A disk that is slow must not hold up those who send.
func TestPricingReadsBesideThePrice(t *testing.T) {
	s, p := newPricing(t)
	p.chain = watched{s, func() { p.tariff.Price(0) }}
	s.seal(2, 0)
	s.counted(p, "a block", 2)
	s.blocks = s.blocks[:1]
	s.seal(3, 0)
	s.counted(p, "another one in its place", 3)
}
