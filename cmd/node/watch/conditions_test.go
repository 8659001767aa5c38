// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
)

// onset is how one condition comes to hold: after a time, with facts changed.
type onset struct {
	name   string
	alarm  string
	role   Role
	after  time.Duration // between the healthy facts and these
	change func(f *Facts)
	want   string // in the reason
}

func reorg(depth uint64) func(*Facts) {
	return func(f *Facts) {
		f.L1.Reorgs = stateroot.Reorgs{Count: 1, Last: stateroot.Reorg{From: at(990), To: at(990 - depth), Seen: f.Now}}
	}
}

var onsets = []onset{
	{"never answered", "l1_silent", Verifier, 0, func(f *Facts) { f.L1.Seen = time.Time{} }, "has not answered yet"},
	{"silent", "l1_silent", Sequencer, time.Minute, func(f *Facts) { f.L1.Seen = f.Now.Add(-61 * time.Second) },
		"The L1 node has not answered since 2026-11-01T11:59:59Z, for 1m1s. Check the L1 node"},
	{"one step for ever", "derivation_stuck", Verifier, 2 * time.Minute, func(f *Facts) {
		f.L1.Working = f.Now.Add(-90 * time.Second)
		f.L1.Seen = f.L1.Working
	}, "behind L1 block 1009 has not ended for 1m30s"},
	{"much to derive", "l1_behind", Verifier, 0, func(f *Facts) { f.L1.Head = at(2000) }, "1000 L1 blocks are still to be derived, up to block 2000"},
	{"no L1 block", "l1_standstill", Sequencer, 11 * time.Minute, func(f *Facts) {
		f.L1.Tip.At, f.L1.Head, f.L1.Tip.Time = at(1000), at(1000), unix(noon.Add(-5*time.Second))
	}, "L1 block 1000, the newest one that the L1 node shows, is 11m5s old"},
	{"deep reorg", "l1_reorg", Verifier, 0, reorg(65), "took back 65 blocks, from 990 to 925"},
	{"branch dictates", "l1_contradicts", Sequencer, 0, func(f *Facts) { f.Chain.Contradicted = true }, "leads to block 440"},
	{"second turns", "rebasing", Sequencer, 0, func(f *Facts) { f.Set.Again = 17 }, "17 transactions that lost their place"},
	{"message not sealed", "messages_waiting", Verifier, 0, func(f *Facts) { f.Messages.Oldest = unix(f.Now.Add(-13 * time.Hour)) },
		"the oldest for 13h0m0s of the 24h0m0s after which anybody may force it in: the sequencers have not consumed it"},
	{"message not posted", "messages_waiting", Sequencer, 0, func(f *Facts) {
		f.Messages.Oldest, f.Messages.Sealed = unix(f.Now.Add(-13*time.Hour)), true
	}, "a sealed block has consumed it"},
	{"no batches", "batch_age", Sequencer, 0, func(f *Facts) { f.Chain.Unposted = unix(f.Now.Add(-11 * time.Minute)) },
		"Blocks that were sealed 11m0s ago are not on L1 yet. Look at the batcher"},
	{"no batches, from L1", "batch_age", Verifier, 0, func(f *Facts) { f.Chain.Unposted = unix(f.Now.Add(-11 * time.Minute)) },
		"The newest block that batches on L1 hold is 11m0s old"},
	{"other block sealed", "disagreement", Verifier, 0, func(f *Facts) {
		f.Compared.Difference = &stateroot.Difference{Number: 480, Sealed: common.Hash{1}, Derived: common.Hash{2}, Since: noon}
	}, "Block 480 is 0x02"},
	{"cannot compare", "not_compared", Verifier, 0, func(f *Facts) {
		f.Compared.Err, f.Compared.Compared = errors.New("connection refused"), f.Now.Add(-6*time.Minute)
	}, "for 6m0s: connection refused"},
	{"no leader", "no_leader", Sequencer, 0, func(f *Facts) { f.Set.View.LeaderID = "" }, "No leader is known. Check that a majority"},
	{"no block", "standstill", Sequencer, 16 * time.Second, func(f *Facts) { f.Chain.Number = 500 }, "behind block 500 for 16s"},
	{"no block, for messages", "standstill", Sequencer, 16 * time.Second, func(f *Facts) {
		f.Chain.Number, f.Chain.Work, f.Set.Pool = 500, true, pool.Stats{}
	}, "behind block 500 for 16s"},
	{"no idle block", "standstill", Sequencer, 46 * time.Second, func(f *Facts) { f.Chain.Number, f.Set.Pool = 500, pool.Stats{} }, "behind block 500 for 46s"},
	{"votes differ", "votes_differ", Sequencer, 6 * time.Second, func(f *Facts) { f.Set.Stage.Split = 501 },
		"made different blocks of the content of block 501, and no majority of the set the same. Bring back the members"},
	{"old blocks", "lagging", Sequencer, 0, func(f *Facts) { f.Chain.Time = unix(f.Now.Add(-2 * time.Minute)) }, "Block 500, the newest one here, is 2m0s old"},
	{"diverged", "diverged", Sequencer, 0, func(f *Facts) {
		f.Set.Divergence = &Divergence{Times: 2, Last: noon, Behind: 500, Why: "block 501 is a here, sealed as b"}
	}, "has stopped 2 times, last at 2026-11-01T12:00:00Z, because its execution differs from what was sealed behind block 500 (block 501"},
	{"empty folder", "recovering", Sequencer, 0, func(f *Facts) {
		f.Set.View.Phase, f.Set.View.Missing, f.Set.View.LeaderID = cluster.Recovering, "it has lost its log, and nobody leads", ""
	}, "This member is recovering: it has lost its log, and nobody leads. Bring back"},
	{"another rollup", "members_differ", Sequencer, 0, func(f *Facts) {
		f.Set.Differ = []cluster.Difference{{Member: "s3", Ours: cluster.Charter{Rollup: common.Hash{1}}, Theirs: cluster.Charter{Rollup: common.Hash{2}}}}
	}, "Connections are refused: member s3 differs: its rollup is 0x02"},
	{"member without a log", "members_away", Sequencer, 0, func(f *Facts) { f.Set.Others[0].View.Phase = cluster.CatchingUp }, "Member s2 is catching up, without"},
	{"member far behind", "members_away", Sequencer, 0, func(f *Facts) { f.Set.Others[0].View.LastIndex = 8_900_000 }, "Member s2 is 100000 log entries behind"},
	{"member without L1", "members_away", Sequencer, 0, func(f *Facts) { f.Set.Others[1].View.Fit = false }, "Member s3 does not see L1"},
	{"pool is full", "pool_full", Sequencer, 0, func(f *Facts) { f.Set.Pool = pool.Stats{Queued: 31_000, Bytes: 5_000_000} }, "31000 transactions of 32768"},
	{"pool is full of bytes", "pool_full", Sequencer, 0, func(f *Facts) { f.Set.Pool = pool.Stats{Queued: 600, Bytes: 62 << 20} }, "65011712 bytes of 67108864"},
	{"L1 does not keep up", "backlog", Sequencer, 0, func(f *Facts) {
		f.Set.Pressure.Bytes, f.Set.Pressure.Price.Wait, f.Set.Pressure.Tip = 9_400_000, 5*time.Minute, big.NewInt(7_000)
	}, "L1 needs 5m0s for the 9400 KB that are sealed and for what waits before that, and 2m0s is allowed: a tip of 7000 wei"},
	{"pool is stuck", "pool_stuck", Sequencer, 7 * time.Second, func(f *Facts) { f.Set.Pool.Waits = 8 * time.Second },
		"15 transactions wait for the next block, and none has been ordered for 7s. Look at this member's log"},
	{"certificate", "certificate_ends", Sequencer, 0, func(f *Facts) { f.Set.Expiry = f.Now.Add(13 * 24 * time.Hour) }, "ends at 2026-11-14T12:00:00Z"},
	{"damaged", "chain_damaged", Verifier, 0, func(f *Facts) { f.Chain.Damage = errors.New("table 7: checksum") }, "some answers are missing a part: table 7: checksum"},
	{"little room", "disk_low", Verifier, 0, func(f *Facts) { f.Disk = &Disk{Free: 300 << 20, Size: 8 << 30} }, "300 MiB of the disk's 8192 MiB are free"},
	{"hardly any room", "disk_low", Sequencer, 0, func(f *Facts) { f.Disk = &Disk{Free: 200 << 20, Size: 1 << 30} }, "200 MiB"},
	{"clock behind", "clock_wrong", Sequencer, 0, func(f *Facts) { f.L1.Tip.Time = unix(f.Now.Add(2 * time.Minute)) }, "dated 2m0s ahead of this machine's clock"},
	{"clock ahead", "clock_wrong", Verifier, 13 * time.Second, func(f *Facts) { f.L1.Tip.Time = unix(f.Now.Add(-time.Hour)) }, "dated 1h0m0s behind this machine's clock"},
	{"clock set", "clock_wrong", Sequencer, 10 * time.Second, func(f *Facts) { f.Up -= 8 * time.Second }, "was set by 8s"},
	{"rounds fail", "posting_fails", Batcher, 61 * time.Second, func(f *Facts) { f.Batcher.Failures, f.Batcher.Err = 5, errors.New("no route") },
		"5 rounds in a row have failed, for 1m1s: no route"},
	{"round hangs", "posting_fails", Batcher, 4 * time.Minute, func(f *Facts) { f.Batcher.Rounds = 9 }, "A round has not ended for 4m0s"},
	{"not mined", "batches_stuck", Batcher, 0, func(f *Facts) { f.Batcher.Stuck, f.Batcher.Unmined = true, 61 }, "the batches from 20 on for 61 L1 blocks"},
	{"overdue", "messages_overdue", Batcher, 0, func(f *Facts) { f.Batcher.Overdue = 3 }, "3 messages have waited for longer"},
	{"poor", "balance_low", Batcher, 0, func(f *Facts) { f.Batcher.Balance = big.NewInt(1e17) }, "holds 100000000000000000 wei on L1, less than 1000000000000000000"},
	{"wrong claim", "claim_contradicted", Challenger, 0, notice(strategy.Contradicted, "the claim is not what we have computed"), "the claim is not what we have computed, and 1 more like it. "},
	{"robbed", "claim_confirmed_wrong", Challenger, 0, notice(strategy.AgainstUs, "another claim was confirmed"), "another claim was confirmed, and 1 more like it. "},
	{"nobody claims", "claim_missing", Challenger, 0, notice(strategy.NoClaim, "the right claim is not there"), "the right claim is not there, and 1 more like it. "},
	{"endpoints differ", "endpoints_differ", Challenger, 0, notice(challenger.SecondDiffers, "the node is not there"), "the node is not there, and 1 more like it. "},
	{"a claim waits for the machine", "claim_unchecked", Challenger, 0, notice(strategy.Unchecked, "the next claim waits"), "the next claim waits, and 1 more like it. "},
	{"lost below", "claim_lost_below", Challenger, 0, notice(strategy.LostBelow, "a wrong claim has won below"), "a wrong claim has won below, and 1 more like it. "},
	{"no answer", "claim_unanswered", Challenger, 0, notice(strategy.Silence, "has earned 31 blocks of 60"), "has earned 31 blocks of 60, and 1 more like it. "},
	{"little money", "purse_low", Challenger, 0, notice(strategy.PurseLow, "disputes can ask for 8 gwei"), "disputes can ask for 8 gwei, and 1 more like it. "},
	{"no money", "move_unaffordable", Challenger, 0, notice(strategy.Unaffordable, "the bond is 7 gwei"), "the bond is 7 gwei, and 1 more like it. "},
	{"lost stake", "stake_away", Challenger, 0, notice(strategy.StakeAway, "right claims do not pass"), "right claims do not pass, and 1 more like it. "},
	{"money is left there", "credit_unclaimed", Challenger, 0, func(f *Facts) { f.Game.Free = 8_200_000_000 }, "owes 0xCA00000000000000000000000000000000000000 8200000000 gwei that it could take. "},
	{"doubt", "computation_in_doubt", Challenger, 0, notice(strategy.Doubt, "the machine and the native run"), "the machine and the native run, and 1 more like it. "},
	{"bad move", "rule_broken", Challenger, 0, notice(strategy.RuleBroken, "moves a stake that is not its own"), "moves a stake that is not its own, and 1 more like it. "},
	{"machine differs", "transition_differs", Challenger, 0, func(f *Facts) { f.Patrol.Differ = []string{"one", "behind state 0x07"} }, "behind state 0x07 (2 in all)"},
	{"long", "transition_long", Challenger, 0, func(f *Facts) { f.Patrol.Long = []string{"transition 7 takes 40000000000 steps"} }, "transition 7 takes 40000000000 steps (1 in all)"},
	{"blind", "challenger_blind", Challenger, 61 * time.Second, func(f *Facts) { f.Game.Failures, f.Game.Err = 3, errors.New("wait for L1 events") },
		"For 1m1s no move could be decided: wait for L1 events"},
	{"waits", "challenger_blind", Challenger, 61 * time.Second, func(f *Facts) { f.Game.Waiting = "nothing is derived from L1 yet" },
		"For 1m1s no move could be decided: nothing is derived"},
}

