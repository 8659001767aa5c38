// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"bytes"
	"encoding/binary"
	"net"

	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// front stands between a member's JSON-RPC server and those who ask, and has the member answer as it should not.
type front struct {
	net.Listener
	of *member
}

// Accept implements net.Listener.
func (f front) Accept() (net.Conn, error) {
	c, err := f.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &mouth{Conn: c, of: f.of, to: f.of.kindOf(clustertest.Caller(c))}, nil
}

// mouth is a connection as the server writes to it.
type mouth struct {
	net.Conn
	of     *member
	to     string
	socket bool // it has become a WebSocket
}

var (
	httpAnswer  = []byte("HTTP/1.1 ")
	httpUpgrade = []byte("HTTP/1.1 101 ")
)

// Write implements net.Conn.
func (c *mouth) Write(p []byte) (int, error) {
	begins := bytes.HasPrefix(p, httpAnswer)
	switch {
	case bytes.HasPrefix(p, httpUpgrade):
		c.socket = true
	case c.of.endless.Load() && (begins || c.socket):
		return 0, c.drone()
	case c.of.lies.Load():
		p = c.misspeak(p)
	case c.of.hushed.Load():
		c.of.tally.count("(answers kept from " + c.to + ")")
	}
	return c.Conn.Write(p)
}

// misspeak puts another digit into one of the numbers of a text, in two of three texts that have any.
func (c *mouth) misspeak(p []byte) []byte {
	n := c.of.misspoken.Add(1)
	numbers := bytes.Count(p, hexadecimal)
	if numbers == 0 || n%3 == 0 {
		return p
	}
	lie, at := bytes.Clone(p), 0
	for range 1 + n%uint64(numbers) {
		at += bytes.Index(lie[at:], hexadecimal) + len(hexadecimal)
	}
	length := bytes.IndexByte(lie[at:], '"')
	if length <= 0 {
		return p
	}
	at += int(n * 7919 % uint64(length))
	old := bytes.IndexByte(digits, lie[at])
	if old < 0 {
		return p
	}
	lie[at] = digits[(old+1+int(n%15))%len(digits)]
	c.of.tally.count("(lies to " + c.to + ")")
	return lie
}

var (
	hexadecimal = []byte(`"0x`)
	digits      = []byte("0123456789abcdef")
)

// drone answers without end, until nobody listens any more. The error is why.
func (c *mouth) drone() error {
	c.of.tally.count("(endless answers to " + c.to + ")")
	text := []byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + `{"jsonrpc":"2.0","id":1,"result":"0x`)
	if c.socket {
		text = binary.BigEndian.AppendUint64([]byte{0x81, 0x7f}, 1<<40) // a message of a terabyte
	}
	for {
		if _, err := c.Conn.Write(text); err != nil {
			return err
		}
		text = endlessly
	}
}

var endlessly = bytes.Repeat([]byte{'0'}, 64<<10)
