// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// ledger is a double of the replicated log: one process, no disk, the same order for all members.
type ledger struct {
	mu      sync.Mutex
	entries [][]byte
	members []*Sequencer
	tamper  func(entry []byte) []byte // changes an entry on its way; nil: none
}

func (l *ledger) propose(term uint64) func([]byte) <-chan struct{} {
	known := make(chan struct{})
	close(known)
	return func(entry []byte) <-chan struct{} {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.tamper != nil {
			entry = l.tamper(entry)
		}
		l.entries = append(l.entries, entry)
		for _, m := range l.members {
			m.Apply(uint64(len(l.entries)), term, entry)
		}
		return known
	}
}

// ask has the other members vote.
func (l *ledger) ask(self *Sequencer) func(context.Context, []byte) ([]string, <-chan Reply) {
	return func(ctx context.Context, question []byte) (voters []string, _ <-chan Reply) {
		l.mu.Lock()
		defer l.mu.Unlock()
		replies := make(chan Reply, len(l.members))
		for _, m := range l.members {
			if m == self {
				continue
			}
			id := fmt.Sprintf("%p", m)
			voters = append(voters, id)
			go func() {
				if answer, err := m.Answer(ctx, question); err == nil {
					replies <- Reply{id, answer}
				}
			}()
		}
		return voters, replies
	}
}

// join adds a member and has it run the log from its beginning.
func (l *ledger) join(s *Sequencer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, e := range l.entries {
		s.Apply(uint64(i+1), 0, e)
	}
	l.members = append(l.members, s)
}

// scriptedL1 says what the test tells it.
type scriptedL1 struct {
	mu       sync.Mutex
	view     View
	messages []l1anchor.Message
}

func (l *scriptedL1) View() View {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.view
}

func (l *scriptedL1) Range(from, to uint64) ([]l1anchor.Message, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if to > uint64(len(l.messages)) {
		return nil, fmt.Errorf("no message %d", to-1)
	}
	return l.messages[from:to], nil
}

func (l *scriptedL1) Accumulator(n uint64) (acc common.Hash, ok bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n > uint64(len(l.messages)) {
		return acc, false, nil
	}
	for i := range n {
		acc = l.messages[i].Extend(acc)
	}
	return acc, true, nil
}

func (l *scriptedL1) add(m l1anchor.Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	m.Index = uint64(len(l.messages))
	l.messages = append(l.messages, m)
	l.view.Messages++
}

// peersOf asks another member; without one there is nobody to ask.
type peersOf struct{ of *member }

func (p peersOf) Others() []string { return []string{"of"} }

func (p peersOf) Fetch(ctx context.Context, _ string, question []byte) ([]byte, error) {
	if p.of == nil {
		return nil, errors.New("no peers")
	}
	return p.of.Serve(ctx, question)
}

// poolOf gives the stage the pool in its own terms.
type poolOf struct{ *pool.Pool }

func (p poolOf) Ordered(tx common.Hash, at Execution) {
	p.Settle(tx, pool.Outcome{Number: at.Number, Index: at.Index, Receipt: at.Receipt})
}
func (p poolOf) Dropped(tx common.Hash, why error) { p.Settle(tx, pool.Outcome{Err: why}) }

type poolState struct{ *Sequencer }

func (s poolState) Ordered(hash common.Hash) (pool.Outcome, bool) {
	at, ok := s.Executed(hash)
	return pool.Outcome{Number: at.Number, Index: at.Index, Receipt: at.Receipt}, ok
}

type member struct {
	*Sequencer
	chain *chain.Chain
	pool  *pool.Pool
	dir   string
	stop  func() error
	ended chan struct{} // closed when Run has returned
	terms chan Term
}

type harness struct {
	t      *testing.T
	cfg    Config
	rollup *params.Params
	l1     *scriptedL1
	ledger *ledger
	key    *ecdsa.PrivateKey
	nonce  uint64

	yielded atomic.Int64
	log     *slog.Logger             // of members that are opened; nil: none
	wrap    func(*chain.Chain) Chain // what members that are opened execute on; nil: the chain itself
}

func newHarness(t *testing.T) *harness {
	key, err := crypto.GenerateKey() // of this harness alone: some tests have two
	if err != nil {
		t.Fatal(err)
	}
	rollup := paramstest.Rollup(uint64(time.Now().Unix()) - 10)
	rollup.MaxDrift = 3600
	rollup.Alloc[crypto.PubkeyToAddress(key.PublicKey)] = types.Account{Balance: paramstest.Coins(1)}
	return &harness{
		t: t, cfg: DefaultConfig(), key: key, rollup: rollup, l1: &scriptedL1{view: View{Settled: true}}, ledger: &ledger{},
	}
}

