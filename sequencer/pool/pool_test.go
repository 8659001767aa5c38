// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"crypto/ecdsa"
	"errors"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/wire"
)

// ledger is a State that the test moves.
type ledger struct {
	mu      sync.Mutex
	nonce   map[common.Address]uint64
	balance map[common.Address]*uint256.Int
	ordered map[common.Hash]Outcome
	baseFee *big.Int // nil: 100 wei
}

func (l *ledger) Account(a common.Address) (uint64, *uint256.Int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b := l.balance[a]; b != nil {
		return l.nonce[a], b.Clone()
	}
	return l.nonce[a], uint256.NewInt(1e18)
}
func (l *ledger) BaseFee() *big.Int {
	if l.baseFee != nil {
		return l.baseFee
	}
	return big.NewInt(100)
}
func (l *ledger) GasLimit() uint64 { return 60_000_000 }
func (l *ledger) Ordered(h common.Hash) (Outcome, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	o, ok := l.ordered[h]
	return o, ok
}

// rig is a pool with a ledger, a clock and a few accounts.
type rig struct {
	t      testing.TB
	pool   *Pool
	ledger *ledger
	now    time.Time
	keys   []*ecdsa.PrivateKey
	addrs  []common.Address
	signer types.Signer
}

func newRig(t testing.TB, change func(*Config)) *rig {
	r := &rig{t: t, now: time.Unix(1_700_000_000, 0), signer: types.LatestSigner(params.MergedTestChainConfig)}
	r.ledger = &ledger{nonce: map[common.Address]uint64{}, balance: map[common.Address]*uint256.Int{}, ordered: map[common.Hash]Outcome{}}
	cfg := DefaultConfig()
	cfg.Now = func() time.Time { return r.now }
	if change != nil {
		change(&cfg)
	}
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	r.pool = New(cfg, params.MergedTestChainConfig, r.ledger)
	for _, a := range paramstest.Accounts("pool", 4) {
		r.keys, r.addrs = append(r.keys, a.Key), append(r.addrs, a.Address)
	}
	return r
}

// tx is a transfer of 1 wei with the given fees.
func (r *rig) tx(who int, nonce uint64, feeCap, tip int64) *types.Transaction {
	r.t.Helper()
	tx, err := types.SignNewTx(r.keys[who], r.signer, &types.DynamicFeeTx{ChainID: params.MergedTestChainConfig.ChainID, Nonce: nonce,
		To: &common.Address{1}, Value: big.NewInt(1), Gas: 21000, GasFeeCap: big.NewInt(feeCap), GasTipCap: big.NewInt(tip)})
	if err != nil {
		r.t.Fatal(err)
	}
	return tx
}

func (r *rig) add(tx *types.Transaction) *Ticket {
	r.t.Helper()
	ticket, err := r.pool.Add(tx)
	if err != nil {
		r.t.Fatalf("add nonce %d: %v", tx.Nonce(), err)
	}
	return ticket
}

// execute does what the executor does with transactions taken: state first, then Settle.
func (r *rig) execute(txs []*types.Transaction) {
	for i, tx := range txs {
		from, _ := types.Sender(r.signer, tx)
		o := Outcome{Number: 1, Index: uint(i)}
		r.ledger.mu.Lock()
		if r.ledger.nonce[from] == tx.Nonce() {
			r.ledger.nonce[from]++
			if b := r.ledger.balance[from]; b != nil {
				b.Sub(b, uint256.MustFromBig(tx.Cost()))
			}
			r.ledger.ordered[tx.Hash()] = o
		} else {
			o = Outcome{Err: core.ErrNonceTooHigh}
		}
		r.ledger.mu.Unlock()
		r.pool.Settle(tx.Hash(), o)
	}
}

func (r *rig) take(n int) []*types.Transaction { return r.pool.Take(n, 1<<62, 1<<62) }

func nonces(txs []*types.Transaction) (n []uint64) {
	for _, tx := range txs {
		n = append(n, tx.Nonce())
	}
	return n
}

func wantNonces(t *testing.T, txs []*types.Transaction, want ...uint64) {
	t.Helper()
	got := nonces(txs)
	if len(got) != len(want) {
		t.Fatalf("got nonces %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("got nonces %v, want %v", got, want)
		}
	}
}

