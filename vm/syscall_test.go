// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"bytes"
	"errors"
	"testing"
)

// negative is how a system call returns an error.
func negative(e errno) uint64 { return -uint64(e) }

// TestSystemCallResults has every system call whose effect is its result, alone or nearly so.
func TestSystemCallResults(t *testing.T) {
	const data, text, stack = plainData, ImageStart, AddressSpace - PageSize
	for _, c := range []struct {
		name   string
		number uint64
		a      []uint64
		want   uint64
		steps  int // 1 if left out
	}{
		{name: "an unknown number", number: 9999, want: negative(errNoSystem)},
		{name: "the largest number", number: ^uint64(0), want: negative(errNoSystem)},
		{name: "getpid", number: 172, want: 1},
		{name: "gettid", number: 178, want: 1},
		{name: "getppid", number: 173},
		{name: "getuid", number: 174},
		{name: "geteuid", number: 175},
		{name: "getgid", number: 176},
		{name: "getegid", number: 177},
		{name: "set_tid_address", number: 96, a: []uint64{data}, want: 1},
		{name: "set_robust_list", number: 99, a: []uint64{data, 24}},
		{name: "rt_sigaction", number: 134, a: []uint64{11, 0, data, 8}},
		{name: "rt_sigprocmask", number: 135, a: []uint64{0, 0, data, 8}},
		{name: "sigaltstack", number: 132, a: []uint64{data, 0}},
		{name: "mprotect", number: 226, a: []uint64{data, 4096, 1}},
		{name: "riscv_flush_icache", number: 259},
		{name: "prctl", number: 167, a: []uint64{38}, want: negative(errInvalid)},
		{name: "openat", number: 56, a: []uint64{0, data, 0}, want: negative(errNoEntry)},
		{name: "readlinkat", number: 78, a: []uint64{0, data, 0}, want: negative(errNoEntry)},
		{name: "ioctl", number: 29, a: []uint64{1, 0x5401, data}, want: negative(errNoTerminal)},
		{name: "lseek", number: 62, a: []uint64{1, 0, 1}, want: negative(errNoSeek)},
		{name: "close", number: 57, a: []uint64{3}},
		{name: "epoll_create1", number: 20, want: 4},
		{name: "eventfd2", number: 19, want: 5},
		{name: "epoll_ctl", number: 21, a: []uint64{4, 1, 5, data}},
		{name: "epoll_pwait that does not wait", number: 22, a: []uint64{4, data, 1, 0}},
		{name: "fcntl F_GETFL", number: 25, a: []uint64{1, 3}, want: 2},
		{name: "fcntl F_GETFD", number: 25, a: []uint64{5, 1}},
		{name: "fcntl F_SETFL", number: 25, a: []uint64{5, 4, 0x800}},
		{name: "fcntl F_DUPFD", number: 25, a: []uint64{1, 0}, want: negative(errInvalid)},
		{name: "fcntl of no file", number: 25, a: []uint64{6, 3}, want: negative(errBadFile)},
		{name: "sched_yield alone", number: 124},

		{name: "sched_getaffinity", number: 123, a: []uint64{0, 128, data}, want: 8},
		{name: "sched_getaffinity, short", number: 123, a: []uint64{0, 7, data}, want: negative(errInvalid)},
		{name: "sched_getaffinity, odd", number: 123, a: []uint64{0, 8, data + 4}, want: negative(errBadAddress)},
		{name: "sched_getaffinity into text", number: 123, a: []uint64{0, 8, text}, want: negative(errBadAddress)},

		{name: "getrandom", number: 278, a: []uint64{data, 16, 0}, want: 16},
		{name: "getrandom to the end of a leaf", number: 278, a: []uint64{data + 30, 16, 0}, want: 2},
		{name: "getrandom of nothing, nowhere", number: 278, a: []uint64{0, 0, 0}},
		{name: "getrandom into text", number: 278, a: []uint64{text, 16, 0}, want: negative(errBadAddress)},

		{name: "read from no file", number: 63, a: []uint64{7, data, 8}, want: negative(errBadFile)},
		{name: "read from output", number: 63, a: []uint64{1, data, 8}, want: negative(errBadFile)},
		{name: "read from the eventfd", number: 63, a: []uint64{5, data, 8}, want: negative(errAgain)},
		{name: "read from empty input", number: 63, a: []uint64{0, data, 8}},
		{name: "write to no file", number: 64, a: []uint64{6, data, 8}, want: negative(errBadFile)},
		{name: "write to input", number: 64, a: []uint64{0, data, 8}, want: negative(errBadFile)},
		{name: "write to the eventfd", number: 64, a: []uint64{5, data, 8}, want: 8},
		{name: "write nothing", number: 64, a: []uint64{1, 0, 0}},
		{name: "write from nowhere", number: 64, a: []uint64{1, 0, 8}, want: negative(errBadAddress)},
		{name: "write from above", number: 64, a: []uint64{1, AddressSpace, 8}, want: negative(errBadAddress)},
		{name: "write from text", number: 64, a: []uint64{1, text, 8}, want: 8},
		{name: "write from the last bytes", number: 64, a: []uint64{2, AddressSpace - 3, 8}, want: 3},

		{name: "clock_gettime into text", number: 113, a: []uint64{0, text}, want: negative(errBadAddress)},
		{name: "clock_gettime over a border", number: 113, a: []uint64{0, data + PageSize - 8}, want: negative(errBadAddress)},
		{name: "clock_gettime, odd", number: 113, a: []uint64{0, data + 4}, want: negative(errBadAddress)},
		{name: "clock_gettime", number: 113, a: []uint64{1, data}, steps: 2},
		{name: "nanosleep from nowhere", number: 101, a: []uint64{0, 0}, want: negative(errBadAddress)},
		{name: "clock_nanosleep from nowhere", number: 115, a: []uint64{1, 1, 4, 0}, want: negative(errBadAddress)},

		{name: "futex wake", number: 98, a: []uint64{data, 1 | 128, 1}},
		{name: "futex wake by bits", number: 98, a: []uint64{data, 10, 1}},
		{name: "futex requeue", number: 98, a: []uint64{data, 3, 1}, want: negative(errNoSystem)},
		{name: "futex wait for another value", number: 98, a: []uint64{data, 0, 7}, want: negative(errAgain)},
		{name: "futex wait, odd", number: 98, a: []uint64{data + 2, 0, 0}, want: negative(errInvalid)},
		{name: "futex wait nowhere", number: 98, a: []uint64{0, 0, 0}, want: negative(errBadAddress)},
		{name: "futex wait for a time from nowhere", number: 98, a: []uint64{data, 0, 0, 8}, want: negative(errBadAddress)},
		{name: "futex wait for another value for a time", number: 98, a: []uint64{data, 0, 7, data}, want: negative(errAgain), steps: 3},

		{name: "fork", number: 220, a: []uint64{17}, want: negative(errNoSystem)},
		{name: "clone with a tid in the child", number: 220, a: []uint64{0x1010100}, want: negative(errInvalid)},
		{name: "clone with a tid nowhere", number: 220, a: []uint64{0x110100, stack, 0}, want: negative(errBadAddress)},
		{name: "clone with an odd tid", number: 220, a: []uint64{0x110100, stack, data + 2}, want: negative(errBadAddress)},

		{name: "kill with 0", number: 129, a: []uint64{1, 0}},
		{name: "tkill with SIGCHLD", number: 130, a: []uint64{1, 17}},
		{name: "tgkill with SIGURG", number: 131, a: []uint64{1, 1, 23}},
		{name: "kill with no signal", number: 129, a: []uint64{1, 65}, want: negative(errInvalid)},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			steps := p.call(t, c.number, c.a...)
			if p.X[10] != c.want {
				t.Errorf("got %d, want %d", int64(p.X[10]), int64(c.want))
			}
			if steps != max(c.steps, 1) {
				t.Errorf("%d steps, want %d", steps, max(c.steps, 1))
			}
			if p.PC != ImageStart+4 || p.Phase != 0 || p.Latch != 0 || p.Status != Running || p.Steps != uint64(steps) {
				t.Errorf("left pc %#x, phase %d, latch %d, status %d, %d steps", p.PC, p.Phase, p.Latch, p.Status, p.Steps)
			}
		})
	}
}

