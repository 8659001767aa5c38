// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"time"
)

// rounds makes a round at once, and then each time that poll has passed or something came out of woken, until ctx ends.
// An error is told, the 1st, 2nd, 4th, 8th … in a row, and the next round is the next attempt.
func rounds(ctx context.Context, poll time.Duration, woken <-chan struct{}, round func(context.Context) error, tell func(failures int, err error)) error {
	tick := time.NewTicker(poll)
	defer tick.Stop()
	failures := 0
	for {
		err := round(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			failures = 0
		default:
			if failures++; failures&(failures-1) == 0 {
				tell(failures, err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		case <-woken:
		}
	}
}