func wantErr(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

func resolved(t *testing.T, ticket *Ticket) Outcome {
	t.Helper()
	select {
	case <-ticket.Done():
		return ticket.Outcome()
	default:
		t.Fatal("ticket still waits")
		panic("unreachable")
	}
}

// empty checks that nothing is left behind, not even in the books.
func (r *rig) empty() {
	r.t.Helper()
	if s := r.pool.Stats(); s != (Stats{}) {
		r.t.Fatalf("got %+v, want an empty pool", s)
	}
	if n := len(r.pool.accounts) + len(r.pool.byHash); n != 0 {
		r.t.Fatalf("%d accounts and transactions left", n)
	}
}

func TestFirstComeFirstServed(t *testing.T) {
	r := newRig(t, nil)
	// The second sender pays far more and still goes second.
	first, second := r.add(r.tx(0, 0, 100, 0)), r.add(r.tx(1, 0, 1e9, 1e9))
	third := r.add(r.tx(0, 1, 100, 0))
	txs := r.take(10)
	wantNonces(t, txs, 0, 0, 1)
	if from, _ := types.Sender(r.signer, txs[0]); from != r.addrs[0] {
		t.Fatalf("got %v first, want %v", from, r.addrs[0])
	}
	r.execute(txs)
	for i, ticket := range []*Ticket{first, second, third} {
		if o := resolved(t, ticket); !o.Ordered() || o.Index != uint(i) {
			t.Fatalf("ticket %d: got %+v", i, o)
		}
	}
	r.empty()
}

func TestGapParksAndFills(t *testing.T) {
	r := newRig(t, nil)
	r.add(r.tx(0, 2, 100, 0))
	r.add(r.tx(0, 1, 100, 0))
	wantNonces(t, r.take(10))
	if n := r.pool.Nonce(r.addrs[0]); n != 0 {
		t.Fatalf("got next nonce %d, want 0", n)
	}
	r.add(r.tx(0, 0, 100, 0))
	if n := r.pool.Nonce(r.addrs[0]); n != 3 {
		t.Fatalf("got next nonce %d, want 3", n)
	}
	r.execute(r.take(10))
	r.empty()
	if n := r.ledger.nonce[r.addrs[0]]; n != 3 {
		t.Fatalf("executed up to %d, want 3", n)
	}
}

// TestParkedOfOneSender parks nonces as far ahead as they come, as go-ethereum does, and as many as it does: kept or
// not.
func TestParkedOfOneSender(t *testing.T) {
	r := newRig(t, func(c *Config) { c.MaxParkedEach = 3 })
	r.add(r.tx(0, 65, 100, 0))
	r.add(r.tx(0, 1<<40, 100, 0))
	r.keep(r.tx(0, 5_000, 100, 0))
	late := r.tx(0, 2, 100, 0)
	_, err := r.pool.Add(late)
	wantErr(t, err, txpool.ErrAccountLimitExceeded)
	wantErr(t, r.pool.Keep(late), txpool.ErrAccountLimitExceeded)
	r.add(r.tx(0, 65, 200, 0)) // takes the place of another
	r.add(r.tx(1, 2, 100, 0))  // of another sender
	r.add(r.tx(0, 0, 100, 0))
	wantNonces(t, r.take(10), 0)
}

// TestDemoteParksAsManyAsFit has a transaction fail with others queued behind it: the nearest wait on.
func TestDemoteParksAsManyAsFit(t *testing.T) {
	r := newRig(t, func(c *Config) { c.MaxParkedEach = 70 })
	var tickets []*Ticket
	for n := range uint64(80) {
		tickets = append(tickets, r.add(r.tx(0, n, 100, 0)))
	}
	failed := r.take(1)
	r.pool.Settle(failed[0].Hash(), Outcome{Err: core.ErrInsufficientFunds})
	if s := r.pool.Stats(); s.Parked != 70 || s.Queued != 0 {
		t.Errorf("got %+v, want 70 parked", s)
	}
	wantErr(t, resolved(t, tickets[71]).Err, txpool.ErrAccountLimitExceeded)
	r.add(r.tx(0, 0, 200, 0))
	if got := r.take(100); len(got) != 71 {
		t.Errorf("got %d behind the new one, want 71 with it", len(got))
	}
}

func TestParkedExpires(t *testing.T) {
	r := newRig(t, nil)
	late := r.add(r.tx(0, 1, 100, 0))
	r.now = r.now.Add(time.Minute)
	r.take(1)
	wantErr(t, resolved(t, late).Err, ErrExpired)
	wantErr(t, r.pool.Dropped(r.tx(0, 1, 100, 0).Hash()), ErrExpired)
	r.empty()
}

func TestReplaceParked(t *testing.T) {
	r := newRig(t, nil)
	old := r.add(r.tx(0, 1, 1000, 10))
	for _, fees := range [][2]int64{{1099, 11}, {1100, 10}} {
		_, err := r.pool.Add(r.tx(0, 1, fees[0], fees[1]))
		wantErr(t, err, txpool.ErrReplaceUnderpriced)
	}
	r.add(r.tx(0, 1, 1100, 11))
	wantErr(t, resolved(t, old).Err, ErrReplaced)
	r.add(r.tx(0, 0, 100, 0))
	txs := r.take(10)
	wantNonces(t, txs, 0, 1)
	if got := txs[1].GasFeeCap().Int64(); got != 1100 {
		t.Fatalf("got fee cap %d, want 1100", got)
	}
	r.execute(txs)
	r.empty()
}

func TestSameTransactionTwice(t *testing.T) {
	r := newRig(t, nil)
	tx := r.tx(0, 0, 100, 0)
	first := r.add(tx)
	if r.add(r.tx(0, 0, 100, 0)) != first {
		t.Fatal("a waiting transaction got a second ticket")
	}
	_, err := r.pool.Add(r.tx(0, 0, 200, 0))
	wantErr(t, err, core.ErrNonceTooLow)
	r.execute(r.take(1))
	if o := resolved(t, r.add(tx)); !o.Ordered() || o.Number != 1 {
		t.Fatalf("offered again after it was ordered: got %+v", o)
	}
	_, err = r.pool.Add(r.tx(0, 0, 200, 0))
	wantErr(t, err, core.ErrNonceTooLow)
	r.empty()
}

func TestBalanceCountsWhatIsQueued(t *testing.T) {
	r := newRig(t, nil)
	cost := uint256.MustFromBig(r.tx(0, 0, 100, 0).Cost())
	r.ledger.balance[r.addrs[0]] = new(uint256.Int).Mul(cost, uint256.NewInt(2))
	r.add(r.tx(0, 0, 100, 0))
	r.add(r.tx(0, 1, 100, 0))
	_, err := r.pool.Add(r.tx(0, 2, 100, 0))
	wantErr(t, err, core.ErrInsufficientFunds)

	// Executed but not settled yet: the balance is down, and the cost must not count twice.
	txs := r.take(10)
	r.ledger.nonce[r.addrs[0]] = 1
	r.ledger.balance[r.addrs[0]] = new(uint256.Int).Mul(cost, uint256.NewInt(2))
	r.add(r.tx(0, 2, 100, 0))
	r.pool.Settle(txs[0].Hash(), Outcome{})
	_, err = r.pool.Add(r.tx(0, 3, 100, 0))
	wantErr(t, err, core.ErrInsufficientFunds)

	// A parked one is looked at again when its turn comes.
	poor := newRig(t, nil)
	poor.ledger.balance[poor.addrs[0]] = cost.Clone()
	parked := poor.add(poor.tx(0, 1, 100, 0))
	poor.add(poor.tx(0, 0, 100, 0))
	wantErr(t, resolved(t, parked).Err, core.ErrInsufficientFunds)
}

func TestTakeStopsAtWhatDoesNotFit(t *testing.T) {
	r := newRig(t, nil)
	for n := range uint64(4) {
		r.add(r.tx(0, n, 100, 0))
	}
	wantNonces(t, r.pool.Take(10, 20_999, 1<<62))
	wantNonces(t, r.pool.Take(10, 2*21_000, 1<<62), 0, 1)
	size := r.tx(0, 2, 100, 0).Size()
	wantNonces(t, r.pool.Take(10, 1<<62, size), 2)
	wantNonces(t, r.pool.Take(0, 1<<62, 1<<62))
	wantNonces(t, r.pool.Take(1, 1<<62, 1<<62), 3)
}

func TestReturnKeepsOrder(t *testing.T) {
	r := newRig(t, nil)
	for n := range uint64(4) {
		r.add(r.tx(0, n, 100, 0))
	}
	txs := r.take(3)
	<-r.pool.Ready()
	r.pool.Return(txs[1:])
	<-r.pool.Ready()
	r.execute(txs[:1])
	wantNonces(t, r.take(10), 1, 2, 3)
}

func TestReturnOrphans(t *testing.T) {
	r := newRig(t, nil)
	for n := range uint64(3) {
		r.add(r.tx(0, n, 100, 0))
	}
	txs := r.take(10)
	r.execute(txs)
	waiting := r.add(r.tx(0, 3, 100, 0))
	// The chain goes back behind nonce 1; what was ordered after it comes back before anything new.
	r.ledger.nonce[r.addrs[0]] = 1
	clear(r.ledger.ordered)
	r.pool.Return(txs[1:])
	again := r.add(txs[2])
	all := r.take(10)
	wantNonces(t, all, 1, 2, 3)
	r.execute(all)
	if o := resolved(t, waiting); !o.Ordered() {
		t.Fatalf("got %+v", o)
	}
	if o := resolved(t, again); !o.Ordered() {
		t.Fatalf("got %+v", o)
	}
	r.empty()
}

func TestDroppedNonceParksWhatFollows(t *testing.T) {
	r := newRig(t, nil)
	first := r.add(r.tx(0, 0, 100, 0))
	r.add(r.tx(0, 1, 100, 0))
	r.add(r.tx(0, 2, 100, 0))
	txs := r.take(1)
	why := errors.New("no longer executes")
	r.pool.Settle(txs[0].Hash(), Outcome{Err: why})
	wantErr(t, resolved(t, first).Err, why)
	wantErr(t, r.pool.Dropped(txs[0].Hash()), why)
	wantNonces(t, r.take(10))
	if s := r.pool.Stats(); s.Parked != 2 {
		t.Fatalf("got %+v, want two parked", s)
	}
	r.add(r.tx(0, 0, 200, 0))
	txs = r.take(10)
	wantNonces(t, txs, 0, 1, 2)
	r.execute(txs)
	r.empty()
}

func TestResetFailsEveryTicket(t *testing.T) {
	r := newRig(t, nil)
	tickets := []*Ticket{r.add(r.tx(0, 0, 100, 0)), r.add(r.tx(0, 1, 100, 0)), r.add(r.tx(0, 5, 100, 0))}
	r.take(1)
	r.pool.Reset()
	for _, ticket := range tickets {
		wantErr(t, resolved(t, ticket).Err, ErrRetry)
	}
	r.empty()
	r.pool.Settle(r.tx(0, 0, 100, 0).Hash(), Outcome{})
	r.add(r.tx(0, 0, 100, 0))
}

func TestRefused(t *testing.T) {
	r := newRig(t, nil)
	to := common.Address{1}
	sign := func(signer types.Signer, data types.TxData) *types.Transaction {
		tx, err := types.SignNewTx(r.keys[0], signer, data)
		if err != nil {
			t.Fatal(err)
		}
		return tx
	}
	chainID := params.MergedTestChainConfig.ChainID
	dynamic := func(change func(*types.DynamicFeeTx)) *types.Transaction {
		d := &types.DynamicFeeTx{ChainID: chainID, To: &to, Value: new(big.Int), Gas: 21000, GasFeeCap: big.NewInt(100), GasTipCap: new(big.Int)}
		change(d)
		return sign(r.signer, d)
	}
	for _, c := range []struct {
		name string
		tx   *types.Transaction
		want error
	}{
		{"blob", sign(r.signer, &types.BlobTx{ChainID: uint256.MustFromBig(chainID), GasFeeCap: uint256.NewInt(100), Gas: 21000, BlobHashes: []common.Hash{{1}}}), core.ErrTxTypeNotSupported},
		{"other chain", sign(types.LatestSignerForChainID(big.NewInt(77)), &types.DynamicFeeTx{ChainID: big.NewInt(77), To: &to, Gas: 21000, GasFeeCap: big.NewInt(100)}), txpool.ErrInvalidSender},
		{"unprotected", sign(types.HomesteadSigner{}, &types.LegacyTx{To: &to, Gas: 21000, GasPrice: big.NewInt(100)}), nil},
		{"fee cap under base fee", dynamic(func(d *types.DynamicFeeTx) { d.GasFeeCap = big.NewInt(99) }), core.ErrFeeCapTooLow},
		{"tip over fee cap", dynamic(func(d *types.DynamicFeeTx) { d.GasTipCap = big.NewInt(101) }), core.ErrTipAboveFeeCap},
		{"gas over 2^24", dynamic(func(d *types.DynamicFeeTx) { d.Gas = 1<<24 + 1 }), core.ErrGasLimitTooHigh},
		{"gas under intrinsic", dynamic(func(d *types.DynamicFeeTx) { d.Gas = 20_999 }), core.ErrIntrinsicGas},
		{"gas under floor", dynamic(func(d *types.DynamicFeeTx) { d.Data = make([]byte, 1000); d.Gas = 25_500 }), core.ErrFloorDataGas},
		{"too large", dynamic(func(d *types.DynamicFeeTx) { d.Data = make([]byte, 96_000); d.Gas = 1 << 24 }), txpool.ErrOversizedData},
		{"cannot pay", dynamic(func(d *types.DynamicFeeTx) { d.Value = big.NewInt(1e18) }), core.ErrInsufficientFunds},
		{"no authorisation", sign(r.signer, &types.SetCodeTx{ChainID: uint256.MustFromBig(chainID), GasFeeCap: uint256.NewInt(100), Gas: 100_000}), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := r.pool.Add(c.tx)
			if err == nil {
				t.Fatal("admitted")
			}
			if c.want != nil {
				wantErr(t, err, c.want)
			}
		})
	}
	r.empty()
}

