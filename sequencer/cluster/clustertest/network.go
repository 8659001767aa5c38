// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// Network carries messages between the members of one process. Each direction of each link can be cut, and members
// can stand still. As with TCP, what meets a cut link waits until the link is back, and then arrives or learns that
// its connection is gone. A caller gives up on an answer after a while. What it has sent may arrive after that.
type Network struct {
	mu      sync.Mutex
	random  *rand.Rand
	ports   map[string]*Port
	cuts    map[link]*barrier
	still   map[string]*barrier
	hushed  map[string]*barrier
	hosts   map[string]*Host
	numbers map[string]int // of the names of hosts, in the order of their coming
}

type link struct{ from, to string }

// barrier is put up by several, and gone when the last of them has taken it away.
type barrier struct {
	count int
	gone  chan struct{}
}

var (
	errReset   = errors.New("connection reset by peer")
	errRefused = errors.New("connection refused")
)

// NewNetwork is a network on which everybody reaches everybody; random decides how long messages take and which are
// lost.
func NewNetwork(random *rand.Rand) *Network {
	return &Network{
		random: random, ports: map[string]*Port{}, cuts: map[link]*barrier{}, still: map[string]*barrier{}, hushed: map[string]*barrier{},
		hosts: map[string]*Host{}, numbers: map[string]int{},
	}
}

// Cut stops what from sends to to. Cuts of the same direction add up.
func (n *Network) Cut(from, to string) { raise(n, n.cuts, link{from, to}) }

// Mend takes one Cut away.
func (n *Network) Mend(from, to string) { lower(n, n.cuts, link{from, to}) }

// Pause holds back all that a member sends and is sent.
func (n *Network) Pause(id string) { raise(n, n.still, id) }

// Resume takes one Pause away.
func (n *Network) Resume(id string) { lower(n, n.still, id) }

func raise[K comparable](n *Network, barriers map[K]*barrier, key K) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := barriers[key]
	if b == nil {
		b = &barrier{gone: make(chan struct{})}
		barriers[key] = b
	}
	b.count++
}

func lower[K comparable](n *Network, barriers map[K]*barrier, key K) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b := barriers[key]
	if b == nil {
		return
	}
	if b.count--; b.count == 0 {
		close(b.gone)
		delete(barriers, key)
	}
}

// Whole tells whether nothing is cut and nobody stands still.
func (n *Network) Whole() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.cuts) == 0 && len(n.still) == 0 && len(n.hushed) == 0
}

const (
	fastest  = 100 * time.Microsecond
	slowest  = 2 * time.Millisecond
	lossRate = 4 // of so many messages that meet a cut link one is lost
)

// Carry takes a message from one member to another and returns when it is there. It fails when its connection is gone
// or when ctx ends first.
func (n *Network) Carry(ctx context.Context, from, to string) error {
	return n.carry(ctx, from, to, stillness{from: true, to: true})
}

// stillness is what holds a message up beside a cut: that who sends it stands still, or whom it is for, or that who
// sends is hushed.
type stillness struct {
	from, to, hush bool
}

func (n *Network) carry(ctx context.Context, from, to string, by stillness) error {
	n.mu.Lock()
	delay := fastest + time.Duration(n.random.Int64N(int64(slowest-fastest)))
	lost := n.random.IntN(lossRate) == 0
	n.mu.Unlock()
	if err := sleep(ctx, delay); err != nil {
		return err
	}
	for {
		b, still := n.barrier(from, to, by)
		if b == nil {
			return nil
		}
		select {
		case <-b.gone:
		case <-ctx.Done():
			return ctx.Err()
		}
		if lost && !still {
			return errReset
		}
	}
}

// barrier is what holds a message up, if anything does, and whether that is somebody who stands still.
func (n *Network) barrier(from, to string, by stillness) (b *barrier, still bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	b = n.cuts[link{from, to}]
	for _, other := range []struct {
		holds bool
		b     *barrier
	}{{by.from, n.still[from]}, {by.to, n.still[to]}, {by.hush, n.hushed[from]}} {
		if other.holds && other.b != nil {
			b, still = other.b, true
		}
	}
	return b, still
}

// RoundTrip is a question and its answer: do runs at the other member, between the two. It fails as Carry does.
func (n *Network) RoundTrip(ctx context.Context, from, to string, do func()) error {
	if err := n.Carry(ctx, from, to); err != nil {
		return err
	}
	do()
	return n.Carry(ctx, to, from)
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
