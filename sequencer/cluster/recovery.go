// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/raft"
)

// Phase is where a member stands that began with an empty folder. It may have lost its disk, and forgotten which
// votes it gave and which entries it told a leader that it has: with its vote a member that lags could be elected,
// and what a quorum had would be gone. So nobody whose folder is empty votes, leads or acknowledges anything, until
// one of two things is known:
//
//	forming ──── every voter of a new set is empty ────────────────────────────────────▶ ""
//	   │ somebody is not
//	   ▼
//	recovering ── an entry is committed without this life's help ─▶ catching up ── has it ─▶ ""
//
// Such an entry is at a majority without this member, so whoever lacks it is not elected even with a vote that this
// member gave and has forgotten. And all that was committed before stands in front of it. DESIGN.md has the whole
// argument. The leader commits one for the purpose (readmit.go). What a member must not do meanwhile is kept from it by
// filteredTransport.
type Phase string

// The phases.
const (
	Whole      Phase = "" // takes part as the configuration has it
	Forming    Phase = "forming"
	Recovering Phase = "recovering"
	CatchingUp Phase = "catching up"
)

// keyRecovery is where the store keeps a mark. It is on disk before the member does anything that the mark allows,
// and emptied when there is nothing more to remember.
var keyRecovery = []byte("Recovery")

// mark is what a member knows of its recovery.
type mark struct {
	Phase  Phase  `json:"phase"`
	Target uint64 `json:"target"` // the entry behind which a leader readmitted it is not behind this one
}

// Readmission is what a leader tells a member that is recovering: it has committed an entry that was made when that life of
// the member had begun and did nothing.
type Readmission struct {
	ID    string `json:"id"`
	Life  uint64 `json:"life"`  // the member's View.Life
	Index uint64 `json:"index"` // that entry is not behind this one
}

// recovery is where a member stands.
type recovery struct {
	life  uint64 // of this process
	store raft.StableStore

	mu      sync.Mutex
	mark    mark
	peers   map[string]string // addresses of whom to ask
	answers map[string]Other  // newest ones
}

// ErrLogGone is a folder of which a part was removed.
var ErrLogGone = fmt.Errorf("%w: the log is gone, and the rest of the folder is not", ErrDamaged)

// openRecovery finds out whether a member may take part.
func openRecovery(cfg *Config, store LogStore) (*recovery, error) {
	r := &recovery{life: rand.Uint64() | 1, store: store, peers: map[string]string{}, answers: map[string]Other{}}
	for _, m := range cfg.Bootstrap {
		r.meet(cfg.ID, m.ID, m.Address)
	}
	text, err := store.Get(keyRecovery)
	if err != nil && err.Error() != errNotFound.Error() {
		return nil, fmt.Errorf("read recovery mark: %w", err)
	}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &r.mark); err != nil {
			return nil, fmt.Errorf("%w: recovery mark: %w", ErrDamaged, err)
		}
		return r, nil
	}
	empty, err := isEmpty(store, cfg.Snapshots)
	if err != nil || !empty {
		return r, err
	}
	r.mark.Phase = Recovering
	if slices.ContainsFunc(cfg.Bootstrap, func(m Member) bool { return m.ID == cfg.ID && m.Voter }) {
		r.mark.Phase = Forming
	}
	return r, nil
}

// keyTerm is raft's name for its term, keyVote where it keeps whom it voted for last, keyVoteTerm in which term.
const (
	keyTerm     = "CurrentTerm"
	keyVote     = "LastVoteCand"
	keyVoteTerm = "LastVoteTerm"
)

// isEmpty tells whether a member has never taken part, as far as its folder knows. Term 1 is that of the first
// configuration; nobody votes in it. Who died between writing the one and the other begins again.
func isEmpty(store LogStore, snapshots raft.SnapshotStore) (bool, error) {
	term, err := store.GetUint64([]byte(keyTerm))
	if err != nil && err.Error() != errNotFound.Error() {
		return false, fmt.Errorf("read term: %w", err)
	}
	last, err := store.LastIndex()
	if err != nil {
		return false, fmt.Errorf("read end of log: %w", err)
	}
	kept, err := snapshots.List()
	if err != nil {
		return false, fmt.Errorf("list snapshots: %w", err)
	}
	switch {
	case last == 0 && len(kept) == 0 && term <= firstTerm:
		return true, store.SetUint64([]byte(keyTerm), 0)
	case term == 0:
		return false, ErrLogGone
	}
	return false, nil
}

