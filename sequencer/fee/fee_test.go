// SPDX-License-Identifier: Apache-2.0

package fee

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
)

var rules = params.MergedTestChainConfig.Rules(common.Big1, true, 0)

func gwei(n int64) *big.Int { return big.NewInt(n * 1e9) }

func TestValidate(t *testing.T) {
	good := DefaultPolicy()
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	bad := Policy{Share: 1001}
	err := bad.Validate()
	for _, part := range []string{"least tip", "least price", "share", "delay", "L1 gas"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not among the complaints: %v", part, err)
		}
	}
}

func TestPrice(t *testing.T) {
	policy := DefaultPolicy()
	rate := 500_000.
	bytes := func(wait time.Duration) float64 { return wait.Seconds() * rate / 17 }
	for _, c := range []struct {
		name        string
		going       *big.Int
		share       uint64
		wait        time.Duration
		want, surge *big.Int
	}{
		{"nothing is known of L1", nil, 100, 0, gwei(1), gwei(0)},
		{"an empty L1", gwei(0), 100, 0, gwei(1), gwei(0)},
		{"a dear one", gwei(30), 100, 0, gwei(30), gwei(0)},
		{"L1 is free", gwei(30), 0, 0, gwei(0), gwei(0)},
		{"as long as is allowed", gwei(1), 100, 2 * time.Minute, gwei(1), gwei(0)},
		{"a quarter longer", gwei(1), 100, 150 * time.Second, gwei(1), gwei(1)},
		{"half as long again", gwei(10), 100, 3 * time.Minute, gwei(10), gwei(30)},
		{"half as long again, L1 is free", gwei(0), 0, 3 * time.Minute, gwei(0), gwei(3)},
		{"for ever", gwei(1), 100, 1e6 * time.Hour, gwei(1), new(big.Int).Mul(gwei(1), big.NewInt(1<<40-1))},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := policy
			p.Share = c.share
			got := p.Price(L1{Price: c.going, Rate: rate}, bytes(c.wait))
			if got.L1.Cmp(c.want) != 0 {
				t.Errorf("L1 gas at %s wei, want %s", got.L1, c.want)
			}
			off := new(big.Int).Sub(got.Surge, c.surge)
			if off.Abs(off).Cmp(new(big.Int).Div(new(big.Int).Add(c.surge, gwei(1)), big.NewInt(1000))) > 0 {
				t.Errorf("a surge of %s wei, want %s", got.Surge, c.surge)
			}
		})
	}
}

// The price never falls while the backlog grows, and makes no jump.
func TestSurgeIsSmooth(t *testing.T) {
	policy := DefaultPolicy()
	last := policy.Price(L1{}, 0)
	for backlog := 0.; backlog < 60e6; backlog += 10_000 {
		now := policy.Price(L1{}, backlog)
		if now.Gas().Cmp(last.Gas()) < 0 {
			t.Fatalf("%s wei at %.0f bytes, %s before", now.Gas(), backlog, last.Gas())
		}
		if top := new(big.Int).Div(new(big.Int).Mul(last.Gas(), big.NewInt(101)), big.NewInt(100)); now.Gas().Cmp(top) > 0 {
			t.Fatalf("10 KB more make %s wei of %s", now.Gas(), last.Gas())
		}
		last = now
	}
}

func TestLeastGas(t *testing.T) {
	to := &common.Address{1}
	auth := func(n int) []types.SetCodeAuthorization { return make([]types.SetCodeAuthorization, n) }
	filled := []byte(strings.Repeat("x", 1000))
	for _, c := range []struct {
		name string
		tx   types.TxData
		want uint64
	}{
		{"transfer", &types.DynamicFeeTx{To: to, Gas: 1 << 24}, 21_000},
		{"calldata is floored", &types.DynamicFeeTx{To: to, Data: filled, Gas: 1 << 24}, 21_000 + 40*1000},
		{"zeros are floored", &types.LegacyTx{To: to, Data: make([]byte, 1000), Gas: 1 << 24}, 21_000 + 10*1000},
		{"creation", &types.DynamicFeeTx{Data: filled[:32]}, 53_000 + 16*32 + 2},
		{"access list", &types.AccessListTx{To: to, AccessList: types.AccessList{{StorageKeys: make([]common.Hash, 2)}}}, 21_000 + 2400 + 2*1900},
		{"an authorisation gives back a fifth", &types.SetCodeTx{AuthList: auth(1)}, 46_000 - 9_200},
		{"several", &types.SetCodeTx{AuthList: auth(10)}, 271_000 - 54_200},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := LeastGas(rules, types.NewTx(c.tx)); err != nil || got != c.want {
				t.Errorf("%d gas (%v), want %d", got, err, c.want)
			}
		})
	}
	if _, err := LeastGas(rules, types.NewTx(&types.LegacyTx{To: to, Value: new(big.Int).Lsh(common.Big1, 256)})); err == nil {
		t.Error("a value over 2^256: no error")
	}
}

