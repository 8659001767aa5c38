// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/triedb"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// real is an Engine that runs package transition over states in memory.
type real struct {
	p       *params.Params
	db      *triedb.Database
	codes   *state.CodeDB
	start   *types.Header
	headers map[common.Hash]*types.Header
	newest  *transition.Block
}

func newReal(t testing.TB, p *params.Params) *real {
	t.Helper()
	disk := rawdb.NewMemoryDatabase()
	r := &real{p: p, db: triedb.NewDatabase(disk, triedb.HashDefaults), codes: state.NewCodeDB(disk), headers: make(map[common.Hash]*types.Header)}
	block, err := p.Genesis().Commit(disk, r.db, nil)
	if err != nil {
		t.Fatalf("genesis: %v", err)
	}
	r.start = block.Header()
	r.headers[r.start.Hash()] = r.start
	return r
}

func (r *real) genesis() transition.Head { return transition.Head{Header: r.start} }

func (r *real) GetHeader(hash common.Hash, _ uint64) *types.Header { return r.headers[hash] }

func (r *real) state(root common.Hash) (*state.StateDB, error) {
	return state.New(root, state.NewDatabase(r.db, r.codes))
}

func (r *real) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	pre, err := r.state(parent.Header.Root)
	if err != nil {
		return transition.Head{}, err
	}
	b, err := transition.Open(r.p, transition.Sources{Signer: types.LatestSignerForChainID(chainID(r.p)), Headers: r}, parent, pre, in.Context)
	if err != nil {
		return transition.Head{}, err
	}
	for i, tx := range in.Own {
		if _, err := b.Attempt(tx); err != nil {
			return transition.Head{}, fmt.Errorf("own transaction %d: %w", i, err)
		}
	}
	block, err := b.Seal()
	if err != nil {
		return transition.Head{}, err
	}
	root, err := b.State().Commit(b.Rules(), block.NumberU64())
	if err != nil || root != block.Root() {
		return transition.Head{}, fmt.Errorf("commit of block %d gave root %s, header %s: %w", block.NumberU64(), root, block.Root(), err)
	}
	r.newest, r.headers[block.Hash()] = block, block.Header()
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, nil
}

func (r *real) balance(t *testing.T, root common.Hash, addr common.Address) *big.Int {
	t.Helper()
	s, err := r.state(root)
	if err != nil {
		t.Fatal(err)
	}
	return s.GetBalance(addr).ToBig()
}

// TestDepositThenForced consumes a deposit and a forced transaction that spends it in one block, through data and
// through a closing block: both take effect, the transaction in the block after.
func TestDepositThenForced(t *testing.T) {
	for _, way := range []string{"data", "closing"} {
		p := testParams()
		e := newReal(t, p)
		r := newRig(p, e)
		poor := 7 // owns nothing before the deposit
		r.inbox.add(l1anchor.Deposit, 1001, deposit(account(poor), 1_000_000_000))
		r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, poor, 0)))
		b := r.next(1010, wire.Block{Elapsed: 1, Messages: 2}, wire.Block{Elapsed: 1})
		if way == "closing" {
			b.Data = nil
		}
		out := r.derive(t, b)
		if out.Breach != nil || out.Waiting || out.Left != 0 || r.pos.Number() != 2 {
			t.Fatalf("%s: got %+v, head %d", way, out, r.pos.Number())
		}
		if got := e.newest; got.Forced != 1 || len(got.Transactions()) != 1 || got.Receipts[0].Status != types.ReceiptStatusSuccessful {
			t.Errorf("%s: second block has %d forced of %d transactions", way, got.Forced, len(got.Transactions()))
		}
		if got := e.balance(t, r.pos.Header.Root, common.Address{0x70}); got.Cmp(big.NewInt(1)) != 0 {
			t.Errorf("%s: the forced transfer moved %v wei, want 1", way, got)
		}
		first := e.headers[r.pos.Header.ParentHash]
		if got := e.balance(t, first.Root, account(poor)); got.Cmp(big.NewInt(1e18)) != 0 {
			t.Errorf("%s: after the first block the deposit is %v wei, want 1e18", way, got)
		}
	}
}

