// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger/docket"
)

// Report is what a Challenger says of itself to its operator: what it is there for, how far it agrees with what is
// claimed, what it has at stake, and what it waits for. Times are L1 blocks, money is in gwei where nothing else is
// said. It is made of a Status.
type Report struct {
	Propose bool           `json:"propose"`
	Defend  bool           `json:"defend"`  // neither: it watches
	Account common.Address `json:"account"` // that plays, or is looked after; zero if there is none

	Height    uint64    `json:"height"`    // L1 block up to which claims were heard
	Heartbeat string    `json:"heartbeat"` // Agreement as a sentence
	Agreement Agreement `json:"agreement"`

	Money    *Money             `json:"money"`    // null if it only watches, and before it was read
	Claims   []docket.Assertion `json:"claims"`   // pending ones that the account has made
	Disputes []docket.Dispute   `json:"disputes"` // that are not settled
	Latest   common.Hash        `json:"latest"`   // newest confirmed assertion
	Target   uint64             `json:"target"`   // blocks that a claim must earn

	Wants     []string `json:"wants"`     // moves that are right now and not on L1
	Offered   int      `json:"offered"`   // transactions that L1 is offered and has not mined
	Computing []string `json:"computing"` // questions to own computation, the most urgent first
	Wake      uint64   `json:"wake"`      // L1 block at which something changes at the latest, if nobody does anything; 0: none
	Notices   []string `json:"notices"`   // what people should look at
	Waiting   string   `json:"waiting"`   // why the game is not looked at; empty if it is
	Problem   string   `json:"problem"`   // why no move is made, or what the last round failed on; empty if nothing is wrong
	Failures  int      `json:"failures"`  // rounds in a row that have failed
}

// Money is what the account has in the game and beside it.
type Money struct {
	Stake   uint64       `json:"stake"`    // gwei; it goes on from claim to claim
	Tip     common.Hash  `json:"tip"`      // the assertion at which the stake stands; zero if there is none
	Bonds   uint64       `json:"bonds"`    // gwei; of refinements whose cohort is open
	Credit  uint64       `json:"credit"`   // gwei that the contract owes and nobody has claimed
	Free    uint64       `json:"free"`     // gwei of the account that may be used for bonds
	Balance *hexutil.Big `json:"balance"`  // wei that the account holds on L1
	AtStake uint64       `json:"at_stake"` // gwei: stake and bonds
}

// Report says the status to an operator.
func (s *Status) Report() *Report {
	r := &Report{
		Propose: s.Propose, Defend: s.Defend, Account: s.Account, Height: uint64(s.At.Height), Heartbeat: s.Agreed.Sentence(),
		Agreement: s.Agreed, Claims: []docket.Assertion{}, Disputes: []docket.Dispute{}, Wants: []string{}, Offered: s.Offered,
		Computing: []string{}, Wake: s.Wake, Notices: []string{}, Waiting: s.Waiting, Failures: s.Failures,
	}
	switch {
	case s.Unsure != nil:
		r.Problem = s.Unsure.Error()
	case s.Err != nil:
		r.Problem = s.Err.Error()
	}
	for _, m := range s.Moves {
		r.Wants = append(r.Wants, m.Key.String())
	}
	for _, q := range s.Needed {
		r.Computing = append(r.Computing, q.String())
	}
	for _, n := range s.Notices {
		r.Notices = append(r.Notices, string(n.What)+": "+n.Text)
	}
	var d *docket.Docket
	if s.Docket != nil {
		d = s.Docket()
		r.addDocket(d)
	}
	r.addMoney(s, d)
	return r
}

// addDocket takes what is open.
func (r *Report) addDocket(d *docket.Docket) {
	r.Latest, r.Target = d.Latest, d.Threshold
	for _, a := range d.Assertions {
		if a.Status == docket.Pending && a.Author == r.Account {
			r.Claims = append(r.Claims, a)
		}
	}
	for _, one := range d.Disputes {
		if !one.Settled {
			r.Disputes = append(r.Disputes, one)
		}
	}
}

func (r *Report) addMoney(s *Status, d *docket.Docket) {
	if s.Balance == nil {
		return
	}
	m := &Money{
		Stake: s.Stake, Tip: s.Purse.Stake, Credit: s.Purse.Credit, Free: s.Purse.Balance, Balance: (*hexutil.Big)(s.Balance),
	}
	if d != nil {
		for _, one := range d.Disputes {
			m.Bonds += one.Out[s.Account]
		}
	}
	m.AtStake = m.Stake + m.Bonds
	r.Money = m
}
