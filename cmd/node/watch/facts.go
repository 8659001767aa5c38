// SPDX-License-Identifier: Apache-2.0

package watch

import (
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/challenger"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/cluster/door"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/stateroot"
)

// Facts is what a process knows of itself at one moment. A part that is nil is one that it does not have or could not
// read: conditions and figures that need it say nothing.
type Facts struct {
	Now time.Time
	Up  time.Duration // since the process started, by a clock that nobody sets

	Disk     *Disk
	L1       *stateroot.Status
	Chain    *Chain
	Messages *Messages
	Set      *Set
	Compared *stateroot.Comparison
	Batcher  *batcher.Status
	Game     *challenger.Status
	Patrol   *Patrol
	Doors    map[string]door.Closed // connections that had to go, by port

	Past Past
}

// Patrol is what a challenger found who runs transitions in the machine that nobody disputes.
type Patrol struct {
	Checked uint64   // transitions that came out right
	Last    uint64   // index of the newest of them
	Steps   uint64   // that it took
	Differ  []string // those on which the machine fails, or comes to another state than the chain
	Long    []string // those that take more than half of the steps that there may be
}

// Disk is the file system that the process keeps its data on.
type Disk struct{ Free, Size uint64 }

// Chain is the L2 chain on disk.
type Chain struct {
	Number, Time uint64 // newest sealed block; on a verifier the newest derived one
	Hash         common.Hash
	// Unposted is the timestamp of the oldest sealed block that no batch on L1 holds, 0 when there is none. A
	// verifier, which knows no other blocks, takes the newest that L1 holds.
	Unposted uint64
	// Contradicted says that L1, at the depth to act upon, leads to a block that is not on the chain.
	Contradicted bool
	// Work says that the next block would take in a message that is deep enough, or a forced transaction that waits.
	Work   bool
	Damage error // what a client's question or reading the whole database came upon; nil: nothing yet
}

// Messages are those in the inbox that no batch has consumed.
type Messages struct {
	Waiting uint64
	Oldest  uint64        // timestamp of the L1 block that carried the first; 0 when none waits
	Sealed  bool          // sealed blocks have consumed that one: only the batch is missing
	Delay   time.Duration // the inbox's force delay; 0 while it is not known
}

// Set is a member's view of the sequencer set.
type Set struct {
	View       cluster.View
	Others     []cluster.Other      // as they were asked last
	Differ     []cluster.Difference // members with another charter, which this one refuses
	Expiry     time.Time            // of the first certificate that runs out; zero when there is none
	Stage      sequencer.Status
	Rebases    uint64
	Again      uint64 // transactions that rebases left and that have not had their second turn
	Pool       pool.Stats
	Room       pool.Config
	Trailing   uint64         // log entries that members keep behind a snapshot: beyond them the log does not reach
	Pressure   *pool.Pressure // of what waits for L1; nil: bytes have no price
	Divergence *Divergence    // nil: none that was not overcome
}

// Divergence is an end that a member came to because its execution gave another block than was sealed.
type Divergence struct {
	Times  int       `json:"times"`
	Last   time.Time `json:"last"`
	Behind uint64    `json:"behind"` // newest block of the chain then: the next one differed
	Why    string    `json:"why"`
}

// Past is what the watcher remembers of earlier facts.
type Past struct {
	Began     time.Time // the first facts
	HeadMoved time.Time // the L1 head became what it is
	Sealed    time.Time // the newest sealed block became what it is
	Wanted    time.Time // it became so that something waits for a block, or nothing does
	Ran       time.Time // a transaction was ordered and executed here last
	Known     bool      // who leads has told how far the log is, since this process started
	Target    uint64    // newest log entry that was known to be committed a second ago or earlier, at first the newest of all
	Round     time.Time // the batcher ended its newest round
	Waits     time.Time // the batcher began to wait for its reason
	Worked    time.Time // a round of the batcher succeeded
	Played    time.Time // a round of the challenger succeeded, in which it was sure
	Asked     time.Time // the challenger's own computation was asked what it is asked first now
	Away      map[string]time.Time
	Reorg     stateroot.Reorg // the deepest of the last hour; zero when there was none
	Jump      time.Duration   // that the clock was set by, against the one that nobody sets, when it was set last
	Jumped    time.Time       // when it was; zero when it never was
}

// memory makes the Past.
type memory struct {
	marks  map[string]mark
	past   Past
	reorgs uint64
	marked mark // newest log entry that was known to be committed, some time ago
	last   *Facts
}

type mark struct {
	value any
	at    time.Time
}

