// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"log/slog"
	"math/big"
	"math/rand"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/wire"
)

const (
	testStart = 1_700_000_000 // L1 and L2 genesis time
	testDrift = 3600
)

var (
	testChain   = big.NewInt(61061)
	testSeats   = []common.Address{{1}, {2}}
	testKeys    = makeKeys(8)
	testSigner  = types.LatestSignerForChainID(testChain)
	silentLog   = slog.New(slog.DiscardHandler)
	testParams  = &params.Params{ChainID: 61061, Inbox: l1test.InboxAddress, MaxBatchData: wire.MaxData, MaxDrift: testDrift}
	farInFuture = uint64(1 << 40)
)

func makeKeys(n int) (keys []*ecdsa.PrivateKey) {
	for _, a := range paramstest.Accounts("batcher", n) {
		keys = append(keys, a.Key)
	}
	return keys
}

// rig is an L1, a sealed chain and a sequencer that derives from the one what it compares with the other.
type rig struct {
	t     *testing.T
	ctx   context.Context
	rand  *rand.Rand
	l1    *l1test.Chain
	chain []SealedBlock
	nonce uint64

	known map[string]common.Hash // data of a batch that derives → its last block

	lag  int                // L1 blocks that the sequencer is behind
	fail func() error       // when set, asked before the sequencer answers
	ask  int                // questions to the sequencer so far
	lie  func(*SealedBlock) // when set, what the sequencer makes of a block
}

func newRig(t *testing.T, seed int64) *rig { return newRigOf(t, seed, testSeats) }

func newRigOf(t *testing.T, seed int64, seats []common.Address) *rig {
	r := &rig{known: make(map[string]common.Hash), t: t, ctx: t.Context(), rand: rand.New(rand.NewSource(seed))}
	r.l1 = l1test.New(l1test.Config{Time: testStart, Rules: l1test.Rules{Seats: seats, ForceDelay: farInFuture, Silence: farInFuture, MaxMessages: 130}})
	genesis := types.NewBlock(&types.Header{Number: new(big.Int), Time: testStart, Difficulty: new(big.Int)}, nil, nil, trie.NewStackTrie(nil))
	r.chain = []SealedBlock{{Block: genesis}}
	return r
}

// seal adds n blocks of up to txs transactions, seconds apart.
func (r *rig) seal(n, txs int) {
	for range n {
		r.sealOne(1+uint64(r.rand.Intn(2)), r.rand.Intn(txs+1), 0, 0)
	}
}

func (r *rig) sealOne(elapsed uint64, own int, messages uint64, forced int) {
	parent := r.chain[len(r.chain)-1]
	var txs []*types.Transaction
	for range own + forced {
		r.nonce++
		to := crypto.PubkeyToAddress(testKeys[r.rand.Intn(len(testKeys))].PublicKey)
		txs = append(txs, types.MustSignNewTx(testKeys[r.rand.Intn(len(testKeys))], testSigner, &types.DynamicFeeTx{
			ChainID: testChain, Nonce: r.nonce, GasFeeCap: big.NewInt(1e9), Gas: 21000, To: &to, Value: big.NewInt(int64(r.rand.Intn(1000))),
		}))
	}
	header := &types.Header{
		Number: new(big.Int).Add(parent.Block.Number(), common.Big1), ParentHash: parent.Block.Hash(),
		Time: parent.Block.Time() + elapsed, Difficulty: new(big.Int), GasLimit: uint64(r.rand.Int63()),
	}
	block := types.NewBlock(header, &types.Body{Transactions: txs}, nil, trie.NewStackTrie(nil))
	r.chain = append(r.chain, SealedBlock{Block: block, Consumed: parent.Consumed + messages, Forced: forced})
}

// rebase forgets the sealed blocks above number.
func (r *rig) rebase(number uint64) { r.chain = r.chain[: number+1 : number+1] }

// batches are those on the best chain up to a height, with their indices.
func (r *rig) batches(height l1anchor.Height) (list []l1anchor.Batch, at *l1anchor.Block) {
	for h := l1anchor.Height(0); h <= height; h++ {
		block, err := r.l1.BlockByHeight(r.ctx, h)
		if err != nil {
			r.t.Fatal(err)
		}
		list = append(list, block.Batches...)
		at = block
	}
	for i := range list {
		list[i].Index = uint64(i)
	}
	return list, at
}

