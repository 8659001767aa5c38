// SPDX-License-Identifier: Apache-2.0

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
	// JSTracers takes tracers written in JavaScript as well. Nothing bounds their memory, and in places not their
	// time either.
	JSTracers bool
	Version   string // what web3_clientVersion says

	// ForwardTo is the JSON-RPC URL that a verifier passes sends on to. Empty: it refuses them.
	ForwardTo string

	// Members are the JSON-RPC URLs of the other members, which pass sends on. Refused ones are counted where they
	// came from.
	Members []string

	AckTimeout  time.Duration // how long a send waits to be ordered and executed
	SyncTimeout time.Duration // most that a client may ask eth_sendRawTransactionSync to wait

	CallTimeout time.Duration // how long a call that executes or searches may take, once it is its turn

	BodyBytes     int    // of a request over HTTP, and of a message over WebSocket
	BatchItems    int    // calls in one JSON-RPC batch
	AnswerBytes   int    // of the answer to a call, and to a batch
	LogBlocks     uint64 // blocks in the range of a log query; 0: as many as can be searched in CallTimeout
	Subscriptions int    // of one WebSocket connection
	CallsPerConn  int    // calls of one WebSocket connection that are answered at the same time
	HeavyCalls    int    // eth_call and other executions and searches, of all clients, that run at the same time
	KeptBytes     int    // of requests and answers that are kept for all clients at the same time; as much again of what filters gather
	KeptPerClient int    // … for one of them

	Filters          int // polled filters of all clients; one that is not polled for five minutes goes
	FiltersPerClient int // … of one client

	Conns          int      // open connections; fewer when the process may not open so many files and keep a reserve
	ConnsPerIP     int      // … from one address
	ConnsPerPrefix int      // … from one IPv4 /24 or IPv6 /64
	Proxies        []string // addresses, or ranges as ADDRESS/BITS, of proxies whose word on where a request comes from counts
	ProxyHeader    string   // header in which they give it; each proxy appends the address that it saw
}

// DefaultConfig listens on the loopback interface only and has limits that wallets do not meet.
func DefaultConfig() Config {
	return Config{
		Listen: "127.0.0.1:8545", Hosts: []string{"localhost"}, Version: "adit",
		AckTimeout: 10 * time.Second, SyncTimeout: time.Minute,
		CallTimeout: 10 * time.Second,
		BodyBytes:   5 << 20, BatchItems: 1_000, AnswerBytes: 25 << 20,
		Subscriptions: 64, CallsPerConn: 1_024, HeavyCalls: runtime.GOMAXPROCS(0), KeptBytes: 128 << 20, KeptPerClient: 32 << 20,
		Filters: 512, FiltersPerClient: 64,
		Conns: 4_096, ConnsPerIP: 1_024, ConnsPerPrefix: 2_048, ProxyHeader: "X-Forwarded-For",
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
	bad(c.CallTimeout <= 0, "CallTimeout must be positive")
	bad(c.KeptPerClient < c.AnswerBytes || c.KeptPerClient < c.BodyBytes, "KeptPerClient must hold the longest request and the longest answer")
	bad(c.KeptBytes < c.KeptPerClient, "KeptBytes must be at least KeptPerClient")
	bad(len(c.Proxies) > 0 && c.ProxyHeader == "", "ProxyHeader must be set when there are Proxies")
	for _, p := range c.Proxies {
		_, err := parsePrefix(p)
		bad(err != nil, "proxy %q must be an address, or a range as ADDRESS/BITS", p)
	}
	for _, n := range []struct {
		name  string
		value int
	}{
		{"BatchItems", c.BatchItems}, {"AnswerBytes", c.AnswerBytes}, {"Subscriptions", c.Subscriptions}, {"CallsPerConn", c.CallsPerConn},
		{"HeavyCalls", c.HeavyCalls}, {"Filters", c.Filters}, {"FiltersPerClient", c.FiltersPerClient},
		{"Conns", c.Conns}, {"ConnsPerIP", c.ConnsPerIP}, {"ConnsPerPrefix", c.ConnsPerPrefix},
	} {
		bad(n.value <= 0, "%s must be positive", n.name)
	}
	return errors.Join(errs...)
}
