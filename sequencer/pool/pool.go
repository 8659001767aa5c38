// SPDX-License-Identifier: Apache-2.0

// Package pool admits transactions in the order in which they arrive and hands them to the leader in that order.
// It decides who may wait and for how long; it orders nothing by price, executes nothing and starts no goroutine.
//
// It is built on go-ethereum's exported validation (core/txpool.ValidateTransaction) and not on its legacypool. That
// pool is made to choose: it sorts by price, evicts the cheap for the dear, and re-examines everything in a loop of
// its own at each new head. An ordered log has nothing to choose, its head moves with each slice, and it must be able
// to say of each transaction what became of it; what remains of a pool then fits in one mutex and two lists.
//
// A transaction has one of three statuses. Queued: its nonce is the next one of its sender, counting what is queued
// before it, and it goes to the leader first come, first served. Taken: the leader has it in a proposal. Parked: its
// nonce is ahead; it is queued when the gap fills and is dropped when that takes too long.
//
// A parked transaction of which a client of this member was told is kept: it stays when leadership is lost, it is
// there where this member has not led yet, and a journal brings it over a restart. Where the member does not lead,
// nothing else is in its pool.
package pool

import (
	"errors"
	"fmt"
	"math/big"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"
)

// State is the open block as far as its executed slices go, or what the next block would start from when none is
// open. It is asked without the pool's lock held, so it may take the executor's; answers should be cheap.
type State interface {
	// Account is the nonce and the balance of addr, read together. The balance belongs to the caller.
	Account(addr common.Address) (nonce uint64, balance *uint256.Int)
	// BaseFee is the block's base fee in wei, GasLimit its gas limit. The caller does not change them.
	BaseFee() *big.Int
	GasLimit() uint64
	// Ordered says where the open block or the sealed chain has the transaction.
	Ordered(hash common.Hash) (Outcome, bool)
}

// Pool is the admission of one sequencer. Its methods may be called from several goroutines.
type Pool struct {
	cfg    Config
	chain  *params.ChainConfig
	signer types.Signer
	state  State
	ready  chan struct{}

	// settled counts, per first byte of a sender, how often its transactions were settled. A reader of the state
	// sees from it that what it read is out of date.
	settled [256]atomic.Uint64

	// guarded by mu
	mu       mutex
	byHash   map[common.Hash]*entry
	accounts map[common.Address]*account
	gapped   map[*account]bool // those with something parked
	queue    list              // queued, first to go at the front
	parked   list              // parked, longest waiting at the front
	taken    int
	bytes    uint64    // of all entries
	parkedB  uint64    // of the parked ones
	moved    time.Time // when one was ordered last, or the first one came that could be
	expired  time.Time // when it was looked for what has been parked too long
	dropped  drops
	looks    looks

	journal *journal
}

// New returns an empty pool. It takes a valid Config.
func New(cfg Config, chain *params.ChainConfig, state State) *Pool {
	if cfg.Signer == nil {
		cfg.Signer = types.LatestSigner(chain)
	}
	p := &Pool{
		cfg: cfg, chain: chain, signer: cfg.Signer, state: state, ready: make(chan struct{}, 1),
		byHash: make(map[common.Hash]*entry), accounts: make(map[common.Address]*account), gapped: make(map[*account]bool),
		dropped: newDrops(),
	}
	p.mu.hold = p.holds
	return p
}

// Add admits tx, or says why not. The ticket tells when it has been ordered or dropped. A transaction that waits
// already gets the ticket it has; one that has been ordered already gets a ticket that says so. The sender is
// recovered here and cached in tx under Config.Signer, so whoever executes this very object with it need not do it
// again.
func (p *Pool) Add(tx *types.Transaction) (*Ticket, error) {
	hash := tx.Hash()
	if e, at := p.waiting(hash); e != nil {
		if at == parked {
			p.again(e)
		}
		return &e.ticket, nil
	}
	if err := p.validate(tx); err != nil {
		if tooCheap(err) {
			if o, ok := p.state.Ordered(hash); ok {
				return resolvedTicket(o), nil
			}
		}
		return nil, err
	}
	e, err := p.newEntry(tx)
	if err != nil {
		return nil, err
	}
	nonce, balance := p.lockWithAccount(e.from)
	err = p.admit(&e, nonce, balance)
	p.mu.Unlock()

	if errors.Is(err, core.ErrNonceTooLow) {
		if o, ok := p.state.Ordered(hash); ok {
			return resolvedTicket(o), nil
		}
	}
	if err != nil {
		return nil, err
	}
	return &e.ticket, nil
}

