// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
)

// L1 is what a deployment reads of L1.
type L1 interface {
	Head(ctx context.Context) (l1anchor.Ref, error)
	Nonce(ctx context.Context, who common.Address) (uint64, error)
	Balance(ctx context.Context, who common.Address) (*big.Int, error)
	// Code is what stands at an address behind the block at that height.
	Code(ctx context.Context, at common.Address, behind l1anchor.Height) ([]byte, error)
	// Block names the block at that height of the best chain, and tells its timestamp. The error matches
	// l1anchor.ErrUnknownBlock when the chain does not go there.
	Block(ctx context.Context, h l1anchor.Height) (ref l1anchor.Ref, time uint64, err error)
}

// Sender sends from the account that deploys.
type Sender interface {
	Address() common.Address
	// OfferFrom has the account's next transactions carry the calls, the first of them under that nonce. Unless the
	// account is there, and as soon as it is not, nothing more is offered, and placed is false.
	OfferFrom(ctx context.Context, next uint64, calls []l1anchor.Call) (placed bool, err error)
}

// Config says how a deployment is carried out.
type Config struct {
	Journal       string          // file that says where it began: the next process goes on from there
	Confirmations l1anchor.Height // L1 blocks that must stand on the inbox before the rollup is created, and on the rollup in the end
	Poll          time.Duration   // between two looks at L1
	Log           *slog.Logger
}

// Deployed is what a deployment has led to.
type Deployed struct {
	Params    *params.Params
	Contracts []Contract // in the order of their creation, the rollup last
}

// At is where a contract stands; zero where the deployment has none of that name.
func (d *Deployed) At(name Name) common.Address { return addressOf(d.Contracts, name) }

// run is one process that carries a deployment out.
type run struct {
	l1      L1
	sender  Sender
	cfg     Config
	journal journal
	plan    *Plan
	told    string // what was last said to be waited for

	// The rollup as last planned, for an inbox of that block: to plan it takes longer than to look.
	planned   birth
	rollup    Contract
	constants *params.Params
}

// Run deploys from the sender's account, which it needs for itself. First come all contracts but the rollup, then,
// when the inbox is deep enough in L1 for its block to stay, the rollup, which has that block in its parameters. A
// process that ends anywhere on the way leaves the journal and what is on L1, and the next one looks at both.
func Run(ctx context.Context, spec *Spec, l1 L1, sender Sender, cfg Config) (*Deployed, error) {
	began, plan, err := begin(ctx, spec, l1, sender.Address(), cfg.Journal)
	if err != nil {
		return nil, err
	}
	r := &run{l1: l1, sender: sender, cfg: cfg, journal: began, plan: plan}
	for {
		done, err := r.look(ctx)
		if err != nil || done != nil {
			return done, err
		}
		select {
		case <-time.After(cfg.Poll):
		case <-ctx.Done():
			return nil, fmt.Errorf("deploy: %w; the next start goes on from %s", ctx.Err(), cfg.Journal)
		}
	}
}

// look sees what L1 has, anew each time since L1 may have been rewritten, and does what is next. It is done when it
// gives something.
func (r *run) look(ctx context.Context) (*Deployed, error) {
	done, err := r.next(ctx)
	if errors.Is(err, errMoved) {
		return nil, nil
	}
	return done, err
}

func (r *run) next(ctx context.Context) (*Deployed, error) {
	if ok, err := r.there(ctx, r.plan.First); err != nil || !ok {
		return nil, err
	}
	born, err := r.born(ctx)
	if err != nil {
		return nil, err
	}
	if head, err := r.l1.Head(ctx); err != nil || head.Height < born.Height+r.cfg.Confirmations {
		r.tell("burying", &r.plan.First[0])
		return nil, err
	}
	if r.constants == nil || r.planned != born {
		if r.rollup, r.constants, err = r.plan.second(born); err != nil {
			return nil, err
		}
		r.planned = born
	}
	if ok, err := r.there(ctx, []Contract{r.rollup}); err != nil || !ok {
		return nil, err
	}
	if ok, err := r.buried(ctx, &r.rollup); err != nil || !ok {
		r.tell("burying", &r.rollup)
		return nil, err
	}
	return &Deployed{r.constants, append(r.plan.First[:len(r.plan.First):len(r.plan.First)], r.rollup)}, nil
}

// there tells whether all contracts are on L1, and offers those that are not.
func (r *run) there(ctx context.Context, all []Contract) (bool, error) {
	missing, err := lacking(ctx, r.l1, r.sender.Address(), all)
	if err != nil || len(missing) == 0 {
		return err == nil, err
	}
	r.tell("creating", &missing[0])
	// Some may have been mined since. Then the rest waits for the next look, lest it take nonces of what comes later.
	_, err = r.sender.OfferFrom(ctx, missing[0].Nonce, callsFor(missing))
	return false, err
}

// buried tells whether a contract is there behind a block that is deep enough.
func (r *run) buried(ctx context.Context, c *Contract) (bool, error) {
	head, err := r.l1.Head(ctx)
	if err != nil || head.Height < r.cfg.Confirmations {
		return false, err
	}
	code, err := r.l1.Code(ctx, c.Address, head.Height-r.cfg.Confirmations)
	return err == nil && c.is(code), err
}

// tell says once what is waited for.
func (r *run) tell(doing string, c *Contract) {
	if now := doing + string(c.Name); now != r.told {
		r.told = now
		r.cfg.Log.Info("deployment goes on", "doing", doing, "contract", c.Name, "at", c.Address, "confirmations_wanted", r.cfg.Confirmations)
	}
}
