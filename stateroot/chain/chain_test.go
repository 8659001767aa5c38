// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"crypto/ecdsa"
	"encoding/binary"
	"errors"
	"log/slog"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/transition"
)

// account is a key with its nonce.
type account struct {
	key   *ecdsa.PrivateKey
	addr  common.Address
	nonce uint64
}

func newAccount(seed byte) *account {
	a := paramstest.NewAccount(string(seed))
	return &account{key: a.Key, addr: a.Address}
}

func (a *account) send(p *params.Params, to *common.Address, wei int64, gas uint64, data []byte) *types.Transaction {
	tx := types.MustSignNewTx(a.key, types.LatestSignerForChainID(new(big.Int).SetUint64(p.ChainID)), &types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(p.ChainID), Nonce: a.nonce, To: to, Value: big.NewInt(wei), Gas: gas,
		GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1), Data: data,
	})
	a.nonce++
	return tx
}

func testRollup(rich ...*account) *params.Params {
	p := paramstest.Rollup(1_000)
	for _, a := range rich {
		p.Alloc[a.addr] = types.Account{Balance: paramstest.Coins(1_000)}
	}
	return p
}

func openTest(t *testing.T, dir string, p *params.Params, stock bool) *Chain {
	t.Helper()
	c, err := Open(Config{Dir: dir, CacheMB: 16, StockCheck: stock}, p, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func deposit(index uint64, to common.Address, gwei uint64) l1anchor.Message {
	body := make([]byte, l1anchor.DepositLength)
	copy(body, to[:])
	binary.BigEndian.PutUint64(body[20:], gwei)
	return l1anchor.Message{Index: index, Kind: l1anchor.Deposit, Height: 7, Time: 70, ParentHash: common.Hash{7}, Body: body}
}

func forced(t *testing.T, index uint64, tx *types.Transaction) l1anchor.Message {
	t.Helper()
	body, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return l1anchor.Message{Index: index, Kind: l1anchor.Forced, Sender: common.Address{5}, Height: 8, Time: 80, ParentHash: common.Hash{8}, Body: body}
}

// extend makes the next block and moves the head to it.
func extend(t *testing.T, c *Chain, messages []l1anchor.Message, own ...*types.Transaction) *types.Block {
	t.Helper()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	head, err := c.Execute(parent, derive.Input{Own: own, Context: transition.Context{
		Timestamp: parent.Time() + 1, Consumed: parent.Consumed + uint64(len(messages)), Messages: messages,
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SetHead(head.Hash()); err != nil {
		t.Fatal(err)
	}
	return c.bc.GetBlock(head.Hash(), head.Number())
}

// TestStockImport makes blocks of several shapes with our transition and has a stock BlockChain, with none of our code,
// import them. The chain's own stock check, where it is on, must find them right, too.
func TestStockImport(t *testing.T) {
	t.Run("unchecked", func(t *testing.T) { testStockImport(t, false) })
	t.Run("checked", func(t *testing.T) { testStockImport(t, true) })
}

func testStockImport(t *testing.T, check bool) {
	rich, poor := newAccount(1), newAccount(2)
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, check)
	defer c.Close()

	to := common.Address{0xaa}
	logger := common.FromHex("600060006000a0600160005500") // init code: a log and a storage write, empty contract
	blocks := []*types.Block{
		extend(t, c, nil),
		extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil), rich.send(p, nil, 0, 100_000, logger)),
		extend(t, c, []l1anchor.Message{deposit(0, poor.addr, 1e9), forced(t, 1, poor.send(p, &to, 7, 21_000, nil)), {Index: 2, Kind: 99}}),
		extend(t, c, nil, rich.send(p, &to, 1, 21_000, nil)),
	}
	if got := blocks[3].Transactions(); len(got) != 2 || got[0].Value().Int64() != 7 {
		t.Fatalf("the forced transaction is not at the top of the block after the one that consumed it: %d transactions", len(got))
	}
	head, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	if head.Consumed != 3 || head.Forced != 3 {
		t.Errorf("cursor %+v, want everything consumed and nothing waiting", head.Cursor)
	}

	stock, err := core.NewBlockChain(rawdb.NewMemoryDatabase(), p.Genesis(), beacon.New(ethash.NewFaker()), core.DefaultConfig().WithStateScheme(rawdb.HashScheme))
	if err != nil {
		t.Fatal(err)
	}
	defer stock.Stop()
	if n, err := stock.InsertChain(blocks); err != nil {
		t.Fatalf("stock import of block %d: %v", n, err)
	}
	if got, want := stock.CurrentBlock().Hash(), head.Hash(); got != want {
		t.Errorf("stock head %s, want %s", got, want)
	}
}

func TestReopen(t *testing.T) {
	rich := newAccount(1)
	p, dir, to := testRollup(rich), t.TempDir(), common.Address{0xaa}
	c := openTest(t, dir, p, true)
	extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil))
	want := extend(t, c, []l1anchor.Message{deposit(0, to, 3)}).Hash()
	if err := c.SetNote("place", []byte("here")); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	other := testRollup(rich)
	other.MaxDrift++
	if _, err := Open(Config{Dir: dir}, other, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("a folder of another rollup was opened")
	}
	c = openTest(t, dir, p, true)
	defer c.Close()
	head, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	if head.Hash() != want || head.Consumed != 1 {
		t.Errorf("head %d %s consumed %d, want %s", head.Number(), head.Hash(), head.Consumed, want)
	}
	if note, err := c.Note("place"); err != nil || string(note) != "here" {
		t.Errorf("note %q, %v", note, err)
	}
}

