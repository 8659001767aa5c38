// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/l1anchor"
)

// history is all that the contract has said on the L1 branch that is followed, and the table that it makes.
type history struct {
	deployed Deployment
	contract Contract
	ledger   Ledger

	at     l1anchor.Ref // up to which it is complete
	blocks []said       // those in which the contract said something, the oldest first
	table  *game.Table  // what they make

	bytes    int           // of memory that all events take, about
	asserted []common.Hash // assertions in the order in which they came
	facts    []common.Hash // of them those that are confirmed, in the order in which they were
	disputed []common.Hash // of them those behind which claims contradict each other, in the order in which that began
}

// said is what the contract said in an L1 block.
type said struct {
	block  l1anchor.Ref
	events []game.Event
}

// openHistory reads the ledger.
func openHistory(d Deployment, c Contract, l Ledger) (*history, error) {
	h := &history{deployed: d, contract: c, ledger: l, at: d.Before, table: game.NewTable(d.Config)}
	at, ok, err := l.At()
	if err != nil || !ok {
		return h, err
	}
	err = l.Logs(func(block l1anchor.Ref, logs []*types.Log) error { return h.hear(block, logs) })
	h.at = at
	return h, err
}

// hear takes in what the contract said in a block.
func (h *history) hear(block l1anchor.Ref, logs []*types.Log) error {
	events, err := h.contract.Events(logs)
	if err != nil {
		return fmt.Errorf("read the contract's logs in L1 block %d: %w", block.Height, err)
	}
	if err := h.apply(block, events); err != nil {
		return err
	}
	if len(events) > 0 {
		h.blocks = append(h.blocks, said{block, events})
	}
	return nil
}

func (h *history) apply(block l1anchor.Ref, events []game.Event) error {
	for i, e := range events {
		if err := h.table.Apply(uint64(block.Height), e); err != nil {
			return fmt.Errorf("event %d of the contract in L1 block %d: %w", i, block.Height, err)
		}
		h.list(e)
	}
	return nil
}

// What an event takes of memory, about: a split makes sixteen nodes.
const (
	eventBytes = 512
	splitBytes = 8 << 10
)

// list takes down the order of things, and what they take.
func (h *history) list(e game.Event) {
	h.bytes += eventBytes
	switch e := e.(type) {
	case game.SplitMade:
		h.bytes += splitBytes
	case game.Asserted:
		h.asserted = append(h.asserted, e.Assertion)
		if e.Parent == (common.Hash{}) {
			h.facts = append(h.facts, e.Assertion)
		}
	case game.Entered:
		if claims, _ := h.table.Standing(e.Origin); claims == 2 {
			if a := h.table.Assertion(e.Claim); a.Status != game.NoAssertion {
				h.disputed = append(h.disputed, a.Parent)
			}
		}
	case game.Confirmed:
		h.facts = append(h.facts, e.Assertion)
	}
}

// take goes on by one block.
func (h *history) take(block l1anchor.Ref, logs []*types.Log) error {
	if err := h.hear(block, logs); err != nil {
		// Part of the block may be in the table: make it anew.
		if back := h.rebuild(); back != nil {
			return back
		}
		return err
	}
	h.at = block
	return h.ledger.Take(block, logs)
}

// rewind goes back to a block: L1 has left all above it.
func (h *history) rewind(to l1anchor.Ref) error {
	if to.Height < h.deployed.Before.Height {
		return fmt.Errorf("L1 goes back to block %d, to before the rollup's deployment behind block %d: is it another chain?", to.Height, h.deployed.Before.Height)
	}
	if err := h.ledger.Rewind(to); err != nil {
		return err
	}
	kept := h.blocks
	for len(kept) > 0 && kept[len(kept)-1].block.Height > to.Height {
		kept = kept[:len(kept)-1]
	}
	h.at = to
	if len(kept) == len(h.blocks) {
		return nil
	}
	h.blocks = kept
	return h.rebuild()
}

// rebuild makes the table of the blocks again.
func (h *history) rebuild() error {
	h.table = game.NewTable(h.deployed.Config)
	h.bytes, h.asserted, h.facts, h.disputed = 0, nil, nil, nil
	for _, s := range h.blocks {
		if err := h.apply(s.block, s.events); err != nil {
			return err
		}
	}
	return nil
}

// older is the newest block below a height that is known to have been on L1.
func (h *history) older(below l1anchor.Height) (l1anchor.Ref, bool) {
	for i := len(h.blocks) - 1; i >= 0; i-- {
		if h.blocks[i].block.Height < below {
			return h.blocks[i].block, true
		}
	}
	return h.deployed.Before, h.deployed.Before.Height < below
}

// born tells whether the contract is there.
func (h *history) born() bool { return h.table.Genesis() != (game.Hash{}) }
