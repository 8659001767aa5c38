// SPDX-License-Identifier: Apache-2.0

package game

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// everyEvent has one of each kind, with all bytes of every field in use.
var everyEvent = []Event{
	Asserted{Hash{1, 31: 9}, Hash{2, 31: 9}, common.Address{3, 19: 9}, Hash{4, 31: 9}, bytes.Repeat([]byte{7}, 170), Range{1<<64 - 1, Hash{5}, Hash{6}}},
	Asserted{Assertion: Hash{2}, State: []byte{}, End: Range{0, Hash{}, Hash{}}},
	Asserted{State: bytes.Repeat([]byte{8}, 32)},
	Entered{Hash{1}, Hash{2}, Hash{3}, Hash{4}, Hash{5}, common.Address{6, 19: 9}},
	SplitMade{Hash{1}, [16]Hash{{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15}, {16}}},
	Proven{Hash{1, 31: 1}},
	Raised{Hash{1}, 1<<32 - 1},
	Confirmed{Hash{1}, Hash{2}},
	Settled{Hash{1}, Hash{2}, 1<<64 - 1, 1<<64 - 2},
	Moved{common.Address{1, 19: 2}, Hash{3}},
	Unstaked{common.Address{1, 19: 2}},
	LastKnown{Hash{1}, Hash{2}},
	Withdrawn{common.Address{1}, common.Address{2}, new(uint256.Int).SetAllOne()},
}

func TestLogs(t *testing.T) {
	for _, e := range everyEvent {
		l, err := EncodeEvent(e)
		if err != nil {
			t.Errorf("%T: %v", e, err)
			continue
		}
		if got, err := DecodeEvent(l); err != nil || !reflect.DeepEqual(got, e) {
			t.Errorf("%T: got %+v (%v), want %+v", e, got, err, e)
		}
	}
	for _, e := range []Event{nil, Withdrawn{}, &Proven{}} {
		if l, err := EncodeEvent(e); err == nil {
			t.Errorf("%T: encoded as %+v", e, l)
		}
	}
}

// TestBadLogs spoils every log in all simple ways. None of them is an event, but those that say something else in a
// field.
func TestBadLogs(t *testing.T) {
	for _, e := range everyEvent {
		good, err := EncodeEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		for name, bad := range map[string]Log{
			"one byte more":   {good.Topics, append(bytes.Clone(good.Data), 0)},
			"one word more":   {good.Topics, append(bytes.Clone(good.Data), make([]byte, 32)...)},
			"no topic":        {nil, good.Data},
			"one topic less":  {good.Topics[:len(good.Topics)-1], good.Data},
			"one topic more":  {append(append([]Hash{}, good.Topics...), Hash{}), good.Data},
			"another's topic": {append([]Hash{{1}}, good.Topics[1:]...), good.Data},
		} {
			if got, err := DecodeEvent(bad); err == nil {
				t.Errorf("%T, %s: decoded as %+v", e, name, got)
			}
		}
		for n := range good.Data {
			if got, err := DecodeEvent(Log{good.Topics, good.Data[:n]}); err == nil {
				t.Errorf("%T, %d bytes of %d: decoded as %+v", e, n, len(good.Data), got)
			}
		}
		holdEveryBit(t, good)
	}
}

// holdEveryBit has a log with one bit changed be no event, or another one.
func holdEveryBit(t *testing.T, good Log) {
	t.Helper()
	want, err := DecodeEvent(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 * len(good.Data) {
		bad := Log{good.Topics, bytes.Clone(good.Data)}
		bad.Data[i/8] ^= 1 << (i % 8)
		if got, err := DecodeEvent(bad); err == nil && reflect.DeepEqual(got, want) {
			t.Fatalf("%T with bit %d changed is the same", want, i)
		}
	}
}

// FuzzLogs reads any topics and data: what is an event is written in the same way again.
func FuzzLogs(f *testing.F) {
	for _, e := range everyEvent {
		l, _ := EncodeEvent(e)
		f.Add(bytes.Join([][]byte{words(l.Topics...), l.Data}, nil), uint8(len(l.Topics)))
	}
	f.Fuzz(func(t *testing.T, b []byte, topics uint8) {
		var l Log
		for range topics % 6 {
			var h Hash
			b = b[copy(h[:], b):]
			l.Topics = append(l.Topics, h)
		}
		l.Data = b
		e, err := DecodeEvent(l)
		if err != nil {
			return
		}
		back, err := EncodeEvent(e)
		if err != nil || !bytes.Equal(back.Data, l.Data) || !reflect.DeepEqual(back.Topics, l.Topics) {
			t.Fatalf("%+v is written as %+v (%v)", l, back, err)
		}
	})
}