// A gas limit buys nothing: the tip is over what the transaction must use.
func TestQuoteGoesByLeastGas(t *testing.T) {
	policy := DefaultPolicy()
	price := policy.Price(L1{}, 0)
	for _, limit := range []uint64{21_000, 1 << 24} {
		q, err := policy.Quote(rules, types.NewTx(&types.DynamicFeeTx{To: &common.Address{1}, Gas: limit}), 70.25, price)
		if err != nil {
			t.Fatal(err)
		}
		if q.L1Gas != 1195 || q.Cost.Cmp(gwei(1195)) != 0 || q.Tip.Int64() != 57_000_000 {
			t.Errorf("limit %d: %d L1 gas, %s wei, a tip of %s; want 1195, 1195 gwei, 57000000", limit, q.L1Gas, q.Cost, q.Tip)
		}
	}
	policy.MinTip = gwei(2)
	q, err := policy.Quote(rules, types.NewTx(&types.DynamicFeeTx{To: &common.Address{1}}), 70, price)
	if err != nil || q.Tip.Cmp(gwei(2)) != 0 || policy.Suggest(price).Cmp(gwei(2)) != 0 {
		t.Errorf("a tip of %s, suggested %s (%v); want the least one, 2 gwei", q.Tip, policy.Suggest(price), err)
	}
}

func TestRounded(t *testing.T) {
	for n, want := range map[int64]int64{0: 0, 7: 7, 99: 99, 100: 100, 101: 110, 1999: 2000, 5_600_001: 5_700_000} {
		if got := rounded(big.NewInt(n)); got.Int64() != want {
			t.Errorf("%d becomes %s, want %d", n, got, want)
		}
	}
}

// A transaction that is raised to a tip pays it, at a base fee that has doubled too, and is otherwise what it was.
func TestRaised(t *testing.T) {
	to := &common.Address{1}
	for _, inner := range []types.TxData{
		&types.LegacyTx{To: to, GasPrice: big.NewInt(3), Gas: 30_000, Data: []byte{1}},
		&types.AccessListTx{To: to, GasPrice: big.NewInt(3), Gas: 30_000, AccessList: types.AccessList{{Address: *to}}},
		&types.DynamicFeeTx{GasFeeCap: big.NewInt(3), Gas: 30_000, Data: []byte{1}},
		&types.SetCodeTx{To: *to, Gas: 30_000, AuthList: make([]types.SetCodeAuthorization, 1)},
	} {
		tx := types.NewTx(inner)
		got := Raised(tx, gwei(5), gwei(7))
		if tip := Tip(got, gwei(14)); tip.Cmp(gwei(5)) != 0 {
			t.Errorf("type %d: a tip of %s wei, want 5 gwei", tx.Type(), tip)
		}
		if got.Type() != tx.Type() || got.Gas() != tx.Gas() || len(got.Data()) != len(tx.Data()) ||
			len(got.AccessList()) != len(tx.AccessList()) || len(got.SetCodeAuthorizations()) != len(tx.SetCodeAuthorizations()) {
			t.Errorf("type %d became another transaction: %+v", tx.Type(), got)
		}
	}
}

func TestTipIsWhatTheCapLeaves(t *testing.T) {
	tx := types.NewTx(&types.DynamicFeeTx{GasTipCap: big.NewInt(5), GasFeeCap: big.NewInt(100)})
	for baseFee, want := range map[int64]int64{10: 5, 95: 5, 98: 2, 103: -3} {
		if got := Tip(tx, big.NewInt(baseFee)); got.Int64() != want {
			t.Errorf("%s wei at a base fee of %d, want %d", got, baseFee, want)
		}
	}
	legacy := types.NewTx(&types.LegacyTx{GasPrice: big.NewInt(100)})
	if got := Tip(legacy, big.NewInt(10)); got.Int64() != 90 {
		t.Errorf("a legacy transaction tips %s, want 90", got)
	}
}

func TestBacklog(t *testing.T) {
	var b Backlog
	expect := func(what string, next uint64, bytes float64) {
		t.Helper()
		if b.Next() != next || b.Bytes() != bytes {
			t.Errorf("%s: next %d with %.0f bytes, want %d with %.0f", what, b.Next(), b.Bytes(), next, bytes)
		}
	}
	expect("empty", 1, 0)
	b.Derived(10)
	for n := range 5 {
		b.Count(common.Hash{byte(n)}, 100)
	}
	expect("five blocks", 16, 500)
	b.Derived(12)
	expect("two are on L1", 16, 300)
	b.Drop()
	if hash, ok := b.Newest(); !ok || hash != (common.Hash{3}) {
		t.Errorf("the newest is %s", hash)
	}
	expect("the chain left one", 15, 200)
	b.Derived(11)
	expect("L1 went back", 12, 0)
	b.Count(common.Hash{9}, 70)
	b.Derived(40)
	expect("L1 is ahead", 41, 0)
	if _, ok := b.Newest(); ok {
		t.Error("an empty backlog has a newest block")
	}
}
