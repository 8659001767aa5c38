// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestRebase has L1 dictate an empty block where the sequencers sealed transfers: the chain gives way, and the
// transfers come back behind it, in order.
func TestRebase(t *testing.T) { virtually(t, testRebase) }

func testRebase(t *testing.T) {
	h := newHarness(t)
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	h.lead(a, 1)
	var sent []*types.Transaction
	var o pool.Outcome
	for range 3 {
		tx := h.transfer()
		o = h.send(a, tx)
		sent = append(sent, tx)
	}
	h.sameHead(o.Number, a, b)
	genesis, err := a.chain.HeadByNumber(0)
	if err != nil {
		t.Fatal(err)
	}
	head, err := a.chain.Execute(genesis, derive.Input{Context: transition.Context{Timestamp: genesis.Time() + 5}})
	if err != nil {
		t.Fatal(err)
	}
	dictated := fsm.Ref{Number: 1, Hash: head.Hash()}
	h.l1.mu.Lock()
	h.l1.view.Deep, h.l1.view.Tip = dictated, dictated
	h.l1.mu.Unlock()
	for _, m := range []*member{a, b} {
		h.await("the dictated block", func() bool {
			at, err := m.chain.HeadByNumber(1)
			return err == nil && at.Hash() == head.Hash()
		})
		h.await("the transfers", func() bool {
			n, _ := m.Account(crypto.PubkeyToAddress(h.key.PublicKey))
			return n == 3
		})
	}
	var last uint64
	for i, tx := range sent {
		h.await("the transfer in a sealed block", func() bool {
			_, _, ok := b.chain.Lookup(tx.Hash())
			return ok
		})
		n, index, _ := b.chain.Lookup(tx.Hash())
		if at := n<<32 + uint64(index); at < last {
			t.Errorf("transfer %d is before the one sent before it", i)
		} else {
			last = at
		}
	}
}

// dictate has L1 dictate blocks on genesis, made of the given transactions, and returns the last one.
func (h *harness) dictate(m *member, blocks ...[]*types.Transaction) fsm.Ref {
	h.t.Helper()
	at, err := m.chain.HeadByNumber(0)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, own := range blocks {
		at, err = m.chain.Execute(at, derive.Input{Own: own, Context: transition.Context{Timestamp: at.Time() + 1, Consumed: at.Consumed}})
		if err != nil {
			h.t.Fatal(err)
		}
	}
	to := fsm.Ref{Number: at.Number(), Hash: at.Hash()}
	h.l1.mu.Lock()
	defer h.l1.mu.Unlock()
	h.l1.view.Deep, h.l1.view.Tip = to, to
	return to
}

// inOrder waits until transactions are in sealed blocks of a member, each behind the one before, and returns the last
// place.
func (h *harness) inOrder(m *member, txs []*types.Transaction) uint64 {
	h.t.Helper()
	var last uint64
	for i, tx := range txs {
		h.await(fmt.Sprintf("transaction %d in a sealed block", i), func() bool {
			_, _, ok := m.chain.Lookup(tx.Hash())
			return ok
		})
		n, index, _ := m.chain.Lookup(tx.Hash())
		if at := n<<32 + uint64(index); at < last {
			h.t.Errorf("transaction %d is at block %d, %d: before the one sent before it", i, n, index)
		} else {
			last = at
		}
	}
	return last >> 32
}

// TestRebaseSurvivesLeaders leaves more than a block holds, and has leaders change before, in and behind its second
// turn.
func TestRebaseSurvivesLeaders(t *testing.T) { virtually(t, testRebaseSurvivesLeaders) }

