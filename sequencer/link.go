// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// link is all that goes between the executor and whoever else works in its member. Each of its parts guards itself.
// What else the executor has is its own, and nobody else can reach it. It is the leader's execution.
type link struct {
	*board               // from the executor: what it has executed
	answers  answers     // from the executor: what became of entries without effect
	backlog  *backlog    // to the executor: what it is to do
	proposed *proposed   // to the executor: the transactions of slices that this member proposed
	leading  atomic.Bool // to the executor: this member leads, so its pool takes back what did not fit
}

func newLink(b *board) *link {
	return &link{board: b, answers: make(answers, 1), backlog: newBacklog(), proposed: newProposed()}
}

// start begins with nothing of what was proposed before: it waits until everything handed over so far has been done,
// and returns the log's state then.
func (k *link) start(ctx context.Context) (*fsm.State, error) {
	k.proposed.clear()
	state, err := k.reached(ctx)
	k.answers.forget()
	return state, err
}

// reached waits until everything handed over so far has been done, and returns the log's state then.
func (k *link) reached(ctx context.Context) (*fsm.State, error) {
	reached := make(chan fsm.State, 1)
	k.backlog.put(item{reached: reached})
	select {
	case state := <-reached:
		return &state, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (k *link) expect(s *fsm.Slice, txs []*types.Transaction) { k.proposed.add(s, txs) }

func (k *link) answered() <-chan answer { return k.answers }

// errNoVote says that a member has no vote on a block: the log has come past it, or the member stops.
var errNoVote = errors.New("no vote on this block")

// vote waits until this member has finished the closed block with that name.
func (k *link) vote(ctx context.Context, name fsm.Closed) (*finished, error) {
	answer := make(chan *finished, 1)
	k.backlog.put(item{asked: &asked{name, ctx, answer}})
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

// answers takes what became of entries without effect from the executor to the leader. It holds the newest one only:
// whoever led before does not want its own any more, and a leader looks at the whole log again after the first.
type answers chan answer

// answer is what became of an entry that was proposed in a term.
type answer struct {
	term uint64
	fsm.Answer
}

// tell leaves an answer for the leader. Only the executor calls it.
func (a answers) tell(to answer) {
	a.forget()
	a <- to
}

// forget drops an answer that nobody has taken.
func (a answers) forget() {
	select {
	case <-a:
	default:
	}
}