// TestHalts has every way that a machine comes to a halt.
func TestHalts(t *testing.T) {
	const data, text = plainData, ImageStart
	halt := func(status Status, code uint8, number uint64, a ...uint64) func(t *testing.T) {
		return func(t *testing.T) {
			p := NewPlain()
			p.call(t, number, a...)
			checkHalt(t, p, status, code)
		}
	}
	t.Run("exit_group", halt(Exited, 7, 94, 7))
	t.Run("exit_group with more than a byte", halt(Exited, 0xff, 94, 0x12ff))
	t.Run("exit of the only thread", halt(Exited, 3, 93, 3))
	t.Run("kill with SIGKILL", halt(Faulted, 137, 129, 1, 9))
	t.Run("tkill with SIGABRT", halt(Faulted, 134, 130, 1, 6))
	t.Run("tgkill with SIGTERM", halt(Faulted, 143, 131, 1, 1, 15))
	t.Run("a futex that nobody can wake", func(t *testing.T) {
		p := NewPlain()
		p.call(t, 98, data, 0, 0)
		for range 3 {
			p.step(t)
		}
		checkHalt(t, p, Faulted, uint8(FaultDeadlock))
	})
	for _, c := range []struct {
		name string
		code []byte
		pc   uint64
		set  func(p *Plain)
		want Fault
	}{
		{"zeroes", []byte{0, 0, 0, 0}, text, nil, FaultIllegal},
		{"ebreak", []byte{0x73, 0, 0x10, 0}, text, nil, FaultBreakpoint},
		{"c.ebreak", []byte{2, 0x90}, text, nil, FaultBreakpoint},
		{"pc in data", nil, data, nil, FaultMemory},
		{"pc at 0", nil, 0, nil, FaultMemory},
		{"pc at the end of all", nil, ^uint64(1), nil, FaultMemory},
		{"half an instruction at the end of text", []byte{0x13, 0}, data - 2, nil, FaultMemory},
		{"a reserved rounding mode in fcsr", []byte{0xd3, 0x70, 0x00, 0x00}, text, func(p *Plain) { p.FCSR = 5 << 5 }, FaultIllegal},
		{"load of a word at 2", []byte{0x83, 0x20, 0x21, 0}, text, func(p *Plain) { p.X[2] = data }, FaultMisaligned},
		{"load at 0", []byte{0x83, 0x30, 0x00, 0}, text, nil, FaultMemory},
		{"load behind the data", []byte{0x83, 0x30, 0x01, 0}, text, func(p *Plain) { p.X[2] = data + PageSize }, FaultMemory},
		{"load above the address space", []byte{0x83, 0x30, 0x01, 0}, text, func(p *Plain) { p.X[2] = AddressSpace }, FaultMemory},
		{"load just below the stack", []byte{0x83, 0x30, 0x81, 0xff}, text, func(p *Plain) { p.X[2] = StackStart }, FaultMemory},
		{"store into text", []byte{0x23, 0x30, 0x11, 0}, text, func(p *Plain) { p.X[2] = text }, FaultMemory},
		{"sc into text without a reservation", []byte{0xaf, 0x30, 0x11, 0x18}, text, func(p *Plain) { p.X[2] = text }, FaultMemory},
		{"amo on text", []byte{0xaf, 0x30, 0x11, 0}, text, func(p *Plain) { p.X[2] = text }, FaultMemory},
		{"misaligned amo", []byte{0xaf, 0x30, 0x11, 0}, text, func(p *Plain) { p.X[2] = data + 4 }, FaultMisaligned},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			p.PC = c.pc
			p.Put(c.pc%AddressSpace, c.code)
			if c.set != nil {
				c.set(p)
			}
			want := p.State
			want.Steps, want.Status, want.ExitCode = 1, Faulted, uint8(c.want)
			p.step(t)
			if p.State != want {
				t.Errorf("got %+v\nwant %+v", p.State, want)
			}
			checkHalt(t, p, Faulted, uint8(c.want))
		})
	}
}

