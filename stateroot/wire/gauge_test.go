// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"crypto/ecdsa"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// crowd sends plain transfers among many accounts.
type crowd struct {
	*rand.Rand
	keys   []*ecdsa.PrivateKey
	nonces []uint64
}

func newCrowd(t testing.TB, n int) *crowd {
	c := &crowd{Rand: rand.New(rand.NewSource(1)), nonces: make([]uint64, n)}
	for i := range n {
		key, err := crypto.ToECDSA(crypto.Keccak256([]byte("crowd"), []byte{byte(i >> 8), byte(i)}))
		if err != nil {
			t.Fatal(err)
		}
		c.keys = append(c.keys, key)
	}
	return c
}

func (c *crowd) transfer(t testing.TB) *types.Transaction {
	from, to := c.Intn(len(c.keys)), crypto.PubkeyToAddress(c.keys[c.Intn(len(c.keys))].PublicKey)
	tx, err := types.SignNewTx(c.keys[from], types.LatestSignerForChainID(testChain), &types.DynamicFeeTx{
		ChainID: testChain, Nonce: c.nonces[from], To: &to, Value: big.NewInt(int64(1+c.Intn(1000)) * 1e15), Gas: 21_000,
		GasFeeCap: big.NewInt(2e9), GasTipCap: big.NewInt(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	c.nonces[from]++
	return tx
}

func senderOf(t testing.TB, tx *types.Transaction) common.Address {
	from, err := types.Sender(types.LatestSignerForChainID(testChain), tx)
	if err != nil {
		from, err = types.Sender(types.HomesteadSigner{}, tx)
	}
	if err != nil {
		t.Fatal(err)
	}
	return from
}

// measured is what a Gauge says of transactions before and after it is shown them, and what a batch really takes.
func measured(t testing.TB, g *Gauge, txs []*types.Transaction) (before, after, real float64) {
	t.Helper()
	for _, tx := range txs {
		size, err := g.Size(tx)
		if err != nil {
			t.Fatal(err)
		}
		before += size
		if size, err = g.Add(tx, senderOf(t, tx)); err != nil {
			t.Fatal(err)
		}
		after += size
	}
	e, err := newEncoder(types.LatestSignerForChainID(testChain), &Batch{Blocks: []Block{{Elapsed: 1, Txs: txs}}})
	if err != nil {
		t.Fatal(err)
	}
	return before, after, float64(len(e.encode(1)))
}

func TestGaugeFollowsTheCodec(t *testing.T) {
	within := func(t *testing.T, what string, got, real, low, high float64) {
		t.Helper()
		if ratio := got / real; ratio < low || ratio > high {
			t.Errorf("%s: %.0f bytes, really %.0f (%.3f)", what, got, real, ratio)
		}
	}
	t.Run("transfers", func(t *testing.T) {
		c, g := newCrowd(t, 1000), NewGauge(testChain)
		for batch := range 4 {
			var txs []*types.Transaction
			for range 1420 {
				txs = append(txs, c.transfer(t))
			}
			before, after, real := measured(t, g, txs)
			within(t, "when added", after, real, 0.98, 1.08)
			if batch > 0 {
				within(t, "when offered", before, real, 0.98, 1.08)
			}
		}
	})
	t.Run("all kinds", func(t *testing.T) {
		m, g := newMix(t, 7), NewGauge(testChain)
		for batch := range 4 {
			var txs []*types.Transaction
			for size := 0; size < MaxData; {
				if tx := m.tx(); tx.Type() != types.BlobTxType {
					txs, size = append(txs, tx), size+int(tx.Size())
				}
			}
			before, after, real := measured(t, g, txs)
			within(t, "when added", after, real, 0.97, 1.06)
			if batch > 0 {
				within(t, "when offered", before, real, 0.95, 1.08)
			}
		}
	})
}

// Asking changes nothing: the same question has the same answer, also for a transaction that spells out addresses and
// words.
func TestGaugeLearnsFromTrafficOnly(t *testing.T) {
	m, g := newMix(t, 8), NewGauge(testChain)
	for range 200 {
		tx := m.tx()
		if _, err := g.Add(tx, senderOf(t, tx)); err != nil {
			t.Fatal(err)
		}
	}
	tx := m.tx()
	want, err := g.Size(tx)
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if _, err := g.Size(m.tx()); err != nil {
			t.Fatal(err)
		}
		if got, err := g.Size(tx); err != nil || got != want {
			t.Fatalf("%f bytes (%v), at first %f", got, err, want)
		}
	}
}

// A transaction is charged no more than its envelope, whatever the traffic has taught.
func TestGaugeIsBounded(t *testing.T) {
	m, g := newMix(t, 9), NewGauge(testChain)
	for range 300 {
		tx := m.tx()
		size, err := g.Size(tx)
		if err != nil {
			t.Fatal(err)
		}
		if most := float64(rlpString(int(tx.Size()))); size > most || size <= 0 {
			t.Fatalf("%f bytes for an envelope of %d", size, tx.Size())
		}
		if _, err := g.Add(tx, senderOf(t, tx)); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkGauge(b *testing.B) {
	c, g := newCrowd(b, 1000), NewGauge(testChain)
	var txs []*types.Transaction
	for range 2000 {
		tx := c.transfer(b)
		if _, err := g.Add(tx, senderOf(b, tx)); err != nil {
			b.Fatal(err)
		}
		txs = append(txs, tx)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := g.Size(txs[i%len(txs)]); err != nil {
			b.Fatal(err)
		}
	}
}
