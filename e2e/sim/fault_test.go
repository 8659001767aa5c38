// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"math/rand/v2"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// fault is one kind of bad thing. It happens for a while, is taken back, and may run beside others; it says whether it
// happened at all.
type fault struct {
	name string
	run  func(s *sim, random *rand.Rand) bool
}

var faults = []fault{
	{"partition", (*sim).partition},
	{"one-way cut", (*sim).oneWay},
	{"bridge", (*sim).bridge},
	{"flapping link", (*sim).flap},
	{"pause", (*sim).pause},
	{"kill", func(s *sim, r *rand.Rand) bool { return s.crash(r, killed) }},
	{"power cut", func(s *sim, r *rand.Rand) bool { return s.crash(r, powered) }},
	{"power cut of all", (*sim).crashAll},
	{"lost disk", (*sim).loseDisk},
	{"disk full", func(s *sim, r *rand.Rand) bool { return s.failDisk(r, syscall.ENOSPC) }},
	{"disk error", func(s *sim, r *rand.Rand) bool { return s.failDisk(r, syscall.EIO) }},
	{"slow disk", (*sim).slowDisk},
	{"hung disk", (*sim).hangDisk},
	{"transfer", (*sim).transfer},
	{"L1 reorg", (*sim).reorg},
	{"L1 unseen", (*sim).blindfold},
	{"lying member", (*sim).lie},
	{"stopped server", (*sim).hush},
	{"endless answers", (*sim).drone},
	{"batcher restart", func(s *sim, _ *rand.Rand) bool { s.restartBatcher(); return true }},
}

// atOnce is how many faults run beside one another at most.
const atOnce = 6

// schedule lets faults happen until its time is over, and then waits for their ends.
func (s *sim) schedule() {
	random := s.plan.random(scheduleChance)
	slots := make(chan struct{}, atOnce)
	for end, n := time.Now().Add(s.plan.length), uint64(0); time.Now().Before(end); n++ {
		time.Sleep(time.Duration(random.Int64N(int64(2 * s.plan.gap))))
		f := faults[random.IntN(len(faults))]
		own := s.plan.random(faultChance + n)
		slots <- struct{}{}
		for s.calm.Load() {
			time.Sleep(time.Second)
		}
		go func() {
			defer func() { <-slots }()
			if f.run(s, own) {
				s.tally.count(f.name)
			}
		}()
	}
	for range atOnce {
		select {
		case slots <- struct{}{}:
		case <-time.After(longestFault):
			s.fail("a fault is not over %s after the last one began: %s", longestFault, s.standing())
			return
		}
	}
}

// longestFault is more than any takes, waiting for its turn included.
const longestFault = 10 * time.Minute

// spell is how long a fault lasts: most often short, sometimes long.
func spell(random *rand.Rand, longest time.Duration) time.Duration {
	return time.Duration(1 + random.Int64N(1+random.Int64N(int64(longest))))
}

const longestSpell = 20 * time.Second

func (s *sim) some(random *rand.Rand) *member { return s.members[random.IntN(memberCount)] }

// leaderOften is the member that leads in one of two cases, which the others ask, and otherwise some.
func (s *sim) leaderOften(random *rand.Rand) *member {
	m := s.some(random)
	if random.IntN(2) == 0 {
		return m
	}
	for _, other := range s.members {
		if l := other.life(); l != nil && l.Stage.Leading() {
			return other
		}
	}
	return m
}

// two are two members, in any order, and the third.
func (s *sim) two(random *rand.Rand) (a, b, other *member) {
	p := random.Perm(memberCount)
	return s.members[p[0]], s.members[p[1]], s.members[p[2]]
}

// during cuts directions of links for a while.
func (s *sim) during(d time.Duration, directions ...[2]*member) bool {
	for _, l := range directions {
		s.net.Cut(l[0].id, l[1].id)
	}
	time.Sleep(d)
	for _, l := range directions {
		s.net.Mend(l[0].id, l[1].id)
	}
	return true
}

