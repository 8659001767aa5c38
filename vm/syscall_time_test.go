// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"encoding/binary"
	"testing"
)

// putTime writes a timespec.
func (p *Plain) putTime(address, seconds, ns uint64) {
	p.Put(address, binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil, seconds), ns))
}

func (p *Plain) getTime(address uint64) (seconds, ns uint64) {
	b := p.Get(address, 16)
	return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
}

// TestClocks reads clocks and counters: a step is a nanosecond, and all that slept is added.
func TestClocks(t *testing.T) {
	for _, c := range []struct {
		name        string
		clock       uint64
		steps, idle uint64
		seconds, ns uint64
	}{
		{"monotonic at the start", 1, 0, 0, 0, 0},
		{"monotonic", 1, 7, 3_000_000_001, 3, 8},
		{"process time", 2, 999_999_999, 1, 1, 0},
		{"real time", 0, 5, 0, ClockStart, 5},
		{"coarse real time", 5, 0, second, ClockStart + 1, 0},
		{"atomic time", 11, 0, 0, ClockStart, 0},
		{"a clock that nobody knows", 77, 1, 0, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			p.Steps, p.Idle = c.steps, c.idle
			p.call(t, sysClockGettime, c.clock, plainData+16)
			if s, ns := p.getTime(plainData + 16); s != c.seconds || ns != c.ns {
				t.Errorf("got %d.%09d, want %d.%09d", s, ns, c.seconds, c.ns)
			}
		})
	}
	p := NewPlain()
	p.Steps, p.Idle = 100, 1000
	for csr, want := range map[uint32]uint64{0xc00: 100, 0xc01: 1100, 0xc02: 100} {
		p.Steps = 100
		p.PC = ImageStart
		p.Put(ImageStart, binary.LittleEndian.AppendUint32(nil, csr<<20|2<<12|1<<7|0x73))
		if p.step(t); p.X[1] != want {
			t.Errorf("CSR %#x is %d, want %d", csr, p.X[1], want)
		}
	}
}

// TestSleeps has the only thread sleep: time jumps to the end of the sleep and no further.
func TestSleeps(t *testing.T) {
	const from = plainData
	for _, c := range []struct {
		name        string
		number      uint64
		a           []uint64
		seconds, ns uint64
		want        uint64 // the time at the wake-up; 0 for none
	}{
		{"nanosleep", sysNanosleep, []uint64{from}, 1, 5, 0},
		{"nanosleep of no time", sysNanosleep, []uint64{from}, 0, 0, 0},
		{"clock_nanosleep, relative", sysClockNanosleep, []uint64{1, 0, from}, 0, 77, 0},
		{"clock_nanosleep, absolute", sysClockNanosleep, []uint64{1, 1, from}, 2, 3, 2_000_000_003},
		{"clock_nanosleep, absolute, in the past", sysClockNanosleep, []uint64{1, 1, from}, 0, 3, 1000 + 2},
		{"clock_nanosleep, absolute, at 0", sysClockNanosleep, []uint64{1, 1, from}, 0, 0, 1000 + 2},
		{"clock_nanosleep, absolute, real time", sysClockNanosleep, []uint64{0, 1, from}, ClockStart + 9, 4, 9_000_000_004},
		{"clock_nanosleep, real time of long ago", sysClockNanosleep, []uint64{0, 1, from}, 5, 4, 1000 + 2},
		{"epoll_pwait", sysEpollPwait, []uint64{4, 0, 0, ^uint64(0)}, 0, 0, 1000 + pollSleep},
		{"epoll_pwait for longer", sysEpollPwait, []uint64{4, 0, 0, 60_000}, 0, 0, 1000 + pollSleep},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			p.Idle = 1000 // the time at the call
			p.putTime(from, c.seconds, c.ns)
			p.call(t, c.number, c.a...)
			for n := 0; p.Wait != WaitNone; n++ {
				if n > 5 {
					t.Fatal("does not wake")
				}
				p.step(t)
			}
			want := c.want
			if want == 0 {
				want = max(1001+c.seconds*second+c.ns, 1002) // the deadline counts from the second step of the call
			}
			// The step that wakes the thread counts itself.
			if got := p.Now() - 1; got < want || got > want+3 {
				t.Errorf("woke at %d, want %d", got, want)
			}
			if p.X[10] != 0 || p.PC != ImageStart+4 || p.Deadline != 0 {
				t.Errorf("result %d, pc %#x, deadline %d", int64(p.X[10]), p.PC, p.Deadline)
			}
		})
	}
}

// TestLongSleep sleeps for longer than a clock counts: the time is cut at 2^62 ns.
func TestLongSleep(t *testing.T) {
	p := NewPlain()
	p.putTime(plainData, ^uint64(0), ^uint64(0))
	p.call(t, sysNanosleep, plainData)
	if want := uint64(1<<62/second*second) + second; p.Deadline < want || p.Deadline > want+3 {
		t.Errorf("deadline %d, want %d", p.Deadline, want)
	}
}
