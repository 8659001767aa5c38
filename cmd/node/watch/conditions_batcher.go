// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"
)

// What keeps batches from L1.

const (
	failLimit  = time.Minute
	roundLimit = 3 * time.Minute
	waitLimit  = 2 * time.Minute
)

func postingFails(f *Facts, _ *Limits) string {
	b := f.Batcher
	switch {
	case b == nil:
		return ""
	case f.Now.Sub(f.Past.Round) > roundLimit:
		return fmt.Sprintf("A round has not ended for %s", span(f.Now.Sub(f.Past.Round)))
	case b.Failures > 0 && f.Now.Sub(f.Past.Worked) > failLimit:
		return fmt.Sprintf("%d rounds in a row have failed, for %s: %s", b.Failures, span(f.Now.Sub(f.Past.Worked)), b.Err)
	}
	return ""
}

func batchesStuck(f *Facts, _ *Limits) string {
	b := f.Batcher
	if b == nil || !b.Stuck {
		return ""
	}
	return fmt.Sprintf("%s has offered the batches from %d on for %d L1 blocks and none was mined", b.Account, b.Landed, b.Unmined)
}

func postingWaits(f *Facts, _ *Limits) string {
	b := f.Batcher
	if b == nil || b.Waiting == "" || f.Now.Sub(f.Past.Waits) <= waitLimit {
		return ""
	}
	return fmt.Sprintf("For %s there is nothing to post because %s", span(f.Now.Sub(f.Past.Waits)), b.Waiting)
}

func messagesOverdue(f *Facts, _ *Limits) string {
	if f.Batcher == nil || f.Batcher.Overdue == 0 {
		return ""
	}
	return fmt.Sprintf("%d messages have waited for longer than the inbox allows", f.Batcher.Overdue)
}

func balanceLow(f *Facts, l *Limits) string {
	b := f.Batcher
	if b == nil || b.Balance == nil || l.Balance == nil || b.Balance.Cmp(l.Balance) >= 0 {
		return ""
	}
	return fmt.Sprintf("%s holds %s wei on L1, less than %s", b.Account, b.Balance, l.Balance)
}
