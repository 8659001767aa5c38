// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/raft"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// TestLostDisksAmongFaults has members of a set of three or five lose their disks, a minority at a time, among
// crashes, power cuts, partitions and changes of leadership. Everything that a proposer was told of must be there in
// the end, everywhere, in the order of its indexes. The settings are those of clustertest.Schedules.
func TestLostDisksAmongFaults(t *testing.T) {
	seeds := uint64(30)
	if testing.Short() {
		seeds = 3
	}
	var sum mayhemTally
	defer func() { t.Log(&sum) }()
	clustertest.Schedules(t, seeds, func(t *testing.T, seed uint64) {
		defer func() {
			if t.Failed() {
				t.Logf("again: ADIT_SEED=%d ADIT_SEEDS=1 go test -count=1 -v -run '^TestLostDisksAmongFaults$' ./sequencer/cluster", seed)
			}
		}()
		tune := func(c *Config) { c.SnapshotEvery, c.TrailingLogs = 128, 64 }
		among(t, int(3+2*(seed%2)), tune, func(v *virtual) {
			m := &mayhem{
				virtual: v, random: rand.New(rand.NewPCG(seed, 2)),
				down: map[string]bool{}, wiped: map[string]bool{}, told: map[uint64]string{},
			}
			m.live(100)
			sum.add(m)
		})
	})
}

// mayhemTally adds schedules up.
type mayhemTally struct {
	mu                                sync.Mutex
	schedules, faults, disks, entries int
	virtual                           time.Duration
}

func (c *mayhemTally) add(m *mayhem) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.schedules++
	c.faults += m.faults
	c.disks += m.lost
	c.entries += len(m.told)
	c.virtual += m.took
}

func (c *mayhemTally) String() string {
	return fmt.Sprintf("schedules=%d virtual=%.1fh faults=%d (%d disks lost) acknowledged=%d",
		c.schedules, c.virtual.Hours(), c.faults, c.disks, c.entries)
}

// mayhem is one schedule.
type mayhem struct {
	*virtual
	random *rand.Rand
	down   map[string]bool
	wiped  map[string]bool // since they took part last
	alone  string          // cut off; empty: nobody
	faults int
	lost   int           // disks, among the faults
	took   time.Duration // from the first fault until all was well

	proposers sync.WaitGroup
	mu        sync.Mutex
	told      map[uint64]string // what was acknowledged, by index
}

func (m *mayhem) live(steps int) {
	m.whole()
	for id := range m.nodes {
		m.feed(id)
	}
	begin := time.Now()
	for range steps {
		m.step(m.all[m.random.IntN(len(m.all))].ID)
		time.Sleep(time.Duration(m.random.Int64N(int64(1500 * time.Millisecond))))
	}
	for id := range m.down {
		m.rise(id)
	}
	m.connect()
	m.within("all is well", m.whole)
	m.took = time.Since(begin)
	m.check()
}

func (m *mayhem) step(id string) {
	switch m.random.IntN(8) {
	case 0, 6, 7:
		if !m.down[id] && m.spare(id) {
			m.lose(id)
			m.lost++
			m.wiped[id] = true
			m.fell(id)
		}
	case 1:
		if !m.down[id] {
			m.kill(id)
			m.fell(id)
		}
	case 2:
		if !m.down[id] {
			m.kill(id)
			m.disks[id] = m.disks[id].PowerCut(m.random)
			m.fell(id)
		}
	case 3:
		m.connect()
		if m.random.IntN(3) > 0 {
			m.faults++
			m.alone = id
			m.isolate(id, true)
		}
	case 4:
		for _, n := range m.nodes {
			if n.raft.State() == raft.Leader {
				m.faults++
				n.Transfer(context.Background(), "") // it may be impossible now
			}
		}
	case 5:
		for id := range m.down {
			m.rise(id)
		}
	}
}

// spare tells whether a disk may be lost: with it, those who have lost theirs are a minority.
func (m *mayhem) spare(id string) bool {
	for id := range m.wiped {
		if n := m.nodes[id]; n != nil && n.Status().Phase == Whole {
			delete(m.wiped, id)
		}
	}
	return m.wiped[id] || len(m.wiped) < (len(m.all)-1)/2
}

func (m *mayhem) connect() {
	if m.alone != "" {
		m.isolate(m.alone, false)
		m.alone = ""
	}
}

// fell notes that a member is down because of a fault.
func (m *mayhem) fell(id string) {
	m.down[id] = true
	m.faults++
}

func (m *mayhem) rise(id string) {
	delete(m.down, id)
	m.begin(id)
	m.feed(id)
}

// feed proposes whenever that member leads, until its life ends.
func (m *mayhem) feed(id string) {
	n := m.nodes[id]
	m.proposers.Go(func() {
		for term := range n.Terms() {
			for i := 0; term.Ctx.Err() == nil; i++ {
				entry := fmt.Sprintf("%s of term %d: %d", id, term.Number, i)
				index, err := term.Propose([]byte(entry)).Wait(term.Ctx)
				if err == nil {
					m.mu.Lock()
					m.told[index] = entry
					m.mu.Unlock()
				}
				time.Sleep(20 * time.Millisecond)
			}
		}
	})
}

func (m *mayhem) check() {
	for _, member := range m.all {
		m.nodes[member.ID].stop()
	}
	m.proposers.Wait()
	for _, member := range m.all {
		m.end(member.ID)
		m.begin(member.ID)
	}
	last, _ := m.commits("last")
	want := last.machine.all()
	m.agree(want...)
	at := 0
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, index := range slices.Sorted(maps.Keys(m.told)) {
		found := slices.Index(want[at:], m.told[index])
		if found < 0 {
			m.Errorf("entry %d, %q, was acknowledged and is not there, or not in its place", index, m.told[index])
			continue
		}
		at += found + 1
	}
	m.Logf("%d entries acknowledged, %d in the log, %d disks lost", len(m.told), len(want), m.lost)
}
