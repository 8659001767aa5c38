// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"errors"
	"fmt"
	"math/big"
	"time"
)

// Limits are the thresholds that an operator may have reasons to change.
type Limits struct {
	L1Silence time.Duration // how long the L1 node may be silent
	BatchAge  time.Duration // how long a sealed block may wait for a batch on L1
	Balance   *big.Int      // wei that the batcher's account should hold at least; nil: any balance will do
}

// DefaultLimits suit Ethereum Classic.
func DefaultLimits() Limits {
	return Limits{L1Silence: time.Minute, BatchAge: 10 * time.Minute, Balance: big.NewInt(1e18)}
}

// Validate gives all complaints at once.
func (l *Limits) Validate() error {
	var errs []error
	if l.L1Silence <= 0 {
		errs = append(errs, fmt.Errorf("alarm for L1 silence: %s is not positive", l.L1Silence))
	}
	if l.BatchAge <= 0 {
		errs = append(errs, fmt.Errorf("alarm for batch age: %s is not positive", l.BatchAge))
	}
	if l.Balance != nil && l.Balance.Sign() < 0 {
		errs = append(errs, fmt.Errorf("alarm for balance: %s wei is negative", l.Balance))
	}
	return errors.Join(errs...)
}

// Condition is something that an operator should look at.
type Condition struct {
	Name  string
	roles roles
	Unfit bool          // while it holds requests should go to another node
	Hold  time.Duration // how long it holds before the alarm is raised: it comes and goes by itself
	When  string        // it holds, for OPERATIONS.md
	Next  string        // what to do, a sentence
	// judge says what is wrong, without a full stop, and nothing when nothing is. It only looks at its arguments. Nil: the
	// watcher itself notices.
	judge func(f *Facts, l *Limits) string
}

// stalled is what the watcher notices by itself: without facts no condition can be judged.
const stalled = "stalled"

