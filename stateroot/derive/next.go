// SPDX-License-Identifier: Apache-2.0

package derive

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Source is a batch as L1 carries it, with its data decoded as far as it decodes.
type Source struct {
	l1anchor.Batch
	blocks []wire.Block
	parent common.Hash
	breach *Violation // what stopped the decoder behind the last of blocks
}

// Open decodes a batch. It never fails: what does not decode becomes a violation when a transition gets there.
func Open(p *params.Params, b l1anchor.Batch) *Source {
	return OpenWith(types.LatestSignerForChainID(new(big.Int).SetUint64(p.ChainID)), b)
}

// OpenWith is Open with a signer of the caller's, which may remember senders but must not give other ones.
func OpenWith(signer types.Signer, b l1anchor.Batch) *Source {
	s := &Source{Batch: b}
	if len(b.Data) == 0 {
		return s
	}
	decoded, v := wire.DecodeWith(signer, b.Data)
	if decoded != nil {
		s.blocks, s.parent = decoded.Blocks, decoded.Parent
	}
	switch {
	case v != nil:
		s.breach = violation(len(s.blocks), Kind(v.Kind), "%s", v.Detail)
	case len(s.blocks) == 0:
		s.breach = violation(0, NoBlocks, "the data holds no block")
	}
	return s
}

// Event is what a transition did.
type Event string

const (
	MadeBlock   Event = "block"   // a block from the batch's data
	FoundVoid   Event = "void"    // no block: the rest of the data is void
	MadeClosing Event = "closing" // a closing block
	EndedBatch  Event = "end"     // no block: the batch is done
)

// Next makes one transition, from a position to the next: it makes at most one block. The violation is there with
// FoundVoid, and with EndedBatch when the Engine refused a closing block. Errors come from e and m only, or from a
// source that is not the batch that pos stands in; the position is then as it was.
func Next(p *params.Params, e Engine, m Messages, pos Position, s *Source) (Position, Event, *Violation, error) {
	if s.Index != pos.Batch {
		return pos, "", nil, fmt.Errorf("derive batch %d: position is in batch %d", s.Index, pos.Batch)
	}
	if pos.Closing || len(s.Data) == 0 {
		return closing(p, e, m, pos, s)
	}
	if s.breach == nil && pos.Block >= len(s.blocks) {
		return pos.end(), EndedBatch, nil, nil
	}
	timestamp, consumed, v := s.admit(p, pos)
	if v != nil {
		return pos.void(), FoundVoid, v, nil
	}
	ctx, err := Context(m, pos.Head, timestamp, consumed)
	if err != nil {
		return pos, "", nil, fmt.Errorf("derive batch %d: %w", s.Index, err)
	}
	head, err := e.Execute(pos.Head, Input{Context: ctx, Own: s.blocks[pos.Block].Txs})
	if v := refused(pos.Block, err); v != nil {
		return pos.void(), FoundVoid, v, nil
	}
	if err != nil {
		return pos, "", nil, err
	}
	return pos.next(head), MadeBlock, nil, nil
}

// admit holds the next block of the data against every rule that needs no execution.
func (s *Source) admit(p *params.Params, pos Position) (timestamp, consumed uint64, v *Violation) {
	n := pos.Block
	if n == 0 && s.parent != pos.Hash() && (s.breach == nil || len(s.blocks) > 0) {
		return 0, 0, violation(n, WrongParent, "extends %s, the derived head is %s", s.parent, pos.Hash())
	}
	if n >= len(s.blocks) {
		return 0, 0, s.breach
	}
	b := &s.blocks[n]
	timestamp = pos.Time() + b.Elapsed
	if timestamp <= pos.Time() {
		return 0, 0, violation(n, NotLater, "%d seconds after a parent at %d", b.Elapsed, pos.Time())
	}
	if latest := s.latest(p); timestamp > latest {
		return 0, 0, violation(n, TooLate, "timestamp %d, at most %d in this batch", timestamp, latest)
	}
	left := s.left(pos)
	switch {
	case b.Messages > wire.MaxBlockMessages:
		return 0, 0, violation(n, TooManyTaken, "consumes %d messages, at most %d in a block", b.Messages, wire.MaxBlockMessages)
	case b.Messages > left:
		return 0, 0, violation(n, TooManyTaken, "consumes %d messages, the batch has %d left", b.Messages, left)
	case b.Messages > 0 && pos.Waiting():
		return 0, 0, violation(n, TakenTooEarly, "consumes %d messages while forced transactions wait from message %d on", b.Messages, pos.Forced)
	}
	consumed = pos.Consumed + b.Messages
	if last := s.breach == nil && n == len(s.blocks)-1; last && consumed != s.Consumed {
		return 0, 0, violation(n, NotAllTaken, "last block ends at message %d, the batch at %d", consumed, s.Consumed)
	}
	return timestamp, consumed, nil
}

// closing makes one closing block, or ends the batch when there is nothing more to do or no room to do it.
//
// Closing blocks stand up to MaxLag before the batch's L1 time, a second apart, so that there is room for as many as
// L2's clock is behind. What is left over carries on by itself: consumed and the forced queue are part of the head, so
// the blocks of the next batch go on from there, whether they come from its data or close it.
func closing(p *params.Params, e Engine, m Messages, pos Position, s *Source) (Position, Event, *Violation, error) {
	left := s.left(pos)
	timestamp := max(pos.Time()+1, s.Time-min(s.Time, MaxLag))
	done := left == 0 && !pos.Waiting()
	room := pos.Block < MaxClosing && timestamp > pos.Time() && timestamp <= s.latest(p)
	if done || !room {
		return pos.end(), EndedBatch, nil, nil
	}
	intake := min(left, wire.MaxBlockMessages)
	if pos.Waiting() {
		intake = 0
	}
	ctx, err := Context(m, pos.Head, timestamp, pos.Consumed+intake)
	if err != nil {
		return pos, "", nil, fmt.Errorf("close batch %d: %w", s.Index, err)
	}
	head, err := e.Execute(pos.Head, Input{Context: ctx})
	if v := refused(pos.Block, err); v != nil {
		// Nothing of its own can be wrong with a block that has no transactions of its own. Should a meter ever find
		// one over the limit all the same, the batch ends here for everybody.
		return pos.end(), EndedBatch, v, nil
	}
	if err != nil {
		return pos, "", nil, err
	}
	pos.Closing = true // also when the data was empty, which needs no transition of its own to be found void
	return pos.next(head), MadeClosing, nil, nil
}

// left is how many messages the batch has yet to consume. The inbox never lets its count fall, so the head cannot be
// past it.
func (s *Source) left(pos Position) uint64 {
	if s.Consumed < pos.Consumed {
		return 0
	}
	return s.Consumed - pos.Consumed
}

// latest is the newest timestamp that a block of this batch may have.
func (s *Source) latest(p *params.Params) uint64 {
	if s.Time > math.MaxUint64-p.MaxDrift {
		return math.MaxUint64
	}
	return s.Time + p.MaxDrift
}