// firstTerm is the term of a new set's first configuration, firstIndex its place in the log.
const firstTerm, firstIndex = 1, 1

func (r *recovery) phase() Phase {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.mark.Phase
}

// enter puts a mark on disk and goes by it.
func (r *recovery) enter(next mark) error {
	var text []byte
	if next.Phase != Whole {
		var err error
		if text, err = json.Marshal(next); err != nil {
			return fmt.Errorf("encode recovery mark: %w", err)
		}
	}
	if err := r.store.Set(keyRecovery, text); err != nil {
		return fmt.Errorf("write recovery mark: %w", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mark = next
	return nil
}

// meet notes somebody who can be asked.
func (r *recovery) meet(self, id, address string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id != self && id != "" && address != "" {
		r.peers[id] = address
	}
}

func (r *recovery) known() map[string]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.peers)
}

// hear keeps an answer, and the addresses in it.
func (r *recovery) hear(self string, a Other) {
	for _, m := range a.View.Members {
		r.meet(self, m.ID, m.Address)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers[a.Member.ID] = a
}

// mayVote tells whether this member may vote and be elected.
func (r *recovery) mayVote() bool { return r.phase() == Whole }

var errNoPart = errors.New("this member has lost its log and takes no part yet")

// admits says why a request must not reach raft, or nil.
func (r *recovery) admits(request any) error {
	switch phase := r.phase(); request.(type) {
	case *raft.AppendEntriesRequest, *raft.InstallSnapshotRequest:
		if phase == Whole || phase == CatchingUp {
			return nil
		}
	default:
		if phase == Whole {
			return nil
		}
	}
	return errNoPart
}

// missing says what a member waits for, for its operator.
func (r *recovery) missing(self string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch r.mark.Phase {
	case Forming:
		return "its folder is empty, and a new set begins when all its voters have said that theirs are, too; " + r.silent() +
			" (if this set is new and a member cannot come yet: leave it out of every configuration, and add it later)"
	case Recovering:
		return r.outside(self)
	case CatchingUp:
		return fmt.Sprintf("it lost its log and is fetching it, up to entry %d", r.mark.Target)
	}
	return ""
}

// silent names who has not answered; mu is held.
func (r *recovery) silent() string {
	var list []string
	for _, id := range slices.Sorted(maps.Keys(r.peers)) {
		if a, ok := r.answers[id]; !ok {
			list = append(list, id+" has not been asked yet")
		} else if a.Err != nil {
			list = append(list, fmt.Sprintf("%s does not answer: %v", id, a.Err))
		}
	}
	if len(list) == 0 {
		return "all answer"
	}
	return strings.Join(list, "; ")
}

// outside says why no leader has readmitted the member; mu is held.
func (r *recovery) outside(self string) string {
	if len(r.peers) == 0 {
		return "its folder is empty: it waits for the leader of a set to which it is added"
	}
	var wiped []string
	voters := map[string]bool{self: true}
	for id := range r.peers {
		voters[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(r.answers)) {
		a := r.answers[id]
		if a.Err != nil {
			continue
		}
		if a.View.State == raft.Leader.String() {
			if !slices.ContainsFunc(a.View.Members, func(m Member) bool { return m.ID == self }) {
				return fmt.Sprintf("%s leads a set to which this member does not belong: add it", id)
			}
			return fmt.Sprintf("it has lost its log and waits until %s, which leads, has committed an entry without it", id)
		}
		if a.View.Phase == Recovering || a.View.Phase == Forming {
			wiped = append(wiped, id)
		}
		for _, m := range a.View.Members {
			voters[m.ID] = m.Voter
		}
	}
	text := "it has lost its log, and nobody leads who could take it in again; " + r.silent()
	if len(wiped) > 0 {
		text += "; logs have been lost, too, by " + strings.Join(wiped, " and ")
	}
	if noMajority(voters, append(wiped, self)) {
		text += "; those that still have theirs are no majority: bring the folder of one back from its disk, or, giving up what only " +
			"the others had, begin a new set in empty folders"
	}
	return text
}

// noMajority tells whether too few voters are left without those that have lost their logs. Of ids in voters some do
// not vote.
func noMajority(voters map[string]bool, lost []string) bool {
	all, left := 0, 0
	for id, votes := range voters {
		if votes {
			all++
			if !slices.Contains(lost, id) {
				left++
			}
		}
	}
	return left <= all/2
}
