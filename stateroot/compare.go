package stateroot

import (
	"context"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// SealedChain says what a sequencer sealed.
type SealedChain interface {
	// SealedHash is the hash of the sealed block with that number; ok is false when there is none (yet).
	SealedHash(ctx context.Context, number uint64) (hash common.Hash, ok bool, err error)
}

// Compare holds every newly derived head against what a sequencer sealed under the same number, and alarms on a
// difference, until ctx ends. A head's hash covers all blocks before it. A difference is no error here: L1 is right.
func Compare(ctx context.Context, d *Deriver, chain Chain, sealed SealedChain, every time.Duration, log *slog.Logger) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	var compared common.Hash
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		tip := d.Status().Tip
		if tip.Head == compared || tip.Number == 0 {
			continue
		}
		hash, ok, err := sealed.SealedHash(ctx, tip.Number)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			log.Warn("sealed block cannot be compared", "number", tip.Number, "err", err)
		case !ok:
			log.Debug("derived block is not sealed yet", "number", tip.Number)
		default:
			if compared = tip.Head; hash != tip.Head {
				log.Error("ALARM: sealed block differs from the derived one", "number", tip.Number, "sealed", hash, "derived", tip.Head)
			}
		}
	}
}
