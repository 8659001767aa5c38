// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// Stepper does one step of the machine from a witness, as the contract Machine does: the machine that the witness is
// about, and the one after its next step. Its error is the reason to refuse a Prove.
type Stepper func(witness []byte) (machine, following Hash, err error)

// Referee judges moves as the contracts do. It has no inbox, machine or clock of its own: calls bring what they saw
// of the inbox and their height, and a Stepper does steps.
//
// It is not safe for concurrent use.
type Referee struct {
	*Table

	step   Stepper
	credit map[common.Address]uint256.Int // wei
	held   uint256.Int                    // wei that the contract has: what came in less what was withdrawn
	events []Event                        // of the call that is judged
}

// NewReferee is a rollup that was deployed at that height, when the inbox held that. It refuses what the contract's
// constructor refuses, with BadConfig.
func NewReferee(c Config, height uint64, held Range, step Stepper) (*Referee, error) {
	if err := c.Validate(height); err != nil {
		return nil, fmt.Errorf("deploy a rollup: %w", err)
	}
	r := &Referee{Table: NewTable(c), step: step, credit: make(map[common.Address]uint256.Int)}
	return r, r.Apply(height, c.Deployed(held))
}

// Do judges a move. It returns what the contract would say, or a Refusal, or what the Stepper complained about; then
// nothing has changed.
func (r *Referee) Do(c Call, m Move) ([]Event, error) {
	if c.Height < r.height {
		return nil, fmt.Errorf("judge a move at height %d: the newest was at %d", c.Height, r.height)
	}
	if c.Value == nil {
		c.Value = new(uint256.Int)
	}
	if c.GasPrice == nil {
		c.GasPrice = new(uint256.Int)
	}
	r.events = nil
	err := r.journal.attempt(func() error {
		change(&r.journal, &r.height, c.Height)
		if err := r.receive(&c, m); err != nil {
			return err
		}
		return r.do(&c, m)
	})
	events := r.events
	r.events = nil
	if err != nil {
		return nil, err
	}
	return events, nil
}

// do judges a move whose value is credit already.
func (r *Referee) do(c *Call, m Move) error {
	switch m := m.(type) {
	case Assert:
		return r.assertState(c, m)
	case Split:
		return r.split(c, m)
	case RefineLeaf:
		return r.refineLeaf(c, m)
	case RefineStride:
		return r.refineStride(c, m)
	case Prove:
		return r.prove(c, m)
	case Update:
		return r.update(c, m)
	case UpdateFrom:
		return r.updateFrom(c, m)
	case Confirm:
		return r.confirm(c, m)
	case Settle:
		return r.settle(c, m)
	case Last:
		return r.last(c, m)
	case Unstake:
		return r.unstake(c)
	case Withdraw:
		return r.withdraw(c, m)
	case Batch:
		return r.batch(c, m)
	}
	return fmt.Errorf("judge a move: there is none of type %T", m)
}

// batch does several moves with no value. Their changes go with the call's, all or none.
func (r *Referee) batch(c *Call, m Batch) error {
	for i, move := range m.Moves {
		if err := r.do(c, move); err != nil {
			return fmt.Errorf("move %d of a batch: %w", i, err)
		}
	}
	return nil
}

// emit says what happened.
func (r *Referee) emit(e Event) { r.events = append(r.events, e) }
