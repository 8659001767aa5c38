// SPDX-License-Identifier: Apache-2.0

// Package derived is a small L2 in a test's memory: an L1 of package l1test that a test mines and posts batches to, and a
// node of the product that derives what they say.
package derived

import (
	"log/slog"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Accounts of L1.
var (
	Seat   = common.Address{0x5e} // posts the batches
	Bridge = common.Address{0xb1} // sends the deposits
)

// L2 is a chain that was derived as far as L1 has been mined. A failure of any of its methods ends the test.
type L2 struct {
	L1     *l1test.Chain
	Rollup *params.Params
	Rich   *paramstest.Account // has all the money
	Nonce  uint64              // of the rich account's next transaction
	Chain  *chain.Chain
	Node   *stateroot.Deriver

	t testing.TB
}

// New has a node derive from an L1 of a few blocks, without any batch.
func New(t testing.TB) *L2 {
	t.Helper()
	w := &L2{t: t, Rich: paramstest.NewAccount("derived")}
	rules := l1test.Rules{Seats: []common.Address{Seat}, Bridge: Bridge, ForceDelay: 86_400, Silence: 7_200, MaxMessages: 130}
	w.L1 = l1test.New(l1test.Config{Rules: rules, Time: 1_000_000})
	w.Rollup = paramstest.Rollup(1_000_000, w.Rich)
	log := slog.New(slog.DiscardHandler)
	var err error
	if w.Chain, err = chain.Open(chain.Config{Dir: t.TempDir(), CacheMB: 16, Quiet: true}, w.Rollup, log); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Chain.Close(); err != nil {
			t.Error(err)
		}
	})
	cfg := stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	w.Node = stateroot.New(cfg, w.Rollup, w.Chain, w.L1, log)
	w.Mine(2)
	return w
}

// Mine has L1 go on, and the node follow.
func (w *L2) Mine(blocks int) {
	w.t.Helper()
	w.L1.Mine(blocks, l1test.Spacing)
	w.CatchUp()
}

// CatchUp has the node derive what L1 has.
func (w *L2) CatchUp() {
	w.t.Helper()
	if _, err := w.Node.CatchUp(w.t.Context(), nil); err != nil {
		w.t.Fatal(err)
	}
}

// Post has L1 take the data of a batch, whatever they are, which reads messages up to consumed.
func (w *L2) Post(data []byte, consumed uint64) {
	w.t.Helper()
	at := w.Node.Status().Tip
	call := l1anchor.BatchCall{Index: at.Batches, Prev: at.Tail, Consumed: consumed, Data: data}
	if err := w.L1.Sender(Seat).Offer(w.t.Context(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 7_000_000}}); err != nil {
		w.t.Fatal(err)
	}
	w.Mine(1)
}

// Void has L1 take a batch that no block follows from.
func (w *L2) Void() { w.Post([]byte{1, 2, 3}, w.Node.Status().Tip.Messages) }

// Batch posts blocks with these transactions. The last one takes in what L1 has of messages.
func (w *L2) Batch(blocks ...[]*types.Transaction) {
	w.t.Helper()
	at := w.Node.Status().Tip
	head, err := w.Chain.HeadAt(at.Head)
	if err != nil {
		w.t.Fatal(err)
	}
	b := wire.Batch{Parent: at.Head}
	for _, txs := range blocks {
		b.Blocks = append(b.Blocks, wire.Block{Elapsed: 1, Txs: txs})
	}
	b.Blocks[len(blocks)-1].Messages = at.Messages - head.Consumed
	data, err := wire.Encode(new(big.Int).SetUint64(w.Rollup.ChainID), &b)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Post(data, at.Messages)
}

// Call is the rich account's next transaction; without a receiver it creates.
func (w *L2) Call(to *common.Address, gas uint64, data []byte) *types.Transaction {
	w.Nonce++
	return w.Rich.Sign(w.Rollup.ChainID, &types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.Rollup.ChainID), Nonce: w.Nonce - 1, To: to, Value: big.NewInt(1), Gas: gas, Data: data,
		GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// Transfers are so many of them, each to another account.
func (w *L2) Transfers(n int) (txs []*types.Transaction) {
	for i := range n {
		txs = append(txs, w.Call(&common.Address{byte(i), byte(i >> 8), 1}, 21_000, nil))
	}
	return txs
}

// End is what the inbox held with so many batches.
func (w *L2) End(batches uint64) game.Range {
	w.t.Helper()
	end, err := w.Node.End(batches)
	if err != nil {
		w.t.Fatal(err)
	}
	return game.Range(end)
}

// Last is the end of all.
func (w *L2) Last() game.Range { return w.End(w.Node.Status().Tip.Batches) }

// State is the one before a transition.
func (w *L2) State(index uint64) *program.State {
	w.t.Helper()
	s, err := w.Node.State(index)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// Derivation is the node as package trace looks at it.
func (w *L2) Derivation() node.Derivation { return node.Derivation{Deriver: w.Node} }
