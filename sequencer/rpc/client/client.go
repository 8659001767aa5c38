// SPDX-License-Identifier: Apache-2.0

// Package client asks nodes over JSON-RPC: the one client of what package rpc serves. A node may stand still, lie, or
// answer without end; that costs the question its patience, and the next node is asked.
package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// Config bounds what a question may cost.
type Config struct {
	Patience    time.Duration // with one question to one node
	Thinking    time.Duration // of it, until the node begins to answer: one that stands still takes connections and says nothing
	AnswerBytes int64         // most bytes of an answer

	// Dial connects to a node, as net.Dialer.DialContext does; nil: TCP, by way of the proxy that the environment
	// names.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// DefaultConfig has room for 4 MiB of blocks in hexadecimal, and one more block, which is the most that a node sends.
func DefaultConfig() Config {
	return Config{Patience: 20 * time.Second, Thinking: 12 * time.Second, AnswerBytes: 40 << 20}
}

// Client stays with one of its nodes as long as that one answers, and goes on to the next when it does not. It may be
// used by many goroutines.
type Client struct {
	cfg    Config
	http   *http.Client
	nodes  []node
	judges []node // the same, each once however often its URL was given: who counts for a majority

	mu  sync.Mutex // guards now
	now int        // index of the node that is asked
}

type node struct {
	url string
	rpc *gethrpc.Client
}

// New makes a Client of the URLs of one or more nodes. It makes no request yet.
func New(urls []string, cfg Config) (*Client, error) {
	if len(urls) == 0 {
		return nil, errors.New("URLs of nodes: none")
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = cfg.Thinking
	if cfg.Dial != nil {
		transport.DialContext, transport.Proxy = cfg.Dial, nil
	}
	c := &Client{cfg: cfg, http: &http.Client{Transport: rpc.Bounded(transport, cfg.AnswerBytes)}}
	for i, url := range urls {
		dialled, err := gethrpc.DialOptions(context.Background(), url, gethrpc.WithHTTPClient(c.http))
		if err != nil {
			c.Close()
			return nil, fmt.Errorf("node at %s: %w", url, err)
		}
		c.nodes = append(c.nodes, node{url, dialled})
		if !slices.Contains(urls[:i], url) {
			c.judges = append(c.judges, node{url, dialled})
		}
	}
	return c, nil
}

// Close drops idle connections. A nil Client has none.
func (c *Client) Close() {
	if c == nil {
		return
	}
	for _, n := range c.nodes {
		n.rpc.Close()
	}
	c.http.CloseIdleConnections()
}

// Call puts a question to one node after the other until one answers, and fills in result, of which nothing may be
// missing (see Decode). That a node refuses is an answer as well: the error is an Error of go-ethereum's rpc then.
func (c *Client) Call(ctx context.Context, result any, method string, args ...any) error {
	return c.inTurn(ctx, method, IsRefusal, func(ctx context.Context, n node) error { return ask(ctx, n, result, method, args...) })
}

// ask puts a question to one node.
func ask(ctx context.Context, n node, result any, method string, args ...any) error {
	var raw json.RawMessage
	if err := n.rpc.CallContext(ctx, &raw, method, args...); err != nil {
		return err
	}
	if result == nil {
		return nil
	}
	return Decode(raw, result)
}

// insist is Call for what any node can answer: one that refuses, or whose answer does not pass check, is left for the
// next.
func (c *Client) insist(ctx context.Context, result any, check func(context.Context) error, method string, args ...any) error {
	return c.inTurn(ctx, method, func(error) bool { return false }, func(ctx context.Context, n node) error {
		if err := ask(ctx, n, result, method, args...); err != nil {
			return err
		}
		return check(ctx)
	})
}

// inBatch is how many questions go in one request.
const inBatch = 100

// Many asks the same method many times. The answers are in the order of the parameters.
func Many[T any](ctx context.Context, c *Client, method string, params [][]any) ([]T, error) {
	results := make([]T, len(params))
	for start := 0; start < len(params); start += inBatch {
		some := params[start:min(start+inBatch, len(params))]
		raws, err := c.batch(ctx, method, some)
		if err != nil {
			return nil, err
		}
		for i, raw := range raws {
			if err := Decode(raw, &results[start+i]); err != nil {
				return nil, fmt.Errorf("%s: %w", method, err)
			}
		}
	}
	return results, nil
}

func (c *Client) batch(ctx context.Context, method string, params [][]any) ([]json.RawMessage, error) {
	raws := make([]json.RawMessage, len(params))
	err := c.inTurn(ctx, method, IsRefusal, func(ctx context.Context, n node) error {
		calls := make([]gethrpc.BatchElem, len(params))
		for i := range calls {
			calls[i] = gethrpc.BatchElem{Method: method, Args: params[i], Result: &raws[i]}
		}
		if err := n.rpc.BatchCallContext(ctx, calls); err != nil {
			return err
		}
		for i := range calls {
			if calls[i].Error != nil {
				return calls[i].Error
			}
		}
		return nil
	})
	return raws, err
}

// IsRefusal tells whether err is a node's own answer, and not that it could not be asked.
func IsRefusal(err error) bool {
	var answered gethrpc.Error
	return errors.As(err, &answered)
}

// inTurn has one node after the other asked, beginning with the one that answered last, until one succeeds or its
// error is final.
func (c *Client) inTurn(ctx context.Context, method string, final func(error) bool, ask func(context.Context, node) error) error {
	var errs []error
	for range c.nodes {
		at := c.current()
		err := c.once(ctx, c.nodes[at], ask)
		if err == nil {
			return nil
		}
		errs = append(errs, fmt.Errorf("%s of %s: %w", method, c.nodes[at].url, err))
		if final(err) || ctx.Err() != nil {
			break
		}
		c.leave(at)
	}
	return errors.Join(errs...)
}

func (c *Client) once(ctx context.Context, n node, ask func(context.Context, node) error) error {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Patience)
	defer cancel()
	return ask(ctx, n)
}

func (c *Client) current() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// leave goes on to the node behind the one at that index, unless somebody else has.
func (c *Client) leave(at int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == at {
		c.now = (at + 1) % len(c.nodes)
	}
}