// notice has a challenger notice something twice.
func notice(what strategy.Alarm, text string) func(f *Facts) {
	return func(f *Facts) {
		f.Game.Notices = []strategy.Notice{{What: what, Node: common.Hash{1}, Text: text}, {What: what, Node: common.Hash{2}, Text: "the same"}}
	}
}

// A question is slow when it has been the first for long; another one begins anew.
func TestComputationIsSlow(t *testing.T) {
	b := newBench(Challenger)
	asks := func(after time.Duration, state byte) []Alarm {
		f := later(Challenger, after)
		f.Game.Needed = []strategy.Question{{Kind: strategy.RunOf, State: common.Hash{state}}}
		return b.judge(f)
	}
	for _, c := range []struct {
		after time.Duration
		state byte
		slow  bool
	}{{0, 1, false}, {14 * time.Minute, 1, false}, {16 * time.Minute, 1, true}, {17 * time.Minute, 2, false}, {40 * time.Minute, 2, true}} {
		if holding := asks(c.after, c.state); (len(holding) == 1 && holding[0].Name == "computation_slow") != c.slow {
			t.Errorf("after %s: %+v, want slow: %v", c.after, holding, c.slow)
		}
	}
}

// Each condition holds when it should, alone, says what is wrong and what to do, and ceases when all is well again.
func TestConditions(t *testing.T) {
	tested := map[string]bool{stalled: true, "catching_up": true, "l1_reorg_extreme": true, "posting_waits": true, "computation_slow": true}
	for _, c := range onsets {
		tested[c.alarm] = true
		t.Run(c.alarm+", "+c.name, func(t *testing.T) {
			b := newBench(c.role)
			if holding := b.judge(healthy(c.role)); len(holding) != 0 {
				t.Fatalf("all is well: got %+v", holding)
			}
			f := later(c.role, c.after)
			c.change(f)
			holding := b.judge(f)
			if len(holding) != 1 || holding[0].Name != c.alarm || !strings.Contains(holding[0].Reason, c.want) {
				t.Fatalf("got %+v, want only %s with %q", holding, c.alarm, c.want)
			}
			if next := conditionNamed(t, c.alarm).Next; !strings.HasSuffix(holding[0].Reason, ". "+next) {
				t.Errorf("got %q, want it to end with what to do: %q", holding[0].Reason, next)
			}
			well := later(c.role, c.after+2*time.Hour)
			well.Up = f.Up + 2*time.Hour
			if holding := b.judge(well); len(holding) != 0 {
				t.Errorf("all is well again: got %+v", holding)
			}
		})
	}
	for i := range conditions {
		if !tested[conditions[i].Name] {
			t.Errorf("condition %s is not tested", conditions[i].Name)
		}
	}
}

