// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"
	"net/url"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// nodeFlags are those of every process that keeps the L2 chain.
func nodeFlags() []cli.Flag {
	etc := family.Etc()
	return []cli.Flag{
		&cli.PathFlag{Name: "data", Usage: "`FOLDER` that this process keeps its data in; nothing else may use it"},
		&cli.PathFlag{Name: "rollup", Usage: "rollup `FILE` (TOML): the constants that all nodes of a rollup share"},
		&cli.IntFlag{Name: "cache", Value: 256, Usage: "memory for database and state, in `MB`"},
		&cli.StringFlag{Name: "l1.url", Usage: "JSON-RPC `URL` of the L1 node; what it answers is checked against block hashes", Category: "l1:"},
		&cli.DurationFlag{Name: "l1.poll", Value: time.Second, Usage: "how often the L1 node is asked for a new head", Category: "l1:"},
		&cli.Uint64Flag{Name: "l1.depth", DefaultText: usual(etc.Policy.K), Usage: "`CONFIRMATIONS` from which L1 is acted upon and a block is called safe", Category: "l1:"},
		&cli.Float64Flag{Name: "l1.attacker", DefaultText: usual(etc.Policy.Attacker), Usage: "`SHARE` of the hash power against which a block is called finalized, below 0.5", Category: "l1:"},
	}
}

// rpcFlags are those of the JSON-RPC server.
func rpcFlags() []cli.Flag {
	d := rpc.DefaultConfig()
	return append(rpcLimitFlags(), []cli.Flag{
		&cli.StringFlag{Name: "rpc.addr", Value: d.Listen, Usage: "`HOST:PORT` of the JSON-RPC, HTTP and WebSocket alike", Category: "rpc:"},
		&cli.StringSliceFlag{Name: "rpc.hosts", Value: cli.NewStringSlice(d.Hosts...), Usage: "names by which clients may call this server; * allows all", Category: "rpc:"},
		&cli.StringSliceFlag{Name: "rpc.origins", Usage: "web pages that may call this server; * allows all, by default none may", Category: "rpc:"},
		&cli.BoolFlag{Name: "rpc.debug", Usage: "serve debug_trace* and the like, which are expensive", Category: "rpc:"},
		&cli.BoolFlag{Name: "rpc.address-index", Usage: "keep the transactions of each address, for the searches of ots_; each block is executed once more", Category: "rpc:"},
	}...)
}

// nodeConfig reads what nodeFlags and rpcFlags say.
func nodeConfig(c *cli.Context) (node.Config, error) {
	l1 := l1Of(c)
	cfg := node.Config{
		Data: c.Path("data"), Rollup: c.Path("rollup"), CacheMB: c.Int("cache"),
		L1: c.String("l1.url"), L1Poll: c.Duration("l1.poll"), Policy: l1.Policy, RPC: rpc.DefaultConfig(),
	}
	if c.IsSet("l1.depth") {
		cfg.Policy.K = c.Uint64("l1.depth")
	}
	if c.IsSet("l1.attacker") {
		cfg.Policy.Attacker = c.Float64("l1.attacker")
	}
	cfg.RPC.Version = "adit/" + release + "/" + commit()
	var err error
	if cfg.Ops, err = opsConfig(c, l1); err != nil {
		return cfg, err
	}
	if c.IsSet("rpc.addr") {
		cfg.RPC.Listen = c.String("rpc.addr")
	}
	if c.IsSet("rpc.hosts") {
		cfg.RPC.Hosts = c.StringSlice("rpc.hosts")
	}
	cfg.AddressIndex = c.Bool("rpc.address-index")
	cfg.RPC.Origins, cfg.RPC.Debug = c.StringSlice("rpc.origins"), c.Bool("rpc.debug")
	if c.Int("rpc.conns") != 0 || c.IsSet("rpc.conns") { // the command serves
		rpcLimits(c, &cfg.RPC)
	}
	if cfg.Data != "" {
		data, err := filepath.Abs(cfg.Data)
		if err != nil {
			return cfg, fmt.Errorf("data folder: %w", err)
		}
		cfg.Data = data
	}
	return cfg, nil
}

// checkURL refuses what is not an HTTP URL before anything is started with it.
func checkURL(flag, text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return usagef("--%s is %q, want http://HOST:PORT", flag, text)
	}
	return nil
}
