// SPDX-License-Identifier: Apache-2.0

// Package docket lists what is claimed about L2 and what is disputed, for people and for programs that show it. It
// decides nothing, and says nothing about who is right: it looks at what the contract has said, and counts.
package docket

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
)

// Docket is all that stands at an L1 block. Times are L1 blocks, money is in gwei.
type Docket struct {
	Height     uint64      `json:"height"`
	Threshold  uint64      `json:"threshold"` // that a claim must earn
	Tolerated  uint64      `json:"tolerated"` // that wrong claims may earn before right ones are in danger
	Latest     common.Hash `json:"latest"`    // newest confirmed assertion
	Assertions []Assertion `json:"assertions"`
	Disputes   []Dispute   `json:"disputes"`
}

// Reader looks at a table at an L1 block, which is not before the table's newest event. It is good until the table
// changes, and safe for use by one goroutine.
type Reader struct {
	table  *game.Table
	height uint64
	beta   func(node common.Hash) uint32 // what a node has earned
}

// At is a Reader of a table at an L1 block.
func At(t *game.Table, height uint64) *Reader { return &Reader{t, height, t.TrueBetas(height)} }

// Of is the docket of a table at an L1 block, which is not before the table's newest event.
func Of(t *game.Table, height uint64) *Docket {
	c := t.Config()
	d := &Docket{
		Height: height, Threshold: uint64(c.Threshold), Tolerated: uint64(c.Censored), Latest: t.Latest(),
		Assertions: []Assertion{}, Disputes: []Dispute{},
	}
	if t.Genesis() != (game.Hash{}) {
		d.add(At(t, height), t.Genesis(), true)
	}
	return d
}

// add lists an assertion and all that stand on it. alive says whether the one that it stands on has not lost.
func (d *Docket) add(r *Reader, id game.Hash, alive bool) {
	one := r.assertion(id, alive)
	d.Assertions = append(d.Assertions, one)
	children := r.table.Children(id)
	if len(children) > 1 {
		d.Disputes = append(d.Disputes, r.Dispute(id))
	}
	for _, child := range children {
		d.add(r, child, one.Status != Lost)
	}
}
