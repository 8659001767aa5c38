// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/sequencer/fee"
)

// fees is the product's price of bytes. Its delay is as much shorter as the load of a simulation is smaller than what
// fills L1: so the price rises while no batch comes through or others take L1's room.
func fees() fee.Policy {
	p := fee.DefaultPolicy()
	p.Delay = time.Second
	return p
}

// marketBlocks is how many blocks show the market, as in l1anchor/etc.
const marketBlocks = 12

// bid has others come to L1's market, or leave it, now and then.
func (s *sim) bid(random *rand.Rand) {
	if s.l1 == nil {
		return
	}
	switch random.IntN(8) {
	case 0, 1:
		s.l1.SetCrowd(big.NewInt((1+random.Int64N(30))*gethparams.GWei), 1+random.Uint64N(8_000_000))
		s.tally.count("(crowds on L1)")
	case 2:
		s.l1.SetCrowd(new(big.Int), 0)
	}
}

// generous is how many times a wallet tips what is suggested. Its transactions are not put off unless the price rises
// a lot while they are on their way, so recovery is not held up by prices.
const generous = 8

// tipPatience is how long a wallet waits to be told a tip.
const tipPatience = time.Second

// askTip asks a member what to tip. Where that is down, or lies, the last answer counts.
func (w *wallet) askTip() {
	m := w.members[w.random.IntN(len(w.members))]
	l, lies := m.life(), m.misspoken.Load()
	if l == nil {
		return // as before
	}
	ctx, cancel := context.WithTimeout(context.Background(), tipPatience)
	defer cancel()
	var tip hexutil.Big
	if err := w.nodes.of[m.place].Call(ctx, &tip, "eth_maxPriorityFeePerGas"); err != nil || m.misspoken.Load() != lies {
		return
	}
	w.tip = new(big.Int).Mul(tip.ToInt(), big.NewInt(generous))
	if l.Pool.Pressure().Price.Surge.Sign() > 0 {
		w.tally.count("(tips asked in a surge)")
	}
}

// stingy pays for none of the bytes that a transfer takes, whatever a member knows of L1: it is below the floor.
var stingy = big.NewInt(1)

// haggle offers a transaction that no member may let in. checkHaggled looks for it in the end.
func (w *wallet) haggle(ctx context.Context, nonce uint64) {
	m := w.members[w.random.IntN(len(w.members))]
	tx := w.sign(nonce, stingy)
	w.history.haggle(tx.Hash())
	_, err := w.offer(ctx, m, tx)
	switch {
	case err == nil:
		w.fail("%s acknowledges transaction %d of account %d, which tips %s wei", m.id, nonce, w.account, stingy)
	case errors.Is(err, errCheap):
		w.tally.count("(sends refused for their price)")
	}
}

func (h *history) haggle(tx common.Hash) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.haggled = append(h.haggled, tx)
}

// checkHaggled wants none of the transactions that pay for no byte to be in a block, whatever became of the member
// that was asked.
func (s *sim) checkHaggled(order *order) {
	s.history.mu.Lock()
	defer s.history.mu.Unlock()
	for _, tx := range s.history.haggled {
		if at, in := order.at[tx]; in {
			s.fail("transaction %s tips %s wei, and stands in block %d", tx, stingy, at.number)
		}
	}
}
