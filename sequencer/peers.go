// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// Peers are the other members: they have the blocks that a member is too far behind to find in the log. Each question
// goes to one of them, since whoever answers falsely must be known.
type Peers interface {
	// Others lists their ids; none before the set has been joined.
	Others() []string
	// Fetch puts a question to one of them and returns its answer: what its Serve says.
	Fetch(ctx context.Context, id string, question []byte) (answer []byte, err error)
}

// peerPatience is with one member and one question, at most.
const peerPatience = 10 * time.Second

// errLacking is the answer of a member that has not got what it was asked for.
var errLacking = errors.New("it has not got that")

// peers puts the other members in the order in which they are asked for what this one lacks. Members that answer come
// first. A member that does not answer comes last, so it costs its patience once and not with each question. A member
// that lied comes last, too.
type peers struct {
	Peers

	mu    sync.Mutex // guards order
	order []string   // ids
}

// inOrder lists the others in the order in which they should be asked. Those that are new come last.
func (p *peers) inOrder() []string {
	now := p.Others()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.order = slices.DeleteFunc(p.order, func(id string) bool { return !slices.Contains(now, id) })
	for _, id := range now {
		if !slices.Contains(p.order, id) {
			p.order = append(p.order, id)
		}
	}
	return slices.Clone(p.order)
}

// blocks returns blocks from that number on, in order, on the chain that ends in the block to, as a member claims them.
func (p *peers) blocks(ctx context.Context, id string, from uint64, to common.Hash) (blocks []claimed, err error) {
	err = p.ask(ctx, id, question{From: from, To: to}, func(answer []byte) (err error) {
		blocks, err = decodeBlocks(answer)
		return err
	})
	return blocks, err
}

// rebased is what a member knows of the rebase with that index.
func (p *peers) rebased(ctx context.Context, id string, index uint64) (r fsm.Rebased, err error) {
	err = p.ask(ctx, id, question{Rebase: true, From: index}, func(answer []byte) (err error) {
		r, err = decodeRebased(answer)
		return err
	})
	return r, err
}

// ask puts a question to a member, and judges it by whether its answer can be read.
func (p *peers) ask(ctx context.Context, id string, q question, read func(answer []byte) error) error {
	ctx, cancel := context.WithTimeout(ctx, peerPatience)
	defer cancel()
	answer, err := p.Fetch(ctx, id, q.encode())
	if err == nil {
		err = read(answer)
	}
	p.judge(id, err)
	return err
}

// blame says that a member told what is not so: it is asked after the others from now on.
func (p *peers) blame(id string) {
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
