// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// Reasons for which a waiting transaction is let go, beside those that execution gives.
var (
	// ErrFull says that the pool has no room; the same transaction may be offered again later.
	ErrFull = errors.New("transaction pool is full")
	// ErrCrowded is ErrFull of what waits for an earlier nonce.
	ErrCrowded = fmt.Errorf("%w: too many transactions wait for an earlier nonce", ErrFull)
	// ErrRetry says that this sequencer stopped leading while the transaction waited. It may or may not be
	// ordered by the next leader: offering it there again answers that.
	ErrRetry = errors.New("leadership changed, fate of the transaction unknown: retry")
	// ErrExpired says that the gap before a parked transaction was not filled in time.
	ErrExpired = errors.New("nonce too high: the missing nonce before it did not arrive in time")
	// ErrGaveWay says that too many transactions waited for an earlier nonce, and other senders have more to pay for
	// theirs.
	ErrGaveWay = errors.New("too many transactions wait for an earlier nonce: it gave way to those of senders with more money")
	// ErrPassed says that another transaction of the sender was ordered under the nonce of a parked one.
	ErrPassed = errors.New("replaced: another transaction of its sender with the same nonce was ordered")
	// ErrReplaced says that a parked transaction gave way to one that pays more.
	ErrReplaced = errors.New("replaced by a transaction with the same nonce and higher fees")
)

// Outcome is what became of a transaction: Err is nil and the rest says where it was ordered and executed, or Err
// says why it was not.
type Outcome struct {
	Number  uint64      // L2 block
	Index   uint        // position in that block
	Receipt common.Hash // hash of its receipt's consensus encoding
	Err     error
}

// Ordered says whether the transaction has its place.
func (o Outcome) Ordered() bool { return o.Err == nil }

// Ticket is the claim of one who waits for a transaction. Several may wait on the same one.
type Ticket struct {
	done    chan struct{}
	outcome Outcome // written once, before done is closed
}

// Done is closed when the outcome is known.
func (t *Ticket) Done() <-chan struct{} { return t.done }

// Outcome may be called once Done is closed.
func (t *Ticket) Outcome() Outcome { return t.outcome }

func (t *Ticket) resolve(o Outcome) {
	t.outcome = o
	close(t.done)
}

func resolvedTicket(o Outcome) *Ticket {
	t := &Ticket{done: make(chan struct{})}
	t.resolve(o)
	return t
}

// drops remembers why the last few thousand transactions were let go.
type drops struct {
	why  map[common.Hash]error
	ring []common.Hash
	at   int
}

const rememberedDrops = 4096

func newDrops() drops { return drops{why: make(map[common.Hash]error)} }

func (d *drops) add(hash common.Hash, why error) {
	if _, ok := d.why[hash]; !ok {
		if len(d.ring) < rememberedDrops {
			d.ring = append(d.ring, hash)
		} else {
			delete(d.why, d.ring[d.at])
			d.ring[d.at] = hash
			d.at = (d.at + 1) % rememberedDrops
		}
	}
	d.why[hash] = why
}
