// SPDX-License-Identifier: Apache-2.0

package l1anchor

import (
	"math/big"
	"slices"
)

// Bid is what somebody else's transaction pays for its place in an L1 block.
type Bid struct {
	Price *big.Int // wei for a unit of gas
	Gas   uint64   // that the transaction used, as far as the block shows it
}

// Room is what an L1 block shows of the market for room in it. The rollup's own transactions are left out: their price
// says what was paid, and not what had to be.
type Room struct {
	Time  uint64 // timestamp of the block
	Limit uint64 // its gas limit
	Bids  []Bid  // of others, in any order
}

// Free is the gas that others left.
func (r *Room) Free() uint64 {
	used := uint64(0)
	for _, b := range r.Bids {
		used += b.Gas
	}
	return r.Limit - min(r.Limit, used)
}

// Price is what need gas would have cost in the block: nothing when others left as much, otherwise a wei more than the
// dearest of those bids that had to go, cheapest first. More than the block's limit costs what all of it costs.
func (r *Room) Price(need uint64) *big.Int {
	free := r.Free()
	price := new(big.Int)
	if free >= need {
		return price
	}
	bids := slices.SortedFunc(slices.Values(r.Bids), func(a, b Bid) int { return a.Price.Cmp(b.Price) })
	for _, b := range bids {
		if price.Set(b.Price); free+b.Gas >= need {
			break
		}
		free += b.Gas
	}
	return price.Add(price, big.NewInt(1))
}

// enoughBids is how many transactions of others show what miners take at all.
const enoughBids = 20

// Going is what room is worth in the blocks given, in wei for a unit of gas: need gas had a place in most of them at
// that price. Where blocks have room to spare, it is the least that others were mined at, if there are enough of them
// to tell; otherwise it is zero.
func Going(rooms []Room, need uint64) *big.Int {
	var prices []*big.Int
	var least *big.Int
	bids := 0
	for i := range rooms {
		prices = append(prices, rooms[i].Price(need))
		for _, b := range rooms[i].Bids {
			if bids++; least == nil || b.Price.Cmp(least) < 0 {
				least = b.Price
			}
		}
	}
	if len(prices) == 0 {
		return new(big.Int)
	}
	slices.SortFunc(prices, (*big.Int).Cmp)
	price := prices[len(prices)/2]
	if bids >= enoughBids && price.Cmp(least) < 0 {
		price = least
	}
	return new(big.Int).Set(price)
}

// longGap is how many times the usual gap between two blocks counts at most. Chance makes a longer one in a block of a
// thousand; a timestamp of block 0 that somebody made up, or an L1 that stood still, makes others.
const longGap = 10

// GasRate is the gas a second that the blocks given, which follow one another, had for calls of need gas each, for
// somebody who pays the going price: as many as fit beside the others', and one at least. It is zero when there are too
// few blocks to tell.
func GasRate(rooms []Room, need uint64) float64 {
	if len(rooms) < 3 || need == 0 { // of two gaps one may be odd
		return 0
	}
	gas := uint64(0)
	for i := range rooms {
		gas += max(rooms[i].Free()/need, 1) * need
	}
	seconds := span(rooms)
	if seconds == 0 {
		return 0
	}
	each := float64(gas) / float64(len(rooms))
	return each * float64(len(rooms)-1) / float64(seconds)
}

// span is the time between the first and the last of the blocks, without what is too long to be a gap between two.
func span(rooms []Room) (seconds uint64) {
	times := make([]uint64, len(rooms))
	for i := range rooms {
		times[i] = rooms[i].Time
	}
	slices.Sort(times)
	gaps := make([]uint64, len(times)-1)
	for i := range gaps {
		gaps[i] = times[i+1] - times[i]
	}
	usual := slices.Clone(gaps)
	slices.Sort(usual)
	most := longGap * max(usual[(len(usual)-1)/2], 1)
	for _, gap := range gaps {
		seconds += min(gap, most)
	}
	return seconds
}
