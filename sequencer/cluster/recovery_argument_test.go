// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// What recovery rests on, see DESIGN.md.
const (
	none             rule = ""
	refusesVotes     rule = "who has lost its disk gives no vote"
	refusesEntries   rule = "who is recovering takes no entries"
	entryAfterAnswer rule = "the entry is appended after the answer"
	commitsFirst     rule = "a member is readmitted when the entry is committed"
	meansOneLife     rule = "a readmission is for one life"
	catchesUp        rule = "who is readmitted catches up before it votes"
)

// TestRecoveryArgument searches schedules of the model for a leader without what was committed. It must find none;
// and it must find one when any of the rules is left out, or it has not looked well. ADIT_SEEDS sets the number of
// schedules of the first kind.
func TestRecoveryArgument(t *testing.T) {
	thousands := uint64(20)
	if testing.Short() {
		thousands = 2
	}
	schedules := 1000 * clustertest.Number(t, "ADIT_SEEDS", thousands)
	t.Run("as it is", func(t *testing.T) {
		var all modelTally
		for seed := range schedules {
			if err := live(seed, none, &all); err != nil {
				t.Fatalf("schedule %d: %v", seed, err)
			}
		}
		t.Logf("%d schedules: %+v", schedules, all)
		if all.Back == 0 || all.Elections == 0 || all.Committed == 0 {
			t.Error("nothing happened")
		}
	})
	for _, broken := range []rule{refusesVotes, refusesEntries, entryAfterAnswer, commitsFirst, meansOneLife, catchesUp} {
		t.Run("without: "+string(broken), func(t *testing.T) {
			const most = 200_000
			for seed := range most {
				if err := live(uint64(seed), broken, new(modelTally)); err != nil {
					t.Logf("schedule %d: %v", seed, err)
					return
				}
			}
			t.Errorf("%d schedules, and nothing is wrong", most)
		})
	}
}

type modelTally struct{ Elections, Committed, Wiped, Back int }

// live goes through one schedule.
func live(seed uint64, broken rule, tally *modelTally) error {
	random := rand.New(rand.NewPCG(seed, 1))
	m := newRaftModel(3+2*min(1, random.IntN(3)), random, broken)
	for range 300 {
		m.step(tally)
		if m.wrong != nil {
			return m.wrong
		}
	}
	tally.Elections += len(m.elections)
	tally.Committed += len(m.committed)
	return nil
}

// step does something, most often what leads on: what is only possible comes from the bag.
func (m *raftModel) step(tally *modelTally) {
	p := m.members[m.random.IntN(len(m.members))]
	switch n := m.random.IntN(200); {
	case n < 110:
		m.deliver(tally)
	case n < 116:
		m.campaign(p)
	case n < 117:
		m.restart(p, false)
	case n < 118:
		for id := range m.members {
			m.apart[id] = m.random.IntN(3) == 0
		}
	case n < 121:
		if m.lost(p.id) < m.majority()-1 {
			m.restart(p, true)
			tally.Wiped++
		}
	default:
		leads := slices.DeleteFunc(slices.Clone(m.members), func(p *modelMember) bool { return p.role != leader })
		if len(leads) > 0 {
			m.lead(leads[m.random.IntN(len(leads))])
		}
	}
}

func (m *raftModel) lead(p *modelMember) {
	other := m.members[m.random.IntN(len(m.members))]
	switch n := m.random.IntN(10); {
	case n == 0:
		m.propose(p)
	case other == p:
	case n < 5 && other.phase == Recovering:
		m.send(p.id, other.id, question{p.term})
	default:
		m.replicate(p, other.id)
	}
}

// lost counts those who have lost their disks and are not back, without p.
func (m *raftModel) lost(p int) (n int) {
	for _, member := range m.members {
		if member.id != p && member.phase != Whole {
			n++
		}
	}
	return n
}

// deliver takes something out of the bag, most often something that went in last, and may leave it there as well.
// Little comes through between those who are apart and the others.
func (m *raftModel) deliver(tally *modelTally) {
	at := m.pick()
	if at < 0 {
		return
	}
	l := m.bag[at]
	if m.random.IntN(4) > 0 {
		m.bag = slices.Delete(m.bag, at, at+1)
	}
	p := m.members[l.to]
	before := p.phase
	m.read(p, l)
	if before != Whole && p.phase == Whole {
		tally.Back++
	}
}

func (m *raftModel) pick() int {
	for range min(8, len(m.bag)) {
		at := m.random.IntN(len(m.bag))
		if m.random.IntN(3) > 0 {
			at = max(at, len(m.bag)-1-m.random.IntN(6))
		}
		if l := m.bag[at]; m.apart[l.from] == m.apart[l.to] || m.random.IntN(12) == 0 {
			return at
		}
	}
	return -1
}

func (m *raftModel) read(p *modelMember, l letter) {
	switch text := l.text.(type) {
	case voteRequest:
		m.onVoteRequest(p, l.from, text)
	case modelVote:
		m.onVote(p, l.from, text)
	case modelEntries:
		m.onEntries(p, l.from, text)
	case modelAck:
		m.onAck(p, l.from, text)
	case question:
		m.onQuestion(p, l.from, text)
	case answer:
		m.onAnswer(p, l.from, text)
	case modelReadmission:
		m.onReadmission(p, text)
	}
}
