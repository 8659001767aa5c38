// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"
)

const (
	workLimit  = time.Minute // for one step of derivation
	leastShare = 20          // 1/20 of the disk
	leastBytes = 256 << 20
)

// ofNode is what is wrong with L1, with the way to it, with what is made of it, or with the machine.
var ofNode = []Condition{
	{
		Name: "chain_damaged", Unfit: true, judge: chainDamaged,
		When: "a part of the L2 chain on disk cannot be read: a client asked for it, or it was found when all was read through, which is done once a day",
		Next: "Look at the disk, then stop the process, remove the folder chain in its data folder and start it again: everything is fetched or derived again",
	},
	{
		Name: "derivation_stuck", Unfit: true, judge: derivationStuck,
		When: "the work on one L1 block takes more than a minute",
		Next: "Look at the disk of this machine, then restart the process",
	},
	{
		Name: "l1_silent", Unfit: true, Hold: 5 * time.Second, judge: l1Silent,
		When: "the L1 node has not answered for `--alarm.l1-silence`",
		Next: "Check the L1 node and the way to it, or name another one with --l1.url",
	},
	{
		Name: "l1_behind", Unfit: true, Hold: time.Minute, judge: l1Behind,
		When: "more L1 blocks are still to be derived than a short outage explains: 64 on Ethereum Classic",
		Next: "It catches up by itself; if the number does not fall, the machine or the L1 node is too slow",
	},
	{
		Name: "l1_standstill", judge: l1Standstill,
		When: "the newest L1 block is older than chance explains, 10 minutes on Ethereum Classic, and no other has come for as long",
		Next: "Compare with another L1 node: if that one is ahead, this one has lost its peers",
	},
	{
		Name: "l1_reorg", judge: l1Reorg,
		When: "L1 took back more blocks within the last hour than chance explains: 64 on Ethereum Classic",
		Next: "What was acknowledged may move, and what rests on a deposit that is gone is dropped: see adit_status and the log; find out who mines on L1",
	},
	{
		Name: "l1_reorg_extreme", judge: l1ReorgExtreme,
		When: "L1 took back more blocks within the last hour than claims can live with: 1,000 on Ethereum Classic",
		Next: "Stop paying out against this rollup until it is known which branch of L1 its users follow",
	},
	{
		Name: "messages_waiting", judge: messagesWaiting,
		When: "a message has waited on L1 for half of the inbox's force delay",
		Next: "When the delay is over every batch must consume it, and anybody may force it in, which rebases the sealed chain",
	},
	{
		Name: "batch_age", judge: batchAge,
		When: "the oldest sealed block that is not on L1 is older than `--alarm.batch-age`; on a verifier: the newest one that is",
		Next: "Look at the batcher: whether it runs, its /readyz and the balance of its account",
	},
	{
		Name: "disk_low", judge: diskLow,
		When: "less than 5 % or less than 256 MiB of the disk with the data folder are free",
		Next: "Make room: a full disk ends the process",
	},
	{
		Name: "clock_wrong", judge: clockWrong,
		When: "the clock was set by more than 5 s within the last 10 minutes, is a minute behind L1's newest block, or far ahead of new ones",
		Next: "Check the machine's time service: the leader dates blocks by this clock",
	},
}

func l1Silent(f *Facts, l *Limits) string {
	switch {
	case f.L1 == nil || !f.L1.Working.IsZero():
		return "" // it has answered, and we are not done with that
	case f.L1.Seen.IsZero():
		return "The L1 node has not answered yet"
	case f.Now.Sub(f.L1.Seen) > l.L1Silence:
		return fmt.Sprintf("The L1 node has not answered since %s, for %s", clock(f.L1.Seen), span(f.Now.Sub(f.L1.Seen)))
	}
	return ""
}

func derivationStuck(f *Facts, _ *Limits) string {
	if f.L1 == nil || f.L1.Working.IsZero() || f.Now.Sub(f.L1.Working) <= workLimit {
		return ""
	}
	return fmt.Sprintf("The work on what is behind L1 block %d has not ended for %s", f.L1.Tip.At.Height, span(f.Now.Sub(f.L1.Working)))
}

func l1Behind(f *Facts, l *Limits) string {
	if f.L1 == nil || behind(f.L1) <= l.L1.Behind {
		return ""
	}
	return fmt.Sprintf("%d L1 blocks are still to be derived, up to block %d", behind(f.L1), f.L1.Head.Height)
}

