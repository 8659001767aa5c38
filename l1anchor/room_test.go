// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"math/big"
	"testing"
)

func gwei(n int64) *big.Int { return new(big.Int).Mul(big.NewInt(n), big.NewInt(1e9)) }

func above(n int64) *big.Int { return new(big.Int).Add(gwei(n), big.NewInt(1)) }

func TestPriceOfRoom(t *testing.T) {
	full := []Bid{{gwei(30), 3_000_000}, {gwei(2), 1_000_000}, {gwei(500), 4_000_000}}
	for _, c := range []struct {
		name string
		bids []Bid
		need uint64
		want *big.Int
	}{
		{"empty", nil, 1_700_000, gwei(0)},
		{"room beside others", full[:2], 1_700_000, gwei(0)},
		{"in the place of the cheapest", full, 900_000, above(2)},
		{"in the place of two", full, 1_700_000, above(30)},
		{"in the place of all", full, 8_000_000, above(500)},
		{"more than a block", full, 9_000_000, above(500)},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Room{Limit: 8_000_000, Bids: c.bids}
			if got := r.Price(c.need); got.Cmp(c.want) != 0 {
				t.Errorf("%s wei, want %s", got, c.want)
			}
		})
	}
}

func TestGoingPrice(t *testing.T) {
	quiet, crowd := Room{Limit: 8_000_000}, Room{Limit: 8_000_000, Bids: []Bid{{gwei(400), 8_000_000}}}
	few := Room{Limit: 8_000_000, Bids: []Bid{{gwei(90), 21_000}}}
	var many Room
	for range enoughBids {
		many.Bids = append(many.Bids, Bid{gwei(5), 21_000})
	}
	many.Limit = 8_000_000
	many.Bids[3].Price = gwei(3)
	for _, c := range []struct {
		name  string
		rooms []Room
		want  *big.Int
	}{
		{"nothing known", nil, gwei(0)},
		{"quiet", []Room{quiet, quiet}, gwei(0)},
		{"most are full", []Room{quiet, crowd, crowd}, above(400)},
		{"most are quiet again", []Room{crowd, quiet, quiet}, gwei(0)},
		{"one who pays a lot beside room", []Room{few, few, few}, gwei(0)},
		{"miners take nothing below", []Room{many}, gwei(3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Going(c.rooms, 1_700_000); got.Cmp(c.want) != 0 {
				t.Errorf("%s wei, want %s", got, c.want)
			}
		})
	}
}

func TestGasRate(t *testing.T) {
	var rooms []Room
	for i := range uint64(5) {
		rooms = append(rooms, Room{Time: 1000 + 10*i, Limit: 8_000_000, Bids: []Bid{{gwei(1), 3_000_000}}})
	}
	if got := GasRate(rooms, 1_700_000); got != 340_000 { // two fit into 5 M
		t.Errorf("%f gas a second beside others, want 340000", got)
	}
	for i := range rooms {
		rooms[i].Bids[0].Gas = 8_000_000
	}
	if got := GasRate(rooms, 1_700_000); got != 170_000 {
		t.Errorf("%f gas a second in full blocks, want 170000", got)
	}
	if got := GasRate(rooms[:2], 1_700_000); got != 0 {
		t.Errorf("%f gas a second from two blocks, want 0", got)
	}
}

// TestGasRateOfOddTimes has a block 0 whose timestamp is years old, as devnets have it, and an L1 that stood still
// for an hour.
func TestGasRateOfOddTimes(t *testing.T) {
	const need, limit = 1_000, 8_000
	for _, c := range []struct {
		name  string
		times []uint64
		least float64 // gas a second
	}{
		{"as it should be", []uint64{113, 100, 87, 74}, limit / 13.},
		{"an old block 0", []uint64{100_000_003, 100_000_002, 100_000_001, 0}, limit / 13.},
		{"nothing but an old block 0 and two others", []uint64{100_000_002, 100_000_001, 0}, limit / 13.},
		{"an hour without blocks", []uint64{3_726, 3_713, 113, 100, 87}, limit / 60.},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rooms []Room
			for _, at := range c.times {
				rooms = append(rooms, Room{Time: at, Limit: limit})
			}
			if got := GasRate(rooms, need); got < 0.99*c.least {
				t.Errorf("%.1f gas a second, want %.1f at least", got, c.least)
			}
		})
	}
}
