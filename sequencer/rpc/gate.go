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

// gate is a listener with a bound on its open connections: in total, from one address, and from one prefix. One beyond
// the bounds of its address or prefix is closed at once. When all places are taken, a newcomer gets the place of whoever
// has the most, so that many addresses together cannot keep others out: of the prefix with the most connections, the one
// that has been idle longest is closed.
type gate struct {
	net.Listener
	most    int // in total
	proxies *proxies
	now     func() time.Time
	counts  *counter

	mu   sync.Mutex
	all  int // guarded by mu, like what follows
	open map[netip.Prefix]map[*gated]bool
	pace map[string]*pace // by client
}

// pace bounds what the connections of a client send together.
type pace struct {
	*rate.Limiter
	conns int // guarded by the gate's mu
}

// A client may send so many bytes a second, and so many at once. It is more than one needs and less than a core can take in; beyond, the
// network makes it wait. Its neighbours have a pace of their own: another member may be one of them.
const (
	sentPerSecond = 8 << 20
	sentAtOnce    = 8 << 20
	readAtOnce    = 16 << 10
)

func newGate(l net.Listener, cfg Config, p *proxies) *gate {
	return &gate{Listener: l, most: cfg.Conns, proxies: p, now: time.Now, counts: newCounter(cfg), open: make(map[netip.Prefix]map[*gated]bool), pace: make(map[string]*pace)}
}

// Accept returns the next connection within the bounds.
func (g *gate) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c := g.admit(conn); c != nil {
			return c, nil
		}
		_ = conn.Close()
	}
}

// admit returns nil for a connection that must be closed.
func (g *gate) admit(conn net.Conn) *gated {
	addr := remoteAddr(conn.RemoteAddr().String())
	c := &gated{Conn: conn, gate: g, prefix: prefixOf(addr)}
	c.touch()
	release, ok := func() {}, true
	if !g.proxies.trusts(addr) { // whom a proxy speaks for is counted when it has said so
		release, ok = g.counts.take(addr)
	}
	if !ok {
		return nil
	}
	c.release = sync.OnceFunc(func() { release(); g.remove(c) })
	victim, ok := g.place(c)
	if !ok {
		release()
		return nil
	}
	if victim != nil {
		_ = victim.Close()
	}
	return c
}

// place notes c among the open connections, and names the one that must go for it, if any. It is false when c must go itself.
func (g *gate) place(c *gated) (victim *gated, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.all >= g.most {
		if victim = g.victim(len(g.open[c.prefix]) + 1); victim == nil {
			return nil, false
		}
		g.forget(victim)
	}
	if g.open[c.prefix] == nil {
		g.open[c.prefix] = make(map[*gated]bool)
	}
	g.join(c)
	g.open[c.prefix][c] = true
	g.all++
	return victim, true
}

// join gives c the pace of its client. A trusted proxy has none: it speaks for many. mu must be held.
func (g *gate) join(c *gated) {
	addr := remoteAddr(c.RemoteAddr().String())
	if g.proxies.trusts(addr) {
		return
	}
	c.client = clientName(addr)
	p := g.pace[c.client]
	if p == nil {
		p = &pace{Limiter: rate.NewLimiter(sentPerSecond, sentAtOnce)}
		g.pace[c.client] = p
	}
	p.conns++
	c.pace = p
}

// victim is the connection that has been idle longest of the prefix with the most, which must be more than than. mu must be
// held.
func (g *gate) victim(than int) (victim *gated) {
	var largest map[*gated]bool
	for _, conns := range g.open {
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

func (g *gate) remove(c *gated) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.forget(c)
}

// forget is remove with mu held. It may be called twice.
func (g *gate) forget(c *gated) {
	conns := g.open[c.prefix]
	if !conns[c] {
		return
	}
	g.all--
	if delete(conns, c); len(conns) == 0 {
		delete(g.open, c.prefix)
	}
	if c.pace == nil {
		return
	}
	if c.pace.conns--; c.pace.conns == 0 {
		delete(g.pace, c.client)
	}
}

// gated is a counted connection.
type gated struct {
	net.Conn
	gate    *gate
	prefix  netip.Prefix
	client  string
	pace    *pace        // nil: none
	used    atomic.Int64 // when something was read or written last
	release func()
}

func (c *gated) touch() { c.used.Store(c.gate.now().UnixNano()) }

// Read implements net.Conn. It takes as long as the pace of the client wants.
func (c *gated) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p[:min(len(p), readAtOnce)])
	c.touch()
	if c.pace != nil && n > 0 {
		time.Sleep(c.pace.ReserveN(time.Now(), n).Delay())
	}
	return n, err
}

// Write implements net.Conn.
func (c *gated) Write(p []byte) (int, error) {
	c.touch()
	return c.Conn.Write(p)
}

// Close implements net.Conn.
func (c *gated) Close() error {
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

// reservedFiles are the descriptors that a member needs beside its clients' connections: two databases with their tables,
// the log of the set and its peers, L1, the operator's port, files for a moment.
const reservedFiles = 2_048

// affordable is how many connections a process may have that may open limit files: the reserve is left alone, or half of
// the files when there are few.
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
