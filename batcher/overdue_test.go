// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// early is an L1 whose node claims that every message is overdue, which no hash binds.
type early struct{ *l1test.Chain }

func (e early) Overdue(context.Context) (uint64, error) {
	return uint64(len(e.Inbox().Messages)), nil
}

// A node that lies about what is overdue gets the batcher to pay for a call that reverts. An empty batch of a seat
// that the inbox took would close blocks on top of what is derived, and the sequencers had to rebase.
func TestLiesAboutOverdueMessagesMoveNothing(t *testing.T) {
	r := newRig(t, 8)
	r.seal(60, 1)
	r.l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
	r.l1.Mine(1, 1)
	b, err := New(testConfig(), testParams, r, early{r.l1}, r.l1.Sender(testSeats[0]), silentLog)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Round(r.ctx); err != nil {
		t.Fatal(err)
	}
	r.l1.Mine(1, 1)
	if inbox := r.l1.Inbox(); inbox.BatchCount != 0 || inbox.Consumed != 0 {
		t.Errorf("%d batches consume %d messages, want none of either", inbox.BatchCount, inbox.Consumed)
	}
	if errs := r.l1.Reverts(); !slices.ContainsFunc(errs, func(err error) bool { return errors.Is(err, l1test.ErrWrongIndex) }) {
		t.Errorf("reverts %v, want one of the call that forces", errs)
	}
}
