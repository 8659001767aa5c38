// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/core"
)

// TestSetBeginsAfresh takes everything from all members. They begin a new set with what is on L1: first with what is
// deep enough to act upon, and then, by a rebase, with the rest.
func TestSetBeginsAfresh(t *testing.T) {
	core.SenderCacher()
	synctest.Test(t, func(t *testing.T) {
		s := newSim(t, plan{seed: 1, deep: true})
		ctx, stop := context.WithCancel(context.Background())
		s.begin(ctx)
		defer s.end()
		defer stop()
		w := s.wallet(0)
		nonce := uint64(0)
		for ; nonce < 100; nonce++ {
			w.submit(ctx, w.transfer(nonce), w.random)
		}
		s.settle()
		before := s.members[0].life().Deriver().Status().Tip
		for _, m := range s.members {
			m.turn <- struct{}{}
			m.wipe()
		}
		for _, m := range s.members {
			m.restart()
			<-m.turn
		}
		w.submit(ctx, w.transfer(nonce), w.random)
		time.Sleep(5 * time.Minute) // what was posted last before is acted upon
		s.settle()
		for _, m := range s.members {
			at, err := m.life().Chain().HeadByNumber(before.Number)
			if err != nil || at.Hash() != before.Head {
				t.Errorf("%s has another block %d than L1 had led to (%v)", m.id, before.Number, err)
			}
		}
		s.check(ctx)
		t.Logf("%d blocks on L1 before, %d after", before.Number, s.members[0].life().Deriver().Status().Tip.Number)
	})
}