// since is when a value became what it is, as far as was seen.
func (m *memory) since(name string, value any, now time.Time) time.Time {
	if k, ok := m.marks[name]; ok && k.value == value {
		return k.at
	}
	m.marks[name] = mark{value, now}
	return now
}

const (
	reorgHold = time.Hour        // how long a deep reorg is worth looking at
	jumpHold  = 10 * time.Minute // likewise a jump of the clock
	jumpLeast = 5 * time.Second
)

// recall fills in f.Past.
func (m *memory) recall(f *Facts) {
	p := &m.past
	if m.last == nil {
		m.marks, p.Began = make(map[string]mark), f.Now
	}
	if f.L1 != nil {
		p.HeadMoved = m.since("l1", f.L1.Head, f.Now)
		m.recallReorg(f)
	}
	if f.Chain != nil {
		p.Sealed = m.since("sealed", f.Chain.Number, f.Now)
		p.Wanted = m.since("wanted", wanted(f), f.Now)
	}
	if f.Set != nil {
		p.Ran = m.since("ran", f.Set.Stage.Transactions, f.Now)
	}
	if b := f.Batcher; b != nil {
		p.Round = m.since("round", b.Rounds, f.Now)
		p.Waits = m.since("waits", b.Waiting, f.Now)
		if b.Failures == 0 || p.Worked.IsZero() {
			p.Worked = f.Now
		}
	}
	if g := f.Game; g != nil {
		if g.Failures == 0 && g.Waiting == "" || p.Played.IsZero() {
			p.Played = f.Now
		}
		p.Asked = m.since("asked", firstAsked(g), f.Now)
	}
	if f.Set != nil {
		p.Away = make(map[string]time.Time)
		for _, o := range f.Set.Others {
			if since := m.since("member "+o.Member.ID, o.Err == nil, f.Now); o.Err != nil {
				p.Away[o.Member.ID] = since
			}
		}
	}
	m.recallLog(f)
	m.recallJump(f)
	f.Past = *p
	m.last = f
}

// recallLog keeps how far the log is known to be, by this member and by the one that leads. The word of any other
// would let one member take all the others out of service, and what a leader says counts for as long as it leads.
func (m *memory) recallLog(f *Facts) {
	if f.Set == nil {
		return
	}
	p := &m.past
	newest, before := f.Set.View.Committed, p.Known
	p.Known = p.Known || f.Set.View.State == leads
	for _, o := range f.Set.Others {
		if o.Err == nil && o.View.State == leads && o.Member.ID == f.Set.View.LeaderID {
			newest, p.Known = max(newest, o.View.Committed), true
		}
	}
	switch at, _ := m.marked.value.(uint64); {
	case p.Known && !before: // what is committed now is what it lacks from before it started
		p.Target, m.marked = newest, mark{newest, f.Now}
	case f.Now.Sub(m.marked.at) >= executeTime:
		p.Target, m.marked = at, mark{newest, f.Now}
	}
}

const (
	leads       = "Leader"    // cluster.View's State
	executeTime = time.Second // what a member that keeps up needs at most
)

// recallReorg keeps the deepest of the last hour.
func (m *memory) recallReorg(f *Facts) {
	r := f.L1.Reorgs
	if r.Count != m.reorgs {
		m.reorgs = r.Count
		if r.Last.Depth() >= m.past.Reorg.Depth() {
			m.past.Reorg = r.Last
		}
	}
	if f.Now.Sub(m.past.Reorg.Seen) > reorgHold {
		m.past.Reorg = stateroot.Reorg{}
	}
}

// recallJump holds the clock that can be set against the one that cannot. The second stands still while a machine
// sleeps.
func (m *memory) recallJump(f *Facts) {
	p := &m.past
	if m.last != nil {
		jump := f.Now.Round(0).Sub(m.last.Now.Round(0)) - (f.Up - m.last.Up)
		if jump.Abs() >= jumpLeast {
			p.Jump, p.Jumped = jump, f.Now
		}
	}
	if !p.Jumped.IsZero() && f.Now.Sub(p.Jumped).Abs() > jumpHold {
		p.Jump, p.Jumped = 0, time.Time{}
	}
}

// age is how long before now an L1 or L2 timestamp was; negative when it is ahead.
func (f *Facts) age(timestamp uint64) time.Duration {
	return f.Now.Round(0).Sub(time.Unix(int64(timestamp), 0))
}

// behind is how many L1 blocks are still to be derived.
func behind(s *stateroot.Status) l1anchor.Height {
	return s.Head.Height - min(s.Head.Height, s.Tip.At.Height)
}
