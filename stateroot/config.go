// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"errors"
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// Config is the operator's part of derivation.
type Config struct {
	// Poll is how often the L1 node is asked for a new head.
	Poll time.Duration
	// Lead makes the derived head the head of the chain. A verifier does; on a sequencer the log says which block is
	// the head, and derivation only compares.
	Lead bool
	// Policy says from which depth L1 is acted upon, and from which it counts as final.
	Policy l1anchor.Policy
	// Now is the clock; it only dates what Status says.
	Now func() time.Time
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.Poll <= 0 {
		errs = append(errs, errors.New("the L1 poll interval must be positive"))
	}
	if c.Policy.K == 0 {
		errs = append(errs, errors.New("the L1 depth must be at least 1"))
	}
	if c.Policy.Attacker < 0 || c.Policy.Attacker >= 0.5 {
		errs = append(errs, errors.New("the attacker's share of the hash power must be below one half"))
	}
	if c.Now == nil {
		errs = append(errs, errors.New("a clock is needed"))
	}
	return errors.Join(errs...)
}
