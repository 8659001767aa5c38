// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/time/rate"
)

// boundedListener is a listener with a bound on its open connections: in total, from one address, and from one
// prefix. One beyond the bounds of its address or prefix is closed at once. When all places are taken, a newcomer
// gets the place of whoever has the most, so that many addresses together cannot keep others out: of the prefix with
// the most connections, the one that has been idle longest is closed.
type boundedListener struct {
	net.Listener
	most    int // in total
	proxies *proxies
	now     func() time.Time
	counts  *counter

	mu   sync.Mutex
	all  int // guarded by mu, like what follows
	open map[netip.Prefix]map[*boundedConn]bool
	pace map[string]*pace // by client
}

// pace bounds what the connections of a client send together.
type pace struct {
	*rate.Limiter
	conns int // guarded by the listener's mu
}

// A client may send so many bytes a second, and so many at once. It is more than one needs and less than a core can
// take in; beyond, the network makes it wait. Its neighbours have a pace of their own: another member may be one of
// them.
const (
	sentPerSecond = 8 << 20
	sentAtOnce    = 8 << 20
	readAtOnce    = 16 << 10
)

func newBoundedListener(l net.Listener, cfg Config, p *proxies) *boundedListener {
	return &boundedListener{
		Listener: l, most: cfg.Conns, proxies: p, now: time.Now, counts: newCounter(cfg),
		open: make(map[netip.Prefix]map[*boundedConn]bool), pace: make(map[string]*pace),
	}
}

// Accept returns the next connection within the bounds.
func (b *boundedListener) Accept() (net.Conn, error) {
	for {
		conn, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := b.admit(conn); c != nil {
			return c, nil
		}
		_ = conn.Close()
	}
}

// admit returns nil for a connection that must be closed.
func (b *boundedListener) admit(conn net.Conn) *boundedConn {
	addr := remoteAddr(conn.RemoteAddr().String())
	c := &boundedConn{Conn: conn, listener: b, prefix: prefixOf(addr)}
	c.touch()
	release, ok := func() {}, true
	if !b.proxies.trusts(addr) { // whom a proxy speaks for is counted when it has said so
		release, ok = b.counts.take(addr)
	}
	if !ok {
		return nil
	}
	c.release = sync.OnceFunc(func() { release(); b.remove(c) })
	victim, ok := b.place(c)
	if !ok {
		release()
		return nil
	}
	if victim != nil {
		_ = victim.Close()
	}
	return c
}

// place notes c among the open connections, and names the one that must go for it, if any. It is false when c must go
// itself.
func (b *boundedListener) place(c *boundedConn) (victim *boundedConn, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all >= b.most {
		if victim = b.victim(len(b.open[c.prefix]) + 1); victim == nil {
			return nil, false
		}
		b.forget(victim)
	}
	if b.open[c.prefix] == nil {
		b.open[c.prefix] = make(map[*boundedConn]bool)
	}
	b.join(c)
	b.open[c.prefix][c] = true
	b.all++
	return victim, true
}

// join gives c the pace of its client. A trusted proxy has none: it speaks for many. mu must be held.
func (b *boundedListener) join(c *boundedConn) {
	addr := remoteAddr(c.RemoteAddr().String())
	if b.proxies.trusts(addr) {
		return
	}
	c.client = clientName(addr)
	p := b.pace[c.client]
	if p == nil {
		p = &pace{Limiter: rate.NewLimiter(sentPerSecond, sentAtOnce)}
		b.pace[c.client] = p
	}
	p.conns++
	c.pace = p
}

// victim is the connection that has been idle longest of the prefix with the most, which must be more than than. mu
// must be held.
func (b *boundedListener) victim(than int) (victim *boundedConn) {
	var largest map[*boundedConn]bool
	for _, conns := range b.open {
		if len(conns) > max(than, len(largest)) {
			largest = conns
		}
	}
	for c := range largest {
		if victim == nil || c.used.Load() < victim.used.Load() {
			victim = c
		}
	}
	return victim
}

