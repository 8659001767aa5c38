// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/txpool"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

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

// payee is who is sent one wei by each transaction of the account: what it holds is how many of them have been
// executed.
func (a account) payee() common.Address { return common.Address{0xaa, byte(a)} }

// wallet sends one transaction after the other from its account, each the same bytes until somebody says what became
// of it.
type wallet struct {
	*sim
	account
	nodes  *nodes
	key    *ecdsa.PrivateKey
	random *rand.Rand
	pause  time.Duration // mean time between two transactions
	tip    *big.Int      // of the next transaction
}

func (s *sim) wallet(a account) *wallet {
	return &wallet{s, a, s.dial(wallets, fmt.Sprint("wallet ", a)), a.key(), s.plan.random(clientChance + uint64(a)), walletPause, big.NewInt(gethparams.GWei)}
}

// transfer tips what a member suggests, as wallets do that ask before they sign.
func (w *wallet) transfer(nonce uint64) *types.Transaction {
	w.askTip()
	return w.sign(nonce, w.tip)
}

func (w *wallet) sign(nonce uint64, tip *big.Int) *types.Transaction {
	id, to := new(big.Int).SetUint64(w.rollup.ChainID), w.payee()
	feeCap := new(big.Int).Add(tip, big.NewInt(100*gethparams.GWei))
	return types.MustSignNewTx(w.key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: &to, Value: big.NewInt(1), Gas: 21_000, GasFeeCap: feeCap, GasTipCap: tip,
	})
}

