// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"fmt"
	"math"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
)

// prepared is a closed batch that was checked, or an open one.
type prepared struct {
	cut
	last  common.Hash // its last block; of an open one, the last that was looked at
	index uint64      // the place on L1 for which it was checked
	tried int         // while it is open: blocks that were not enough to close it
}

// batches returns the calls for the next batches, as many as are closed and may be in flight. The first of them must
// have consumed overdue messages; when it has not, the inbox would turn away all, and the one call is that which
// forces the messages in. The sequencers then rebase onto what L1 makes of that.
func (b *Batcher) batches(ctx context.Context, d Derived, head *l1anchor.Block, overdue uint64) ([]l1anchor.Call, error) {
	if err := b.window.begin(ctx, d); err != nil {
		return nil, err
	}
	keep := make(map[common.Hash]prepared)
	defer func() { b.prepared = keep }()

	var calls []l1anchor.Call
	at := 0 // index into the window of the block that the next batch extends
	call := l1anchor.BatchCall{Index: d.BatchCount, Prev: d.Tail, Consumed: d.Consumed}
	limit := b.cfg.InFlight
	if b.logged.stuck {
		limit = 1 // should they all revert, that is the least to lose
	}
	for len(calls) < limit {
		p, err := b.next(ctx, d, at)
		if err != nil {
			return nil, err
		}
		parent := b.window.blocks[at].Block.Hash()
		if !p.closed() {
			keep[parent] = p
			break
		}
		last := &b.window.blocks[at+p.blocks]
		if last.Consumed < overdue {
			return []l1anchor.Call{b.force(d)}, nil
		}
		if b.early(d, call.Consumed, last, head) {
			keep[parent] = p
			break
		}
		call.Consumed, call.Data = last.Consumed, p.data
		batch := l1anchor.Batch{Index: call.Index, Consumed: call.Consumed, Height: head.Height, Time: head.Time, Data: p.data}
		if p.last != last.Block.Hash() || p.index != call.Index {
			if err := b.check(at, p.blocks, batch); err != nil {
				return nil, err
			}
			p.last, p.index = last.Block.Hash(), call.Index
		}
		keep[parent] = p
		input := call.Encode()
		calls = append(calls, l1anchor.Call{To: b.params.Inbox, Data: input, Gas: b.cfg.callGas(input)})
		b.noteOffer(call, p.cut, last)
		call.Index, call.Prev = call.Index+1, batch.Tail()
		at += p.blocks
	}
	return calls, nil
}

// force is the call that brings waiting messages in by an empty batch: all there are, so that none becomes overdue on
// the way. The L1 node says that they are overdue, and may be wrong. So the index is one that no batch has: the inbox
// does not look at it when a message is overdue, and refuses the call when none is. With the right index it would take
// the empty batch from a seat.
func (b *Batcher) force(d Derived) l1anchor.Call {
	call := l1anchor.BatchCall{Index: math.MaxUint64, Consumed: min(d.Messages, d.Consumed+l1anchor.MaxBatchMsgs)}
	b.log.Warn("messages are overdue, forcing them in", "from", d.Consumed, "through", call.Consumed)
	input := call.Encode()
	return l1anchor.Call{To: b.params.Inbox, Data: input, Gas: b.cfg.callGas(input)}
}

// next cuts the batch that extends block at of the window, reading on as long as the batch is open.
func (b *Batcher) next(ctx context.Context, d Derived, at int) (prepared, error) {
	parent := b.window.blocks[at].Block.Hash()
	p := b.prepared[parent]
	if end := at + max(p.blocks, p.tried); end >= len(b.window.blocks) || b.window.blocks[end].Block.Hash() != p.last {
		p = prepared{} // the blocks behind parent have changed
	}
	if p.closed() {
		return p, nil
	}
	for {
		pieces := b.window.pieces[at:]
		if len(pieces) > p.tried && (p.tried == 0 || !b.cfg.stays(p.cut, p.tried, pieces)) {
			c, err := b.cfg.first(b.chainID, parent, pieces)
			if err != nil || c.closed() {
				return prepared{cut: c}, err
			}
			p.cut, p.tried, p.last = c, len(pieces), b.window.last().Hash()
		}
		if b.window.last().NumberU64() >= d.Sealed {
			return p, nil
		}
		if more, err := b.window.more(ctx, fetchBlocks); err != nil || !more {
			return p, err
		}
	}
}

// early says whether L1 is not ready for a batch that ends with last: it lacks messages that the batch consumes, has
// consumed more, or is so slow that the block would be too far ahead of it.
func (b *Batcher) early(d Derived, consumed uint64, last *SealedBlock, head *l1anchor.Block) bool {
	switch {
	case last.Consumed > d.Messages:
		b.wait("the batch consumes messages that L1 has lost")
	case last.Consumed < consumed:
		b.wait("L1 has consumed more messages than the batch")
	case last.Block.Time() > head.Time+b.params.MaxDrift:
		b.wait("the blocks are too far ahead of L1's clock")
	default:
		return false
	}
	return true
}

// check holds a batch of n blocks on top of block at of the window against the verifier's rules.
func (b *Batcher) check(at, n int, batch l1anchor.Batch) error {
	sealed := make([]derive.Sealed, n)
	for i := range sealed {
		sealed[i] = b.window.blocks[at+1+i].sealed()
	}
	if err := derive.Expect(b.params, b.window.blocks[at].head(), sealed, batch); err != nil {
		b.log.Error("batch would not derive to the sealed blocks", "index", batch.Index, "err", err)
		b.window.clear()
		return fmt.Errorf("check before posting: %w", err)
	}
	return nil
}

// noteOffer logs a batch the first time that it is offered.
func (b *Batcher) noteOffer(call l1anchor.BatchCall, c cut, last *SealedBlock) {
	if call.Index < b.logged.offered {
		return
	}
	b.logged.offered = call.Index + 1
	b.now.Offered++
	b.now.OfferedBytes += uint64(len(c.data))
	b.log.Info("batch offered", "index", call.Index, "bytes", len(c.data), "blocks", c.blocks, "l2", last.Block.NumberU64(),
		"consumed", last.Consumed)
}
