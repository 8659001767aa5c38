// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/stateroot/params"
)

// l1Node is a node of the L1 that a rollup stands on. This file alone names the adapter that speaks to it: with a second family of L1s,
// the rollup's parameters choose here.
type l1Node interface {
	batcher.L1
	// ForceDelay is that of the inbox.
	ForceDelay(ctx context.Context) (time.Duration, error)
	// Check asks whether the node can lead to the rollup at all, whose inbox was created at that height.
	Check(ctx context.Context, created l1anchor.Height) error
	Close()
}

// isOtherL1 tells whether Check has found that the node is of another L1 than the rollup's.
func isOtherL1(err error) bool {
	return errors.Is(err, etc.ErrOtherChain) || errors.Is(err, etc.ErrNoInbox)
}

func l1Config(url string, rollup *params.Params, log *slog.Logger) etc.Config {
	return etc.Config{URL: url, ChainID: rollup.L1ChainID, Inbox: rollup.Inbox, Log: log}
}

// openL1 makes no request yet.
func openL1(url string, rollup *params.Params, log *slog.Logger) (l1Node, error) {
	return etc.NewReader(l1Config(url, rollup, log))
}

// openMarket is what shows what others pay on L1.
func openMarket(url string, rollup *params.Params, log *slog.Logger) (*etc.Market, error) {
	return etc.NewMarket(l1Config(url, rollup, log))
}

// openDeploying is what a deployment reads of L1, for the account with that key. Its connections end with release.
func openDeploying(url string, rollup *params.Params, key *ecdsa.PrivateKey, log *slog.Logger) (l1 deploy.L1, release func(), err error) {
	node, err := etc.NewSending(l1Config(url, rollup, log), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		return nil, nil, err
	}
	return node, node.Close, nil
}

// openAccount is the L1 account with that key, for all who send from it. Its connections end with release.
func openAccount(url string, rollup *params.Params, key *ecdsa.PrivateKey, log *slog.Logger) (a *l1account.Account, release func(), err error) {
	node, err := etc.NewSending(l1Config(url, rollup, log), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		return nil, nil, err
	}
	a, err = l1account.New(node, l1account.Config{ChainID: rollup.L1ChainID, Key: key, Log: log})
	if err != nil {
		node.Close()
		return nil, nil, err
	}
	return a, node.Close, nil
}