// TestCatchingUp follows a member from its start. It is unfit until the leader has told how far the log is, while it
// has not executed that, and again when it falls behind by more than a moment.
func TestCatchingUp(t *testing.T) {
	b := newBench(Sequencer)
	for i, step := range []struct {
		name   string
		change func(f *Facts)
		want   string // empty: it is ready
	}{
		{"nobody has answered", func(f *Facts) { f.Set.Others = nil }, "has not heard from the leader"},
		{"a follower has answered", func(f *Facts) { f.Set.Others[1].View.Committed = 9_000_064 }, "has not heard from the leader"},
		{"one that does not lead says that it does", func(f *Facts) {
			f.Set.Others[1].View.State, f.Set.Others[1].View.Committed = "Leader", 1<<60
		}, "has not heard from the leader"},
		{"the leader has", func(f *Facts) {
			f.Set.Others[0].View.State, f.Set.Others[0].View.Committed = "Leader", 9_000_064
		}, "up to entry 9000000, of 9000064"},
		{"it executes", func(f *Facts) {
			f.Set.View.Committed, f.Set.Stage.Handed, f.Set.Stage.Executed = 9_000_070, 9_000_070, 9_000_063
		}, "up to entry 9000063, of 9000064"},
		{"it has executed what was committed before", func(f *Facts) {
			f.Set.View.Committed, f.Set.Stage.Handed, f.Set.Stage.Executed = 9_000_090, 9_000_090, 9_000_071
		}, ""},
		{"it stops executing", func(f *Facts) {
			f.Set.View.Committed, f.Set.Stage.Handed, f.Set.Stage.Executed = 9_000_190, 9_000_190, 9_000_071
		}, "of 9000090"},
		{"all of it is done, the last entry by raft itself", func(f *Facts) {
			f.Set.View.Committed, f.Set.View.Handed, f.Set.Stage.Handed, f.Set.Stage.Executed = 9_000_191, 9_000_191, 9_000_190, 9_000_190
		}, ""},
		{"one that does not lead knows of more than there is", func(f *Facts) {
			f.Set.View.Handed, f.Set.Others[1].View.Committed = 9_000_191, 1<<60
		}, ""},
		{"it goes on saying so", func(f *Facts) {
			f.Set.View.Committed, f.Set.View.Handed, f.Set.Others[1].View.Committed = 9_000_191, 9_000_191, 1<<60
		}, ""},
	} {
		f := later(Sequencer, time.Duration(i)*time.Second)
		f.Set.View.State, f.Set.View.LeaderID = "Follower", "s2"
		step.change(f)
		holding := b.judge(f)
		switch {
		case step.want == "" && len(holding) != 0:
			t.Errorf("%s: got %+v", step.name, holding)
		case step.want != "" && (len(holding) != 1 || holding[0].Name != "catching_up" || !strings.Contains(holding[0].Reason, step.want)):
			t.Errorf("%s: got %+v, want %q", step.name, holding, step.want)
		case fit(holding) != (step.want == ""):
			t.Errorf("%s: fit is %v", step.name, fit(holding))
		}
	}
}

