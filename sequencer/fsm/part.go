// SPDX-License-Identifier: Apache-2.0

package fsm

import (
	"bytes"
	"errors"
)

// MaxPart is how many bytes of an entry one place in the log holds. A larger one would hold up what members tell each
// other beside it.
const MaxPart = 512 << 10

// maxParts bounds what a log can make its members gather: 1 GiB, far more than the largest block that L1 can dictate.
const maxParts = 2048

// Split gives an encoded entry as the log can hold it: by itself, or in parts.
func Split(entry []byte) ([][]byte, error) {
	if len(entry) <= MaxPart {
		return [][]byte{entry}, nil
	}
	n := (len(entry) + MaxPart - 1) / MaxPart
	out := make([][]byte, 0, n)
	for i := range n {
		part, err := Encode(&Part{Seq: uint64(i), Of: uint64(n), Bytes: entry[i*MaxPart : min((i+1)*MaxPart, len(entry))]})
		if err != nil {
			return nil, err
		}
		out = append(out, part)
	}
	return out, nil
}

// Read gives the entry that the next bytes of the log complete; it has not been applied. It is nil when more parts are
// to come, or when the bytes are no entry: the answer says which. The error is an ErrFormat, and ends the member.
func (s *State) Read(data []byte) (Entry, Answer, error) {
	e, answer, err := read(data)
	if part, ok := e.(*Part); ok {
		return s.gather(part)
	}
	return e, answer, err
}

// read decodes bytes. Bytes that are no entry are ignored.
func read(data []byte) (Entry, Answer, error) {
	e, err := Decode(data)
	switch {
	case errors.Is(err, ErrFormat):
		return nil, Answer{}, err
	case err != nil:
		return nil, ignore("%v", err), nil
	}
	return e, Answer{}, nil
}

// gather takes a part. With the last one it returns the entry. Of parts that are no entry nothing is left.
func (s *State) gather(p *Part) (Entry, Answer, error) {
	parts := s.Parts
	s.Parts = nil
	if p.Seq == 0 {
		parts = nil
	}
	if p.Seq != uint64(len(parts)) || p.Seq >= p.Of || p.Of > maxParts {
		return nil, ignore("part %d of %d, part %d comes next", p.Seq, p.Of, len(parts)), nil
	}
	parts = append(parts, p.Bytes)
	if p.Seq+1 < p.Of {
		s.Parts = parts
		return nil, Answer{Outcome: Gathered}, nil
	}
	e, answer, err := read(bytes.Join(parts, nil))
	if _, nested := e.(*Part); nested {
		return nil, ignore("a part of parts"), nil
	}
	return e, answer, err
}
