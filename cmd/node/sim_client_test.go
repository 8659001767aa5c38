// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"math/big"
	"math/rand/v2"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/sequencer/pool"
)

// account is one of the accounts that have money.
type account int

func (a account) key() *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte{byte(a), 's', 'i', 'm'}))
	if err != nil {
		panic(err) // a constant
	}
	return key
}

func (a account) address() common.Address { return crypto.PubkeyToAddress(a.key().PublicKey) }

// wallet sends one transaction after the other from its account, each the same bytes until somebody says what became of it.
type wallet struct {
	*sim
	account
	key    *ecdsa.PrivateKey
	random *rand.Rand
	pause  time.Duration // mean time between two transactions
	tip    *big.Int      // of the next transaction
}

func (s *sim) wallet(a account) *wallet {
	return &wallet{s, a, a.key(), s.plan.random(clientChance + uint64(a)), walletPause, big.NewInt(gethparams.GWei)}
}

// transfer tips what a member suggests, as wallets do that ask before they sign.
func (w *wallet) transfer(nonce uint64) *types.Transaction {
	w.askTip()
	return w.sign(nonce, w.tip)
}

func (w *wallet) sign(nonce uint64, tip *big.Int) *types.Transaction {
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	feeCap := new(big.Int).Add(tip, big.NewInt(100*gethparams.GWei))
	return types.MustSignNewTx(w.key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &common.Address{0xaa}, Value: big.NewInt(1), Gas: 21_000, GasFeeCap: feeCap, GasTipCap: tip,
	})
}

// Pauses of wallets and members.
const (
	walletPause  = 500 * time.Millisecond
	giveUpPause  = 100 * time.Millisecond // before another member is tried
	ackPatience  = 15 * time.Second       // of one attempt
	forwardPause = 20 * time.Millisecond  // the rest as in rpc
	lookPause    = 250 * time.Millisecond
)

// run sends until ctx ends.
func (w *wallet) run(ctx context.Context) {
	for nonce := uint64(0); ctx.Err() == nil; nonce++ {
		if w.random.IntN(16) == 0 {
			w.haggle(ctx, nonce)
		}
		tx := w.transfer(nonce)
		if w.random.IntN(8) == 0 { // an impatient one asks two members at once
			other := rand.New(rand.NewPCG(w.random.Uint64(), 0))
			w.parts.Go(func() { w.submit(ctx, tx, other) })
		}
		w.submit(ctx, tx, w.random)
		time.Sleep(time.Duration(w.random.Int64N(int64(2 * w.pause))))
	}
}

// submit offers a transaction to one member after the other until one acknowledges it, and keeps for the history when it began
// and when it knew.
func (w *wallet) submit(ctx context.Context, tx *types.Transaction, random *rand.Rand) {
	op := w.history.begin(w.account, tx)
	for ctx.Err() == nil {
		m := w.members[random.IntN(len(w.members))]
		if a, err := w.offer(ctx, m, tx); err == nil {
			w.history.acknowledge(op, a)
			return
		} else if errors.Is(err, txpool.ErrTxGasPriceTooLow) {
			w.tally.count("(sends put off for their price)") // it has risen since the wallet asked; it comes down again
		} else if !errors.Is(err, pool.ErrRetry) {
			w.fail("transaction %d of account %d is refused: %v", tx.Nonce(), w.account, err)
			return
		}
		time.Sleep(giveUpPause)
	}
}

// answer is what a member says of a transaction.
type answer struct {
	at position
	by *simLife // who said it, and has executed it
}

// offer asks one member. The error matches pool.ErrRetry unless it is final.
func (w *wallet) offer(ctx context.Context, m *simMember, tx *types.Transaction) (a answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, ackPatience)
	defer cancel()
	l := m.life()
	if l == nil {
		return a, pool.ErrRetry
	}
	trip := w.net.RoundTrip(ctx, "wallet", m.id, func() { a, err = l.deliver(ctx, tx) })
	select {
	case <-l.dead:
		return a, pool.ErrRetry
	default:
	}
	if trip != nil {
		return a, pool.ErrRetry
	}
	return a, err
}

