// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/big"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

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
	// Time is the timestamp of the block at that height.
	Time(ctx context.Context, h l1anchor.Height) (uint64, error)
}

// Config says how a deployment is carried out.
type Config struct {
	Journal       string          // file that says where it began: the next process goes on from there
	Confirmations l1anchor.Height // L1 blocks that must stand on the contracts
	Poll          time.Duration   // between two looks at L1
	Log           *slog.Logger
}

// ErrTaken says that the account has used a nonce of the plan for something else, or that something else stands where a contract
// belongs.
var ErrTaken = errors.New("something else came in between")

// journal is where a deployment began.
type journal struct {
	From   common.Address  `json:"from"`
	Nonce  uint64          `json:"nonce"`
	Height l1anchor.Height `json:"height"` // of L1 then
	Plan   common.Hash     `json:"plan"`   // of what it creates
}

// Deployed is what a deployment has led to.
type Deployed struct {
	Rollup    *params.Params
	Contracts []Contract
}

// Run deploys from the sender's account, which it needs for itself.
func Run(ctx context.Context, spec *Spec, l1 L1, sender l1anchor.Sender, cfg Config) (*Deployed, error) {
	began, plan, err := begin(ctx, spec, l1, sender.Address(), cfg.Journal)
	if err != nil {
		return nil, err
	}
	for told := len(plan) + 1; ; {
		missing, err := lacking(ctx, l1, sender.Address(), plan)
		if err != nil {
			return nil, err
		}
		if len(missing) == 0 {
			deep, err := buried(ctx, l1, plan, cfg.Confirmations)
			if err != nil {
				return nil, err
			}
			if deep {
				return finish(ctx, spec, l1, plan, began.Height)
			}
		} else if err := sender.Offer(ctx, callsFor(missing)); err != nil {
			return nil, err
		}
		if len(missing) != told {
			cfg.tell(missing)
			told = len(missing)
		}
		select {
		case <-time.After(cfg.Poll):
		case <-ctx.Done():
			return nil, fmt.Errorf("deploy: %w; the next start goes on from %s", ctx.Err(), cfg.Journal)
		}
	}
}

// begin is where a deployment stands that has not sent anything: the plan, and whether it goes on from an earlier process.
func begin(ctx context.Context, spec *Spec, l1 L1, from common.Address, file string) (j journal, plan []Contract, err error) {
	text, err := os.ReadFile(file)
	switch {
	case err == nil:
		if err := json.Unmarshal(text, &j); err != nil {
			return j, nil, fmt.Errorf("journal %s: %w", file, err)
		}
	case errors.Is(err, fs.ErrNotExist):
		if j, err = fresh(ctx, l1, from); err != nil {
			return j, nil, err
		}
	default:
		return j, nil, fmt.Errorf("journal: %w", err)
	}
	if plan, err = spec.Plan(from, j.Nonce); err != nil {
		return j, nil, err
	}
	digest := digestOf(plan)
	if text != nil && (j.From != from || j.Plan != digest) {
		return j, nil, fmt.Errorf("%s is the journal of another deployment (account %s): finish that one, or take another file", file, j.From)
	}
	if text == nil {
		j.Plan = digest
		if text, err = json.MarshalIndent(&j, "", "  "); err != nil {
			return j, nil, err
		}
		if err := os.WriteFile(file, append(text, '\n'), 0o600); err != nil {
			return j, nil, fmt.Errorf("journal: %w", err)
		}
	}
	return j, plan, nil
}

func fresh(ctx context.Context, l1 L1, from common.Address) (journal, error) {
	head, err := l1.Head(ctx)
	if err != nil {
		return journal{}, err
	}
	nonce, err := l1.Nonce(ctx, from)
	return journal{From: from, Nonce: nonce, Height: head.Height}, err
}

func digestOf(plan []Contract) common.Hash {
	var all []byte
	for i := range plan {
		all = append(append(all, plan[i].Address[:]...), crypto.Keccak256(plan[i].Init)...)
	}
	return crypto.Keccak256Hash(all)
}

