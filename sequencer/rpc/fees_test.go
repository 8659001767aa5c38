// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
)

// pricedSolo is a sequencer that asks for bytes on an L1 of 20 gwei.
func pricedSolo(t *testing.T) (*solo, Needs) {
	s := newSolo(t, func(cfg *pool.Config, p *solo) {
		cfg.Tariff = pool.NewTariff(fee.DefaultPolicy(), p.chain.Ethereum().BlockChain().Config())
		cfg.Tariff.SetL1(fee.L1{Price: big.NewInt(20e9)})
	})
	need := s.needs()
	need.Fees = s.pool
	return s, need
}

// sign is a transaction of the given account with that tip and data.
func (s *solo) sign(who int, nonce uint64, to *common.Address, tip, feeCap *big.Int, gas uint64, data []byte) *types.Transaction {
	s.t.Helper()
	id := s.chain.Ethereum().BlockChain().Config().ChainID
	tx, err := types.SignNewTx(s.keys[who], types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: to, Value: new(big.Int), Gas: gas, GasTipCap: tip, GasFeeCap: feeCap, Data: data,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return tx
}

// refused expects an error with that code which says so much.
func refused(t *testing.T, c *gethrpc.Client, code int, says, method string, args ...any) {
	t.Helper()
	if got, msg := callErr(t, c, method, args...); got != code || !strings.Contains(msg, says) {
		t.Errorf("%s: %d %q, want %d with %q", method, got, msg, code, says)
	}
}

// TestWalletsAreLedToWhatIsAsked goes the ways on which wallets come to a fee by default, and sends a creation, which
// takes five times a transfer's bytes for its gas, with each of them.
func TestWalletsAreLedToWhatIsAsked(t *testing.T) {
	s, need := pricedSolo(t)
	c := dial(t, serve(t, need, nil))
	code := append(common.FromHex("600b380380600b5f395ff3"), []byte(strings.Repeat("noise that does not repeat: ", 60))...)
	gas := uint64(call[hexutil.Uint64](t, c, "eth_estimateGas", object{"from": s.addrs[0], "data": hexutil.Bytes(code)}))
	base := call[object](t, c, "eth_getBlockByNumber", "latest", false)["baseFeePerGas"].(string)
	baseFee := hexutil.MustDecodeBig(base)

	tip := call[*hexutil.Big](t, c, "eth_maxPriorityFeePerGas").ToInt()
	if tip.Cmp(big.NewInt(1e9)) < 0 {
		t.Fatalf("a tip of %s is suggested on an L1 of 20 gwei", tip)
	}
	ways := map[string]func(nonce uint64) *types.Transaction{
		"viem and ethers: eth_maxPriorityFeePerGas": func(nonce uint64) *types.Transaction {
			return s.sign(0, nonce, nil, tip, new(big.Int).Add(baseFee, tip), gas, code)
		},
		"cast: the median reward of ten blocks": func(nonce uint64) *types.Transaction {
			history := call[struct{ Reward [][]*hexutil.Big }](t, c, "eth_feeHistory", "0xa", "latest", []float64{20})
			for i, block := range history.Reward {
				if len(block) != 1 || block[0].ToInt().Cmp(tip) < 0 {
					t.Errorf("block %d: rewards %v, want %s at least", i, block, tip)
				}
			}
			reward := history.Reward[0][0].ToInt()
			return s.sign(0, nonce, nil, reward, new(big.Int).Add(baseFee, reward), gas, code)
		},
		"legacy: eth_gasPrice": func(nonce uint64) *types.Transaction {
			price := call[*hexutil.Big](t, c, "eth_gasPrice").ToInt()
			return s.sign(0, nonce, nil, price, price, gas, code)
		},
		"eth_fillTransaction": func(nonce uint64) *types.Transaction {
			filled := call[struct{ Tx *types.Transaction }](t, c, "eth_fillTransaction", object{"from": s.addrs[0], "data": hexutil.Bytes(code)}).Tx
			return s.sign(0, nonce, nil, filled.GasTipCap(), filled.GasFeeCap(), gas, code)
		},
	}
	nonce := uint64(0)
	for name, way := range ways {
		tx := way(nonce)
		var hash common.Hash
		if err := c.CallContext(t.Context(), &hash, "eth_sendRawTransaction", encode(t, tx)); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		nonce++
		s.seal()
	}
}

// A refusal names what is asked; adit_feeOf says it too, with its parts, and paying exactly that is enough.
func TestFeeOf(t *testing.T) {
	s, need := pricedSolo(t)
	c := dial(t, serve(t, need, nil))
	cheap := s.sign(0, 0, &common.Address{9}, common.Big1, big.NewInt(1e12), 1<<24, nil)
	parts := call[feeParts](t, c, "adit_feeOf", encode(t, cheap))
	if parts.Enough || parts.Tip.ToInt().Cmp(common.Big1) != 0 || parts.LeastGas != 21_000 || parts.L1GasPrice.ToInt().Cmp(big.NewInt(20e9)) != 0 {
		t.Errorf("parts %+v", parts)
	}
	if cost := new(big.Int).Mul(big.NewInt(int64(parts.L1Gas)), big.NewInt(20e9)); parts.Cost.ToInt().Cmp(cost) != 0 {
		t.Errorf("%s wei for %d L1 gas, want %s", parts.Cost, parts.L1Gas, cost)
	}
	refused(t, c, codeRejected, parts.TipNeeded.ToInt().String(), "eth_sendRawTransaction", encode(t, cheap))

	enough := s.sign(0, 0, &common.Address{9}, parts.TipNeeded.ToInt(), big.NewInt(1e12), 1<<24, nil)
	if got := call[feeParts](t, c, "adit_feeOf", encode(t, enough)); !got.Enough {
		t.Errorf("what was asked for is not enough: %+v", got)
	}
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, enough))
	refused(t, c, codeRejected, "invalid transaction", "adit_feeOf", hexutil.Bytes{1})
}

