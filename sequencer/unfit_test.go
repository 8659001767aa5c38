// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot/transition"
)

// smallProof is a proof limit that transfers fit into by the dozen and a transaction that uses 2^24 gas does not.
const smallProof = 1 << 28

// spin is init code that loops until its gas is gone.
var spin = common.FromHex("5b600056")

// sign makes the account's next transaction; without a recipient it creates a contract.
func (h *harness) sign(to *common.Address, gas uint64, data []byte) *types.Transaction {
	tx := types.MustSignNewTx(h.key, types.LatestSignerForChainID(new(big.Int).SetUint64(h.rollup.ChainID)), &types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(h.rollup.ChainID), Nonce: h.nonce, To: to, Gas: gas,
		GasFeeCap: big.NewInt(20 * gethparams.GWei), GasTipCap: big.NewInt(1), Data: data,
	})
	h.nonce++
	return tx
}

// TestWhatNoBlockHolds sends the transactions of which each stopped the chain. Whatever the meter makes of them, each
// is answered, on every member alike, and a transfer behind it runs.
func TestWhatNoBlockHolds(t *testing.T) {
	blake := append(common.FromHex("00ffd400"), make([]byte, 209)...) // 16,765,952 rounds
	for _, c := range []struct {
		name string
		to   *common.Address
		gas  uint64
		data []byte
	}{
		{"memory for an answer of 16 MiB", nil, 100_000, common.FromHex("63010000005ffd")},
		{"a loop", nil, 1 << 24, spin},
		{"new slots", nil, 16_000_000, common.FromHex("5f5b60010180315060015600")},
		{"blake2f", &common.Address{19: 9}, 1 << 24, blake},
	} {
		run(t, c.name, func(t *testing.T) {
			h := newHarness(t)
			h.rollup.ProofLimit = smallProof
			a, b := h.start(t.TempDir()), h.start(t.TempDir())
			h.lead(a, 1)
			tx := h.sign(c.to, c.gas, c.data)
			o := h.send(a, tx)
			if !o.Ordered() {
				h.nonce--
				h.await("the follower to know why", func() bool {
					why := b.pool.Dropped(tx.Hash())
					return why != nil && why.Error() == o.Err.Error()
				})
			}
			if o = h.send(a, h.transfer()); !o.Ordered() {
				t.Fatalf("a transfer behind it: %v", o.Err)
			}
			h.sameHead(o.Number, a, b)
			if s := a.pool.Stats(); s.Queued+s.Taken+s.Parked != 0 {
				t.Errorf("left in the pool: %+v", s)
			}
		})
	}
}

// TestNeverFits has a transaction not fit into an empty block: it is dropped at once, and what was sent with it goes
// on.
func TestNeverFits(t *testing.T) { virtually(t, testNeverFits) }

func testNeverFits(t *testing.T) {
	h := newHarness(t)
	h.rollup.ProofLimit = smallProof
	other := newHarness(t)
	h.rollup.Alloc[crypto.PubkeyToAddress(other.key.PublicKey)] = types.Account{Balance: big.NewInt(1e18)}
	a := h.start(t.TempDir())
	large, small := h.sign(nil, 1<<24, spin), other.transfer()
	var tickets []*pool.Ticket
	for _, tx := range []*types.Transaction{large, small} {
		ticket, err := a.pool.Add(tx)
		if err != nil {
			t.Fatal(err)
		}
		tickets = append(tickets, ticket)
	}
	h.lead(a, 1)
	<-tickets[0].Done()
	if err := tickets[0].Outcome().Err; !errors.Is(err, transition.ErrRejected) {
		t.Errorf("got %v, want it rejected", err)
	}
	<-tickets[1].Done()
	if o := tickets[1].Outcome(); !o.Ordered() {
		t.Errorf("the one behind it: %v", o.Err)
	}
}

// TestNeverFitsBesideMessages has L1 bring a message for every block: no block is empty, and the transaction is
// dropped all the same.
func TestNeverFitsBesideMessages(t *testing.T) { virtually(t, testNeverFitsBesideMessages) }

func testNeverFitsBesideMessages(t *testing.T) {
	h := newHarness(t)
	h.rollup.ProofLimit = smallProof
	a := h.start(t.TempDir())
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	h.lead(a, 1)
	ticket, err := a.pool.Add(h.sign(nil, 1<<24, spin))
	if err != nil {
		t.Fatal(err)
	}
	messages := uint64(1)
	h.await("an answer", func() bool {
		if sealed := a.Sealed(); sealed.Consumed == messages {
			h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
			messages++
		}
		select {
		case <-ticket.Done():
			return true
		default:
			return false
		}
	})
	if err := ticket.Outcome().Err; !errors.Is(err, transition.ErrRejected) {
		t.Errorf("got %v", err)
	}
}

