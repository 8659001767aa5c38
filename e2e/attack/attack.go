// SPDX-License-Identifier: Apache-2.0

// Package attack does to a node's JSON-RPC what somebody does who wants it to be of no use to others: each attack
// takes one thing that a node has to share, as much of it as a few clients can. It is for `make hostile`, which
// measures what honest clients feel meanwhile. Attacks come from addresses of their own, 127.77.0.0/16, and end with
// their context.
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
	{"the same by eth_sendRawTransactionSync", 4, 4, sendPoorSync},
	{"odd sends without money", 4, 4, sendOdd},
	{"70 dust accounts park", 4, 4, parkDust},
	{"parked prices that rise", 4, 4, raise},
	{"txpool_content of a crowded pool", 10, 10, crowdedPool},
	{"slow headers", 200, 1, slowHeader},
	{"unfinished bodies of 5 MB", 200, 1, unfinishedBody},
	{"10 WebSockets that are never read", 10, 1, neverRead},
	{"halves of calls over WebSocket", 4, 1, halves},
	{"eth_getLogs of 120 MiB from 4", 4, 1, queryLogs},
	{"1,000 of them in a batch", 4, 4, batchLogs},
	{"batches that keep their answers", 200, 1, keepAnswers},
	{"eth_feeHistory of 1,024 blocks", 8, 8, feeHistory},
	{"calls that are given up", 16, 16, giveUp},
	{"eth_getProof of 10,000 keys", 8, 8, prove},
	{"traces of blocks", 8, 8, traceBlocks},
	{"pages of a block explorer", 8, 8, explore},
	{"debug_traceCall with JavaScript", 4, 4, posting(traceJS)},
	{"debug_traceCall with memory", 4, 4, posting(traceMemory)},
	{"debug_traceCall of copied calls", 4, 4, posting(traceCalls)},
	{"polled filters", 4, 2, installFilters},
	{"polled filters with 1,000 addresses", 20, 20, installWide},
	{"10 WebSockets that subscribe to logs", 10, 1, subscribing(`"logs",` + widest())},
	{"10 WebSockets that subscribe to transactions", 10, 1, subscribing(`"newPendingTransactions",true`)},
	{"idle WebSockets from 20 addresses", 20 * 900, 20, idle},
}