func (s *sim) partition(random *rand.Rand) bool {
	a, b, c := s.two(random)
	return s.during(spell(random, longestSpell), [2]*member{a, b}, [2]*member{b, a}, [2]*member{a, c}, [2]*member{c, a})
}

func (s *sim) oneWay(random *rand.Rand) bool {
	a, b, _ := s.two(random)
	return s.during(spell(random, longestSpell), [2]*member{a, b})
}

// bridge keeps two members apart that both reach the third.
func (s *sim) bridge(random *rand.Rand) bool {
	a, b, _ := s.two(random)
	return s.during(spell(random, longestSpell), [2]*member{a, b}, [2]*member{b, a})
}

func (s *sim) flap(random *rand.Rand) bool {
	a, b, _ := s.two(random)
	for range 2 + random.IntN(10) {
		s.during(spell(random, 800*time.Millisecond), [2]*member{a, b}, [2]*member{b, a})
		time.Sleep(spell(random, 800*time.Millisecond))
	}
	return true
}

// pause stands for SIGSTOP: the member hears, says and writes nothing, and then goes on as if nothing had been. Its
// watchdog counts looks, which a stopped process does not take; here it would, so the spell is shorter than its
// patience.
func (s *sim) pause(random *rand.Rand) bool {
	m := s.some(random)
	if !m.paused.CompareAndSwap(false, true) {
		return false
	}
	defer m.paused.Store(false)
	s.net.Pause(m.id)
	disk := m.currentDisk()
	disk.Hang()
	time.Sleep(spell(random, 2500*time.Millisecond))
	disk.Resume()
	s.net.Resume(m.id)
	return true
}

// crash ends a member and starts it again later.
func (s *sim) crash(random *rand.Rand, how ending) bool {
	m := s.some(random)
	m.turn <- struct{}{}
	defer func() { <-m.turn }()
	if s.calm.Load() { // since it began to wait for its turn
		return false
	}
	m.stop(how)
	time.Sleep(spell(random, 2*longestSpell))
	m.restart()
	return true
}

// crashAll takes the power from everybody at once.
func (s *sim) crashAll(random *rand.Rand) bool {
	for _, m := range s.members {
		m.turn <- struct{}{}
		defer func() { <-m.turn }()
	}
	if s.calm.Load() {
		return false
	}
	for _, m := range s.members {
		m.stop(powered)
	}
	time.Sleep(spell(random, longestSpell/2))
	for _, m := range s.members {
		m.restart()
	}
	return true
}

// loseDisk takes all that a member has, its log and its chain, and lets it start on nothing. No other one is taken
// until it takes part again: what only two had would be gone.
func (s *sim) loseDisk(random *rand.Rand) bool {
	if !s.missing.CompareAndSwap(false, true) {
		return false
	}
	m := s.some(random)
	m.turn <- struct{}{}
	m.wipe()
	time.Sleep(spell(random, longestSpell))
	m.restart()
	<-m.turn
	defer s.calm.Store(false)
	for begin := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		if l := m.life(); l != nil && l.Cluster.Status().Phase == cluster.Whole {
			s.missing.Store(false)
			return true
		}
		s.calm.Store(time.Since(begin) > longestDisturbed)
		if time.Since(begin) > longestDisturbed+longestRecovery {
			s.fail("%s has lost its disk and does not take part %s after it was started: %s", m.id, time.Since(begin), s.standing())
			return true
		}
	}
}

// wipe ends a life and takes all that it has kept; turn is held.
func (m *member) wipe() {
	m.stop(killed)
	m.mu.Lock()
	m.disk = clustertest.New()
	m.mu.Unlock()
	if err := os.RemoveAll(m.dir); err != nil {
		m.fail("%v", err)
	}
}

// longestDisturbed is how long faults of others go on while a member is not taken in again, since they may keep it
// from that; longestRecovery how long it may take then, the ends of those that run included.
const (
	longestDisturbed = 3 * time.Minute
	longestRecovery  = 2*longestSpell + recoveryTime
)

// failDisk makes every write fail, so the member ends by itself.
func (s *sim) failDisk(random *rand.Rand, err error) bool {
	return s.some(random).whileSick(func(m *member) {
		m.currentDisk().Fail(err)
		time.Sleep(spell(random, longestSpell))
		m.currentDisk().Fail(nil)
	})
}

