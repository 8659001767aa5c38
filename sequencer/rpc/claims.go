// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Assertions is the answer to adit_assertions. Times are L1 blocks.
type Assertions struct {
	L1         L1Ref          `json:"l1"`               // all is as it was behind this L1 block
	Behind     string         `json:"behind,omitempty"` // why no newer one was read; left out if nothing is in the way
	Threshold  hexutil.Uint64 `json:"threshold"`        // that an assertion must earn to be confirmed
	Latest     hexutil.Uint64 `json:"latest"`           // index of the newest confirmed one
	Total      hexutil.Uint64 `json:"total"`            // that there are, numbered from 0 as they came
	Assertions []Assertion    `json:"assertions"`
}

// Assertion is a claim about the L2 state on L1.
type Assertion struct {
	Index     hexutil.Uint64  `json:"index"`
	ID        common.Hash     `json:"id"`
	Parent    common.Hash     `json:"parent"`
	State     common.Hash     `json:"state"`
	Block     hexutil.Uint64  `json:"block"` // newest L2 block that it claims
	Stuck     bool            `json:"stuck"` // it says that the machine fails
	Author    common.Address  `json:"author"`
	Status    string          `json:"status"`  // pending, confirmed or lost
	Derived   string          `json:"derived"` // same or other than what this node derives, or unknown
	Created   hexutil.Uint64  `json:"created"`
	Confirmed *hexutil.Uint64 `json:"confirmed"` // null if it is not
	Earned    hexutil.Uint64  `json:"earned"`
	Left      hexutil.Uint64  `json:"left"`    // until it may be confirmed, if it goes on earning and its parent is confirmed
	Rivals    hexutil.Uint64  `json:"rivals"`  // claims that contradict it
	Dispute   *common.Hash    `json:"dispute"` // in which they do; null if there are none
	Stake     *hexutil.Big    `json:"stake"`   // wei
}

// Disputes is the answer to adit_disputes. Times are L1 blocks.
type Disputes struct {
	L1        L1Ref          `json:"l1"`               // all is as it was behind this L1 block
	Behind    string         `json:"behind,omitempty"` // why no newer one was read; left out if nothing is in the way
	Threshold hexutil.Uint64 `json:"threshold"`
	Total     hexutil.Uint64 `json:"total"` // that there were, numbered from 0 as they began
	Disputes  []Dispute      `json:"disputes"`
}

// Dispute is claims that contradict each other about what follows an assertion.
type Dispute struct {
	Index   hexutil.Uint64 `json:"index"`
	ID      common.Hash    `json:"id"`
	Parent  common.Hash    `json:"parent"` // that assertion
	Settled bool           `json:"settled"`
	Total   hexutil.Uint64 `json:"total"`  // claims that there are
	Claims  []Side         `json:"claims"` // at first what this node derives itself, then the others as they came
}

// Side is one claim of a dispute.
type Side struct {
	Assertion common.Hash    `json:"assertion"`
	Derived   string         `json:"derived"` // as in Assertion
	Author    common.Address `json:"author"`
	Earned    hexutil.Uint64 `json:"earned"`
	Nodes     hexutil.Uint64 `json:"nodes"`   // parts that it was cut into, contested or not
	Proven    hexutil.Uint64 `json:"proven"`  // steps that L1 has done for it
	Bonds     *hexutil.Big   `json:"bonds"`   // wei: its stake, and bonds of whoever continued it below
	Waiting   hexutil.Uint64 `json:"waiting"` // contested parts that nobody has answered for it: it is its turn
	Parts     []Part         `json:"parts"`   // the first of those
}

// Part is a contested part of a claim.
type Part struct {
	Level string         `json:"level"` // A, B or C
	Len   hexutil.Uint64 `json:"len"`   // logarithm of its leaves
	Pos   hexutil.Uint64 `json:"pos"`   // its first leaf
	Since hexutil.Uint64 `json:"since"` // L1 block at which it was contradicted
}

// Statuses of a Claim.
const (
	ClaimNone      = "none"      // nothing on L1 claims the block
	ClaimUnknown   = "unknown"   // what does cannot be compared with what this node derives
	ClaimPending   = "pending"   // a right assertion does, and may be contradicted
	ClaimConfirmed = "confirmed" // L1 holds it for true
)