// A member that does not lead refuses by itself what tips too little, and passes on what is ordered already.
func TestFollowerRefusesWhatTipsTooLittle(t *testing.T) {
	s, need := pricedSolo(t)
	url := serve(t, need, nil)
	members := &far{leader: url}
	c := dial(t, serve(t, Needs{Chain: onDisk{s.chain}, Members: members, Open: s, Fees: s.pool}, nil))
	cheap := s.sign(0, 0, &common.Address{9}, common.Big1, big.NewInt(1e12), 21_000, nil)
	refused(t, c, codeRejected, "below minimum", "eth_sendRawTransaction", encode(t, cheap))
	dear := s.sign(0, 0, &common.Address{9}, s.pool.Suggest(), big.NewInt(1e12), 21_000, nil)
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, dear))
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, dear))
	plain := dial(t, serve(t, Needs{Chain: onDisk{s.chain}}, nil))
	refused(t, plain, -32000, "ask a sequencer", "adit_feeOf", encode(t, dear))
}

// TestFeeHistoryInSteps compares the history that is gathered block by block with go-ethereum's, which is gathered at
// once.
func TestFeeHistoryInSteps(t *testing.T) {
	s := newSolo(t)
	server := newServer(t, s.needs(), DefaultConfig())
	const some = 9
	for nonce := range uint64(some + 9) {
		if _, err := s.pool.Add(s.tx(0, nonce, &common.Address{9}, nil)); err != nil {
			t.Fatal(err)
		}
		await(t, func() bool { _, ok := s.Transaction(s.tx(0, nonce, &common.Address{9}, nil).Hash()); return ok })
		s.seal()
	}
	api := &ethAPI{server}
	for _, c := range []struct {
		blocks      uint64
		newest      gethrpc.BlockNumber
		percentiles []float64
	}{
		{some + 5, gethrpc.LatestBlockNumber, []float64{10, 90}}, {historyBlocks + 9, gethrpc.LatestBlockNumber, []float64{50}},
		{some, some + 2, []float64{50}}, {some + 1, some, []float64{50}}, {1, 0, []float64{50}},
		{0, gethrpc.LatestBlockNumber, []float64{50}}, {historyBlocks + 9, gethrpc.LatestBlockNumber, []float64{}},
	} {
		var want feeHistory
		if err := server.inner.CallContext(t.Context(), &want, "eth_feeHistory", hexutil.Uint64(c.blocks), c.newest, c.percentiles); err != nil {
			t.Fatal(err)
		}
		want.raise(server.suggestedTip(t.Context()))
		got, err := api.FeeHistory(t.Context(), math.HexOrDecimal64(c.blocks), c.newest, c.percentiles)
		if err != nil {
			t.Fatal(err)
		}
		if g, w := jsonOf(t, got), jsonOf(t, &want); g != w {
			t.Errorf("%d blocks to %d: got %s, want %s", c.blocks, c.newest, g, w)
		}
	}
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	if _, err := api.FeeHistory(ctx, historyBlocks, gethrpc.LatestBlockNumber, []float64{50}); err == nil || !strings.Contains(err.Error(), "ask for fewer blocks") {
		t.Errorf("got %v for a call that was given up, want that it ends", err)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
