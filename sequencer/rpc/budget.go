// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"io"
	"sync"
)

// budget bounds the bytes that are kept for clients at one time: requests that are not complete or not answered, and
// answers that are not taken. A client has at most its share; the last quarter of all is for those that have little.
// What is below freeBytes is not counted, since the bounds on connections and calls bound it.
type budget struct {
	total, share int

	mu     sync.Mutex
	used   int
	most   int            // guarded by mu; the largest that used ever was
	byName map[string]int // guarded by mu, like used
}

// freeBytes of a request or an answer are not counted.
const freeBytes = 16 << 10

func newBudget(total, share int) *budget {
	return &budget{total: total, share: share, byName: make(map[string]int)}
}

// take books n more bytes for client, and says whether it may keep them.
func (b *budget) take(client string, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	has := b.byName[client]
	if has+n > b.share || b.used+n > b.total {
		return false
	}
	if b.used+n > b.total/4*3 && has+n > b.share/4 {
		return false
	}
	b.used += n
	b.most = max(b.most, b.used)
	b.byName[client] = has + n
	return true
}

// give takes back what take has booked.
func (b *budget) give(client string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.used -= n
	if b.byName[client] -= n; b.byName[client] == 0 {
		delete(b.byName, client)
	}
}

// hold is what one message has of the budget, and its answer. The zero hold has nothing, and nil has room for all. It
// belongs to one goroutine at a time.
type hold struct {
	budget *budget
	client string
	bytes  int
}

// has is how many bytes are counted.
func (h *hold) has() int {
	if h == nil {
		return 0
	}
	return h.bytes
}

// grow makes room for a message of size bytes in all.
func (h *hold) grow(size int) bool {
	if h == nil || size <= freeBytes+h.bytes {
		return true
	}
	n := size - freeBytes - h.bytes
	if !h.budget.take(h.client, n) {
		return false
	}
	h.bytes += n
	return true
}

// end gives everything back.
func (h *hold) end() {
	if h.bytes > 0 {
		h.budget.give(h.client, h.bytes)
		h.bytes = 0
	}
}

var errNoRoom = &rpcError{Code: codeLimit, Message: "the node keeps as much for clients as it may: read your answers, or try again later"}

// readAll reads a message of at most most bytes while its hold has room. It takes memory as bytes arrive, never on
// the word of a client. The error is errTooLong or errNoRoom, or the reader's.
func readAll(r io.Reader, most int, h *hold) ([]byte, error) {
	buf := make([]byte, 0, 512)
	for {
		if len(buf) == cap(buf) {
			if !h.grow(2 * cap(buf)) {
				return nil, errNoRoom
			}
			buf = append(make([]byte, 0, 2*cap(buf)), buf...)
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		if buf = buf[:len(buf)+n]; len(buf) > most {
			return nil, errTooLong
		}
		switch err {
		case nil:
		case io.EOF:
			return buf, nil
		default:
			return nil, err
		}
	}
}

var errTooLong = &rpcError{Code: -32600, Message: "request too large"}
