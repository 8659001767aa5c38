// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/holiman/uint256"
)

// TestFeesAreWhatBalancesSay sends, through go-ethereum's own client and for what that is led to, transactions that
// pay for their bytes on an L1 of 20 gwei. To the wei: senders pay value, gas and tip; recipients get the value; the
// fee recipient gets the tips, which pay for what the bytes cost; the base fee is gone.
func TestFeesAreWhatBalancesSay(t *testing.T) {
	s, need := pricedSolo(t)
	url := serve(t, need, nil)
	w := &payer{solo: s, client: ethclient.NewClient(dial(t, url)), id: s.chain.Rollup().ChainConfig().ChainID}
	noise := []byte(strings.Repeat("noise that does not repeat: ", 40))
	code := append(common.FromHex("600b380380600b5f395ff3"), noise...)
	to := &common.Address{0x77}

	t.Run("legacy", func(t *testing.T) {
		w.pays(t, to, func(nonce, gas uint64, price, _, _ *big.Int) types.TxData {
			return &types.LegacyTx{Nonce: nonce, GasPrice: price, Gas: gas, To: to, Value: big.NewInt(5)}
		}, ethereum.CallMsg{To: to, Value: big.NewInt(5)})
	})
	t.Run("access list", func(t *testing.T) {
		list := types.AccessList{{Address: common.Address{0x78}, StorageKeys: []common.Hash{{1}}}}
		w.pays(t, to, func(nonce, gas uint64, price, _, _ *big.Int) types.TxData {
			return &types.AccessListTx{ChainID: w.id, Nonce: nonce, GasPrice: price, Gas: gas, To: to, Value: big.NewInt(6), AccessList: list}
		}, ethereum.CallMsg{To: to, Value: big.NewInt(6), AccessList: list})
	})
	t.Run("data", func(t *testing.T) {
		w.pays(t, to, func(nonce, gas uint64, _, tip, feeCap *big.Int) types.TxData {
			return &types.DynamicFeeTx{ChainID: w.id, Nonce: nonce, GasTipCap: tip, GasFeeCap: feeCap, Gas: gas, To: to, Value: big.NewInt(7), Data: noise}
		}, ethereum.CallMsg{To: to, Value: big.NewInt(7), Data: noise})
	})
	t.Run("creation", func(t *testing.T) {
		w.pays(t, nil, func(nonce, gas uint64, _, tip, feeCap *big.Int) types.TxData {
			return &types.DynamicFeeTx{ChainID: w.id, Nonce: nonce, GasTipCap: tip, GasFeeCap: feeCap, Gas: gas, Value: new(big.Int), Data: code}
		}, ethereum.CallMsg{Data: code})
	})
	t.Run("authorisation", func(t *testing.T) {
		auth, err := types.SignSetCode(s.keys[1], types.SetCodeAuthorization{ChainID: *uint256.MustFromBig(w.id), Address: common.Address{0x79}})
		if err != nil {
			t.Fatal(err)
		}
		list := []types.SetCodeAuthorization{auth}
		w.pays(t, to, func(nonce, gas uint64, _, tip, feeCap *big.Int) types.TxData {
			return &types.SetCodeTx{ChainID: uint256.MustFromBig(w.id), Nonce: nonce, GasTipCap: uint256.MustFromBig(tip), GasFeeCap: uint256.MustFromBig(feeCap),
				Gas: gas, To: *to, Value: uint256.NewInt(8), AuthList: list}
		}, ethereum.CallMsg{To: to, Value: big.NewInt(8), AuthorizationList: list})
	})
}

// payer is an account behind go-ethereum's client.
type payer struct {
	*solo
	client *ethclient.Client
	id     *big.Int
}

// pays sends what shape makes of nonce, gas and fees that the client asks for, seals it, and compares balances with
// those before.
func (w *payer) pays(t *testing.T, to *common.Address, shape func(nonce, gas uint64, price, tip, feeCap *big.Int) types.TxData, msg ethereum.CallMsg) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx, from := t.Context(), w.addrs[0]
	msg.From = from
	nonce, err := w.client.PendingNonceAt(ctx, from)
	must(err)
	gas, err := w.client.EstimateGas(ctx, msg)
	must(err)
	price, err := w.client.SuggestGasPrice(ctx)
	must(err)
	tip, err := w.client.SuggestGasTipCap(ctx)
	must(err)
	head, err := w.client.HeaderByNumber(ctx, nil)
	must(err)
	feeCap := new(big.Int).Add(new(big.Int).Lsh(head.BaseFee, 1), tip)
	tx, err := types.SignNewTx(w.keys[0], types.LatestSignerForChainID(w.id), shape(nonce, gas, price, tip, feeCap))
	must(err)
	cost := call[feeParts](t, w.client.Client(), "adit_feeOf", encode(t, tx)).Cost.ToInt()

	feeRecipient := w.chain.Rollup().FeeRecipient
	before := w.balances(t, from, feeRecipient, to)
	must(w.client.SendTransaction(ctx, tx))
	w.seal()
	receipt, err := w.client.TransactionReceipt(ctx, tx.Hash())
	must(err)
	head, err = w.client.HeaderByHash(ctx, receipt.BlockHash)
	must(err)
	if receipt.Status != types.ReceiptStatusSuccessful || receipt.GasUsed != head.GasUsed {
		t.Fatalf("status %d, %d gas used of the block's %d", receipt.Status, receipt.GasUsed, head.GasUsed)
	}

	used := new(big.Int).SetUint64(receipt.GasUsed)
	tipped := new(big.Int).Sub(tx.GasFeeCap(), head.BaseFee)
	if tx.GasTipCapIntCmp(tipped) < 0 {
		tipped = tx.GasTipCap()
	}
	paid := new(big.Int).Mul(used, new(big.Int).Add(head.BaseFee, tipped))
	tips := new(big.Int).Mul(used, tipped)
	after := w.balances(t, from, feeRecipient, to)
	for i, want := range []struct {
		who  string
		more *big.Int
	}{
		{"the sender", new(big.Int).Neg(new(big.Int).Add(paid, tx.Value()))},
		{"the fee recipient", tips},
		{"the recipient", tx.Value()},
	} {
		if got := new(big.Int).Sub(after[i], before[i]); got.Cmp(want.more) != 0 {
			t.Errorf("%s has %s wei more, want %s", want.who, got, want.more)
		}
	}
	if cost.Sign() <= 0 || tips.Cmp(cost) < 0 {
		t.Errorf("%s wei of tips for bytes that cost %s", tips, cost)
	}
}

// balances are those of sender, fee recipient and recipient in the newest block. A creation has no recipient.
func (w *payer) balances(t *testing.T, from, feeRecipient common.Address, to *common.Address) (all []*big.Int) {
	t.Helper()
	if to == nil {
		to = new(common.Address)
	}
	for _, a := range []common.Address{from, feeRecipient, *to} {
		b, err := w.client.BalanceAt(t.Context(), a, nil)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}
