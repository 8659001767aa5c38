// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// position is a place in the order of all transactions.
type position struct {
	number uint64 // L2 block
	index  uint   // in the block
}

// history is everything that clients asked and were told.
type history struct {
	mu       sync.Mutex
	sends    []*sending
	readings []reading
	acked    []common.Hash
	haggled  []common.Hash // offered for less than is asked of anybody
}

// sending is one client's attempt to have a transaction ordered.
type sending struct {
	account account
	nonce   uint64
	tx      common.Hash
	call    time.Time
	done    time.Time // zero while nobody has acknowledged it
	answer
}

// reading is one client's look at one member.
type reading struct {
	account    account
	by         *speaker
	call, done time.Time
	nonce      uint64
	tx         common.Hash // looked up, zero: none
	found      bool
	at         position // where it was found
}

func (h *history) begin(a account, tx *types.Transaction) *sending {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := &sending{account: a, nonce: tx.Nonce(), tx: tx.Hash(), call: time.Now()}
	h.sends = append(h.sends, s)
	return s
}

func (h *history) acknowledge(s *sending, a answer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s.done, s.answer = time.Now(), a
	h.acked = append(h.acked, s.tx)
}

func (h *history) read(r reading) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.readings = append(h.readings, r)
}

// any is some acknowledged transaction, most often a recent one.
func (h *history) any(random *rand.Rand) common.Hash {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.acked) == 0 {
		return common.Hash{}
	}
	back := random.IntN(1 + random.IntN(len(h.acked)))
	return h.acked[len(h.acked)-1-back]
}

// count is how many transactions have been acknowledged.
func (h *history) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.acked)
}

// acknowledged are the sendings that somebody answered, in the order in which they began.
func (h *history) acknowledged() (list []*sending) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.sends {
		if !s.done.IsZero() {
			list = append(list, s)
		}
	}
	return list
}
