// SPDX-License-Identifier: Apache-2.0

// Package door bounds the connections of those who have not shown yet that they may be served. It decides who has to
// go, never who may come: that is for whoever serves the connection.
package door

import (
	"net"
	"net/netip"
	"slices"
	"sync"
)

// Limits bound how many connections wait at a door. Beyond them the oldest of the address with the most is closed, so
// whoever comes from another address than a crowd is not displaced by it.
type Limits struct {
	Total   int // from everywhere
	Address int // from one IPv4 address or one IPv6 network of 64 bits
}

// Door holds connections until they leave, and closes those that are over a limit.
type Door struct {
	limits Limits

	mu     sync.Mutex // guards what follows
	guests []*guest   // the oldest first
	closed Closed
}

// Closed counts the connections that had to go, by the limit that they were over.
type Closed struct {
	Total   uint64
	Address uint64
}

type guest struct {
	conn net.Conn
	from netip.Prefix
}

// New is an open door. Limits below 1 let nobody wait.
func New(limits Limits) *Door { return &Door{limits: limits} }

// Enter takes a connection in, and closes another one, or this one, if that is one too many. Leave says that the
// connection has shown who it is, or is over; it may be called again.
func (d *Door) Enter(conn net.Conn) (leave func()) {
	g := &guest{conn: conn, from: origin(conn.RemoteAddr())}
	d.mu.Lock()
	d.guests = append(d.guests, g)
	gone := d.displace(g.from)
	d.mu.Unlock()
	if gone != nil {
		gone.conn.Close()
	}
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.drop(g)
	}
}

// Waiting is how many connections are inside.
func (d *Door) Waiting() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.guests)
}

// Closed counts the connections that had to go.
func (d *Door) Closed() Closed {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// displace takes out who has to go now that somebody came from an address, nil when all may stay; mu is held. At most
// one is too many, since this is called with each that comes.
func (d *Door) displace(from netip.Prefix) *guest {
	crowd := make(map[netip.Prefix]int)
	for _, g := range d.guests {
		crowd[g.from]++
	}
	counter := &d.closed.Address
	switch {
	case crowd[from] > d.limits.Address:
	case len(d.guests) > d.limits.Total:
		from, counter = d.largest(crowd), &d.closed.Total
	default:
		return nil
	}
	for _, g := range d.guests {
		if g.from == from {
			d.drop(g)
			*counter++
			return g
		}
	}
	return nil
}

// largest is the address with the most guests; of several, the one that has waited longest.
func (d *Door) largest(crowd map[netip.Prefix]int) netip.Prefix {
	var most netip.Prefix
	for _, g := range d.guests {
		if crowd[g.from] > crowd[most] {
			most = g.from
		}
	}
	return most
}

func (d *Door) drop(g *guest) {
	if i := slices.Index(d.guests, g); i >= 0 {
		d.guests = slices.Delete(d.guests, i, i+1)
	}
}

// origin is what counts as one address. What is no IP address, such as a unix socket, counts as one altogether.
func origin(address net.Addr) netip.Prefix {
	tcp, ok := address.(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}
	}
	ip := tcp.AddrPort().Addr().Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	network, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}
