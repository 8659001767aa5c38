// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// raftModel is raft with members that lose their disks, reduced to what the argument in DESIGN.md speaks of. Requests
// and answers wait in one bag, from which they come in any order, late, more than once, or never; those to a former
// life reach the next one.
type raftModel struct {
	random  *rand.Rand
	broken  rule // what is left out, to see that it is needed
	members []*modelMember
	bag     []letter
	apart   map[int]bool // members

	elections map[int][]int // term → the leader's log then
	committed []commitment
	wrong     error
}

// modelMember has a log of which only the terms matter: a leader has one entry at an index.
type modelMember struct {
	id, life int
	role     role
	phase    Phase
	target   int // as in mark

	term, voted int // voted: id, or nobody
	log         []int
	commit      int
	votes       map[int]bool
	match       []int
	readmitting map[int]modelReadmission // by member
}

type role int

const (
	follower role = iota
	candidate
	leader
)

const nobody = -1

// rule is something without which recovery is wrong.
type rule string

// letter is a request or an answer on its way: one of those below.
type letter struct {
	from, to int
	text     any
}

type (
	voteRequest  struct{ term, last, lastTerm int }
	modelVote    struct{ term int }
	modelEntries struct {
		term, prev, prevTerm, commit int
		log                          []int
	}
	modelAck         struct{ term, match int }
	question         struct{ term int }
	answer           struct{ term, life int } // of one that is recovering
	modelReadmission struct{ life, index int }
)

type commitment struct{ index, entry, term int } // term of the leader that committed it

func newRaftModel(n int, random *rand.Rand, broken rule) *raftModel {
	m := &raftModel{random: random, broken: broken, apart: map[int]bool{}, elections: map[int][]int{}}
	for id := range n {
		m.members = append(m.members, &modelMember{id: id, voted: nobody})
	}
	return m
}

func (m *raftModel) majority() int { return len(m.members)/2 + 1 }

func (m *raftModel) send(from, to int, text any) { m.bag = append(m.bag, letter{from, to, text}) }

func (p *modelMember) lastTerm(at int) int {
	if at == 0 {
		return 0
	}
	return p.log[at-1]
}

// hears steps down before a later term.
func (p *modelMember) hears(term int) {
	if term > p.term {
		p.term, p.voted, p.role = term, nobody, follower
	}
}

func (m *raftModel) campaign(p *modelMember) {
	if p.phase != Whole || p.role == leader {
		return
	}
	p.term++
	p.voted, p.role, p.votes = p.id, candidate, map[int]bool{p.id: true}
	for _, other := range m.members {
		if other != p {
			m.send(p.id, other.id, voteRequest{p.term, len(p.log), p.lastTerm(len(p.log))})
		}
	}
}

func (m *raftModel) onVoteRequest(p *modelMember, from int, r voteRequest) {
	if p.phase != Whole {
		return
	}
	p.hears(r.term)
	last := p.lastTerm(len(p.log))
	upToDate := r.lastTerm > last || r.lastTerm == last && r.last >= len(p.log)
	if r.term == p.term && (p.voted == nobody || p.voted == from) && upToDate {
		p.voted = from
		m.send(p.id, from, modelVote{r.term})
	}
}

func (m *raftModel) onVote(p *modelMember, from int, v modelVote) {
	if p.role != candidate || v.term != p.term {
		return
	}
	if p.votes[from] = true; len(p.votes) >= m.majority() {
		m.elected(p)
		p.role, p.match, p.readmitting = leader, make([]int, len(m.members)), map[int]modelReadmission{}
		m.propose(p)
	}
}

func (m *raftModel) propose(p *modelMember) {
	p.log = append(p.log, p.term)
	p.match[p.id] = len(p.log)
}

func (m *raftModel) replicate(p *modelMember, to int) {
	prev, end := p.match[to], len(p.log)
	if m.random.IntN(3) == 0 {
		prev = 0 // as after a mismatch
	}
	if m.random.IntN(3) == 0 {
		end = prev + m.random.IntN(end-prev+1)
	}
	m.send(p.id, to, modelEntries{p.term, prev, p.lastTerm(prev), p.commit, slices.Clone(p.log[prev:end])})
}

