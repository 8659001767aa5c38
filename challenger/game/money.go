// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// receive makes the call's value the sender's credit. Only moves with a bond take any.
func (r *Referee) receive(c *Call, m Move) error {
	if c.Value.IsZero() {
		return nil
	}
	switch m.(type) {
	case Assert, RefineLeaf, RefineStride:
	default:
		return refuse(NoReason, "%s wei to a %T", c.Value, m)
	}
	var held uint256.Int
	if _, over := held.AddOverflow(&r.held, c.Value); over {
		return fmt.Errorf("receive %s wei: there is not so much", c.Value)
	}
	change(&r.journal, &r.held, held)
	return r.pay(c.Sender, c.Value)
}

// pay adds wei to somebody's credit.
func (r *Referee) pay(who common.Address, wei *uint256.Int) error {
	old := r.credit[who]
	var credit uint256.Int
	if _, over := credit.AddOverflow(&old, wei); over {
		return fmt.Errorf("pay %s wei to %s: there is not so much", wei, who)
	}
	set(&r.journal, r.credit, who, credit)
	return nil
}

// payGwei is pay of gwei.
func (r *Referee) payGwei(who common.Address, gwei uint64) error { return r.pay(who, wei(gwei)) }

// wei is that many gwei in wei.
func wei(gwei uint64) *uint256.Int {
	return new(uint256.Int).Mul(uint256.NewInt(gwei), uint256.NewInt(weiPerGwei))
}

// take has somebody pay gwei out of their credit.
func (r *Referee) take(who common.Address, gwei uint64) error {
	credit := r.credit[who]
	if credit.Lt(wei(gwei)) {
		return &Refusal{Kind: WrongBond, Value: gwei, Detail: fmt.Sprintf("%d gwei asked of %s wei", gwei, &credit)}
	}
	credit.Sub(&credit, wei(gwei))
	set(&r.journal, r.credit, who, credit)
	return nil
}

// admit refuses a new whole claim of a cohort that has a winner, or no room.
func (r *Referee) admit(ref Ref) error {
	c := r.cohort(ref.Origin)
	if c.Settled {
		return refuse(AlreadySettled, "cohort %x", ref.Origin)
	}
	if !r.config.room(c.Count, ref.Level) {
		return &Refusal{Kind: WrongBond, Value: r.config.Bonds[ref.Level], Detail: fmt.Sprintf("a cohort of %d is full", c.Count)}
	}
	return nil
}

// refund pays a move out of what a cohort may still spend, as long as it has no winner.
func (r *Referee) refund(c *Call, n *node, gas uint64) error {
	cohort := r.cohort(n.ref.Origin)
	if cohort.Settled {
		return nil
	}
	price := r.config.Price
	if !c.GasPrice.IsZero() && c.GasPrice.LtUint64(price) {
		price = c.GasPrice.Uint64()
	}
	allowed, err := multiply(uint64(cohort.Count-1), r.config.Allowance(n.ref.Level))
	if err != nil {
		return err
	}
	gwei := min(gasInGwei(gas, price), allowed-cohort.Spent)
	if gwei == 0 {
		return nil
	}
	change(&r.journal, &cohort.Spent, cohort.Spent+gwei)
	return r.payGwei(c.Sender, gwei)
}

// close gives a cohort its winner. A tenth of what the others paid is the reward, half of it at least is burnt.
func (r *Referee) close(winner Ref) (reward uint64) {
	cohort := r.cohort(winner.Origin)
	lost := r.config.lost(cohort.Count, winner.Level)
	reward = lost / 10
	burnt := lost - reward - cohort.Spent
	r.win(winner.Origin, winner.Node(), burnt)
	r.emit(Settled{Origin: winner.Origin, Winner: winner.Node(), Reward: reward, Burnt: burnt})
	return reward
}

func (r *Referee) withdraw(c *Call, m Withdraw) error {
	credit := r.credit[c.Sender]
	if credit.IsZero() {
		return refuse(NothingToPay, "%s has no credit", c.Sender)
	}
	remove(&r.journal, r.credit, c.Sender)
	change(&r.journal, &r.held, *new(uint256.Int).Sub(&r.held, &credit))
	r.emit(Withdrawn{Owner: c.Sender, To: m.To, Amount: &credit})
	return nil
}

// multiply is a product that must fit.
func multiply(a, b uint64) (uint64, error) {
	high, product := bits.Mul64(a, b)
	if high != 0 {
		return 0, fmt.Errorf("multiply %d by %d: more than 64 bits", a, b)
	}
	return product, nil
}

// Credit is what somebody may withdraw, in wei.
func (r *Referee) Credit(who common.Address) *uint256.Int {
	credit := r.credit[who]
	return &credit
}

// Held is all that the contract has, in wei, coin apart that came without a call.
func (r *Referee) Held() *uint256.Int { return r.held.Clone() }
