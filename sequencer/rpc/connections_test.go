// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// wire is a connection that says where it comes from.
type wire struct {
	net.Conn
	from   net.Addr
	closed atomic.Bool
}

func (w *wire) RemoteAddr() net.Addr { return w.from }
func (w *wire) Close() error         { w.closed.Store(true); return nil }

func (w *wire) Read([]byte) (int, error) { return 0, nil }

// doorway is a boundedListener and its clock.
type doorway struct {
	*boundedListener
	clock time.Time
}

func newDoorway(change func(*Config)) *doorway {
	cfg := DefaultConfig()
	cfg.Conns, cfg.ConnsPerIP, cfg.ConnsPerPrefix = 100, 3, 5
	if change != nil {
		change(&cfg)
	}
	d := &doorway{boundedListener: newBoundedListener(nil, cfg, newProxies(cfg)), clock: time.Unix(1_000, 0)}
	d.now = func() time.Time { d.clock = d.clock.Add(time.Second); return d.clock }
	return d
}

// knock has a connection come, and returns nil for the second when it is not let in.
func (d *doorway) knock(from string) (*wire, *boundedConn) {
	w := &wire{from: &net.TCPAddr{IP: net.ParseIP(from), Port: 1}}
	return w, d.admit(w)
}

// TestConnectionsPerAddress holds addresses and prefixes to their shares.
func TestConnectionsPerAddress(t *testing.T) {
	for _, c := range []struct {
		name string
		from []string
		in   int
	}{
		{"one address", []string{"192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1"}, 3},
		{"the same in IPv6 clothes", []string{"192.0.2.1", "::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.1"}, 3},
		{"a prefix", []string{"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6"}, 5},
		{"two prefixes", []string{"192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.4", "198.51.100.5", "198.51.100.6"}, 6},
		{"an IPv6 /64", []string{"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4:5", "2001:db8::ffff:6", "2001:db8::7"}, 5},
		{"two IPv6 /64", []string{"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::4", "2001:db8:0:1::5", "2001:db8:0:1::6"}, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, in := newDoorway(nil), 0
			var last *boundedConn
			for _, from := range c.from {
				if _, conn := d.knock(from); conn != nil {
					in, last = in+1, conn
				}
			}
			if in != c.in {
				t.Errorf("%d were let in, want %d", in, c.in)
			}
			last.Close()
			last.Close() // counts once
			if _, conn := d.knock(last.RemoteAddr().(*net.TCPAddr).IP.String()); conn == nil {
				t.Error("one that ended made no room")
			}
		})
	}
}

// TestFewDescriptors has many addresses hold all the connections that there are: one that comes from elsewhere is let
// in all the same, and what has been idle longest of those who have the most is closed.
func TestFewDescriptors(t *testing.T) {
	d := newDoorway(func(c *Config) { c.Conns, c.ConnsPerIP, c.ConnsPerPrefix = 6, 4, 4 })
	var wires []*wire
	var conns []*boundedConn
	for _, from := range []string{"192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "198.51.100.1", "198.51.100.1"} {
		w, conn := d.knock(from)
		wires, conns = append(wires, w), append(conns, conn)
	}
	if _, err := conns[0].Read(nil); err != nil { // the oldest of them works
		t.Fatal(err)
	}
	if _, conn := d.knock("203.0.113.1"); conn == nil {
		t.Fatal("a newcomer was kept out")
	}
	for i, w := range wires {
		if got, want := w.closed.Load(), i == 1; got != want {
			t.Errorf("connection %d: closed is %v, want %v", i, got, want)
		}
	}
	for range 20 {
		d.knock("203.0.113.1")
	}
	if d.all != 6 {
		t.Errorf("%d are open, want 6", d.all)
	}
	for prefix, n := range map[string]int{"192.0.2.0/24": 2, "198.51.100.0/24": 2, "203.0.113.0/24": 2} {
		if got := len(d.open[netip.MustParsePrefix(prefix)]); got != n {
			t.Errorf("%s has %d, want %d", prefix, got, n)
		}
	}
}