// start runs a member on the chain in dir, from the beginning of the log.
func (h *harness) start(dir string) *member {
	h.t.Helper()
	m := h.open(dir, peersOf{})
	h.ledger.join(m.Sequencer)
	return m
}

// open runs a member that has not been given the log.
func (h *harness) open(dir string, peers Peers) *member {
	h.t.Helper()
	log := slog.New(slog.DiscardHandler)
	if h.log != nil {
		log = h.log
	}
	c, err := chain.Open(chain.Config{Dir: dir, CacheMB: 16, Quiet: true}, h.rollup, log)
	if err != nil {
		h.t.Fatal(err)
	}
	on := Chain(c)
	if h.wrap != nil {
		on = h.wrap(c)
	}
	s, err := New(h.cfg, h.rollup, on, h.l1, peers, log)
	if err != nil {
		h.t.Fatal(err)
	}
	m := &member{Sequencer: s, chain: c, dir: dir, terms: make(chan Term), ended: make(chan struct{})}
	m.pool = pool.New(pool.DefaultConfig(), h.rollup.ChainConfig(), poolState{s})
	s.UsePool(poolOf{m.pool})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		defer close(m.ended)
		done <- s.Run(ctx, m.terms)
	}()
	m.stop = sync.OnceValue(func() error {
		cancel()
		return errors.Join(<-done, c.Close())
	})
	h.t.Cleanup(func() { m.stop() })
	return m
}

// lead gives m a term until the returned function is called.
func (h *harness) lead(m *member, number uint64) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	h.t.Cleanup(cancel)
	m.terms <- Term{Number: number, Ctx: ctx, Propose: h.ledger.propose(number), Ask: h.ledger.ask(m.Sequencer), Yield: func(context.Context) error {
		h.yielded.Add(1)
		return errors.New("nobody else")
	}}
	h.await("leadership", m.Leading)
	return func() {
		cancel()
		h.await("end of leadership", func() bool { return !m.Leading() })
	}
}

