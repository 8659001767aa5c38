// SPDX-License-Identifier: Apache-2.0

package lie

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
)

// Front sends the moves of others again before they are mined: the same call with the same coin from an account of
// its own, at a higher price. It sees them where they wait, in the L1 node, which must answer txpool_content.
type Front struct {
	URL      string // JSON-RPC of the L1 node
	Contract common.Address
	Key      *ecdsa.PrivateKey       // of the account that copies; nobody else sends from it
	Purse    *ecdsa.PrivateKey       // of the account that gives it money
	Own      map[common.Address]bool // accounts whose moves are not copied
	Of       map[common.Address]bool // if there are any, those whose moves alone are
	Log      *slog.Logger
}

// CopyKey is the key of the account that copies for a liar.
func CopyKey(liar *ecdsa.PrivateKey) (*ecdsa.PrivateKey, error) {
	return crypto.ToECDSA(crypto.Keccak256([]byte("the account that copies"), crypto.FromECDSA(liar)))
}

const (
	frontPoll  = 50 * time.Millisecond
	frontCoins = 100
)

// Fund gives the account that copies money, unless it has some. Nobody else may send from Purse meanwhile.
func (f *Front) Fund(ctx context.Context) error {
	c, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer c.l1.Close()
	return c.fund(ctx)
}

// Run copies until ctx ends.
func (f *Front) Run(ctx context.Context) error {
	c, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer c.l1.Close()
	for ctx.Err() == nil {
		if err := c.look(ctx); err != nil && ctx.Err() == nil {
			f.Log.Warn("moves of others cannot be copied for now", "err", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(frontPoll):
		}
	}
	return nil
}

func (f *Front) open(ctx context.Context) (*copier, error) {
	l1, err := ethclient.DialContext(ctx, f.URL)
	if err != nil {
		return nil, fmt.Errorf("dial L1: %w", err)
	}
	id, err := l1.ChainID(ctx)
	if err != nil {
		l1.Close()
		return nil, fmt.Errorf("ask L1 for its chain: %w", err)
	}
	return &copier{Front: f, l1: l1, signer: types.NewEIP155Signer(id), done: make(map[common.Hash]bool)}, nil
}

// copier is a Front that runs.
type copier struct {
	*Front
	l1     *ethclient.Client
	signer types.Signer
	nonce  uint64
	done   map[common.Hash]bool // transactions that were copied, or are not worth it
}

func (c *copier) address() common.Address { return crypto.PubkeyToAddress(c.Key.PublicKey) }

func (c *copier) fund(ctx context.Context) error {
	want := new(big.Int).Mul(big.NewInt(frontCoins), big.NewInt(gethparams.Ether))
	has, err := c.l1.BalanceAt(ctx, c.address(), nil)
	if err != nil {
		return fmt.Errorf("read a balance on L1: %w", err)
	}
	if has.Cmp(new(big.Int).Rsh(want, 1)) >= 0 {
		return nil
	}
	from := crypto.PubkeyToAddress(c.Purse.PublicKey)
	nonce, err := c.l1.NonceAt(ctx, from, nil)
	if err != nil {
		return fmt.Errorf("read a nonce on L1: %w", err)
	}
	to := c.address()
	tx, err := types.SignNewTx(c.Purse, c.signer, &types.LegacyTx{Nonce: nonce, GasPrice: big.NewInt(2 * gethparams.GWei), Gas: 21_000, To: &to, Value: want})
	if err != nil {
		return err
	}
	if err := c.l1.SendTransaction(ctx, tx); err != nil {
		return fmt.Errorf("give the account that copies money: %w", err)
	}
	for {
		if _, err := c.l1.TransactionReceipt(ctx, tx.Hash()); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(frontPoll):
		}
	}
}

// waiting is a transaction in the L1 node.
type waiting struct {
	Hash     common.Hash     `json:"hash"`
	From     common.Address  `json:"from"`
	To       *common.Address `json:"to"`
	Input    hexutil.Bytes   `json:"input"`
	Value    *hexutil.Big    `json:"value"`
	Gas      hexutil.Uint64  `json:"gas"`
	GasPrice *hexutil.Big    `json:"gasPrice"`
}

// look copies what waits now.
func (c *copier) look(ctx context.Context) error {
	var pool struct {
		Pending map[common.Address]map[string]waiting `json:"pending"`
	}
	if err := c.l1.Client().CallContext(ctx, &pool, "txpool_content"); err != nil {
		return fmt.Errorf("ask L1 what waits: %w", err)
	}
	var err error
	if c.nonce, err = c.l1.PendingNonceAt(ctx, c.address()); err != nil {
		return fmt.Errorf("read a nonce on L1: %w", err)
	}
	var errs []error
	for _, of := range pool.Pending {
		for _, tx := range of {
			if !c.wants(&tx) {
				continue
			}
			c.done[tx.Hash] = true
			errs = append(errs, c.again(ctx, &tx))
		}
	}
	return errors.Join(errs...)
}

func (c *copier) wants(tx *waiting) bool {
	return !c.done[tx.Hash] && tx.To != nil && *tx.To == c.Contract && tx.From != c.address() && !c.Own[tx.From] && (len(c.Of) == 0 || c.Of[tx.From])
}

// again sends a move again, for a quarter more, if it would do something for the account that copies.
func (c *copier) again(ctx context.Context, tx *waiting) error {
	price := new(big.Int).Add(tx.GasPrice.ToInt(), new(big.Int).Rsh(tx.GasPrice.ToInt(), 2))
	signed, err := types.SignNewTx(c.Key, c.signer, &types.LegacyTx{
		Nonce: c.nonce, GasPrice: price, Gas: uint64(tx.Gas), To: &c.Contract, Value: tx.Value.ToInt(), Data: tx.Input,
	})
	if err != nil {
		return err
	}
	var out hexutil.Bytes
	err = c.l1.Client().CallContext(ctx, &out, "eth_call", map[string]any{
		"from": c.address(), "to": c.Contract, "value": tx.Value, "data": tx.Input, "gas": tx.Gas,
	}, "latest")
	var refused rpc.DataError
	if errors.As(err, &refused) {
		return nil // the contract refuses it from this account
	}
	if err != nil {
		return fmt.Errorf("try a move of %s: %w", tx.From, err)
	}
	if err := c.l1.SendTransaction(ctx, signed); err != nil {
		return fmt.Errorf("send a move of %s again: %w", tx.From, err)
	}
	c.nonce++
	c.Log.Info("copied a move", "of", tx.From, "price", price)
	return nil
}
