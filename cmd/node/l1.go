// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"log/slog"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/rollup"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/l1anchor"
	l1account "github.com/layeredpow/adit/l1anchor/account"
	"github.com/layeredpow/adit/l1anchor/etc"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/params"
)

// L1 is a node of the L1 that a rollup stands on. This file alone names the adapter that speaks to it, and the
// rollup's family says which one that is.
type L1 interface {
	batcher.L1
	// Check asks whether the node can lead to the rollup at all, whose inbox was created at that height with those
	// terms.
	Check(ctx context.Context, created l1anchor.Height, terms l1anchor.Terms) error
	Close()
}

// courtL1 is a node of an L1 as somebody needs it who disputes there. What it gives is bound to the hash of a block.
type courtL1 interface {
	challenger.L1
	rollup.Slots
	// CodeAt is what stands at an address behind the block with that hash.
	CodeAt(ctx context.Context, block common.Hash, at common.Address) ([]byte, error)
	Close()
}

// isOtherL1 tells whether Check has found that the node is of another L1 than the rollup's.
func isOtherL1(err error) bool {
	return errors.Is(err, etc.ErrOtherChain) || errors.Is(err, etc.ErrNoInbox) || isOtherInbox(err)
}

// isOtherInbox tells whether Check has found that the inbox was created otherwise than the rollup says.
func isOtherInbox(err error) bool { return errors.Is(err, etc.ErrOtherInbox) }

// FamilyOf is the family of the L1 that a rollup stands on. It refuses a rollup that such an L1 could not carry, and
// a family whose nodes this program does not speak to.
func FamilyOf(rollup *params.Params) (family.Family, error) {
	f, err := family.Of(rollup.L1Family)
	if err == nil && f.Adapter != "etc" {
		err = fmt.Errorf("l1_family is %q: this program has no adapter %q", f.Name, f.Adapter)
	}
	if err == nil {
		err = f.Check(rollup.L1ChainID, rollup.Terms())
	}
	return f, err
}

func l1Config(url string, rollup *params.Params, log *slog.Logger) etc.Config {
	return etc.Config{URL: url, ChainID: rollup.L1ChainID, Inbox: rollup.Inbox, Log: log}
}

// openL1 makes no request yet.
func openL1(url string, rollup *params.Params, log *slog.Logger) (L1, error) {
	return etc.NewReader(l1Config(url, rollup, log))
}

// openCourt makes no request yet.
func openCourt(url string, rollup *params.Params, log *slog.Logger) (courtL1, error) {
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
	return openBidder(url, rollup, key, prices{}, log)
}

// prices are of a unit of L1 gas, in wei: the most that is bid, and what somebody pays back; nil is the usual. move is
// in how many blocks a call ought to be mined.
type prices struct {
	most, refund *big.Int
	move         uint64
}

// openBidder is openAccount of somebody who says how much to bid.
func openBidder(url string, rollup *params.Params, key *ecdsa.PrivateKey, p prices, log *slog.Logger) (a *l1account.Account, release func(), err error) {
	node, err := etc.NewSending(l1Config(url, rollup, log), crypto.PubkeyToAddress(key.PublicKey))
	if err != nil {
		return nil, nil, err
	}
	f, err := family.Of(rollup.L1Family)
	if err == nil {
		a, err = l1account.New(node, l1account.Config{
			ChainID: rollup.L1ChainID, Key: key, Floor: f.Fees.Floor(), Cap: p.most, Refund: p.refund, Move: p.move, Log: log,
		})
		err = wrongSettings(err)
	}
	if err != nil {
		node.Close()
		return nil, nil, err
	}
	return a, node.Close, nil
}
