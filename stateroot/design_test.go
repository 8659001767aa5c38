// SPDX-License-Identifier: Apache-2.0

package stateroot_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// TestLimitsInDesign holds the numbers of DESIGN.md against the constants that decide. What the meter charges is held
// by package transition.
func TestLimitsInDesign(t *testing.T) {
	text, err := os.ReadFile("DESIGN.md")
	if err != nil {
		t.Fatal(err)
	}
	design := regexp.MustCompile(`,(\d{3})`).ReplaceAllString(strings.Join(strings.Fields(string(text)), " "), "$1")
	for _, want := range []string{
		fmt.Sprintf("nor rise by more than %d at once", l1anchor.MaxBatchMsgs),
		fmt.Sprintf("and %d MiB inflated, at most %d blocks", wire.MaxInflated>>20, wire.MaxBlocks),
		fmt.Sprintf("It takes in at most %d messages", wire.MaxBlockMessages),
		fmt.Sprintf("many messages as it may (%d,", wire.MaxBlockMessages),
		fmt.Sprintf("L1 time − %d:", derive.MaxLag),
		fmt.Sprintf("There are at most %d in a batch", derive.MaxClosing),
		fmt.Sprintf("from there over at most %d + %d messages", l1anchor.MaxBatchMsgs, wire.MaxBlockMessages-1),
		fmt.Sprintf("no rollup has less than %d M (`params.MinGasLimit`)", params.MinGasLimit/1_000_000),
		fmt.Sprintf("| 2^36 | %d |", uint64(params.MaxProofLimit)),
		fmt.Sprintf("| blocks in a batch | %d | `wire` |", wire.MaxBlocks),
		fmt.Sprintf("| messages in a batch / in a block | %d (inbox) / %d |", l1anchor.MaxBatchMsgs, wire.MaxBlockMessages),
		fmt.Sprintf("| body of a message | %d KiB (inbox) |", l1anchor.MaxBody>>10),
		fmt.Sprintf("| closing blocks in a batch / how far before its L1 time | %d / %d s | `derive` |", derive.MaxClosing, derive.MaxLag),
	} {
		if !strings.Contains(design, want) {
			t.Errorf("DESIGN.md does not say %q", want)
		}
	}
}
