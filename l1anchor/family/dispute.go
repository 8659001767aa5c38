// SPDX-License-Identifier: Apache-2.0

package family

import (
	"errors"
	"fmt"
	"strings"
)

// Dispute is what the contract that settles disputes is created with, as far as it depends on the L1. Blocks are
// those of L1.
type Dispute struct {
	Threshold uint32 // blocks that a claim must earn
	Censored  uint32 // blocks, in sum, in which the honest side may be censored, reorganised away or asleep
	PerMove   uint32 // blocks from sending a move to having it
	Compute   uint32 // blocks in which a party computes what it says about a transition
	Queue     uint32 // blocks for many disputes at once
	MinGap    uint32 // blocks from an assertion to its child

	// Bonds are those of an assertion, of a history of strides and of a history of steps, in gwei.
	Bonds [3]uint64
	// RefundPrice is what a unit of gas is refunded with at most, in wei.
	RefundPrice uint64
}

// etcDispute has a claim wait for a week. An honest party may be kept out of L1 for almost six days of it.
func etcDispute() Dispute {
	return Dispute{
		Threshold: 46_800, Censored: 39_000, PerMove: 32, Compute: 42, Queue: 6_600, MinGap: 512,
		Bonds: [3]uint64{50e9, 7e9, 1.2e9}, RefundPrice: 50e9,
	}
}

// Names of the figures that a devnet can have.
const (
	Usual  = "usual"  // a dispute takes four minutes
	Faults = "faults" // the honest side may be away for two and a half minutes
	Long   = "long"   // a transition may take as many steps as there are
)

// devnetDisputes has the devnet's figures by their names. Its blocks come each second.
func devnetDisputes() map[string]Dispute {
	usual := Dispute{
		Threshold: 180, Censored: 60, PerMove: 1, Compute: 20, Queue: 20, MinGap: 16,
		Bonds: [3]uint64{1e9, 0.2e9, 0.05e9}, RefundPrice: 2e9,
	}
	faults, long := usual, usual
	faults.Threshold, faults.Censored, faults.Queue = 300, 150, 80
	long.Threshold, long.Compute, long.Queue = 300, 150, 40
	return map[string]Dispute{Usual: usual, Faults: faults, Long: long}
}

// DevnetDispute is what the devnet's contract is created with under a name.
func DevnetDispute(name string) (Dispute, error) {
	if d, ok := devnetDisputes()[name]; ok {
		return d, nil
	}
	return Dispute{}, fmt.Errorf("find the figures of disputes %q: known are %s", name, strings.Join([]string{Usual, Faults, Long}, ", "))
}

// CheckDispute gives all complaints at once about what the contract on a network of the family is created with: on a
// main network no figure may be less than the family's. Whether the figures fit together the contract's constructor
// decides.
func (f *Family) CheckDispute(chainID uint64, d *Dispute) error {
	if !f.IsMain(chainID) {
		return nil
	}
	var errs []error
	atLeast := func(name string, got, least uint64) {
		if got < least {
			errs = append(errs, fmt.Errorf("dispute.%s is %d, at least %d on a main network", name, got, least))
		}
	}
	least := &f.Dispute
	atLeast("threshold", uint64(d.Threshold), uint64(least.Threshold))
	atLeast("censored", uint64(d.Censored), uint64(least.Censored))
	atLeast("per_move", uint64(d.PerMove), uint64(least.PerMove))
	atLeast("compute", uint64(d.Compute), uint64(least.Compute))
	atLeast("queue", uint64(d.Queue), uint64(least.Queue))
	atLeast("min_gap", uint64(d.MinGap), uint64(least.MinGap))
	for i, bond := range d.Bonds {
		atLeast(fmt.Sprintf("bonds[%d]", i), bond, least.Bonds[i])
	}
	atLeast("refund_price", d.RefundPrice, least.RefundPrice)
	return errors.Join(errs...)
}
