// SPDX-License-Identifier: Apache-2.0

package program

import (
	"encoding/binary"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
	"github.com/layeredpow/adit/vm/oracle"
)

// End is how far a claim goes on L1: what the inbox held when its parent was made.
type End struct {
	Batches   uint64      // batches in the inbox
	Acc       common.Hash // batch accumulator after them
	Milestone common.Hash // milestone chain after them
}

// An end is known by the hash of its fields, the number big endian: batches 8 ‖ acc 32 ‖ milestone 32.
const endBytes = 72

// Encode is the layout above.
func (e *End) Encode() []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, endBytes), e.Batches)
	b = append(b, e.Acc[:]...)
	return append(b, e.Milestone[:]...)
}

// DecodeEnd is the inverse of Encode.
func DecodeEnd(b []byte) (e End, err error) {
	if len(b) != endBytes {
		return e, fmt.Errorf("%d bytes are no end of a claim, want %d", len(b), endBytes)
	}
	return End{binary.BigEndian.Uint64(b), common.Hash(b[8:40]), common.Hash(b[40:])}, nil
}

// trail is a place in the chain of batches, from which the program goes back.
type trail struct {
	oracle    oracle.Source
	count     uint64      // batches before the place
	acc       common.Hash // batch accumulator after them
	milestone common.Hash // milestone chain after the milestones among them
}

// at is the place behind the batch with an index below the end, and that batch's link. The way there goes by
// milestones, and then by batches: at most MilestoneBatches of them.
func (e *End) at(o oracle.Source, index uint64) (t trail, l l1anchor.Link, err error) {
	t = trail{o, e.Batches, e.Acc, e.Milestone}
	for {
		back, ok, err := t.milestoneBack()
		if err != nil {
			return t, l, err
		}
		if !ok || back.count <= index {
			break
		}
		t = back
	}
	for {
		if l, err = t.last(); err != nil || t.count == index+1 {
			return t, l, err
		}
		if t, err = t.before(&l); err != nil {
			return t, l, err
		}
	}
}

// last is the link of the newest batch before the place.
func (t *trail) last() (l l1anchor.Link, err error) {
	b, err := t.oracle.Value(t.acc)
	if err == nil {
		l, err = l1anchor.ParseLink(b)
	}
	if err != nil {
		return l, fmt.Errorf("link of batch %d: %w", t.count-1, err)
	}
	if l.Index != t.count-1 {
		return l, fmt.Errorf("link of batch %d says it is batch %d", t.count-1, l.Index)
	}
	return l, nil
}

// before is the place one batch further back, whose link is l.
func (t *trail) before(l *l1anchor.Link) (trail, error) {
	milestone, err := t.milestonesBefore()
	return trail{t.oracle, t.count - 1, l.Before, milestone}, err
}

// milestoneBack is the newest place further back that is right behind a milestone; ok is false when there is none.
func (t *trail) milestoneBack() (back trail, ok bool, err error) {
	at := (t.count - 1) / l1anchor.MilestoneBatches * l1anchor.MilestoneBatches
	if at == 0 {
		return back, false, nil
	}
	back = trail{oracle: t.oracle, count: at}
	if back.milestone, err = t.milestonesBefore(); err != nil {
		return back, false, err
	}
	if _, back.acc, err = pair(t.oracle, back.milestone); err != nil {
		return back, false, fmt.Errorf("milestone at batch %d: %w", at, err)
	}
	return back, true, nil
}

// milestonesBefore is the milestone chain before the newest batch.
func (t *trail) milestonesBefore() (common.Hash, error) {
	if t.count%l1anchor.MilestoneBatches != 0 {
		return t.milestone, nil
	}
	milestone, _, err := pair(t.oracle, t.milestone)
	if err != nil {
		err = fmt.Errorf("milestone at batch %d: %w", t.count, err)
	}
	return milestone, err
}

// first goes back from the place behind l to the first batch that consumes so many messages or more, by milestones and
// then by batches, and returns its link. The inbox never lets the count fall, so none before it does.
func (t trail) first(l l1anchor.Link, messages uint64) (l1anchor.Link, error) {
	for {
		back, ok, err := t.milestoneBack()
		if err != nil {
			return l, err
		}
		if !ok {
			break
		}
		older, err := back.last()
		if err != nil {
			return l, err
		}
		if older.Consumed < messages {
			break
		}
		t, l = back, older
	}
	for t.count > 1 {
		back, err := t.before(&l)
		if err != nil {
			return l, err
		}
		older, err := back.last()
		if err != nil {
			return l, err
		}
		if older.Consumed < messages {
			break
		}
		t, l = back, older
	}
	return l, nil
}

func pair(o oracle.Source, hash common.Hash) (before, last common.Hash, err error) {
	b, err := o.Value(hash)
	if err != nil {
		return before, last, err
	}
	return l1anchor.ParsePair(b)
}

// fresh are messages that have not been consumed, as far as they are known by their leaves.
type fresh struct {
	from   uint64 // index of the first
	acc    common.Hash
	leaves []common.Hash
}

// walk finds the next messages behind those below from, as many as a block may take in: it goes back to the first batch
// that consumes them, and from there over the messages to those below from. The inbox lets no batch consume more than
// MaxBatchMsgs, so that is at most so many and a block's messages, however far L2 is behind the inbox. l is the link of
// the batch behind t.
func walk(t trail, l l1anchor.Link, from uint64) (*fresh, error) {
	if l.Consumed < from {
		return nil, fmt.Errorf("batch %d consumes %d messages, %d were before it", l.Index, l.Consumed, from)
	}
	if most := from + wire.MaxBlockMessages; l.Consumed > most {
		var err error
		if l, err = t.first(l, most); err != nil {
			return nil, err
		}
	}
	f := &fresh{from: from, acc: l.Message, leaves: make([]common.Hash, l.Consumed-from)}
	for i := len(f.leaves) - 1; i >= 0; i-- {
		var err error
		if f.acc, f.leaves[i], err = pair(t.oracle, f.acc); err != nil {
			return nil, fmt.Errorf("link of message %d: %w", from+uint64(i), err)
		}
	}
	return f, nil
}

// messages gives the ones that are consumed by their tree, and the fresh ones by their leaves.
type messages struct {
	oracle oracle.Source
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
		return msg, fmt.Errorf("no more than %d messages are known", m.fresh.from+uint64(len(m.fresh.leaves)))
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
