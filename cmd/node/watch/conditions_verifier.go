// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"
)

const compareLimit = 5 * time.Minute

// ofVerifier is what is wrong with the sequencer that a verifier compares with.
var ofVerifier = []Condition{
	{
		Name: "disagreement", judge: disagreement,
		When: "the sequencer given by `--compare` sealed another block than L1 leads to",
		Next: "L1 is right: do not rely on that sequencer until it has rebased; a forced batch or a reorg explains it, otherwise compare versions",
	},
	{
		Name: "not_compared", judge: notCompared,
		When: "the sequencer given by `--compare` has not confirmed the newest derived block for 5 minutes",
		Next: "Check that sequencer, or name another one with --compare",
	},
}

func disagreement(f *Facts, _ *Limits) string {
	if f.Compared == nil || f.Compared.Difference == nil {
		return ""
	}
	d := f.Compared.Difference
	return fmt.Sprintf("Block %d is %s on L1 and %s at the sequencer, since %s", d.Number, d.Derived, d.Sealed, clock(d.Since))
}

func notCompared(f *Facts, _ *Limits) string {
	if f.Compared == nil || f.Compared.Err == nil || f.Now.Sub(f.Compared.Compared) <= compareLimit {
		return ""
	}
	return fmt.Sprintf("Derived blocks could not be compared with sealed ones for %s: %s", span(f.Now.Sub(f.Compared.Compared)), f.Compared.Err)
}
