// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
)

func decodeState(encoded []byte) (*program.State, error) { return program.DecodeState(encoded) }

// read takes in what the contract has said, on the branch that L1 is on now, and tells what is new.
func (d *drill) read() {
	d.t.Helper()
	head, err := d.l1.BlockNumber(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	logs, err := d.l1.FilterLogs(d.t.Context(), ethereum.FilterQuery{
		FromBlock: new(big.Int), ToBlock: new(big.Int).SetUint64(head), Addresses: []common.Address{d.info.Rollup},
	})
	if err != nil {
		return // L1 has just gone back
	}
	table, fresh := game.NewTable(d.config), []func(){}
	d.confirmed, d.settled, d.entered = make(map[game.Hash]uint64), nil, nil
	for i := range logs {
		l := &logs[i]
		e, err := game.DecodeEvent(game.Log{Topics: l.Topics, Data: l.Data})
		if err != nil {
			d.t.Fatal(err)
		}
		if err := table.Apply(l.BlockNumber, e); err != nil {
			d.t.Fatal(err)
		}
		d.collect(l.BlockNumber, e)
		if id := (logID{l.BlockHash, l.Index}); !d.told[id] {
			d.told[id] = true
			fresh = append(fresh, func() { d.tell(l, e) })
		}
	}
	d.table, d.head = table, head
	for _, tell := range fresh {
		tell()
	}
	if len(d.faults) > 0 && d.faults[0].due(d) {
		next := d.faults[0]
		d.faults = d.faults[1:]
		d.say("FAULT: %s", next.name)
		next.do(d)
	}
}

// collect keeps what is judged in the end.
func (d *drill) collect(height uint64, e game.Event) {
	switch e := e.(type) {
	case game.Confirmed:
		d.confirmed[e.Assertion] = height
	case game.Settled:
		d.settled = append(d.settled, e)
	case game.Entered:
		d.entered = append(d.entered, e)
	}
}

// tell says what an event means, and whose it was.
func (d *drill) tell(l *types.Log, e game.Event) {
	d.t.Helper()
	name, gas := d.sender(l)
	switch e := e.(type) {
	case game.Asserted:
		if e.Parent == (game.Hash{}) {
			d.say("the contract begins with the genesis state as a fact")
			return
		}
		what := "claims"
		if d.isRight(e.Assertion) {
			what = "claims rightly"
		}
		d.say("%s %s state %x up to batch %d, root %x", name, what, crypto.Keccak256(e.State)[:4], d.table.Assertion(e.Parent).Range.Batches, e.Span[:4])
	case game.SplitMade:
		n, _ := d.table.Node(e.Node)
		d.say("%s cuts a node of level %s with 2^%d leaves from %d (%d gas)", name, n.Level, n.Len, n.Pos, gas)
	case game.Entered:
		n, _ := d.table.Node(e.Node)
		if n.Level != game.Transitions {
			d.say("%s goes on at level %s with a bond of %.2f coins (%d gas)", name, n.Level, float64(d.config.Bonds[n.Level])/1e9, gas)
		}
	case game.Proven:
		n, _ := d.table.Node(e.Node)
		d.say("%s has L1 do step %d of the stride: it is right (%d gas)", name, n.Pos, gas)
	case game.Confirmed:
		d.say("%s has assertion %x confirmed, %d blocks after it was made", name, e.Assertion[:4], l.BlockNumber-d.table.Assertion(e.Assertion).CreatedAt)
	case game.Settled:
		d.say("%s settles a cohort: reward %.3f coins, %.3f burnt", name, float64(e.Reward)/1e9, float64(e.Burnt)/1e9)
	}
}

// sender is who sent the transaction of a log, and what it used.
func (d *drill) sender(l *types.Log) (name string, gas uint64) {
	d.t.Helper()
	tx, _, err := d.l1.TransactionByHash(d.t.Context(), l.TxHash)
	if err != nil {
		return "somebody", 0 // L1 has taken it back
	}
	receipt, err := d.l1.TransactionReceipt(d.t.Context(), l.TxHash)
	if err != nil {
		return "somebody", 0
	}
	from, err := types.Sender(types.LatestSignerForChainID(tx.ChainId()), tx)
	if err != nil {
		d.t.Fatal(err)
	}
	if p := d.players[from]; p != nil {
		return p.name, receipt.GasUsed
	}
	return "somebody", receipt.GasUsed
}

// sumUp tells now and then how far the claims are that were contradicted.
func (d *drill) sumUp() {
	if time.Since(d.summed) < 20*time.Second {
		return
	}
	d.summed = time.Now()
	for _, id := range d.contested() {
		if d.confirmed[id] != 0 {
			continue
		}
		right, _ := d.table.Root(id)
		best, rivals := uint32(0), d.table.Children(d.table.Assertion(id).Parent)
		for _, other := range rivals {
			if root, ok := d.table.Root(other); ok && other != id {
				best = max(best, d.table.TrueBeta(root.Node(), d.head))
			}
		}
		d.say("… L1 block %d: right claim %x has earned %s, the best of %d wrong ones %s, of %d", d.head, id[:4],
			earned(d.table.TrueBeta(right.Node(), d.head)), len(rivals)-1, earned(best), d.config.Threshold)
	}
}

func earned(time uint32) string {
	if time == game.MaxTime {
		return "all that there is"
	}
	return fmt.Sprint(time)
}
