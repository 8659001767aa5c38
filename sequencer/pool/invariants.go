// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"sync"

	"github.com/layeredpow/adit/sequencer/invariant"
)

// mutex is the pool's lock. In builds with invariants an Unlock looks whether they hold.
type mutex struct {
	sync.Mutex
	hold func()
}

func (m *mutex) Unlock() {
	if invariant.On {
		m.hold()
	}
	m.Mutex.Unlock()
}

// looks says how seldom a large pool is looked through: it costs a change no more than this many entries.
type looks struct{ due int }

const looksEach = 64

func (l *looks) now(entries int) bool {
	if l.due += looksEach; l.due < entries {
		return false
	}
	l.due = 0
	return true
}

// holds asserts that the books agree: every entry stands in one place, and is counted there.
func (p *Pool) holds() {
	if !p.looks.now(len(p.byHash)) {
		return
	}
	var count [parked + 1]int
	var bytes, parkedBytes uint64
	displaced := 0
	for _, e := range p.byHash {
		invariant.Hold(p.byHash[e.hash] == e, "%s is kept under another name", e.hash)
		count[e.status]++
		bytes += e.size
		if e.status == parked {
			parkedBytes += e.size
		}
		if !p.placed(e) {
			displaced++
			// An older one came back under its nonce: it fails when its turn comes.
			invariant.Hold(e.status != parked && !e.spends, "%s is not where its account has nonce %d", e.hash, e.tx.Nonce())
		}
	}
	invariant.Hold(count[queued] == p.queue.len && count[parked] == p.parked.len && count[taken] == p.taken,
		"%v are queued, taken and parked; counted: %d, %d, %d", count, p.queue.len, p.taken, p.parked.len)
	invariant.Hold(bytes == p.bytes && parkedBytes == p.parkedB, "%d bytes, %d of them parked; counted: %d, %d", bytes, parkedBytes, p.bytes, p.parkedB)
	entries := 0
	for addr, a := range p.accounts {
		entries += len(a.out) + len(a.parked)
		invariant.Hold(len(a.parked) > 0 == p.gapped[a], "%s has %d parked, and is among those that do: %t", addr, len(a.parked), p.gapped[a])
	}
	invariant.Hold(entries+displaced == len(p.byHash), "accounts have %d entries and %d are displaced, of %d", entries, displaced, len(p.byHash))
}

// placed tells whether the account of e has it under its nonce.
func (p *Pool) placed(e *entry) bool {
	a := p.accounts[e.from]
	switch {
	case a == nil:
		return false
	case e.status == parked:
		return a.parked[e.tx.Nonce()] == e
	}
	return a.out[e.tx.Nonce()] == e
}
