// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/fsm"
)

// peers puts the other members in the order in which they are asked for what this one lacks. Who answers comes first, who does not
// comes last: a member that stands still costs its patience once, and not with each question. Who told what is not so comes last, too.
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

// Others implements sequencer.Peers.
func (p *peers) Others() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.order)
}

// Blocks implements sequencer.Peers.
func (p *peers) Blocks(ctx context.Context, id string, from uint64, to common.Hash) ([]sequencer.Fetched, error) {
	ctx, cancel := context.WithTimeout(ctx, peerPatience)
	defer cancel()
	blocks, err := p.asker.Blocks(ctx, id, from, to)
	p.judge(id, err)
	if errors.Is(err, errLacking) {
		return nil, nil
	}
	return blocks, err
}

// Rebased implements sequencer.Peers.
func (p *peers) Rebased(ctx context.Context, id string, index uint64) (fsm.Rebased, error) {
	ctx, cancel := context.WithTimeout(ctx, peerPatience)
	defer cancel()
	r, err := p.asker.Rebased(ctx, id, index)
	p.judge(id, err)
	return r, err
}

// Blame implements sequencer.Peers.
func (p *peers) Blame(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.toEnd(id)
}

// judge puts a member to the front or to the end of the order; one that only lacks something stays where it is.
func (p *peers) judge(id string, err error) {
	if errors.Is(err, errLacking) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.toEnd(id)
	if err == nil {
		last := len(p.order) - 1
		p.order = slices.Insert(p.order[:last], 0, id)
	}
}

// toEnd puts a member behind all others; mu is held.
func (p *peers) toEnd(id string) {
	rest := slices.DeleteFunc(p.order, func(other string) bool { return other == id })
	p.order = append(rest, id)
}