func TestAffordable(t *testing.T) {
	for _, c := range []struct {
		want  int
		limit uint64
		got   int
	}{{4096, 1 << 20, 4096}, {4096, 20_000, 4096}, {30_000, 20_000, 20_000 - reservedFiles}, {4096, 1024, 512}, {100, 1024, 100}} {
		if got := affordable(c.want, c.limit); got != c.got {
			t.Errorf("%d wanted of %d files: got %d, want %d", c.want, c.limit, got, c.got)
		}
	}
}

// TestWhoAsks tells clients apart by what trusted proxies say, and by nothing that others say.
func TestWhoAsks(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Proxies = []string{"10.0.0.0/8", "2001:db8::1"}
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	p := newProxies(cfg)
	for _, c := range []struct {
		remote string
		header []string
		want   string
	}{
		{"192.0.2.7:9", nil, "192.0.2.7"},
		{"192.0.2.7:9", []string{"203.0.113.9"}, "192.0.2.7"},
		{"10.1.2.3:9", []string{"203.0.113.9"}, "203.0.113.9"},
		{"10.1.2.3:9", []string{"1.1.1.1, 203.0.113.9"}, "203.0.113.9"},
		{"10.1.2.3:9", []string{"1.1.1.1", "203.0.113.9, 10.9.9.9"}, "203.0.113.9"},
		{"[2001:db8::1]:9", []string{"2001:db8:7::1"}, "2001:db8:7::1"},
		{"10.1.2.3:9", []string{"rubbish"}, "10.1.2.3"},
		{"10.1.2.3:9", nil, "10.1.2.3"},
		{"[::ffff:10.1.2.3]:9", []string{"203.0.113.9"}, "203.0.113.9"},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{"X-Forwarded-For": c.header}}
		if got := p.client(r).String(); got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.remote, c.header, got, c.want)
		}
	}
	for addr, want := range map[string]string{"192.0.2.7": "192.0.2.7", "2001:db8:7:8:9::1": "2001:db8:7:8::/64"} {
		if got := clientName(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s is client %s, want %s", addr, got, want)
		}
	}
}

// TestPace has a client send more than its pace allows at once: the rest takes its time. One behind a trusted proxy
// has no such bound.
func TestPace(t *testing.T) {
	const late = sentPerSecond / 4
	for name, c := range map[string]struct {
		proxies []string
		least   time.Duration
	}{
		"a client":        {nil, time.Second / 4},
		"a trusted proxy": {[]string{"127.0.0.1"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := DefaultConfig()
			cfg.Proxies = c.proxies
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			g := newBoundedListener(l, cfg, newProxies(cfg))
			defer g.Close()
			client, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			server, err := g.Accept()
			if err != nil {
				t.Fatal(err)
			}
			defer server.Close()
			go func() { _, _ = io.CopyN(client, spaces{}, sentAtOnce+late) }()
			began := time.Now()
			if _, err := io.CopyN(io.Discard, server, sentAtOnce+late); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took < c.least {
				t.Errorf("it took %s, want %s at least", took, c.least)
			}
			if paced := server.(*boundedConn).pace != nil; paced != (c.least > 0) {
				t.Errorf("it has a pace: %t", paced)
			}
		})
	}
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) { return copy(p, strings.Repeat(" ", len(p))), nil }

// TestPaceIsNobodyElses has a client use up its pace: one beside it, which may be a member, has all of its own, and
// nothing is kept of those that have left.
func TestPaceIsNobodyElses(t *testing.T) {
	cfg := DefaultConfig()
	g := newBoundedListener(nil, cfg, newProxies(cfg))
	at := func(last byte) *boundedConn {
		return g.admit(&wire{from: &net.TCPAddr{IP: net.IPv4(192, 0, 2, last), Port: 1}})
	}
	greedy, other, beside := at(1), at(1), at(2)
	greedy.pace.ReserveN(time.Now(), sentAtOnce)
	if other.pace != greedy.pace {
		t.Error("another connection of a client has a pace of its own")
	}
	if beside.pace.Tokens() < sentAtOnce {
		t.Error("a neighbour has less")
	}
	for _, c := range []*boundedConn{greedy, other, beside} {
		_ = c.Close()
	}
	if len(g.pace) != 0 {
		t.Errorf("%d paces are kept", len(g.pace))
	}
}