func testRebaseSurvivesLeaders(t *testing.T) {
	h := newHarness(t)
	h.rollup.GasLimit = 30 * 21_000
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	end := h.lead(a, 1)
	var sent []*types.Transaction
	var tickets []*pool.Ticket
	for range 100 {
		sent = append(sent, h.transfer())
	}
	for _, tx := range sent {
		h.await("room in the pool", func() bool {
			ticket, err := a.pool.Add(tx)
			tickets = append(tickets, ticket)
			return err == nil
		})
	}
	for _, k := range tickets {
		if k != nil {
			<-k.Done()
		}
	}
	top := h.inOrder(b, sent)
	to := h.dictate(a, nil)
	h.await("the rebase", func() bool { n, waiting := b.Rebases(); return n == 1 && waiting > 0 })
	end()
	for term, m := range []*member{b, a, b} {
		_, before := m.Rebases()
		end = h.lead(m, uint64(2+term))
		h.await("some of the queue", func() bool { _, waiting := m.Rebases(); return waiting < before || waiting == 0 })
		end()
	}
	h.lead(a, 9)
	h.await("an empty queue", func() bool { _, waiting := a.Rebases(); return waiting == 0 })
	for _, m := range []*member{a, b} {
		h.inOrder(m, sent)
		r, ok, err := m.Rebased(0)
		if err != nil || !ok || r.Left != 100 || r.From.Number < top || r.Fork.Number != 0 || r.Head != to {
			t.Errorf("rebase is remembered as %+v (%v, %v)", r, ok, err)
		}
		for i, tx := range sent {
			moves, err := m.Moved(tx.Hash())
			if err != nil || len(moves) != 1 || moves[0].Dropped != "" {
				t.Errorf("moves of transaction %d: %+v (%v), want one", i, moves, err)
			}
		}
		left, err := m.LeftTxs(0, 1)
		if err != nil || len(left) == 0 || left[0] != sent[0].Hash() {
			t.Errorf("block 1 left %v (%v), want its first to be %s", left, err, sent[0].Hash())
		}
	}
}

// TestRebaseAmidQueue has L1 dictate another chain again while what a rebase left is worked off: what of it had its
// second turn loses its place a second time.
func TestRebaseAmidQueue(t *testing.T) { virtually(t, testRebaseAmidQueue) }

func testRebaseAmidQueue(t *testing.T) {
	h := newHarness(t)
	h.rollup.GasLimit = 30 * 21_000
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	end := h.lead(a, 1)
	var sent []*types.Transaction
	for range 100 {
		sent = append(sent, h.transfer())
	}
	for _, tx := range sent {
		h.await("room in the pool", func() bool {
			_, err := a.pool.Add(tx)
			return err == nil
		})
	}
	h.inOrder(b, sent)
	h.dictate(a, nil)
	h.await("some of the queue", func() bool { n, waiting := a.Rebases(); return n == 1 && waiting > 0 && waiting < 100 })
	h.dictate(a, nil, nil)
	h.await("the second rebase", func() bool { n, waiting := a.Rebases(); return n == 2 && waiting > 0 })
	end()
	h.lead(b, 2)
	for _, m := range []*member{a, b} {
		h.await("an empty queue", func() bool { n, waiting := m.Rebases(); return n == 2 && waiting == 0 })
		h.inOrder(m, sent)
	}
}

// TestRebaseInPieces has L1 dictate more than one entry carries, in blocks that are larger than one place in the log.
func TestRebaseInPieces(t *testing.T) { virtually(t, testRebaseInPieces) }

func testRebaseInPieces(t *testing.T) {
	h := newHarness(t)
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	large := func() (own []*types.Transaction) {
		for range 16 {
			tx := types.MustSignNewTx(h.key, types.LatestSignerForChainID(new(big.Int).SetUint64(h.rollup.ChainID)), &types.LegacyTx{
				Nonce: h.nonce, To: &common.Address{0xaa}, Gas: 2_000_000, GasPrice: big.NewInt(2 * gethparams.GWei), Data: make([]byte, 120_000),
			})
			own = append(own, tx)
			h.nonce++
		}
		return own
	}
	to := h.dictate(a, large(), large(), large(), nil)
	h.lead(a, 1)
	for _, m := range []*member{a, b} {
		h.await("the dictated chain", func() bool {
			at, err := m.chain.HeadByNumber(to.Number)
			return err == nil && at.Hash() == to.Hash
		})
		if n, _ := m.Rebases(); n != 2 {
			t.Errorf("%d rebases, want two pieces", n)
		}
	}
	if o := h.send(a, h.transfer()); !o.Ordered() || o.Number <= to.Number {
		t.Errorf("outcome %+v, want a block above %d", o, to.Number)
	}
}

// TestMessageVanishes consumes two deposits of which an L1 reorg takes the second one back for good: L1 dictates
// nothing else than what was sealed, but no batch of it could be posted any more. Who had no other money loses a
// transaction.
func TestMessageVanishes(t *testing.T) { virtually(t, testMessageVanishes) }

