// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"context"
	"fmt"
	"net"
	"sync"
)

// Host is a process as the others on a Network reach it by connections: it listens under its name, and dials others
// by theirs. What its connections carry takes its time, waits at cut links and for those who stand still, and loses
// the connection, as Carry has it; but a process that stands still is connected to, since its kernel does that. A
// Host belongs to one life of a process.
type Host struct {
	net  *Network
	name string

	mu     sync.Mutex
	closed bool               // guarded by mu, like what follows
	queue  chan *conn         // that wait to be accepted; nil: it does not listen
	wires  map[*wire]struct{} // of all its connections
	ports  int                // dialled from
}

// backlog is how many connections wait for a process at most.
const backlog = 1024

// Host is the next life of the process of that name.
func (n *Network) Host(name string) *Host {
	h := &Host{net: n, name: name, wires: make(map[*wire]struct{})}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[n.ip(name)] = h
	return h
}

// Address is where the process of that name listens, as host:port. Each has an IPv4 /24 of its own.
func (n *Network) Address(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return net.JoinHostPort(n.ip(name), port)
}

// port is where every process listens.
const port = "8545"

// ip is the address of a name; mu is held.
func (n *Network) ip(name string) string {
	if _, known := n.numbers[name]; !known {
		n.numbers[name] = len(n.numbers)
	}
	return net.IPv4(10, byte(n.numbers[name]>>8), byte(n.numbers[name]), 1).String()
}

// Hush has nothing get out of the connections of a process, which takes what it is sent; Unhush takes one Hush away,
// and what was held up gets out.
func (n *Network) Hush(name string)   { raise(n, n.hushed, name) }
func (n *Network) Unhush(name string) { lower(n, n.hushed, name) }

// Close ends the process: its connections are reset, and nobody is connected any more.
func (h *Host) Close() {
	h.mu.Lock()
	wires := h.wires
	h.closed, h.wires = true, nil
	if h.queue != nil {
		close(h.queue)
	}
	h.mu.Unlock()
	for w := range wires {
		w.reset(errReset)
	}
}

// Listen implements rpc.Network. Any address will do.
func (h *Host) Listen(string) (net.Listener, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, net.ErrClosed
	}
	h.queue = make(chan *conn, backlog)
	return &listener{h, h.queue, make(chan struct{}), sync.Once{}}, nil
}

// Dial connects to the process at an Address.
func (h *Host) Dial(ctx context.Context, _, address string) (net.Conn, error) {
	ip, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("dial %q: %w", address, err)
	}
	h.net.mu.Lock()
	to := h.net.hosts[ip]
	h.net.mu.Unlock()
	if to == nil {
		return nil, fmt.Errorf("dial %s: %w", address, errRefused)
	}
	name := to.name
	if err := h.net.carry(ctx, h.name, name, stillness{from: true}); err != nil {
		return nil, fmt.Errorf("dial %s: %w", name, err)
	}
	h.net.mu.Lock()
	to = h.net.hosts[ip] // it may be another life by now
	h.net.mu.Unlock()
	conn, err := h.connect(to)
	if err == nil {
		err = h.net.carry(ctx, name, h.name, stillness{})
	}
	if err != nil {
		if conn != nil {
			conn.wire.reset(errReset)
		}
		return nil, fmt.Errorf("dial %s: %w", name, err)
	}
	return conn, nil
}

// connect makes a connection, whose other end waits at to.
func (h *Host) connect(to *Host) (*conn, error) {
	near, far := newWire(h, to)
	if !to.join(near.wire, far) || !h.join(near.wire, nil) {
		near.wire.reset(errReset)
		return nil, errRefused
	}
	return near, nil
}

// join notes a connection, and has far wait to be accepted.
func (h *Host) join(w *wire, far *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || far != nil && h.queue == nil {
		return false
	}
	if far != nil {
		select {
		case h.queue <- far:
		default:
			return false
		}
	}
	h.wires[w] = struct{}{}
	return true
}

func (h *Host) leave(w *wire) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.wires, w)
}

// address is an end of a connection.
func (h *Host) address(port int) net.Addr {
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	return &net.TCPAddr{IP: net.ParseIP(h.net.ip(h.name)), Port: port}
}

// listener is a Host that listens.
type listener struct {
	host    *Host
	queue   chan *conn
	done    chan struct{}
	closing sync.Once
}

// Accept implements net.Listener.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case <-l.done:
		return nil, net.ErrClosed
	default:
	}
	select {
	case c, ok := <-l.queue:
		if ok {
			return c, nil
		}
	case <-l.done:
	}
	return nil, net.ErrClosed
}

// Close implements net.Listener. Those who wait to be accepted are reset.
func (l *listener) Close() error {
	l.closing.Do(func() {
		close(l.done)
		l.host.mu.Lock()
		if l.host.queue == l.queue && !l.host.closed {
			l.host.queue = nil
		}
		l.host.mu.Unlock()
		for {
			select {
			case c, ok := <-l.queue:
				if !ok {
					return
				}
				c.wire.reset(errReset)
			default:
				return
			}
		}
	})
	return nil
}

// Addr implements net.Listener.
func (l *listener) Addr() net.Addr { return l.host.address(8545) }
