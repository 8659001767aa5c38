// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"slices"
	"sync"
	"time"
)

// turnstile lets heavy calls in, a few at a time, and in the order of what their clients have used lately: whoever asks
// for much waits behind those who ask for little.
//
// Every client has a debt: the time that its calls took, less what has been forgiven since. The next turn goes to the
// client whose debt and usual call are the least together; one that nothing is known of comes behind all that have
// been modest. What a call has waited counts for it, so that no crowd of shorter ones keeps it out. Some of the
// places are for clients that are known to owe little. Behind a call its place stays empty: for as long as it took
// when others wait, and when its client is indebted always, for rests times as long. So those who ask for much get a
// part of their places' time, whatever their number, and what the node does besides has the rest.
type turnstile struct {
	places      int
	forIndebted int // places that clients may have who are not known to owe little
	mostWaiting int // of one client
	rests       int // so many times what an indebted client's call took
	forgiveness int // a second of a client's debt is forgiven in so many seconds
	now         func() time.Time
	later       func(time.Duration, func()) // calls a function after a time

	mu       sync.Mutex
	taken    int // places that are taken or rest; guarded by mu
	indebted int // those of them that indebted clients have; guarded by mu
	waiting  []*waiter
	clients  map[string]*debtor
}

// debtor is what a client owes. Guarded by the turnstile's mu.
type debtor struct {
	owes    time.Duration
	slow    time.Duration // in how many times its length a debt is forgiven
	at      time.Time     // of owes
	present int           // calls that wait or run

	known bool          // a call of it has ended
	usual time.Duration // what its calls take
}

type waiter struct {
	client *debtor
	since  time.Time
	turn   chan struct{} // closed when it is its turn
	light  bool          // valid with turn: it has one of the places for those who owe little
}

const (
	maxWait = 10 * time.Second // how long a heavy call waits for its turn

	ageing      = 8                      // that part of the time that a call has waited is taken from its rank
	newcomer    = 250 * time.Millisecond // what a call of a client is taken for that nothing is known of
	owesLittle  = time.Second            // up to here a client may have any place
	mostOwed    = 20 * time.Second       // more is not held against anybody
	longestRest = 5 * time.Second        // whoever waits must not wait in vain

	mostWaitingInAll = 2_048
	mostWaitingEach  = 512
)

var errBusy = &rpcError{Code: codeLimit, Message: "the node is busy with calls like this one: try again later"}

// newTurnstile has places, half of which indebted clients may have at most.
func newTurnstile(places, rests, forgiveness int) *turnstile {
	return &turnstile{
		places: places, forIndebted: places - places/2, rests: rests, forgiveness: forgiveness, mostWaiting: mostWaitingEach, now: time.Now,
		later:   func(d time.Duration, f func()) { time.AfterFunc(d, f) },
		clients: make(map[string]*debtor),
	}
}

// enter waits for a turn of client; release ends it. The error is errBusy, or that of ctx.
func (t *turnstile) enter(ctx context.Context, client string) (release func(), err error) {
	w, err := t.queue(client)
	if err != nil {
		return nil, err
	}
	late := time.NewTimer(maxWait)
	defer late.Stop()
	select {
	case <-w.turn:
		return t.started(w), nil
	case <-late.C:
		err = errBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	if t.leave(w) {
		return t.started(w), nil // its turn came at the last moment
	}
	return nil, err
}

// queue puts a call of client in line, and gives it its turn at once when there is a place.
func (t *turnstile) queue(client string) (*waiter, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := t.clients[client]
	if d == nil {
		d = &debtor{at: t.now(), slow: time.Duration(t.forgiveness)}
		t.sweep()
	}
	if d.present >= t.mostWaiting || len(t.waiting) >= mostWaitingInAll {
		return nil, errBusy
	}
	t.clients[client] = d
	d.present++
	w := &waiter{client: d, since: t.now(), turn: make(chan struct{})}
	t.waiting = append(t.waiting, w)
	t.dispatch()
	return w, nil
}

// leave takes w out of the line. It is true when w has got its turn.
func (t *turnstile) leave(w *waiter) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	i := slices.Index(t.waiting, w)
	if i < 0 {
		return true
	}
	t.waiting = slices.Delete(t.waiting, i, i+1)
	w.client.present--
	return false
}