func conditionNamed(t *testing.T, name string) *Condition {
	t.Helper()
	for i := range conditions {
		if conditions[i].Name == name {
			return &conditions[i]
		}
	}
	t.Fatalf("no condition %s", name)
	return nil
}

// A reorg beyond what holders of claims can live with is both.
func TestExtremeReorg(t *testing.T) {
	b := newBench(Verifier)
	b.judge(healthy(Verifier))
	f := healthy(Verifier)
	f.L1.Reorgs = stateroot.Reorgs{Count: 1, Last: stateroot.Reorg{From: at(9000), To: at(5307), Seen: noon}}
	holding := b.judge(f)
	if len(holding) != 2 || holding[0].Name != "l1_reorg" || holding[1].Name != "l1_reorg_extreme" || !strings.Contains(holding[1].Reason, "3693 blocks") {
		t.Fatalf("got %+v, want both", holding)
	}
	small := later(Verifier, time.Minute) // one that is soon followed by a small one is still the one to look at
	small.L1.Reorgs = stateroot.Reorgs{Count: 2, Last: stateroot.Reorg{From: at(5310), To: at(5308), Seen: small.Now}}
	if holding := b.judge(small); len(holding) != 2 {
		t.Errorf("after a small one: got %+v, want both", holding)
	}
}

