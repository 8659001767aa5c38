// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// Config is the operator's.
type Config struct {
	Propose bool // assert as soon as the contract lets it
	Defend  bool // answer what contradicts a right claim

	// Account is one that a challenger which only watches looks after: the stake, the bonds and the credit of whoever
	// plays with it. Zero: none.
	Account common.Address

	Poll     time.Duration // pause between two looks at L1
	InFlight int           // transactions offered to L1 at once; an ETC block has room for about sixteen moves
	Reserve  uint64        // gwei of the account that are kept for gas, and never used for bonds
}

// Default is a Config that defends.
func Default() Config {
	return Config{Defend: true, Poll: time.Second, InFlight: 16, Reserve: 1_000_000_000}
}

// Plays tells whether it sends anything.
func (c *Config) Plays() bool { return c.Propose || c.Defend }

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.Plays() && c.Account != (common.Address{}) {
		errs = append(errs, errors.New("an account to look after: a challenger that plays has its own"))
	}
	if c.Poll <= 0 {
		errs = append(errs, fmt.Errorf("poll interval: %v is not positive", c.Poll))
	}
	if c.InFlight < 1 || c.InFlight > 64 {
		errs = append(errs, fmt.Errorf("transactions in flight: %d is not in 1 to 64", c.InFlight))
	}
	return errors.Join(errs...)
}