// validate checks what does not depend on the accounts.
func (p *Pool) validate(tx *types.Transaction) error {
	if tx.Type() == types.LegacyTxType && !tx.Protected() {
		return errors.New("only replay-protected (EIP-155) transactions are accepted")
	}
	baseFee := p.state.BaseFee()
	head := &types.Header{Number: common.Big1, Difficulty: common.Big0, Time: uint64(p.cfg.Now().Unix()), GasLimit: p.state.GasLimit()}
	opts := txpool.ValidationOptions{Config: p.chain, Accept: accepted, MaxSize: p.cfg.MaxTxBytes, MinTip: common.Big0}
	if tx.GasFeeCapIntCmp(baseFee) < 0 {
		return fmt.Errorf("%w: maxFeePerGas: %v, baseFee: %v", core.ErrFeeCapTooLow, tx.GasFeeCap(), baseFee)
	}
	if p.cfg.Tariff != nil && tx.Size() <= p.cfg.MaxTxBytes {
		if err := p.cfg.Tariff.Check(tx, baseFee, p.aheadBytes()); err != nil {
			return err
		}
	}
	return txpool.ValidateTransaction(tx, head, p.signer, &opts)
}

// tooCheap says whether a transaction was refused for its fees only. More may be asked now than when it was ordered,
// and who sends it again is to hear that it was.
func tooCheap(err error) bool {
	return errors.Is(err, core.ErrFeeCapTooLow) || errors.Is(err, txpool.ErrTxGasPriceTooLow)
}

// accepted are the transaction types that a block may hold: all but blob transactions.
const accepted = 1<<types.LegacyTxType | 1<<types.AccessListTxType | 1<<types.DynamicFeeTxType | 1<<types.SetCodeTxType

// lockWithAccount reads the account of addr and takes the lock such that nothing of that sender was settled in
// between: an older nonce would park the next transaction behind a gap that nobody fills.
func (p *Pool) lockWithAccount(addr common.Address) (nonce uint64, balance *uint256.Int) {
	for {
		seen := p.settled[addr[0]].Load()
		nonce, balance = p.state.Account(addr)
		p.mu.Lock()
		if p.settled[addr[0]].Load() == seen {
			return nonce, balance
		}
		p.mu.Unlock()
	}
}

// admit finds the place of *e, or sets it to the entry that has its hash already.
func (p *Pool) admit(ep **entry, nonce uint64, balance *uint256.Int) error {
	e := *ep
	if known := p.byHash[e.hash]; known != nil {
		*ep = known
		return nil
	}
	p.expire()
	a := p.accounts[e.from]
	if a == nil {
		a = newAccount(nonce)
	} else {
		p.look(a, nonce, balance, true)
	}
	a.balance = *balance
	n := e.tx.Nonce()
	if n < a.next {
		if n >= nonce {
			return fmt.Errorf("%w: another transaction with nonce %d is being ordered, next nonce %d", core.ErrNonceTooLow, n, a.next)
		}
		return fmt.Errorf("%w: next nonce %d, tx nonce %d", core.ErrNonceTooLow, a.next, n)
	}
	if err := a.affords(e, balance); err != nil {
		return err
	}
	replaced := a.parked[n]
	if replaced != nil && !outbids(e.tx, replaced.tx) {
		return fmt.Errorf("%w: nonce %d, 10 %% more is needed in both fees", txpool.ErrReplaceUnderpriced, n)
	}
	if err := p.roomFor(a, e, replaced); err != nil {
		return err
	}
	if replaced != nil {
		p.drop(a, replaced, ErrReplaced)
	}
	p.accounts[e.from] = a
	p.byHash[e.hash] = e
	p.bytes += e.size
	if n > a.next {
		p.park(a, e)
		return nil
	}
	p.enqueue(a, e)
	p.promote(a, balance)
	return nil
}