// caughtUp tells whether the newest L1 block, with its time, is known.
func caughtUp(f *Facts) bool { return f.L1 != nil && f.L1.Tip.Time != 0 && f.L1.Tip.At == f.L1.Head }

func l1Standstill(f *Facts, l *Limits) string {
	if most := l.L1.Standstill; !caughtUp(f) || f.age(f.L1.Tip.Time) <= most || f.Now.Sub(f.Past.HeadMoved) <= most {
		return ""
	}
	return fmt.Sprintf("L1 block %d, the newest one that the L1 node shows, is %s old", f.L1.Tip.At.Height, span(f.age(f.L1.Tip.Time)))
}

func l1Reorg(f *Facts, l *Limits) string { return reorgAbove(f, l.L1.Reorg) }

func l1ReorgExtreme(f *Facts, l *Limits) string { return reorgAbove(f, l.L1.Extreme) }

func reorgAbove(f *Facts, depth uint64) string {
	r := f.Past.Reorg
	if r.Depth() <= depth {
		return ""
	}
	return fmt.Sprintf("L1 took back %d blocks, from %d to %d, at %s", r.Depth(), r.From.Height, r.To.Height, clock(r.Seen))
}

func messagesWaiting(f *Facts, _ *Limits) string {
	m := f.Messages
	if m == nil || m.Oldest == 0 || m.Delay == 0 || f.L1 == nil {
		return ""
	}
	waited := messageAge(f)
	if waited < m.Delay/2 {
		return ""
	}
	whose := "the sequencers have not consumed it"
	if m.Sealed {
		whose = "a sealed block has consumed it and no batch on L1 holds that block"
	}
	return fmt.Sprintf("%d messages wait in the inbox, the oldest for %s of the %s after which anybody may force it in: %s",
		m.Waiting, span(waited), span(m.Delay), whose)
}

// messageAge is how long the oldest message has waited, by L1's own clock, which is the one that the inbox goes by.
func messageAge(f *Facts) time.Duration {
	if f.Messages.Oldest == 0 {
		return 0
	}
	return time.Duration(max(int64(f.L1.Tip.Time)-int64(f.Messages.Oldest), 0)) * time.Second
}

func batchAge(f *Facts, l *Limits) string {
	if f.Chain == nil || f.Chain.Unposted == 0 || f.age(f.Chain.Unposted) <= l.BatchAge {
		return ""
	}
	if f.Set == nil {
		return fmt.Sprintf("The newest block that batches on L1 hold is %s old", span(f.age(f.Chain.Unposted)))
	}
	return fmt.Sprintf("Blocks that were sealed %s ago are not on L1 yet", span(f.age(f.Chain.Unposted)))
}

func clockWrong(f *Facts, l *Limits) string {
	if p := &f.Past; !p.Jumped.IsZero() {
		return fmt.Sprintf("This machine's clock was set by %s at %s, or the machine was asleep", span(p.Jump), clock(p.Jumped))
	}
	if !caughtUp(f) {
		return ""
	}
	age := f.age(f.L1.Tip.Time)
	switch {
	case age < -l.L1.Clock:
		return fmt.Sprintf("L1 block %d is dated %s ahead of this machine's clock", f.L1.Tip.At.Height, span(-age))
	case age > l.L1.Standstill && f.Past.HeadMoved.After(f.Past.Began) && f.Now.Sub(f.Past.HeadMoved) < l.L1.Clock:
		return fmt.Sprintf("L1 block %d has just come and is dated %s behind this machine's clock: that is ahead, or the L1 node is still syncing",
			f.L1.Tip.At.Height, span(age))
	}
	return ""
}

func chainDamaged(f *Facts, _ *Limits) string {
	if f.Chain == nil || f.Chain.Damage == nil {
		return ""
	}
	return "The L2 chain on disk is damaged, some answers are missing a part: " + f.Chain.Damage.Error()
}

func diskLow(f *Facts, _ *Limits) string {
	if f.Disk == nil || f.Disk.Free >= leastBytes && f.Disk.Free >= f.Disk.Size/leastShare {
		return ""
	}
	return fmt.Sprintf("%d MiB of the disk's %d MiB are free", f.Disk.Free>>20, f.Disk.Size>>20)
}