// checkHalt also wants that a halted machine stays as it is.
func checkHalt(t *testing.T, p *Plain, status Status, code uint8) {
	t.Helper()
	if p.Status != status || p.ExitCode != code {
		t.Fatalf("status %d, code %d, want %d, %d", p.Status, p.ExitCode, status, code)
	}
	before := p.State
	p.step(t)
	if p.State != before {
		t.Errorf("went on from\n%+v\nto\n%+v", before, p.State)
	}
}

func TestReadInput(t *testing.T) {
	p := NewPlain()
	p.InputEnd = uint8(copy(p.Input[:], "forty bytes of input, which is two reads"))
	var got []byte
	for {
		p.call(t, sysRead, 0, plainData, 100)
		if p.X[10] == 0 {
			break
		}
		got = append(got, p.Get(plainData, p.X[10])...)
	}
	if want := p.Input[:p.InputEnd]; !bytes.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	p.InputAt = 0
	if p.call(t, sysRead, 0, ImageStart, 4); p.X[10] != negative(errBadAddress) || p.InputAt != 0 {
		t.Errorf("reading into text: result %d, %d bytes taken", int64(p.X[10]), p.InputAt)
	}
}

func TestWrite(t *testing.T) {
	p := NewPlain()
	text := []byte("more than one leaf of memory, in a place that is not its start")
	p.Put(plainData+5, text)
	var want Hash
	for at := 0; at < len(text); {
		p.call(t, sysWrite, 2, plainData+5+uint64(at), uint64(len(text)-at))
		n := int(p.X[10])
		if left := LeafSize - (5+at)%LeafSize; n != min(left, len(text)-at) {
			t.Fatalf("wrote %d bytes at %d", n, at)
		}
		want = hash(want[:], []byte{2}, text[at:at+n])
		at += n
	}
	if !bytes.Equal(p.Written[2], text) || p.State.Output != want {
		t.Errorf("got %q, chain %x, want %q, %x", p.Written[2], p.State.Output, text, want)
	}
}

