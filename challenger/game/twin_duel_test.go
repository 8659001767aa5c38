// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"testing"

	"github.com/layeredpow/adit/challenger/game"
)

// TestTwinDuels plays whole disputes on both, about leaves at all kinds of boundaries.
func TestTwinDuels(t *testing.T) {
	for _, at := range []struct {
		name                     string
		transition, stride, step uint32
	}{
		{"first", 0, 0, 0}, {"last", 65_535, 65_535, 1<<20 - 1}, {"inside", 0x1234, 0x100, 0x1_0000}, {"behind a part", 0x1000, 0x1230, 0x111},
	} {
		t.Run(at.name, func(t *testing.T) {
			w := newTwins(t, 9)
			w.Wait(uint64(w.Config.MinGap))
			d := w.NewDuel(w.Referee.Assertion(w.Referee.Genesis()), at.transition, at.stride, at.step)
			for _, turn := range d.Turns() {
				w.taken(turn.Who, turn.Move)
			}
			w.Wait(uint64(w.Config.Threshold) + w.Config.Delay())
			w.end(d)
			w.taken(d.Right.Who, game.Withdraw{To: d.Right.Who})
			w.compare()
		})
	}
}
