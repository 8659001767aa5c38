// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/account"
)

// Sending is a node as an account needs it.
type Sending struct {
	c      *client
	market *Market
}

var _ account.Node = (*Sending)(nil)

// NewSending is for the account with that address, whose bids do not count. It makes no request yet.
func NewSending(cfg Config, own common.Address) (*Sending, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	return &Sending{c: c, market: newMarket(c, own)}, nil
}

// Close drops idle connections.
func (s *Sending) Close() { s.c.close() }

// Head implements account.Node.
func (s *Sending) Head(ctx context.Context) (l1anchor.Ref, error) {
	b := new(wireBlock)
	if err := s.c.call(ctx, b, "eth_getBlockByNumber", "latest", false); err != nil {
		return l1anchor.Ref{}, err
	}
	if b.header == nil {
		return l1anchor.Ref{}, l1anchor.ErrUnknownBlock
	}
	return b.ref(), nil
}

// Nonce implements account.Node.
func (s *Sending) Nonce(ctx context.Context, who common.Address) (uint64, error) {
	var n hexutil.Uint64
	err := s.c.call(ctx, &n, "eth_getTransactionCount", who, "latest")
	return uint64(n), err
}

// Balance implements account.Node.
func (s *Sending) Balance(ctx context.Context, who common.Address) (*big.Int, error) {
	var b hexutil.Big
	err := s.c.call(ctx, &b, "eth_getBalance", who, "latest")
	return b.ToInt(), err
}

// Rooms implements account.Node.
func (s *Sending) Rooms(ctx context.Context, head common.Hash) ([]l1anchor.Room, error) {
	return s.market.behind(ctx, head)
}

// The words of core-geth and go-ethereum for a transaction that they have.
const alreadyKnown, known = "already known", "known transaction"

// Send implements account.Node.
func (s *Sending) Send(ctx context.Context, raw []byte) error {
	var hash common.Hash
	err := s.c.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	var answered rpc.Error
	if !errors.As(err, &answered) {
		return err
	}
	switch said := answered.Error(); {
	case strings.Contains(said, alreadyKnown), strings.Contains(said, known):
		return nil
	case strings.Contains(said, account.ErrNonceTooLow.Error()):
		return account.ErrNonceTooLow
	case strings.Contains(said, account.ErrUnderpriced.Error()):
		return account.ErrUnderpriced // also "replacement transaction underpriced"
	}
	return fmt.Errorf("%w: %w", account.ErrRefused, err)
}
