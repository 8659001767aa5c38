// SPDX-License-Identifier: Apache-2.0

// Package etc speaks to an Ethereum Classic node over JSON-RPC: verified reads of what the inbox recorded, and a sender
// of legacy transactions. It believes nothing that the block's hash does not bind; it does not check the proof of work.
package etc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"
)

// Config is the operator's. Fields without a remark must be set.
type Config struct {
	URL     string         // HTTP endpoint of the node
	ChainID uint64         // EIP-155 id that the node must have
	Inbox   common.Address // inbox contract
	Timeout time.Duration  // of one request, 20 s if 0
	Log     *slog.Logger   // slog.Default if nil
	// Transport carries the requests; nil: TCP to the URL's host. Tests put a node of theirs in its place.
	Transport http.RoundTripper
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.URL == "" {
		errs = append(errs, errors.New("L1 URL: missing"))
	}
	if c.ChainID == 0 {
		errs = append(errs, errors.New("L1 chain id: missing"))
	}
	if c.Timeout < 0 {
		errs = append(errs, fmt.Errorf("L1 timeout: %s is negative", c.Timeout))
	}
	return errors.Join(errs...)
}

// Pauses between attempts of a request that failed on its way. They add up to about three seconds: longer outages are
// the caller's to wait out.
var pauses = []time.Duration{50 * time.Millisecond, 200 * time.Millisecond, 800 * time.Millisecond, 2 * time.Second}

// client makes requests of one node.
type client struct {
	Config
	rpc  *rpc.Client
	http *http.Client
	ok   atomic.Bool // the node's chain id has been compared
}

func newClient(cfg Config) (*client, error) {
	if err := cfg.Validate(); err != nil {
		return nil, err
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = 20 * time.Second
	}
	if cfg.Log == nil {
		cfg.Log = slog.Default()
	}
	// The context of the dial is only for transports that connect; HTTP connects with the first request.
	h := carrier(cfg.Timeout, maxAnswer, cfg.Transport)
	c, err := rpc.DialOptions(context.Background(), cfg.URL, rpc.WithHTTPClient(h))
	if err != nil {
		return nil, fmt.Errorf("L1 URL %q: %w", cfg.URL, err)
	}
	return &client{Config: cfg, rpc: c, http: h}, nil
}

// close drops idle connections.
func (c *client) close() {
	c.rpc.Close()
	c.http.CloseIdleConnections()
}

// call makes one request, again after a failure on its way. An answer of the node, also an error, is final.
func (c *client) call(ctx context.Context, result any, method string, args ...any) error {
	if !c.ok.Load() {
		if err := c.compareChainID(ctx); err != nil {
			return err
		}
	}
	return c.retry(ctx, method, func(ctx context.Context) error { return c.rpc.CallContext(ctx, result, method, args...) })
}

// batch makes several requests at once. Each element holds its own answer or error.
func (c *client) batch(ctx context.Context, elems []rpc.BatchElem) error {
	return c.retry(ctx, elems[0].Method, func(ctx context.Context) error { return c.rpc.BatchCallContext(ctx, elems) })
}

// retry gives up early on a node that takes its time to fail: a call lasts for two timeouts at most.
func (c *client) retry(ctx context.Context, method string, try func(context.Context) error) error {
	began := time.Now()
	for n := 0; ; n++ {
		err := try(ctx)
		var answered rpc.Error
		final := n == len(pauses) || errors.Is(err, errTooLong) || time.Since(began) >= c.Timeout
		if err == nil || errors.As(err, &answered) || ctx.Err() != nil || final {
			if err != nil {
				return &failed{method, err}
			}
			return nil
		}
		c.Log.Debug("L1 request failed, trying again", "method", method, "err", shortened(err))
		select {
		case <-time.After(pauses[n]):
		case <-ctx.Done():
			return &failed{method, err}
		}
	}
}

func (c *client) compareChainID(ctx context.Context) error {
	var id hexutil.Big
	const method = "eth_chainId"
	if err := c.retry(ctx, method, func(ctx context.Context) error { return c.rpc.CallContext(ctx, &id, method) }); err != nil {
		return err
	}
	if want := new(big.Int).SetUint64(c.ChainID); id.ToInt().Cmp(want) != 0 {
		return fmt.Errorf("%w: the L1 node is on chain %s, this rollup is on chain %d", ErrOtherChain, id.ToInt(), c.ChainID)
	}
	c.ok.Store(true)
	return nil
}