func testMessageVanishes(t *testing.T) {
	h := newHarness(t)
	keep, gone := newHarness(t), newHarness(t)
	keep.rollup, gone.rollup = h.rollup, h.rollup
	h.l1.add(depositTo(keep.key))
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	h.lead(a, 1)
	first := []*types.Transaction{h.transfer(), keep.transfer()}
	h.send(a, first[0])
	h.await("the first deposit", func() bool {
		_, balance := a.Account(crypto.PubkeyToAddress(keep.key.PublicKey))
		return balance.Sign() > 0
	})
	h.send(a, first[1])
	stay := h.inOrder(b, first)
	h.l1.add(depositTo(gone.key))
	h.await("the second deposit", func() bool {
		_, balance := a.Account(crypto.PubkeyToAddress(gone.key.PublicKey))
		return balance.Sign() > 0
	})
	lost, last := gone.transfer(), h.transfer()
	h.send(a, lost)
	h.send(a, last)
	h.inOrder(b, []*types.Transaction{lost, last})

	h.dictate(a) // nothing: all batches are gone as well
	h.l1.mu.Lock()
	h.l1.messages, h.l1.view.Messages = h.l1.messages[:1], 1
	h.l1.mu.Unlock()
	for _, m := range []*member{a, b} {
		h.await("the rebase and its queue", func() bool { n, waiting := m.Rebases(); return n == 1 && waiting == 0 })
		h.inOrder(m, append(first, last))
		if n, _, _ := m.chain.Lookup(first[1].Hash()); n != stay {
			t.Errorf("a transaction below what L1 took back moved from block %d to %d", stay, n)
		}
		if _, _, ok := m.chain.Lookup(lost.Hash()); ok {
			t.Error("a transaction without money is on the chain")
		}
		moves, err := m.Moved(lost.Hash())
		if err != nil || len(moves) != 1 || !strings.Contains(moves[0].Dropped, "insufficient funds") {
			t.Errorf("moves of the lost transaction: %+v (%v)", moves, err)
		}
	}
}

func depositTo(key *ecdsa.PrivateKey) l1anchor.Message {
	body := make([]byte, l1anchor.DepositLength)
	to := crypto.PubkeyToAddress(key.PublicKey)
	copy(body, to[:])
	binary.BigEndian.PutUint64(body[20:], gethparams.GWei)
	return l1anchor.Message{Kind: l1anchor.Deposit, Body: body}
}

// TestRestoreWithQueue gives a member with an empty disk the snapshot of one that has a queue: it must be able to lead.
func TestRestoreWithQueue(t *testing.T) { virtually(t, testRestoreWithQueue) }

func testRestoreWithQueue(t *testing.T) {
	h := newHarness(t)
	a, sent, snapshot := h.withQueue()
	b := h.open(t.TempDir(), peersOf{a})
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.ledger.members = append(h.ledger.members, b.Sequencer)
	h.lead(b, 2)
	for _, m := range []*member{a, b} {
		h.inOrder(m, sent)
	}
}

// withQueue returns a member with what it was sent, and its snapshot when a rebase has taken that out of its blocks.
func (h *harness) withQueue() (a *member, sent []*types.Transaction, snapshot []byte) {
	h.t.Helper()
	a = h.start(h.t.TempDir())
	end := h.lead(a, 1)
	for range 5 {
		sent = append(sent, h.transfer())
		h.send(a, sent[len(sent)-1])
	}
	h.inOrder(a, sent)
	h.dictate(a, nil, nil)
	h.await("the rebase", func() bool { n, _ := a.Rebases(); return n == 1 })
	end()
	if _, waiting := a.Rebases(); waiting == 0 {
		h.t.Fatal("the queue was worked off before the snapshot")
	}
	return a, sent, h.snapshot(a)
}

// TestPrepare has a member fetch what a snapshot with a queue names before it is given it: the head stays, and nobody
// else has to be there afterwards.
func TestPrepare(t *testing.T) { virtually(t, testPrepare) }

