// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// filled is a legal state in which every field has a value of its own.
func filled() State {
	r := rand.New(rand.NewPCG(3, 3))
	var s State
	fill(reflect.ValueOf(&s).Elem(), r)
	s.X[0] = 0
	s.PC &^= 1
	s.Wait, s.Status, s.Direction, s.AllAsleep = WaitSleep, Faulted, 1, 1
	s.InputAt, s.InputEnd = 3, 100
	s.ReadOnlyEnd, s.Break, s.Top = 0x20000, 0x30123, 0x40000
	return s
}

func fill(v reflect.Value, r *rand.Rand) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), r)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), r)
		}
	default:
		v.SetUint(r.Uint64())
	}
}

// TestHeader writes a header and reads it back, and changes every byte: each must matter, and none may be ignored.
func TestHeader(t *testing.T) {
	s := filled()
	header := s.Header()
	back, err := DecodeHeader(header[:])
	if err != nil || back != s {
		t.Fatalf("%v, got %+v\nwant %+v", err, back, s)
	}
	for i := range header {
		changed := header
		changed[i] ^= 2
		other, err := DecodeHeader(changed[:])
		if err == nil && other == s {
			t.Errorf("byte %d is ignored", i)
		}
		if again := other.Header(); err == nil && again != changed {
			t.Errorf("byte %d: another header comes back", i)
		}
	}
}

// TestHeaderLayout pins the places of fields to the drawing above HeaderSize.
func TestHeaderLayout(t *testing.T) {
	s := filled()
	header := s.Header()
	be := binary.BigEndian
	for _, c := range []struct {
		name string
		at   int
		want []byte
	}{
		{"pc", 0, be.AppendUint64(nil, s.PC)},
		{"x1", 8, be.AppendUint64(nil, s.X[1])},
		{"x31", 8 + 30*8, be.AppendUint64(nil, s.X[31])},
		{"f0", 8 + 31*8, be.AppendUint64(nil, s.F[0])},
		{"f31", 8 + 62*8, be.AppendUint64(nil, s.F[31])},
		{"fcsr", 512, []byte{s.FCSR}},
		{"id", 513, be.AppendUint32(nil, s.ID)},
		{"wait", 517, []byte{byte(s.Wait)}},
		{"clearOnExit", 538, be.AppendUint64(nil, s.ClearOnExit)},
		{"steps", 546, be.AppendUint64(nil, s.Steps)},
		{"idle", 554, be.AppendUint64(nil, s.Idle)},
		{"reservation", 562, be.AppendUint64(nil, s.Reservation)},
		{"phase", 570, []byte{s.Phase}},
		{"latch", 571, be.AppendUint64(nil, s.Latch)},
		{"readOnlyEnd", 579, be.AppendUint64(nil, s.ReadOnlyEnd)},
		{"nextID", 603, be.AppendUint32(nil, s.NextID)},
		{"direction", 607, []byte{s.Direction}},
		{"earliest", 609, be.AppendUint64(nil, s.Earliest)},
		{"left", 617, s.Left[:]},
		{"right", 649, s.Right[:]},
		{"oracleKey", 681, s.OracleKey[:]},
		{"oracleOffset", 713, be.AppendUint64(nil, s.OracleOffset)},
		{"inputAt", 721, []byte{s.InputAt}},
		{"input", 723, s.Input[:]},
		{"output", 851, s.Output[:]},
		{"exitCode", 884, []byte{s.ExitCode}},
	} {
		if got := header[c.at:][:len(c.want)]; !bytes.Equal(got, c.want) {
			t.Errorf("%s at %d: got %x, want %x", c.name, c.at, got, c.want)
		}
	}
	root := Hash{9}
	if got, want := s.Hash(root), hash(header[:], root[:]); got != want {
		t.Errorf("hash %x, want %x", got, want)
	}
}