// TestForcedSpendsBeforeDeposit has them the other way round: order in the queue does not matter, since deposits of a
// block are credited when it ends and forced transactions run in the next.
func TestForcedSpendsBeforeDeposit(t *testing.T) {
	p := testParams()
	e := newReal(t, p)
	r := newRig(p, e)
	r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 7, 0)))
	r.inbox.add(l1anchor.Deposit, 1001, deposit(account(7), 1_000_000_000))
	r.derive(t, r.next(1010))
	if got := e.newest; got.NumberU64() != 2 || got.Forced != 1 {
		t.Errorf("block %d ran %d forced transactions, want 1 in block 2", got.NumberU64(), got.Forced)
	}
}

// TestForcedWaitsOrGoes fills the forced share of a block: what does not fit waits, what can never run goes.
func TestForcedWaitsOrGoes(t *testing.T) {
	p := testParams()
	e := newReal(t, p)
	r := newRig(p, e)
	burn := func(nonce, gas uint64) []byte {
		return raw(sign(p, 0, &types.DynamicFeeTx{ChainID: chainID(p), Nonce: nonce, Gas: gas, To: &burner,
			GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1)}))
	}
	most := p.GasLimit / 32
	r.inbox.add(l1anchor.Forced, 1001, burn(0, most+1)) // 0: more than one may have
	r.inbox.add(l1anchor.Forced, 1001, []byte("junk"))
	for n := range uint64(17) { // 2 to 18: the last one waits for the next block
		r.inbox.add(l1anchor.Forced, 1001, burn(n, most))
	}
	r.inbox.add(l1anchor.Checkpoint, 1001, nil)
	r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 1, 0)))
	r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 1, 9))) // 21: no such nonce
	var blocks []wire.Block
	for range 3 {
		blocks = append(blocks, wire.Block{Elapsed: 1})
	}
	blocks[0].Messages = 22
	pos, source := r.pos, derive.Open(p, r.next(1010, blocks...))
	for i, want := range []struct {
		next    uint64
		forced  int
		dropped []uint64
	}{
		{next: 0},
		{next: 18, forced: 16, dropped: []uint64{0, 1}},
		{next: 22, forced: 2, dropped: []uint64{21}},
	} {
		next, event, v, err := derive.Next(p, e, r.inbox, pos, source)
		if err != nil || v != nil || event != derive.MadeBlock {
			t.Fatalf("block %d: %s, %v, %v", i, event, v, err)
		}
		pos = next
		if pos.Forced != want.next || e.newest.Forced != want.forced {
			t.Errorf("block %d: queue at %d after %d forced transactions, want %d after %d", i, pos.Forced, e.newest.Forced, want.next, want.forced)
		}
		var dropped []uint64
		for _, drop := range e.newest.Dropped {
			dropped = append(dropped, drop.Message)
		}
		if !slices.Equal(dropped, want.dropped) {
			t.Errorf("block %d: dropped %v, want %v", i, e.newest.Dropped, want.dropped)
		}
	}
}

// TestForcedOverProof forces a transaction in that needs more proof steps than one may: it goes, the one behind it
// runs.
func TestForcedOverProof(t *testing.T) {
	p := testParams()
	e := newReal(t, p)
	r := newRig(p, e)
	r.inbox.add(l1anchor.Forced, 1001, raw(sign(p, 0, &types.DynamicFeeTx{ChainID: chainID(p), Gas: 2_000_000, To: &prover,
		GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1)})))
	r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 0, 0)))
	out := r.derive(t, r.next(1010))
	if out.Breach != nil || out.Waiting || r.pos.Number() != 2 || e.newest.Forced != 1 {
		t.Fatalf("got %+v, head %d, %d forced", out, r.pos.Number(), e.newest.Forced)
	}
	if d := e.newest.Dropped; len(d) != 1 || d[0].Message != 0 || d[0].Reason == "" {
		t.Errorf("dropped %v, want message 0", d)
	}
}

