// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"encoding/binary"
	"errors"
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/stateroot/wire"
)

var tariffChain = params.MergedTestChainConfig

// traffic makes transactions whose signatures are noise: what they take on L1 depends on no key.
type traffic struct {
	*rand.Rand
	tip   *big.Int
	count uint64
}

func newTraffic(seed int64) *traffic {
	return &traffic{rand.New(rand.NewSource(seed)), new(big.Int), 0}
}

// somebody is one of a thousand accounts.
func somebody(n uint64) (a common.Address) {
	binary.BigEndian.PutUint64(a[:], 0x9e3779b97f4a7c15*(n%1000+1))
	binary.BigEndian.PutUint64(a[12:], 0xd1b54a32d192ed03*(n%1000+1))
	return a
}

func (f *traffic) address() common.Address { return somebody(f.Uint64()) }

func (f *traffic) random(n int) []byte {
	b := make([]byte, n)
	f.Read(b)
	return b
}

func (f *traffic) word(n int) *big.Int { return new(big.Int).SetBytes(f.random(n)) }

// call is a transaction with that data.
func (f *traffic) call(to *common.Address, value *big.Int, data []byte) *types.Transaction {
	f.count++
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: tariffChain.ChainID, Nonce: uint64(f.Intn(16)), To: to, Value: value, Data: data, Gas: 21_000 + 40*uint64(len(data)),
		GasFeeCap: new(big.Int).Add(f.tip, big.NewInt(2e9)), GasTipCap: f.tip, V: big.NewInt(int64(f.Intn(2))), R: f.word(32), S: new(big.Int).Rsh(f.word(32), 1),
	})
}

func (f *traffic) transfer() *types.Transaction {
	to := f.address()
	return f.call(&to, big.NewInt(int64(1+f.Intn(1000))*1e15), nil)
}

func (f *traffic) token() *types.Transaction {
	to := f.address()
	data := append(common.FromHex("a9059cbb"), common.LeftPadBytes(to[:], 32)...)
	return f.call(&common.Address{0x20}, new(big.Int), append(data, common.LeftPadBytes(big.NewInt(int64(1+f.Intn(1e6))*1e12).Bytes(), 32)...))
}

// swap calls a router with amounts, a path and a deadline.
func (f *traffic) swap() *types.Transaction {
	data := common.FromHex("38ed1739")
	path := f.address()
	for _, w := range [][]byte{f.random(8), f.random(8), {160}, path[:], {0x65, 0, 0, byte(f.Intn(256))}, {2}, {0x20}, {0x21}} {
		data = append(data, common.LeftPadBytes(w, 32)...)
	}
	return f.call(&common.Address{0x30}, new(big.Int), data)
}

// creation deploys what looks a little like code.
func (f *traffic) creation() *types.Transaction {
	code := make([]byte, 1000+f.Intn(3000))
	for i := range code {
		code[i] = []byte{0x60, 0x80, 0x52, 0x5b, 0x50, 0x56, 0x57, 0x90, 0x81, 0x01}[f.Intn(10)]
		if f.Intn(4) == 0 {
			code[i] = byte(f.Intn(256))
		}
	}
	return f.call(nil, new(big.Int), code)
}

func (f *traffic) noise(n int) *types.Transaction {
	return f.call(&common.Address{9}, new(big.Int), f.random(n))
}

func (f *traffic) listed() *types.Transaction {
	return types.NewTx(&types.AccessListTx{
		ChainID: tariffChain.ChainID, To: &common.Address{9}, Gas: 100_000, GasPrice: big.NewInt(2e9), V: new(big.Int), R: f.word(32), S: f.word(31),
		AccessList: types.AccessList{{Address: f.address(), StorageKeys: []common.Hash{common.BytesToHash(f.random(32)), {1}}}},
	})
}

func (f *traffic) delegating() *types.Transaction {
	tx := &types.SetCodeTx{ChainID: uint256.MustFromBig(tariffChain.ChainID), To: f.address(), Gas: 100_000, GasFeeCap: uint256.NewInt(2e9), GasTipCap: new(uint256.Int)}
	tx.V, tx.R, tx.S = new(uint256.Int), new(uint256.Int).SetBytes(f.random(32)), new(uint256.Int).SetBytes(f.random(31))
	tx.AuthList = []types.SetCodeAuthorization{{Address: f.address(), R: *new(uint256.Int).SetBytes(f.random(32)), S: *new(uint256.Int).SetBytes(f.random(31))}}
	return types.NewTx(tx)
}

// forger names the sender of a transaction without a key. Once it was asked, every signer believes it.
type forger struct{ types.Signer }

func (forger) Equal(types.Signer) bool { return true }

// Sender implements types.Signer: one of the accounts, by the noise of the signature.
func (forger) Sender(tx *types.Transaction) (common.Address, error) {
	_, r, _ := tx.RawSignatureValues()
	return somebody(r.Uint64()), nil
}

var forged = forger{types.LatestSigner(tariffChain)}

func sender(tx *types.Transaction) (common.Address, error) { return types.Sender(forged, tx) }

