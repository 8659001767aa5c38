// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// offers is a pool of which only Waiting is asked.
type offers struct {
	Pool
	waiting bool
}

func (o *offers) Waiting() bool { return o.waiting }

// TestBeat counts the blocks that a leader opens in an hour: few without work, one a second with it and for a while
// after.
func TestBeat(t *testing.T) {
	begin := time.Unix(1_800_000_000, 0)
	for _, c := range []struct {
		name string
		work func(l *leader, v *View, second int) // sets what waits at that second
		want int
	}{
		{"nothing", func(*leader, *View, int) {}, 10 + 239},
		{"transactions all the time", func(l *leader, _ *View, _ int) { l.pool.(*offers).waiting = true }, 3600},
		{"one transaction", func(l *leader, _ *View, second int) { l.pool.(*offers).waiting = second == 1800 }, 10 + 10 + 238},
		{"a message that is deep enough", func(l *leader, v *View, second int) {
			v.Messages = 0
			if second == 1800 {
				v.Messages = 1
			}
		}, 10 + 10 + 238},
		{"a forced transaction that waits", func(l *leader, _ *View, second int) {
			l.parent.Cursor = transition.Cursor{Consumed: 1, Forced: 1}
			if second == 1800 {
				l.parent.Forced = 0
			}
		}, 10 + 10 + 238},
		{"a second turn after a rebase", func(l *leader, _ *View, second int) {
			l.ahead.Queue = nil
			if second == 1800 {
				l.ahead.Queue = []fsm.Left{{Count: 1}}
			}
		}, 10 + 10 + 238},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &leader{pool: &offers{}, worked: begin, clock: clock{opened: begin.Add(-time.Second)},
				parent: transition.Head{Header: new(types.Header)}}
			var view View
			opened := 0
			for second := range 3600 {
				now := begin.Add(time.Duration(second) * time.Second)
				c.work(l, &view, second)
				if wait := l.idle(now, view); wait > time.Second {
					t.Fatalf("looks again after %s", wait)
				} else if wait == 0 {
					l.clock.opened = now
					opened++
				}
			}
			if opened < c.want-1 || opened > c.want+1 {
				t.Errorf("%d blocks in an hour, want %d", opened, c.want)
			}
		})
	}
}

// TestBeatSurvivesTheClock has the machine's clock set back: blocks do not wait until it is where it was.
func TestBeatSurvivesTheClock(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	l := &leader{pool: &offers{}, worked: at, clock: clock{opened: at}, parent: transition.Head{Header: new(types.Header)}}
	if wait := l.idle(at.Add(-time.Hour), View{}); wait != 0 {
		t.Errorf("waits for %s", wait)
	}
}
