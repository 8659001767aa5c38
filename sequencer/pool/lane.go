// SPDX-License-Identifier: Apache-2.0

package pool

import (
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/wire"
)

// Measuring 95 KB takes some 60 ms of a processor, and a sender who is refused for a low tip pays nothing. Every
// admission takes the tariff's lock, so nobody measures under it. A large transaction waits for other large ones
// only.

// smallBytes is the encoded size up to which measuring takes less than a millisecond.
const smallBytes = 1 << 10

// lane bounds how many measure at the same time. It holds the gauges that are free.
type lane chan *copied

// copied is a gauge of one's own. It is nil inside before it is used first.
type copied struct {
	gauge *wire.Gauge
	age   uint64 // of the one that learns, when it was copied
}

func newLane(width int) lane {
	l := make(lane, width)
	for range width {
		l <- new(copied)
	}
	return l
}

// measure is how many bytes tx takes in a batch, among the traffic of late.
func (t *Tariff) measure(tx *types.Transaction) (float64, error) {
	l := t.small
	if tx.Size() > smallBytes {
		l = t.large
	}
	c := <-l
	defer func() { l <- c }()
	t.renew(c)
	return c.gauge.Size(tx)
}

// renew brings a copy in line with what was learned since.
func (t *Tariff) renew(c *copied) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if age := t.gauge.Age(); c.gauge == nil || c.age != age {
		c.gauge, c.age = t.gauge.Copy(), age
	}
}
