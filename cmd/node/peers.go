// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// peers asks the other members, one after the other, for what this one lacks. Who answers is asked first the next time, who does
// not is asked last: a member that stands still costs its patience once, and not with each question.
type peers struct {
	asker asker

	mu    sync.Mutex // guards order
	order []string   // ids
}

// asker puts one question to one member. It returns before ctx ends or soon after.
type asker interface {
	// Blocks are those of sequencer.Peers; an error that matches errLacking says that the member has none of them.
	Blocks(ctx context.Context, id string, from uint64, to common.Hash) ([]sequencer.Fetched, error)
	// Rebased is that of sequencer.Peers, with the same error.
	Rebased(ctx context.Context, id string, index uint64) (fsm.Rebased, error)
}

// errLacking is the answer of a member that has not got what it was asked for.
var errLacking = errors.New("it has not got that")

const (
	// fetchCount is how many blocks are asked for at a time.
	fetchCount = 128
	// peerPatience is with one member and one question, at most. An answer has some 10 MB then.
	peerPatience = 10 * time.Second
)

func newPeers(asker asker, ids []string, self string) *peers {
	others := slices.DeleteFunc(slices.Sorted(slices.Values(ids)), func(id string) bool { return id == self })
	return &peers{asker: asker, order: others}
}

// ids lists the keys of a member list.
func ids(urls map[string]string) []string { return slices.Collect(maps.Keys(urls)) }

// Blocks implements sequencer.Peers: the first member that answers with something is taken at its word, which the caller
// checks by executing.
func (p *peers) Blocks(ctx context.Context, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	blocks, err := inTurn(ctx, p, func(ctx context.Context, id string) ([]sequencer.Fetched, error) {
		return p.asker.Blocks(ctx, id, from, to)
	})
	if errors.Is(err, errLacking) {
		return nil, nil
	}
	return blocks, err
}

// Rebased implements sequencer.Peers.
func (p *peers) Rebased(ctx context.Context, index uint64) (fsm.Rebased, error) {
	return inTurn(ctx, p, func(ctx context.Context, id string) (fsm.Rebased, error) {
		return p.asker.Rebased(ctx, id, index)
	})
}

// inTurn asks until somebody answers. The error is an errLacking if all have said that they have not got it.
func inTurn[T any](ctx context.Context, p *peers, ask func(ctx context.Context, id string) (T, error)) (answer T, err error) {
	var errs []error
	lacking := true
	for _, id := range p.inOrder() {
		own, cancel := context.WithTimeout(ctx, peerPatience)
		answer, err = ask(own, id)
		cancel()
		p.judge(id, err)
		if err == nil {
			return answer, nil
		}
		if ctx.Err() != nil {
			return answer, ctx.Err()
		}
		lacking = lacking && errors.Is(err, errLacking)
		errs = append(errs, fmt.Errorf("%s: %w", id, err))
	}
	var none T
	if lacking {
		return none, errors.Join(append(errs, errLacking)...)
	}
	return none, fmt.Errorf("%v", errors.Join(errs...)) //nolint:errorlint // some did not answer, so it matches nothing
}

func (p *peers) inOrder() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.order)
}

// judge puts a member to the front or to the end of the order; one that only lacks something stays where it is.
func (p *peers) judge(id string, err error) {
	if errors.Is(err, errLacking) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	rest := slices.DeleteFunc(p.order, func(other string) bool { return other == id })
	if err == nil {
		p.order = slices.Insert(rest, 0, id)
	} else {
		p.order = append(rest, id)
	}
}
