// SPDX-License-Identifier: Apache-2.0

package stateroot_test

import (
	"context"
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

var (
	seat   = common.Address{0x5e}
	bridge = common.Address{0xb1}
	user   = common.Address{0x11}
)

// world is an L1 with a rollup on it, and a node that derives.
type world struct {
	t      *testing.T
	l1     *l1test.Chain
	sender *l1test.Sender
	rollup *params.Params
	key    *ecdsa.PrivateKey
	dir    string
	chain  *chain.Chain
	node   *stateroot.Deriver
}

func newWorld(t *testing.T) *world {
	t.Helper()
	owner := paramstest.NewAccount("world")
	w := &world{t: t, key: owner.Key, dir: t.TempDir()}
	w.l1 = l1test.New(l1test.Config{Rules: l1test.Rules{Seats: []common.Address{seat}, Bridge: bridge, ForceDelay: 86_400, Silence: 7_200, MaxMessages: 130}, Time: 1_000_000})
	w.sender = w.l1.Sender(seat)
	w.rollup = paramstest.Rollup(1_000_000, owner)
	w.chain, w.node = w.open(w.dir)
	t.Cleanup(func() { w.chain.Close() })
	return w
}

// open starts a verifier on the chain in dir. Depths are small, so that a test need not mine much.
func (w *world) open(dir string) (*chain.Chain, *stateroot.Deriver) {
	w.t.Helper()
	log := slog.New(slog.DiscardHandler)
	c, err := chain.Open(chain.Config{Dir: dir, CacheMB: 16}, w.rollup, log)
	if err != nil {
		w.t.Fatal(err)
	}
	cfg := stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}
	if err := cfg.Validate(); err != nil {
		w.t.Fatal(err)
	}
	return c, stateroot.New(cfg, w.rollup, c, w.l1, log)
}

func (w *world) restart() {
	w.t.Helper()
	if err := w.chain.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.chain, w.node = w.open(w.dir)
}

