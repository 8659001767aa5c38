// SPDX-License-Identifier: Apache-2.0

package etc

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/layeredpow/adit/l1anchor"
)

// SenderConfig is the operator's. Fields without a remark must be set.
type SenderConfig struct {
	Config
	Key   *ecdsa.PrivateKey // of the account; nobody else may send from it
	Floor *big.Int          // least gas price, wei; 1 gwei if nil
	Cap   *big.Int          // most gas price, wei; 500 gwei if nil
	Wait  uint64            // L1 blocks after which a pending transaction's price is raised; 6 if 0
}

// Validate gives all complaints at once.
func (c *SenderConfig) Validate() error {
	errs := []error{c.Config.Validate()}
	if c.Inbox == (common.Address{}) {
		errs = append(errs, errors.New("L1 inbox: missing"))
	}
	if c.Key == nil {
		errs = append(errs, errors.New("L1 key: missing"))
	}
	if c.Floor != nil && c.Floor.Sign() < 0 {
		errs = append(errs, fmt.Errorf("least L1 gas price: %s is negative", c.Floor))
	}
	if c.Floor != nil && c.Cap != nil && c.Cap.Cmp(c.Floor) < 0 {
		errs = append(errs, fmt.Errorf("L1 gas price: at most %s is less than at least %s", c.Cap, c.Floor))
	}
	return errors.Join(errs...)
}

// Sender implements l1anchor.Sender with legacy transactions (EIP-155).
//
// It stores nothing. What it remembers of the transactions that it sent only saves the node work: a Sender without
// memory offers its calls at the going price and outbids whatever it finds under their nonces.
type Sender struct {
	c      *client
	market *Market
	cfg    SenderConfig
	from   common.Address
	signer types.Signer

	mu   sync.Mutex      // held during Offer
	sent map[uint64]sent // by nonce
}

// sent is the transaction that was last accepted for a nonce.
type sent struct {
	call  common.Hash // what it carries
	price *big.Int
	since l1anchor.Height // head when that price was first offered
}

var _ l1anchor.Sender = (*Sender)(nil)

// NewSender sends from the key's account to the inbox. It makes no request yet.
func NewSender(cfg SenderConfig) (*Sender, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.Floor == nil {
		cfg.Floor = big.NewInt(1e9)
	}
	if cfg.Cap == nil {
		cfg.Cap = new(big.Int).Mul(big.NewInt(500), big.NewInt(1e9))
		if cfg.Cap.Cmp(cfg.Floor) < 0 {
			cfg.Cap = cfg.Floor
		}
	}
	if cfg.Wait == 0 {
		cfg.Wait = 6
	}
	c, err := newClient(cfg.Config)
	if err != nil {
		return nil, err
	}
	from := crypto.PubkeyToAddress(cfg.Key.PublicKey)
	return &Sender{
		c:      c,
		market: newMarket(c, from),
		cfg:    cfg,
		from:   from,
		signer: types.NewEIP155Signer(new(big.Int).SetUint64(cfg.ChainID)),
		sent:   make(map[uint64]sent),
	}, nil
}

// Close drops idle connections.
func (s *Sender) Close() { s.c.close() }

// Address is the account that sends.
func (s *Sender) Address() common.Address { return s.from }

// Balance is what the account holds at the L1 head, in wei.
func (s *Sender) Balance(ctx context.Context) (*big.Int, error) {
	var b hexutil.Big
	if err := s.c.call(ctx, &b, "eth_getBalance", s.from, "latest"); err != nil {
		return nil, fmt.Errorf("read the balance of %s: %w", s.from, err)
	}
	return b.ToInt(), nil
}

// tries is how often Offer begins anew because the head moved under it.
const tries = 3

// Offer makes the account's next transactions carry these calls. What waits behind them, from an earlier and longer
// offer, stays as it is. The price is what room for the largest call is worth in the newest blocks, by what others paid
// there, within floor and cap; a transaction that is not mined within Wait blocks is offered again for at least an eighth more.
func (s *Sender) Offer(ctx context.Context, calls []l1anchor.Call) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for range tries {
		if err = s.offer(ctx, calls); !errors.Is(err, errNonceTooLow) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("offer %d L1 calls from %s: %w", len(calls), s.from, err)
	}
	return nil
}

func (s *Sender) offer(ctx context.Context, calls []l1anchor.Call) error {
	if len(calls) == 0 {
		return nil
	}
	head, next, going, err := s.survey(ctx, need(calls))
	if err != nil {
		return err
	}
	s.forget(next)
	for i, call := range calls {
		if err := s.place(ctx, head, next+uint64(i), going, call); err != nil {
			return fmt.Errorf("call %d, nonce %d: %w", i, next+uint64(i), err)
		}
	}
	return nil
}

