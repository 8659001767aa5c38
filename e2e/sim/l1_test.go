// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// l1View is a member's L1 node, which it may not see for a while.
type l1View struct {
	ground
	of *member
}

var errBlind = errors.New("the L1 node does not answer")

// Head implements l1anchor.Reader.
func (v l1View) Head(ctx context.Context) (l1anchor.Ref, error) {
	if v.of.blind.Load() {
		return l1anchor.Ref{}, errBlind
	}
	return v.ground.Head(ctx)
}

// BlockByHash implements l1anchor.Reader.
func (v l1View) BlockByHash(ctx context.Context, hash common.Hash) (*l1anchor.Block, error) {
	if v.of.blind.Load() {
		return nil, errBlind
	}
	return v.ground.BlockByHash(ctx, hash)
}

// BlockByHeight implements l1anchor.Reader.
func (v l1View) BlockByHeight(ctx context.Context, h l1anchor.Height) (*l1anchor.Block, error) {
	if v.of.blind.Load() {
		return nil, errBlind
	}
	return v.ground.BlockByHeight(ctx, h)
}

// Check implements node.L1.
func (v l1View) Check(ctx context.Context, created l1anchor.Height, terms l1anchor.Terms) error {
	if v.of.blind.Load() {
		return errBlind
	}
	return v.ground.Check(ctx, created, terms)
}

// Rooms implements node.Market.
func (v l1View) Rooms(ctx context.Context) ([]l1anchor.Room, error) {
	if v.of.blind.Load() {
		return nil, errBlind
	}
	return v.ground.Rooms(ctx)
}
