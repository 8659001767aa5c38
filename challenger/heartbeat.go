// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
)

// How often the heartbeat is logged: when it says something else than before, but no more than once a minute, and else
// once an hour.
const (
	beatLeast = time.Minute
	beatMost  = time.Hour
)

// heartbeat remembers what the log was told last.
type heartbeat struct {
	at     time.Time // zero: nothing yet
	claim  common.Hash
	differ int
	wrong  bool
	silent bool // nothing was compared
}

// due tells whether the log is to be told, and takes it for told then. The L1 block alone is nothing new.
func (h *heartbeat) due(a *Agreement, now time.Time) bool {
	next := heartbeat{at: now, differ: a.Differ, wrong: a.Wrong, silent: len(a.Line) == 0}
	if n := len(a.Line); n > 0 {
		next.claim = a.Line[n-1]
	}
	same := *h
	same.at = now
	since := now.Sub(h.at)
	if !h.at.IsZero() && since < beatMost && (since < beatLeast || same == next) {
		return false
	}
	*h = next
	return true
}

// compare renews how far the challenger agrees with what is claimed, and says so now and then. It stays as it was
// while the challenger is not sure of what L1 says: so does the L1 block in it, which shows that it is old.
func (c *Challenger) compare(r *strategy.Result) {
	if r.Unsure != nil && !against(r) {
		return
	}
	c.now.Agreed = agree(c.history.table, uint64(c.history.at.Height), ready{c.ports.Computer.Ready(), c.ports.Computer})
	if a := &c.now.Agreed; c.heartbeat.due(a, time.Now()) {
		c.log.Info("heartbeat", "says", a.Sentence(), "claim", c.heartbeat.claim, "block", a.Block, "transition", a.Transition, "l1", a.Seen)
	}
}

// against tells whether what makes the challenger unsure is a claim that was confirmed against it.
func against(r *strategy.Result) bool {
	for _, n := range r.Notices {
		if n.What == strategy.AgainstUs {
			return true
		}
	}
	return false
}