// deliver is what a member's JSON-RPC server does with a transaction: it lets it into its own pool or passes it to the leader,
// again and again until it knows what became of it and has executed it as the leader says.
func (l *simLife) deliver(ctx context.Context, tx *types.Transaction) (answer, error) {
	for {
		at, err := pool.Outcome{}, pool.ErrRetry
		switch id, _, ok := l.cluster.Leader(); {
		case ok && id == l.of.id:
			at, err = l.submit(ctx, tx)
		case ok:
			if at, err = l.forward(ctx, id, tx); err == nil {
				err = l.confirm(ctx, tx, at)
			}
		}
		if err == nil {
			return answer{position{at.Number, at.Index}, l}, nil
		}
		if !errors.Is(err, pool.ErrRetry) {
			return answer{}, err
		}
		select {
		case <-time.After(forwardPause):
		case <-l.dead:
			return answer{}, pool.ErrRetry
		case <-ctx.Done():
			return answer{}, pool.ErrRetry
		}
	}
}

// submit lets a transaction into the member's own pool and waits, as long as it leads.
func (l *simLife) submit(ctx context.Context, tx *types.Transaction) (at pool.Outcome, err error) {
	ticket, err := l.member.Submit(tx)
	if err != nil {
		return at, err
	}
	look := time.NewTicker(lookPause)
	defer look.Stop()
	for {
		select {
		case <-ticket.Done():
			o := ticket.Outcome()
			return o, o.Err
		case <-look.C:
			if id, _, ok := l.cluster.Leader(); ok && id != l.of.id {
				return at, pool.ErrRetry
			}
		case <-l.dead:
			return at, pool.ErrRetry
		case <-ctx.Done():
			return at, pool.ErrRetry
		}
	}
}

// forward passes a transaction to the leader.
func (l *simLife) forward(ctx context.Context, leader string, tx *types.Transaction) (at pool.Outcome, err error) {
	err = pool.ErrRetry
	trip := l.of.net.RoundTrip(ctx, l.of.id, leader, func() {
		for _, m := range l.of.members {
			if other := m.life(); m.id == leader && other != nil {
				if at, err = other.submit(ctx, tx); err == nil {
					select {
					case <-other.dead: // it cannot answer any more
						err = pool.ErrRetry
					default:
					}
				}
			}
		}
	})
	if trip != nil {
		return at, pool.ErrRetry
	}
	return at, err
}

// confirm waits until the member has executed the transaction itself, and compares. Where it finds something else the leader
// has to be asked again, as after a rebase, which may not have reached this member.
func (l *simLife) confirm(ctx context.Context, tx *types.Transaction, said pool.Outcome) error {
	if l.stage.AwaitExecuted(ctx, said.Number, said.Index) != nil {
		return pool.ErrRetry
	}
	own, ok := l.stage.Executed(tx.Hash())
	if ok && outcomeOf(own) == said {
		return nil
	}
	if l.readable() && !l.of.rebased() {
		l.of.fail("%s finds transaction %s at %+v, %v, the leader at %+v", l.of.id, tx.Hash(), own, ok, said)
	}
	return pool.ErrRetry
}

// readable is false when the member's disk is gone or fails: go-ethereum answers then that there is no such thing.
func (l *simLife) readable() bool {
	sealed := l.stage.Sealed()
	_, err := l.base.chain.HeadByNumber(sealed.Number())
	return err == nil
}

// rebased says that a member knows of a rebase.
func (s *sim) rebased() bool {
	for _, m := range s.members {
		if l := m.life(); l != nil {
			if count, _ := l.stage.Rebases(); count > 0 {
				return true
			}
		}
	}
	return false
}

// read asks members at random for nonces, and for where transactions stand, until ctx ends.
func (s *sim) read(ctx context.Context, random *rand.Rand) {
	for ctx.Err() == nil {
		time.Sleep(time.Duration(random.Int64N(int64(200 * time.Millisecond))))
		m := s.members[random.IntN(len(s.members))]
		a := account(random.IntN(simClients))
		tx := s.history.any(random)
		l := m.life()
		if l == nil {
			continue
		}
		op := reading{account: a, by: l, call: time.Now()}
		own, cancel := context.WithTimeout(ctx, time.Second)
		err := s.net.RoundTrip(own, "reader", m.id, func() {
			op.nonce, _ = l.stage.Account(a.address())
			if tx != (common.Hash{}) {
				op.tx = tx
				op.at.number, op.at.index, op.found = l.stage.Find(tx)
			}
		})
		cancel()
		select {
		case <-l.dead:
			continue
		default:
		}
		if err == nil {
			op.done = time.Now()
			s.history.read(op)
		}
	}
}
