// SPDX-License-Identifier: Apache-2.0

package door

import (
	"net"
	"sync"
)

// Listener puts the door in front of a whole port: its connections count until they are closed, whatever they have
// shown.
func (d *Door) Listener(port net.Listener) net.Listener { return &guarded{port, d} }

type guarded struct {
	net.Listener
	door *Door
}

// Accept implements net.Listener.
func (l *guarded) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &counted{Conn: conn, leave: sync.OnceFunc(l.door.Enter(conn))}, nil
}

// counted leaves the door when it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	c.leave()
	return c.Conn.Close()
}
