// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/transition"
)

// erring is a chain on a machine that does not compute like others: from a block on, somebody has coins from nowhere.
type erring struct {
	*chain.Chain
	from  uint64
	extra uint64
}

func (e erring) Open(parent transition.Head, ctx transition.Context) (*transition.Builder, error) {
	b, err := e.Chain.Open(parent, ctx)
	if err == nil && parent.Number()+1 >= e.from {
		b.State().AddBalance(common.Address{0xbd}, uint256.NewInt(e.extra), tracing.BalanceChangeUnspecified)
	}
	return b, err
}

// startErring runs a member that makes other blocks from block 2 on; who err by different amounts differ from each
// other, too.
func (h *harness) startErring(dir string, extra uint64) *member {
	h.wrap = func(c *chain.Chain) Chain { return erring{c, 2, extra} }
	defer func() { h.wrap = nil }()
	return h.start(dir)
}

// stopsDiverged waits until a member has ended by itself because it differs.
func (h *harness) stopsDiverged(m *member, want error) {
	h.t.Helper()
	select {
	case <-m.ended:
	case <-time.After(20 * time.Second):
		h.t.Fatal("a member that differs goes on")
	}
	if err := m.stop(); !errors.Is(err, ErrDivergence) || !errors.Is(err, want) {
		h.t.Fatalf("the member ended with %v, want %v", err, want)
	}
}

// TestLeaderErrs has a leader come to another block than the two others: it proposes theirs, and it alone stops.
func TestLeaderErrs(t *testing.T) { virtually(t, testLeaderErrs) }

func testLeaderErrs(t *testing.T) {
	h := newHarness(t)
	a, b, c := h.startErring(t.TempDir(), 1), h.start(t.TempDir()), h.start(t.TempDir())
	h.lead(a, 1)
	h.stopsDiverged(a, ErrDivergence)
	h.sameHead(2, b, c)
	h.lead(b, 2) // with one of three that does not answer
	o := h.send(b, h.transfer())
	if !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.sameHead(o.Number, b, c)
	h.sameHead(2, b, c)
}

// TestFollowerErrs has a follower come to another block: it stops, and nobody waits for it.
func TestFollowerErrs(t *testing.T) { virtually(t, testFollowerErrs) }

func testFollowerErrs(t *testing.T) {
	h := newHarness(t)
	a, b, c := h.start(t.TempDir()), h.start(t.TempDir()), h.startErring(t.TempDir(), 1)
	h.lead(a, 1)
	h.stopsDiverged(c, ErrDivergence)
	o := h.send(a, h.transfer())
	if !o.Ordered() {
		t.Fatal(o.Err)
	}
	h.sameHead(o.Number, a, b)
}

// TestNobodyAgrees has three members come to three blocks. None is sealed, whoever leads, until a majority makes the
// same.
func TestNobodyAgrees(t *testing.T) { virtually(t, testNobodyAgrees) }

func testNobodyAgrees(t *testing.T) {
	h := newHarness(t)
	dir := t.TempDir()
	a, b, c := h.startErring(dir, 1), h.startErring(t.TempDir(), 2), h.startErring(t.TempDir(), 3)
	h.lead(a, 1)
	h.stopsDiverged(a, ErrNoMajority)
	h.lead(b, 2) // a does not answer, so c might still be right
	h.await("the alarm", func() bool { return b.Status().Split == 2 })
	if _, err := b.chain.HeadByNumber(2); err == nil {
		t.Fatal("a block was sealed that only one member made")
	}
	h.ledger.mu.Lock()
	h.ledger.members = []*Sequencer{b.Sequencer, c.Sequencer}
	h.ledger.mu.Unlock()
	h.startErring(dir, 2) // a comes back, and computes like b
	h.stopsDiverged(c, ErrDivergence)
	h.sameHead(2, b)
	h.await("the end of the alarm", func() bool { return b.Status().Split == 0 })
}

// stuck is a chain that finishes no block from the second on, until it is freed.
type stuck struct {
	*chain.Chain
	freed chan struct{}
}

func (s stuck) Seal(b *transition.Builder) (*transition.Block, error) {
	if b.Header().Number.Uint64() > 1 {
		<-s.freed
	}
	return s.Chain.Seal(b)
}

