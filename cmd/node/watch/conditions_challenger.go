// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"fmt"
	"time"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/strategy"
)

const (
	playLimit    = time.Minute
	computeLimit = 15 * time.Minute
	claimLimit   = 24 * time.Hour // far more than a withdrawal takes at what others pay for room in blocks
)

// ofChallenger is what is claimed on L1 and not so, and what keeps a challenger from saying it there.
var ofChallenger = []Condition{
	{
		Name: "claim_contradicted", judge: noticed(strategy.Contradicted),
		When: "somebody has claimed an L2 state on L1 that is not what was computed here",
		Next: "See that a challenger that defends has money, and that its transactions are mined; look at what differs, since one of the two parties runs something wrong",
	},
	{
		Name: "claim_confirmed_wrong", judge: noticed(strategy.AgainstUs),
		When: "L1 holds an L2 state for true that is not what was computed here",
		Next: "Stop relying on withdrawals at once, compare versions, and tell all operators: either this node is wrong or the rollup was robbed",
	},
	{
		Name: "claim_missing", judge: noticed(strategy.NoClaim),
		When: "nobody has made the right claim in time",
		Next: "Start a challenger with --propose and a stake; without claims no withdrawal is paid",
	},
	{
		Name: "claim_unchecked", judge: noticed(strategy.Unchecked),
		When: "a transition of the next claim was charged more than half of the proof limit and has not been run in the machine; the claim waits for Q blocks at most, or until a wrong one has half of what is tolerated",
		Next: "Wait: each takes a minute or two of one core; if there are too many for this machine look at who makes such blocks, and run the challenger on a faster one",
	},
	{
		Name: "claim_lost_below", judge: noticed(strategy.LostBelow),
		When: "a wrong claim about the inside of a transition has won below a right one",
		Next: "Find out why it was not answered in time; the right claim above it is answered through what is left, and a challenger without this history cannot do better",
	},
	{
		Name: "claim_unanswered", judge: noticed(strategy.Silence),
		When: "a wrong claim has earned more than half of the blocks that the game tolerates",
		Next: "Answer it now: look at why moves are not mined (gas price, money, censorship), and send them through other nodes and miners, too",
	},
	{
		Name: "purse_low", judge: noticed(strategy.PurseLow),
		When: "the disputes that are there may take more than half of the account's money",
		Next: "Send coins to the account",
	},
	{
		Name: "move_unaffordable", judge: noticed(strategy.Unaffordable),
		When: "a move is not made because the account cannot pay for its bond",
		Next: "Send coins to the account at once: while the move is missing a wrong claim earns time",
	},
	{
		Name: "stake_away", judge: noticed(strategy.StakeAway),
		When: "the account's stake stands where no right claim can follow",
		Next: "Use another account; if this one made the claim there, find out how: a right computation does not lead there",
	},
	{
		Name: "credit_unclaimed", Hold: claimLimit, judge: creditUnclaimed,
		When: "the contract owes the account money that is worth a transaction and that no dispute needs: credit, or bonds that may come back; with --watch, the account that --account names",
		Next: "Nobody can take it meanwhile. See that the challenger with that account runs, is sure of what L1 says, and has coins for gas; `adit challenger status` says what it wants and what keeps it",
	},
	{
		Name: "computation_in_doubt", judge: noticed(strategy.Doubt),
		When: "own computation failed, or the machine and the native run came to different states",
		Next: "Read the log: nothing is claimed from there on until it is understood; another challenger on another machine shows whether this one is at fault",
	},
	{
		Name: "endpoints_differ", judge: noticed(challenger.SecondDiffers),
		When: "the second L1 endpoint does not have what a bond rests on, or has already what it would make: the bond is not sent",
		Next: "Find out which of the two L1 nodes is right; one that is a few blocks behind settles by itself, one on a branch of its own must be replaced",
	},
	{
		Name: "rule_broken", judge: noticed(strategy.RuleBroken),
		When: "the challenger was about to make a move that no honest party makes, and did not",
		Next: "Report it with the log: this is a fault of the program",
	},
	{
		Name: "challenger_blind", Unfit: true, judge: challengerBlind,
		When: "the challenger has not been sure of what L1 says for a minute, and makes no move",
		Next: "Check the L1 node, or name another one; the reason says what is missing or contradicts itself",
	},
	{
		Name: "transition_differs", judge: transitionDiffers,
		When: "the machine fails on a transition, or comes to another state than the chain",
		Next: "Tell all operators at once: a claim about it would be decided by the machine, and the rollup may stop there. `trace/verdicts.json` in the data folder has what was found",
	},
	{
		Name: "transition_long", judge: transitionLong,
		When: "a transition takes more than half of the steps that the machine may do",
		Next: "Look at the block, and at what made it so dear: the proof meter should have charged more for it",
	},
	{
		Name: "computation_slow", judge: computationSlow,
		When: "own computation has been busy with the same question for 15 minutes",
		Next: "The longest transitions take minutes; if it goes on give the process more processor time, or run disputes on several machines",
	},
}

// noticed judges by what package strategy has noticed.
func noticed(what strategy.Alarm) func(*Facts, *Limits) string {
	return func(f *Facts, _ *Limits) string {
		if f.Game == nil {
			return ""
		}
		count, first := 0, ""
		for _, n := range f.Game.Notices {
			if n.What == what {
				if count++; count == 1 {
					first = n.Text
				}
			}
		}
		switch {
		case count > 1:
			return fmt.Sprintf("%s, and %d more like it", first, count-1)
		case count == 1:
			return first
		}
		return ""
	}
}

func challengerBlind(f *Facts, _ *Limits) string {
	g := f.Game
	if g == nil || f.Now.Sub(f.Past.Played) <= playLimit {
		return ""
	}
	why := g.Waiting
	if g.Err != nil {
		why = g.Err.Error()
	}
	return fmt.Sprintf("For %s no move could be decided: %s", span(f.Now.Sub(f.Past.Played)), why)
}

// firstAsked is what a dispute asks own computation first, empty if nothing.
func firstAsked(g *challenger.Status) string {
	for _, q := range g.Needed {
		if q.Kind != strategy.CheckOf { // claim_unchecked says when somebody waits for it
			return q.String()
		}
	}
	return ""
}

func creditUnclaimed(f *Facts, _ *Limits) string {
	if f.Game == nil || f.Game.Free == 0 {
		return ""
	}
	return fmt.Sprintf("The contract owes %s %d gwei that it could take", f.Game.Account, f.Game.Free)
}

func computationSlow(f *Facts, _ *Limits) string {
	if f.Game == nil || firstAsked(f.Game) == "" || f.Now.Sub(f.Past.Asked) <= computeLimit {
		return ""
	}
	return fmt.Sprintf("For %s the answer is awaited to: %s", span(f.Now.Sub(f.Past.Asked)), firstAsked(f.Game))
}

func transitionDiffers(f *Facts, _ *Limits) string {
	return found(f, func(p *Patrol) []string { return p.Differ })
}

func transitionLong(f *Facts, _ *Limits) string {
	return found(f, func(p *Patrol) []string { return p.Long })
}

// found says the newest of what a patrol found, and how many there are.
func found(f *Facts, list func(*Patrol) []string) string {
	if f.Patrol == nil || len(list(f.Patrol)) == 0 {
		return ""
	}
	all := list(f.Patrol)
	return fmt.Sprintf("%s (%d in all)", all[len(all)-1], len(all))
}