func TestRefused(t *testing.T) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c := openTest(t, t.TempDir(), p, true)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	wrongNonce := newAccount(1)
	wrongNonce.nonce = 5
	spin := common.FromHex("5b600056") // init code that loops until its gas is gone
	for _, tc := range []struct {
		name string
		own  []*types.Transaction
		ctx  transition.Context
		want error
	}{
		{"nonce", []*types.Transaction{wrongNonce.send(p, &to, 1, 21_000, nil)}, transition.Context{Timestamp: 1_001}, transition.ErrRejected},
		{"no money", []*types.Transaction{newAccount(9).send(p, &to, 1, 21_000, nil)}, transition.Context{Timestamp: 1_001}, transition.ErrRejected},
		{"gas over 2^24", []*types.Transaction{newAccount(1).send(p, nil, 0, 1<<24+1, spin)}, transition.Context{Timestamp: 1_001}, transition.ErrRejected},
		{"block gas", func() (out []*types.Transaction) {
			a := newAccount(1)
			for range 4 {
				out = append(out, a.send(p, nil, 0, 1<<24, spin))
			}
			return out
		}(), transition.Context{Timestamp: 1_001}, transition.ErrFull},
		{"time", nil, transition.Context{Timestamp: 1_000}, transition.ErrInput},
		{"messages missing", nil, transition.Context{Timestamp: 1_001, Consumed: 1}, transition.ErrInput},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := c.Execute(parent, derive.Input{Context: tc.ctx, Own: tc.own}); !errors.Is(err, tc.want) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

// TestRefusedLeavesNothing checks that a refused attempt leaves neither state nor gas behind.
func TestRefusedLeavesNothing(t *testing.T) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	good, bad := rich.send(p, &to, 5, 21_000, nil), newAccount(9).send(p, &to, 1, 21_000, nil)
	hash := func(txs ...*types.Transaction) common.Hash {
		b, err := c.Open(parent, transition.Context{Timestamp: 1_001})
		if err != nil {
			t.Fatal(err)
		}
		for _, tx := range txs {
			if _, err := b.Attempt(tx); err != nil && tx != bad {
				t.Fatal(err)
			}
		}
		block, err := c.Seal(b)
		if err != nil {
			t.Fatal(err)
		}
		return block.Hash()
	}
	if a, b := hash(good), hash(bad, good, bad); a != b {
		t.Errorf("%s without the bad transaction, %s with it", a, b)
	}
}

