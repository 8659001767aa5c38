// SPDX-License-Identifier: Apache-2.0

// Package account gets calls of one L1 account mined for several users, such as a batcher and a challenger: it gives
// out nonces, raises prices, and sends again what a reorg takes back. It speaks to a node through Node.
//
// It stores nothing. What it remembers of the transactions that it sent saves the node work, and keeps one user from
// the nonces of another; an Account without memory offers its users' calls at the going price and outbids whatever it
// finds under their nonces.
package account

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
)

// Node is what an account needs of an L1 node.
type Node interface {
	// Head names the tip.
	Head(ctx context.Context) (l1anchor.Ref, error)
	// Nonce is the next one of an account at the tip, which may be a newer one than that of Head.
	Nonce(ctx context.Context, who common.Address) (uint64, error)
	// Balance is what an account holds at the tip, in wei.
	Balance(ctx context.Context, who common.Address) (*big.Int, error)
	// Rooms are what others than the account paid for room in the newest blocks from head on, newest first. Those
	// before an error are good.
	Rooms(ctx context.Context, head common.Hash) ([]l1anchor.Room, error)
	// Send gives a signed transaction to the node. One that it has already is no error. The error matches
	// ErrNonceTooLow or ErrUnderpriced when that is what is wrong, and ErrRefused when the node will not carry the
	// transaction for another reason.
	Send(ctx context.Context, raw []byte) error
}

// What a node answers to a transaction, as far as it matters here.
var (
	ErrNonceTooLow = errors.New("nonce too low")
	ErrUnderpriced = errors.New("underpriced") // also when it replaces another one
)

// Config is the operator's. Fields without a remark must be set.
type Config struct {
	ChainID uint64            // EIP-155 id of the L1
	Key     *ecdsa.PrivateKey // of the account; nobody else may send from it
	Floor   *big.Int          // least gas price, wei; 1 gwei if nil
	Cap     *big.Int          // most gas price, wei; 500 gwei if nil
	Refund  *big.Int          // gas price that somebody pays back, wei; nothing if nil. See Above
	Wait    uint64            // L1 blocks after which a pending transaction's price is raised; 6 if 0
	Move    uint64            // L1 blocks in which a call of OfferBy ought to be mined if Refund pays for it; 8 if 0
	Log     *slog.Logger      // slog.Default if nil
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.ChainID == 0 {
		errs = append(errs, errors.New("L1 chain id: missing"))
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

// Account is one account on L1. All methods may be called from several goroutines.
type Account struct {
	node   Node
	cfg    Config
	from   common.Address
	signer types.Signer

	mu    sync.Mutex      // held during an offer
	sent  map[uint64]sent // by nonce
	next  uint64          // nonce below which all was mined when it was looked at last
	above *big.Int        // what those cost that are not in sent any more, see Above
}

// sent is the transaction that was last accepted for a nonce.
type sent struct {
	user  string
	call  l1anchor.Call
	price *big.Int
	since l1anchor.Height // head when that price was first offered
	// refused is that the node did not take it when it was offered again. Other nodes may have it.
	refused bool
}

// New makes no request yet.
func New(node Node, cfg Config) (*Account, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.Floor == nil {
		cfg.Floor = big.NewInt(1e9)
	}
	if cfg.Move == 0 {
		cfg.Move = 8
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
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	return &Account{
		node: node, cfg: cfg, from: crypto.PubkeyToAddress(cfg.Key.PublicKey),
		signer: types.NewEIP155Signer(new(big.Int).SetUint64(cfg.ChainID)), sent: make(map[uint64]sent), above: new(big.Int),
	}, nil
}

// User is the account as one user has it. Each has a name of its own.
func (a *Account) User(name string) *User { return &User{a, name} }

// User is an account as one of its users has it. It is an l1anchor.Sender.
type User struct {
	*Account
	name string
}

// Address implements l1anchor.Sender.
func (u *User) Address() common.Address { return u.from }

// Balance implements l1anchor.Sender.
func (u *User) Balance(ctx context.Context) (*big.Int, error) {
	b, err := u.node.Balance(ctx, u.from)
	if err != nil {
		return nil, fmt.Errorf("read the balance of %s: %w", u.from, err)
	}
	return b, nil
}

// Offer implements l1anchor.Sender. Calls of an earlier and longer offer that wait behind these stay as they are. The
// price is what others paid in the newest blocks for as much room as the largest call takes, within floor and cap. A
// transaction that is not mined within Wait blocks is re-sent for at least an eighth more.
func (u *User) Offer(ctx context.Context, calls []l1anchor.Call) error {
	if err := valid(calls); err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	var err error
	for range tries {
		if err = u.offer(ctx, u.name, calls); !errors.Is(err, ErrNonceTooLow) {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("offer %d L1 calls from %s: %w", len(calls), u.from, err)
	}
	return nil
}

// OfferFrom is Offer for calls that must have certain nonces, such as those that create contracts at known addresses:
// the first of them gets the nonce next. Unless that is the account's at the L1 head, and as soon as it is not,
// nothing more is offered, and placed is false: who meant the calls for that nonce has to look at L1 again. No other
// user may have a nonce from there on.
func (u *User) OfferFrom(ctx context.Context, next uint64, calls []l1anchor.Call) (placed bool, err error) {
	if err := valid(calls); err != nil {
		return false, err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	_, err = u.offerFrom(ctx, u.name, next, calls, plan{
		places: func() []numbered { return inOrder(next, calls) },
		asks: func(all []numbered, going *big.Int) []ask {
			return slices.Repeat([]ask{{price: going, wait: u.cfg.Wait}}, len(all))
		},
	})
	return u.placed(next, calls, err)
}

func (u *User) placed(next uint64, calls []l1anchor.Call, err error) (bool, error) {
	switch {
	case errors.Is(err, ErrNonceTooLow):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("offer %d L1 calls from nonce %d of %s on: %w", len(calls), next, u.from, err)
	}
	return true, nil
}

// valid refuses calls that are none.
func valid(calls []l1anchor.Call) error {
	for i := range calls {
		if calls[i].Create != (calls[i].To == (common.Address{})) {
			return fmt.Errorf("offer call %d of %d: it goes to nobody, or creates a contract at %s", i, len(calls), calls[i].To)
		}
	}
	return nil
}

// tries is how often Offer begins anew because the head moved under it.
const tries = 3