// mixture is a transaction of any kind, most of them ordinary.
func (f *traffic) mixture() *types.Transaction {
	switch n := f.Intn(100); {
	case n < 35:
		return f.transfer()
	case n < 65:
		return f.token()
	case n < 85:
		return f.swap()
	case n < 88:
		return f.creation()
	case n < 92:
		return f.noise(400)
	case n < 96:
		return f.listed()
	}
	return f.delegating()
}

// posted is what batches of these blocks, cut as a batcher cuts them, take on L1 at that price.
func posted(t *testing.T, blocks []wire.Block, price *big.Int) *big.Int {
	t.Helper()
	gas := uint64(0)
	for len(blocks) > 0 {
		data, n, err := wire.Longest(tariffChain.ChainID, &wire.Batch{Blocks: blocks[:min(len(blocks), 8)]}, wire.MaxData)
		if err != nil {
			t.Fatal(err)
		}
		gas += family.Etc().Fees.Batch + l1anchor.DataGas(data)
		blocks = blocks[n:]
	}
	return new(big.Int).Mul(price, new(big.Int).SetUint64(gas))
}

// TestTipsCoverBatches has traffic pay what it is asked and use as little gas as it can, and holds that against what
// its batches cost.
func TestTipsCoverBatches(t *testing.T) {
	for _, c := range []struct {
		name        string
		make        func(*traffic) *types.Transaction
		each        int // transactions in a block
		least, most float64
	}{
		{"plain transfers", (*traffic).transfer, 250, 0.95, 1.30},
		{"token transfers", (*traffic).token, 250, 0.95, 1.30},
		{"a mixed load", (*traffic).mixture, 100, 0.95, 1.60},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, price := newTraffic(1), big.NewInt(20e9)
			tariff := NewTariff(fee.DefaultPolicy(), tariffChain)
			tariff.SetL1(fee.L1{Price: price})
			tips := new(big.Int)
			var blocks []wire.Block
			for range 40 {
				var txs []*types.Transaction
				for range c.each {
					tx := c.make(f)
					q, err := tariff.Quote(tx, common.Big0, 0)
					if err != nil {
						t.Fatal(err)
					}
					if f.tip = q.Tip; f.count%100 == 0 { // some are late to follow
						f.tip = new(big.Int).Add(q.Tip, big.NewInt(int64(f.Intn(1e9))))
					}
					tips.Add(tips, new(big.Int).Mul(q.Tip, new(big.Int).SetUint64(q.LeastGas)))
					txs = append(txs, tx)
				}
				if _, err := tariff.Learn(txs, sender); err != nil {
					t.Fatal(err)
				}
				blocks = append(blocks, wire.Block{Elapsed: 1, Txs: txs})
			}
			cost := posted(t, blocks, price)
			covered, _ := new(big.Rat).SetFrac(tips, cost).Float64()
			if covered < c.least || covered > c.most {
				t.Errorf("tips cover %.1f %% of what batches cost, want %.0f to %.0f %%", 100*covered, 100*c.least, 100*c.most)
			}
		})
	}
}

// What wallets are told to tip is enough for whatever they send then, and no more than ten times what a transfer needs.
func TestSuggestionIsTaken(t *testing.T) {
	f := newTraffic(2)
	tariff := NewTariff(fee.DefaultPolicy(), tariffChain)
	sparse := func(f *traffic) *types.Transaction {
		data := f.random(5000)
		for i := range data {
			if f.Intn(5) == 0 {
				data[i] = 0
			}
		}
		return f.call(&common.Address{9}, new(big.Int), data)
	}
	kinds := map[string]func(*traffic) *types.Transaction{
		"transfer": (*traffic).transfer, "swap": (*traffic).swap, "creation": (*traffic).creation, "access list": (*traffic).listed,
		"authorisation": (*traffic).delegating, "a little noise": func(f *traffic) *types.Transaction { return f.noise(300) },
		"much noise": func(f *traffic) *types.Transaction { return f.noise(90_000) }, "noise with zeros": sparse,
	}
	var txs []*types.Transaction
	for range 2500 {
		txs = append(txs, f.mixture())
	}
	for _, state := range []string{"nothing learnt", "after traffic"} {
		for name, kind := range kinds {
			for range 5 {
				q, err := tariff.Quote(kind(f), common.Big0, 0)
				if err != nil {
					t.Fatal(err)
				}
				suggested := tariff.Suggest(0)
				if suggested.Cmp(q.Tip) < 0 {
					t.Errorf("%s, %s: %s wei suggested, %s asked for %.0f bytes", state, name, suggested, q.Tip, q.Bytes)
				}
				if most := new(big.Int).Mul(q.Tip, big.NewInt(10)); name == "transfer" && suggested.Cmp(most) > 0 {
					t.Errorf("%s: %s wei suggested, a transfer needs %s", state, suggested, q.Tip)
				}
			}
		}
		if _, err := tariff.Learn(txs, sender); err != nil {
			t.Fatal(err)
		}
	}
}