func TestProvisional(t *testing.T) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Open(parent, transition.Context{Timestamp: 1_001})
	if err != nil {
		t.Fatal(err)
	}
	var seen []common.Hash
	for range keptProvisional + 2 {
		if _, err := b.Attempt(rich.send(p, &to, 5, 21_000, nil)); err != nil {
			t.Fatal(err)
		}
		hash, err := c.Provisional(b.Sealable())
		if err != nil {
			t.Fatal(err)
		}
		if block := c.bc.GetBlockByHash(hash); block == nil || !c.bc.HasState(block.Root()) {
			t.Fatal("the provisional block cannot be read")
		}
		seen = append(seen, hash)
	}
	block, err := c.Seal(b)
	if err != nil {
		t.Fatal(err)
	}
	last := len(seen) - 1
	if block.Hash() != seen[last] {
		t.Errorf("sealed %s, the provisional block of the same transactions was %s", block.Hash(), seen[last])
	}
	for i, hash := range seen {
		if got, want := rawdb.ReadHeader(c.db, hash, 1) != nil, i > last-keptProvisional; got != want {
			t.Errorf("provisional block %d of %d is there: %v, want %v", i, last+1, got, want)
		}
	}
	if err := c.SetHead(block.Hash()); err != nil {
		t.Fatal(err)
	}
	extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil))
}

// TestFarHead moves the head far ahead on another branch, as a verifier does for a batch after an L1 reorg, and back.
// Whoever subscribed is told of every block of the new branch, and of its receipts.
func TestFarHead(t *testing.T) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	fork := extend(t, c, nil)
	for range 3 {
		extend(t, c, nil)
	}
	at, err := c.HeadAt(fork.Hash())
	if err != nil {
		t.Fatal(err)
	}
	var branch []common.Hash
	for range 40 {
		in := derive.Input{Own: []*types.Transaction{rich.send(p, &to, 5, 21_000, nil)}, Context: transition.Context{Timestamp: at.Time() + 2, Consumed: at.Consumed}}
		if at, err = c.Execute(at, in); err != nil {
			t.Fatal(err)
		}
		branch = append(branch, at.Hash())
	}
	heads, chained := make(chan core.ChainHeadEvent, 64), make(chan core.ChainEvent, 64)
	defer c.bc.SubscribeChainHeadEvent(heads).Unsubscribe()
	defer c.bc.SubscribeChainEvent(chained).Unsubscribe()
	if err := c.SetHead(at.Hash()); err != nil {
		t.Fatal(err)
	}
	if len(heads) != len(branch) || len(chained) != len(branch) {
		t.Fatalf("told of %d heads and %d blocks, want %d", len(heads), len(chained), len(branch))
	}
	for i, want := range branch {
		if got := (<-heads).Header.Hash(); got != want {
			t.Fatalf("head %d is %s, want %s", i, got, want)
		}
		if e := <-chained; e.Header.Hash() != want || len(e.Receipts) != 1 {
			t.Fatalf("block %d is %s with %d receipts, want %s with one", i, e.Header.Hash(), len(e.Receipts), want)
		}
		if got := c.bc.GetCanonicalHash(fork.NumberU64() + 1 + uint64(i)); got != want {
			t.Fatalf("block %d is %s, want %s", fork.NumberU64()+1+uint64(i), got, want)
		}
	}
	if err := c.SetHead(fork.Hash()); err != nil {
		t.Fatal(err)
	}
	if head, err := c.Head(); err != nil || head.Hash() != fork.Hash() || len(heads) != 1 {
		t.Errorf("head %d (%v) after %d steps, want %d after one", head.Number(), err, len(heads), fork.NumberU64())
	}
}

func TestRewind(t *testing.T) {
	rich := newAccount(1)
	p, to := testRollup(rich), common.Address{0xaa}
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	fork := extend(t, c, nil).Hash()
	for range 5 {
		extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil))
	}
	if err := c.SetHead(fork); err != nil {
		t.Fatal(err)
	}
	if head, err := c.Head(); err != nil || head.Hash() != fork {
		t.Fatalf("head %v, %v", head, err)
	}
	if _, err := c.HeadByNumber(2); !errors.Is(err, ErrUnknown) {
		t.Errorf("block 2 is still canonical: %v", err)
	}
	if b := extend(t, c, []l1anchor.Message{deposit(0, to, 1)}); b.NumberU64() != 2 {
		t.Errorf("block %d after the rewind, want 2", b.NumberU64())
	}
}