func TestBounds(t *testing.T) {
	size := newRig(t, nil).tx(0, 0, 100, 0).Size()
	for _, c := range []struct {
		name   string
		change func(*Config)
		fill   []uint64 // nonces of sender 0 that fit
		next   [2]int   // sender and nonce of the one that does not
		want   error
	}{
		{"count", func(c *Config) { c.MaxCount = 2 }, []uint64{0, 1}, [2]int{1, 0}, ErrFull},
		{"bytes", func(c *Config) { c.MaxBytes, c.MaxTxBytes = 2*size, size }, []uint64{0, 1}, [2]int{1, 0}, ErrFull},
		{"sender", func(c *Config) { c.MaxPerSender = 2 }, []uint64{0, 1}, [2]int{0, 2}, txpool.ErrAccountLimitExceeded},
		{"parked count", func(c *Config) { c.MaxParked = 2 }, []uint64{2, 3}, [2]int{0, 1}, ErrFull},
		{"parked bytes", func(c *Config) { c.MaxParkedBytes = 2 * size }, []uint64{2, 3}, [2]int{0, 1}, ErrFull},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, c.change)
			for _, n := range c.fill {
				r.add(r.tx(0, n, 100, 0))
			}
			_, err := r.pool.Add(r.tx(c.next[0], uint64(c.next[1]), 100, 0))
			wantErr(t, err, c.want)
		})
	}
}