func testPrepare(t *testing.T) {
	h := newHarness(t)
	a, sent, snapshot := h.withQueue()
	state, err := fsm.DecodeState(snapshot)
	if err != nil || len(state.Queue) != 1 {
		t.Fatalf("%d stretches wait, error %v", len(state.Queue), err)
	}
	peers := &away{peersOf: peersOf{a}}
	b := h.open(t.TempDir(), peers)
	peers.gone.Store(true)
	asked, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := b.Prepare(asked, snapshot); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("prepared without peers: %v", err)
	}
	peers.gone.Store(false)
	if err := b.Prepare(t.Context(), snapshot); err != nil {
		t.Fatal(err)
	}
	for _, want := range []fsm.Ref{state.Sealed, state.Queue[0].Tip} {
		if _, err := b.chain.HeadAt(want.Hash); err != nil {
			t.Errorf("block %d is not there: %v", want.Number, err)
		}
	}
	if head := b.Sealed(); head.Number() != 0 {
		t.Errorf("the head has moved to block %d", head.Number())
	}
	peers.gone.Store(true)
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.ledger.members = append(h.ledger.members, b.Sequencer)
	h.lead(b, 2)
	h.inOrder(b, sent)
}

// away has no blocks to give while it is gone.
type away struct {
	peersOf
	gone atomic.Bool
}

func (p *away) Fetch(ctx context.Context, id string, asked []byte) ([]byte, error) {
	var q question
	if err := rlp.DecodeBytes(asked, &q); err != nil {
		return nil, err
	}
	if !q.Rebase && p.gone.Load() {
		return nil, errors.New("gone")
	}
	return p.peersOf.Fetch(ctx, id, asked)
}

// liar is another member that is asked first, and tells of a rebase that left nothing.
type liar struct{ peersOf }

func (liar) Others() []string { return []string{"x", "y"} }

func (p liar) Fetch(ctx context.Context, id string, asked []byte) ([]byte, error) {
	answer, err := p.peersOf.Fetch(ctx, id, asked)
	var known []fsm.Rebased
	if id != "x" || err != nil || rlp.DecodeBytes(answer, &known) != nil {
		return answer, err
	}
	for i := range known {
		known[i].From, known[i].Left, known[i].Open = known[i].Fork, 0, nil
	}
	return rlp.EncodeToBytes(known)
}

// TestRestoreLearnsRebases gives a snapshot to a member that was away during a whole rebase: it can tell what became
// of every transaction all the same, whatever one other member says.
func TestRestoreLearnsRebases(t *testing.T) { virtually(t, testRestoreLearnsRebases) }

func testRestoreLearnsRebases(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	var sent []*types.Transaction
	for range 5 {
		sent = append(sent, h.transfer())
		h.send(a, sent[len(sent)-1])
	}
	h.inOrder(a, sent)
	h.dictate(a, nil, nil)
	h.await("the second turn", func() bool { n, waiting := a.Rebases(); return n == 1 && waiting == 0 })
	snapshot := h.snapshot(a)
	b := h.open(t.TempDir(), liar{peersOf{a}})
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.await("the restored member", func() bool { n, _ := b.Rebases(); return n == 1 })
	want, _, err := a.Rebased(0)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok, err := b.Rebased(0); err != nil || !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("the restored member knows of rebase %+v (%v, %v), want %+v", got, ok, err, want)
	}
	for i, tx := range sent {
		want, err := a.Moved(tx.Hash())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := b.Moved(tx.Hash()); err != nil || len(want) == 0 || !reflect.DeepEqual(got, want) {
			t.Errorf("transaction %d: the restored member knows of moves %+v (%v), want %+v", i, got, err, want)
		}
	}
}

// forgetful are other members of which none knows of a rebase. One of them may never say so, or lie.
type forgetful struct {
	peersOf
	other string // what that one does
}

func (forgetful) Others() []string { return []string{"x", "y"} }

func (p forgetful) Fetch(ctx context.Context, id string, asked []byte) ([]byte, error) {
	var q question
	if err := rlp.DecodeBytes(asked, &q); err != nil {
		return nil, err
	}
	switch {
	case q.Rebase && p.other == "hangs" && id == "y":
		<-ctx.Done()
		return nil, ctx.Err()
	case q.Rebase && p.other == "lies" && id == "y": // about blocks that nobody has
		return rlp.EncodeToBytes([]fsm.Rebased{{Index: q.From, From: fsm.Ref{Number: 1 << 40, Hash: common.Hash{1}}}})
	case q.Rebase:
		return rlp.EncodeToBytes([]fsm.Rebased{})
	}
	return p.peersOf.Fetch(ctx, id, asked)
}

