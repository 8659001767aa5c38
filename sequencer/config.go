// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"time"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Config is the operator's part of a sequencer.
type Config struct {
	// Pace is the least time between two slices. One slice costs the cluster the same whatever it holds, so under load
	// transactions are gathered for this long; a transaction that comes alone is not held up.
	Pace time.Duration
	// SliceTxs is the most transactions in one slice.
	SliceTxs int
	// InFlight is how many slices may be proposed and not yet executed.
	InFlight int
	// L1Timeout is how long the leader goes on opening blocks without an answer from L1.
	L1Timeout time.Duration
	// Now is the clock from which the leader takes timestamps.
	Now func() time.Time
}

// DefaultConfig paces slices for a few thousand transactions a second.
func DefaultConfig() Config {
	return Config{Pace: 3 * time.Millisecond, SliceTxs: 512, InFlight: 64, L1Timeout: time.Minute, Now: time.Now}
}

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.Pace < 0 {
		errs = append(errs, errors.New("the pace of slices must not be negative"))
	}
	if c.SliceTxs <= 0 || c.InFlight <= 0 {
		errs = append(errs, errors.New("slices need room for at least one transaction, and one slice in flight"))
	}
	if c.L1Timeout <= 0 {
		errs = append(errs, errors.New("the L1 timeout must be positive"))
	}
	if c.Now == nil {
		errs = append(errs, errors.New("a clock is needed"))
	}
	return errors.Join(errs...)
}

// What one block may hold so that it fits into one batch: the encoding must not be larger than a batch's data, and
// what it inflates to must keep below the limit of a batch with room for the rest of its block.
const maxBlockRaw = wire.MaxInflated / 2

func maxBlockData(rollup *params.Params) uint64 { return rollup.MaxBatchData - 2_000 }

// MaxTxBytes is the encoded size that a transaction may have for a block of the rollup to hold it.
func MaxTxBytes(rollup *params.Params) uint64 { return maxBlockData(rollup) - 2_000 }