// survey reads head, next nonce and the going price for that much gas. The nonce may be of a newer head than the one returned:
// then the node says that it is too low, or the next Offer puts it right.
func (s *Sender) survey(ctx context.Context, gas uint64) (head l1anchor.Height, next uint64, going *big.Int, err error) {
	b := new(wireBlock)
	if err = s.c.call(ctx, b, "eth_getBlockByNumber", "latest", false); err != nil {
		return
	}
	if b.header == nil {
		err = l1anchor.ErrUnknownBlock
		return
	}
	var n hexutil.Uint64
	if err = s.c.call(ctx, &n, "eth_getTransactionCount", s.from, "latest"); err != nil {
		return
	}
	return b.ref().Height, uint64(n), s.going(ctx, b.hash, gas), nil
}

// going is the price at which a call sets out. A node that does not show its blocks is no reason to post nothing: what
// is bid too low for them is raised step by step.
func (s *Sender) going(ctx context.Context, head common.Hash, gas uint64) *big.Int {
	rooms, err := s.market.behind(ctx, head)
	if err != nil {
		s.c.Log.Warn("what others pay on L1 is not known in full", "blocks", len(rooms), "err", err)
	}
	return s.within(l1anchor.Going(rooms, gas))
}

// reach is how many mined nonces stay remembered, for the reorg that brings them back.
const reach = 256

func (s *Sender) forget(next uint64) {
	for nonce := range s.sent {
		if nonce+reach < next {
			delete(s.sent, nonce)
		}
	}
}

// place gets call pending under nonce.
func (s *Sender) place(ctx context.Context, head l1anchor.Height, nonce uint64, going *big.Int, call l1anchor.Call) error {
	want := sent{call: digest(call), price: going, since: head}
	was, ok := s.sent[nonce]
	switch {
	case ok && was.call == want.call && !s.waited(was, head):
		want = was // the same bytes again: the node may have lost them, or have gone back behind the block that held them
	case ok:
		want.price = s.raised(was.price, going)
	}
	for {
		err := s.send(ctx, nonce, want.price, call)
		if errors.Is(err, errUnderpriced) {
			higher := s.raised(want.price, going)
			if higher.Cmp(want.price) > 0 {
				want.price, want.since = higher, head
				continue
			}
			return fmt.Errorf("%w at the highest price allowed, %s wei", err, want.price)
		}
		if err != nil {
			return err
		}
		s.sent[nonce] = want
		return nil
	}
}

// waited tells whether t has been pending for too long at its price. A head below since means that a reorg was there.
func (s *Sender) waited(t sent, head l1anchor.Height) bool {
	return t.price.Cmp(s.cfg.Cap) < 0 && head > t.since && uint64(head-t.since) >= s.cfg.Wait
}

// raised is a price that replaces one: an eighth more, which is over the tenth that nodes ask for, and at least the
// going price.
func (s *Sender) raised(price, going *big.Int) *big.Int {
	up := new(big.Int).Add(price, new(big.Int).Rsh(price, 3))
	up.Add(up, big.NewInt(1))
	if up.Cmp(going) < 0 {
		up.Set(going)
	}
	return s.within(up)
}

func (s *Sender) within(price *big.Int) *big.Int {
	switch {
	case price.Cmp(s.cfg.Floor) < 0:
		return s.cfg.Floor
	case price.Cmp(s.cfg.Cap) > 0:
		return s.cfg.Cap
	}
	return price
}

// What a node answers to a transaction, as far as it matters here. The words are those of core-geth and go-ethereum.
var (
	errNonceTooLow = errors.New("nonce too low")
	errUnderpriced = errors.New("underpriced") // also "replacement transaction underpriced"
)

const alreadyKnown, known = "already known", "known transaction"

// send signs and sends. Signatures are deterministic: the same call, nonce and price give the same bytes.
func (s *Sender) send(ctx context.Context, nonce uint64, price *big.Int, call l1anchor.Call) error {
	tx, err := types.SignNewTx(s.cfg.Key, s.signer, &types.LegacyTx{
		Nonce: nonce, GasPrice: price, Gas: call.Gas, To: &s.cfg.Inbox, Data: call.Data,
	})
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return fmt.Errorf("encode: %w", err)
	}
	var hash common.Hash
	err = s.c.call(ctx, &hash, "eth_sendRawTransaction", hexutil.Bytes(raw))
	var answered rpc.Error
	if !errors.As(err, &answered) {
		return err
	}
	switch said := answered.Error(); {
	case strings.Contains(said, alreadyKnown), strings.Contains(said, known):
		return nil
	case strings.Contains(said, errNonceTooLow.Error()):
		return errNonceTooLow
	case strings.Contains(said, errUnderpriced.Error()):
		return errUnderpriced
	}
	return err
}

func digest(c l1anchor.Call) common.Hash {
	return crypto.Keccak256Hash(new(big.Int).SetUint64(c.Gas).FillBytes(make([]byte, 8)), c.Data)
}
