// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"errors"
	"io/fs"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum/common"
)

// Estimate is what a deployment would do now, without doing it.
type Estimate struct {
	From      common.Address
	Balance   *big.Int
	Contracts []Contract // that are missing
	Resumed   bool       // it goes on from a journal
}

// DryRun tells what Run would do. It writes nothing and sends nothing.
func DryRun(ctx context.Context, spec *Spec, l1 L1, from common.Address, file string) (*Estimate, error) {
	e := &Estimate{From: from}
	switch _, err := os.Stat(file); {
	case err == nil:
		e.Resumed = true
		if e.Contracts, err = left(ctx, spec, l1, from, file); err != nil {
			return nil, err
		}
	case errors.Is(err, fs.ErrNotExist):
		j, err := fresh(ctx, l1, from)
		if err != nil {
			return nil, err
		}
		plan, err := spec.Plan(from, j.Nonce, j.Height)
		if err != nil {
			return nil, err
		}
		if e.Contracts, err = plan.all(); err != nil {
			return nil, err
		}
	default:
		return nil, err
	}
	var err error
	e.Balance, err = l1.Balance(ctx, from)
	return e, err
}

// left is what an earlier process has left to do.
func left(ctx context.Context, spec *Spec, l1 L1, from common.Address, file string) ([]Contract, error) {
	began, plan, err := begin(ctx, spec, l1, from, file)
	if err != nil {
		return nil, err
	}
	missing, err := lacking(ctx, l1, from, plan.First)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		all, err := plan.all()
		return all[len(plan.First)-len(missing):], err
	}
	r := run{l1: l1, journal: began, plan: plan}
	born, err := r.born(ctx)
	if err != nil {
		return nil, err
	}
	rollup, _, err := plan.second(born)
	if err != nil {
		return nil, err
	}
	return lacking(ctx, l1, from, []Contract{rollup})
}

// all is everything that is created, the rollup as if the inbox had come into the first block: what that takes is the
// same.
func (p *Plan) all() ([]Contract, error) {
	rollup, _, err := p.second(somewhere)
	return append(p.First[:len(p.First):len(p.First)], rollup), err
}