// slowDisk makes each write take up to half a second.
func (s *sim) slowDisk(random *rand.Rand) bool {
	var latency atomic.Int64 // who draws it is not known beforehand, so it is the same for a while
	return s.some(random).whileSick(func(m *member) {
		disk := m.currentDisk()
		disk.Slow(func() time.Duration { return time.Duration(latency.Load()) })
		for range 1 + random.IntN(10) {
			latency.Store(int64(time.Millisecond + spell(random, 500*time.Millisecond)))
			time.Sleep(spell(random, 3*time.Second))
		}
		disk.Slow(nil)
	})
}

// hangDisk lets no write come back, most often for longer than the watchdog bears.
func (s *sim) hangDisk(random *rand.Rand) bool {
	return s.some(random).whileSick(func(m *member) {
		disk := m.currentDisk()
		disk.Hang()
		time.Sleep(time.Second + spell(random, longestSpell))
		disk.Resume()
	})
}

// whileSick lets one thing at a time be wrong with a member's disk.
func (m *member) whileSick(do func(*member)) bool {
	if m.life() == nil || !m.sick.CompareAndSwap(false, true) {
		return false
	}
	defer m.sick.Store(false)
	do(m)
	return true
}

// transfer hands leadership over, if somebody leads and another member is fit.
func (s *sim) transfer(random *rand.Rand) bool {
	for range 20 {
		for _, m := range s.members {
			l := m.life()
			if l == nil {
				continue
			}
			if id, _, ok := l.Cluster.Leader(); ok && id == m.id {
				to := s.members[(m.place+1+random.IntN(memberCount-1))%memberCount]
				ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
				defer cancel()
				return l.Cluster.Transfer(ctx, to.id) == nil
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}

// blindfold takes a member's L1 node away, now and then for so long that it must not lead.
func (s *sim) blindfold(random *rand.Rand) bool {
	m := s.some(random)
	if !m.blind.CompareAndSwap(false, true) {
		return false
	}
	defer m.blind.Store(false)
	time.Sleep(spell(random, 2*time.Minute))
	return true
}

// hush has a member's JSON-RPC server take connections and questions, and nobody get an answer.
func (s *sim) hush(random *rand.Rand) bool {
	m := s.leaderOften(random)
	if !m.hushed.CompareAndSwap(false, true) {
		return false
	}
	defer m.hushed.Store(false)
	s.net.Hush(m.id)
	defer s.net.Unhush(m.id)
	time.Sleep(spell(random, 2*longestSpell))
	return true
}

// drone has a member answer JSON-RPC without end.
func (s *sim) drone(random *rand.Rand) bool {
	m := s.leaderOften(random)
	if !m.endless.CompareAndSwap(false, true) {
		return false
	}
	defer m.endless.Store(false)
	time.Sleep(spell(random, longestSpell))
	return true
}

// lie has a member say what is not so, or not all, when others lack blocks, and over JSON-RPC. In the end they have
// the blocks from the third. Two liars would be a majority.
func (s *sim) lie(random *rand.Rand) bool {
	if !s.liar.CompareAndSwap(false, true) {
		return false
	}
	defer s.liar.Store(false)
	defer func() { s.lastLie.Store(time.Now().UnixNano()) }()
	m := s.some(random)
	m.lies.Store(true)
	defer m.lies.Store(false)
	before := m.lied.Load()
	time.Sleep(spell(random, 2*time.Minute))
	s.tally.add("(lies to others)", int(m.lied.Load()-before))
	return true
}

// reorg takes L1 blocks back: fewer than sequencers act upon, or more.
func (s *sim) reorg(random *rand.Rand) bool {
	depth := 1 + random.IntN(actDepth-1)
	if s.plan.deep {
		depth = actDepth + random.IntN(12)
	}
	at, err := s.ground.Head(context.Background())
	if err != nil || int(at.Height) <= depth {
		return false
	}
	if err := s.ground.goBack(depth); err != nil {
		s.fail("reorg: %v", err)
	}
	return true
}
