// SPDX-License-Identifier: Apache-2.0

package sequencer

import "time"

// A block costs every node some kilobytes of disk for ever, whatever it holds. So blocks come each second only while
// there is something for them and for a little while after, since clients wait for a few more blocks; then on a slow
// beat, by which everybody sees that the chain is alive.
const (
	busyAfter = 10 * time.Second // how long blocks come each second after the last work
	IdleBeat  = 15 * time.Second // between the openings of two blocks while there is nothing for them
)

// idle is for how long no block needs to open; 0 when one is due. It is no longer than a second: L1 may bring work,
// or a reason to rebase.
func (l *leader) idle(now time.Time, view View) time.Duration {
	if l.hasWork(view) {
		l.worked = now
	}
	beat := l.clock.opened.Add(IdleBeat)
	if now.Sub(l.worked) < busyAfter || !now.Before(beat) || now.Before(l.clock.opened) { // the last: the clock was set back
		return 0
	}
	return min(beat.Sub(now), time.Second)
}

// hasWork tells whether the next block would have something to do: a transaction, a message that is deep enough, a
// forced transaction that waits.
func (l *leader) hasWork(view View) bool {
	at := &l.parent.Cursor
	return l.pool.Waiting() || l.ahead.Waiting() > 0 || view.Messages > at.Consumed || at.Forced < at.Consumed
}
