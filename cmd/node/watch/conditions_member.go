// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"strings"
	"time"

	"github.com/layeredpow/adit/sequencer/cluster"
)

const (
	sealLimit   = 15 * time.Second // without a block, where one is due every second
	idleLimit   = 45 * time.Second // without a block, where one is due every 15 s
	lagLimit    = time.Minute
	stuckLimit  = 6 * time.Second // with transactions to order, and none ordered
	awayLimit   = 30 * time.Second
	expiryLimit = 14 * 24 * time.Hour
)

// ofMember is what is wrong with a member or with the set.
var ofMember = []Condition{
	{
		Name: "diverged", Unfit: true, judge: diverged,
		When: "the member stopped because its execution gave another block than the set sealed, and has not come past that block",
		Next: "Compare its version and its disk with the others'; if both are sound, let it join again with an empty data folder",
	},
	{
		Name: "recovering", Unfit: true, Hold: 10 * time.Second, judge: recovering,
		When: "the member began with an empty folder and does not take part in the log yet",
		Next: "Bring back every member that is named: it goes on by itself when they answer",
	},
	{
		Name: "no_leader", Unfit: true, Hold: 10 * time.Second, judge: noLeader,
		When: "no leader is known",
		Next: "Check that a majority of the members runs and that they reach each other on the raft port",
	},
	{
		Name: "catching_up", Unfit: true, Hold: time.Minute, judge: catchingUp,
		When: "the member has not executed what was committed a moment ago, or has started and does not know how far that is",
		Next: "It catches up by itself; if the entry does not rise, look at its log and its disk",
	},
	{
		Name: "standstill", Unfit: true, Hold: 5 * time.Second, judge: standstill,
		When: "no block was sealed for 15 s while something waits for one, or for 45 s",
		Next: "Look at the leader's log for why it opens no block; without a leader, bring back a majority of the members",
	},
	{
		Name: "votes_differ", Unfit: true, Hold: 5 * time.Second, judge: votesDiffer,
		When: "members made different blocks of the same content, and too few answer to tell who is right: no block opens (raised at the leader)",
		Next: "Bring back the members that do not answer: what a majority made is sealed, and who differs stops. Empty no data folder before that",
	},
	{
		Name: "lagging", Unfit: true, Hold: time.Minute, judge: lagging,
		When: "blocks arrive, and the newest is more than a minute old",
		Next: "It catches up by itself; if the age does not fall, the machine is too slow",
	},
	{
		Name: "l1_contradicts", Hold: 5 * time.Minute, judge: l1Contradicts,
		When: "L1, at the depth to act upon, leads to a block that is not on the sealed chain",
		Next: "The leader rebases once the L1 branch is deep enough; if it does not, look at its log",
	},
	{
		Name: "rebasing", Hold: time.Minute, judge: rebasing,
		When: "transactions wait for their second turn after a rebase, and new ones are put off",
		Next: "They go first and in order; senders should try again, and nothing needs to be done unless the number stands still",
	},
	{
		Name: "members_differ", judge: membersDiffer,
		When: "another member speaks another protocol, or has another rollup, genesis or program: the two refuse each other",
		Next: "Both values are named: give the odd one the rollup file and the version of the others; until then it counts as away",
	},
	{
		Name: "members_away", judge: membersAway,
		When: "another member has not answered for 30 s, has lost its log, is further behind than `--raft.trailing` log entries, or does not see L1",
		Next: "Bring it back: when half of the members are away nothing is acknowledged any more",
	},
	{
		Name: "pool_full", Hold: 10 * time.Second, judge: poolFull,
		When: "the pool is filled by nine tenths",
		Next: "Senders are refused when it is full: more arrives than a block a second can take",
	},
	{
		Name: "pool_stuck", judge: poolStuck,
		When: "the pool has had transactions for the next block for 6 s, and blocks stay empty",
		Next: "Look at this member's log for why it orders none; `adit sequencer members transfer` has another member try",
	},
	{
		Name: "backlog", Hold: time.Minute, judge: backlog,
		When: "L1 needs longer than `--fee.l1-delay` for what is sealed and not there",
		Next: "The price of bytes rises until L1 keeps up; when batches are missing, not room, look at the batcher",
	},
	{
		Name: "certificate_ends", judge: certificateEnds,
		When: "a certificate of the set, or its authority's, ends within 14 days",
		Next: "Make others with `adit sequencer keys` and restart the members one by one: one that ends cannot connect",
	},
}

func diverged(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Divergence == nil {
		return ""
	}
	d := f.Set.Divergence
	return fmt.Sprintf("This member has stopped %d times, last at %s, because its execution differs from what was sealed behind block %d (%s)",
		d.Times, clock(d.Last), d.Behind, d.Why)
}

func recovering(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.View.Phase == cluster.Whole {
		return ""
	}
	return fmt.Sprintf("This member is %s: %s", f.Set.View.Phase, f.Set.View.Missing)
}

// noLeader is judged where a leader would be heard of.
func noLeader(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.View.LeaderID != "" || f.Set.View.Phase == cluster.Forming || f.Set.View.Phase == cluster.Recovering {
		return ""
	}
	return "No leader is known"
}

// catchingUp is judged by what was committed at the last look: what has been since then may still be on its way.
func catchingUp(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.View.Phase != cluster.Whole || f.Set.View.LeaderID == "" {
		return "" // another condition says so
	}
	if !f.Past.Known {
		return "This member has started and has not heard from the leader yet how far the log is"
	}
	done := f.Set.Stage.Applied(f.Set.View.Handed)
	if done >= f.Past.Target {
		return ""
	}
	return fmt.Sprintf("This member has executed the log up to entry %d, of %d that are committed", done, f.Past.Target)
}

