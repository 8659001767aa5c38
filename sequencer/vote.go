// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// asked is a question for this member's vote on a closed block.
type asked struct {
	name   fsm.Closed
	ctx    context.Context
	answer chan<- *finished // nil: this member will not say
}

func (a *asked) refuse() { a.answer <- nil }

// errNoVote says that a member has no vote on a block: the log has come past it, or the member stops.
var errNoVote = errors.New("no vote on this block")

// vote waits until this member has finished the closed block with that name.
func (s *Sequencer) vote(ctx context.Context, name fsm.Closed) (*finished, error) {
	answer := make(chan *finished, 1)
	s.inbox.put(item{asked: &asked{name, ctx, answer}})
	select {
	case own := <-answer:
		if own == nil {
			return nil, fmt.Errorf("%w: %d", errNoVote, name.Number)
		}
		return own, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Answer answers the question of another member: what this one made of a closed block. It waits until the block is finished
// here, or ctx ends. Members ask whenever they lead, and nobody else may.
func (s *Sequencer) Answer(ctx context.Context, question []byte) ([]byte, error) {
	var name fsm.Closed
	if err := rlp.DecodeBytes(question, &name); err != nil {
		return nil, fmt.Errorf("question for a vote: %w", err)
	}
	own, err := s.vote(ctx, name)
	if err != nil {
		return nil, err
	}
	return rlp.EncodeToBytes(&own.vote)
}

// answerWaiters answers those who want a vote on the block that is closed, and forgets those who ask in vain.
func (s *Sequencer) answerWaiters() error {
	waiters := s.waiters
	s.waiters = nil
	name, closed := s.state.Closing()
	for i, w := range waiters {
		switch {
		case w.ctx.Err() != nil || s.state.Passed(w.name):
			w.refuse()
		case !closed || w.name != name:
			s.waiters = append(s.waiters, w)
		default:
			if err := s.finish(); err != nil {
				s.waiters = append(s.waiters, waiters[i:]...)
				return err
			}
			w.answer <- s.finished
		}
	}
	return nil
}