// The pool lets nothing in below the floor, says what is asked, and takes no account of the gas limit.
func TestPoolAsksForBytes(t *testing.T) {
	policy := fee.DefaultPolicy()
	r := newRig(t, func(c *Config) { c.Tariff = NewTariff(policy, tariffChain) })
	r.ledger.balance[r.addrs[0]] = new(uint256.Int).Mul(uint256.NewInt(1e18), uint256.NewInt(1e3))
	q, err := r.pool.Quote(r.tx(0, 0, 1e12, 1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.pool.Add(r.tx(0, 0, 1e12, 1))
	wantErr(t, err, txpool.ErrTxGasPriceTooLow)
	if !strings.Contains(err.Error(), q.Tip.String()) {
		t.Errorf("%q does not name %s", err, q.Tip)
	}
	_, err = r.pool.Add(r.tx(0, 0, 110, 110)) // the base fee of 100 leaves 10
	wantErr(t, err, txpool.ErrTxGasPriceTooLow)
	if err := r.pool.Affordable(r.tx(0, 0, 110, 110)); !errors.Is(err, txpool.ErrTxGasPriceTooLow) {
		t.Errorf("affordable: %v", err)
	}
	r.add(r.tx(0, 0, 1e12, q.Tip.Int64()))
	r.add(r.tx(0, 1, 1e12, r.pool.Suggest().Int64()))
	dear := r.noise(0, 2, r.pool.Suggest(), 50_000, 1<<24)
	if err := r.pool.Affordable(r.noise(0, 2, q.Tip, 50_000, 1<<24)); !errors.Is(err, txpool.ErrTxGasPriceTooLow) {
		t.Errorf("noise at the tip of a transfer, with a limit of 2^24: %v", err)
	}
	r.add(dear)
	r.execute(r.take(10))
	r.empty()
}

// What was ordered is a success when it is sent again, whatever is asked by then: more for its bytes, or a higher
// base fee.
func TestOrderedIsSuccessAtAnyPrice(t *testing.T) {
	tariff := NewTariff(fee.DefaultPolicy(), tariffChain)
	r := newRig(t, func(c *Config) { c.Tariff = tariff })
	tx := r.tx(0, 0, 1e12, 1e9)
	r.add(tx)
	r.execute(r.take(1))
	tariff.SetL1(fee.L1{Price: big.NewInt(1e15)})
	if o := resolved(t, r.add(tx)); !o.Ordered() {
		t.Errorf("sent again when L1 is dear: %+v", o)
	}
	if err := r.pool.Affordable(tx); err != nil {
		t.Errorf("passed on when L1 is dear: %v", err)
	}
	r.ledger.baseFee = big.NewInt(1e13)
	if o := resolved(t, r.add(tx)); !o.Ordered() {
		t.Errorf("sent again at a high base fee: %+v", o)
	}
	_, err := r.pool.Add(r.tx(1, 0, 1e12, 1e9))
	wantErr(t, err, core.ErrFeeCapTooLow)
}

// Where L1 is free a wei is plenty, and nothing at all is enough.
func TestFreeL1AsksForNothing(t *testing.T) {
	policy := fee.DefaultPolicy()
	policy.Share = 0
	r := newRig(t, func(c *Config) { c.Tariff = NewTariff(policy, tariffChain) })
	r.add(r.tx(0, 0, 100, 0))
	r.add(r.tx(0, 1, 101, 1))
	if got := r.pool.Suggest(); got.Sign() != 0 {
		t.Errorf("a tip of %s is suggested, want none", got)
	}
}

// What is in the pool counts as backlog: it goes first. What is parked for an earlier nonce may never go.
func TestPoolCountsWhatWaits(t *testing.T) {
	policy := fee.DefaultPolicy()
	policy.Delay = 1e9 // a second's room is 36 KB
	tariff := NewTariff(policy, tariffChain)
	r := newRig(t, func(c *Config) { c.Tariff = tariff })
	r.ledger.balance[r.addrs[0]] = new(uint256.Int).Mul(uint256.NewInt(1e18), uint256.NewInt(1e9))
	before := r.pool.Suggest()
	r.add(r.noise(0, 1, before, 90_000, 1<<24))
	if got := r.pool.Suggest(); got.Cmp(before) != 0 {
		t.Errorf("a tip of %s with a parked transaction, before it %s", got, before)
	}
	r.add(r.noise(0, 0, before, 90_000, 1<<24))
	if got := r.pool.Suggest(); got.Cmp(new(big.Int).Mul(before, big.NewInt(16))) < 0 {
		t.Errorf("a tip of %s with 180 KB before it, %s without", got, before)
	}
}

// noise is a transaction with random data.
func (r *rig) noise(who int, nonce uint64, tip *big.Int, n int, gas uint64) *types.Transaction {
	r.t.Helper()
	tx, err := types.SignNewTx(r.keys[who], r.signer, &types.DynamicFeeTx{ChainID: tariffChain.ChainID, Nonce: nonce, To: &common.Address{1},
		Gas: gas, GasFeeCap: new(big.Int).Add(tip, big.NewInt(1e12)), GasTipCap: tip, Data: newTraffic(int64(nonce)).random(n)})
	if err != nil {
		r.t.Fatal(err)
	}
	return tx
}
