// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/hashicorp/raft"
)

// Machine is the consumer: what the agreed entries are for. All methods are called from one goroutine, but for Known,
// Prepare and the function that Snapshot returns.
type Machine interface {
	// Apply hands over one committed entry. Indexes rise, with gaps (the cluster's own entries); after a restart they
	// begin again behind the last snapshot, so the machine must know by index what it has done already. Apply must
	// return at once: the leader's proposals wait for it.
	Apply(index, term uint64, data []byte)

	// Known returns an error if an entry or a snapshot is of a format that the machine cannot read. It is asked of
	// all that is on disk before anything else happens, and of all that comes in before it is taken. It may be called
	// beside every other method.
	Known(data []byte) error

	// Snapshot asks for the machine's state behind the last Apply. It returns at once; finish is called beside later
	// Applys, may wait until the machine got there, and must not return before that state is on disk. An error puts
	// the snapshot off.
	Snapshot() (finish func() ([]byte, error), err error)

	// Prepare returns nil when everything that a snapshot names is on disk, and fetches it from other members until
	// it is. It is called, beside the other methods, before a snapshot that another member has sent goes to Restore,
	// often again and again with newer ones that are prepared in its place. It ends with ctx.
	Prepare(ctx context.Context, snapshot []byte) error

	// Restore replaces the state with what some member's finish returned. It is called before Open returns and when
	// this member is too far behind for the log. It should only hand over: the leader waits for it for a minute at
	// most.
	Restore(snapshot []byte) error
}

// An entry of ours in raft's log. Raft cannot tell a proposal that sat in a queue from a fresh one: if a member loses
// and regains leadership in between, it would append the old proposal to its new term. So an entry names the term it
// was proposed in, and counts in no other.
//
//	┌─────────────┬──────────┬──────┐
//	│ version (1) │ term (8) │ data │
//	└─────────────┴──────────┴──────┘
const (
	entryVersion   = 1
	proposalHeader = 1 + 8

	// MaxEntry is the largest entry that Propose takes.
	MaxEntry = 16 << 20
)

// errOutOfTerm answers a proposal that was appended in a later term than it was meant for, and so has no effect.
var errOutOfTerm = errors.New("entry was proposed for an earlier term")

func encodeProposal(term uint64, data []byte) []byte {
	b := make([]byte, proposalHeader, proposalHeader+len(data))
	b[0] = entryVersion
	binary.BigEndian.PutUint64(b[1:], term)
	return append(b, data...)
}

// stateMachine is Machine in raft's terms.
type stateMachine struct{ Machine }

var _ raft.BatchingFSM = stateMachine{}

func (m stateMachine) ApplyBatch(logs []*raft.Log) []any {
	answers := make([]any, len(logs))
	for i, l := range logs {
		if l.Type == raft.LogCommand {
			answers[i] = m.Apply(l)
		}
	}
	return answers
}

func (m stateMachine) Apply(l *raft.Log) any {
	if len(l.Data) < proposalHeader || l.Data[0] != entryVersion || binary.BigEndian.Uint64(l.Data[1:]) != l.Term {
		return errOutOfTerm
	}
	m.Machine.Apply(l.Index, l.Term, l.Data[proposalHeader:])
	return nil
}

func (m stateMachine) Snapshot() (raft.FSMSnapshot, error) {
	finish, err := m.Machine.Snapshot()
	if err != nil {
		return nil, fmt.Errorf("begin snapshot: %w", err)
	}
	return snapshot{finish}, nil
}

func (m stateMachine) Restore(r io.ReadCloser) error {
	state, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read snapshot: %w", err)
	}
	return m.Machine.Restore(state)
}

type snapshot struct{ finish func() ([]byte, error) }

// Persist implements raft.FSMSnapshot. Until finish returns, the state behind the snapshot is not on disk and the log
// must stay; when it fails raft keeps the log and the previous snapshot.
func (s snapshot) Persist(sink raft.SnapshotSink) error {
	state, err := s.finish()
	if err != nil {
		return fmt.Errorf("machine state: %w", err)
	}
	if _, err := sink.Write(state); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	return nil // raft closes the sink
}

func (snapshot) Release() {}
