// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"time"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/wire"
)

// open proposes the context of the next block: no earlier than a second after its parent, no later than L1 allows.
func (l *leader) open(now time.Time) (time.Duration, error) {
	view := l.l1.View()
	limit := max(view.Time, l.rollup.GenesisTime) + l.rollup.MaxDrift
	at, ok := l.clock.open(l.parent.Time(), limit, now)
	if !ok {
		l.log.Warn("no block can open until L1 moves on", "parent", l.parent.Time(), "limit", limit)
		return time.Second, nil
	}
	messages, err := l.messages(view)
	if err != nil {
		l.log.Warn("messages cannot be read", "from", l.parent.Consumed, "err", err)
	}
	e := &fsm.Open{
		Number: l.ahead.Sealed.Number + 1, Parent: l.ahead.Sealed.Hash, Timestamp: at,
		Consumed: l.parent.Consumed + uint64(len(messages)), Messages: messages,
	}
	if answer := e.Check(&l.parent); answer.Void() {
		l.log.Error("no block can open", "number", e.Number, "why", answer.Why)
		return time.Second, nil
	}
	l.size, l.full = blockSize{}, false
	l.source()
	return 0, l.propose(e)
}

// messages are the next ones that L1 has buried deep enough, as many as a block may consume and the log takes at a
// time. There are none while forced transactions wait: derivation would find the block void.
func (l *leader) messages(view View) ([]l1anchor.Message, error) {
	from := l.parent.Consumed
	if view.Messages <= from || l.parent.Forced < from {
		return nil, nil
	}
	all, err := l.l1.Range(from, min(view.Messages, from+wire.MaxBlockMessages))
	bytes := 0
	for i := range all {
		if bytes += len(all[i].Body); bytes > maxOpenBytes {
			return all[:i], err
		}
	}
	return all, err
}

// maxOpenBytes bounds the messages that one block consumes, where L1 leaves it to the sequencers: anybody can send
// large ones.
const maxOpenBytes = 1 << 20

// source chooses what the block that is open, or opens, is filled from. Who lost a place goes before who has not had
// one, and a block takes from one of the two only.
func (l *leader) source() {
	l.again = nil
	if l.ahead.Waiting() > 0 {
		l.again = l.next
	}
}