// conditions are all there are, in the order in which an operator reads them: what stops this process first.
var conditions = []Condition{
	{
		Name: stalled, roles: everyone, Unfit: true,
		When: "the process has not been able to read its own state for 5 s",
		Next: "Most likely its disk hangs: look at the machine's kernel log and its storage, then restart the process",
	},
	{
		Name: "diverged", roles: members, Unfit: true, judge: diverged,
		When: "the member stopped because its execution gave another block than the set sealed, and has not come past that block",
		Next: "Compare its version and its disk with the others'; if both are sound, let it join again with an empty data folder",
	},
	{
		Name: "chain_damaged", roles: nodes, Unfit: true, judge: chainDamaged,
		When: "a part of the L2 chain on disk cannot be read: a client asked for it, or it was found when all was read through, which is done once a day",
		Next: "Look at the disk, then stop the process, remove the folder chain in its data folder and start it again: everything is fetched or derived again",
	},
	{
		Name: "recovering", roles: members, Unfit: true, Hold: 10 * time.Second, judge: recovering,
		When: "the member began with an empty folder and does not take part in the log yet",
		Next: "Bring back every member that is named: it goes on by itself when they answer",
	},
	{
		Name: "no_leader", roles: members, Unfit: true, Hold: 10 * time.Second, judge: noLeader,
		When: "no leader is known",
		Next: "Check that a majority of the members runs and that they reach each other on the raft port",
	},
	{
		Name: "catching_up", roles: members, Unfit: true, Hold: time.Minute, judge: catchingUp,
		When: "the member has not executed what was committed a moment ago, or has started and does not know how far that is",
		Next: "It catches up by itself; if the entry does not rise, look at its log and its disk",
	},
	{
		Name: "standstill", roles: members, Unfit: true, Hold: 5 * time.Second, judge: standstill,
		When: "no block was sealed for 15 s while something waits for one, or for 45 s",
		Next: "Look at the leader's log for why it opens no block; without a leader, bring back a majority of the members",
	},
	{
		Name: "votes_differ", roles: members, Unfit: true, Hold: 5 * time.Second, judge: votesDiffer,
		When: "members made different blocks of the same content, and too few answer to tell who is right: no block opens (raised at the leader)",
		Next: "Bring back the members that do not answer: what a majority made is sealed, and who differs stops. Empty no data folder before that",
	},
	{
		Name: "lagging", roles: members, Unfit: true, Hold: time.Minute, judge: lagging,
		When: "blocks arrive, and the newest is more than a minute old",
		Next: "It catches up by itself; if the age does not fall, the machine is too slow",
	},
	{
		Name: "derivation_stuck", roles: nodes, Unfit: true, judge: derivationStuck,
		When: "the work on one L1 block takes more than a minute",
		Next: "Look at the disk of this machine, then restart the process",
	},
	{
		Name: "l1_silent", roles: nodes, Unfit: true, Hold: 5 * time.Second, judge: l1Silent,
		When: "the L1 node has not answered for `--alarm.l1-silence`",
		Next: "Check the L1 node and the way to it, or name another one with --l1.url",
	},
	{
		Name: "l1_behind", roles: nodes, Unfit: true, Hold: time.Minute, judge: l1Behind,
		When: "more than 64 L1 blocks are still to be derived",
		Next: "It catches up by itself; if the number does not fall, the machine or the L1 node is too slow",
	},
	{
		Name: "l1_standstill", roles: nodes, judge: l1Standstill,
		When: "the newest L1 block is more than 10 minutes old and no other has come for as long",
		Next: "Compare with another L1 node: if that one is ahead, this one has lost its peers",
	},
	{
		Name: "l1_reorg", roles: nodes, judge: l1Reorg,
		When: "L1 took back more than 64 blocks within the last hour",
		Next: "What was acknowledged may move, and what rests on a deposit that is gone is dropped: see adit_status and the log; find out who mines on L1",
	},
	{
		Name: "l1_reorg_extreme", roles: nodes, judge: l1ReorgExtreme,
		When: "L1 took back more than 1,000 blocks within the last hour",
		Next: "Stop paying out against this rollup until it is known which branch of L1 its users follow",
	},
	{
		Name: "l1_contradicts", roles: members, Hold: 5 * time.Minute, judge: l1Contradicts,
		When: "L1, at the depth to act upon, leads to a block that is not on the sealed chain",
		Next: "The leader rebases once the L1 branch is deep enough; if it does not, look at its log",
	},
	{
		Name: "rebasing", roles: members, Hold: time.Minute, judge: rebasing,
		When: "transactions wait for their second turn after a rebase, and new ones are put off",
		Next: "They go first and in order; senders should try again, and nothing needs to be done unless the number stands still",
	},
	{
		Name: "messages_waiting", roles: nodes, judge: messagesWaiting,
		When: "a message has waited on L1 for half of the inbox's force delay",
		Next: "When the delay is over every batch must consume it, and anybody may force it in, which rebases the sealed chain",
	},
	{
		Name: "batch_age", roles: nodes, judge: batchAge,
		When: "the oldest sealed block that is not on L1 is older than `--alarm.batch-age`; on a verifier: the newest one that is",
		Next: "Look at the batcher: whether it runs, its /readyz and the balance of its account",
	},
	{
		Name: "disagreement", roles: verifier, judge: disagreement,
		When: "the sequencer given by `--compare` sealed another block than L1 leads to",
		Next: "L1 is right: do not rely on that sequencer until it has rebased; a forced batch or a reorg explains it, otherwise compare versions",
	},
	{
		Name: "not_compared", roles: verifier, judge: notCompared,
		When: "the sequencer given by `--compare` has not confirmed the newest derived block for 5 minutes",
		Next: "Check that sequencer, or name another one with --compare",
	},
	{
		Name: "members_differ", roles: members, judge: membersDiffer,
		When: "another member speaks another protocol, or has another rollup, genesis or program: the two refuse each other",
		Next: "Both values are named: give the odd one the rollup file and the version of the others; until then it counts as away",
	},
	{
		Name: "members_away", roles: members, judge: membersAway,
		When: "another member has not answered for 30 s, has lost its log, is further behind than `--raft.trailing` log entries, or does not see L1",
		Next: "Bring it back: when half of the members are away nothing is acknowledged any more",
	},
	{
		Name: "pool_full", roles: members, Hold: 10 * time.Second, judge: poolFull,
		When: "the pool is filled by nine tenths",
		Next: "Senders are refused when it is full: more arrives than a block a second can take",
	},
	{
		Name: "pool_stuck", roles: members, judge: poolStuck,
		When: "the pool has had transactions for the next block for 6 s, and blocks stay empty",
		Next: "Look at this member's log for why it orders none; `adit sequencer members transfer` has another member try",
	},
	{
		Name: "backlog", roles: members, Hold: time.Minute, judge: backlog,
		When: "L1 needs longer than `--fee.l1-delay` for what is sealed and not there",
		Next: "The price of bytes rises until L1 keeps up; when batches are missing, not room, look at the batcher",
	},
	{
		Name: "certificate_ends", roles: members, judge: certificateEnds,
		When: "a certificate of the set, or its authority's, ends within 14 days",
		Next: "Make others with `adit sequencer keys` and restart the members one by one: one that ends cannot connect",
	},
	{
		Name: "disk_low", roles: nodes, judge: diskLow,
		When: "less than 5 % or less than 256 MiB of the disk with the data folder are free",
		Next: "Make room: a full disk ends the process",
	},
	{
		Name: "clock_wrong", roles: nodes, judge: clockWrong,
		When: "the clock was set by more than 5 s within the last 10 minutes, is a minute behind L1's newest block, or far ahead of new ones",
		Next: "Check the machine's time service: the leader dates blocks by this clock",
	},
	{
		Name: "posting_fails", roles: batchers, Unfit: true, judge: postingFails,
		When: "every round has failed for a minute, or one takes more than 3 minutes",
		Next: "Check the L1 node, the sequencers and the account's balance; nothing is lost meanwhile, batches are made again",
	},
	{
		Name: "batches_stuck", roles: batchers, Unfit: true, judge: batchesStuck,
		When: "batches have been offered for 60 L1 blocks and none was mined",
		Next: "Check that the account holds a seat and enough coins, and what L1 asks for gas",
	},
	{
		Name: "posting_waits", roles: batchers, judge: postingWaits,
		When: "the batcher has had the same reason to wait for 2 minutes",
		Next: "It goes on by itself when the reason is gone; a sequencer that sees L1 is what it needs most",
	},
	{
		Name: "messages_overdue", roles: batchers, judge: messagesOverdue,
		When: "messages have waited for longer than the force delay",
		Next: "The batcher forces them in with an empty batch, onto which the sequencers rebase; find out why they were left out",
	},
	{
		Name: "balance_low", roles: batchers, judge: balanceLow,
		When: "the batcher's account holds less than `--alarm.balance`",
		Next: "Send coins to the account: without them no batch is posted",
	},
}