func (m *raftModel) onEntries(p *modelMember, from int, e modelEntries) {
	if e.term < p.term || p.phase == Recovering && m.broken != refusesEntries {
		return
	}
	p.hears(e.term)
	p.role = follower
	if e.prev > len(p.log) || p.lastTerm(e.prev) != e.prevTerm {
		return
	}
	for i, entry := range e.log {
		if at := e.prev + i; at == len(p.log) || p.log[at] != entry {
			p.log = append(slices.Clone(p.log[:at]), e.log[i:]...)
			break
		}
	}
	match := e.prev + len(e.log)
	p.commit = max(p.commit, min(e.commit, match))
	m.send(p.id, from, modelAck{e.term, match})
	if p.phase == CatchingUp && p.commit >= p.target {
		p.phase = Whole
	}
}

func (m *raftModel) onAck(p *modelMember, from int, a modelAck) {
	if p.role != leader || a.term != p.term {
		return
	}
	p.match[from] = max(p.match[from], a.match)
	sorted := slices.Sorted(slices.Values(p.match))
	at := sorted[len(sorted)-m.majority()]
	if at <= p.commit || p.log[at-1] != p.term {
		return
	}
	for i := p.commit; i < at; i++ {
		m.commits(commitment{i + 1, p.log[i], p.term})
	}
	p.commit = at
	for id, w := range p.readmitting {
		if w.index <= at {
			w.index = at
			m.send(p.id, id, w)
			delete(p.readmitting, id)
		}
	}
}

func (m *raftModel) onQuestion(p *modelMember, from int, q question) {
	if p.phase == Recovering {
		m.send(p.id, from, answer{q.term, p.life})
	}
}

func (m *raftModel) onAnswer(p *modelMember, from int, a answer) {
	if p.role != leader || p.term != a.term {
		return
	}
	if m.broken == entryAfterAnswer {
		m.send(p.id, from, modelReadmission{a.life, p.commit})
		return
	}
	m.propose(p)
	w := modelReadmission{a.life, len(p.log)}
	if m.broken == commitsFirst {
		m.send(p.id, from, w)
		return
	}
	p.readmitting[from] = w
}

func (m *raftModel) onReadmission(p *modelMember, w modelReadmission) {
	if p.phase != Recovering || p.life != w.life && m.broken != meansOneLife {
		return
	}
	p.phase, p.target = CatchingUp, w.index
	if m.broken == catchesUp {
		p.phase = Whole
	}
}

// restart begins another life; with wipe, one that remembers nothing.
func (m *raftModel) restart(p *modelMember, wipe bool) {
	fresh := &modelMember{id: p.id, life: p.life + 1, voted: nobody, phase: Recovering}
	if m.broken == refusesVotes {
		fresh.phase = Whole
	}
	if !wipe {
		fresh.phase, fresh.target = p.phase, p.target
		fresh.term, fresh.voted, fresh.log = p.term, p.voted, p.log
	}
	m.members[p.id] = fresh
}

// elected holds a leader against what was committed before its term, and against another one of its term.
func (m *raftModel) elected(p *modelMember) {
	if _, twice := m.elections[p.term]; twice {
		m.wrong = fmt.Errorf("two leaders in term %d", p.term)
	}
	m.elections[p.term] = slices.Clone(p.log)
	for _, c := range m.committed {
		m.compare(c, p.term)
	}
}

func (m *raftModel) commits(c commitment) {
	m.committed = append(m.committed, c)
	for term := range m.elections {
		m.compare(c, term)
	}
}

// compare fails when a leader was elected without an entry that one of an earlier term has committed.
func (m *raftModel) compare(c commitment, term int) {
	log := m.elections[term]
	if term > c.term && (len(log) < c.index || log[c.index-1] != c.entry) {
		m.wrong = fmt.Errorf("entry %d of term %d was committed in term %d; the leader of term %d lacks it", c.index, c.entry, c.term, term)
	}
}
