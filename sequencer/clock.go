// SPDX-License-Identifier: Apache-2.0

package sequencer

import "time"

// slew is how much longer than a second a block stays open while the chain's time is ahead of this machine's.
const slew = 100 * time.Millisecond

// clock is the time from which a leader dates blocks: this machine's, but never behind the chain. A leader before may
// have had a clock that was ahead, or this one may have been set back: then blocks go on from the newest one's time,
// a little slower than seconds pass, until both are the same again. Neither may stop the chain.
type clock struct {
	ahead  time.Duration // of this machine; negative where L1 allows no more
	opened time.Time     // when the block that is open was, by this machine
}

// open returns the second of a block that opens when this machine's time is now, behind the parent's and no later
// than limit. ok is false when there is no such second yet.
func (c *clock) open(parent, limit uint64, now time.Time) (second uint64, ok bool) {
	need := time.Unix(int64(parent)+1, 0).Sub(now)
	c.ahead = max(need, c.ahead-slew, 0)
	c.opened = now
	if second = uint64(now.Add(c.ahead).Unix()); second > limit {
		c.ahead, second = need, parent+1 // this machine's time is wrong: go on from the chain's
	}
	return second, second <= limit
}

// rest is how long the block of that second stays open.
func (c *clock) rest(second uint64, now time.Time) time.Duration {
	length := time.Second
	if c.ahead > 0 {
		length += slew
	}
	byChain := time.Unix(int64(second), 0).Add(length).Sub(now.Add(c.ahead))
	byMachine := length - now.Sub(c.opened) // holds also when this machine's time is set back
	return min(byChain, byMachine)
}