func (b *boundedListener) remove(c *boundedConn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget(c)
}

// forget is remove with mu held. It may be called twice.
func (b *boundedListener) forget(c *boundedConn) {
	conns := b.open[c.prefix]
	if !conns[c] {
		return
	}
	b.all--
	if delete(conns, c); len(conns) == 0 {
		delete(b.open, c.prefix)
	}
	if c.pace == nil {
		return
	}
	if c.pace.conns--; c.pace.conns == 0 {
		delete(b.pace, c.client)
	}
}

// boundedConn is a counted connection.
type boundedConn struct {
	net.Conn
	listener *boundedListener
	prefix   netip.Prefix
	client   string
	pace     *pace        // nil: none
	used     atomic.Int64 // when something was read or written last
	release  func()
}

func (c *boundedConn) touch() { c.used.Store(c.listener.now().UnixNano()) }

// Read implements net.Conn. It takes as long as the pace of the client wants.
func (c *boundedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p[:min(len(p), readAtOnce)])
	c.touch()
	if c.pace != nil && n > 0 {
		time.Sleep(c.pace.ReserveN(time.Now(), n).Delay())
	}
	return n, err
}

// Write implements net.Conn.
func (c *boundedConn) Write(p []byte) (int, error) {
	c.touch()
	return c.Conn.Write(p)
}

// Close implements net.Conn.
func (c *boundedConn) Close() error {
	c.release()
	return c.Conn.Close()
}

// counter bounds what one address has, and one prefix.
type counter struct {
	perIP, perPrefix int

	mu       sync.Mutex
	byIP     map[netip.Addr]int   // guarded by mu
	byPrefix map[netip.Prefix]int // guarded by mu
}

func newCounter(cfg Config) *counter {
	return &counter{perIP: cfg.ConnsPerIP, perPrefix: cfg.ConnsPerPrefix, byIP: make(map[netip.Addr]int), byPrefix: make(map[netip.Prefix]int)}
}

// take counts one more of addr unless that is too many. release counts it out.
func (c *counter) take(addr netip.Addr) (release func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	prefix := prefixOf(addr)
	if c.byIP[addr] >= c.perIP || c.byPrefix[prefix] >= c.perPrefix {
		return nil, false
	}
	c.byIP[addr]++
	c.byPrefix[prefix]++
	return sync.OnceFunc(func() { c.put(addr, prefix) }), true
}

func (c *counter) put(addr netip.Addr, prefix netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byIP[addr]--; c.byIP[addr] == 0 {
		delete(c.byIP, addr)
	}
	if c.byPrefix[prefix]--; c.byPrefix[prefix] == 0 {
		delete(c.byPrefix, prefix)
	}
}

// reservedFiles are the descriptors that a member needs beside its clients' connections: two databases with their
// tables, the log of the set and its peers, L1, the operator's port, files for a moment.
const reservedFiles = 2_048

// affordable is how many connections a process may have that may open limit files: the reserve is left alone, or half
// of the files when there are few.
func affordable(want int, limit uint64) int {
	return int(min(uint64(want), limit-min(reservedFiles, limit/2)))
}

// fileLimit is how many descriptors the process may have; Go's runtime has raised it to what is allowed.
func fileLimit() (uint64, error) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0, fmt.Errorf("ask for the limit of open files: %w", err)
	}
	return limit.Cur, nil
}

// connections is how many connections a server with cfg may have in this process.
func connections(cfg Config, log *slog.Logger) (int, error) {
	limit, err := fileLimit()
	if err != nil {
		return 0, err
	}
	most := affordable(cfg.Conns, limit)
	if most < cfg.Conns {
		log.Warn("fewer connections than configured: the process may not open enough files", "connections", most, "configured", cfg.Conns, "files", limit)
	}
	return most, nil
}
