// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"math/big"
	"math/rand"
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
	if got := GasRate(rooms[:1], 1_700_000); got != 0 {
		t.Errorf("%f gas a second from one block, want 0", got)
	}
}

func TestBatchByteGas(t *testing.T) {
	data := make([]byte, MaxBatchData)
	rand.New(rand.NewSource(1)).Read(data)
	each := float64(FixedBatchGas+DataGas(data)) / MaxBatchData
	if each > BatchByteGas || each < 0.98*BatchByteGas {
		t.Errorf("a byte of a full batch takes %.2f gas, BatchByteGas says %d", each, BatchByteGas)
	}
}
