// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
)

// Tx is a move on its way to L1.
type Tx struct {
	Sender   common.Address
	Move     game.Move    // nil: a transaction that waits at the Ground and is no move
	Bond     uint64       // gwei
	GasPrice *uint256.Int // wei
	From     uint64       // height of the first block that it can get into
	Tag      any          // whatever the sender knows it by

	Waits bool   // it waits at the Ground, whose party sent it there
	Nonce uint64 // of a transaction that waits at the Ground
}

// Receipt is what became of a transaction.
type Receipt struct {
	Tx
	Height uint64
	Events []game.Event
	Paid   uint64 // gwei that left the contract
	Err    error  // a refusal
}

// gwei in wei.
var gwei = uint256.NewInt(1e9)

// Chain is an L1 of virtual blocks in front of the referee. Its inbox has a new batch every BatchEvery blocks, and
// none if that is 0.
type Chain struct {
	Referee    *game.Referee
	Height     uint64
	Version    uint64 // grows with everything that happens to the referee
	BatchEvery uint64

	// After is asked after every move that was taken; its error ends the game.
	After func(*Receipt) error
	// Each is told about every transaction, also those that were refused, with what the inbox held.
	Each func(r *Receipt, held game.Range) error
	// Forked is told the height down to which blocks were taken back.
	Forked func(height uint64) error
	// Ground carries every block before the referee judges what is in it; nil: nobody does.
	Ground Ground

	blocks  []block // those in which something happened
	batches []batch
	left    []Tx         // transactions for which the newest block had no room
	fork    uint64       // sets the batches of each branch apart
	ranges  []game.Range // what the inbox holds with one batch, with two, …; nil: it is made up
}

type block struct {
	height   uint64
	mark     game.Mark
	receipts []Receipt
}

type batch struct {
	height uint64
	held   game.Range
}

// NewChain deploys a rollup of a world, when its inbox has that many batches.
func NewChain(w *World, c game.Config, batches int) (*Chain, error) {
	c.Template, c.Params, c.Genesis = crypto.Keccak256Hash(w.template), w.params, w.Genesis()
	ch := &Chain{Height: 1}
	if w.real != nil {
		ch.ranges = w.real.Ranges
	}
	ch.Batch(batches)
	r, err := game.NewReferee(c, ch.Height, ch.Held(), w.StepContract)
	if err != nil {
		return nil, err
	}
	r.Mark() // from here on everything can be undone
	ch.Referee = r
	return ch, nil
}

// Held is what the inbox holds.
func (c *Chain) Held() game.Range {
	if len(c.batches) == 0 {
		return game.Range{}
	}
	return c.batches[len(c.batches)-1].held
}

// Skip moves on to a height at which the next block comes, over empty blocks.
func (c *Chain) Skip(to uint64) error {
	for c.Height < to {
		c.advance()
		if _, err := c.carry(nil); err != nil {
			return err
		}
	}
	return nil
}

// advance begins the next block.
func (c *Chain) advance() {
	c.Height++
	if c.BatchEvery > 0 && c.Height%c.BatchEvery == 0 {
		c.Batch(1)
	}
}

// Batch puts batches into the inbox.
func (c *Chain) Batch(n int) {
	for range n {
		if n := len(c.batches); c.ranges != nil {
			if n < len(c.ranges) {
				c.batches = append(c.batches, batch{c.Height, c.ranges[n]})
			}
			continue
		}
		held := c.Held()
		acc := mix("acc", held.Acc[:], number(c.Height), number(c.fork))
		c.batches = append(c.batches, batch{c.Height, game.Range{Batches: held.Batches + 1, Acc: acc, Milestone: held.Milestone}})
	}
}

// Mine makes a block of transactions, in that order. Where a Ground has no room for some, they are in none.
func (c *Chain) Mine(txs []Tx) ([]Receipt, error) {
	c.advance()
	txs, err := c.carry(txs)
	if err != nil || len(txs) == 0 {
		return nil, err
	}
	c.Version++
	b := block{height: c.Height, mark: c.Referee.Mark()}
	var broken error
	for _, tx := range txs {
		if tx.Move == nil { // it is not for the rollup's contract
			continue
		}
		r := Receipt{Tx: tx, Height: c.Height}
		value := new(uint256.Int).Mul(uint256.NewInt(tx.Bond), gwei)
		held := new(uint256.Int).Add(c.Referee.Held(), value)
		r.Events, r.Err = c.Referee.Do(game.Call{
			Height: c.Height, Sender: tx.Sender, Value: value, GasPrice: tx.GasPrice, Inbox: c.Held(),
		}, tx.Move)
		if r.Err == nil {
			r.Paid = new(uint256.Int).Div(held.Sub(held, c.Referee.Held()), gwei).Uint64()
		}
		b.receipts = append(b.receipts, r)
		if err := c.tell(&r); err != nil {
			broken = fmt.Errorf("block %d, %T of %x: %w", c.Height, tx.Move, tx.Sender[:4], err)
			break
		}
	}
	c.blocks = append(c.blocks, b)
	return b.receipts, broken
}

// tell has whoever listens look at a transaction.
func (c *Chain) tell(r *Receipt) error {
	if c.Each != nil {
		if err := c.Each(r, c.Held()); err != nil {
			return err
		}
	}
	if r.Err != nil || c.After == nil {
		return nil
	}
	return c.After(r)
}

// Reorg takes the newest blocks back and returns what was in them, the oldest first. The inbox of the new branch has
// other batches.
func (c *Chain) Reorg(depth uint64) (dropped []Receipt) {
	to := max(c.Height-min(depth, c.Height), 1)
	for len(c.blocks) > 0 && c.blocks[len(c.blocks)-1].height > to {
		last := c.blocks[len(c.blocks)-1]
		c.Referee.Undo(last.mark)
		dropped = append(slices.Clone(last.receipts), dropped...)
		c.blocks = c.blocks[:len(c.blocks)-1]
	}
	for len(c.batches) > 0 && c.batches[len(c.batches)-1].height > to {
		c.batches = c.batches[:len(c.batches)-1]
	}
	c.Height = to
	c.fork++
	c.Version++
	if c.Ground != nil {
		c.Ground.Back(to)
	}
	return dropped
}