// TestRestoreDoesNotWaitForReports gives a snapshot behind five rebases to a member that has lost its disk, as all
// others have. It executes again soon, since only reports depend on what nobody knows. A member that hangs keeps it for
// a little longer, and one that lies does not.
func TestRestoreDoesNotWaitForReports(t *testing.T) { virtually(t, testRestoreDoesNotWaitForReports) }

func testRestoreDoesNotWaitForReports(t *testing.T) {
	const rebases = 5
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	for i := range uint64(rebases) {
		tx := h.transfer()
		h.send(a, tx)
		h.inOrder(a, []*types.Transaction{tx})
		h.dictate(a, make([][]*types.Transaction, i+1)...)
		h.await("the second turn", func() bool { n, waiting := a.Rebases(); return n == i+1 && waiting == 0 })
	}
	snapshot := h.snapshot(a)
	for _, c := range []struct {
		other string
		limit time.Duration
	}{{"says so", learnPatience + 2*fetchRetry}, {"hangs", learnLimit + fetchRetry}, {"lies", learnPatience + 2*fetchRetry}} {
		b, began := h.open(t.TempDir(), forgetful{peersOf{a}, c.other}), time.Now()
		if err := b.Restore(snapshot); err != nil {
			t.Fatal(err)
		}
		h.await("the restored member", func() bool { n, _ := b.Rebases(); return n == rebases })
		if took := time.Since(began); took > c.limit {
			t.Errorf("one other member %s: nothing was executed for %s, want %s at most", c.other, took, c.limit)
		}
	}
}

// TestEarlierMoves has a member learn of a rebase that is older than one it has seen: both are known.
func TestEarlierMoves(t *testing.T) {
	h := newHarness(t)
	a, tx := h.start(t.TempDir()), common.Hash{1}
	for _, step := range []struct {
		note noting
		move fsm.Move
		want []uint64 // rebases that are known then
	}{
		{a.moves.noteMove, fsm.Move{Rebase: 5}, []uint64{5}},
		{a.moves.noteEarlier, fsm.Move{Rebase: 3}, []uint64{3, 5}},
		{a.moves.noteEarlier, fsm.Move{Rebase: 7}, []uint64{3, 5, 7}},
		{a.moves.noteEarlier, fsm.Move{Rebase: 5, Number: 9}, []uint64{3, 5, 7}},
		{a.moves.noteMove, fsm.Move{Rebase: 5}, []uint64{3, 5}}, // the log is run again
	} {
		if err := step.note(tx, step.move); err != nil {
			t.Fatal(err)
		}
		moves, err := a.Moved(tx)
		var got []uint64
		for _, m := range moves {
			got = append(got, m.Rebase)
		}
		if err != nil || !slices.Equal(got, step.want) || slices.ContainsFunc(moves, func(m fsm.Move) bool { return m.Number != 0 }) {
			t.Errorf("known are moves %+v (%v), want those of rebases %v", moves, err, step.want)
		}
	}
}

// TestRestoreFromAnotherBranch gives a snapshot to a member whose chain has left that branch, or never was on it.
func TestRestoreFromAnotherBranch(t *testing.T) { virtually(t, testRestoreFromAnotherBranch) }

func testRestoreFromAnotherBranch(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	tx := h.transfer()
	o := h.send(a, tx)
	h.sameHead(o.Number+2, a)
	snapshot := h.snapshot(a)
	b := h.open(t.TempDir(), peersOf{a})
	at, err := b.chain.HeadByNumber(0)
	for range 40 {
		if err == nil {
			at, err = b.chain.Execute(at, derive.Input{Context: transition.Context{Timestamp: at.Time() + 1}})
		}
	}
	if err == nil {
		err = b.chain.SetHead(at.Hash())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.await("the other branch", func() bool { _, _, ok := b.chain.Lookup(tx.Hash()); return ok })
	h.sameHead(o.Number, a, b)
}

// TestBlindLeaderYields takes L1 out of the leader's sight. Nobody else sees it either, so it goes on ordering.
func TestBlindLeaderYields(t *testing.T) { virtually(t, testBlindLeaderYields) }

func testBlindLeaderYields(t *testing.T) {
	h := newHarness(t)
	h.cfg.L1Timeout = 50 * time.Millisecond
	a := h.start(t.TempDir())
	h.lead(a, 1)
	h.await("the offer to hand over", func() bool { return h.yielded.Load() > 0 })
	if o := h.send(a, h.transfer()); !o.Ordered() {
		t.Fatal(o.Err)
	}
}