// A block that is there before its like is provisional belongs to a branch, and stays.
func TestProvisionalLeavesBlocksAlone(t *testing.T) {
	rich, to := newAccount(1), common.Address{0xaa}
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	block := extend(t, c, nil, rich.send(p, &to, 5, 21_000, nil))
	b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, tx := range append(block.Transactions(), rich.send(p, &to, 6, 21_000, nil)) {
		if _, err := b.Attempt(tx); err != nil {
			t.Fatal(err)
		}
		if hash, err := c.Provisional(b.Sealable()); err != nil || (hash == block.Hash()) != (i == 0) {
			t.Fatalf("provisional block %d is %s (%v), the one before is %s", i, hash, err, block.Hash())
		}
	}
	if _, err := c.Block(block.Hash()); err != nil {
		t.Errorf("the block is gone: %v", err)
	}
}

// TestProvisionalWhileOpen lets the open block go on between its copy and the end of it: what is readable is the
// block as it stood.
func TestProvisionalWhileOpen(t *testing.T) {
	rich, to := newAccount(1), common.Address{0xaa}
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Attempt(rich.send(p, &to, 5, 21_000, nil)); err != nil {
		t.Fatal(err)
	}
	now, later := b.Sealable(), b.Sealable()
	want, err := c.Provisional(now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Attempt(rich.send(p, &to, 5, 21_000, nil)); err != nil {
		t.Fatal(err)
	}
	got, err := c.Provisional(later)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("the copy became %s with %d gas used, it was %s with %d", got, c.bc.GetHeaderByHash(got).GasUsed, want, c.bc.GetHeaderByHash(want).GasUsed)
	}
}

// TestProvisionalWhileSealing makes the same block provisional and final at the same time, again and again. It must
// stay, also when the provisional ones of its time are forgotten.
func TestProvisionalWhileSealing(t *testing.T) {
	rich, to := newAccount(1), common.Address{0xaa}
	p := testRollup(rich)
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	var sealed []common.Hash
	for range 12 {
		parent, err := c.Head()
		if err != nil {
			t.Fatal(err)
		}
		b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Attempt(rich.send(p, &to, 5, 21_000, nil)); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		same := b.Sealable()
		go func() { _, err := c.Provisional(same); done <- err }()
		block, err := c.Seal(b)
		if err := errors.Join(err, <-done); err != nil {
			t.Fatal(err)
		}
		if err := c.SetHead(block.Hash()); err != nil {
			t.Fatal(err)
		}
		sealed = append(sealed, block.Hash())
	}
	for i, hash := range sealed {
		if _, err := c.HeadAt(hash); err != nil {
			t.Errorf("block %d: %v", i+1, err)
		}
	}
}

// Until it is sealed, a provisional block is none that anything could stand on: its state is in memory only.
func TestProvisionalIsUnknownUntilSealed(t *testing.T) {
	rich, to := newAccount(1), common.Address{0xaa}
	p, dir := testRollup(rich), t.TempDir()
	c := openTest(t, dir, p, false)
	parent, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.Open(parent, transition.Context{Timestamp: parent.Time() + 1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Attempt(rich.send(p, &to, 5, 21_000, nil)); err != nil {
		t.Fatal(err)
	}
	hash, err := c.Provisional(b.Sealable())
	if err != nil {
		t.Fatal(err)
	}
	if head, err := c.HeadAt(hash); !errors.Is(err, ErrUnknown) {
		t.Errorf("head at the provisional block: %d %v, want %v", head.Number(), err, ErrUnknown)
	}
	if block, err := c.Seal(b); err != nil || block.Hash() != hash {
		t.Fatalf("sealed %v (%v), want the provisional block %s", block, err, hash)
	}
	if err := c.SetHead(hash); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	c = openTest(t, dir, p, false)
	defer c.Close()
	if head, err := c.HeadAt(hash); err != nil || head.Number() != 1 {
		t.Errorf("after a restart: block %d, %v", head.Number(), err)
	}
}
