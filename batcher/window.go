// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/wire"
)

// window is the part of the sealed chain that is not on L1 yet, as far as it was looked at: the derived head and
// blocks behind it. It is a cache; whenever it does not fit what the source says, it is thrown away and read again.
type window struct {
	source Source
	blocks []SealedBlock // the first is the derived head
	pieces []wire.Block  // pieces[i] is what a batch says of blocks[i+1]
}

var (
	errOtherChain = errors.New("the sealed chain does not hold the derived head") // until the sequencers have rebased
	errMoved      = errors.New("the sealed chain changed while it was read")
)

// fetchBlocks is how many blocks one question asks for.
const fetchBlocks = 256

// begin moves the window to the derived head, makes sure that its end is still on the sealed chain and reads on.
func (w *window) begin(ctx context.Context, d Derived) error {
	for len(w.blocks) > 0 && w.blocks[0].Block.NumberU64() < d.Number {
		w.blocks = w.blocks[1:]
		w.pieces = w.pieces[min(1, len(w.pieces)):]
	}
	if len(w.blocks) > 0 && w.blocks[0].Block.Hash() == d.Hash && w.last().NumberU64() <= d.Sealed {
		count := fetchBlocks
		if len(w.blocks) > 2*fetchBlocks {
			count = 1 // enough for now
		}
		if _, err := w.more(ctx, count); err == nil {
			return nil
		} else if !errors.Is(err, errMoved) {
			return err
		}
	}
	w.clear()
	blocks, err := w.source.Blocks(ctx, d.Number, 1)
	if err != nil {
		return fmt.Errorf("read sealed block %d: %w", d.Number, err)
	}
	if len(blocks) == 0 || blocks[0].Block.Hash() != d.Hash {
		return fmt.Errorf("%w: block %d, %s", errOtherChain, d.Number, d.Hash)
	}
	w.blocks = blocks[:1]
	return nil
}

// more reads up to count-1 blocks behind the window's last, which is read again to see that it is still there.
// It says whether there were any.
func (w *window) more(ctx context.Context, count int) (bool, error) {
	last := w.last()
	blocks, err := w.source.Blocks(ctx, last.NumberU64(), count)
	if err != nil {
		return false, fmt.Errorf("read sealed blocks from %d on: %w", last.NumberU64(), err)
	}
	if len(blocks) == 0 || blocks[0].Block.Hash() != last.Hash() {
		w.clear()
		return false, fmt.Errorf("%w: block %d", errMoved, last.NumberU64())
	}
	for _, b := range blocks[1:] {
		piece, err := w.piece(&w.blocks[len(w.blocks)-1], &b)
		if err != nil {
			w.clear()
			return false, err
		}
		w.blocks, w.pieces = append(w.blocks, b), append(w.pieces, piece)
	}
	return len(blocks) > 1, nil
}

// piece is what a batch says of b on top of parent.
func (w *window) piece(parent, b *SealedBlock) (wire.Block, error) {
	n := b.Block.NumberU64()
	switch {
	case b.Block.ParentHash() != parent.Block.Hash():
		return wire.Block{}, fmt.Errorf("%w: block %d has another parent", errMoved, n)
	case b.Block.Time() <= parent.Block.Time():
		return wire.Block{}, fmt.Errorf("sealed block %d is not later than its parent", n)
	case b.Consumed < parent.Consumed:
		return wire.Block{}, fmt.Errorf("sealed block %d consumes %d messages, its parent %d", n, b.Consumed, parent.Consumed)
	case b.Forced < 0 || b.Forced > len(b.Block.Transactions()):
		return wire.Block{}, fmt.Errorf("sealed block %d has %d transactions, %d of them forced", n, len(b.Block.Transactions()), b.Forced)
	}
	return wire.Block{Elapsed: b.Block.Time() - parent.Block.Time(), Messages: b.Consumed - parent.Consumed, Txs: b.own()}, nil
}

func (w *window) last() *types.Block { return w.blocks[len(w.blocks)-1].Block }

func (w *window) clear() { w.blocks, w.pieces = nil, nil }