// roomFor says whether the bounds allow e, given the parked entry that it would replace.
func (p *Pool) roomFor(a *account, e, replaced *entry) error {
	count, size := len(p.byHash), p.bytes
	if replaced != nil {
		count, size = count-1, size-replaced.size
	}
	switch {
	case len(a.out) >= p.cfg.MaxPerSender:
		return fmt.Errorf("%w: %d of sender %v", txpool.ErrAccountLimitExceeded, len(a.out), e.from)
	case count >= p.cfg.MaxCount || size+e.size > p.cfg.MaxBytes:
		return fmt.Errorf("%w: %d transactions wait", ErrFull, count)
	case e.tx.Nonce() > a.next:
		return p.roomToPark(a, e, replaced)
	}
	return nil
}

// waiting returns the entry of a waiting transaction, and where it is; nil when there is none.
func (p *Pool) waiting(hash common.Hash) (e *entry, at status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if e = p.byHash[hash]; e != nil {
		at = e.status
	}
	return e, at
}

// outbids says whether both fees of tx are at least 10 % above those of old.
func outbids(tx, old *types.Transaction) bool {
	bump := func(v *big.Int) *big.Int {
		v = new(big.Int).Mul(v, big.NewInt(110))
		return v.Add(v, big.NewInt(99)).Div(v, big.NewInt(100))
	}
	return tx.GasFeeCapIntCmp(bump(old.GasFeeCap())) >= 0 && tx.GasTipCapIntCmp(bump(old.GasTipCap())) >= 0
}

// Config is the operator's part. The zero Config is not valid; start from DefaultConfig.
type Config struct {
	MaxCount       int              // transactions in the pool, parked ones among them
	MaxBytes       uint64           // their encoded size
	MaxPerSender   int              // of one sender, not counting parked ones
	MaxTxBytes     uint64           // encoded size of one transaction; one that fits into no batch would hold up all behind it
	MaxParkedEach  int              // parked transactions of one sender, however far ahead their nonces are
	MaxParked      int              // … of all senders; when there are more, the poorest senders' give way
	MaxParkedBytes uint64           // their encoded size
	ParkedFor      time.Duration    // how long a transaction may stay parked from when a client was told that it is
	Now            func() time.Time // the clock
	Tariff         *Tariff          // what a transaction must tip for its bytes; nil: nothing
	Signer         types.Signer     // recovers senders; nil: go-ethereum's. With one that remembers, each is recovered once in a process
}

// DefaultConfig bounds the pool to about ten seconds of full load. What is parked may wait as long as in go-ethereum,
// and a sender may have as much of it.
func DefaultConfig() Config {
	return Config{
		MaxCount: 32768, MaxBytes: 64 << 20, MaxPerSender: 2048, MaxTxBytes: 96_000,
		MaxParkedEach: 64, MaxParked: 4096, MaxParkedBytes: 16 << 20, ParkedFor: 3 * time.Hour, Now: time.Now,
	}
}

// Validate returns everything that is wrong with the configuration.
func (c Config) Validate() error {
	var errs []error
	bad := func(is bool, what string) {
		if is {
			errs = append(errs, errors.New("pool: "+what))
		}
	}
	bad(c.MaxCount <= 0, "MaxCount must be positive")
	bad(c.MaxBytes < c.MaxTxBytes, "MaxBytes must allow one transaction of MaxTxBytes")
	bad(c.MaxPerSender <= 0, "MaxPerSender must be positive")
	bad(c.MaxTxBytes == 0, "MaxTxBytes must be positive")
	bad(c.MaxParkedEach < 0, "MaxParkedEach must not be negative")
	bad(c.MaxParked < 0, "MaxParked must not be negative")
	bad(c.ParkedFor <= 0, "ParkedFor must be positive")
	bad(c.Now == nil, "Now must be set")
	return errors.Join(errs...)
}
