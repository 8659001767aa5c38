// SPDX-License-Identifier: Apache-2.0

// Package attack does to a node's JSON-RPC what somebody does who wants it to be of no use to others: each attack takes one
// thing that a node has to share, as much of it as a few clients can. It is for `make hostile`, which measures what honest
// clients feel meanwhile. Attacks come from addresses of their own, 127.77.0.0/16, and end with their context.
package attack

import (
	"context"
	"fmt"
	"slices"
	"sync"
)

// Target is the node under attack.
type Target struct {
	HTTP, WS string
	// Logger is a contract with many long logs, for the attack that asks for them.
	Logger string
}

// Attack is one way to take what others need.
type Attack struct {
	Name    string
	Clients int // at the same time, each with a connection of its own at least
	// Addresses are those that the clients are spread over.
	Addresses int
	run       func(ctx context.Context, c *client) error
}

// Names lists all attacks in the order in which they are measured.
func Names() []string {
	var names []string
	for _, a := range all {
		names = append(names, a.Name)
	}
	return names
}

// Run carries out the attack of that name until ctx ends. Clients that the node cuts off begin again.
func Run(ctx context.Context, name string, t Target) error {
	i := slices.IndexFunc(all, func(a Attack) bool { return a.Name == name })
	if i < 0 {
		return fmt.Errorf("there is no attack %q", name)
	}
	a := all[i]
	var running sync.WaitGroup
	for n := range a.Clients {
		c := newClient(t, n, n%max(a.Addresses, 1))
		running.Go(func() {
			for ctx.Err() == nil {
				if err := a.run(ctx, c); err != nil {
					c.pause(ctx)
				}
			}
		})
	}
	running.Wait()
	return nil
}

// all has the attacks that were tried from outside, and their siblings.
var all = []Attack{
	{"eth_call of 48 M rounds from 2", 2, 2, posting(blake)},
	{"eth_call of 48 M rounds from 32", 32, 32, posting(blake)},
	{"the same behind null in a batch", 2, 2, posting("[null," + blake + "]")},
	{"pending block from 8", 8, 8, posting(call("eth_getBlockByNumber", `"pending",true`))},
	{"eth_estimateGas from 16", 16, 16, posting(call("eth_estimateGas", loop))},
	{"eth_simulateV1 from 16", 16, 16, posting(simulate)},
	{"sends without money", 4, 4, sendPoor},
	{"slow headers", 200, 1, slowHeader},
	{"unfinished bodies of 5 MB", 200, 1, unfinishedBody},
	{"10 WebSockets that are never read", 10, 1, neverRead},
	{"halves of calls over WebSocket", 4, 1, halves},
	{"eth_getLogs of 120 MiB from 4", 4, 1, queryLogs},
	{"debug_traceCall with JavaScript", 4, 4, posting(traceJS)},
	{"debug_traceCall with memory", 4, 4, posting(traceMemory)},
	{"debug_traceCall of copied calls", 4, 4, posting(traceCalls)},
	{"polled filters", 4, 2, installFilters},
	{"idle WebSockets from 20 addresses", 20 * 900, 20, idle},
}