// Pauses of wallets.
const (
	walletPause = 500 * time.Millisecond
	giveUpPause = 100 * time.Millisecond // before another member is tried
	ackPatience = 15 * time.Second       // with one attempt
	readPause   = 200 * time.Millisecond // mean time between two looks of a reader, doubled
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

// submit offers a transaction to one member after the other until one acknowledges it, and keeps for the history when
// it began and when it knew.
func (w *wallet) submit(ctx context.Context, tx *types.Transaction, random *rand.Rand) {
	op := w.history.begin(w.account, tx)
	for ctx.Err() == nil {
		m := w.members[random.IntN(len(w.members))]
		a, err := w.offer(ctx, m, tx)
		switch {
		case err == nil:
			w.history.acknowledge(op, a)
			return
		case errors.Is(err, errCheap):
			w.tally.count("(sends put off for their price)") // it has risen since the wallet asked; it comes down again
		case !errors.Is(err, errLater):
			w.fail("transaction %d of account %d is refused: %v", tx.Nonce(), w.account, err)
			return
		}
		time.Sleep(giveUpPause)
	}
}

// answer is what a member says of a transaction.
type answer struct {
	at     position
	placed bool     // at is known: the member has lived to tell it, and did not lie meanwhile
	by     *speaker // who said it, and has executed it
}

// What a wallet makes of an error. All others are final.
var (
	errLater = errors.New("not known yet")
	errCheap = errors.New("too cheap at present")
)

// Codes of JSON-RPC errors that are not final, from package rpc.
const (
	codeLimit   = -32005
	codeUnknown = -32010
)

func judge(err error) error {
	var refused gethrpc.Error
	switch {
	case !errors.As(err, &refused):
		return errLater
	case strings.Contains(err.Error(), txpool.ErrTxGasPriceTooLow.Error()):
		return errCheap
	case refused.ErrorCode() == codeLimit || refused.ErrorCode() == codeUnknown:
		return errLater
	}
	return err
}

// offer asks one member to have a transaction ordered, and then where it stands.
func (w *wallet) offer(ctx context.Context, m *member, tx *types.Transaction) (a answer, err error) {
	ctx, cancel := context.WithTimeout(ctx, ackPatience)
	defer cancel()
	l, lies := m.life(), m.misspoken.Load()
	if l == nil {
		return a, errLater
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return a, err
	}
	var hash common.Hash
	err = w.nodes.of[m.place].Call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	switch {
	case l.gone():
		return a, errLater
	case err != nil:
		return a, judge(err)
	case hash != tx.Hash() && m.misspoken.Load() == lies:
		w.fail("%s acknowledges transaction %s as %s, and does not lie", m.id, tx.Hash(), hash)
		return a, errLater
	case hash != tx.Hash():
		return a, errLater
	}
	parked := l.parks(tx.Hash())
	if parked {
		w.tally.count("(queued at first)")
	}
	at, ok := w.nodes.await(ctx, m, tx.Hash())
	if parked && !ok { // that it waits for an earlier nonce is no acknowledgement: a power cut may lose it
		return a, errLater
	}
	return answer{at, ok && !l.gone() && m.misspoken.Load() == lies, l.speaker}, nil
}

// parks tells whether the member's answer was that the transaction waits for an earlier nonce.
func (l *life) parks(tx common.Hash) bool {
	_, at := l.Pool.Get(tx)
	return at == pool.Parked
}

// standing is what is asked of an answer to adit_transactionStatus.
type standing struct {
	Stage  string          `json:"stage"`
	Number *hexutil.Uint64 `json:"number,omitempty"`
	Index  *hexutil.Uint64 `json:"index,omitempty"`
	Moved  []struct {
		Number hexutil.Uint64 `json:"number"`
		Index  hexutil.Uint64 `json:"index"`
	} `json:"moved,omitempty"`
}

// where is the place that the transaction has now.
func (s *standing) where() (at position, ok bool) {
	if s.Number == nil || s.Index == nil {
		return at, false
	}
	return position{uint64(*s.Number), uint(*s.Index)}, true
}

// await asks a member for the place that a transaction was given, until it is known.
func (n *nodes) await(ctx context.Context, m *member, tx common.Hash) (at position, ok bool) {
	for ctx.Err() == nil {
		var st standing
		if err := n.of[m.place].Call(ctx, &st, "adit_transactionStatus", tx); err != nil {
			return at, false
		}
		if len(st.Moved) > 0 { // since it was acknowledged
			return position{uint64(st.Moved[0].Number), uint(st.Moved[0].Index)}, true
		}
		if at, ok = st.where(); ok {
			return at, true
		}
		time.Sleep(giveUpPause) // it waits for an earlier one
	}
	return at, false
}

// read asks members at random for what accounts have done, and for where transactions stand, until ctx ends.
func (s *sim) read(ctx context.Context, random *rand.Rand) {
	n := s.dial(readers, "reader")
	for ctx.Err() == nil {
		time.Sleep(time.Duration(random.Int64N(int64(readPause))))
		m := s.members[random.IntN(len(s.members))]
		a := account(random.IntN(clientCount))
		tx := s.history.any(random)
		l, lies, all := m.life(), m.misspoken.Load(), s.falsehoods()
		if l == nil {
			continue
		}
		op := reading{account: a, by: l.speaker, call: time.Now()}
		own, cancel := context.WithTimeout(ctx, time.Second)
		err := n.look(own, m, &op, tx)
		cancel()
		switch {
		case err != nil || l.gone():
		case m.misspoken.Load() != lies:
			s.tally.count("(readings of a liar)")
		default:
			if s.falsehoods() != all { // a member that does not know of a transaction asks the leader
				op.tx, op.found = common.Hash{}, false
			}
			op.done = time.Now()
			s.history.read(op)
		}
	}
}

// look asks one member for what it shows.
func (n *nodes) look(ctx context.Context, m *member, op *reading, tx common.Hash) error {
	var paid hexutil.Big
	if err := n.of[m.place].Call(ctx, &paid, "eth_getBalance", op.account.payee(), "pending"); err != nil {
		return err
	}
	op.nonce = paid.ToInt().Uint64()
	if tx == (common.Hash{}) {
		return nil
	}
	var st standing
	if err := n.of[m.place].Call(ctx, &st, "adit_transactionStatus", tx); err != nil {
		return err
	}
	op.tx = tx
	op.at, op.found = st.where()
	return nil
}
