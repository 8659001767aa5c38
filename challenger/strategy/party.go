// SPDX-License-Identifier: Apache-2.0

package strategy

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Party is who plays. Who does neither watches: it is told what people should know, and makes no move.
type Party struct {
	Address common.Address // of its account on L1

	// Propose has it assert as soon as the contract lets it, and keep its stake for the next claim.
	Propose bool
	// Defend has it answer what contradicts a right claim, and assert the right one where only wrong ones stand.
	Defend bool
}

// Purse is the party's money, in gwei, as L1 has it at the head.
type Purse struct {
	Stake   common.Hash // where its stake stands, zero if it has none; a table that begins after the deployment may not know
	Credit  uint64      // what the contract owes it, whole gwei
	Balance uint64      // what its account has for bonds: the caller keeps money for gas apart
}

// Sight is what the party has seen of L1.
type Sight struct {
	Table *game.Table // all that the contract has said up to Logs
	Held  game.Range  // what the inbox holds at Head
	Head  uint64      // height of the L1 block that the party takes for the newest
	Last  uint64      // the head when the party decided the last time, so that it misses no turn; 0: it never has
	Seen  uint64      // largest height of a block whose proof of work it has checked, whoever has shown it
	Logs  uint64      // height up to which the contract's events are all there, checked against the blocks
}

// Reasons to make no move at all. The error that Result has says more.
var (
	ErrOldHead = errors.New("wait for a newer L1 block") // the head moved back, or the endpoint is behind
	ErrNoLogs  = errors.New("wait for L1 events")        // the table is not that of the head
)

// check says what is missing.
func (s *Sight) check() error {
	switch {
	case s.Seen > s.Head:
		return fmt.Errorf("%w: at %d, block %d has been seen", ErrOldHead, s.Head, s.Seen)
	case s.Table == nil || s.Logs != s.Head:
		return fmt.Errorf("%w: they are complete up to block %d, the head is %d", ErrNoLogs, s.Logs, s.Head)
	}
	return nil
}

// Result is what Next decides.
type Result struct {
	Moves   []Move     // in the order in which to send them
	Needed  []Question // what to compute, the most urgent first. The next call may ask for more.
	Notices []Notice   // what people should know
	// Free is what the contract owes the party and nothing needs, in gwei: credit that is worth a transaction while no
	// dispute may ask for it, and bonds that may come back.
	Free uint64
	// Unsure is why there is no move at all. It is nil if the party knows what it is doing.
	Unsure error
	// Wake is the height of the head at which the result changes at the earliest, if L1 has no event and no answer
	// comes. 0: never.
	Wake uint64
}

// Key names what a move is for. A move that is wanted again has the same key, so that who has sent it does not send
// it twice.
type Key struct {
	What Task
	Node common.Hash // node, assertion or origin
}

// Task is what a move does.
type Task uint8

// The tasks, in the order in which moves of different tasks are sent.
const (
	ConfirmTask  Task = iota // makes a right claim a fact, with the updates that it takes
	AssertTask               // makes a right claim
	TipTask                  // moves the own stake to a claim that somebody else made
	SplitTask                // answers a contradiction
	RefineTask               //
	ProveTask                //
	SettleTask               // takes a bond back
	LastTask                 // frees what was sent before a stuck state
	UnstakeTask              // takes the stake back
	WithdrawTask             // takes the credit
)

func (t Task) String() string {
	return [...]string{"confirm", "assert", "tip", "split", "refine", "prove", "settle", "last", "unstake", "withdraw"}[t]
}

func (k Key) String() string { return fmt.Sprintf("%s %x", k.What, k.Node[:4]) }

// Move is a move to send, and why.
type Move struct {
	game.Move
	Key   Key
	Bond  uint64 // gwei to send along: what credit does not pay
	Rival uint32 // time of the claim that profits most if the move does not come
	Left  int    // moves from here down to a step
	// Enters is the assertion or node that a bond is paid for, zero for moves without one.
	Enters common.Hash

	want uint64 // gwei that the contract asks for; 0 for moves without bond
}

// Notice is something that people should know.
type Notice struct {
	What Alarm
	Node common.Hash // assertion or node that it is about
	Text string
}

// Alarm is a kind of notice.
type Alarm string

// The alarms.
const (
	Contradicted Alarm = "contradicted" // a claim is not what we have computed
	AgainstUs    Alarm = "against us"   // a claim was confirmed that is not what we have computed
	NoClaim      Alarm = "no claim"     // the right claim has not been made in time
	LostBelow    Alarm = "lost below"   // a wrong claim has won below a right node
	Silence      Alarm = "silence"      // a wrong claim has earned more than half of what is tolerated
	PurseLow     Alarm = "purse low"    // more than half of the money would be needed for the disputes that are there
	Unaffordable Alarm = "unaffordable" // a move is not made, for want of money
	StakeAway    Alarm = "stake away"   // the own stake stands where it cannot be used
	Unchecked    Alarm = "unchecked"    // a claim is not made before its dearest transitions were run in the machine
	Doubt        Alarm = "doubt"        // own computation failed: the moves that need it are not made
	RuleBroken   Alarm = "rule broken"  // Next is wrong: the move is not made
)