// TestRandomWalk drives the pool at random and holds it to what matters: each sender's transactions are taken in the
// order of their nonces, every ticket is answered, and the books are empty in the end.
func TestRandomWalk(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 0))
		r := newRig(t, func(c *Config) { c.MaxParked, c.MaxPerSender = 8, 6 })
		var tickets []*Ticket
		var inFlight []*types.Transaction
		for range 600 {
			switch who := rng.IntN(4); rng.IntN(8) {
			case 0, 1, 2, 3:
				n := r.pool.Nonce(r.addrs[who]) + uint64(max(0, rng.IntN(6)-3))
				if ticket, err := r.pool.Add(r.tx(who, n, 100+int64(rng.IntN(3))*50, 0)); err == nil {
					tickets = append(tickets, ticket)
				}
			case 4:
				inFlight = append(inFlight, r.take(rng.IntN(5))...)
			case 5:
				r.execute(inFlight)
				inFlight = nil
			case 6:
				if n := len(inFlight); n > 0 {
					cut := rng.IntN(n)
					r.pool.Return(inFlight[cut:])
					inFlight = inFlight[:cut]
				}
			case 7:
				r.now = r.now.Add(time.Duration(rng.IntN(20)) * time.Second)
				if n := len(inFlight); n > 0 && rng.IntN(3) == 0 {
					r.pool.Settle(inFlight[n-1].Hash(), Outcome{Err: core.ErrInsufficientFunds})
					inFlight = inFlight[:n-1]
				}
			}
		}
		r.execute(inFlight)
		r.execute(r.take(1000))
		r.now = r.now.Add(time.Hour)
		r.execute(r.take(1000))
		r.empty()
		executed := 0
		for i, ticket := range tickets {
			select {
			case <-ticket.Done():
				if ticket.Outcome().Ordered() {
					executed++
				}
			default:
				t.Fatalf("seed %d: ticket %d was never answered", seed, i)
			}
		}
		if executed < 50 {
			t.Fatalf("seed %d: only %d transactions executed", seed, executed)
		}
	}
}

