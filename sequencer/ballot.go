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

// ErrNoMajority says that the members made different blocks of the same content, and no majority of them the same:
// nobody can tell who is right. It is a divergence of this member, too.
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

// agreed is what a majority of the voters made of the block. The error is ErrNoMajority when none can come about any
// more, errUndecided when it still may.
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

// ballotRound is how long the members are asked before the set is looked up again: who does not answer may be removed
// from it.
const ballotRound = time.Second

// seal waits until a majority of the members, and this one, have finished the closed block, and proposes what the
// majority made of it.
func (l *leader) seal() error {
	begun := l.cfg.Now()
	name, _ := l.ahead.Closing()
	ctx, cancel := context.WithCancel(l.term.Ctx)
	defer cancel()
	own := make(chan *finished, 1)
	go func() {
		f, _ := l.exec.vote(ctx, name)
		own <- f
	}()
	mine, agreed, err := l.poll(name, own)
	if l.term.Ctx.Err() != nil {
		l.over(termOver)
	}
	if l.end != "" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("seal block %d: %w", name.Number, err)
	}
	slices := l.ahead.Slices
	if err := l.propose(&fsm.Seal{Number: name.Number, Vote: agreed}); err != nil || l.end != "" {
		return err
	}
	if mine.vote != agreed {
		// The executor stops this member when the entry comes back from the log; until then there is nothing to build
		// upon.
		l.log.Error("ALARM: this leader made another block than the majority", "number", name.Number, "own", mine.vote.Hash, "agreed", agreed.Hash)
		<-l.term.Ctx.Done()
		l.over(termOver)
		return nil
	}
	l.flight, l.gas = nil, 0 // all of them stand before the Close
	l.parent, l.next = mine.head, mine.again
	l.log.Debug("block sealed", "number", name.Number, "gas", mine.head.Header.GasUsed, "slices", slices, "took", l.cfg.Now().Sub(begun))
	return nil
}

// poll asks the members what they made of a closed block until a majority made the same of it, or this leader is over.
// The leader's own block is among the votes and does not count for more.
func (l *leader) poll(name fsm.Closed, own <-chan *finished) (mine *finished, agreed fsm.Vote, err error) {
	question, err := rlp.EncodeToBytes(&name)
	if err != nil {
		return nil, agreed, fmt.Errorf("encode question for a vote: %w", err)
	}
	votes := make(ballot)
	defer l.split.Store(0)
	for round := 1; ; round++ {
		mine, agreed, err = l.pollOnce(question, votes, mine, own)
		if !errors.Is(err, errUndecided) || l.end != "" || l.term.Ctx.Err() != nil {
			return mine, agreed, err
		}
		if votes.differ() {
			l.split.Store(name.Number)
		}
		if round%ballotTell == 0 {
			l.log.Warn("a block waits for the votes of a majority", "number", name.Number, "votes", votes)
		}
	}
}

// ballotTell is after how many rounds the operator is told that a block has no majority yet.
const ballotTell = 5

// pollOnce asks for one round. Both the leader's own block and a majority are needed: without its own block the leader
// cannot go on.
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
				l.over(passed)
				return nil, fsm.Vote{}, errUndecided
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
		case a := <-l.exec.answered():
			if l.told(a); l.end != "" {
				return mine, fsm.Vote{}, errUndecided
			}
		case <-ctx.Done():
			return mine, fsm.Vote{}, errUndecided
		}
	}
}
