// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/netip"
	"net/url"
	"sync"
	"time"
)

// refusals bounds the sends of a client that are looked at in vain. To refuse a transaction for want of money costs
// the recovery of a signature and a look at the account, for want of a tip the measuring of its bytes, and costs its
// sender nothing; nor does one that waits for an earlier nonce, as long as it does. Each client may have some at
// once, and so many a second; the sends of one that has used that up are turned away unread, after a pause. A large
// one counts once more for each KiB.
type refusals struct {
	now     func() time.Time
	members map[string]bool // the other members, which pass the sends of their clients on and count for themselves

	mu   sync.Mutex
	used map[string]*refusedSends // guarded by mu
}

type refusedSends struct {
	count float64
	at    time.Time
}

const (
	refusedAtOnce    = 1_000
	refusedPerSecond = 25
	refusedPause     = 250 * time.Millisecond
)

var errRefusedOften = &rpcError{Code: codeLimit, Message: "too many of your transactions were refused: send fewer that cannot be taken, and try again later"}

// newRefusals resolves the names of members once: one whose address changes counts like anybody.
func newRefusals(members []string) *refusals {
	r := &refusals{now: time.Now, members: map[string]bool{}, used: map[string]*refusedSends{}}
	for _, member := range members {
		u, err := url.Parse(member)
		if err != nil {
			continue
		}
		hosts, err := net.LookupHost(u.Hostname())
		if err != nil {
			continue
		}
		for _, host := range hosts {
			if addr, err := netip.ParseAddr(host); err == nil {
				r.members[clientName(addr.Unmap())] = true
			}
		}
	}
	return r
}

// mayAsk says whether the sends of client are looked at.
func (r *refusals) mayAsk(client string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	u := r.used[client]
	return u == nil || u.left(r.now()) < refusedAtOnce
}

// turnsAway says whether a call is a send that is not looked at. Another member passes sends on, and counts for itself.
func (r *refusals) turnsAway(client, method string) bool {
	if !isSend(method) && method != methodSync || method == methodSubmit && r.members[client] {
		return false
	}
	return !r.mayAsk(client)
}

// pause has a client wait for the answer to a text in which a send is turned away. If it heard so at once, it would
// ask again at once, and each of its texts is read before anybody knows what is in it.
func (f *front) pause(ctx context.Context, calls []*message) {
	for _, m := range calls {
		if f.refusals.turnsAway(clientOf(ctx), m.Method) {
			select {
			case <-time.After(refusedPause):
			case <-ctx.Done():
			}
			return
		}
	}
}

// note counts sends that were refused.
func (r *refusals) note(client string, n int) {
	if n == 0 {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	u := r.used[client]
	if u == nil {
		r.sweep(now)
		u = &refusedSends{at: now}
		r.used[client] = u
	}
	u.count = u.left(now) + float64(n)
	u.at = now
}

// left is what is still held against a client.
func (u *refusedSends) left(now time.Time) float64 {
	return max(0, u.count-refusedPerSecond*now.Sub(u.at).Seconds())
}

// sweep forgets those against whom nothing is held, when there are many. mu must be held.
func (r *refusals) sweep(now time.Time) {
	if len(r.used) < mostWaitingInAll {
		return
	}
	for client, u := range r.used {
		if u.left(now) == 0 {
			delete(r.used, client)
		}
	}
}

// sends carries out sends, unless too many of their client were in vain.
func (f *front) sends(ctx context.Context, batch []*message) []json.RawMessage {
	client := clientOf(ctx)
	if len(batch) == 0 || f.refusals.members[client] && batch[0].Method == methodSubmit {
		answers, _ := f.server.send.answer(ctx, batch)
		return answers
	}
	if !f.refusals.mayAsk(client) {
		answers := make([]json.RawMessage, len(batch))
		for i, m := range batch {
			answers[i] = m.answer(nil, errRefusedOften)
		}
		return answers
	}
	answers, vain := f.server.send.answer(ctx, batch)
	f.refusals.note(client, vain)
	return answers
}

// sync carries out a send that waits for its receipt. One that waits takes no turn, so their number has a bound of
// its own.
func (f *front) sync(ctx context.Context, m *message) []byte {
	client := clientOf(ctx)
	switch {
	case !f.refusals.mayAsk(client):
		return m.answer(nil, errRefusedOften)
	case !f.syncs.take(client, 1):
		return m.answer(nil, errBusy)
	}
	defer f.syncs.give(client, 1)
	answer := f.pass(ctx, m)
	if bytes.Contains(answer, rejectedMark) || bytes.Contains(answer, lateMark) {
		f.refusals.note(client, workOf(len(m.Params)/2)) // hex
	}
	return answer
}

const (
	mostSyncs       = 8_192 // that wait for receipts at the same time
	mostSyncsClient = 2_048 // … of one client
)

// What is in the answer to a send that was refused for good, and to one that has no receipt in time.
var (
	rejectedMark = []byte(`"error":{"code":-32000,`)
	lateMark     = []byte(`"error":{"code":4,`)
)
