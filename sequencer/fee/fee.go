// SPDX-License-Identifier: Apache-2.0

// Package fee decides what sequencers ask for a transaction's bytes on L1, as a tip for each unit of its gas. It is
// policy and no rule of the chain: it is applied where a transaction is let in, and execution never looks at it. The
// base fee, which is burned, stays EIP-1559's.
//
// What is scarce is L1's room for data. A transaction pays for the bytes that it takes in a batch, over the least gas
// that it can use: its gas limit buys nothing. While more is sealed than L1 carries in time, the price of a byte
// rises, until as much is offered as L1 takes.
package fee

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/layeredpow/adit/l1anchor/family"
)

// Policy is the operator's part.
type Policy struct {
	MinTip  *big.Int      // least tip that is asked of anybody, in wei for a unit of L2 gas
	L1Floor *big.Int      // least price of L1 gas that is reckoned with, in wei; a batcher's own floor is a good value
	Share   uint64        // of L1's price that is asked, in percent; 0 where L1 is free: only a backlog costs then
	Delay   time.Duration // that what is sealed may need to get onto L1 before its price rises

	ByteGas uint64  // L1 gas of a byte, its share of the batch's fixed part included
	Rate    float64 // L1 gas a second that there is for batches as long as nothing is known of L1
}

// DefaultPolicy suits Ethereum Classic.
func DefaultPolicy() Policy {
	f := family.Etc()
	return PolicyOn(&f, f.Limits.MaxBatchData)
}

// PolicyOn suits an L1 of that family, and batches with that much data: a byte costs what the batcher pays for it,
// and two minutes are more than it takes to fill a batch and have it mined.
func PolicyOn(f *family.Family, maxBatchData uint64) Policy {
	return Policy{
		MinTip: new(big.Int), L1Floor: f.Fees.Floor(), Share: 100, Delay: 2 * time.Minute, ByteGas: f.Fees.Byte, Rate: f.BatchRate(maxBatchData),
	}
}

// Validate gives all complaints at once.
func (p *Policy) Validate() error {
	var errs []error
	if p.MinTip == nil || p.MinTip.Sign() < 0 {
		errs = append(errs, fmt.Errorf("least tip: %v is no amount", p.MinTip))
	}
	if p.L1Floor == nil || p.L1Floor.Sign() < 0 {
		errs = append(errs, fmt.Errorf("least price of L1 gas: %v is no amount", p.L1Floor))
	}
	if p.Share > 1000 {
		errs = append(errs, fmt.Errorf("share of L1's price: %d %% is over 1000 %%", p.Share))
	}
	if p.Delay < time.Second {
		errs = append(errs, fmt.Errorf("delay to L1: %s is under a second", p.Delay))
	}
	if p.ByteGas == 0 || p.Rate <= 0 {
		errs = append(errs, fmt.Errorf("L1 gas: %d for a byte and %.0f a second must be positive", p.ByteGas, p.Rate))
	}
	return errors.Join(errs...)
}

// L1 is what a sequencer sees of L1.
type L1 struct {
	Price *big.Int // that room is going for, in wei for a unit of gas; nil: nothing is known, the floor counts
	Rate  float64  // gas a second that there is for batches; 0: nothing is known, the policy's counts
}

// wait is how long L1 needs for a backlog of that many bytes.
func (p *Policy) wait(l1 L1, backlog float64) time.Duration {
	rate := l1.Rate
	if rate <= 0 {
		rate = p.Rate
	}
	seconds := backlog * float64(p.ByteGas) / rate
	return time.Duration(min(seconds, 1e9) * float64(time.Second))
}

// Price is what a unit of L1 gas is reckoned at.
type Price struct {
	L1    *big.Int      // for what L1 takes, in wei
	Surge *big.Int      // on top of it while the backlog takes too long, in wei
	Wait  time.Duration // that L1 needs for the backlog
}

// The surge doubles with every part of the allowed delay that the backlog takes longer, up to a factor that nobody
// pays.
const (
	doublings   = 4 // parts of the delay
	mostDoubled = 40
	leastUnit   = 1_000_000_000 // wei that a surge starts from where L1 is cheaper than that
)

// Price reckons with a backlog of sealed bytes, and those that wait to be, that no batch on L1 holds. It depends on
// nothing but what every member sees, so members agree as far as they see the same, and a restart forgets nothing.
// Demand that pays n times the price of L1 keeps the backlog at Delay · (1 + log2(n)/4), and no demand at all lets it
// go back to nothing.
func (p *Policy) Price(l1 L1, backlog float64) Price {
	base := new(big.Int).Set(p.L1Floor)
	if l1.Price != nil && l1.Price.Cmp(base) > 0 {
		base.Set(l1.Price)
	}
	out := Price{L1: new(big.Int), Surge: new(big.Int), Wait: p.wait(l1, backlog)}
	out.L1.Mul(base, new(big.Int).SetUint64(p.Share)).Div(out.L1, big.NewInt(100))
	if out.Wait > p.Delay {
		doubled := min(doublings*float64(out.Wait-p.Delay)/float64(p.Delay), mostDoubled)
		unit := max(float64(leastUnit), toFloat(base))
		new(big.Float).SetFloat64(unit * (math.Exp2(doubled) - 1)).Int(out.Surge)
	}
	return out
}

func toFloat(n *big.Int) float64 {
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

// Gas is what a unit of L1 gas costs in all.
func (p *Price) Gas() *big.Int { return new(big.Int).Add(p.L1, p.Surge) }