func TestOracle(t *testing.T) {
	p := NewPlain()
	key := Hash{1, 2, 3, 31: 32}
	value := []byte("a value that is longer than one chunk of thirty-two bytes")
	p.Preimages[key] = value
	p.Put(plainData+20, key[:])
	for at := uint64(0); at < 32; at += p.X[10] { // two pieces: the key crosses a leaf
		p.call(t, sysWrite, fileOracle, plainData+20+at, 32-at)
	}
	if p.OracleKey != key {
		t.Fatalf("key %x, want %x", p.OracleKey, key)
	}
	for _, room := range []uint64{5, 1000, 1000, 7, 1000, 1000} {
		at := p.OracleOffset
		p.call(t, sysRead, fileOracle, plainData, room)
		n := p.X[10]
		want := value[at:min(at+room, (at/32+1)*32, uint64(len(value)))]
		if got := p.Get(plainData, n); !bytes.Equal(got, want) {
			t.Errorf("at %d: got %q, want %q", at, got, want)
		}
	}
	if p.OracleOffset != uint64(len(value)) {
		t.Errorf("stopped at %d of %d", p.OracleOffset, len(value))
	}
	p.call(t, sysWrite, fileOracle, plainData, 1)
	if p.OracleOffset != 0 {
		t.Errorf("a new key starts at %d", p.OracleOffset)
	}
	before := p.State
	p.X[17], p.X[10], p.PC = sysRead, fileOracle, ImageStart
	before.Thread = p.Thread
	if err := p.Step(p); !errors.Is(err, errNoPreimage) || p.State != before {
		t.Errorf("a missing preimage: %v, the state moved: %v", err, p.State != before)
	}
}
