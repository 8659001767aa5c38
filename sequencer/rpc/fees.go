// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/fee"
)

// leastTip is what wallets are told to add where nothing is asked: some take zero for "unknown".
var leastTip = big.NewInt(1)

// suggestedTip is enough for any transaction, which wallets ask for before they have said what they will send. A node
// that passes sends on says what the sequencer says.
func (s *Server) suggestedTip(ctx context.Context) *big.Int {
	var tip hexutil.Big
	if s.need.Fees != nil {
		tip = hexutil.Big(*s.need.Fees.Suggest())
	} else {
		s.elsewhere(ctx, &tip, "eth_maxPriorityFeePerGas")
	}
	if tip.ToInt().Cmp(leastTip) > 0 {
		return tip.ToInt()
	}
	return new(big.Int).Set(leastTip)
}

// MaxPriorityFeePerGas is a tip that is taken at once, whatever the transaction carries. What one that is known
// needs, adit_feeOf says: a plain transfer needs about a ninth.
func (e *ethAPI) MaxPriorityFeePerGas(ctx context.Context) *hexutil.Big {
	return (*hexutil.Big)(e.s.suggestedTip(ctx))
}

// GasPrice is what a legacy transaction should offer: that tip and a quarter more than the open block's base fee, so
// that it still passes after two full blocks.
func (e *ethAPI) GasPrice(ctx context.Context) *hexutil.Big {
	price := e.s.baseFee()
	price.Add(price, new(big.Int).Rsh(price, 2))
	return (*hexutil.Big)(price.Add(price, e.s.suggestedTip(ctx)))
}

// baseFee is that of the block behind the newest sealed one.
func (s *Server) baseFee() *big.Int {
	backend := s.eth.APIBackend
	return eip1559.CalcBaseFee(backend.ChainConfig(), backend.CurrentHeader())
}

// feeHistory is the answer to eth_feeHistory, as go-ethereum gives it.
type feeHistory struct {
	OldestBlock      *hexutil.Big     `json:"oldestBlock"`
	Reward           [][]*hexutil.Big `json:"reward,omitempty"`
	BaseFee          []*hexutil.Big   `json:"baseFeePerGas,omitempty"`
	GasUsedRatio     []float64        `json:"gasUsedRatio"`
	BlobBaseFee      []*hexutil.Big   `json:"baseFeePerBlobGas,omitempty"`
	BlobGasUsedRatio []float64        `json:"blobGasUsedRatio,omitempty"`
}

const historyBlocks = 1_024 // most that go-ethereum looks at

// FeeHistory differs in the rewards: wallets take them for what to tip next, so none is below what is asked now.
// Rewards take the receipts and the order of all transactions, and go-ethereum looks at four blocks at once and does
// not stop on the way: it is asked for one block after the other, from the newest on.
func (e *ethAPI) FeeHistory(ctx context.Context, blocks math.HexOrDecimal64, newest gethrpc.BlockNumber, percentiles []float64) (*feeHistory, error) {
	h := &feeHistory{OldestBlock: new(hexutil.Big)}
	for left := min(uint64(blocks), historyBlocks); left > 0; left-- {
		if ctx.Err() != nil {
			return nil, limitError("the fees of %d more blocks could not be gathered in the time that it may take: ask for fewer blocks", left)
		}
		oldest, reward, base, used, blobBase, blobUsed, err := e.s.eth.APIBackend.FeeHistory(ctx, 1, newest, percentiles)
		if err != nil {
			return nil, err
		}
		if len(used) == 0 {
			break // there is none any more
		}
		h.add(reward, base, used, blobBase, blobUsed)
		h.OldestBlock = (*hexutil.Big)(oldest)
		if oldest.Sign() == 0 {
			break
		}
		newest = gethrpc.BlockNumber(oldest.Int64() - 1)
	}
	h.turn()
	h.raise(e.s.suggestedTip(ctx))
	return h, nil
}

// add appends what go-ethereum says of one block: each base fee is followed by that of the block behind it, which is
// there already unless the block is the newest.
func (h *feeHistory) add(reward [][]*big.Int, base []*big.Int, used []float64, blobBase []*big.Int, blobUsed []float64) {
	for _, of := range reward {
		h.Reward = append(h.Reward, inHex(of))
	}
	if len(h.BaseFee) == 0 {
		h.BaseFee, h.BlobBaseFee = inHex(base[1:]), inHex(blobBase[1:])
	}
	h.BaseFee, h.BlobBaseFee = append(h.BaseFee, (*hexutil.Big)(base[0])), append(h.BlobBaseFee, (*hexutil.Big)(blobBase[0]))
	h.GasUsedRatio, h.BlobGasUsedRatio = append(h.GasUsedRatio, used...), append(h.BlobGasUsedRatio, blobUsed...)
}

