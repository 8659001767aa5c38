// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/l1anchor"
)

// Logs reads the blocks of an L1 and what contracts say in them.
type Logs interface {
	l1anchor.Reader
	// Logs are those of a contract in the block with that hash, in order, bound to the hash.
	Logs(ctx context.Context, block common.Hash, of ...common.Address) ([]*types.Log, error)
}

// hearing follows L1 up to its head, and takes in what the contract says.
type hearing struct {
	*history
	l1       Logs
	follower *l1anchor.Follower
	log      *slog.Logger

	seen  uint64             // largest height that an endpoint has shown
	heard func([]game.Event) // told of the events of a block that was taken in; nil: nobody is
	most  int                // bytes that there is room for; 0: any number
	guard sync.Locker        // held while the history changes; nil: nobody else looks at it
}

func newHearing(h *history, l1 Logs, log *slog.Logger) *hearing {
	return &hearing{history: h, l1: l1, log: log, follower: l1anchor.NewFollower(l1, h.at, h.older)}
}

// follow reads L1 up to its head.
func (h *hearing) follow(ctx context.Context) error {
	for {
		if h.most > 0 && h.bytes > h.most {
			return fmt.Errorf("%w: what the contract has said takes more than %d bytes", errNoRoom, h.most)
		}
		move, err := h.follower.Next(ctx)
		switch {
		case err != nil:
			return fmt.Errorf("follow L1 from block %d: %w", h.at.Height, err)
		case move == nil:
			return nil
		case move.Rewound():
			h.log.Warn("L1 has taken blocks back", "from", h.at.Height, "to", move.To.Height)
			err = h.guarded(func() error { return h.rewind(move.To) })
			// A chain with more work may be shorter: what the one before has shown is no measure of this one.
			h.seen = uint64(move.To.Height)
		default:
			err = h.read(ctx, move.To)
		}
		if err != nil {
			// The follower is ahead of what was taken in: begin again there.
			h.follower = l1anchor.NewFollower(h.l1, h.at, h.older)
			return err
		}
	}
}

// errNoRoom says that more is claimed and disputed than who only looks on keeps in memory.
var errNoRoom = errors.New("follow what is claimed on L1 no further")

func (h *hearing) read(ctx context.Context, block l1anchor.Ref) error {
	logs, err := h.l1.Logs(ctx, block.Hash, h.contract.Address())
	if err != nil {
		return err
	}
	h.seen = max(h.seen, uint64(block.Height))
	if err := h.guarded(func() error { return h.take(block, logs) }); err != nil {
		return err
	}
	if n := len(h.blocks); h.heard != nil && n > 0 && h.blocks[n-1].block == block {
		h.heard(h.blocks[n-1].events)
	}
	return nil
}

func (h *hearing) guarded(change func() error) error {
	if h.guard != nil {
		h.guard.Lock()
		defer h.guard.Unlock()
	}
	return change()
}