// TestConcurrent has several senders and an executor at once; it is for the race detector and for lost wake-ups.
func TestConcurrent(t *testing.T) {
	r := newRig(t, nil)
	const each = 50
	var all [][]*types.Transaction
	for who := range r.keys {
		var txs []*types.Transaction
		for n := range uint64(each) {
			txs = append(txs, r.tx(who, n, 100, 0))
		}
		all = append(all, txs)
	}
	stop := make(chan struct{})
	var executor, senders sync.WaitGroup
	executor.Go(func() {
		for {
			select {
			case <-r.pool.Ready():
				for txs := r.take(7); len(txs) > 0; txs = r.take(7) {
					r.execute(txs)
				}
			case <-stop:
				return
			}
		}
	})
	for _, txs := range all {
		senders.Go(func() {
			for _, tx := range txs {
				ticket, err := r.pool.Add(tx)
				if err != nil {
					t.Errorf("nonce %d: %v", tx.Nonce(), err)
					return
				}
				<-ticket.Done()
				if o := ticket.Outcome(); !o.Ordered() {
					t.Errorf("nonce %d: %v", tx.Nonce(), o.Err)
				}
			}
		})
	}
	senders.Wait()
	close(stop)
	executor.Wait()
	r.empty()
}

// counting is a signer that counts recoveries.
type counting struct {
	types.Signer
	n int
}

