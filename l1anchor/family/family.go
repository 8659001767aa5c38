// SPDX-License-Identifier: Apache-2.0

// Package family knows the kinds of proof-of-work L1 that a rollup can stand on: a row of figures for each. Nodes
// take their defaults from the row that a rollup's file names, and refuse a rollup that its L1 could not carry. It
// decides nothing about what is true: the rollup's own constants do, and the program that is proven knows no family.
package family

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// Family is a row of the table.
type Family struct {
	Name    string   // in a rollup's file, l1_family
	Adapter string   // package below l1anchor that speaks to its nodes
	Main    []uint64 // chain ids of networks whose coins are worth something

	BlockTime time.Duration // mean between two blocks
	BlockGas  uint64        // gas of a block
	Drift     time.Duration // that miners may date a block ahead of a right clock

	Policy     l1anchor.Policy // depths
	Limits     Limits
	Dispute    Dispute // usual, and on a main network the least
	Fees       Fees
	Alarms     Alarms
	Checkpoint uint64 // L1 blocks without a message after which a batcher sends one: two hours, about
}

// Limits bound what an inbox may be created with.
type Limits struct {
	MaxBatchData uint64        // bytes of a batch's data with which its transaction still gets to the miners
	MaxMessages  uint64        // messages that a block of a main network may bring: ten for each second between two
	ForceDelay   time.Duration // the shortest on a main network
}

// Fees are what batches cost.
type Fees struct {
	Batch uint64 // L1 gas of a batch at most, beside its data
	Byte  uint64 // L1 gas of a byte of a full batch at most, its share of the fixed part and of hashing included
	floor int64  // see Floor
}

// Floor is the least price of a unit of L1 gas that miners take, in wei. Every call makes a new one.
func (f *Fees) Floor() *big.Int { return big.NewInt(f.floor) }

// Alarms are thresholds of what an operator is told.
type Alarms struct {
	NodeSilence time.Duration   // without an answer of the L1 node
	Standstill  time.Duration   // without an L1 block: about 50 times what is usual
	Behind      l1anchor.Height // L1 blocks that are still to be derived
	Reorg       uint64          // L1 blocks taken back at once, more than chance explains
	Extreme     uint64          // L1 blocks taken back at once, more than claims can live with
	Clock       time.Duration   // that L1's newest block may be dated ahead of this machine: four times Drift
	Unmined     uint64          // L1 blocks for which batches are offered and none is mined
	BatchAge    time.Duration   // of a sealed block that no batch on L1 holds
	balance     int64           // see Balance
}

// Balance is what the batcher's account should hold on L1 at least, in wei. Every call makes a new one.
func (a *Alarms) Balance() *big.Int {
	return new(big.Int).Mul(big.NewInt(a.balance), big.NewInt(1e18))
}

// FullBatch is the L1 gas of a batch with that much data.
func (f *Family) FullBatch(data uint64) uint64 { return data * f.Fees.Byte }

// BatchRate is the gas a second that an L1 without other users has for batches with that much data.
func (f *Family) BatchRate(data uint64) float64 {
	full := f.FullBatch(data)
	return float64(f.BlockGas/full*full) / f.BlockTime.Seconds()
}

// IsMain tells whether the coins of a network are worth something.
func (f *Family) IsMain(chainID uint64) bool { return slices.Contains(f.Main, chainID) }

// Of is the row with that name.
func Of(name string) (Family, error) {
	var names []string
	for _, f := range table() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Family{}, fmt.Errorf("l1_family is %q, known are: %s", name, strings.Join(names, ", "))
}

// Check gives all complaints at once about a rollup on a network of the family, whose inbox has those terms.
func (f *Family) Check(chainID uint64, t l1anchor.Terms) error {
	var errs []error
	for _, other := range table() {
		if other.Name != f.Name && other.IsMain(chainID) {
			errs = append(errs, fmt.Errorf("l1_family is %q, and chain %d is of %q", f.Name, chainID, other.Name))
		}
	}
	if most := f.Limits.MaxBatchData; t.MaxBatchData > most {
		errs = append(errs, fmt.Errorf("max_batch_data is %d bytes, at most %d get to miners of %s", t.MaxBatchData, most, f.Name))
	}
	if !f.IsMain(chainID) {
		return errors.Join(errs...)
	}
	if least := uint64(f.Limits.ForceDelay / time.Second); t.ForceDelay < least {
		errs = append(errs, fmt.Errorf("force_delay is %d seconds, at least %d on a main network", t.ForceDelay, least))
	}
	if most := f.Limits.MaxMessages; t.MaxMessages > most {
		errs = append(errs, fmt.Errorf("max_messages is %d, at most %d on a main network: L2 could not keep up", t.MaxMessages, most))
	}
	return errors.Join(errs...)
}
