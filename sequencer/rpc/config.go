package rpc

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"runtime"
	"time"
)

// Config is the operator's part. Start from DefaultConfig; the zero Config is not valid.
type Config struct {
	Listen  string   // host:port
	Hosts   []string // names by which clients may call this server in the Host header; addresses always may; "*" allows all
	Origins []string // web pages that may call it, as in the Origin header; "*" allows all; empty: none
	Debug   bool     // serve debug_trace* and the like; they are expensive
	Version string   // what web3_clientVersion says

	// ForwardTo is the JSON-RPC URL that a verifier passes sends on to. Empty: it refuses them.
	ForwardTo string

	AckTimeout  time.Duration // how long a send waits to be ordered and executed
	SyncTimeout time.Duration // most that a client may ask eth_sendRawTransactionSync to wait

	BodyBytes          int    // of a request over HTTP, and of a message over WebSocket
	BatchItems         int    // calls in one JSON-RPC batch
	BatchResponseBytes int    // of the answer to a batch
	LogBlocks          uint64 // blocks in the range of a log query
	Logs               int    // logs in the answer to a query
	Subscriptions      int    // of one WebSocket connection
	Filters            int    // polled filters of all clients; one that is not polled for a minute goes
	ConnsPerIP         int    // open connections from one address
	CallsPerConn       int    // calls of one WebSocket connection that are answered at the same time
	HeavyCalls         int    // eth_call and other executions and searches, of all clients, that run at the same time
}

// DefaultConfig listens on the loopback interface only and has limits that wallets do not meet.
func DefaultConfig() Config {
	return Config{
		Listen: "127.0.0.1:8545", Hosts: []string{"localhost"}, Version: "adit",
		AckTimeout: 10 * time.Second, SyncTimeout: time.Minute,
		BodyBytes: 5 << 20, BatchItems: 100, BatchResponseBytes: 25 << 20,
		LogBlocks: 20_000, Logs: 10_000, Subscriptions: 64, Filters: 512, ConnsPerIP: 1_024, CallsPerConn: 1_024,
		HeavyCalls: runtime.GOMAXPROCS(0),
	}
}

// Validate returns everything that is wrong with the configuration.
func (c Config) Validate() error {
	var errs []error
	bad := func(is bool, format string, args ...any) {
		if is {
			errs = append(errs, fmt.Errorf("rpc: "+format, args...))
		}
	}
	_, _, err := net.SplitHostPort(c.Listen)
	bad(err != nil, "listen address %q must be host:port", c.Listen)
	if c.ForwardTo != "" {
		u, err := url.Parse(c.ForwardTo)
		bad(err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https"), "URL to forward sends to %q must begin with http:// or https://", c.ForwardTo)
	}
	bad(c.AckTimeout <= 0, "AckTimeout must be positive")
	bad(c.SyncTimeout < c.AckTimeout, "SyncTimeout must not be shorter than AckTimeout")
	bad(c.BodyBytes < 1024, "BodyBytes must be at least 1024")
	bad(c.LogBlocks == 0, "LogBlocks must be positive")
	for _, n := range []struct {
		name  string
		value int
	}{
		{"BatchItems", c.BatchItems}, {"BatchResponseBytes", c.BatchResponseBytes}, {"Logs", c.Logs}, {"Subscriptions", c.Subscriptions},
		{"Filters", c.Filters}, {"ConnsPerIP", c.ConnsPerIP}, {"CallsPerConn", c.CallsPerConn}, {"HeavyCalls", c.HeavyCalls},
	} {
		bad(n.value <= 0, "%s must be positive", n.name)
	}
	return errors.Join(errs...)
}
