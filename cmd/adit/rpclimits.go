// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// rpcLimitFlags are what the JSON-RPC server gives to its clients.
func rpcLimitFlags() []cli.Flag {
	d := rpc.DefaultConfig()
	number := func(name string, value int, usage string) cli.Flag {
		return &cli.IntFlag{Name: name, Value: value, Usage: usage, Category: "rpc limits:"}
	}
	return []cli.Flag{
		number("rpc.conns", d.Conns, "most open connections; fewer when the process may not open as many files and 2,048 others"),
		number("rpc.conns-per-address", d.ConnsPerIP, "most open connections from one address"),
		number("rpc.conns-per-prefix", d.ConnsPerPrefix, "most open connections from one IPv4 /24 or IPv6 /64"),
		&cli.StringSliceFlag{Name: "rpc.proxies", Usage: "addresses, or ranges as `ADDRESS/BITS`, of proxies that are believed about where a request comes from", Category: "rpc limits:"},
		&cli.StringFlag{Name: "rpc.proxy-header", Value: d.ProxyHeader, Usage: "`HEADER` in which those proxies say it", Category: "rpc limits:"},
		number("rpc.body-bytes", d.BodyBytes, "longest request"),
		number("rpc.answer-bytes", d.AnswerBytes, "longest answer to a call, and to a batch"),
		number("rpc.kept-bytes", d.KeptBytes, "most bytes of requests and answers that are kept for all clients at the same time; results that their filters gather have as much again"),
		number("rpc.kept-bytes-per-client", d.KeptPerClient, "most of them for one client, which is an IPv4 address or an IPv6 /64"),
		number("rpc.batch-items", d.BatchItems, "most calls in a batch"),
		&cli.Uint64Flag{Name: "rpc.log-blocks", Value: d.LogBlocks, Usage: "most blocks that a log query may span; 0: as many as can be searched in --rpc.call-timeout", Category: "rpc limits:"},
		number("rpc.heavy-calls", d.HeavyCalls, "most executions and searches (eth_call, eth_getLogs, debug_trace* and their kind) at the same time"),
		&cli.BoolFlag{Name: "rpc.js-tracers", Usage: "let debug_trace* take tracers written in JavaScript, whose memory nothing bounds: only for clients that you trust", Category: "rpc limits:"},
		&cli.DurationFlag{Name: "rpc.call-timeout", Value: d.CallTimeout, Usage: "how long a call may take once it is its turn", Category: "rpc limits:"},
		number("rpc.subscriptions", d.Subscriptions, "most subscriptions of one WebSocket"),
		number("rpc.filters", d.Filters, "most polled filters of all clients"),
		number("rpc.filters-per-client", d.FiltersPerClient, "most polled filters of one client"),
	}
}

// rpcLimits reads what rpcLimitFlags say.
func rpcLimits(c *cli.Context, r *rpc.Config) {
	r.Conns, r.ConnsPerIP, r.ConnsPerPrefix = c.Int("rpc.conns"), c.Int("rpc.conns-per-address"), c.Int("rpc.conns-per-prefix")
	r.Proxies, r.ProxyHeader = c.StringSlice("rpc.proxies"), c.String("rpc.proxy-header")
	r.BodyBytes, r.AnswerBytes = c.Int("rpc.body-bytes"), c.Int("rpc.answer-bytes")
	r.KeptBytes, r.KeptPerClient = c.Int("rpc.kept-bytes"), c.Int("rpc.kept-bytes-per-client")
	r.BatchItems, r.LogBlocks = c.Int("rpc.batch-items"), c.Uint64("rpc.log-blocks")
	r.HeavyCalls, r.CallTimeout = c.Int("rpc.heavy-calls"), c.Duration("rpc.call-timeout")
	r.JSTracers = c.Bool("rpc.js-tracers")
	r.Subscriptions, r.Filters, r.FiltersPerClient = c.Int("rpc.subscriptions"), c.Int("rpc.filters"), c.Int("rpc.filters-per-client")
}
