// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/strategy"
)

// look is what strategy sees of L1; ok is false while own derivation is behind.
func (c *Challenger) look(ctx context.Context) (s strategy.Sight, ok bool, err error) {
	at := c.history.at
	if !c.history.born() {
		c.now.Waiting = fmt.Sprintf("the contract is not there at L1 block %d", at.Height)
		return s, false, nil
	}
	held, ok := c.ports.Computer.Held()
	if !ok {
		c.now.Waiting = "nothing is derived from L1 yet"
		return s, false, nil
	}
	c.now.Waiting = ""
	if err := c.secondHead(ctx); err != nil {
		return s, false, err
	}
	height := uint64(at.Height)
	return strategy.Sight{Table: c.history.table, Held: held, Head: height, Last: min(c.decided, height), Seen: c.seen, Logs: height}, true, nil
}

// party is who plays.
func (c *Challenger) party() strategy.Party {
	p := strategy.Party{Propose: c.cfg.Propose, Defend: c.cfg.Defend, Address: c.cfg.Account}
	if c.ports.Sender != nil {
		p.Address = c.ports.Sender.Address()
	}
	return p
}

var gwei = big.NewInt(1e9)

// purse is what the party has: of an account that is looked after only what the contract has of it, and nothing if
// there is no account.
func (c *Challenger) purse(ctx context.Context, s strategy.Sight) (p strategy.Purse, err error) {
	who := c.party().Address
	if who == (common.Address{}) {
		return p, nil
	}
	p.Stake = s.Table.Stake(who)
	if p.Credit, err = c.ports.Contract.Credit(ctx, c.history.at.Hash, who); err != nil {
		return p, fmt.Errorf("read the own credit at L1 block %d: %w", s.Head, err)
	}
	c.now.Asked = true
	if c.ports.Sender == nil {
		return p, nil
	}
	balance, err := c.ports.Sender.Balance(ctx)
	if err != nil {
		return p, err
	}
	c.now.Balance = balance
	whole := new(big.Int).Div(balance, gwei)
	if !whole.IsUint64() {
		return p, fmt.Errorf("read the own balance on L1: %s wei are more than there can be", balance)
	}
	p.Balance = whole.Uint64() - min(whole.Uint64(), c.cfg.Reserve)
	return p, nil
}