// turn has the oldest block first.
func (h *feeHistory) turn() {
	slices.Reverse(h.Reward)
	slices.Reverse(h.BaseFee)
	slices.Reverse(h.GasUsedRatio)
	slices.Reverse(h.BlobBaseFee)
	slices.Reverse(h.BlobGasUsedRatio)
}

func inHex(amounts []*big.Int) []*hexutil.Big {
	out := make([]*hexutil.Big, len(amounts))
	for i, amount := range amounts {
		out[i] = (*hexutil.Big)(amount)
	}
	return out
}

// raise lifts the rewards to at least least.
func (h *feeHistory) raise(least *big.Int) {
	for _, block := range h.Reward {
		for i, reward := range block {
			if reward == nil || reward.ToInt().Cmp(least) < 0 {
				block[i] = (*hexutil.Big)(least)
			}
		}
	}
}

// feeParts is the answer to adit_feeOf. Amounts are in wei.
type feeParts struct {
	Bytes      float64        `json:"bytes"`      // that the transaction takes in a batch, among the traffic of late
	L1Gas      hexutil.Uint64 `json:"l1Gas"`      // of those bytes, with their share of the batch's fixed gas
	L1GasPrice *hexutil.Big   `json:"l1GasPrice"` // reckoned with
	Surge      *hexutil.Big   `json:"surge"`      // on top of it while L1 takes too long for what is sealed
	Wait       float64        `json:"wait"`       // seconds that L1 needs for that
	Cost       *hexutil.Big   `json:"cost"`       // of the bytes: L1 gas at both prices
	LeastGas   hexutil.Uint64 `json:"leastGas"`   // of L2 that the transaction can use
	TipNeeded  *hexutil.Big   `json:"tipNeeded"`  // cost over least gas, rounded up: for each unit of gas
	Tip        *hexutil.Big   `json:"tip"`        // that it offers, as far as its fee cap leaves room
	BaseFee    *hexutil.Big   `json:"baseFee"`    // of the next block, which is burned
	Enough     bool           `json:"enough"`
	Suggested  *hexutil.Big   `json:"suggestedTip"` // that would be enough for any transaction
}

// FeeOf says what a signed transaction is asked for, and the parts of that, on this member or on the one that sends
// are passed on to.
func (a *aditAPI) FeeOf(ctx context.Context, raw hexutil.Bytes) (*feeParts, error) {
	d, err := newDelivery(raw)
	if err != nil {
		return nil, err
	}
	if a.s.need.Fees == nil {
		var there feeParts
		if a.s.elsewhere(ctx, &there, "adit_feeOf", raw) {
			return &there, nil
		}
		return nil, errors.New("this node takes no transactions: ask a sequencer")
	}
	q, err := a.s.need.Fees.Quote(d.tx)
	if err != nil {
		return nil, &rpcError{Code: codeRejected, Message: err.Error()}
	}
	base := a.s.baseFee()
	tip := fee.Tip(d.tx, base)
	return &feeParts{
		Bytes: q.Bytes, L1Gas: hexutil.Uint64(q.L1Gas), L1GasPrice: (*hexutil.Big)(q.Price.L1), Surge: (*hexutil.Big)(q.Price.Surge),
		Wait: q.Price.Wait.Seconds(), Cost: (*hexutil.Big)(q.Cost), LeastGas: hexutil.Uint64(q.LeastGas), TipNeeded: (*hexutil.Big)(q.Tip),
		Tip: (*hexutil.Big)(tip), BaseFee: (*hexutil.Big)(base), Enough: tip.Cmp(q.Tip) >= 0, Suggested: (*hexutil.Big)(a.s.suggestedTip(ctx)),
	}, nil
}

// affordable answers those that tip too little, before they are passed on.
func (s *sender) affordable(all []*delivery) []*delivery {
	if s.fees == nil {
		return all
	}
	for _, d := range all {
		if err := s.fees.Affordable(d.tx); err != nil {
			d.done(d.at, rejection(err))
		}
	}
	return unanswered(all)
}
