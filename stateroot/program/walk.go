// SPDX-License-Identifier: Apache-2.0

package program

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
)

// End is how far a claim goes on L1: what the inbox held when its parent was made.
type End struct {
	Batches uint64      // batches in the inbox
	Acc     common.Hash // batch accumulator after them
	Mile    common.Hash // mile chain after them
}

// An end is known by the hash of its fields, the number big endian: batches 8 ‖ acc 32 ‖ mile 32.
const endBytes = 72

// Encode is the layout above.
func (e *End) Encode() []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, endBytes), e.Batches)
	b = append(b, e.Acc[:]...)
	return append(b, e.Mile[:]...)
}

// DecodeEnd is the inverse of Encode.
func DecodeEnd(b []byte) (e End, err error) {
	if len(b) != endBytes {
		return e, fmt.Errorf("%d bytes are no end of a claim, want %d", len(b), endBytes)
	}
	return End{binary.BigEndian.Uint64(b), common.Hash(b[8:40]), common.Hash(b[40:])}, nil
}

// link finds the batch with an index below the end. From the end it goes back by miles, and then by batches.
func (e *End) link(o Oracle, index uint64) (l l1anchor.Link, err error) {
	acc, count := e.Acc, e.Batches
	if whole := e.Batches - e.Batches%l1anchor.MileBatches; index < whole {
		mile := e.Mile
		for count = whole; ; count -= l1anchor.MileBatches {
			if mile, acc, err = pair(o, mile); err != nil {
				return l, fmt.Errorf("mile at batch %d: %w", count, err)
			}
			if index >= count-l1anchor.MileBatches {
				break
			}
		}
	}
	for {
		b, err := o.Value(acc)
		if err == nil {
			l, err = l1anchor.ParseLink(b)
		}
		if err != nil {
			return l, fmt.Errorf("link of batch %d: %w", count-1, err)
		}
		count--
		if l.Index != count {
			return l, fmt.Errorf("link of batch %d says it is batch %d", count, l.Index)
		}
		if count == index {
			return l, nil
		}
		acc = l.Before
	}
}

func pair(o Oracle, hash common.Hash) (before, last common.Hash, err error) {
	b, err := o.Value(hash)
	if err != nil {
		return before, last, err
	}
	return l1anchor.ParsePair(b)
}

// fresh are the messages that a batch brings and that have not been consumed, as far as they are known by their leaves.
type fresh struct {
	from   uint64 // index of the first
	acc    common.Hash
	leaves []common.Hash
}

// walk goes back from the messages of a batch to those below from.
func walk(o Oracle, l *l1anchor.Link, from uint64) (*fresh, error) {
	f := &fresh{from: from, acc: l.Message}
	if l.Consumed < from {
		return nil, fmt.Errorf("batch %d consumes %d messages, %d were before it", l.Index, l.Consumed, from)
	}
	f.leaves = make([]common.Hash, l.Consumed-from)
	for i := len(f.leaves) - 1; i >= 0; i-- {
		var err error
		if f.acc, f.leaves[i], err = pair(o, f.acc); err != nil {
			return nil, fmt.Errorf("link of message %d: %w", from+uint64(i), err)
		}
	}
	return f, nil
}

// messages gives the ones that are consumed by their tree, and the fresh ones by their leaves.
type messages struct {
	oracle Oracle
	tree   *Tree
	fresh  *fresh
}

var _ derive.Messages = (*messages)(nil)

// Range implements derive.Messages.
func (m *messages) Range(from, to uint64) ([]l1anchor.Message, error) {
	out := make([]l1anchor.Message, 0, to-from)
	for i := from; i < to; i++ {
		msg, err := m.message(i)
		if err != nil {
			return nil, fmt.Errorf("message %d: %w", i, err)
		}
		out = append(out, msg)
	}
	return out, nil
}

func (m *messages) message(index uint64) (msg l1anchor.Message, err error) {
	var leaf common.Hash
	if index < m.fresh.from {
		if leaf, err = m.tree.Leaf(index); err != nil {
			return msg, err
		}
	} else if n := index - m.fresh.from; n < uint64(len(m.fresh.leaves)) {
		leaf = m.fresh.leaves[n]
	} else {
		return msg, fmt.Errorf("the batch consumes %d messages only", m.fresh.from+uint64(len(m.fresh.leaves)))
	}
	b, err := m.oracle.Value(leaf)
	if err != nil {
		return msg, err
	}
	msg, body, err := l1anchor.ParseLeaf(b)
	if err != nil {
		return msg, err
	}
	msg.Index = index
	msg.Body, err = m.oracle.Value(body)
	return msg, err
}

// consume puts the fresh messages below an index into the tree and returns its root.
func (m *messages) consume(to uint64) (common.Hash, error) {
	for i := m.fresh.from; i < to; i++ {
		if err := m.tree.Append(i, m.fresh.leaves[i-m.fresh.from]); err != nil {
			return common.Hash{}, err
		}
	}
	return m.tree.Root(nil), nil
}