// TestSlowMemberDelaysNobody seals blocks while one of three members does not finish its own.
func TestSlowMemberDelaysNobody(t *testing.T) { virtually(t, testSlowMemberDelaysNobody) }

func testSlowMemberDelaysNobody(t *testing.T) {
	h := newHarness(t)
	a, b := h.start(t.TempDir()), h.start(t.TempDir())
	freed := make(chan struct{})
	free := sync.OnceFunc(func() { close(freed) })
	h.wrap = func(c *chain.Chain) Chain { return stuck{c, freed} }
	c := h.start(t.TempDir())
	t.Cleanup(free)
	h.lead(a, 1)
	h.sameHead(4, a, b)
	free()
	h.sameHead(4, a, b, c)
}

// frozen makes the leader's clock stand, so that blocks close only when the test says so.
func (h *harness) frozen() {
	at := time.Now()
	h.cfg.Now = func() time.Time { return at }
	h.cfg.Pace, h.cfg.L1Timeout = 0, 1000*time.Hour
}

// closeOpen has the log close the block that is open on a member.
func (h *harness) closeOpen(m *member, term uint64) {
	h.t.Helper()
	state, err := fsm.DecodeState(h.snapshot(m))
	if err != nil {
		h.t.Fatal(err)
	}
	entry, err := fsm.Encode(&fsm.Close{Number: state.Open.Number, Slices: state.Slices})
	if err != nil {
		h.t.Fatal(err)
	}
	h.ledger.propose(term)(entry)
}

// TestClosedBlockWithoutSeal loses the leader between Close and Seal. What comes behind it is a leader of each kind:
// one that has finished the block, one that runs the log again, and one that has it from a snapshot.
func TestClosedBlockWithoutSeal(t *testing.T) {
	for _, kind := range []string{"went on", "restarted", "restored"} {
		run(t, kind, func(t *testing.T) {
			h := newHarness(t)
			h.frozen()
			a, b := h.start(t.TempDir()), h.start(t.TempDir())
			end := h.lead(a, 1)
			tx := h.transfer()
			if o := h.send(a, tx); !o.Ordered() {
				t.Fatal(o.Err)
			}
			end()
			h.closeOpen(a, 1)
			snapshot := h.snapshot(b)
			next := b
			switch kind {
			case "restarted":
				next = h.restart(b)
			case "restored":
				next = h.open(t.TempDir(), peersOf{a})
				if err := next.Restore(snapshot); err != nil {
					t.Fatal(err)
				}
				h.ledger.mu.Lock()
				h.ledger.members = append(h.ledger.members, next.Sequencer)
				h.ledger.mu.Unlock()
			}
			h.lead(next, 2)
			h.sameHead(1, a, next)
			if n, _, ok := next.chain.Lookup(tx.Hash()); !ok || n != 1 {
				t.Errorf("the transaction is in block %d, %v, want block 1", n, ok)
			}
		})
	}
}

// restart stops a member and runs it on what it has on disk, from the beginning of the log.
func (h *harness) restart(m *member) *member {
	h.t.Helper()
	h.ledger.mu.Lock()
	for i, other := range h.ledger.members {
		if other == m.Sequencer {
			h.ledger.members = append(h.ledger.members[:i:i], h.ledger.members[i+1:]...)
			break
		}
	}
	h.ledger.mu.Unlock()
	if err := m.stop(); err != nil {
		h.t.Fatal(err)
	}
	return h.start(m.dir)
}

// TestVoteIsForOneBlock asks for blocks that the log has come past, which gets no answer.
func TestVoteIsForOneBlock(t *testing.T) { virtually(t, testVoteIsForOneBlock) }

func testVoteIsForOneBlock(t *testing.T) {
	h := newHarness(t)
	a := h.start(t.TempDir())
	h.lead(a, 1)
	h.sameHead(1, a)
	genesis, err := a.chain.HeadByNumber(0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.link.vote(t.Context(), fsm.Closed{Number: 1, Parent: genesis.Hash()}); !errors.Is(err, errNoVote) {
		t.Errorf("got %v, want %v", err, errNoVote)
	}
}
