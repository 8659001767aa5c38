// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/challenger/strategy"
)

func playing(f *Facts) *challenger.Status { return f.Game }
func patrolling(f *Facts) *Patrol         { return f.Patrol }

// challengerFigures are those of a challenger.
var challengerFigures = []figure{
	{"challenger_l1_height", challengers, gauge, "", "newest L1 block up to which all claims were heard, and agree unless an alarm says otherwise",
		of(playing, func(s *challenger.Status) values { return one(uint64(s.At.Height)) })},
	{"challenger_agreed_block_number", challengers, gauge, "", "heartbeat: L2 block up to which what is claimed on L1 is what was computed here",
		when(agrees, func(f *Facts) values { return one(f.Game.Agreed.Block) })},
	{"challenger_agreed_transitions", challengers, gauge, "", "heartbeat: transitions that lead there from L2's genesis",
		when(agrees, func(f *Facts) values { return one(f.Game.Agreed.Transition) })},
	{"challenger_agreed_l1_height", challengers, gauge, "", "heartbeat: L1 block at which that was so; it rises as long as the challenger is sure of what L1 says",
		when(agrees, func(f *Facts) values { return one(f.Game.Agreed.Seen) })},
	{"challenger_rounds_total", challengers, counter, "", "rounds, failed ones included",
		of(playing, func(s *challenger.Status) values { return one(s.Rounds) })},
	{"challenger_failures", challengers, gauge, "", "rounds in a row that have failed",
		of(playing, func(s *challenger.Status) values { return one(s.Failures) })},
	{"challenger_moves_wanted", challengers, gauge, "", "moves that are right now and not on L1",
		of(playing, func(s *challenger.Status) values { return one(len(s.Moves)) })},
	{"challenger_transactions_offered", challengers, gauge, "", "transactions that L1 is offered and has not mined",
		of(playing, func(s *challenger.Status) values { return one(s.Offered) })},
	{"challenger_bid_wei", challengers, gauge, "", "highest price that is bid for a unit of L1 gas now, 0 when nothing waits",
		when(hasBid, func(f *Facts) values { return one(float(f.Game.Bid)) })},
	{"challenger_above_refund_wei", challengers, gauge, "", "what its transactions since the process began cost at most above the price that the contract pays back",
		when(hasBid, func(f *Facts) values { return one(float(f.Game.Above)) })},
	{"challenger_questions", challengers, gauge, "", "questions that own computation has to answer",
		of(playing, func(s *challenger.Status) values { return one(len(s.Needed)) })},
	{"challenger_contradicted", challengers, gauge, "", "claims on L1 that are not what was computed here",
		of(playing, func(s *challenger.Status) values { return one(notices(s, strategy.Contradicted)) })},
	{"challenger_patrol_transitions_total", challengers, counter, "", "transitions that were run in the machine though nobody disputes them, and came out right",
		of(patrolling, func(p *Patrol) values { return one(p.Checked) })},
	{"challenger_patrol_steps", challengers, gauge, "", "steps that the newest of them took",
		of(patrolling, func(p *Patrol) values { return one(p.Steps) })},
	{"challenger_staked", challengers, gauge, "", "whether the account has a stake",
		when(hasPurse, func(f *Facts) values { return one(truth(f.Game.Purse.Stake != (common.Hash{}))) })},
	{"challenger_credit_gwei", challengers, gauge, "", "what the contract owes the account",
		when(hasPurse, func(f *Facts) values { return one(f.Game.Purse.Credit) })},
	{"challenger_unclaimed_gwei", challengers, gauge, "", "of that, and of bonds that may come back, what is worth taking and no dispute needs",
		when(hasPurse, func(f *Facts) values { return one(f.Game.Free) })},
	{"challenger_balance_wei", challengers, gauge, "", "what the account holds on L1",
		when(hasBalance, func(f *Facts) values { return one(float(f.Game.Balance)) })},
}

// agrees tells whether the challenger has compared what is claimed, and agrees with what L1 holds for true.
func agrees(f *Facts) bool { return f.Game != nil && len(f.Game.Agreed.Line) > 0 }

// hasPurse tells whether the challenger has an account or looks after one, and has read what the contract has of it.
func hasPurse(f *Facts) bool { return f.Game != nil && f.Game.Asked }

// hasBalance tells whether the challenger has an account, and has read what it holds.
func hasBalance(f *Facts) bool { return f.Game != nil && f.Game.Balance != nil }

// hasBid tells whether the challenger has offered anything.
func hasBid(f *Facts) bool { return f.Game != nil && f.Game.Bid != nil }

func notices(s *challenger.Status, what strategy.Alarm) (n int) {
	for i := range s.Notices {
		if s.Notices[i].What == what {
			n++
		}
	}
	return n
}