func (c *counting) Sender(tx *types.Transaction) (common.Address, error) {
	c.n++
	return c.Signer.Sender(tx)
}

func (c *counting) Equal(other types.Signer) bool { return c == other }

func TestSenderIsRecoveredOnce(t *testing.T) {
	signer := &counting{Signer: types.LatestSigner(params.MergedTestChainConfig)}
	r := newRig(t, func(c *Config) { c.Signer = signer })
	r.add(r.tx(0, 0, 100, 0))
	for _, tx := range r.take(1) {
		if from, err := types.Sender(signer, tx); err != nil || from != r.addrs[0] {
			t.Fatalf("got %v, %v", from, err)
		}
	}
	if signer.n != 1 {
		t.Errorf("the sender was recovered %d times, want 1", signer.n)
	}
}

func TestConfigValidate(t *testing.T) {
	if err := (Config{}).Validate(); err == nil {
		t.Fatal("the zero Config passed")
	}
	if err := DefaultConfig().Validate(); err != nil {
		t.Fatal(err)
	}
	// The stage keeps 2,000 bytes of a batch for itself.
	if most := uint64(wire.MaxData - 2_000); DefaultConfig().MaxTxBytes >= most {
		t.Errorf("a transaction may have %d bytes, and a block must fit into %d", DefaultConfig().MaxTxBytes, most)
	}
}

