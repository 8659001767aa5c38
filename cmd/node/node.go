// SPDX-License-Identifier: Apache-2.0

// Package node puts stages and adapters together into the processes that operators run: a sequencer, a verifier. It
// holds the glue between them and no decision; package main above it reads flags. Build and BuildBatcher give what a
// process gives: a simulation calls them with ports of its own.
package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"

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
	// AddressIndex has the process keep the transactions of each address, for the searches of ots_. Each block is
	// executed once more.
	AddressIndex bool
	// Listening is told the address of the JSON-RPC server, which differs from the configured one when that says port
	// 0.
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

// LoadRollup reads what is fixed about a rollup from its file. Its errors match ErrSettings.
func LoadRollup(path string) (*params.Params, error) {
	f, err := loadRollupFile(path)
	if err != nil {
		return nil, err
	}
	return f.Params, nil
}

// loadRollupFile reads a rollup file, for an L1 of a family that is known. Its errors match ErrSettings.
func loadRollupFile(path string) (*rollupfile.File, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, wrongSettings(fmt.Errorf("read rollup file: %w", err))
	}
	f, err := rollupfile.Read(text)
	if err == nil {
		_, err = FamilyOf(f.Params)
	}
	if err != nil {
		return nil, wrongSettings(fmt.Errorf("rollup file %s: %w", path, err))
	}
	return f, nil
}

// base is what sequencer and verifier have in common.
type base struct {
	data    string // folder
	rollup  *params.Params
	chain   *chain.Chain
	l1      L1
	deriver *stateroot.Deriver
	sweeper sweeper

	contract  common.Address // on L1, where disputes about the rollup are settled; zero: the rollup file names none
	addresses *ots.Index     // nil: none is kept
}

// open reads the rollup file and opens the chain and L1, for derivation to lead: it moves the head, and go-ethereum
// checks every block. Quiet leaves out what JSON-RPC needs. closeAll must be called in the end.
func open(cfg *Config, quiet bool, log *slog.Logger) (*base, error) {
	file, err := loadRollupFile(cfg.Rollup)
	if err != nil {
		return nil, err
	}
	l1, err := openL1(cfg.L1, file.Params, log)
	if err != nil {
		return nil, err
	}
	b, err := openOn(cfg, file.Params, l1, chain.Config{StockCheck: true, Quiet: quiet}, log)
	if err != nil {
		l1.Close()
		return nil, err
	}
	b.contract = file.Rollup
	return b, nil
}

// openOn opens the chain and prepares to follow an L1. Where the chain has stock checks derivation leads. close must
// be called in the end.
func openOn(cfg *Config, rollup *params.Params, l1 L1, kept chain.Config, log *slog.Logger) (b *base, err error) {
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	b = &base{data: cfg.Data, rollup: rollup, l1: l1}
	kept.Dir, kept.CacheMB = cfg.Data+"/chain", cfg.CacheMB
	if b.chain, err = chain.Open(kept, rollup, log); err != nil {
		return nil, notOurs(err)
	}
	if err := b.openAddresses(cfg.AddressIndex); err != nil {
		return nil, errors.Join(err, b.chain.Close())
	}
	b.deriver = stateroot.New(cfg.derivation(kept.StockCheck), rollup, b.chain, l1, log)
	return b, nil
}

// close leaves L1 open, which whoever has opened it closes.
func (b *base) close() error { return errors.Join(b.closeAddresses(), b.chain.Close()) }

// closeAll closes what open has opened.
func (b *base) closeAll() error {
	b.l1.Close()
	return b.close()
}

// cancelled turns the end of a context into a clean end.
func cancelled(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}