// Derived implements Source. A batch that does not derive to sealed blocks fails the test.
func (r *rig) Derived(ctx context.Context) (Derived, error) {
	if err := r.question(); err != nil {
		return Derived{}, err
	}
	head, err := r.l1.Head(ctx)
	if err != nil {
		return Derived{}, err
	}
	list, at := r.batches(head.Height - min(head.Height, l1anchor.Height(r.lag)))
	d := Derived{L1: at.Ref, BatchCount: uint64(len(list)), Sealed: uint64(len(r.chain) - 1), Messages: uint64(len(r.l1.Inbox().Messages))}
	for _, b := range list {
		d.Number += r.derive(d.Number, b)
		d.Tail, d.Consumed = b.Tail(), b.Consumed
	}
	d.Hash = r.chain[d.Number].Block.Hash()
	return d, nil
}

// derive holds a batch on L1 against the sealed blocks above number and returns how many it holds.
func (r *rig) derive(number uint64, b l1anchor.Batch) uint64 {
	if last, ok := r.known[string(b.Data)]; ok { // the data names its parent, and the last block all before it
		for n := number + 1; n < uint64(len(r.chain)); n++ {
			if r.chain[n].Block.Hash() == last {
				return n - number
			}
		}
	}
	decoded, v := wire.Decode(testChain, b.Data)
	if v != nil {
		r.t.Fatalf("batch %d on L1: %v", b.Index, v)
	}
	parent := r.chain[number]
	var sealed []derive.Sealed
	for i := range decoded.Blocks {
		if number+uint64(i)+1 >= uint64(len(r.chain)) {
			r.t.Fatalf("batch %d on L1 goes past the sealed chain", b.Index)
		}
		sealed = append(sealed, r.chain[number+uint64(i)+1].sealed())
	}
	if err := derive.Expect(testParams, parent.head(), sealed, b); err != nil {
		r.t.Fatalf("void batch on L1: %v", err)
	}
	r.known[string(b.Data)] = sealed[len(sealed)-1].Hash()
	return uint64(len(sealed))
}

// Blocks implements Source.
func (r *rig) Blocks(_ context.Context, from uint64, count int) ([]SealedBlock, error) {
	if err := r.question(); err != nil {
		return nil, err
	}
	if from >= uint64(len(r.chain)) {
		return nil, nil
	}
	list := bytesOf(r.chain[from:min(from+uint64(count), uint64(len(r.chain)))])
	for i := range list {
		if r.lie != nil {
			r.lie(&list[i])
		}
	}
	return list, nil
}

func bytesOf(list []SealedBlock) []SealedBlock { return append([]SealedBlock(nil), list...) }

func (r *rig) question() error {
	r.ask++
	if r.fail != nil {
		return r.fail()
	}
	return nil
}

// testConfig makes small batches.
func testConfig() Config {
	cfg := Default()
	cfg.MaxBytes, cfg.MaxAge, cfg.MaxBlocks, cfg.Checkpoint = 1500, 40*time.Second, 30, 0
	return cfg
}

func (r *rig) batcher(cfg Config, sender l1anchor.Sender) *Batcher {
	b, err := New(cfg, testParams, r, r.l1, sender, silentLog)
	if err != nil {
		r.t.Fatal(err)
	}
	return b
}

// cuts are the closed batches of the whole sealed chain, straight from the rule.
func (r *rig) cuts(cfg Config) (list [][]byte, blocks int) {
	pieces := r.pieces()
	for {
		c, err := cfg.first(testChain, r.chain[blocks].Block.Hash(), pieces[blocks:])
		if err != nil {
			r.t.Fatal(err)
		}
		if !c.closed() {
			return list, blocks
		}
		list, blocks = append(list, c.data), blocks+c.blocks
	}
}

func (r *rig) pieces() []wire.Block {
	w := &window{source: r}
	var list []wire.Block
	for i := range r.chain[1:] {
		piece, err := w.piece(&r.chain[i], &r.chain[i+1])
		if err != nil {
			r.t.Fatal(err)
		}
		list = append(list, piece)
	}
	return list
}

// settle makes rounds and L1 blocks until nothing more happens.
func (r *rig) settle(batchers ...*Batcher) {
	r.t.Helper()
	r.fail, r.lag = nil, 0
	for range 12 + len(r.chain)/8 {
		for _, b := range batchers {
			if err := b.Round(r.ctx); err != nil {
				r.t.Fatal(err)
			}
		}
		r.l1.Mine(1, l1test.Spacing)
	}
}

// posted fails the test unless L1 carries exactly the closed batches, once and in order.
func (r *rig) posted(cfg Config) {
	r.t.Helper()
	want, _ := r.cuts(cfg)
	head, err := r.l1.Head(r.ctx)
	if err != nil {
		r.t.Fatal(err)
	}
	got, _ := r.batches(head.Height)
	if len(got) != len(want) {
		r.t.Fatalf("%d batches on L1, want %d", len(got), len(want))
	}
	for i := range got {
		if !bytes.Equal(got[i].Data, want[i]) {
			r.t.Fatalf("batch %d differs from the one that the rule cuts", i)
		}
	}
}
