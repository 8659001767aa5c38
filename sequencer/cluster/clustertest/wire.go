// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"context"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

// wire is a connection between two processes. Waiting for it is waiting for channels alone, and nobody holds a lock
// meanwhile, so that virtual time goes on.
type wire struct {
	net    *Network
	hosts  [2]*Host
	ctx    context.Context // ends with the connection
	cancel context.CancelFunc

	mu      sync.Mutex
	changed chan struct{} // closed at each change; guarded by mu, like what follows
	err     error         // the connection is gone
	ways    [2]way        // from the process that has dialled, and to it
}

// way is one direction.
type way struct {
	from, to       string
	sent, got      []byte // on the way; arrived and not read
	carrying       bool
	ended, arrived bool // nothing follows what was sent; and the reader knows
	left           bool // the reader is gone
	readBy, sendBy time.Time
}

// conn is one end of a wire.
type conn struct {
	wire          *wire
	out, in       *way
	local, remote net.Addr
}

const (
	window  = 1 << 20  // bytes that one direction holds before who sends more waits
	segment = 64 << 10 // bytes that are carried at once
)

func newWire(from, to *Host) (near, far *conn) {
	w := &wire{net: from.net, hosts: [2]*Host{from, to}, changed: make(chan struct{})}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.ways = [2]way{{from: from.name, to: to.name}, {from: to.name, to: from.name}}
	from.mu.Lock()
	from.ports++
	port := from.ports
	from.mu.Unlock()
	here, there := from.address(20_000+port%40_000), to.address(8545)
	near = &conn{w, &w.ways[0], &w.ways[1], here, there}
	return near, &conn{w, &w.ways[1], &w.ways[0], there, here}
}

// tell wakes whoever waits; mu is held.
func (w *wire) tell() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// await returns at the next change, or when it is time.
func await(changed <-chan struct{}, by time.Time) {
	if by.IsZero() {
		<-changed
		return
	}
	t := time.NewTimer(time.Until(by))
	defer t.Stop()
	select {
	case <-changed:
	case <-t.C:
	}
}

func past(by time.Time) bool { return !by.IsZero() && !time.Now().Before(by) }

// reset ends the connection at both ends.
func (w *wire) reset(err error) {
	w.mu.Lock()
	if w.err == nil {
		w.err = err
		w.tell()
	}
	w.mu.Unlock()
	w.over()
}

// over is called when nothing goes either way any more.
func (w *wire) over() {
	w.cancel()
	for _, h := range w.hosts {
		h.leave(w)
	}
}

// Read implements net.Conn.
func (c *conn) Read(p []byte) (int, error) {
	for {
		n, changed, by, err := c.take(p)
		if n > 0 || err != nil {
			return n, err
		}
		await(changed, by)
	}
}

// take is what has arrived; of nothing, what to wait for.
func (c *conn) take(p []byte) (n int, changed <-chan struct{}, by time.Time, err error) {
	w := c.wire
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case c.in.left:
		err = net.ErrClosed
	case past(c.in.readBy):
		err = os.ErrDeadlineExceeded
	case len(c.in.got) > 0:
		n = copy(p, c.in.got)
		c.in.got = c.in.got[n:]
		w.tell()
	case w.err != nil:
		err = w.err
	case c.in.arrived:
		err = io.EOF
	}
	return n, w.changed, c.in.readBy, err
}

// Write implements net.Conn.
func (c *conn) Write(p []byte) (n int, err error) {
	for n < len(p) {
		took, changed, by, err := c.put(p[n:])
		if n += took; err != nil {
			return n, err
		}
		if took == 0 {
			await(changed, by)
		}
	}
	return n, nil
}

// put has a part of p sent; for want of room, what to wait for.
func (c *conn) put(p []byte) (n int, changed <-chan struct{}, by time.Time, err error) {
	w := c.wire
	w.mu.Lock()
	defer w.mu.Unlock()
	room := window - len(c.out.sent) - len(c.out.got)
	switch {
	case c.out.ended:
		err = net.ErrClosed
	case w.err != nil:
		err = w.err
	case c.out.left:
		err = errReset
	case past(c.out.sendBy):
		err = os.ErrDeadlineExceeded
	case room > 0:
		n = min(room, len(p))
		c.out.sent = append(c.out.sent, p[:n]...)
		w.start(c.out)
	}
	return n, w.changed, c.out.sendBy, err
}

// start has what was sent carried; mu is held.
func (w *wire) start(o *way) {
	if !o.carrying {
		o.carrying = true
		go w.carry(o)
	}
}

// carry takes what is sent to the other end until there is no more. What comes meanwhile goes along.
func (w *wire) carry(o *way) {
	for {
		if err := w.net.carry(w.ctx, o.from, o.to, stillness{from: true, to: true, hush: true}); err != nil {
			w.reset(err)
		}
		if w.deliver(o) {
			return
		}
	}
}

// deliver has a part of what was sent arrive. It tells whether nothing is left on the way.
func (w *wire) deliver(o *way) (done bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(len(o.sent), segment)
	if !o.left && w.err == nil {
		o.got = append(o.got, o.sent[:n]...)
	}
	o.sent = o.sent[n:]
	if o.ended && len(o.sent) == 0 {
		o.arrived = true
	}
	done = w.err != nil || len(o.sent) == 0
	o.carrying = !done
	w.tell()
	return done
}

// Close implements net.Conn. What was sent before still arrives.
func (c *conn) Close() error {
	w := c.wire
	w.mu.Lock()
	first := !c.in.left
	c.in.left, c.in.got, c.out.ended = true, nil, true
	over := c.out.left
	if first && !over && w.err == nil {
		w.start(c.out)
	}
	w.tell()
	w.mu.Unlock()
	if over {
		w.over()
	}
	return nil
}

// LocalAddr implements net.Conn.
func (c *conn) LocalAddr() net.Addr { return c.local }

// RemoteAddr implements net.Conn.
func (c *conn) RemoteAddr() net.Addr { return c.remote }

// SetDeadline implements net.Conn.
func (c *conn) SetDeadline(t time.Time) error { return c.until(&c.in.readBy, &c.out.sendBy, t) }

// SetReadDeadline implements net.Conn.
func (c *conn) SetReadDeadline(t time.Time) error { return c.until(&c.in.readBy, nil, t) }

// SetWriteDeadline implements net.Conn.
func (c *conn) SetWriteDeadline(t time.Time) error { return c.until(nil, &c.out.sendBy, t) }

func (c *conn) until(read, write *time.Time, t time.Time) error {
	c.wire.mu.Lock()
	defer c.wire.mu.Unlock()
	for _, by := range []*time.Time{read, write} {
		if by != nil {
			*by = t
		}
	}
	c.wire.tell()
	return nil
}

// Caller is the name of the process at the other end of a connection that a Host has accepted.
func Caller(c net.Conn) string {
	if end, ok := c.(*conn); ok {
		return end.in.from
	}
	return ""
}