// A batcher waits often and for good reasons. The same one for minutes is told.
func TestPostingWaits(t *testing.T) {
	b := newBench(Batcher)
	for _, c := range []struct {
		after time.Duration
		why   string
		holds bool
	}{
		{0, "L1 is slow", false}, {time.Minute, "L1 is slow", false}, {119 * time.Second, "the sequencers are rebasing", false},
		{150 * time.Second, "the sequencers are rebasing", false}, {240 * time.Second, "the sequencers are rebasing", true}, {241 * time.Second, "", false},
	} {
		f := later(Batcher, c.after)
		f.Batcher.Waiting = c.why
		if holding := b.judge(f); (len(holding) == 1) != c.holds {
			t.Errorf("after %s, %q: got %+v, want it to hold: %t", c.after, c.why, holding, c.holds)
		}
	}
}

// Another member is away when it has not answered for a while, counted from the first time that it did not.
func TestMemberAway(t *testing.T) {
	b := newBench(Sequencer)
	for _, c := range []struct {
		after time.Duration
		gone  bool
		holds bool
	}{{0, true, false}, {20 * time.Second, true, false}, {31 * time.Second, true, true}, {32 * time.Second, false, false}, {63 * time.Second, true, false}} {
		f := later(Sequencer, c.after)
		if c.gone {
			f.Set.Others[1].Err = errors.New("connection refused")
		}
		holding := b.judge(f)
		if (len(holding) == 1) != c.holds {
			t.Fatalf("after %s: got %+v, want it to hold: %t", c.after, holding, c.holds)
		}
		if c.holds && (holding[0].Unfit || !strings.Contains(holding[0].Reason, "Member s3 has not answered for 31s")) {
			t.Errorf("got %+v, want a reason that leaves this member fit", holding[0])
		}
	}
}

// What is not known is no reason for an alarm, nor for a panic.
func TestNothingKnown(t *testing.T) {
	for _, role := range []Role{Sequencer, Verifier, Batcher} {
		b := newBench(role)
		if holding := b.judge(&Facts{Now: noon, Up: time.Hour}); len(holding) != 0 {
			t.Errorf("%s: got %+v", role, holding)
		}
		f := healthy(role)
		if f.L1 != nil {
			f.L1 = &stateroot.Status{Seen: noon} // has answered, nothing taken yet
			f.Messages.Delay = 0
		}
		if holding := b.judge(f); len(holding) != 0 {
			t.Errorf("%s at its beginning: got %+v", role, holding)
		}
	}
}

func TestLimits(t *testing.T) {
	d := DefaultLimits()
	if err := d.Validate(); err != nil {
		t.Errorf("the defaults: %v", err)
	}
	bad := Limits{Balance: big.NewInt(-1)}
	err := bad.Validate()
	for _, want := range []string{"silence", "batch age", "balance"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want a complaint about %q", err, want)
		}
	}
}
