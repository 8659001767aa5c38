// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// crowd are peers with the same blocks, of which some change what they say.
type crowd struct {
	peersOf
	ids  []string
	lies map[string]func(from uint64, blocks []claimed) []claimed
}

func (c *crowd) Others() []string { return c.ids }

func (c *crowd) Fetch(ctx context.Context, id string, asked []byte) ([]byte, error) {
	answer, err := c.peersOf.Fetch(ctx, id, asked)
	lie := c.lies[id]
	var q question
	if err != nil || lie == nil || rlp.DecodeBytes(asked, &q) != nil || q.Rebase {
		return answer, err
	}
	blocks, err := decodeBlocks(answer)
	if err != nil {
		return nil, err
	}
	return rlp.EncodeToBytes(lie(q.From, blocks))
}

// sentLog collects what a member says.
type sentLog struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *sentLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *sentLog) lines(part string) (found []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range strings.Split(l.buf.String(), "\n") {
		if strings.Contains(line, part) {
			found = append(found, line)
		}
	}
	return found
}

// withBlocks is a member that sealed some blocks with transfers, with what it would send to another one.
func (h *harness) withBlocks() (a *member, snapshot []byte) {
	a = h.start(h.t.TempDir())
	end := h.lead(a, 1)
	for range 3 {
		o := h.send(a, h.transfer())
		h.sameHead(o.Number, a)
	}
	end()
	return a, h.snapshot(a)
}

// fakeOn is a block that a rollup's rules allow on a parent, and that nobody sealed.
func (h *harness) fakeOn(a *member, parent common.Hash) claimed {
	at, err := a.chain.HeadAt(parent)
	if err != nil {
		h.t.Error(err)
		return claimed{}
	}
	in := derive.Input{Context: transition.Context{Timestamp: at.Time() + 1, Consumed: at.Consumed}}
	made, err := a.chain.Execute(at, in)
	if err != nil {
		h.t.Error(err)
	}
	return claimed{Hash: made.Hash(), Parent: parent, Timestamp: in.Timestamp, Consumed: in.Consumed}
}

// TestPeerLies gives a snapshot to a member whose first peer lies. It goes on, names the liar, and takes the other
// one's blocks.
func TestPeerLies(t *testing.T) {
	for name, lie := range map[string]func(h *harness, a *member) func(from uint64, blocks []claimed) []claimed{
		"wrong hash": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[1].Hash = common.Hash{0xbd}
				return blocks
			}
		},
		"hash of another block": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[1].Hash = blocks[1].Parent
				return blocks
			}
		},
		"other transactions": func(h *harness, _ *member) func(uint64, []claimed) []claimed {
			strange := h.transfer() // its nonce is ahead
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[0].Own = append(blocks[0].Own, strange)
				return blocks
			}
		},
		"a transaction less": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				for i := range blocks {
					blocks[i].Own = nil
				}
				return blocks
			}
		},
		"messages that are not there": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[0].Consumed++
				return blocks
			}
		},
		"another parent": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[0].Parent = common.Hash{0xbd}
				return blocks
			}
		},
		"another parent within": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(_ uint64, blocks []claimed) []claimed {
				blocks[1].Parent = common.Hash{0xbd}
				return blocks
			}
		},
		"another parent once it has led on": func(*harness, *member) func(uint64, []claimed) []claimed {
			return func(from uint64, blocks []claimed) []claimed {
				if from > 1 {
					blocks[0].Parent = common.Hash{0xbd}
				}
				return blocks[:1]
			}
		},
		"a chain that nobody sealed": func(h *harness, a *member) func(uint64, []claimed) []claimed {
			return func(from uint64, blocks []claimed) []claimed {
				at := blocks[0].Parent
				for i := range blocks {
					blocks[i] = h.fakeOn(a, at)
					at = blocks[i].Hash
				}
				return blocks
			}
		},
	} {
		run(t, name, func(t *testing.T) {
			h := newHarness(t)
			a, snapshot := h.withBlocks()
			peers := &crowd{peersOf: peersOf{a}, ids: []string{"liar", "honest"}, lies: map[string]func(uint64, []claimed) []claimed{"liar": lie(h, a)}}
			if blamed := h.learns(a, peers, snapshot); !slices.Equal(blamed, []string{"liar"}) {
				t.Errorf("blamed %v, want the liar once", blamed)
			}
		})
	}
}

