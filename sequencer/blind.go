// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"time"
)

// blind tells whether L1 has been silent for so long that another member should lead. A leader gives itself that long
// at least.
func (l *leader) blind(now time.Time) bool {
	seen := l.l1.View().Seen
	if l.started.After(seen) {
		seen = l.started
	}
	return now.Sub(seen) > l.cfg.L1Timeout
}

// yieldPatience is how long handing over leadership may take.
const yieldPatience = 5 * time.Second

// yield has a member lead that sees L1. Without one leading goes on: blocks may still open for as long as the
// rollup's drift allows, and their transactions are as safe as ever.
func (l *leader) yield() error {
	l.log.Error("ALARM: this leader has lost sight of L1, another member should lead", "since", l.l1.View().Seen)
	l.await()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(l.term.Ctx), yieldPatience)
	defer cancel()
	if err := l.term.Yield(ctx); err != nil && l.term.Ctx.Err() == nil {
		l.log.Warn("leadership cannot be handed over", "err", err)
		l.started = l.cfg.Now()
	}
	return nil
}