// TestNoChainID brings in transactions that do not name this chain, good in every other respect: forced ones are
// dropped, and the next one runs; one of a batch's own makes the data void from its block on.
func TestNoChainID(t *testing.T) {
	p := testParams()
	legacy := &types.LegacyTx{Gas: 21_000, To: &common.Address{0x70}, GasPrice: big.NewInt(2_000_000_000)}
	chainless := types.MustSignNewTx(accounts[0].Key, types.HomesteadSigner{}, legacy)
	for name, tx := range map[string]*types.Transaction{
		"of no chain": chainless,
		"of L1":       types.MustSignNewTx(accounts[0].Key, types.NewEIP155Signer(new(big.Int).SetUint64(p.L1ChainID)), legacy),
	} {
		e := newReal(t, p)
		r := newRig(p, e)
		r.inbox.add(l1anchor.Forced, 1001, raw(tx))
		r.inbox.add(l1anchor.Forced, 1001, raw(transfer(p, 0, 0)))
		r.derive(t, r.next(1010))
		if d := e.newest.Dropped; len(d) != 1 || d[0].Message != 0 || e.newest.Forced != 1 {
			t.Errorf("forced, %s: dropped %v and ran %d, want message 0 and 1", name, d, e.newest.Forced)
		}
	}
	e := newReal(t, p)
	r := newRig(p, e)
	b := r.next(1010, wire.Block{Elapsed: 1}, wire.Block{Elapsed: 1, Txs: []*types.Transaction{chainless}}, wire.Block{Elapsed: 1})
	if out := r.derive(t, b); out.Blocks != 1 || out.Breach == nil || out.Breach.Kind != derive.BlockRejected {
		t.Errorf("own: %+v, want a breach at the second block", out)
	}
}

// TestOddMessages consumes every kind of message that has no effect.
func TestOddMessages(t *testing.T) {
	p := testParams()
	e := newReal(t, p)
	r := newRig(p, e)
	to := account(8)
	r.inbox.add(l1anchor.Deposit, 1001, deposit(to, 0))
	r.inbox.add(l1anchor.Deposit, 1001, deposit(to, 1)[:27])
	r.inbox.add(l1anchor.Deposit, 1001, append(deposit(to, 1), 0))
	r.inbox.add(l1anchor.Deposit, 1001, nil)
	r.inbox.add(l1anchor.Forced, 1001, nil)
	r.inbox.add(l1anchor.BridgeCall, 1001, deposit(to, 1))
	r.inbox.add(l1anchor.Checkpoint, 1001, []byte("ignored"))
	r.inbox.add(0, 1001, nil)
	r.inbox.add(255, 1001, make([]byte, l1anchor.MaxBody))
	r.inbox.add(l1anchor.Deposit, 1001, deposit(to, 1<<64-1))
	out := r.derive(t, r.next(1010))
	if out.Breach != nil || r.pos.Consumed != 10 || out.Waiting {
		t.Fatalf("got %+v, consumed %d", out, r.pos.Consumed)
	}
	want := new(big.Int).Mul(new(big.Int).SetUint64(1<<64-1), big.NewInt(1e9))
	if got := e.balance(t, r.pos.Header.Root, to); got.Cmp(want) != 0 {
		t.Errorf("balance is %v, want only the last deposit, %v", got, want)
	}
	if r.pos.Header.MixDigest == (common.Hash{}) || *r.pos.Header.ParentBeaconRoot != r.pos.Header.MixDigest {
		t.Errorf("L1 word is %s and %s", r.pos.Header.MixDigest, r.pos.Header.ParentBeaconRoot)
	}
}

// TestBusyReal runs the batch of TestOneByOne, and finds the same hashes a second time.
func TestBusyReal(t *testing.T) {
	r, b := busy(newReal(t, testParams()))
	if out := r.derive(t, b); out != (derive.Outcome{Blocks: 3}) {
		t.Fatalf("got %+v", out)
	}
	again, b := busy(newReal(t, testParams()))
	again.derive(t, b)
	if r.pos.Hash() != again.pos.Hash() {
		t.Errorf("got head %s, then %s", r.pos.Hash(), again.pos.Hash())
	}
}
