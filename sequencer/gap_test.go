// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/pool"
)

// park offers the account's transaction behind the next one, and returns both.
func (h *harness) park(m *member) (missing, parked *types.Transaction) {
	h.t.Helper()
	missing, parked = h.transfer(), h.transfer()
	if _, err := m.pool.Add(parked); err != nil {
		h.t.Fatal(err)
	}
	if _, at := m.pool.Get(parked.Hash()); at != pool.Parked {
		h.t.Fatalf("it is %q, want it parked", at)
	}
	return missing, parked
}

func (h *harness) runs(m *member, tx *types.Transaction) {
	h.t.Helper()
	h.await("the transaction that was parked", func() bool { _, _, ok := m.Find(tx.Hash()); return ok })
}

func TestGapClosedByForce(t *testing.T) { virtually(t, testGapClosedByForce) }

func testGapClosedByForce(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	missing, parked := h.park(a)
	raw, err := missing.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	h.l1.add(l1anchor.Message{Kind: l1anchor.Forced, Body: raw})
	h.runs(a, parked)
}

func TestGapClosedByAuthorisation(t *testing.T) { virtually(t, testGapClosedByAuthorisation) }

func testGapClosedByAuthorisation(t *testing.T) {
	h := newHarness(t)
	other := newHarness(t)
	h.rollup.Alloc[crypto.PubkeyToAddress(other.key.PublicKey)] = types.Account{Balance: big.NewInt(1e18)}
	a := h.start(t.TempDir())
	h.lead(a, 1)
	_, parked := h.park(a)
	id := new(uint256.Int).SetUint64(h.rollup.ChainID)
	auth, err := types.SignSetCode(h.key, types.SetCodeAuthorization{ChainID: *id, Address: common.Address{0xcc}})
	if err != nil {
		t.Fatal(err)
	}
	o := h.send(a, types.MustSignNewTx(other.key, types.LatestSignerForChainID(id.ToBig()), &types.SetCodeTx{
		ChainID: id, To: common.Address{0xaa}, Gas: 100_000, GasFeeCap: uint256.NewInt(20 * gethparams.GWei), GasTipCap: uint256.NewInt(1),
		AuthList: []types.SetCodeAuthorization{auth},
	}))
	if !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.runs(a, parked)
}

// TestKeptOverLeaders has a follower keep what the leader parked, and lead itself later.
func TestKeptOverLeaders(t *testing.T) { virtually(t, testKeptOverLeaders) }

func testKeptOverLeaders(t *testing.T) {
	h := newHarness(t)
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	end := h.lead(a, 1)
	missing, parked := h.park(a)
	if err := b.pool.Keep(parked); err != nil {
		t.Fatal(err)
	}
	end()
	if s := a.pool.Stats(); s != (pool.Stats{}) {
		t.Errorf("left with who keeps nothing: %+v", s)
	}
	h.lead(b, 2)
	if o := h.send(b, missing); !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.runs(b, parked)
	h.runs(a, parked)
	if s := b.pool.Stats(); s != (pool.Stats{}) {
		t.Errorf("left after it has run: %+v", s)
	}
}

// TestForcedAndOffered has the pool offer a transaction that L1 has forced in: that is its place, and no reason to
// drop it.
func TestForcedAndOffered(t *testing.T) { virtually(t, testForcedAndOffered) }

func testForcedAndOffered(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	tx := h.transfer()
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	h.l1.add(l1anchor.Message{Kind: l1anchor.Forced, Body: raw})
	h.lead(a, 1)
	h.await("the forced transaction", func() bool { _, _, ok := a.chain.Lookup(tx.Hash()); return ok })
	a.pool.Return([]*types.Transaction{tx})
	h.await("an empty pool", func() bool { return a.pool.Stats() == pool.Stats{} })
	if why := a.pool.Dropped(tx.Hash()); why != nil {
		t.Errorf("dropped: %v", why)
	}
}
