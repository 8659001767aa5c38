// SPDX-License-Identifier: Apache-2.0

// Package node puts stages and adapters together into the processes that operators run: a sequencer, a verifier. It holds
// the glue between them and no decision; package main above it reads flags.
package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/sequencer/rpc/ots"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// Config is what every process that keeps the L2 chain needs.
type Config struct {
	Data    string // folder of the process
	Rollup  string // rollup file
	L1      string // JSON-RPC URL of the L1 node
	L1Poll  time.Duration
	Policy  l1anchor.Policy
	CacheMB int
	RPC     rpc.Config
	Ops     Ops
	// AddressIndex has the process keep the transactions of each address, for the searches of ots_. Each block is executed once more.
	AddressIndex bool
	// Listening is told the address of the JSON-RPC server, which differs from the configured one when that says port 0.
	Listening func(net.Addr)
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.Data == "" {
		errs = append(errs, errors.New("a data folder is needed"))
	}
	if c.Rollup == "" {
		errs = append(errs, errors.New("a rollup file is needed"))
	}
	derivation := c.derivation(false)
	return errors.Join(append(errs, derivation.Validate(), c.RPC.Validate(), c.Ops.Validate())...)
}

func (c *Config) derivation(lead bool) stateroot.Config {
	return stateroot.Config{Poll: c.L1Poll, Lead: lead, Policy: c.Policy, Now: time.Now}
}

// LoadRollup reads a rollup file, for an L1 of a family that is known. Its errors match ErrSettings.
func LoadRollup(path string) (*params.Params, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, wrongSettings(fmt.Errorf("read rollup file: %w", err))
	}
	p, err := rollupfile.Parse(text)
	if err == nil {
		_, err = FamilyOf(p)
	}
	if err != nil {
		return nil, wrongSettings(fmt.Errorf("rollup file %s: %w", path, err))
	}
	return p, nil
}

// base is what sequencer and verifier have in common.
type base struct {
	data    string // folder
	rollup  *params.Params
	chain   *chain.Chain
	l1      l1Node
	deriver *stateroot.Deriver
	sweeper sweeper

	addresses *ots.Index // nil: none is kept
}

// open opens the chain and prepares to follow L1. Where derivation leads it moves the head, and go-ethereum's own import
// checks every block; quiet leaves out what JSON-RPC needs. close must be called in the end.
func open(cfg *Config, lead, quiet bool, log *slog.Logger) (b *base, err error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	b = &base{data: cfg.Data}
	if b.rollup, err = LoadRollup(cfg.Rollup); err != nil {
		return nil, err
	}
	if b.l1, err = openL1(cfg.L1, b.rollup, log); err != nil {
		return nil, err
	}
	chainCfg := chain.Config{Dir: cfg.Data + "/chain", CacheMB: cfg.CacheMB, StockCheck: lead, Quiet: quiet}
	if b.chain, err = chain.Open(chainCfg, b.rollup, log); err != nil {
		b.l1.Close()
		return nil, err
	}
	if err := b.openAddresses(cfg.AddressIndex); err != nil {
		return nil, errors.Join(err, b.close())
	}
	b.deriver = stateroot.New(cfg.derivation(lead), b.rollup, b.chain, b.l1, log)
	return b, nil
}

func (b *base) close() error {
	b.l1.Close()
	return errors.Join(b.closeAddresses(), b.chain.Close())
}

// cancelled turns the end of a context into a clean end.
func cancelled(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}
