// SPDX-License-Identifier: Apache-2.0

package stateroot_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot"
)

// sealed is a sequencer that says what it is told to say.
type sealed struct {
	hash  common.Hash
	ok    bool
	err   error
	asked int
}

func (s *sealed) SealedHash(context.Context, uint64) (common.Hash, bool, error) {
	s.asked++
	return s.hash, s.ok, s.err
}

// A difference is remembered until the sequencer says the same as L1, also when L1 brings nothing new meanwhile.
func TestComparerRemembersDifference(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(1, 13)
	w.catchUp()
	data, consumed := w.batch(3)
	w.post(data, consumed)
	w.l1.Mine(1, 13)
	at := w.catchUp()
	if at.Number != 3 {
		t.Fatalf("derived %d blocks, want 3", at.Number)
	}
	other := &sealed{hash: common.Hash{9}, ok: true}
	c := stateroot.NewComparer(w.node, other)
	c.Compare(t.Context())
	first := c.Status().Difference
	if first == nil || first.Number != 3 || first.Sealed != other.hash || first.Derived != at.Head || first.Since.IsZero() {
		t.Fatalf("got %+v, want a difference at block 3", first)
	}

	other.err = errors.New("no answer")
	c.Compare(t.Context())
	if s := c.Status(); s.Difference == nil || !errors.Is(s.Err, other.err) {
		t.Errorf("without an answer: got %+v, want the difference kept and the error", s)
	}
	other.err = nil
	c.Compare(t.Context())
	if d := c.Status().Difference; d == nil || !d.Since.Equal(first.Since) {
		t.Errorf("asked again: got %+v, want it since %s", d, first.Since)
	}

	other.hash = at.Head
	c.Compare(t.Context())
	if s := c.Status(); s.Difference != nil || s.Err != nil || s.Number != 3 {
		t.Errorf("the sequencer has taken over what L1 dictates: got %+v", s)
	}
	asked := other.asked
	c.Compare(t.Context())
	if other.asked != asked {
		t.Error("asked again although the newest derived block is known to be sealed")
	}
}

func TestComparerNotSealedYet(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(1, 13)
	w.catchUp()
	data, consumed := w.batch(1)
	w.post(data, consumed)
	w.l1.Mine(1, 13)
	w.catchUp()
	c := stateroot.NewComparer(w.node, &sealed{})
	before := c.Status().Compared
	c.Compare(t.Context())
	if s := c.Status(); s.Err == nil || s.Difference != nil || !s.Compared.Equal(before) {
		t.Errorf("got %+v, want an error that says that the block is not sealed", s)
	}
}

// What the L1 node shows beyond what has been taken is known while there is still a way to go.
func TestStatusKnowsTheWayToGo(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(9, 13)
	w.catchUp()
	s := w.node.Status()
	if s.Head != s.Tip.At || s.Head.Height != 9 {
		t.Errorf("caught up: head %v, tip %v, want block 9", s.Head, s.Tip.At)
	}
	if !s.Working.IsZero() {
		t.Errorf("working since %s although nothing is under way", s.Working)
	}
}

// hanging is a chain on a disk that hangs while the test holds it.
type hanging struct {
	stateroot.Chain
	waits, goOn chan struct{}
}

func (h *hanging) SetNote(name string, value []byte) error {
	if h.waits != nil {
		close(h.waits)
		<-h.goOn
		h.waits = nil
	}
	return h.Chain.SetNote(name, value)
}

// A move that waits for the disk is seen as such, and not as an L1 node that is silent.
func TestStatusOfAStepThatHangs(t *testing.T) {
	w := newWorld(t)
	w.l1.Mine(3, 13)
	w.catchUp()
	cfg := stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}
	disk := &hanging{Chain: w.chain, waits: make(chan struct{}), goOn: make(chan struct{})}
	node := stateroot.New(cfg, w.rollup, disk, w.l1, slog.New(slog.DiscardHandler))
	w.l1.Mine(1, 13)
	begun, caught := time.Now(), make(chan error, 1)
	go func() {
		_, err := node.CatchUp(t.Context(), nil)
		caught <- err
	}()
	<-disk.waits
	if s := node.Status(); s.Working.Before(begun) || s.Seen.Before(begun) || s.Head.Height != 4 {
		t.Errorf("while the disk hangs: working since %s, L1 seen at %s with head %v", s.Working, s.Seen, s.Head)
	}
	close(disk.goOn)
	if err := <-caught; err != nil {
		t.Fatal(err)
	}
	if s := node.Status(); !s.Working.IsZero() || s.Tip.At.Height != 4 {
		t.Errorf("afterwards: working since %s, tip %v", s.Working, s.Tip.At)
	}
}
