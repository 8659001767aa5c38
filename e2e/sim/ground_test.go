// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"crypto/ecdsa"
	"log/slog"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot/params"
)

// ground is the L1 that a simulation stands on: as a node shows it, and as miners make it.
type ground interface {
	node.L1
	node.Market
	// sender sends from the account that holds a seat. A batcher has one of its own.
	sender() (l1anchor.Sender, error)
	mine() error
	// goBack takes blocks back and mines one more than that.
	goBack(depth int) error
}

// scripted is an L1 whose inbox is Go.
type scripted struct{ *l1test.Chain }

// Rooms implements node.Market.
func (g scripted) Rooms(context.Context) ([]l1anchor.Room, error) {
	return g.Chain.Rooms(marketBlocks), nil
}

// Check implements node.L1.
func (g scripted) Check(context.Context, l1anchor.Height, l1anchor.Terms) error { return nil }

// Close implements node.L1.
func (g scripted) Close() {}

func (g scripted) sender() (l1anchor.Sender, error) { return g.Sender(seat), nil }

func (g scripted) mine() error {
	g.Mine(1, l1Spacing)
	return nil
}

func (g scripted) goBack(depth int) error {
	g.Reorg(depth, depth+1)
	return nil
}

// executing is an L1 that executes contracts, the inbox among them. The product's adapter reads it and sends to it.
type executing struct {
	*etc.Reader
	market *etc.Market
	chain  *l1evm.Chain
	cfg    etc.Config
	key    *ecdsa.PrivateKey // of the account that holds a seat
}

// newExecuting makes an L1 with an inbox in its first block.
func newExecuting(chainID, now uint64, log *slog.Logger) (*executing, error) {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("seat")))
	if err != nil {
		return nil, err
	}
	holder := crypto.PubkeyToAddress(key.PublicKey)
	g := &executing{key: key}
	if g.chain, err = l1evm.New(l1evm.Config{ChainID: chainID, Time: now, Alloc: types.GenesisAlloc{holder: {Balance: l1test.Funds}}}); err != nil {
		return nil, err
	}
	g.cfg = etc.Config{URL: "http://l1.invalid", ChainID: chainID, Inbox: crypto.CreateAddress(holder, 0), Transport: g.chain.Node(), Log: log}
	if g.Reader, err = etc.NewReader(g.cfg); err != nil {
		return nil, err
	}
	if g.market, err = etc.NewMarket(g.cfg); err != nil {
		return nil, err
	}
	return g, g.deploy(holder)
}

func (g *executing) deploy(holder common.Address) error {
	input := append(common.FromHex(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor([]common.Address{holder}, common.Address{}, common.Address{}, forceDelay, 7_200, maxMessages, params.MaxBatchData)...)
	tx, err := types.SignNewTx(g.key, types.NewEIP155Signer(new(big.Int).SetUint64(g.cfg.ChainID)), &types.LegacyTx{GasPrice: big.NewInt(1e9), Gas: 5_000_000, Data: input})
	if err != nil {
		return err
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return err
	}
	node, err := etc.NewSending(g.cfg, holder)
	if err != nil {
		return err
	}
	defer node.Close()
	if err := node.Send(context.Background(), raw); err != nil {
		return err
	}
	return g.mine()
}

// Rooms implements node.Market.
func (g *executing) Rooms(ctx context.Context) ([]l1anchor.Room, error) { return g.market.Rooms(ctx) }

func (g *executing) sender() (l1anchor.Sender, error) {
	n, err := etc.NewSending(g.cfg, crypto.PubkeyToAddress(g.key.PublicKey))
	if err != nil {
		return nil, err
	}
	a, err := l1account.New(n, l1account.Config{ChainID: g.cfg.ChainID, Key: g.key, Log: g.cfg.Log})
	if err != nil {
		return nil, err
	}
	return a.User("batcher"), nil
}

func (g *executing) mine() error {
	_, err := g.chain.Mine(1, l1Spacing)
	return err
}

func (g *executing) goBack(depth int) error {
	_, err := g.chain.Reorg(depth, depth+1, l1Spacing)
	return err
}
