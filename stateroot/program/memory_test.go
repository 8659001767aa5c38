// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestMemory fills blocks with what leaves the most memory behind for its gas. A block's gas pays for more than the
// address space has, so the program's collector has to work: it is told to long before the end (vm/guest).
func TestMemory(t *testing.T) {
	p := guestProgram(t)
	for _, c := range []struct {
		name, callee string
		gas          uint64 // of the block
	}{
		{"frames of 18 KiB", strings.Repeat("0x1 0x07e0 MSIZE ADD MSTORE ", 9) + "MSIZE 0x0 RETURN", 60_000_000},
		{"frames that grow to 240 KiB", strings.Repeat("0x1 0x0fe0 MSIZE ADD MSTORE ", 60) + "MSIZE 0x0 RETURN", 120_000_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.rollup.GasLimit = c.gas
			callee := w.install(assemble(t, c.callee))[0]
			loop := endless(t, assemble(t, fmt.Sprintf("0x0 0x0 0x0 0x0 %s GAS STATICCALL POP", callee.Hex())))
			charged, steps := w.spend(p, w.install(loop)[0], c.gas)
			if steps > base+charged/margin {
				t.Errorf("%d steps, more than half of the %d charged", steps, charged)
			}
		})
	}
}
