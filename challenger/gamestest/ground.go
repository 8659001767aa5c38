// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"

	"github.com/layeredpow/adit/challenger/game"
)

// Ground is an L1 that really carries what a chain stands for: the chain says what a block is made of, the ground makes
// it, and what the ground made of it is held against what the referee says (see Chain.Each).
type Ground interface {
	// Waiting are the transactions of those who send to the ground by themselves, each sender's in the order of its
	// nonces. From does not fall within a sender's.
	Waiting() []Tx
	// Mine makes the block at a height, in which the inbox holds that much, of transactions in that order. taken are the
	// places of those that are in it: there may be no room for all.
	Mine(height uint64, held game.Range, txs []Tx) (taken []int, err error)
	// Back takes the blocks above a height back. Nobody is to look before the new branch is longer.
	Back(height uint64)
	// Look has those who send by themselves look at the head.
	Look() error
}

// Driver plays in a player's place: a process that looks at the Ground and sends to it by itself.
type Driver interface {
	// Wake is as Player.Wake: the height of the head at which it has to look again; 0: not before something happens.
	Wake() uint64
	// Forget has it crash, and maybe lose its disk.
	Forget()
	// Retire has it make no more claims, and take its stake home.
	Retire()
	// Balance is what it holds, in gwei, as if gas cost nothing.
	Balance() uint64
}

// carry has the ground make the block that was begun.
func (c *Chain) carry(txs []Tx) ([]Tx, error) {
	c.left = nil
	if c.Ground == nil {
		return txs, nil
	}
	places, err := c.Ground.Mine(c.Height, c.Held(), txs)
	if err != nil {
		return nil, fmt.Errorf("carry block %d: %w", c.Height, err)
	}
	var taken []Tx
	for i, tx := range txs {
		if len(places) > 0 && places[0] == i {
			taken, places = append(taken, tx), places[1:]
		} else {
			c.left = append(c.left, tx)
		}
	}
	return taken, nil
}

// waiting are the transactions at the ground that the next block may have.
func (r *Rig) waiting() (txs []Tx) {
	if r.Ground == nil {
		return nil
	}
	for _, tx := range r.Ground.Waiting() {
		if !r.out(&tx) {
			txs = append(txs, tx)
		}
	}
	return txs
}

// byNonce puts the transactions of each sender that wait at the ground into the order of their nonces, at the places
// that they have together.
func byNonce(txs []Tx) []Tx {
	type place struct {
		sender [20]byte
		nonce  uint64
	}
	at := make(map[place]Tx)
	least := make(map[[20]byte]uint64)
	for _, tx := range txs {
		if !tx.Waits {
			continue
		}
		at[place{tx.Sender, tx.Nonce}] = tx
		if n, ok := least[tx.Sender]; !ok || tx.Nonce < n {
			least[tx.Sender] = tx.Nonce
		}
	}
	for i, tx := range txs {
		if tx.Waits {
			txs[i] = at[place{tx.Sender, least[tx.Sender]}]
			least[tx.Sender]++
		}
	}
	return txs
}
