// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// Batches that do not get on L1 are noticed, and those that do end it.
func TestStatusOfBatchesThatAreNotMined(t *testing.T) {
	r, cfg := newRig(t, 9), testConfig()
	b := r.batcher(cfg, r.l1.Sender(common.Address{77})) // without a seat
	r.seal(40, 3)
	for range cfg.StuckAfter + 2 {
		if s := b.Status(); s.Stuck != (s.Unmined >= cfg.StuckAfter) {
			t.Fatalf("stuck is %t after %d L1 blocks, want it from %d on", s.Stuck, s.Unmined, cfg.StuckAfter)
		}
		if err := b.Round(r.ctx); err != nil {
			t.Fatal(err)
		}
		r.l1.Mine(1, l1test.Spacing)
	}
	s := b.Status()
	if !s.Stuck || s.Unmined < cfg.StuckAfter || s.Landed != 0 || s.Offered == 0 || s.OfferedBytes == 0 || s.Posted != 0 || s.Sealed != 40 {
		t.Errorf("batches are not mined: got %+v", s)
	}
	b.sender = r.l1.Sender(testSeats[0])
	for range 4 {
		if err := b.Round(r.ctx); err != nil {
			t.Fatal(err)
		}
		r.l1.Mine(1, l1test.Spacing)
	}
	if s := b.Status(); s.Stuck || s.Landed == 0 || s.Posted == 0 {
		t.Errorf("batches are mined: got %+v", s)
	}
}

// refusing is an account that L1 takes nothing from.
type refusing struct {
	l1anchor.Sender
	asked int
}

var errPoor = errors.New("insufficient funds")

func (r *refusing) Offer(context.Context, []l1anchor.Call) error { return errPoor }

func (r *refusing) Balance(context.Context) (*big.Int, error) {
	r.asked++
	return big.NewInt(7), nil
}

// An account that cannot pay is known to be poor although nothing that it offers is accepted.
func TestStatusOfPoorAccount(t *testing.T) {
	r := newRig(t, 10)
	sender := &refusing{Sender: r.l1.Sender(testSeats[0])}
	b := r.batcher(testConfig(), sender)
	r.seal(40, 3)
	for range 3 {
		if err := b.Round(r.ctx); !errors.Is(err, errPoor) {
			t.Fatalf("round: got %v, want %v", err, errPoor)
		}
	}
	s := b.Status()
	if s.Balance == nil || s.Balance.Int64() != 7 || s.Failures != 3 || !errors.Is(s.Err, errPoor) || s.Rounds != 3 {
		t.Errorf("got %+v, want three failures in a row and the balance", s)
	}
	if sender.asked != 1 {
		t.Errorf("asked for the balance %d times at one L1 head, want once", sender.asked)
	}
}

func TestStatusOfWaiting(t *testing.T) {
	r := newRig(t, 11)
	b := r.batcher(testConfig(), r.l1.Sender(testSeats[0]))
	r.l1.Mine(maxBehind+2, l1test.Spacing)
	r.lag = maxBehind + 1
	for range 5 {
		if err := b.Round(r.ctx); err != nil {
			t.Fatal(err)
		}
	}
	if s := b.Status(); s.Waits != 5 || s.Waiting == "" {
		t.Errorf("got %q for %d rounds, want a reason for 5", s.Waiting, s.Waits)
	}
	r.lag = 0
	if err := b.Round(r.ctx); err != nil {
		t.Fatal(err)
	}
	if s := b.Status(); s.Waits != 0 || s.Waiting != "" {
		t.Errorf("got %q for %d rounds, want no reason", s.Waiting, s.Waits)
	}
}
