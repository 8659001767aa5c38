// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"fmt"
	"math/big"
	"runtime"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Tariff is what one member asks for the bytes of transactions. It is told of sealed blocks and of L1 as this member
// sees them, and judges by package fee. Its methods may be called from several goroutines.
type Tariff struct {
	policy fee.Policy
	rules  params.Rules

	small, large lane

	mu      sync.Mutex // guards what follows
	gauge   *wire.Gauge
	l1      fee.L1
	backlog fee.Backlog
}

// NewTariff has seen neither traffic nor L1. It takes a valid Policy.
func NewTariff(policy fee.Policy, chain *params.ChainConfig) *Tariff {
	return &Tariff{
		policy: policy, rules: chain.Rules(common.Big1, true, 0), gauge: wire.NewGauge(chain.ChainID),
		small: newLane(runtime.GOMAXPROCS(0)), large: newLane(1),
	}
}

// SetL1 renews what is known of L1's market.
func (t *Tariff) SetL1(l1 fee.L1) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.l1 = l1
}

// Backlog calls f with the sealed blocks that are not on L1, which it may change.
func (t *Tariff) Backlog(f func(*fee.Backlog)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(&t.backlog)
}

// Learn shows transactions that blocks hold, with their senders, and returns the bytes that they take on L1.
func (t *Tariff) Learn(txs []*types.Transaction, sender func(*types.Transaction) (common.Address, error)) (bytes float64, err error) {
	for _, tx := range txs {
		from, err := sender(tx)
		if err != nil {
			return 0, fmt.Errorf("sender of %s: %w", tx.Hash(), err)
		}
		t.mu.Lock()
		size, err := t.gauge.Add(tx, from)
		t.mu.Unlock()
		if err != nil {
			return 0, fmt.Errorf("measure %s: %w", tx.Hash(), err)
		}
		bytes += size
	}
	return bytes, nil
}

// Price is that of L1 gas when, beside what is sealed, so many bytes wait.
func (t *Tariff) Price(waiting uint64) fee.Price {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.policy.Price(t.l1, t.backlog.Bytes()+float64(waiting))
}

// Quote is what tx is asked for at that base fee. Where it tips less, what is asked for would be enough once it tips
// that.
func (t *Tariff) Quote(tx *types.Transaction, baseFee *big.Int, waiting uint64) (fee.Quote, error) {
	price := t.Price(waiting)
	q, err := t.quote(tx, price)
	if err != nil || fee.Tip(tx, baseFee).Cmp(q.Tip) >= 0 {
		return q, err
	}
	raised, err := t.quote(fee.Raised(tx, q.Tip, baseFee), price)
	if err == nil && raised.Tip.Cmp(q.Tip) > 0 {
		return raised, nil
	}
	return q, err
}

func (t *Tariff) quote(tx *types.Transaction, price fee.Price) (fee.Quote, error) {
	bytes, err := t.measure(tx)
	if err != nil {
		return fee.Quote{}, fmt.Errorf("measure %s: %w", tx.Hash(), err)
	}
	return t.policy.Quote(t.rules, tx, bytes, price)
}

// Suggest is a tip that is enough for any transaction.
func (t *Tariff) Suggest(waiting uint64) *big.Int { return t.policy.Suggest(t.Price(waiting)) }

// Check says whether tx tips enough at that base fee. The error matches txpool.ErrTxGasPriceTooLow and names what is
// asked.
func (t *Tariff) Check(tx *types.Transaction, baseFee *big.Int, waiting uint64) error {
	tip := fee.Tip(tx, baseFee)
	if tip.Cmp(t.Suggest(waiting)) >= 0 {
		return nil // enough for anything: nothing needs to be measured
	}
	q, err := t.Quote(tx, baseFee, waiting)
	if err != nil {
		return err
	}
	if tip.Cmp(q.Tip) >= 0 {
		return nil
	}
	return fmt.Errorf("%w: %v wei a gas are left for the tip at a base fee of %v, at least %v are asked for %.0f bytes on L1 (adit_feeOf)",
		txpool.ErrTxGasPriceTooLow, tip, baseFee, q.Tip, q.Bytes)
}

// Quote is what tx is asked for, given all that waits here.
func (p *Pool) Quote(tx *types.Transaction) (fee.Quote, error) {
	return p.cfg.Tariff.Quote(tx, p.state.BaseFee(), p.aheadBytes())
}

// Suggest is a tip that is taken at once whatever the transaction carries.
func (p *Pool) Suggest() *big.Int { return p.cfg.Tariff.Suggest(p.aheadBytes()) }

// Affordable says whether tx pays what is asked for its bytes, or has its place already. It looks at nothing else.
func (p *Pool) Affordable(tx *types.Transaction) error {
	err := p.cfg.Tariff.Check(tx, p.state.BaseFee(), p.aheadBytes())
	if err != nil {
		if _, ok := p.state.Ordered(tx.Hash()); ok {
			return nil
		}
	}
	return err
}

// Pressure is what waits for L1 and what that makes of the price of bytes.
type Pressure struct {
	Bytes float64       // that sealed blocks take which no batch on L1 holds
	Price fee.Price     // of L1 gas, with the time that L1 needs for what waits
	Delay time.Duration // that it may need before the price rises
	Tip   *big.Int      // that is enough for any transaction, in wei for a unit of gas
}

// Pressure is nothing where bytes have no price.
func (p *Pool) Pressure() *Pressure {
	t := p.cfg.Tariff
	if t == nil {
		return nil
	}
	ahead := p.aheadBytes()
	out := &Pressure{Price: t.Price(ahead), Delay: t.policy.Delay, Tip: t.Suggest(ahead)}
	t.Backlog(func(b *fee.Backlog) { out.Bytes = b.Bytes() })
	return out
}

// aheadBytes is the size of all that goes ahead: it will be on L1 before whatever comes now. What is parked may never
// be.
func (p *Pool) aheadBytes() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes - p.parkedB
}
