// SPDX-License-Identifier: Apache-2.0

package account

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// none of three calls was refused.
var none = make([]uint64, 3)

func gwei(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(1e9)) }

func TestPrice(t *testing.T) {
	for _, c := range []struct {
		name              string
		market, most      int64 // gwei
		left, all, answer uint64
	}{
		{"all the time that there is", 2, 500, 39_000, 39_000, 2},
		{"half of it", 2, 500, 19_500, 39_000, 2},
		{"a quarter", 2, 500, 9_750, 39_000, 4},
		{"an eighth", 2, 500, 4_875, 39_000, 8},
		{"a sixteenth", 2, 500, 2_437, 39_000, 16},
		{"nothing", 2, 500, 0, 39_000, 64},
		{"others pay all that we may", 500, 500, 39_000, 39_000, 500},
		{"others pay more than we may", 600, 500, 39_000, 39_000, 500},
		{"it would be more than we may", 100, 300, 9_750, 39_000, 200},
		{"it is more than we may", 200, 300, 9_750, 39_000, 300},
		{"a devnet", 1, 500, 60, 60, 1},
		{"nothing, on a devnet", 1, 500, 0, 60, 30},
		{"no time at all was given", 1, 500, 0, 0, 1},
	} {
		if got := Price(gwei(c.market), gwei(c.most), c.left, c.all); new(big.Int).Div(got, gwei(1)).Uint64() != c.answer {
			t.Errorf("%s: %s wei, want %d gwei and a part of one", c.name, got, c.answer)
		}
	}
}

// The price never falls while blocks pass, and neither argument is changed.
func TestPriceGrows(t *testing.T) {
	market, most, before := gwei(3), gwei(70), new(big.Int)
	for left := uint64(501); left > 0; left-- {
		p := Price(market, most, left-1, 500)
		if p.Cmp(before) < 0 || p.Cmp(market) < 0 || p.Cmp(most) > 0 {
			t.Fatalf("%d blocks left: %s after %s", left-1, p, before)
		}
		before = p
	}
	if market.Cmp(gwei(3)) != 0 || most.Cmp(gwei(70)) != 0 {
		t.Error("an argument was changed")
	}
}

// priced is a chain that shows what others pay.
type priced struct {
	*chain
	pays *big.Int
}

func (p priced) Rooms(context.Context, common.Hash) ([]l1anchor.Room, error) {
	full := l1anchor.Room{Limit: 100_000, Bids: []l1anchor.Bid{{Gas: 100_000, Price: p.pays}}}
	return []l1anchor.Room{full, full, full}, nil
}

// offered are the prices of what waits, in gwei, rounded.
func (c *chain) offered() (prices []uint64) {
	for n := uint64(len(c.all())); c.pool[n] != nil; n++ {
		prices = append(prices, new(big.Int).Div(c.pool[n].GasPrice(), gwei(1)).Uint64())
	}
	return prices
}

// A call bids for all that wait behind it, follows what others pay at once, and is doubled for waiting while it bids
// less than is paid back.
func TestOfferBy(t *testing.T) {
	c := newChain(t)
	c.least = gwei(1_000)
	a := open(t, c, func(cfg *Config) { cfg.Cap, cfg.Refund = gwei(300), gwei(50) })
	node := &priced{c, gwei(4)}
	a.node = node
	u := a.User("x")
	offer := func(left ...uint64) []uint64 {
		t.Helper()
		has, err := u.OfferBy(t.Context(), 0, calls("a", "b", "c"), left, none, 160)
		if err != nil || len(has) != 3 {
			t.Fatal(has, err)
		}
		return c.offered()
	}
	for _, step := range []struct {
		name  string
		left  []uint64
		mines int
		want  []uint64
	}{
		{"nothing presses", []uint64{160, 160, 160}, 5, []uint64{4, 4, 4}},
		{"it has time, and waits at a price that is paid back", []uint64{160, 155, 100}, 0, []uint64{8, 8, 8}},
		{"the second presses", []uint64{160, 20, 160}, 0, []uint64{16, 16, 8}},
		{"and is calm again", []uint64{160, 160, 160}, 0, []uint64{16, 16, 8}},
		{"the last is at its end", []uint64{160, 80, 0}, 1, []uint64{160, 160, 160}},
		{"and has waited for a block, above what is paid back", []uint64{160, 80, 0}, 0, []uint64{180, 180, 180}},
	} {
		if got := offer(step.left...); !slices.Equal(got, step.want) {
			t.Errorf("%s: %v gwei, want %v", step.name, got, step.want)
		}
		for range step.mines {
			c.mine(0)
		}
	}
	if cost, highest := a.Above(); new(big.Int).Div(highest, gwei(1)).Uint64() != 180 || new(big.Int).Div(cost, gwei(50_000)).Uint64() != 3*130 {
		t.Errorf("cost %s, highest %s", cost, highest)
	}
	c.least = gwei(1)
	c.mine(3)
	if _, err := u.OfferBy(t.Context(), 3, calls("d"), []uint64{160}, none, 160); err != nil {
		t.Fatal(err)
	}
	// What was mined still counts, what waits now is not above.
	if cost, highest := a.Above(); highest.Cmp(gwei(5)) >= 0 || new(big.Int).Div(cost, gwei(50_000)).Uint64() != 3*130 {
		t.Errorf("cost %s, highest %s", cost, highest)
	}
}

// What others pay was misjudged: a call that has time is raised for waiting in the end, and earlier when it presses.
func TestOfferByWaits(t *testing.T) {
	for _, one := range []struct{ left, blocks uint64 }{{160, 3 * patience}, {79, 3}, {10, 1}} {
		c := newChain(t)
		c.least = gwei(1_000)
		a := open(t, c, nil)
		u := a.User("x")
		rounds := uint64(0)
		for first := new(big.Int); ; rounds++ {
			if _, err := u.OfferBy(t.Context(), 0, calls("a"), []uint64{one.left}, none, 160); err != nil {
				t.Fatal(err)
			}
			now := c.pool[0].GasPrice()
			if first.Sign() == 0 {
				first = now
			}
			if now.Cmp(first) > 0 {
				break
			}
			c.mine(0)
		}
		if rounds != one.blocks {
			t.Errorf("%d of 160 blocks left: raised after %d blocks, want %d", one.left, rounds, one.blocks)
		}
	}
}
