// SPDX-License-Identifier: Apache-2.0

// Package derive turns what L1 carries into the inputs of L2 blocks: it decides which blocks a batch makes, from which
// byte on it is void, and which blocks close it. Any bytes have an answer, and every node comes to the same one. It
// does not execute blocks (an Engine does) and does not fetch anything (Messages does); it does no I/O by itself.
package derive

import (
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Limits of derivation, beside those that package wire sets for the data of a batch.
const (
	MaxClosing = 1 << 16 // closing blocks that one batch may cause
	MaxLag     = 86_400  // seconds that closing blocks may be behind the batch's L1 time
)

// Input is all that an L2 block is made of, besides its parent.
type Input struct {
	transition.Context
	Own []*types.Transaction // run after the forced ones, in this order; the block is void unless all of them execute
}

// Engine executes L2 blocks.
//
// An error that matches transition.ErrRejected, ErrFull or ErrInput says that the block breaks a rule: an own
// transaction that does not execute there, or the gas or proof limit. It must not depend on anything but parent and
// input. Any other error says that the Engine does not know the result; derivation stops with it, and nothing follows
// for the block.
type Engine interface {
	Execute(parent transition.Head, in Input) (transition.Head, error)
}

// Messages knows the message chain of the inbox, up to the batch that is being derived.
type Messages interface {
	// Range returns the messages with index in [from, to), in order. Any error is fatal to the derivation under way.
	Range(from, to uint64) ([]l1anchor.Message, error)
}

// Context is the context of a block on top of parent that consumes the messages below consumed. It says nothing about
// whether the block is allowed. The only errors are those of m, and one for an answer that is not what was asked for.
func Context(m Messages, parent transition.Head, timestamp, consumed uint64) (transition.Context, error) {
	fresh, err := read(m, parent.Consumed, consumed)
	if err != nil {
		return transition.Context{}, fmt.Errorf("messages of block %d: %w", parent.Number()+1, err)
	}
	return transition.Context{Timestamp: timestamp, Consumed: consumed, Messages: fresh, Queue: queue{m}}, nil
}

// queue reads waiting messages as they are asked for.
type queue struct{ Messages }

// Message implements transition.Queue.
func (q queue) Message(index uint64) (l1anchor.Message, error) {
	got, err := read(q.Messages, index, index+1)
	if err != nil {
		return l1anchor.Message{}, err
	}
	return got[0], nil
}

// read asks m only when there is something to read, and believes it only when indices and number are right.
func read(m Messages, from, to uint64) ([]l1anchor.Message, error) {
	if from >= to {
		return nil, nil
	}
	got, err := m.Range(from, to)
	if err != nil {
		return nil, err
	}
	if uint64(len(got)) != to-from {
		return nil, fmt.Errorf("asked for [%d, %d), got %d messages", from, to, len(got))
	}
	for i := range got {
		if got[i].Index != from+uint64(i) {
			return nil, fmt.Errorf("asked for message %d, got %d", from+uint64(i), got[i].Index)
		}
	}
	return got, nil
}