func (w *world) catchUp() stateroot.Place {
	w.t.Helper()
	at, err := w.node.CatchUp(context.Background(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return at
}

// post offers a batch behind what the node has derived, which must be up to date.
func (w *world) post(data []byte, consumed uint64) {
	w.t.Helper()
	at := w.node.Status().Tip
	call := l1anchor.BatchCall{Index: at.Batches, Prev: at.Tail, Consumed: consumed, Data: data}
	if err := w.sender.Offer(context.Background(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 7_000_000}}); err != nil {
		w.t.Fatal(err)
	}
}

// batch encodes blocks on top of what the node has derived: each second, one transfer in each, and the last one
// consumes what L1 has.
func (w *world) batch(blocks int) (data []byte, consumed uint64) {
	w.t.Helper()
	at := w.node.Status().Tip
	head, err := w.chain.HeadAt(at.Head)
	if err != nil {
		w.t.Fatal(err)
	}
	st, err := w.chain.State(head)
	if err != nil {
		w.t.Fatal(err)
	}
	nonce := st.GetNonce(crypto.PubkeyToAddress(w.key.PublicKey))
	b := wire.Batch{Parent: at.Head}
	for i := range blocks {
		b.Blocks = append(b.Blocks, wire.Block{Elapsed: 1, Txs: []*types.Transaction{w.transfer(nonce + uint64(i))}})
	}
	consumed = min(at.Messages, head.Consumed+wire.MaxBlockMessages)
	b.Blocks[blocks-1].Messages = consumed - head.Consumed
	if data, err = wire.Encode(big.NewInt(int64(w.rollup.ChainID)), &b); err != nil {
		w.t.Fatal(err)
	}
	return data, consumed
}

func (w *world) transfer(nonce uint64) *types.Transaction {
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	return types.MustSignNewTx(w.key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &common.Address{0xaa}, Value: big.NewInt(1), Gas: 21_000, GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

func depositBody(to common.Address, gwei uint64) []byte {
	return binary.BigEndian.AppendUint64(append([]byte(nil), to[:]...), gwei)
}

// TestVoids counts what another rollup's parameters make of a chain: its batches are void, all of them.
func TestVoids(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(2, 13)
	for range 3 {
		w.catchUp()
		w.post(w.batch(2))
		w.l1.Mine(1, 13)
	}
	w.catchUp()
	if n, _, err := w.node.Voids(); n != 0 || err != nil {
		t.Errorf("with the right parameters: got %d void batches, %v, want none", n, err)
	}
	w.rollup.ChainID++
	c, other := w.open(t.TempDir())
	defer c.Close()
	at, err := other.CatchUp(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	n, first, err := other.Voids()
	if err != nil || n != at.Batches || n != 3 || first.Batch != 0 || first.Breach == "" {
		t.Errorf("with another chain id: got %d of %d batches void, first %+v, %v, want all of 3 from batch 0 on", n, at.Batches, first, err)
	}
}

// TestCatchUpProgress wants to be told of each L1 block that was taken, and of the newest one.
func TestCatchUpProgress(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(20, 13)
	var told []l1anchor.Height
	at, err := w.node.CatchUp(t.Context(), func(at, head l1anchor.Height) {
		told = append(told, at)
		if head != 20 {
			t.Errorf("at block %d: told that block %d is the newest, want 20", at, head)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 20 || told[19] != at.At.Height {
		t.Errorf("told %v, want the blocks 1 to %d", told, at.At.Height)
	}
}

// ending is a chain whose user leaves while the third block is made.
type ending struct {
	*chain.Chain
	leave context.CancelFunc
	made  int
}

func (e *ending) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	if e.made++; e.made == 3 {
		e.leave()
	}
	return e.Chain.Execute(parent, in)
}

// A batch may cause tens of thousands of blocks: who leaves does not wait for them, and they are derived the next time.
func TestLeavingAmidABatch(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(1, 13)
	w.catchUp()
	w.post(w.batch(20))
	w.l1.Mine(1, 13)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	e := &ending{Chain: w.chain, leave: cancel}
	d := stateroot.New(stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}, w.rollup, e, w.l1, slog.New(slog.DiscardHandler))
	if _, err := d.CatchUp(ctx, nil); !errors.Is(err, context.Canceled) || e.made != 3 {
		t.Errorf("%d blocks were made, %v, want 3 and %v", e.made, err, context.Canceled)
	}
	if at := w.catchUp(); at.Number != 20 {
		t.Errorf("derived to block %d afterwards, want 20", at.Number)
	}
}

// likeFresh checks that the node stands exactly where one stands that derives everything anew.
func (w *world) likeFresh() {
	w.t.Helper()
	got := w.catchUp()
	c, fresh := w.open(w.t.TempDir())
	defer c.Close()
	want, err := fresh.CatchUp(context.Background(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	got.Back, want.Back = 0, 0
	if got != want {
		w.t.Fatalf("the node is at\n%+v\na fresh one at\n%+v", got, want)
	}
	head, err := w.chain.Head()
	if err != nil {
		w.t.Fatal(err)
	}
	if head.Hash() != want.Head {
		w.t.Fatalf("head %d %s, derived %d %s", head.Number(), head.Hash(), want.Number, want.Head)
	}
	for n := uint64(1); n <= want.Number; n++ {
		a, okA, errA := w.node.Carrier(n)
		b, okB, errB := fresh.Carrier(n)
		if a != b || okA != okB || errA != nil || errB != nil {
			w.t.Fatalf("carrier of block %d: %+v %v, fresh %+v %v", n, a, errA, b, errB)
		}
	}
}

func TestDerivesWhatIsPosted(t *testing.T) {
	w := newWorld(t)
	w.catchUp()
	w.l1.Message(l1anchor.Deposit, bridge, depositBody(user, 7))
	w.l1.Mine(1, l1test.Spacing)
	w.catchUp()
	w.post(w.batch(3))
	w.l1.Mine(1, l1test.Spacing)
	at := w.catchUp()
	if at.Number != 3 || at.Batches != 1 || at.Messages != 1 {
		t.Fatalf("at %+v, want block 3 after one batch and one message", at)
	}
	head, err := w.chain.Head()
	if err != nil {
		t.Fatal(err)
	}
	st, err := w.chain.State(head)
	if err != nil {
		t.Fatal(err)
	}
	if got := st.GetBalance(user).Uint64(); got != 7*gethparams.GWei {
		t.Errorf("balance %d, want the 7 gwei of the deposit", got)
	}
	c, ok, err := w.node.Carrier(2)
	if err != nil || !ok || c.Batch != 0 || c.At != at.At {
		t.Errorf("carrier of block 2: %+v %v %v", c, ok, err)
	}
	if _, ok, _ := w.node.Carrier(4); ok {
		t.Error("block 4 has a carrier")
	}
}

func TestDepths(t *testing.T) {
	w := newWorld(t)
	w.catchUp()
	w.post(w.batch(2))
	w.l1.Mine(1, l1test.Spacing)
	for confirmations := 1; confirmations <= 6; confirmations++ {
		w.catchUp()
		s := w.node.Status()
		if deep := s.Deep.Number == 2; deep != (confirmations >= 4) {
			t.Errorf("with %d confirmations the block at depth 4 is %d", confirmations, s.Deep.Number)
		}
		if got := w.node.Finality(l1anchor.Ref{Height: 1}).Confirmations; got != uint64(confirmations) {
			t.Errorf("%d confirmations, want %d", got, confirmations)
		}
		w.l1.Mine(1, l1test.Spacing)
	}
}

func TestVoidBatchLeavesTheHead(t *testing.T) {
	w := newWorld(t)
	w.catchUp()
	w.post([]byte("junk"), 0)
	w.l1.Mine(1, l1test.Spacing)
	if at := w.catchUp(); at.Number != 0 || at.Batches != 1 {
		t.Fatalf("at %+v, want one batch and no block", at)
	}
	w.post(w.batch(1))
	w.l1.Mine(1, l1test.Spacing)
	if at := w.catchUp(); at.Number != 1 {
		t.Fatalf("block %d after the next batch, want 1", at.Number)
	}
	w.likeFresh()
}

func TestReorgDepths(t *testing.T) {
	for _, depth := range []int{1, 7, 64, 300} {
		t.Run(fmt.Sprint(depth), func(t *testing.T) {
			w := newWorld(t)
			w.l1.Mine(5, l1test.Spacing)
			w.catchUp()
			w.post(w.batch(2))
			w.l1.Mine(1, l1test.Spacing)
			w.catchUp()
			for range 3 {
				w.l1.Message(l1anchor.Checkpoint, user, nil)
				w.l1.Mine(1, l1test.Spacing)
				w.catchUp()
				w.post(w.batch(1))
				w.l1.Mine(1, l1test.Spacing)
				w.catchUp()
			}
			if more := depth - 6; more > 0 {
				w.l1.Mine(more, l1test.Spacing)
			}
			w.catchUp()
			w.l1.Reorg(depth, depth+1)
			w.likeFresh()
			w.l1.Mine(3, l1test.Spacing)
			w.likeFresh()
		})
	}
}

// TestSettled tells when what L1 dictates may be acted upon: at its head, and with a branch that displaced another
// one as deep as the acting depth. Accumulators are those of the branch that is followed.
func TestSettled(t *testing.T) {
	w := newWorld(t)
	w.l1.Message(l1anchor.Checkpoint, user, nil)
	w.l1.Mine(3, l1test.Spacing)
	if w.node.Status().Settled {
		t.Error("settled before anything was read")
	}
	at := w.catchUp()
	if s := w.node.Status(); !s.Settled || s.Reorgs.Count != 0 {
		t.Errorf("at the head of a chain without reorgs: %+v", s)
	}
	if acc, ok, err := w.node.Accumulator(1); err != nil || !ok || acc != at.Acc || at.Messages != 1 {
		t.Errorf("accumulator of the first message is %s (%v, %v), want %s", acc, ok, err, at.Acc)
	}
	old := at.Acc
	w.l1.Reorg(3, 4) // the message comes again in the next block, which gives it another accumulator
	w.catchUp()
	if _, ok, err := w.node.Accumulator(1); ok || err != nil {
		t.Errorf("a message that L1 took back is still there (%v)", err)
	}
	w.l1.Mine(1, l1test.Spacing)
	at = w.catchUp()
	s := w.node.Status()
	if s.Reorgs.Count != 1 || s.Reorgs.Last.Depth() != 3 || at.Messages != 1 || at.Acc == old {
		t.Errorf("after the reorg: %+v, place %+v", s.Reorgs, at)
	}
	if acc, ok, err := w.node.Accumulator(1); err != nil || !ok || acc != at.Acc {
		t.Errorf("accumulator after the reorg is %s (%v, %v), want %s", acc, ok, err, at.Acc)
	}
	if acc, ok, err := w.node.Accumulator(0); err != nil || !ok || acc != (common.Hash{}) {
		t.Errorf("accumulator of nothing is %s (%v, %v)", acc, ok, err)
	}
	w.l1.Reorg(1, 2)
	w.catchUp()
	for confirmations := 2; ; confirmations++ {
		if got, want := w.node.Status().Settled, confirmations >= 4; got != want {
			t.Errorf("settled is %v with the new branch %d deep", got, confirmations)
		}
		if confirmations == 6 {
			break
		}
		w.l1.Mine(1, l1test.Spacing)
		w.catchUp()
	}
}

// TestMissedReorg has L1 go back while nobody looks, less and more than a start reads again: either is told once,
// with its depth.
func TestMissedReorg(t *testing.T) {
	for _, depth := range []int{3, 100} {
		t.Run(fmt.Sprint(depth), func(t *testing.T) {
			w := newWorld(t)
			for range 10 {
				w.l1.Message(l1anchor.Checkpoint, user, nil)
				w.l1.Mine(20, l1test.Spacing)
				w.catchUp()
			}
			w.l1.Reorg(depth, depth+1)
			w.restart()
			w.catchUp()
			r := w.node.Status().Reorgs
			if r.Count != 1 || r.Last.Depth() != uint64(depth) {
				t.Errorf("%d reorgs, the last %d deep; want one of %d", r.Count, r.Last.Depth(), depth)
			}
			w.likeFresh()
		})
	}
}

// TestEvidence proves every transition of every batch of a life with messages, void and empty batches, from hash to
// hash.
func TestEvidence(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(3, l1test.Spacing)
	w.catchUp()
	for i := range 12 {
		w.l1.Message(l1anchor.Deposit, bridge, depositBody(user, uint64(i+1)))
		raw, err := w.transfer(uint64(i)).MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if i%3 == 0 {
			w.l1.Message(l1anchor.Forced, user, raw)
		}
		w.l1.Mine(2, l1test.Spacing)
		w.catchUp()
		if at := w.node.Status().Tip; i%4 == 1 {
			w.post([]byte{1, 2, 3}, at.Messages)
		} else {
			w.post(w.batch(1 + i%3))
		}
		w.l1.Mine(1, l1test.Spacing)
		w.catchUp()
	}
	w.proves()
	// L1 takes some of it back, and goes on otherwise.
	w.l1.Reorg(7, 8)
	w.catchUp()
	w.post(w.batch(2))
	w.l1.Mine(1, l1test.Spacing)
	w.catchUp()
	w.proves()
}

// proves proves all transitions, in claims that go to the tip and, now and then, no further than the transition's
// batch.
func (w *world) proves() {
	w.t.Helper()
	ctx, tip, blocks := context.Background(), w.node.Status().Tip, uint64(0)
	for index := range tip.Transitions {
		before, err := w.node.State(index)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, batches := range []uint64{tip.Batches, before.Batch + 1, before.Batch} {
			if batches != tip.Batches && index%5 != 0 {
				continue
			}
			end, err := w.node.End(batches)
			if err != nil {
				w.t.Fatal(err)
			}
			e, err := w.node.Evidence(ctx, index, end)
			if err != nil {
				w.t.Fatal(err)
			}
			got, err := program.Main(e, e.Input())
			if err != nil || got != e.After.Hash() || (batches == before.Batch) != (e.After == e.Before) {
				w.t.Errorf("transition %d in a claim of %d batches: %s, %v, want %s", index, batches, got, err, e.After.Hash())
			}
		}
		after, err := w.node.State(index + 1)
		if err != nil {
			w.t.Fatal(err)
		}
		for ; blocks < after.Number; blocks++ {
			if at, err := w.node.Transition(after.Number); err != nil || at != index {
				w.t.Errorf("block %d is made by transition %d, %v, want %d", after.Number, at, err, index)
			}
		}
	}
	if last, err := w.node.State(tip.Transitions); err != nil || last.Number != tip.Number || last.Block != tip.Head || last.Batch != tip.Batches {
		w.t.Errorf("the last state is %+v, %v, the tip %+v", last, err, tip)
	}
	w.t.Logf("%d transitions of %d batches", tip.Transitions, tip.Batches)
	if _, err := w.node.State(tip.Transitions + 1); !errors.Is(err, stateroot.ErrNotDerived) {
		w.t.Errorf("a state behind the tip: %v", err)
	}
	if _, err := w.node.End(tip.Batches + 1); !errors.Is(err, stateroot.ErrNotDerived) {
		w.t.Errorf("an end behind the tip: %v", err)
	}
	for _, block := range []uint64{0, tip.Number + 1} {
		if _, err := w.node.Transition(block); !errors.Is(err, stateroot.ErrNotDerived) {
			w.t.Errorf("the transition of block %d: %v", block, err)
		}
	}
	other := program.End{Batches: tip.Batches, Acc: common.Hash{1}}
	if _, err := w.node.Evidence(ctx, 0, other); err == nil || !strings.Contains(err.Error(), "another one") {
		w.t.Errorf("a claim to another inbox: %v", err)
	}
}

// TestRandomLife does what can happen in some order, and compares with a fresh sync now and then.
func TestRandomLife(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			w := newWorld(t)
			w.l1.Mine(2, l1test.Spacing)
			for range 60 {
				switch r.IntN(10) {
				case 0, 1:
					w.catchUp()
					w.post(w.batch(1 + r.IntN(3)))
				case 2:
					w.catchUp()
					at := w.node.Status().Tip
					w.post([]byte{byte(r.IntN(4)), 1, 2, 3}, at.Messages)
				case 3:
					w.l1.Message(l1anchor.Deposit, bridge, depositBody(user, r.Uint64N(1e9)))
				case 4:
					tx, err := w.transfer(r.Uint64N(20)).MarshalBinary()
					if err != nil {
						t.Fatal(err)
					}
					w.l1.Message(l1anchor.Forced, user, tx)
				case 5:
					if h, _ := w.l1.Head(context.Background()); h.Height > 2 {
						depth := 1 + r.IntN(int(min(h.Height-1, 12)))
						w.l1.Reorg(depth, depth+1+r.IntN(3))
					}
				case 6:
					w.restart()
				default:
					w.l1.Mine(1+r.IntN(3), l1test.Spacing)
				}
				if r.IntN(12) == 0 {
					w.likeFresh()
				}
			}
			w.l1.Mine(1, l1test.Spacing)
			w.likeFresh()
		})
	}
}