// started returns what ends the turn of w.
func (t *turnstile) started(w *waiter) func() {
	began := t.now()
	return sync.OnceFunc(func() { t.end(w, t.now().Sub(began)) })
}

// end books what the call took. The place is free at once, or after a rest.
func (t *turnstile) end(w *waiter, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w.client.forgive(t.now())
	w.client.owes = min(w.client.owes+took, mostOwed)
	w.client.present--
	w.client.learn(took)
	rest := min(t.rest(w)*took, longestRest)
	if rest == 0 {
		t.vacate(w)
		return
	}
	t.later(rest, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.vacate(w)
	})
}

// rest is how many times as long as a call of w took its place stays empty.
func (t *turnstile) rest(w *waiter) time.Duration {
	switch {
	case !w.light:
		return time.Duration(t.rests)
	case len(t.waiting) > 0:
		return 1
	}
	return 0
}

// vacate gives the place of w to others. mu must be held, as for all below.
func (t *turnstile) vacate(w *waiter) {
	t.taken--
	if !w.light {
		t.indebted--
	}
	t.dispatch()
}

// dispatch gives turns as long as there are places for those who wait.
func (t *turnstile) dispatch() {
	now := t.now()
	for t.taken < t.places {
		little := t.little(now)
		i := t.next(now, little)
		if i < 0 {
			return
		}
		w := t.waiting[i]
		t.waiting = slices.Delete(t.waiting, i, i+1)
		t.taken++
		if w.light = w.client.modest(little); !w.light {
			t.indebted++
		}
		close(w.turn)
	}
}

// next is the one of least rank, first come, first served among equals, for whom there is a place; -1: nobody.
func (t *turnstile) next(now time.Time, little time.Duration) int {
	best := -1
	for i, w := range t.waiting {
		rank := w.rank(now)
		if !w.client.modest(little) && t.indebted >= t.forIndebted {
			continue
		}
		if best < 0 || rank < t.waiting[best].rank(now) {
			best = i
		}
	}
	return best
}

// little is what a modest client owes less than. Where somebody owes much, calls take longer, and those who ask for
// as much as ever owe more: half of the most that anybody owes who waits is little, too.
func (t *turnstile) little(now time.Time) time.Duration {
	most := time.Duration(0)
	for _, w := range t.waiting {
		most = max(most, w.client.forgive(now))
	}
	return max(owesLittle, most/2)
}

// modest says whether a client is known, as of when its rank was asked for, to owe little.
func (d *debtor) modest(little time.Duration) bool { return d.known && d.owes < little }

// rank orders those who wait: the least is next.
func (w *waiter) rank(now time.Time) time.Duration {
	return w.client.rank(now) - now.Sub(w.since)/ageing
}

// rank is what a call of the client begins with.
func (d *debtor) rank(now time.Time) time.Duration {
	if !d.known {
		return d.forgive(now) + newcomer
	}
	return d.forgive(now) + d.usual
}

// learn notes what a call took: the usual is an average that forgets.
func (d *debtor) learn(took time.Duration) {
	if !d.known {
		d.known, d.usual = true, took
		return
	}
	d.usual += (took - d.usual) / 8
}

// forgive brings the debt up to date and returns it.
func (d *debtor) forgive(now time.Time) time.Duration {
	d.owes = max(0, d.owes-now.Sub(d.at)/d.slow)
	d.at = now
	return d.owes
}

// sweep forgets clients that owe nothing, when there are many.
func (t *turnstile) sweep() {
	if len(t.clients) < mostWaitingInAll {
		return
	}
	now := t.now()
	for name, d := range t.clients {
		if d.forgive(now) == 0 && d.present == 0 {
			delete(t.clients, name)
		}
	}
}
