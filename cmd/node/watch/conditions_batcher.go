// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"
)

const (
	failLimit  = time.Minute
	roundLimit = 3 * time.Minute
	waitLimit  = 2 * time.Minute
)

// ofBatcher is what keeps batches from L1.
var ofBatcher = []Condition{
	{
		Name: "posting_fails", Unfit: true, judge: postingFails,
		When: "every round has failed for a minute, or one takes more than 3 minutes",
		Next: "Check the L1 node, the sequencers and the account's balance; nothing is lost meanwhile, batches are made again. When most of `--sequencers` are gone for good, give it those that live: a block is posted when most of the given ones have sealed it alike",
	},
	{
		Name: "batches_stuck", Unfit: true, judge: batchesStuck,
		When: "batches have been offered and none was mined for longer than L1 takes: 60 blocks on Ethereum Classic",
		Next: "Check that the account holds a seat and enough coins, and what L1 asks for gas",
	},
	{
		Name: "posting_waits", judge: postingWaits,
		When: "the batcher has had the same reason to wait for 2 minutes",
		Next: "It goes on by itself when the reason is gone; a sequencer that sees L1 is what it needs most",
	},
	{
		Name: "messages_overdue", judge: messagesOverdue,
		When: "messages have waited for longer than the force delay",
		Next: "The batcher forces them in with an empty batch, onto which the sequencers rebase; find out why they were left out",
	},
	{
		Name: "balance_low", judge: balanceLow,
		When: "the batcher's account holds less than `--alarm.balance`",
		Next: "Send coins to the account: without them no batch is posted",
	},
}

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
