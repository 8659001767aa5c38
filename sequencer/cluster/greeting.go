// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// A greeting is the first thing that each side says on every connection between members, of whatever protocol, when
// both certificates have been checked. It never changes: builds of all protocols must be able to tell each other why
// they do not talk.
//
//	 0        4              12          44           76           108
//	┌────────┬──────────────┬───────────┬────────────┬────────────┐
//	│ "adit" │ protocol (8) │ rollup    │ genesis    │ program    │
//	│ (4)    │ big endian   │ hash (32) │ hash (32)  │ hash (32)  │
//	└────────┴──────────────┴───────────┴────────────┴────────────┘
const (
	greetingTag  = "adit"
	greetingSize = len(greetingTag) + 8 + 3*common.HashLength
)

func (c Charter) encode() []byte {
	b := append(make([]byte, 0, greetingSize), greetingTag...)
	b = binary.BigEndian.AppendUint64(b, c.Protocol)
	for _, hash := range []common.Hash{c.Rollup, c.Genesis, c.Program} {
		b = append(b, hash[:]...)
	}
	return b
}

// decodeCharter reads a whole greeting.
func decodeCharter(b []byte) (c Charter, err error) {
	if len(b) != greetingSize || string(b[:len(greetingTag)]) != greetingTag {
		return c, fmt.Errorf("%x is no greeting", b)
	}
	b = b[len(greetingTag):]
	c.Protocol = binary.BigEndian.Uint64(b)
	for i, hash := range []*common.Hash{&c.Rollup, &c.Genesis, &c.Program} {
		*hash = common.Hash(b[8+i*common.HashLength:])
	}
	return c, nil
}

// greet exchanges greetings on a connection to a member whose certificate has been checked, in bounded time, and
// returns a Difference if the two must not talk. Both sides say theirs first, so both learn of it.
func (c Charter) greet(conn net.Conn, member string, patience time.Duration) error {
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return fmt.Errorf("greet member %s: %w", member, err)
	}
	if _, err := conn.Write(c.encode()); err != nil {
		return fmt.Errorf("greet member %s: %w", member, err)
	}
	b := make([]byte, greetingSize)
	if _, err := io.ReadFull(conn, b); err != nil {
		return fmt.Errorf("greeting of member %s: %w", member, err)
	}
	theirs, err := decodeCharter(b)
	if err != nil {
		return fmt.Errorf("greeting of member %s: %w", member, err)
	}
	if err := c.compare(member, theirs); err != nil {
		return err
	}
	return conn.SetDeadline(time.Time{})
}