func (h *harness) await(what string, ok func() bool) {
	h.t.Helper()
	deadline := time.After(20 * time.Second)
	for !ok() {
		select {
		case <-deadline:
			h.t.Fatalf("waited in vain for %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}

func (h *harness) transfer() *types.Transaction {
	tx := types.MustSignNewTx(h.key, types.LatestSignerForChainID(new(big.Int).SetUint64(h.rollup.ChainID)), &types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(h.rollup.ChainID), Nonce: h.nonce, To: &common.Address{0xaa}, Value: big.NewInt(1), Gas: 21_000,
		GasFeeCap: big.NewInt(20 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
	h.nonce++
	return tx
}

// send waits until the leader acknowledges.
func (h *harness) send(m *member, tx *types.Transaction) pool.Outcome {
	h.t.Helper()
	ticket, err := m.pool.Add(tx)
	if err != nil {
		h.t.Fatal(err)
	}
	select {
	case <-ticket.Done():
		return ticket.Outcome()
	case <-time.After(20 * time.Second):
		h.t.Fatal("not acknowledged")
		return pool.Outcome{}
	}
}

// sameHead waits until all members have sealed block number, and compares.
func (h *harness) sameHead(number uint64, members ...*member) {
	h.t.Helper()
	var want common.Hash
	for i, m := range members {
		h.await(fmt.Sprintf("block %d on member %d", number, i), func() bool {
			_, err := m.chain.HeadByNumber(number)
			return err == nil
		})
		at, err := m.chain.HeadByNumber(number)
		if err != nil {
			h.t.Fatal(err)
		}
		if i == 0 {
			want = at.Hash()
		} else if at.Hash() != want {
			h.t.Errorf("block %d is %s on member %d, %s on member 0", number, at.Hash(), i, want)
		}
	}
}

// slow is a chain on which a block takes time to finish, by a clock of its own: to sleep there would stop the time of
// a bubble for good, since others wait for the board meanwhile.
type slow struct {
	*chain.Chain
	spent *atomic.Int64
}

const sealTime = 7 * time.Millisecond

func (s slow) Seal(b *transition.Builder) (*transition.Block, error) {
	s.spent.Add(int64(sealTime))
	return s.Chain.Seal(b)
}

func TestOrderAndSeal(t *testing.T) { virtually(t, testOrderAndSeal) }

func testOrderAndSeal(t *testing.T) {
	h := newHarness(t)
	spent := new(atomic.Int64)
	h.cfg.Now = func() time.Time { return time.Now().Add(time.Duration(spent.Load())) }
	h.wrap = func(c *chain.Chain) Chain { return slow{c, spent} }
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	h.lead(a, 1)
	var last pool.Outcome
	for range 20 {
		if last = h.send(a, h.transfer()); !last.Ordered() {
			t.Fatal(last.Err)
		}
	}
	h.sameHead(last.Number, a, b)
	for i, m := range []*member{a, b} {
		if s := m.Status(); s.Transactions != 20 || s.Slices == 0 || s.Slices > 20 || s.Sealed == 0 || s.Sealing < time.Duration(s.Sealed)*sealTime || s.Executed > s.Handed {
			t.Errorf("member %d: got %+v, want 20 transactions in as many slices at most, and blocks", i, s)
		}
	}
	if n, _ := b.Account(crypto.PubkeyToAddress(h.key.PublicKey)); n != 20 {
		t.Errorf("nonce %d on the follower, want 20", n)
	}
	c := h.start(t.TempDir()) // runs the log from its beginning
	h.sameHead(last.Number, a, b, c)
}

// TestReceipts compares what members make of a transaction, while its block is open and when it is on disk.
func TestReceipts(t *testing.T) { virtually(t, testReceipts) }

func testReceipts(t *testing.T) {
	h := newHarness(t)
	h.frozen()
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	end := h.lead(a, 1)
	first, second := h.transfer(), h.transfer()
	outcomes := []pool.Outcome{h.send(a, first), h.send(a, second)}
	if outcomes[0].Receipt == outcomes[1].Receipt || outcomes[0].Receipt == (common.Hash{}) {
		t.Errorf("receipts %s and %s", outcomes[0].Receipt, outcomes[1].Receipt)
	}
	compare := func(when string) {
		for i, tx := range []*types.Transaction{first, second} {
			want := Execution{outcomes[i].Number, outcomes[i].Index, outcomes[i].Receipt}
			for _, m := range []*member{a, b} {
				if err := m.AwaitExecuted(t.Context(), want.Number, want.Index); err != nil {
					t.Fatal(err)
				}
				if got, ok := m.Executed(tx.Hash()); !ok || got != want {
					t.Errorf("%s: transaction %d is at %+v, %v, acknowledged at %+v", when, i, got, ok, want)
				}
			}
		}
	}
	compare("open")
	end()
	h.closeOpen(a, 1)
	compare("closed")
	h.lead(b, 2)
	h.sameHead(outcomes[0].Number, a, b)
	compare("sealed")
}

func TestLeaderChange(t *testing.T) { virtually(t, testLeaderChange) }

func testLeaderChange(t *testing.T) {
	h := newHarness(t)
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	end := h.lead(a, 1)
	h.send(a, h.transfer())
	end()
	h.lead(b, 2)
	o := h.send(b, h.transfer())
	if !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.sameHead(o.Number, a, b)
}

// TestFullBehindTheTerm has the executor hand back what did not fit just when the term has ended: the pool of a
// member that does not lead offers nothing.
func TestFullBehindTheTerm(t *testing.T) { virtually(t, testFullBehindTheTerm) }

func testFullBehindTheTerm(t *testing.T) {
	h := newHarness(t)
	m := h.start(t.TempDir())
	m.executor.settle([]*types.Transaction{h.transfer()}, []result{{err: transition.ErrFull}}, true)
	if s := m.pool.Stats(); s.Queued != 0 || m.pool.Waiting() {
		t.Errorf("the pool of a follower has %+v", s)
	}
}

// TestLeaderChangeInAFullBlock has two leaders fill the same block, each with nearly as much as a batch holds.
func TestLeaderChangeInAFullBlock(t *testing.T) { virtually(t, testLeaderChangeInAFullBlock) }

func testLeaderChangeInAFullBlock(t *testing.T) {
	h := newHarness(t)
	var seconds atomic.Int64 // the block stays open until the test says so
	seconds.Store(time.Now().Unix())
	h.cfg.Now = func() time.Time { return time.Unix(seconds.Load(), 0) }
	h.cfg.Pace, h.cfg.L1Timeout = 0, 1000*time.Hour
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	fill := func(m *member) (last uint64) {
		for range 10 {
			data := make([]byte, 8_000)
			rand.Read(data)
			tx := types.MustSignNewTx(h.key, types.LatestSignerForChainID(new(big.Int).SetUint64(h.rollup.ChainID)), &types.LegacyTx{
				Nonce: h.nonce, To: &common.Address{0xaa}, Gas: 400_000, GasPrice: big.NewInt(2 * gethparams.GWei), Data: data,
			})
			h.nonce++
			if _, err := m.pool.Add(tx); err != nil {
				t.Fatal(err)
			}
		}
		return h.nonce
	}
	nonce := func(m *member) uint64 {
		n, _ := m.Account(crypto.PubkeyToAddress(h.key.PublicKey))
		return n
	}
	end := h.lead(a, 1)
	first := fill(a)
	h.await("a block filled by one leader", func() bool { return nonce(b) == first })
	end()
	h.lead(b, 2)
	all := fill(b)
	h.await("the other leader to find it full", func() bool { return b.pool.Stats().Queued < 10 && nonce(b) > first })
	h.await("the rest in another block", func() bool { seconds.Add(1); return nonce(b) == all })
	sealed := b.Sealed()
	h.sameHead(sealed.Number(), b) // it is stored a moment later
	for n := uint64(1); n <= sealed.Number(); n++ {
		block, err := b.chain.BlockByNumber(n)
		if err != nil {
			t.Fatal(err)
		}
		size := 0
		for _, tx := range block.Transactions() {
			size += int(tx.Size())
		}
		if size > wire.MaxData {
			t.Errorf("block %d has %d bytes that cannot be compressed, a batch holds %d", n, size, wire.MaxData)
		}
	}
}

func TestRestartRunsTheLogAgain(t *testing.T) { virtually(t, testRestartRunsTheLogAgain) }

func testRestartRunsTheLogAgain(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	end := h.lead(a, 1)
	o := h.send(a, h.transfer())
	h.sameHead(o.Number, a)
	open := h.send(a, h.transfer())
	end()
	if err := a.stop(); err != nil {
		t.Fatal(err)
	}
	h.ledger.members = nil
	a = h.start(a.dir)
	h.lead(a, 2)
	if n, _ := a.Account(crypto.PubkeyToAddress(h.key.PublicKey)); n != 2 {
		t.Fatalf("nonce %d after the restart, want 2", n)
	}
	o = h.send(a, h.transfer())
	h.sameHead(o.Number, a)
	if n, _, ok := a.Find(mustTx(t, a, open).Hash()); !ok || n != open.Number {
		t.Errorf("acknowledged in block %d, found in %d (%v)", open.Number, n, ok)
	}
}

// mustTx is the transaction that was acknowledged there.
func mustTx(t *testing.T, m *member, o pool.Outcome) *types.Transaction {
	t.Helper()
	b, err := m.chain.BlockByNumber(o.Number)
	if err != nil {
		t.Fatal(err)
	}
	return b.Transactions()[o.Index]
}

func TestDepositAndForcedSpend(t *testing.T) { virtually(t, testDepositAndForcedSpend) }

func testDepositAndForcedSpend(t *testing.T) {
	h := newHarness(t)
	poor := newHarness(t)
	poor.rollup = h.rollup
	a := h.start(t.TempDir())
	body := make([]byte, l1anchor.DepositLength)
	to := crypto.PubkeyToAddress(poor.key.PublicKey)
	copy(body, to[:])
	binary.BigEndian.PutUint64(body[20:], 1e9)
	spend, err := poor.transfer().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	h.l1.add(l1anchor.Message{Kind: l1anchor.Deposit, Body: body})
	h.l1.add(l1anchor.Message{Kind: l1anchor.Forced, Body: spend})
	h.lead(a, 1)
	h.await("the forced transaction", func() bool {
		n, balance := a.Account(to)
		return n == 1 && balance.Sign() > 0
	})
}

// snapshot is what a member would send to another one.
func (h *harness) snapshot(m *member) []byte {
	h.t.Helper()
	finish, err := m.Snapshot()
	if err != nil {
		h.t.Fatal(err)
	}
	state, err := finish()
	if err != nil {
		h.t.Fatal(err)
	}
	return state
}

// TestRestoreFetches gives a member with an empty disk the snapshot of another one, and then the log behind it.
func TestRestoreFetches(t *testing.T) { virtually(t, testRestoreFetches) }

func testRestoreFetches(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	end := h.lead(a, 1)
	h.l1.add(l1anchor.Message{Kind: l1anchor.Checkpoint})
	for range 3 {
		o := h.send(a, h.transfer())
		h.sameHead(o.Number, a)
	}
	h.send(a, h.transfer())
	end()
	snapshot := h.snapshot(a)
	b := h.open(t.TempDir(), peersOf{a})
	if err := b.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	h.ledger.members = append(h.ledger.members, b.Sequencer)
	h.lead(b, 2)
	o := h.send(b, h.transfer())
	if !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.sameHead(o.Number, a, b)
}
