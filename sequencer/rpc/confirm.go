// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"fmt"

	"github.com/layeredpow/adit/sequencer/pool"
)

// confirm holds what the leader said of transactions against this member's own execution: it waits until it has executed what the
// log says up to the place that the leader names, and compares place and receipt. Where they differ the delivery is
// unanswered again. A rebase may have moved the transaction, then the next answer will tell; or one of the two
// computes wrongly, then the fate of the transaction is unknown until the set has found out which. A delivery that
// this member cannot confirm before ctx ends has an unknown fate, too: it is never acknowledged because the leader says so.
func (s *sender) confirm(ctx context.Context, all []*delivery) {
	for _, d := range all {
		if !d.ok || d.err != nil || d.queued {
			continue
		}
		said := d.at
		d.at, d.ok = pool.Outcome{}, false
		if s.open.AwaitExecuted(ctx, said.Number, said.Index) != nil {
			continue // deliver sees that time is up
		}
		if own, ok := s.open.Ordered(d.tx.Hash()); ok && own == said {
			d.done(own, nil)
		} else {
			s.log.Warn("this member does not find a transaction as the leader says", "tx", d.tx.Hash(), "found", ok,
				"own", place(own), "leader", place(said))
		}
	}
}

func place(o pool.Outcome) string {
	return fmt.Sprintf("block %d, index %d, receipt %s", o.Number, o.Index, o.Receipt)
}