// standstill gives a leader as long as ever from when it had something to do: before, blocks may have come on the
// slow beat.
func standstill(f *Facts, _ *Limits) string {
	if f.Chain == nil {
		return ""
	}
	still := f.Now.Sub(f.Past.Sealed)
	if still <= idleLimit && (!wanted(f) || min(still, f.Now.Sub(f.Past.Wanted)) <= sealLimit) {
		return ""
	}
	return fmt.Sprintf("No block has been sealed behind block %d for %s", f.Chain.Number, span(still))
}

// wanted tells whether something waits for a block, as far as this member can tell: only the leader has the pool.
func wanted(f *Facts) bool {
	return f.Chain.Work || f.Set != nil && (f.Set.Again > 0 || f.Set.Pool.Queued+f.Set.Pool.Taken > 0)
}

func votesDiffer(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Stage.Split == 0 {
		return ""
	}
	return fmt.Sprintf("Members made different blocks of the content of block %d, and no majority of the set the same", f.Set.Stage.Split)
}

func lagging(f *Facts, _ *Limits) string {
	if f.Chain == nil || f.age(f.Chain.Time) <= lagLimit || f.Now.Sub(f.Past.Sealed) > idleLimit {
		return ""
	}
	return fmt.Sprintf("Block %d, the newest one here, is %s old", f.Chain.Number, span(f.age(f.Chain.Time)))
}

func l1Contradicts(f *Facts, _ *Limits) string {
	if f.Chain == nil || f.L1 == nil || !f.Chain.Contradicted {
		return ""
	}
	return fmt.Sprintf("L1 leads to block %d %s, which is not on the sealed chain", f.L1.Deep.Number, f.L1.Deep.Head)
}

func rebasing(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Again == 0 {
		return ""
	}
	return fmt.Sprintf("%d transactions that lost their place to what L1 dictates wait for their second turn", f.Set.Again)
}

func membersAway(f *Facts, _ *Limits) string {
	if f.Set == nil {
		return ""
	}
	var away []string
	for _, o := range f.Set.Others {
		since := f.Past.Away[o.Member.ID]
		behind := f.Set.View.Committed - min(f.Set.View.Committed, o.View.LastIndex)
		switch {
		case o.Err != nil && f.Now.Sub(since) > awayLimit:
			away = append(away, fmt.Sprintf("%s has not answered for %s", o.Member.ID, span(f.Now.Sub(since))))
		case o.Err == nil && o.View.Phase != cluster.Whole:
			away = append(away, fmt.Sprintf("%s is %s, without its log or its vote", o.Member.ID, o.View.Phase))
		case o.Err == nil && behind > f.Set.Trailing:
			away = append(away, fmt.Sprintf("%s is %d log entries behind", o.Member.ID, behind))
		case o.Err == nil && !o.View.Fit:
			away = append(away, fmt.Sprintf("%s does not see L1", o.Member.ID))
		}
	}
	if len(away) == 0 {
		return ""
	}
	return "Member " + strings.Join(away, ", member ")
}

func membersDiffer(f *Facts, _ *Limits) string {
	if f.Set == nil || len(f.Set.Differ) == 0 {
		return ""
	}
	var all []string
	for i := range f.Set.Differ {
		all = append(all, f.Set.Differ[i].Error())
	}
	return "Connections are refused: " + strings.Join(all, "; ")
}

func poolFull(f *Facts, _ *Limits) string {
	if f.Set == nil {
		return ""
	}
	count := f.Set.Pool.Queued + f.Set.Pool.Taken + f.Set.Pool.Parked
	if 10*count < 9*f.Set.Room.MaxCount && 10*f.Set.Pool.Bytes < 9*f.Set.Room.MaxBytes {
		return ""
	}
	return fmt.Sprintf("The pool holds %d transactions of %d, %d bytes of %d", count, f.Set.Room.MaxCount, f.Set.Pool.Bytes, f.Set.Room.MaxBytes)
}

// poolStuck is judged by the pool's clock and by what was executed: a rebase's transactions go before the pool's.
func poolStuck(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Pool.Waits <= stuckLimit || f.Now.Sub(f.Past.Ran) <= stuckLimit {
		return ""
	}
	return fmt.Sprintf("%d transactions wait for the next block, and none has been ordered for %s",
		f.Set.Pool.Queued+f.Set.Pool.Taken, span(min(f.Set.Pool.Waits, f.Now.Sub(f.Past.Ran))))
}

// backlog is the price's own measure: while it holds, a surge is asked.
func backlog(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Pressure == nil || f.Set.Pressure.Price.Wait <= f.Set.Pressure.Delay {
		return ""
	}
	p := f.Set.Pressure
	return fmt.Sprintf("L1 needs %s for the %.0f KB that are sealed and for what waits before that, and %s is allowed: a tip of %s wei is asked for",
		span(p.Price.Wait), p.Bytes/1000, span(p.Delay), p.Tip)
}

func certificateEnds(f *Facts, _ *Limits) string {
	if f.Set == nil || f.Set.Expiry.IsZero() || f.Set.Expiry.Sub(f.Now) >= expiryLimit {
		return ""
	}
	return fmt.Sprintf("A certificate of this member ends at %s", clock(f.Set.Expiry))
}
