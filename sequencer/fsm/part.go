// SPDX-License-Identifier: Apache-2.0

package fsm

import "bytes"

// MaxPart is how many bytes of an entry one place in the log holds. A larger one would hold up what members tell each other
// beside it.
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

// Gather takes a part. With the last one it returns the entry, which has not been applied; before, it returns nil. The error
// is an *Ignored or says that the parts are no entry; then nothing of them is left.
func (s *State) Gather(p *Part) (Entry, error) {
	parts := s.Parts
	s.Parts = nil
	if p.Seq == 0 {
		parts = nil
	}
	if p.Seq != uint64(len(parts)) || p.Seq >= p.Of || p.Of > maxParts {
		return nil, ignore("part %d of %d, part %d comes next", p.Seq, p.Of, len(parts))
	}
	parts = append(parts, p.Bytes)
	if p.Seq+1 < p.Of {
		s.Parts = parts
		return nil, nil
	}
	e, err := Decode(bytes.Join(parts, nil))
	if err != nil {
		return nil, err
	}
	if _, nested := e.(*Part); nested {
		return nil, ignore("a part of parts")
	}
	return e, nil
}
