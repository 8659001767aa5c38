// SPDX-License-Identifier: Apache-2.0

package account

import (
	"context"
	"math/big"

	"github.com/layeredpow/adit/l1anchor"
)

// Parts of the time that a call has.
const (
	calmPart  = 2  // it sets out at what others pay while that part of it is left
	lastPart  = 16 // its price is raised in every block that it waits for when no more than that part is left
	leastPart = 64 // its first price grows no more below that part: 32 times what others pay is enough to be noticed
)

// Price is what to bid for a unit of gas when left blocks of the all that there were are left to get a call mined.
// With half of them left it is what others pay, market. Then it grows as the blocks run out: doubled each time that
// half of those that are left have passed, so that whoever keeps the call out pays more and more for it. It never is
// more than most. Prices are in wei.
func Price(market, most *big.Int, left, all uint64) *big.Int {
	price := new(big.Int).Set(market)
	if calm := all / calmPart; left < calm {
		left = max(left, all/leastPart, 1)
		price.Mul(price, new(big.Int).SetUint64(calm)).Div(price, new(big.Int).SetUint64(left))
	}
	if price.Cmp(most) > 0 {
		price.Set(most)
	}
	return price
}

// patience is how many times as long as usual a call waits at its price before that is raised though nothing presses:
// what others pay may have been misjudged.
const patience = 16

// wait is after how many blocks without a place the price of such a call is raised by an eighth.
func wait(usual, left, all uint64) uint64 {
	switch {
	case left <= all/lastPart:
		return 1
	case left < all/calmPart:
		return usual
	}
	return usual * patience
}

// OfferBy is OfferFrom of calls that have a time: left[i] of all blocks are left to get calls[i] mined. Each bids by
// that, see Price, or by that of a call behind it: an account's transactions are mined in order. What waits at its
// price is raised, in every block if it must, and after a long time if nothing presses. What others pay may have been
// misjudged, though: so what bids less than is paid back to it is doubled each eighth of Config.Move.
//
// Calls that wait keep their nonces, and new ones get those that are free. Where the node refuses a call the error is a
// RefusedError, and nothing behind the call was offered. Who offers the rest gives under[i] for that call from then on,
// over restarts too: one more than the nonce that it was refused under, 0 for calls that never were. It may have another
// nonce when the account is past that one, and has that one again only if nothing else wants it.
//
// has[i] is one more than the nonce that calls[i] has, 0 if it has none. It is nil if the account is at another one than
// next.
func (u *User) OfferBy(ctx context.Context, next uint64, calls []l1anchor.Call, left, under []uint64, all uint64) (has []uint64, err error) {
	if err := valid(calls); err != nil {
		return nil, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	order, err := u.offerFrom(ctx, u.name, next, calls, u.inTime(next, calls, left, under, all))
	if placed, err := u.placed(next, calls, err); err != nil || !placed {
		return nil, err
	}
	has = make([]uint64, len(calls))
	for _, n := range order {
		if n.index != filler {
			has[n.index] = n.nonce + 1
		}
	}
	return has, nil
}

// inTime has calls keep their nonces, and bid by the blocks that are left.
func (u *User) inTime(next uint64, calls []l1anchor.Call, left, under []uint64, all uint64) plan {
	return plan{
		places: func() []numbered { return u.keeping(u.name, next, calls, under) },
		asks: func(order []numbered, going *big.Int) []ask {
			asks, least := make([]ask, len(order)), all
			for i := len(order) - 1; i >= 0; i-- {
				if order[i].index != filler {
					least = min(least, left[order[i].index])
				}
				asks[i] = ask{
					price: u.within(Price(going, u.cfg.Cap, least, all)), wait: wait(u.cfg.Wait, least, all), follows: true,
					paid: u.cfg.Refund, quick: max(u.cfg.Move/8, 1),
				}
			}
			return asks
		},
	}
}

// Above is what the account's transactions since it was opened cost at most above the refunded price, in wei: for all
// the gas that they may use, those that wait included. highest is the largest price of those that wait, zero if none
// does.
func (a *Account) Above() (cost, highest *big.Int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	cost, highest = new(big.Int).Set(a.above), new(big.Int)
	for nonce, t := range a.sent {
		cost.Add(cost, a.dear(&t))
		if nonce >= a.next && t.price.Cmp(highest) > 0 {
			highest.Set(t.price)
		}
	}
	return cost, highest
}

// dear is what a transaction costs above the refunded price.
func (a *Account) dear(t *sent) *big.Int {
	cost := new(big.Int)
	if a.cfg.Refund == nil || t.price.Cmp(a.cfg.Refund) <= 0 {
		return cost
	}
	return cost.Sub(t.price, a.cfg.Refund).Mul(cost, new(big.Int).SetUint64(t.call.Gas))
}