// blamed are the peers whose lies a member has noted, in order.
func (l *sentLog) blamed() (ids []string) {
	for _, line := range l.lines("level=WARN msg=\"a peer is not believed, others are asked before it\"") {
		_, rest, _ := strings.Cut(line, "peer=")
		id, _, _ := strings.Cut(rest, " ")
		ids = append(ids, id)
	}
	return ids
}

// logged has members that are opened from now on write to a log that the test reads.
func (h *harness) logged() *sentLog {
	said := new(sentLog)
	h.log = slog.New(slog.NewTextHandler(said, nil))
	return said
}

// learns gives a snapshot to a new member, waits until it stands where the snapshot does, and returns whom it has
// blamed.
func (h *harness) learns(a *member, peers *crowd, snapshot []byte) (blamed []string) {
	h.t.Helper()
	said := h.logged()
	defer func() { h.log = nil }()
	b := h.open(h.t.TempDir(), peers)
	if err := b.Restore(snapshot); err != nil {
		h.t.Fatal(err)
	}
	state, err := fsm.DecodeState(snapshot)
	if err != nil {
		h.t.Fatal(err)
	}
	h.sameHead(state.Sealed.Number, a, b)
	h.await("the restored state", func() bool { at := b.Sealed(); return at.Hash() == state.Sealed.Hash })
	return said.blamed()
}

// TestPeerCutsShort has a peer send less than there is, down to nothing: that is no lie.
func TestPeerCutsShort(t *testing.T) { virtually(t, testPeerCutsShort) }

func testPeerCutsShort(t *testing.T) {
	h := newHarness(t)
	a, snapshot := h.withBlocks()
	for _, most := range []int{0, 1} {
		peers := &crowd{peersOf: peersOf{a}, ids: []string{"short", "honest"}, lies: map[string]func(uint64, []claimed) []claimed{
			"short": func(_ uint64, blocks []claimed) []claimed { return blocks[:most] },
		}}
		if blamed := h.learns(a, peers, snapshot); len(blamed) != 0 {
			t.Errorf("with %d blocks at a time: blamed %v, want nobody", most, blamed)
		}
	}
}

// deviant is a chain on a machine that makes other blocks of dictated inputs than others do.
type deviant struct{ *chain.Chain }

func (d deviant) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	in.Own = nil
	return d.Chain.Execute(parent, in)
}

// TestPeersAgreeAgainstUs has a member that computes wrongly fetch blocks: it stops when so many peers say the same
// that they are a majority of the set, and not before.
func TestPeersAgreeAgainstUs(t *testing.T) { virtually(t, testPeersAgreeAgainstUs) }

func testPeersAgreeAgainstUs(t *testing.T) {
	h := newHarness(t)
	a, snapshot := h.withBlocks()
	h.wrap = func(c *chain.Chain) Chain { return deviant{c} }
	otherHash := func(blocks []claimed) { blocks[0].Hash = common.Hash{0xbd} }
	sameHash := func(blocks []claimed) { blocks[0].Timestamp++ }
	for _, c := range []struct {
		peers []string
		lying string
		lie   func(blocks []claimed)
		stops bool
	}{
		{[]string{"p"}, "", nil, false}, {[]string{"p", "q"}, "", nil, true}, {[]string{"p", "q"}, "q", otherHash, false},
		{[]string{"p", "q", "r"}, "q", otherHash, false}, {[]string{"p", "q"}, "q", sameHash, false},
	} {
		peers := &crowd{peersOf: peersOf{a}, ids: c.peers, lies: map[string]func(uint64, []claimed) []claimed{
			c.lying: func(_ uint64, blocks []claimed) []claimed { c.lie(blocks); return blocks },
		}}
		said := h.logged()
		b := h.open(t.TempDir(), peers)
		if err := b.Restore(snapshot); err != nil {
			t.Fatal(err)
		}
		if c.stops {
			h.stopsDiverged(b, ErrDivergence)
			continue
		}
		h.await("two rounds", func() bool { return len(said.blamed()) > len(c.peers) })
		select {
		case <-b.ended:
			t.Errorf("with the peers %v it stopped: %v", c.peers, b.stop())
		default:
		}
	}
}
