// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// Status is what a Challenger knew at the end of its last round.
type Status struct {
	Propose  bool           // as in Config
	Defend   bool           // … neither: it watches
	Account  common.Address // that plays, or is looked after; zero if there is none
	Rounds   uint64         // since it started
	Failures int            // rounds that failed in a row, the last one included
	Err      error          // of the last round
	Waiting  string         // why the last round did not look at the game; empty if it did

	At      l1anchor.Ref // L1 block up to which the contract was heard
	Held    uint64       // batches in the inbox there
	Asked   bool         // what the contract has of the account was read
	Purse   strategy.Purse
	Free    uint64   // gwei that the contract owes the account and that it could take, the last time it was sure
	Stake   uint64   // gwei; 0 if the account has none
	Balance *big.Int // wei of the account on L1; nil until it was read

	Agreed  Agreement // of the last round in which it was sure of what L1 says
	Unsure  error     // why no move is made; nil if the challenger knows what it is doing
	Notices []strategy.Notice
	Needed  []strategy.Question   // what is being computed, and what comes after it
	Moves   []strategy.Move       // that are wanted
	Offered int                   // transactions that are offered to L1
	Bid     *big.Int              // highest price that is bid for a unit of L1 gas now, wei; nil before the first offer
	Above   *big.Int              // wei that transactions have cost at most above the price that the contract pays back
	Docket  func() *docket.Docket // draws all that stands at the newest block that was heard; nobody changes it. nil before the first round
	Wake    uint64                // L1 height at which something changes at the latest, if nobody does anything; 0: none
}

// Status may be called from any goroutine.
func (c *Challenger) Status() Status {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.status
}

// see takes in what a round saw and decided.
func (s *Status) see(sight strategy.Sight, purse strategy.Purse, r *strategy.Result) {
	s.Held, s.Purse, s.Stake = sight.Held.Batches, purse, 0
	if purse.Stake != (common.Hash{}) {
		s.Stake = sight.Table.Config().Bonds[game.Transitions]
	}
	s.Unsure, s.Notices, s.Needed, s.Moves = r.Unsure, slices.Clip(r.Notices), slices.Clone(r.Needed), r.Moves
	if s.Wake = r.Wake; r.Unsure == nil {
		s.Free = r.Free
	}
}

// publish renews what Status says at the end of a round.
func (c *Challenger) publish(err error) {
	c.now.Docket = c.docket
	c.now.Propose, c.now.Defend = c.cfg.Propose, c.cfg.Defend
	c.now.Account, c.now.At = c.party().Address, c.history.at
	c.now.Rounds++
	if c.now.Failures++; err == nil {
		c.now.Failures = 0
	}
	c.now.Err = err
	c.mu.Lock()
	defer c.mu.Unlock()
	c.status = c.now
}

// docket is drawn when somebody asks, since it grows with every claim that was ever made. It may be called from any
// goroutine.
func (c *Challenger) docket() *docket.Docket {
	c.quiet.Lock()
	defer c.quiet.Unlock()
	if at := c.history.at; c.drawn == nil || c.drawnAt != at {
		c.drawn, c.drawnAt = docket.Of(c.history.table, uint64(at.Height)), at
	}
	return c.drawn
}

// subject is what a notice is about. Its text may be another one in each round.
type subject struct {
	what strategy.Alarm
	node common.Hash
}

// tell logs notices about what there was none in the round before.
func (c *Challenger) tell(notices []strategy.Notice) {
	now := make(map[subject]bool, len(notices))
	for _, n := range notices {
		about := subject{n.What, n.Node}
		if !c.noticed[about] && !now[about] {
			c.log.Warn("the game needs somebody to look", "what", n.What, "node", n.Node, "why", n.Text)
		}
		now[about] = true
	}
	c.noticed = now
}
