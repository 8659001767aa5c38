// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/transition"
)

// provisional makes the open block readable for whoever asks, one copy at a time.
type provisional struct {
	board *board
	chain Chain

	turn chan struct{} // has room for one: whoever is inside owns the rest

	hash  common.Hash
	of    *openBlock
	txs   int       // that it had
	taken time.Time // when it was copied
	next  time.Time // when another one may be made
}

// pendingShare of the time is spent on provisional blocks at most, however many clients ask.
const pendingShare = 5

func newProvisional(b *board, chain Chain) *provisional {
	return &provisional{board: b, chain: chain, turn: make(chan struct{}, 1)}
}

// get is Sequencer.Pending. The open block is copied under the board's lock and sealed outside it, and several who ask
// at the same time get the same copy.
func (p *provisional) get(ctx context.Context) (common.Hash, error) {
	asked := time.Now()
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return common.Hash{}, ctx.Err()
	}
	if p.of != nil && p.taken.After(asked) {
		return p.hash, nil
	}
	if hash, ok := p.readable(); ok {
		return hash, nil
	}
	if err := sleep(ctx, time.Until(p.next)); err != nil {
		return common.Hash{}, err
	}
	return p.make()
}

// readable is what can be read already and is what there is: the last provisional block, or the finished one between
// two blocks.
func (p *provisional) readable() (common.Hash, bool) {
	b := p.board
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.open == nil:
		return b.head.Hash(), true
	case b.open == p.of && len(b.open.Transactions()) == p.txs:
		return p.hash, true
	}
	return common.Hash{}, false
}

// make stores a copy of the open block.
func (p *provisional) make() (common.Hash, error) {
	taken := time.Now()
	open, sealable := p.board.copyOpen()
	if open == nil {
		head := p.board.Sealed()
		return head.Hash(), nil
	}
	txs := len(sealable.Transactions())
	hash, err := p.chain.Provisional(sealable)
	end := time.Now()
	p.next = end.Add((pendingShare - 1) * end.Sub(taken))
	if err != nil {
		return common.Hash{}, err
	}
	p.hash, p.of, p.txs, p.taken = hash, open, txs, taken
	return hash, nil
}

// copyOpen copies the open block; it is nil between two blocks.
func (b *board) copyOpen() (*openBlock, *transition.Builder) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open == nil {
		return nil, nil
	}
	return b.open, b.open.Sealable()
}

// sleep waits for a time.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	late := time.NewTimer(d)
	defer late.Stop()
	select {
	case <-late.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
