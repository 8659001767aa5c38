// SPDX-License-Identifier: Apache-2.0

package load

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
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

// pause is how long a sender waits after a failure before it tries the same transaction elsewhere.
const pause = 50 * time.Millisecond

// offer is a signed transaction, ready to send.
type offer struct {
	hash common.Hash
	raw  []byte
}

// outcome is what became of an offer.
type outcome struct {
	hash         common.Hash
	acknowledged bool      // the node said yes; otherwise its fate is only known from the chain
	at           time.Time // of the answer
	latency      time.Duration
}

// sender is one account with one connection. Owned by the goroutine that runs it.
type sender struct {
	key     *ecdsa.PrivateKey
	address common.Address
	nonce   uint64 // of the next transaction that is signed
	plan    *plan
	to      common.Address // who receives what it sends
	conns   []*conn        // to every node, the one in use first
	ready   []offer        // signed ahead
	sent    uint64

	outcomes []outcome
	errors   map[string]int
}

// plan is what all senders share while they run; nothing in it changes.
type plan struct {
	signer  types.Signer
	chainID *big.Int
	tip     *big.Int
	feeCap  *big.Int
	kind    Kind
	token   common.Address

	acknowledged func(sent, at time.Time) // of Config; never nil
}

// newSender derives the i-th account of a seed.
func newSender(seed string, i int, p *plan, urls []string) (*sender, error) {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte(fmt.Sprintf("adit bench %s %d", seed, i))))
	if err != nil {
		return nil, fmt.Errorf("derive sender %d: %w", i, err)
	}
	s := &sender{key: key, address: crypto.PubkeyToAddress(key.PublicKey), plan: p, errors: map[string]int{}}
	for n := range urls {
		c, err := newConn(urls[(i+n)%len(urls)])
		if err != nil {
			return nil, err
		}
		s.conns = append(s.conns, c)
	}
	return s, nil
}

// sign makes the next transaction.
func (s *sender) sign() (offer, error) {
	tx := &types.DynamicFeeTx{ChainID: s.plan.chainID, Nonce: s.nonce, GasTipCap: s.plan.tip, GasFeeCap: s.plan.feeCap, Gas: 21_000, To: &s.to, Value: common.Big1}
	if s.plan.kind == ERC20 || s.plan.kind == Mixed && s.nonce%2 == 1 {
		tx.To, tx.Value, tx.Gas, tx.Data = &s.plan.token, new(big.Int), tokenGas, transferCall(s.to)
	}
	signed, err := types.SignNewTx(s.key, s.plan.signer, tx)
	if err != nil {
		return offer{}, fmt.Errorf("sign: %w", err)
	}
	raw, err := signed.MarshalBinary()
	if err != nil {
		return offer{}, fmt.Errorf("encode: %w", err)
	}
	s.nonce++
	return offer{signed.Hash(), raw}, nil
}

// signAhead makes n transactions before the clock starts.
func (s *sender) signAhead(n int) error {
	s.ready = make([]offer, 0, n)
	for range n {
		o, err := s.sign()
		if err != nil {
			return err
		}
		s.ready = append(s.ready, o)
	}
	return nil
}

func (s *sender) next() (offer, error) {
	if s.sent < uint64(len(s.ready)) {
		return s.ready[s.sent], nil
	}
	return s.sign()
}

// run sends one transaction after the other until ctx ends. due gives the moment at which the next one should leave;
// latency counts from it, so that a stalled node is not excused by the transactions that it kept from being sent.
func (s *sender) run(ctx context.Context, due func() time.Time) error {
	defer func() {
		for _, c := range s.conns {
			c.close()
		}
	}()
	for ctx.Err() == nil {
		o, err := s.next()
		if err != nil {
			return err
		}
		start := due()
		if !sleep(ctx, time.Until(start)) {
			return nil
		}
		s.sent++
		s.deliver(ctx, o, start)
	}
	return nil
}

// deliver offers a transaction until a node takes it, or says that it has been taken before. It tries on for a moment
// after ctx has ended, because an unknown outcome would leave a gap in the account's nonces.
func (s *sender) deliver(ctx context.Context, o offer, start time.Time) {
	for attempt := 0; ; attempt++ {
		sent := time.Now()
		err := s.conns[0].send(o.raw)
		now := time.Now()
		if err == nil {
			s.plan.acknowledged(sent, now)
			s.outcomes = append(s.outcomes, outcome{o.hash, true, now, now.Sub(start)})
			return
		}
		s.errors[errorKind(err)]++
		if taken(err) || ctx.Err() != nil && attempt > 0 {
			s.outcomes = append(s.outcomes, outcome{hash: o.hash})
			return
		}
		s.elsewhere()
		sleep(ctx, pause)
	}
}

// elsewhere turns to another node. It is one at random: if everybody went on to the next one, they would all be at
// the same node after a few failures, and that node's failure would be everybody's.
func (s *sender) elsewhere() {
	if n := len(s.conns); n > 1 {
		other := 1 + rand.IntN(n-1)
		s.conns[0], s.conns[other] = s.conns[other], s.conns[0]
	}
}

// taken says that the refusal means that an earlier try of the same transaction, which seemed to fail, went in.
func taken(err error) bool {
	var no *rejection
	return errors.As(err, &no) && (strings.Contains(no.Message, "already known") || strings.Contains(no.Message, "nonce too low"))
}

// errorKind is an error without what differs from one to the next, for counting.
func errorKind(err error) string {
	var no *rejection
	if errors.As(err, &no) {
		kind, _, _ := strings.Cut(no.Message, ":")
		return kind
	}
	kind, _, _ := strings.Cut(err.Error(), ":")
	return "connection: " + kind
}

// sleep waits and says whether ctx is still alive.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
