// SPDX-License-Identifier: Apache-2.0

// Package load puts transactions on a rollup through its JSON-RPC and says how many came back acknowledged, how fast,
// and whether each of them is in a sealed block. It is made to cost little itself, because it usually shares the
// machine with what it measures. It knows nothing about Adit and measures any Ethereum node.
package load

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// Kind is what the transactions do.
type Kind string

const (
	Transfer Kind = "transfer" // a wei to the next sender: existing accounts only
	ERC20    Kind = "erc20"    // a token unit to the next sender
	Mixed    Kind = "mixed"    // the two in turn
)

// Config is one run of the load.
type Config struct {
	RPC      []string      // HTTP URLs; senders are spread over them and move on when one fails
	Duration time.Duration // how long transactions are sent
	Senders  int           // accounts, each with one connection and at most one transaction on its way
	Kind     Kind
	Rate     float64           // transactions offered per second over all senders; 0: as fast as they are acknowledged
	Funder   *ecdsa.PrivateKey // pays for the senders
	Seed     string            // derives the senders' keys: two runs at the same time need two seeds
	Settle   time.Duration     // how long the last acknowledged transactions may take into a sealed block
	Enough   <-chan struct{}   // ends the sending before Duration has passed when it is closed; nothing is signed ahead then

	// Acknowledged is told of each acknowledgement: when the try that got it set out, and when it came. All senders
	// call it, at the same time. nil: nobody is told.
	Acknowledged func(sent, at time.Time)
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if len(c.RPC) == 0 {
		errs = append(errs, errors.New("no RPC URL"))
	}
	for _, raw := range c.RPC {
		if u, err := url.Parse(raw); err != nil || u.Scheme != "http" || u.Host == "" {
			errs = append(errs, fmt.Errorf("RPC URL %q: want http://host:port", raw))
		}
	}
	if c.Duration <= 0 {
		errs = append(errs, fmt.Errorf("duration %s: must be positive", c.Duration))
	}
	if c.Senders < 1 || c.Senders > 10_000 {
		errs = append(errs, fmt.Errorf("%d senders: want 1 to 10000", c.Senders))
	}
	if c.Kind != Transfer && c.Kind != ERC20 && c.Kind != Mixed {
		errs = append(errs, fmt.Errorf("kind %q: want transfer, erc20 or mixed", c.Kind))
	}
	if c.Rate < 0 {
		errs = append(errs, fmt.Errorf("rate %g: must not be negative", c.Rate))
	}
	if c.Funder == nil {
		errs = append(errs, errors.New("no account that funds the senders"))
	}
	if c.Settle <= 0 {
		errs = append(errs, fmt.Errorf("settle %s: must be positive", c.Settle))
	}
	return errors.Join(errs...)
}
