// SPDX-License-Identifier: Apache-2.0

package account

import (
	"context"
	"math/big"

	"github.com/layeredpow/adit/l1anchor"
)

// Parts of the time that a call has. Half of it is waited for at what others pay; in the last sixteenth the call bids
// all that it may.
const (
	calmPart = 2
	lastPart = 16
)

// Price is what to bid for a unit of gas when left blocks of the all that there were are left to get a call mined.
// With more than half of them left it is what others pay, market. Then it grows as the blocks run out: doubled each
// time that half of those that are left have passed, so that who keeps the call out pays more and more for it. In the
// last sixteenth it is most, which it never passes. Prices are in wei.
func Price(market, most *big.Int, left, all uint64) *big.Int {
	price := new(big.Int).Set(market)
	switch calm := all / calmPart; {
	case left <= all/lastPart:
		return new(big.Int).Set(most)
	case left < calm:
		price.Mul(price, new(big.Int).SetUint64(calm)).Div(price, new(big.Int).SetUint64(left))
	}
	if price.Cmp(most) > 0 {
		price.Set(most)
	}
	return price
}

// patience is how many times as long as others a call waits at its price before that is raised though nothing presses.
const patience = 16

// OfferBy is OfferFrom of calls that have a time: left[i] of all blocks are left to get calls[i] mined. Each bids by
// that, see Price, or by that of a call behind it: an account's transactions are mined in order. One that has time
// is raised for its waiting alone after a long time only, in case that what others pay was misjudged.
func (u *User) OfferBy(ctx context.Context, next uint64, calls []l1anchor.Call, left []uint64, all uint64) (placed bool, err error) {
	if err := valid(calls); err != nil {
		return false, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.placed(next, calls, u.offerFrom(ctx, u.name, next, calls, func(going *big.Int) []ask {
		asks, least := make([]ask, len(calls)), all
		for i := len(calls) - 1; i >= 0; i-- {
			least = min(least, left[i])
			asks[i] = ask{u.within(Price(going, u.cfg.Cap, least, all)), u.cfg.Wait, true}
			if least >= all/calmPart {
				asks[i].wait *= patience
			}
		}
		return asks
	}))
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
