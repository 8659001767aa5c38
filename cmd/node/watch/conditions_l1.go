// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"
)

// What is wrong with L1, with the way to it, or with what is made of it.

const (
	workLimit  = time.Minute      // for one step of derivation
	syncLimit  = 64               // L1 blocks to be derived
	l1Limit    = 10 * time.Minute // without an L1 block, where one is due every 13 s
	clockSlack = time.Minute      // miners may date a block a quarter of that ahead
	deepReorg  = 64               // more than chance explains
	extreme    = 1_000
)

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

func l1Behind(f *Facts, _ *Limits) string {
	if f.L1 == nil || behind(f.L1) <= syncLimit {
		return ""
	}
	return fmt.Sprintf("%d L1 blocks are still to be derived, up to block %d", behind(f.L1), f.L1.Head.Height)
}

// caughtUp tells whether the newest L1 block, with its time, is known.
func caughtUp(f *Facts) bool { return f.L1 != nil && f.L1.Tip.Time != 0 && f.L1.Tip.At == f.L1.Head }

func l1Standstill(f *Facts, _ *Limits) string {
	if !caughtUp(f) || f.age(f.L1.Tip.Time) <= l1Limit || f.Now.Sub(f.Past.HeadMoved) <= l1Limit {
		return ""
	}
	return fmt.Sprintf("L1 block %d, the newest one that the L1 node shows, is %s old", f.L1.Tip.At.Height, span(f.age(f.L1.Tip.Time)))
}

func l1Reorg(f *Facts, _ *Limits) string { return reorgAbove(f, deepReorg) }

func l1ReorgExtreme(f *Facts, _ *Limits) string { return reorgAbove(f, extreme) }

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

func clockWrong(f *Facts, _ *Limits) string {
	if p := &f.Past; !p.Jumped.IsZero() {
		return fmt.Sprintf("This machine's clock was set by %s at %s, or the machine was asleep", span(p.Jump), clock(p.Jumped))
	}
	if !caughtUp(f) {
		return ""
	}
	age := f.age(f.L1.Tip.Time)
	switch {
	case age < -clockSlack:
		return fmt.Sprintf("L1 block %d is dated %s ahead of this machine's clock", f.L1.Tip.At.Height, span(-age))
	case age > l1Limit && f.Past.HeadMoved.After(f.Past.Began) && f.Now.Sub(f.Past.HeadMoved) < clockSlack:
		return fmt.Sprintf("L1 block %d has just come and is dated %s behind this machine's clock: that is ahead, or the L1 node is still syncing",
			f.L1.Tip.At.Height, span(age))
	}
	return ""
}

func disagreement(f *Facts, _ *Limits) string {
	if f.Compared == nil || f.Compared.Difference == nil {
		return ""
	}
	d := f.Compared.Difference
	return fmt.Sprintf("Block %d is %s on L1 and %s at the sequencer, since %s", d.Number, d.Derived, d.Sealed, clock(d.Since))
}

const compareLimit = 5 * time.Minute

func notCompared(f *Facts, _ *Limits) string {
	if f.Compared == nil || f.Compared.Err == nil || f.Now.Sub(f.Compared.Compared) <= compareLimit {
		return ""
	}
	return fmt.Sprintf("Derived blocks could not be compared with sealed ones for %s: %s", span(f.Now.Sub(f.Compared.Compared)), f.Compared.Err)
}

// clock is a time as logs have it.
func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }
