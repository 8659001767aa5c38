// SPDX-License-Identifier: Apache-2.0

package door

import (
	"net"
	"testing"
)

// caller is a connection from an address that says whether it was closed.
type caller struct {
	net.Conn
	from   net.Addr
	closed bool
}

func (c *caller) RemoteAddr() net.Addr { return c.from }
func (c *caller) Close() error         { c.closed = true; return nil }

func from(ip string) *caller { return &caller{from: &net.TCPAddr{IP: net.ParseIP(ip), Port: 1}} }

func enter(d *Door, ips ...string) (all []*caller) {
	for _, ip := range ips {
		c := from(ip)
		d.Enter(c)
		all = append(all, c)
	}
	return all
}

func repeat(ip string, n int) (all []string) {
	for range n {
		all = append(all, ip)
	}
	return all
}

func closed(all []*caller) (n int) {
	for _, c := range all {
		if c.closed {
			n++
		}
	}
	return n
}

// One address gets no more than its share, and the newest of it stay: a member that shares an address with a crowd
// gets in.
func TestAddressLimit(t *testing.T) {
	d := New(Limits{Total: 100, Address: 4})
	crowd := enter(d, repeat("10.0.0.1", 200)...)
	if d.Waiting() != 4 || closed(crowd) != 196 || d.Closed() != (Closed{Address: 196}) {
		t.Errorf("%d wait, %d closed, %+v counted, want 4, 196, 196 for their address", d.Waiting(), closed(crowd), d.Closed())
	}
	if closed(crowd[196:]) != 0 {
		t.Error("one of the newest was closed instead of an older one")
	}
	if newest := enter(d, "10.0.0.1")[0]; newest.closed {
		t.Error("the newest was closed")
	}
}

// A crowd from few addresses does not displace whoever comes from elsewhere, whether he was there first or comes last.
func TestCrowdDisplacesItself(t *testing.T) {
	d := New(Limits{Total: 10, Address: 8})
	early := enter(d, "10.0.0.9")[0]
	crowd := enter(d, repeat("10.0.0.1", 8)...)
	crowd = append(crowd, enter(d, repeat("10.0.0.2", 8)...)...)
	late := enter(d, "10.0.0.8")[0]
	if early.closed || late.closed {
		t.Errorf("early closed %t, late closed %t, want neither", early.closed, late.closed)
	}
	if d.Waiting() != 10 || closed(crowd) != 8 || d.Closed() != (Closed{Total: 8}) {
		t.Errorf("%d wait and %d of the crowd were closed, %+v counted, want 10, 8, and 8 for the total", d.Waiting(), closed(crowd), d.Closed())
	}
}

// A client that has left makes room, and is not closed.
func TestLeave(t *testing.T) {
	d := New(Limits{Total: 2, Address: 1})
	member := from("10.0.0.1")
	leave := d.Enter(member)
	leave()
	leave()
	enter(d, repeat("10.0.0.1", 5)...)
	if member.closed {
		t.Error("a connection that had left was closed")
	}
	if d.Waiting() != 1 {
		t.Errorf("%d wait, want 1", d.Waiting())
	}
}

func TestOrigin(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"one address", "10.0.0.1", "10.0.0.1", true},
		{"neighbours", "10.0.0.1", "10.0.0.2", false},
		{"mapped", "::ffff:10.0.0.1", "10.0.0.1", true},
		{"one network of 64 bits", "2001:db8::1", "2001:db8::ffff:1", true},
		{"two networks", "2001:db8::1", "2001:db8:0:1::1", false},
	} {
		if same := origin(from(c.a).from) == origin(from(c.b).from); same != c.same {
			t.Errorf("%s: %s and %s count as one: %t, want %t", c.name, c.a, c.b, same, c.same)
		}
	}
	if origin(&net.UnixAddr{Name: "a"}) != origin(&net.UnixAddr{Name: "b"}) {
		t.Error("unix sockets count apart")
	}
}

// A port behind a door holds as many as may wait, and one that is closed makes room.
func TestListener(t *testing.T) {
	port, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := New(Limits{Total: 3, Address: 2})
	l := d.Listener(port)
	defer l.Close()
	var server []net.Conn
	for range 5 {
		client, err := net.Dial("tcp", port.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		conn, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		server = append(server, conn)
	}
	if d.Waiting() != 2 || d.Closed() != (Closed{Address: 3}) {
		t.Errorf("%d wait, %+v closed, want 2 and 3", d.Waiting(), d.Closed())
	}
	if err := server[4].Close(); err != nil || d.Waiting() != 1 {
		t.Errorf("after one closed: %v, %d wait, want 1", err, d.Waiting())
	}
}