// TestHeaderRefusals has a state that is refused for every reason, and the nearest that is not.
func TestHeaderRefusals(t *testing.T) {
	for _, c := range []struct {
		complaint string // none if empty
		change    func(s *State)
	}{
		{"", func(*State) {}},
		{"odd pc", func(s *State) { s.PC = 0x1001 }},
		{"wait 3", func(s *State) { s.Wait = 3 }},
		{"scheduler flags 2", func(s *State) { s.Direction = 2 }},
		{"scheduler flags 1, 2", func(s *State) { s.AllAsleep = 2 }},
		{"input 4 of 3", func(s *State) { s.InputAt, s.InputEnd = 4, 3 }},
		{"input 4 of 129", func(s *State) { s.InputAt, s.InputEnd = 4, 129 }},
		{"", func(s *State) { s.InputAt, s.InputEnd = 128, 128 }},
		{"status 3", func(s *State) { s.Status = 3 }},
		{"are not pages", func(s *State) { s.ReadOnlyEnd++ }},
		{"are not pages", func(s *State) { s.Top++ }},
		{"out of order", func(s *State) { s.ReadOnlyEnd = 0 }},
		{"", func(s *State) { s.ReadOnlyEnd = ImageStart }},
		{"out of order", func(s *State) { s.Break = s.ReadOnlyEnd - 1 }},
		{"out of order", func(s *State) { s.Top = s.ReadOnlyEnd }},
		{"out of order", func(s *State) { s.Top = StackStart + PageSize }},
		{"", func(s *State) { s.Top = StackStart }},
	} {
		s := filled()
		c.change(&s)
		header := s.Header()
		_, err := DecodeHeader(header[:])
		if (err == nil) != (c.complaint == "") || err != nil && !strings.Contains(err.Error(), c.complaint) {
			t.Errorf("got %v, want %q", err, c.complaint)
		}
	}
	for _, size := range []int{0, HeaderSize - 1, HeaderSize + 1} {
		if _, err := DecodeHeader(make([]byte, size)); err == nil {
			t.Errorf("%d bytes are taken for a header", size)
		}
	}
}

// TestParkedRoot pins the root of a parked thread.
func TestParkedRoot(t *testing.T) {
	s := filled()
	header := s.Header()
	p := Parked{Below: Hash{7}, Thread: s.Thread}
	if got, want := p.Root(), hash(p.Below[:], header[:ThreadSize]); got != want {
		t.Errorf("got %x, want %x", got, want)
	}
}

// FuzzHeader changes a header. What is accepted encodes to the same bytes, and a step of it leads to what is accepted.
func FuzzHeader(f *testing.F) {
	s := filled()
	s.Status, s.Wait, s.PC = Running, WaitNone, ImageStart
	header := s.Header()
	s.X[17] = sysMmap
	call := s.Header()
	f.Add(false, uint16(0), []byte{}, uint16(HeaderSize-2), []byte{2, 0})
	f.Add(true, uint16(8+16*8), []byte{0, 0, 0, 0, 0, 0, 0, sysClone}, uint16(570), []byte{1})
	f.Fuzz(func(t *testing.T, calls bool, at1 uint16, patch1 []byte, at2 uint16, patch2 []byte) {
		b := header[:]
		if calls {
			b = call[:]
		}
		b = bytes.Clone(b)
		copy(b[int(at1)%len(b):], patch1)
		copy(b[int(at2)%len(b):], patch2)
		s, err := DecodeHeader(b)
		if err != nil {
			return
		}
		if again := s.Header(); !bytes.Equal(again[:], b) {
			t.Fatalf("%x comes back as %x", b, again)
		}
		p := NewPlain()
		p.State = s
		p.Put(s.PC%AddressSpace, []byte{0x73, 0, 0, 0})
		if err := p.Step(p); err != nil {
			return // a thread or preimage that Plain does not have
		}
		after := p.Header()
		if back, err := DecodeHeader(after[:]); err != nil || back != p.State {
			t.Fatalf("a step left a state that is refused: %v", err)
		}
	})
}
