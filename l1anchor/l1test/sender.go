// SPDX-License-Identifier: Apache-2.0

package l1test

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/layeredpow/adit/l1anchor"
)

// Funds is what every account holds at the start, in wei.
var Funds = new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(1e18))

// Sender implements l1anchor.Sender for one account of a Chain.
type Sender struct {
	chain *Chain
	from  common.Address

	// Before and After, when set, run around each Offer. An error of Before loses the calls on their way to the node;
	// one of After loses the node's answer: the calls have landed.
	Before, After func() error
}

var _ l1anchor.Sender = (*Sender)(nil)

// Sender sends from the account.
func (c *Chain) Sender(from common.Address) *Sender { return &Sender{chain: c, from: from} }

// Offer implements l1anchor.Sender.
func (s *Sender) Offer(ctx context.Context, calls []l1anchor.Call) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.Before != nil {
		if err := s.Before(); err != nil {
			return err
		}
	}
	if err := s.offer(calls); err != nil {
		return err
	}
	if s.After != nil {
		return s.After()
	}
	return nil
}

func (s *Sender) offer(calls []l1anchor.Call) error {
	s.chain.mu.Lock()
	defer s.chain.mu.Unlock()
	first := s.chain.head().nonces[s.from]
	for i, call := range calls {
		if call.To == (common.Address{}) {
			return fmt.Errorf("offer call %d of %d: it goes to nobody", i, len(calls))
		}
		if need := intrinsic(call.Data); call.Gas < need || call.Gas > blockGas {
			return fmt.Errorf("offer call %d of %d: its gas is %d, at least %d and at most %d are possible", i, len(calls), call.Gas, need, blockGas)
		}
		call.Data = append([]byte(nil), call.Data...)
		s.chain.pool.put(&tx{from: s.from, nonce: first + uint64(i), call: call})
	}
	return nil
}

// Balance implements l1anchor.Sender.
func (s *Sender) Balance(ctx context.Context) (*big.Int, error) {
	s.chain.mu.Lock()
	defer s.chain.mu.Unlock()
	return s.chain.head().balance(s.from), ctx.Err()
}

// Address implements l1anchor.Sender.
func (s *Sender) Address() common.Address { return s.from }
