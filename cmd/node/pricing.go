// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/transition"
)

// pricing tells a member's tariff what it needs to know: the sealed blocks that are not on L1, and what room on L1
// costs. It only looks, once a second, so nobody waits for it.
type pricing struct {
	chain  priced
	market Market
	l1     func() stateroot.Status
	signer types.Signer
	tariff *pool.Tariff
	full   uint64 // L1 gas of a full batch
	log    *slog.Logger

	warm bool         // the tariff has seen the blocks before the first one that counts
	read l1anchor.Ref // L1 head at which the market was read; owned by runMarket
}

// priced is what pricing reads of the L2 chain.
type priced interface {
	Head() (transition.Head, error)
	BlockByNumber(number uint64) (*chain.Stored, error)
}

// Market is what others pay on L1.
type Market interface {
	// Rooms are the newest blocks, each with the room that they had and what was paid in them.
	Rooms(ctx context.Context) ([]l1anchor.Room, error)
}

const lookAround = time.Second

// run follows the chain until ctx ends.
func (p *pricing) run(ctx context.Context) error {
	return every(ctx, lookAround, func() {
		if err := p.count(); err != nil {
			p.log.Warn("what sealed blocks take on L1 is not known", "err", err)
		}
	})
}

// runMarket follows L1 until ctx ends. It may wait for the L1 node, which must not hold up the rest.
func (p *pricing) runMarket(ctx context.Context) error {
	return every(ctx, lookAround, func() { p.lookAtMarket(ctx) })
}

// lookAtMarket reads the market once for each L1 head.
func (p *pricing) lookAtMarket(ctx context.Context) {
	head := p.l1().Head
	if head == p.read {
		return
	}
	p.read = head
	rooms, err := p.market.Rooms(ctx)
	if err != nil && ctx.Err() == nil {
		p.log.Warn("what others pay on L1 is not known in full", "blocks", len(rooms), "err", err)
	}
	if len(rooms) > 0 {
		p.tariff.SetL1(fee.L1{Price: l1anchor.Going(rooms, p.full), Rate: l1anchor.GasRate(rooms, p.full)})
	}
}

func every(ctx context.Context, pause time.Duration, do func()) error {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		do()
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// mostBehind is how many L1 blocks may be left to derive when it is judged what L1 lacks.
const mostBehind = 16

// mostAtOnce bounds the blocks of one look: a member that was away counts on in the next.
const mostAtOnce = 512

// count brings the backlog in line with the chain and with what L1 leads to.
func (p *pricing) count() error {
	head, err := p.chain.Head()
	if err != nil {
		return err
	}
	l1 := p.l1()
	posted := l1.Tip.Number
	if l1.Tip.At.Height+mostBehind < l1.Head.Height {
		posted = head.Number() // what L1 holds is not known yet: nothing is said to be missing there
	}
	if !p.warm {
		p.warm = true
		p.learnBefore(min(posted, head.Number()))
	}
	p.tariff.Backlog(func(b *fee.Backlog) { b.Derived(posted) })
	next := p.leave()
	for last := min(head.Number(), next+mostAtOnce-1); next <= last; next++ {
		block, err := p.chain.BlockByNumber(next)
		if err != nil {
			return err
		}
		bytes, err := p.learn(block)
		if err != nil {
			return err
		}
		p.tariff.Backlog(func(b *fee.Backlog) { b.Count(block.Hash(), bytes) })
	}
	return nil
}

// leave takes out of the backlog what the chain has left, and returns the number of the next block to be counted. It
// reads the chain between two looks at the tariff, never during one: whoever sends a transaction waits for the
// tariff.
func (p *pricing) leave() (next uint64) {
	for {
		var newest common.Hash
		var some bool
		p.tariff.Backlog(func(b *fee.Backlog) {
			newest, some = b.Newest()
			next = b.Next()
		})
		if !some || p.holds(next-1, newest) {
			return next
		}
		p.tariff.Backlog(func(b *fee.Backlog) { b.Drop() })
	}
}

// holds says whether the chain has that block under that number.
func (p *pricing) holds(number uint64, hash common.Hash) bool {
	block, err := p.chain.BlockByNumber(number)
	return err == nil && block.Hash() == hash
}

// learn shows a block's own transactions, those that a batch holds, to the tariff.
func (p *pricing) learn(block *chain.Stored) (bytes float64, err error) {
	return p.tariff.Learn(block.Transactions()[block.Forced:], func(tx *types.Transaction) (common.Address, error) {
		return types.Sender(p.signer, tx)
	})
}

const (
	enoughBlocks = 2_000 // that are looked back over
	enoughTxs    = 1_500 // that are enough to know the traffic by
)

// learnBefore shows the traffic of late to a tariff that has seen nothing yet: the blocks up to number, as far as
// they can be read.
func (p *pricing) learnBefore(number uint64) {
	var blocks []*chain.Stored
	for txs := 0; number > 0 && len(blocks) < enoughBlocks && txs < enoughTxs; number-- {
		block, err := p.chain.BlockByNumber(number)
		if err != nil {
			break
		}
		txs += len(block.Transactions())
		blocks = append(blocks, block)
	}
	for i := len(blocks) - 1; i >= 0; i-- {
		if _, err := p.learn(blocks[i]); err != nil {
			p.log.Warn("what a block takes on L1 is not known", "number", blocks[i].NumberU64(), "err", err)
			return
		}
	}
}
