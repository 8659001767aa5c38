// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// Apply takes a committed log entry. It only hands it over.
func (s *Sequencer) Apply(index, term uint64, data []byte) {
	s.counts.handed.Store(index)
	s.link.backlog.put(item{entry: &logged{index: index, term: term, data: data}})
}

// Snapshot asks for the state behind the last Apply; what it returns waits until the executor is there and the chain is
// on disk.
func (s *Sequencer) Snapshot() (func() ([]byte, error), error) {
	answer := make(chan written, 1)
	s.link.backlog.put(item{snapshot: answer})
	return func() ([]byte, error) {
		a := <-answer
		return a.state, a.err
	}, nil
}

// Known implements the log's machine: the error says that an entry or a snapshot is of a format that this build does
// not read.
func (s *Sequencer) Known(data []byte) error { return fsm.Known(data) }

// Restore replaces the state with that of a snapshot. It only hands it over.
func (s *Sequencer) Restore(snapshot []byte) error {
	state, err := fsm.DecodeState(snapshot)
	if err != nil {
		return err
	}
	s.counts.restoring.Add(1)
	s.link.backlog.put(item{restore: state})
	return nil
}

// Prepare implements the log's machine: it has on disk the blocks that a snapshot names, those with transactions that
// wait for their second turn included. An error that the member cannot recover from ends Run, too.
func (s *Sequencer) Prepare(ctx context.Context, snapshot []byte) error {
	state, err := fsm.DecodeState(snapshot)
	if err != nil {
		return err
	}
	err = s.fetcher.prepare(ctx, state)
	if err != nil && ctx.Err() == nil {
		s.link.backlog.put(item{broken: err})
	}
	return err
}
