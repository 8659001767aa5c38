// SPDX-License-Identifier: Apache-2.0

package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor/family"
)

// l1 is what the settings of a role start from: the L1 that its rollup stands on.
type l1 struct {
	family.Family
	maxBatchData uint64 // of the rollup's inbox
}

// l1Of reads it from the rollup file that a command is given. With a file that is no good Ethereum Classic stands in,
// so that settings can be judged: the command ends with what is wrong with the file when it loads it.
func l1Of(c *cli.Context) *l1 {
	if rollup, err := node.LoadRollup(c.Path("rollup")); err == nil {
		if f, err := node.FamilyOf(rollup); err == nil {
			return &l1{f, rollup.MaxBatchData}
		}
	}
	f := family.Etc()
	return &l1{f, f.Limits.MaxBatchData}
}

// usual is the default of a flag that follows the rollup's L1, as its help has it.
func usual(onEtc any) string {
	return fmt.Sprintf("what is usual on the rollup's L1, %v on Ethereum Classic", onEtc)
}
