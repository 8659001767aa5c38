// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// ErrNoMajority says that the members made different blocks of the same content, and no majority of them the same: nobody can
// tell who is right. It is a divergence of this member, too.
var ErrNoMajority = fmt.Errorf("no block has a majority: %w", ErrDivergence)

// ballot counts what the members of the set made of one closed block. Each has one vote and cannot take it back.
type ballot map[string]fsm.Vote

// self stands for the leader in its own ballot: no other member has this id.
const self = ""

func (b ballot) add(member string, v fsm.Vote) {
	if _, voted := b[member]; !voted {
		b[member] = v
	}
}

// agreed is what a majority of the voters made of the block. The error is ErrNoMajority when none can come about any more,
// errUndecided when it still may.
func (b ballot) agreed(voters []string) (fsm.Vote, error) {
	count := make(map[fsm.Vote]int)
	most, open := 0, 0
	for _, id := range voters {
		v, voted := b[id]
		if !voted {
			open++
			continue
		}
		count[v]++
		if count[v] > len(voters)/2 {
			return v, nil
		}
		most = max(most, count[v])
	}
	if most+open <= len(voters)/2 {
		return fsm.Vote{}, ErrNoMajority
	}
	return fsm.Vote{}, errUndecided
}

// differ tells whether two of those who voted made different blocks.
func (b ballot) differ() bool {
	var first *fsm.Vote
	for _, v := range b {
		if first != nil && *first != v {
			return true
		}
		first = &v
	}
	return false
}

var errUndecided = errors.New("votes are missing")

// ballotRound is how long the members are asked before the set is looked up again: who does not answer may be removed from it.
const ballotRound = time.Second

// poll asks the members what they made of a closed block until a majority made the same of it. The leader's own block is among
// the votes and does not count for more.
func (l *leader) poll(name fsm.Closed, own <-chan *finished) (mine *finished, agreed fsm.Vote, err error) {
	question, err := rlp.EncodeToBytes(&name)
	if err != nil {
		return nil, agreed, fmt.Errorf("encode question for a vote: %w", err)
	}
	votes := make(ballot)
	defer l.counts.split.Store(0)
	for round := 1; ; round++ {
		mine, agreed, err = l.pollOnce(question, votes, mine, own)
		if !errors.Is(err, errUndecided) || l.term.Ctx.Err() != nil {
			return mine, agreed, err
		}
		if votes.differ() {
			l.counts.split.Store(name.Number)
		}
		if round%ballotTell == 0 {
			l.log.Warn("a block waits for the votes of a majority", "number", name.Number, "votes", votes)
		}
	}
}

// ballotTell is after how many rounds the operator is told that a block has no majority yet.
const ballotTell = 5

// pollOnce asks for one round. Both the leader's own block and a majority are needed: without its own block the leader cannot
// go on.
func (l *leader) pollOnce(question []byte, votes ballot, mine *finished, own <-chan *finished) (*finished, fsm.Vote, error) {
	ctx, cancel := context.WithTimeout(l.term.Ctx, ballotRound)
	defer cancel()
	voters, replies := l.term.Ask(ctx, question)
	voters = append(voters, self)
	for {
		if mine != nil {
			if v, err := votes.agreed(voters); !errors.Is(err, errUndecided) {
				return mine, v, err
			}
		}
		select {
		case f := <-own:
			if f == nil {
				return nil, fsm.Vote{}, fmt.Errorf("%w: the log has come past the closed block", errStartOver)
			}
			mine = f
			votes.add(self, f.vote)
		case r := <-replies:
			var v fsm.Vote
			if err := rlp.DecodeBytes(r.Answer, &v); err != nil {
				l.log.Warn("a member's vote cannot be read", "member", r.Member, "err", err)
				continue
			}
			votes.add(r.Member, v)
		case term := <-l.ignored:
			if term == l.term.Number {
				return mine, fsm.Vote{}, fmt.Errorf("%w: an entry took no effect", errStartOver)
			}
		case <-ctx.Done():
			return mine, fsm.Vote{}, errUndecided
		}
	}
}
