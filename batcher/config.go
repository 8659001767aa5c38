// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"errors"
	"fmt"
	"time"

	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Config is the operator's. Batchers of one rollup that run side by side should agree on the first three fields: then
// they cut the chain alike, and it does not matter whose transaction is mined. Where they differ, the inbox takes one
// of the two batches and turns the other away.
type Config struct {
	MaxBytes  int           // data of a batch, at most the inbox's limit; smaller ones get mined sooner and cost more per transaction
	MaxBlocks int           // L2 blocks in a batch, at most wire.MaxBlocks
	MaxAge    time.Duration // in L2 time, from the first block of a batch to the first that is left to the next; whole seconds

	InFlight   int           // batches offered to L1 at once; an ETC block has room for about five full ones
	Poll       time.Duration // pause between two looks at the sequencers
	Checkpoint uint64        // L1 blocks without a message after which a checkpoint message is sent; 0 never sends one
	StuckAfter uint64        // L1 blocks after which batches that are offered and not mined are stuck
	BatchGas   uint64        // L1 gas that a batch takes at most beside its data
}

// Default is a Config for Ethereum Classic.
func Default() Config {
	f := family.Etc()
	return DefaultOn(&f, f.Limits.MaxBatchData)
}

// DefaultOn is a Config for an L1 of that family, with an inbox that takes that much data in a batch.
func DefaultOn(f *family.Family, maxBatchData uint64) Config {
	return Config{
		MaxBytes:   int(maxBatchData),
		MaxBlocks:  wire.MaxBlocks,
		MaxAge:     time.Minute,
		InFlight:   8,
		Poll:       500 * time.Millisecond,
		Checkpoint: f.Checkpoint,
		StuckAfter: f.Alarms.Unmined,
		BatchGas:   f.Fees.Batch,
	}
}

// minBytes leaves room for the header and one transfer, which is no use to anybody but tests.
const minBytes = 256

// Validate gives all complaints at once.
func (c *Config) Validate() error {
	var errs []error
	if c.MaxBytes < minBytes || c.MaxBytes > wire.MaxData {
		errs = append(errs, fmt.Errorf("batch bytes: %d is not in %d to %d", c.MaxBytes, minBytes, wire.MaxData))
	}
	if c.MaxBlocks < 1 || c.MaxBlocks > wire.MaxBlocks {
		errs = append(errs, fmt.Errorf("batch blocks: %d is not in 1 to %d", c.MaxBlocks, wire.MaxBlocks))
	}
	if c.MaxAge < time.Second || c.MaxAge%time.Second != 0 {
		errs = append(errs, fmt.Errorf("batch age: %v is not a positive number of whole seconds", c.MaxAge))
	}
	if c.InFlight < 1 || c.InFlight > 64 {
		errs = append(errs, fmt.Errorf("batches in flight: %d is not in 1 to 64", c.InFlight))
	}
	if c.Poll <= 0 {
		errs = append(errs, fmt.Errorf("poll interval: %v is not positive", c.Poll))
	}
	if c.StuckAfter == 0 {
		errs = append(errs, errors.New("batches are stuck after no L1 block: want one at least"))
	}
	if c.BatchGas == 0 {
		errs = append(errs, errors.New("L1 gas of a batch beside its data: 0 is not positive"))
	}
	return errors.Join(errs...)
}
