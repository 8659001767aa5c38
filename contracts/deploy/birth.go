// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
)

// birth is the L1 block that created the inbox.
type birth struct {
	Height l1anchor.Height `json:"height"`
	Hash   common.Hash     `json:"hash"`
	Time   uint64          `json:"time"`
}

// somewhere is a block for an inbox that is not on L1 yet.
var somewhere = birth{Height: 1, Time: 1}

// errMoved says that L1 went on, or took something back, between two of our looks, so that they do not fit together.
var errMoved = errors.New("look at L1: it has moved on meanwhile, look again")

// born is the block of the inbox, which was just seen on L1. What was noted is believed as long as that block is on
// the best chain. The error matches errMoved when a later look may succeed.
func (r *run) born(ctx context.Context) (birth, error) {
	if noted := r.journal.Inbox; noted != nil {
		switch ref, _, err := r.l1.Block(ctx, noted.Height); {
		case err == nil && ref.Hash == noted.Hash:
			return *noted, nil
		case err != nil && !errors.Is(err, l1anchor.ErrUnknownBlock):
			return birth{}, fmt.Errorf("look for block %d of the inbox: %w", noted.Height, err)
		}
	}
	b, err := r.find(ctx)
	if err != nil {
		return b, fmt.Errorf("find the block of the inbox: %w", err)
	}
	r.journal.Inbox = &b
	if r.cfg.Journal != "" {
		err = r.journal.write(r.cfg.Journal)
	}
	return b, err
}

// find looks for the block between where the deployment began and the head.
func (r *run) find(ctx context.Context) (b birth, err error) {
	head, err := r.l1.Head(ctx)
	if err != nil {
		return b, err
	}
	low, err := r.before(ctx, head.Height)
	if err != nil {
		return b, err
	}
	high := head.Height // it is there behind high, and not behind low
	for low+1 < high {
		mid := (low + high) / 2
		there, err := r.inboxAt(ctx, mid)
		if err != nil {
			return b, err
		}
		if there {
			high = mid
		} else {
			low = mid
		}
	}
	ref, time, err := r.l1.Block(ctx, high)
	if err != nil {
		return b, moved(err)
	}
	return birth{ref.Height, ref.Hash, time}, r.verify(ctx, ref)
}

// before is a height behind which the inbox is not there: that at which the deployment began, or a lower one when L1
// took that block back since and has the inbox in its place.
func (r *run) before(ctx context.Context, head l1anchor.Height) (l1anchor.Height, error) {
	low := min(r.journal.Height, head)
	for step := l1anchor.Height(1); low > 0; step *= 2 {
		there, err := r.inboxAt(ctx, low)
		if err != nil {
			return 0, err
		}
		if !there {
			break
		}
		low -= min(low, step)
	}
	return low, nil
}

// verify refuses a block that did not create the inbox. L1 may have gone over to another branch at any moment of the
// search. What would be wrong about the block would be wrong in the rollup for ever.
func (r *run) verify(ctx context.Context, ref l1anchor.Ref) error {
	if ref.Height == 0 {
		return errMoved
	}
	there, err := r.inboxAt(ctx, ref.Height)
	if err != nil {
		return err
	}
	before, err := r.inboxAt(ctx, ref.Height-1)
	if err != nil {
		return err
	}
	again, _, err := r.l1.Block(ctx, ref.Height)
	if err != nil {
		return moved(err)
	}
	if !there || before || again != ref {
		return errMoved
	}
	return nil
}

// inboxAt tells whether the inbox is there behind the block at that height.
func (r *run) inboxAt(ctx context.Context, h l1anchor.Height) (bool, error) {
	inbox := &r.plan.First[0]
	code, err := r.l1.Code(ctx, inbox.Address, h)
	return err == nil && inbox.is(code), err
}

// moved has a block that is gone be one that was taken back.
func moved(err error) error {
	if errors.Is(err, l1anchor.ErrUnknownBlock) {
		return errMoved
	}
	return err
}
