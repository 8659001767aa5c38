// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/layeredpow/adit/l1anchor/family"
)

// Limits are the thresholds that an operator may have reasons to change.
type Limits struct {
	L1Silence time.Duration // how long the L1 node may be silent
	BatchAge  time.Duration // how long a sealed block may wait for a batch on L1
	Balance   *big.Int      // wei that the batcher's account should hold at least; nil: any balance will do

	L1 family.Alarms // what is usual on this L1, for those that nobody has reasons to change
}

// DefaultLimits suit Ethereum Classic.
func DefaultLimits() Limits {
	f := family.Etc()
	return LimitsOn(&f)
}

// LimitsOn suit an L1 of that family.
func LimitsOn(f *family.Family) Limits {
	a := f.Alarms
	return Limits{L1Silence: a.NodeSilence, BatchAge: a.BatchAge, Balance: a.Balance(), L1: a}
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
	roles roles         // set by the list that it stands in
	Unfit bool          // while it holds requests should go to another node
	Hold  time.Duration // how long it holds before the alarm is raised: it comes and goes by itself
	When  string        // it holds, for OPERATIONS.md
	Next  string        // what to do, a sentence
	// judge says what is wrong, without a full stop, and nothing when nothing is. It only looks at its arguments.
	// Nil: the watcher itself notices.
	judge func(f *Facts, l *Limits) string
}

// stalled is what the watcher notices by itself: without facts no condition can be judged.
const stalled = "stalled"

// conditions are all there are, in the order in which an operator reads them: what stops this process first.
var conditions = ordered(
	listed(everyone, ofProcess),
	listed(members, ofMember),
	listed(nodes, ofNode),
	listed(verifier, ofVerifier),
	listed(batchers, ofBatcher),
	listed(challengers, ofChallenger),
)

// ofProcess is what any process may suffer from.
var ofProcess = []Condition{
	{
		Name: stalled, Unfit: true,
		When: "the process has not been able to read its own state for 5 s",
		Next: "Most likely its disk hangs: look at the machine's kernel log and its storage, then restart the process",
	},
}

// listed says at which roles the conditions of a list are judged.
func listed(where roles, list []Condition) []Condition {
	for i := range list {
		list[i].roles = where
	}
	return list
}

// ordered puts what makes a process unfit before the rest.
func ordered(lists ...[]Condition) []Condition {
	all := slices.Concat(lists...)
	unfit := slices.DeleteFunc(slices.Clone(all), func(c Condition) bool { return !c.Unfit })
	return append(unfit, slices.DeleteFunc(all, func(c Condition) bool { return c.Unfit })...)
}

// clock is a time as logs have it.
func clock(t time.Time) string { return t.UTC().Format(time.RFC3339) }
