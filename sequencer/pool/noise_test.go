// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fee"
)

// An L1 of Ethereum Classic's pace, which the tariff assumes as long as it knows nothing else: a block of 8 M gas
// each 13 s carries 36 KB/s, four full batches 31.
const (
	l1Block   = 8_000_000
	l1Seconds = 13
	byteGas   = 17
)

// noisy is a sequencer and an L1 in seconds that are counted: what is let in is sealed in the same second, as far as
// a block has room, and L1 takes what was sealed first.
type noisy struct {
	t      *testing.T
	tariff *Tariff
	second uint64

	waiting []*types.Transaction // let in, not sealed
	bytes   uint64               // of them
	sealed  []sealedBytes        // not on L1
	bought  uint64               // number of the newest block on L1

	longest  time.Duration // from sealing to L1
	refusals int           // of honest transfers
	honest   int           // that were let in
}

type sealedBytes struct {
	second, number uint64
	bytes          float64
}

// offer has the sequencer admit tx, and says whether it did.
func (n *noisy) offer(tx *types.Transaction) bool {
	if n.tariff.Check(tx, common.Big0, n.bytes) != nil {
		return false
	}
	n.waiting, n.bytes = append(n.waiting, tx), n.bytes+tx.Size()
	return true
}

// seal ends the second's block.
func (n *noisy) seal() {
	var block []*types.Transaction
	for size := uint64(0); len(n.waiting) > 0 && size+n.waiting[0].Size() <= l1anchor.MaxBatchData; n.waiting = n.waiting[1:] {
		size += n.waiting[0].Size()
		n.bytes -= n.waiting[0].Size()
		block = append(block, n.waiting[0])
	}
	bytes, err := n.tariff.Learn(block, sender)
	if err != nil {
		n.t.Fatal(err)
	}
	n.second++
	n.tariff.Backlog(func(b *fee.Backlog) {
		n.sealed = append(n.sealed, sealedBytes{n.second, b.Next(), bytes})
		b.Count(common.Hash{}, bytes)
	})
	if n.second%l1Seconds == 0 {
		n.mine()
	}
}

// mine puts on L1 what a block of it holds.
func (n *noisy) mine() {
	for gas := float64(l1Block); len(n.sealed) > 0 && n.sealed[0].bytes*byteGas <= gas; n.sealed = n.sealed[1:] {
		s := n.sealed[0]
		gas -= s.bytes * byteGas
		n.bought = s.number
		n.longest = max(n.longest, time.Duration(n.second-s.second)*time.Second)
	}
	n.tariff.Backlog(func(b *fee.Backlog) { b.Derived(n.bought) })
}

// run lets seconds pass in which 20 honest transfers come, tipped as wallets are told, and as much noise as its
// budget for a tip allows.
func (n *noisy) run(f *traffic, seconds int, noise int, budget *big.Int) {
	for range seconds {
		f.tip = n.tariff.Suggest(n.bytes)
		for range 20 {
			if n.offer(f.transfer()) {
				n.honest++
			} else {
				n.refusals++
			}
		}
		for range noise {
			if f.tip = n.tariff.Suggest(n.bytes); f.tip.Cmp(budget) > 0 {
				break
			}
			n.offer(f.junk(9_500))
		}
		n.seal()
	}
}

// junk is noise with as high a gas limit as there is.
func (f *traffic) junk(n int) *types.Transaction {
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: tariffChain.ChainID, To: &common.Address{9}, Data: f.random(n), Gas: 1 << 24,
		GasFeeCap: f.tip, GasTipCap: f.tip, V: new(big.Int), R: f.word(32), S: f.word(31),
	})
}

// TestNoiseIsPricedOut is 95 KB/s of random bytes for ten minutes, on an L1 that carries 36 at most: the delay to L1
// stays below a bound that only grows with the logarithm of what noise pays, honest transfers go on, and afterwards
// the backlog drains and the price is what it was.
func TestNoiseIsPricedOut(t *testing.T) {
	for _, times := range []int64{1, 64} {
		policy := fee.DefaultPolicy()
		n := &noisy{t: t, tariff: NewTariff(policy, tariffChain)}
		f := newTraffic(4)
		n.run(f, 60, 0, nil)
		before := n.tariff.Suggest(0)
		budget := new(big.Int).Mul(before, big.NewInt(times))
		n.run(f, 10*60, 10, budget)
		bound := time.Duration(float64(policy.Delay)*(1+math.Log2(float64(times))/4)) + 3*l1Seconds*time.Second
		if n.longest > bound {
			t.Errorf("noise at %d times the price: %s to L1, want %s at most", times, n.longest, bound)
		}
		if n.longest < policy.Delay/2 {
			t.Errorf("noise at %d times the price: %s to L1: there was no noise", times, n.longest)
		}
		if n.refusals > 0 || n.honest != 20*(60+10*60) {
			t.Errorf("noise at %d times the price: %d honest transfers were let in, %d refused", times, n.honest, n.refusals)
		}
		n.run(f, int(bound/time.Second), 0, nil)
		if left := len(n.sealed); left > 2*l1Seconds {
			t.Errorf("noise at %d times the price: %d blocks wait after it", times, left)
		}
		if after := n.tariff.Suggest(n.bytes); after.Cmp(before) != 0 {
			t.Errorf("noise at %d times the price: a tip of %s is asked after it, %s before", times, after, before)
		}
	}
}

// Without the surge the same noise makes the backlog grow for as long as it lasts.
func TestNoiseAtLevelPriceGrows(t *testing.T) {
	policy := fee.DefaultPolicy()
	policy.Delay = 1e6 * time.Hour
	n := &noisy{t: t, tariff: NewTariff(policy, tariffChain)}
	n.run(newTraffic(4), 3*60, 10, new(big.Int).Lsh(common.Big1, 60))
	half := len(n.sealed)
	n.run(newTraffic(5), 3*60, 10, new(big.Int).Lsh(common.Big1, 60))
	if grown := len(n.sealed); grown < half*3/2 {
		t.Errorf("%d blocks wait after six minutes, %d after three: the test's noise does no harm", grown, half)
	}
}
