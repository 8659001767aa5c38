// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/raft"
)

// Raft tells followers what is committed with the next entry, and when there is none by a timer (commitTimeout, twice
// that at most). A client of a follower would wait for that timer. So when the leader's newest entry is committed and
// no other is under way, the leader tells everybody at once: one AppendEntries without entries, as raft's timer would
// send it. A lower timer would do the same, and cost messages while nothing happens.

// commit is an entry of this leader that is known to be committed.
type commit struct{ index, term uint64 }

// nudges counts what nudge sent.
type nudges struct {
	newest chan commit // holds the newest one that has not been sent
	sent   atomic.Uint64
	busy   sync.Map // raft.ServerID → *atomic.Bool: one message to each member is under way at most
}

// settled notes that a proposal was committed, with none behind it. It does not wait.
func (n *nudges) settled(at commit) {
	select {
	case <-n.newest:
	default:
	}
	n.newest <- at // has room: only settle fills it
}

// nudge tells the other members what is committed until ctx ends.
func (c *Cluster) nudge(ctx context.Context) {
	for {
		select {
		case at := <-c.nudges.newest:
			if c.stillLeads(at.term) {
				c.nudgeAll(at)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (c *Cluster) nudgeAll(at commit) {
	for _, s := range c.configuration().Servers {
		if string(s.ID) == c.cfg.ID {
			continue
		}
		flag, _ := c.nudges.busy.LoadOrStore(s.ID, new(atomic.Bool))
		if busy := flag.(*atomic.Bool); busy.CompareAndSwap(false, true) {
			go func() {
				defer busy.Store(false)
				c.nudgeOne(s, at)
			}()
		}
	}
}

// nudgeOne sends what raft would send: the entry is in this leader's own term, and it is the last one that the
// follower is known to need. A follower that is still writing the entry refuses the message, so it is tried again a
// little later. One that lacks more learns of the commit with its next entry.
func (c *Cluster) nudgeOne(to raft.Server, at commit) {
	own := c.cfg.Transport.EncodePeer(raft.ServerID(c.cfg.ID), c.cfg.Transport.LocalAddr())
	request := &raft.AppendEntriesRequest{
		RPCHeader:    raft.RPCHeader{ProtocolVersion: raft.ProtocolVersionMax, ID: []byte(c.cfg.ID), Addr: own},
		Term:         at.term,
		PrevLogEntry: at.index, PrevLogTerm: at.term, LeaderCommitIndex: at.index,
	}
	for try := range nudgeTries {
		var response raft.AppendEntriesResponse
		c.nudges.sent.Add(1)
		err := c.cfg.Transport.AppendEntries(to.ID, to.Address, request, &response)
		if err != nil {
			c.log.Debug("a member was not told of a commit", "id", to.ID, "err", err)
		}
		if err != nil || response.Success || response.Term > at.term {
			return
		}
		time.Sleep(nudgePause << try)
	}
}

// A follower that writes the entry with the others is done within some milliseconds.
const (
	nudgeTries = 3
	nudgePause = 2 * time.Millisecond
)