// lacking are the contracts that L1 does not have yet: the first one that is missing and all behind it. What is there must be what the
// plan says.
func lacking(ctx context.Context, l1 L1, from common.Address, plan []Contract) ([]Contract, error) {
	next, err := l1.Nonce(ctx, from)
	if err != nil {
		return nil, err
	}
	head, err := l1.Head(ctx) // not older than the nonce
	if err != nil {
		return nil, err
	}
	for i := range plan {
		c := &plan[i]
		code, err := l1.Code(ctx, c.Address, head.Height)
		if err != nil {
			return nil, fmt.Errorf("code of the %s: %w", c.Name, err)
		}
		switch {
		case bytes.Equal(code, c.Code):
		case len(code) > 0:
			return nil, fmt.Errorf("%w: at %s stands another contract than the %s", ErrTaken, c.Address, c.Name)
		case next > c.Nonce:
			return nil, fmt.Errorf("%w: %s has used nonce %d, which was to create the %s, for something else", ErrTaken, from, c.Nonce, c.Name)
		default:
			return plan[i:], nil
		}
	}
	return nil, nil
}

// buried tells whether the contracts are there behind a block that is deep enough.
func buried(ctx context.Context, l1 L1, plan []Contract, confirmations l1anchor.Height) (bool, error) {
	head, err := l1.Head(ctx)
	if err != nil || head.Height < confirmations {
		return false, err
	}
	last := &plan[len(plan)-1]
	code, err := l1.Code(ctx, last.Address, head.Height-confirmations)
	return err == nil && bytes.Equal(code, last.Code), err
}

// callsFor are the calls that create contracts.
func callsFor(missing []Contract) []l1anchor.Call {
	calls := make([]l1anchor.Call, len(missing))
	for i := range missing {
		calls[i] = l1anchor.Call{Create: true, Data: missing[i].Init, Gas: missing[i].Gas}
	}
	return calls
}

// tell says what is waited for.
func (c *Config) tell(missing []Contract) {
	if len(missing) == 0 {
		c.Log.Info("all contracts are there", "confirmations_wanted", c.Confirmations)
		return
	}
	c.Log.Info("creating", "contract", missing[0].Name, "at", missing[0].Address)
}

// finish finds the block that created the inbox, between where the deployment began and the head, and makes the constants.
func finish(ctx context.Context, spec *Spec, l1 L1, plan []Contract, from l1anchor.Height) (*Deployed, error) {
	inbox := plan[0].Address
	head, err := l1.Head(ctx)
	if err != nil {
		return nil, err
	}
	low, high := from, head.Height // it is not there behind low, unless that is the first, and there behind high
	for low+1 < high {
		mid := (low + high) / 2
		code, err := l1.Code(ctx, inbox, mid)
		if err != nil {
			return nil, fmt.Errorf("find the block of the inbox: %w", err)
		}
		if len(code) > 0 {
			high = mid
		} else {
			low = mid
		}
	}
	time, err := l1.Time(ctx, high)
	if err != nil {
		return nil, fmt.Errorf("block %d of the inbox: %w", high, err)
	}
	p := spec.rollup(inbox, uint64(high), time)
	return &Deployed{p, plan}, p.Validate()
}

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
	if _, err := os.Stat(file); err == nil {
		e.Resumed = true
		_, plan, err := begin(ctx, spec, l1, from, file)
		if err != nil {
			return nil, err
		}
		if e.Contracts, err = lacking(ctx, l1, from, plan); err != nil {
			return nil, err
		}
	} else {
		j, err := fresh(ctx, l1, from)
		if err != nil {
			return nil, err
		}
		if e.Contracts, err = spec.Plan(from, j.Nonce); err != nil {
			return nil, err
		}
	}
	var err error
	if e.Balance, err = l1.Balance(ctx, from); err != nil {
		return nil, err
	}
	return e, nil
}