// Claim is what L1 holds of a block. The tag finalized says something else: how deep the block's batch is.
type Claim struct {
	Status      string          `json:"status"`
	AssertedIn  *common.Hash    `json:"assertedIn,omitempty"`  // pending, confirmed: the first right assertion that has the block in it
	AssertedAt  *hexutil.Uint64 `json:"assertedAt,omitempty"`  // L1 block
	ConfirmedAt *hexutil.Uint64 `json:"confirmedAt,omitempty"` // L1 block
	BlocksLeft  *hexutil.Uint64 `json:"blocksLeft,omitempty"`  // pending: an estimate
	Estimate    string          `json:"estimate,omitempty"`    // what that estimates
	Others      hexutil.Uint64  `json:"others"`                // open assertions about it that contradict what this node derives
	Reason      string          `json:"reason,omitempty"`
	L1          L1Ref           `json:"l1"`               // all is as it was behind this L1 block
	Behind      string          `json:"behind,omitempty"` // why no newer one was read; left out if nothing is in the way
}

// estimate goes with Claim.BlocksLeft.
const estimate = "L1 blocks until the assertion may be confirmed, if nothing contradicts it, or what it stands on, further than now"

// Bounds of adit_assertions and adit_disputes; a caller asks again from where the answer ends.
const (
	maxAssertions = 256
	maxDisputes   = 32
	maxSides      = 64 // of a dispute
	maxParts      = 16 // of a claim
)

// errNoClaims is the answer of a node that does not look at claims.
var errNoClaims = errors.New("this node does not follow claims on L1: its rollup file names no contract for them (the key rollup)")

// howMany is what a caller asks for; most if it does not say.
func howMany(asked *hexutil.Uint64, most uint64) (uint64, error) {
	switch {
	case asked == nil:
		return most, nil
	case *asked == 0 || uint64(*asked) > most:
		return 0, badParam("count is %d: ask for 1 to %d, and again from where the answer ends", *asked, most)
	}
	return uint64(*asked), nil
}

// badParam is the error of a parameter.
func badParam(format string, args ...any) error {
	return &rpcError{Code: codeInvalid, Message: fmt.Sprintf(format, args...)}
}

// beyond refuses an index that nothing has yet. The one behind the last is where the next will be.
func beyond(from, total hexutil.Uint64, what string) error {
	if from > total {
		return badParam("from is %d: there are %d %s, numbered from 0", from, total, what)
	}
	return nil
}

// Assertions lists assertions from an index on, as they came: without one, from the newest confirmed one on, which is
// what is open and some of what lost.
func (a *aditAPI) Assertions(from, most *hexutil.Uint64) (*Assertions, error) {
	n, err := howMany(most, maxAssertions)
	if err != nil {
		return nil, err
	}
	if a.s.need.Claims == nil {
		return nil, errNoClaims
	}
	list, err := a.s.need.Claims.Assertions((*uint64)(from), n)
	if err != nil {
		return nil, err
	}
	if from != nil {
		err = beyond(*from, list.Total, "assertions")
	}
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Disputes lists disputes from an index on, as they began: without one, from the first on.
func (a *aditAPI) Disputes(from, most *hexutil.Uint64) (*Disputes, error) {
	n, err := howMany(most, maxDisputes)
	if err != nil {
		return nil, err
	}
	if a.s.need.Claims == nil {
		return nil, errNoClaims
	}
	if from == nil {
		from = new(hexutil.Uint64)
	}
	list, err := a.s.need.Claims.Disputes(uint64(*from), n)
	if err != nil {
		return nil, err
	}
	if err := beyond(*from, list.Total, "disputes"); err != nil {
		return nil, err
	}
	for i := range list.Disputes {
		list.Disputes[i].bound()
	}
	return list, nil
}

// bound leaves out what an answer has no room for.
func (d *Dispute) bound() {
	d.Total = hexutil.Uint64(len(d.Claims))
	d.Claims = d.Claims[:min(len(d.Claims), maxSides)]
	for i := range d.Claims {
		c := &d.Claims[i]
		c.Waiting = hexutil.Uint64(len(c.Parts))
		c.Parts = c.Parts[:min(len(c.Parts), maxParts)]
	}
}

// addClaim says what L1 holds of a block that a batch carries.
func (st *standing) addClaim(claims Claims, number uint64) {
	if claims == nil || st.Batch == nil {
		return
	}
	c, err := claims.Covering(number)
	if err != nil {
		c = &Claim{Status: ClaimUnknown, Reason: err.Error()}
	}
	if c.BlocksLeft != nil {
		c.Estimate = estimate
	}
	st.Claim = c
}