// BenchmarkAdd is admission, taking and settling of one transaction whose sender is known already.
func BenchmarkAdd(b *testing.B) {
	r := newRig(b, func(c *Config) { c.MaxPerSender, c.MaxCount = 1<<20, 1<<20 })
	const n = 1024
	var txs []*types.Transaction
	for i := range uint64(n) {
		tx := r.tx(int(i%4), i/4, 100, 0)
		if _, err := types.Sender(r.signer, tx); err != nil {
			b.Fatal(err)
		}
		tx.Hash()
		txs = append(txs, tx)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if i%n == 0 {
			clear(r.ledger.nonce)
			clear(r.ledger.ordered)
		}
		if _, err := r.pool.Add(txs[i%n]); err != nil {
			b.Fatal(err)
		}
		if i%32 == 31 || i == b.N-1 {
			r.execute(r.take(32))
		}
	}
}

// BenchmarkAddRecover is the same with the sender recovered.
func BenchmarkAddRecover(b *testing.B) {
	r := newRig(b, nil)
	raw, err := r.tx(0, 0, 100, 0).MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		tx := new(types.Transaction)
		if err := tx.UnmarshalBinary(raw); err != nil {
			b.Fatal(err)
		}
		if _, err := r.pool.Add(tx); err != nil {
			b.Fatal(err)
		}
		r.pool.Reset()
	}
}

// TestWaits counts how long something could have been ordered and nothing was: what an alarm goes by.
func TestWaits(t *testing.T) {
	r := newRig(t, nil)
	waits := func(want time.Duration) {
		t.Helper()
		if got := r.pool.Stats().Waits; got != want {
			t.Fatalf("waits for %s, want %s", got, want)
		}
	}
	r.add(r.tx(1, 1, 100, 0)) // parked: nothing can be done about it
	r.now = r.now.Add(5 * time.Second)
	waits(0)
	r.add(r.tx(0, 0, 100, 0))
	r.add(r.tx(0, 1, 100, 0))
	r.now = r.now.Add(3 * time.Second)
	waits(3 * time.Second)
	txs := r.take(2)
	r.pool.Return(txs)
	r.now = r.now.Add(time.Second)
	waits(4 * time.Second) // it came back
	r.execute(r.take(1))
	waits(0)
	r.now = r.now.Add(2 * time.Second)
	waits(2 * time.Second)
	r.execute(r.take(1))
	waits(0)
}

// TestDropOfOthers has a member that does not lead be told of a transaction that does not execute: it can say so as
// well.
func TestDropOfOthers(t *testing.T) {
	r := newRig(t, nil)
	why := errors.New("does not execute")
	r.pool.Settle(common.Hash{7}, Outcome{Err: why})
	wantErr(t, r.pool.Dropped(common.Hash{7}), why)
	r.empty()
}

// TestYoungerOutlivesAccount has a transaction come back under the nonce of one that waits, and run: the younger one
// is all that is left of its sender, and fails by itself.
func TestYoungerOutlivesAccount(t *testing.T) {
	r := newRig(t, nil)
	younger := r.add(r.tx(0, 0, 200, 0))
	r.pool.Return([]*types.Transaction{r.tx(0, 0, 100, 0)})
	txs := r.take(10)
	r.execute(txs[:1])
	r.pool.Settle(txs[1].Hash(), Outcome{Err: core.ErrNonceTooLow})
	wantErr(t, resolved(t, younger).Err, core.ErrNonceTooLow)
	r.empty()
}

// TestYoungerIsParked is the same while the chain goes back below both: what is parked has an account again.
func TestYoungerIsParked(t *testing.T) {
	r := newRig(t, nil)
	r.ledger.nonce[r.addrs[0]] = 1
	younger := r.add(r.tx(0, 1, 200, 0))
	r.pool.Return([]*types.Transaction{r.tx(0, 1, 100, 0)})
	txs := r.take(10)
	r.execute(txs[:1])
	r.ledger.nonce[r.addrs[0]] = 0
	r.pool.Settle(txs[1].Hash(), Outcome{Err: core.ErrNonceTooHigh})
	r.now = r.now.Add(time.Hour)
	r.take(1)
	wantErr(t, resolved(t, younger).Err, ErrExpired)
	r.empty()
}
