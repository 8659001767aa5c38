// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"maps"
	"slices"

	"github.com/layeredpow/adit/vm/guest"
)

// mostLong is how many long transitions are remembered.
const mostLong = 64

// noteLong remembers a transition that takes more than half of the steps that there may be.
func (t *Trace) noteLong(at *place, steps uint64) {
	if steps <= guest.MaxSteps/2 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.long[at.index] = steps
	if len(t.long) > mostLong {
		delete(t.long, slices.Min(slices.Collect(maps.Keys(t.long))))
	}
}

// Long are the steps of those transitions that took more than half of what there may be, by index: of all that this
// process has run, the last 64 of the chain.
func (t *Trace) Long() map[uint64]uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.long)
}