// TestLostPlaceNeverFits has a transaction lose its place that ran in block 1 and fits into no later one: it is
// dropped, on every member, and what waits behind it for its second turn gets it.
func TestLostPlaceNeverFits(t *testing.T) { virtually(t, testLostPlaceNeverFits) }

func testLostPlaceNeverFits(t *testing.T) {
	h := newHarness(t)
	h.rollup.ProofLimit = smallProof
	other := newHarness(t)
	h.rollup.Alloc[crypto.PubkeyToAddress(other.key.PublicKey)] = types.Account{Balance: big.NewInt(1e18)}
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	large, small := h.sign(nil, 1<<24, common.FromHex("43600114600b575b6007565b00")), other.transfer() // loops unless NUMBER is 1
	for _, tx := range []*types.Transaction{large, small} {
		if _, err := a.pool.Add(tx); err != nil {
			t.Fatal(err)
		}
	}
	h.lead(a, 1)
	if last := h.inOrder(b, []*types.Transaction{large, small}); last != 1 {
		t.Fatalf("the transfer is in block %d, want 1", last)
	}
	h.dictate(a, nil)
	for i, m := range []*member{a, b} {
		h.await("the transfer again", func() bool {
			_, waiting := m.Rebases()
			n, _, ok := m.Find(small.Hash())
			return ok && n > 1 && waiting == 0
		})
		moves, err := m.Moved(large.Hash())
		if err != nil || len(moves) != 1 || moves[0].Dropped == "" {
			t.Errorf("member %d: moves %+v (%v), want one that was dropped", i, moves, err)
		}
	}
}

// TestSecondTurnBesideMessages is TestLostPlaceNeverFits while L1 brings a message for every block: no block is empty.
func TestSecondTurnBesideMessages(t *testing.T) { virtually(t, testSecondTurnBesideMessages) }

func testSecondTurnBesideMessages(t *testing.T) {
	h := newHarness(t)
	h.rollup.ProofLimit = smallProof
	a := h.start(t.TempDir())
	h.lead(a, 1)
	large := h.sign(nil, 1<<24, common.FromHex("43600114600b575b6007565b00"))
	if _, err := a.pool.Add(large); err != nil {
		t.Fatal(err)
	}
	h.inOrder(a, []*types.Transaction{large})
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	h.dictate(a, nil)
	h.await("the end of the queue", func() bool {
		if sealed := a.Sealed(); sealed.Consumed == h.l1.View().Messages {
			h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
		}
		n, waiting := a.Rebases()
		return n == 1 && waiting == 0
	})
	if moves, err := a.Moved(large.Hash()); err != nil || len(moves) != 1 || moves[0].Dropped == "" {
		t.Errorf("moves %+v (%v), want one that was dropped", moves, err)
	}
}

// TestLargeLostPlace has L1 dictate a block with a transaction that only fits into a batch compressed, and then
// another block in its place: the transaction gets its second turn, and does not stop the queue.
func TestLargeLostPlace(t *testing.T) { virtually(t, testLargeLostPlace) }

func testLargeLostPlace(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	large := h.sign(&common.Address{0xaa}, 3_000_000, make([]byte, 200_000))
	h.lead(a, 1)
	h.dictate(a, []*types.Transaction{large})
	h.inOrder(a, []*types.Transaction{large})
	h.dictate(a, nil, nil)
	h.await("the second turn", func() bool {
		_, waiting := a.Rebases()
		n, _, ok := a.Find(large.Hash())
		return ok && n > 2 && waiting == 0
	})
}

func TestUnfitCounts(t *testing.T) {
	u := unfit{}
	one, two := common.Hash{1}, common.Hash{2}
	for i := range maxReturns - 1 {
		if !u.again(one) {
			t.Fatalf("given up after %d blocks, want %d", i+1, maxReturns)
		}
	}
	u.again(two)
	if u.again(one) || len(u) != 1 {
		t.Errorf("tried in a block more than %d, or still counted: %v", maxReturns, u)
	}
	for i := range maxUnfit {
		u.again(common.BigToHash(big.NewInt(int64(i + 10))))
	}
	if len(u) > maxUnfit {
		t.Errorf("%d are counted, at most %d should be", len(u), maxUnfit)
	}
}
