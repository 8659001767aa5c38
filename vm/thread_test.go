// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const threadFlags = cloneVM | cloneThread

// word32 reads a word of memory.
func (p *Plain) word32(address uint64) uint32 { return binary.LittleEndian.Uint32(p.Get(address, 4)) }

// setWord writes a word of memory as a plain store does.
func (p *Plain) setWord(address uint64, v uint32) {
	p.Put(address, binary.LittleEndian.AppendUint32(nil, v))
}

// settle runs the scheduler until a thread runs.
func (p *Plain) settle(t *testing.T) {
	t.Helper()
	for n := 0; p.Wait != WaitNone && p.Status == Running; n++ {
		if n > 1000 {
			t.Fatal("no thread ever runs")
		}
		p.step(t)
	}
}

// TestThreads runs scripts. Each line is what the thread that runs does, and which thread runs then:
//
//	clone              a thread of its own stack is made
//	yield, exit
//	set N              the word becomes N
//	wait N [T]         futex wait while the word is N, for T ns
//	wake               futex wake, which does nothing
//	sleep T            nanosleep for T ns
//
// "-> 2 = 5" says that thread 2 runs and that the call which it came back from had the result 5.
func TestThreads(t *testing.T) {
	for _, c := range []struct {
		name   string
		script string
	}{
		{"the new thread runs when the first yields", `
			clone -> 1 = 2
			yield -> 2 = 0
			yield -> 1 = 0
			exit -> 2 = 0`},
		{"the latest thread is next, then the walk turns round at the end", `
			clone -> 1 = 2
			clone -> 1 = 3
			clone -> 1 = 4
			yield -> 4 = 0
			yield -> 3 = 0
			yield -> 2 = 0
			yield -> 3 = 0
			yield -> 4 = 0
			yield -> 1 = 0
			yield -> 4 = 0`},
		{"a waiter wakes when the word differs, not when it is woken", `
			clone -> 1 = 2
			wait 0 -> 2 = 0
			wake -> 2 = 0
			yield -> 2 = 0
			set 1
			yield -> 1 = 0`},
		{"a waiter that finds the word back as it was sleeps on", `
			clone -> 1 = 2
			wait 0 -> 2 = 0
			set 1
			wake -> 2 = 0
			set 0
			yield -> 2 = 0
			set 2
			yield -> 1 = 0`},
		{"a wait ends with its time", `
			clone -> 1 = 2
			wait 0 50000 -> 2 = 0
			wait 0 -> 1 = -110`},
		{"the earliest time is first, wherever the thread is", `
			clone -> 1 = 2
			clone -> 1 = 3
			sleep 900000 -> 3 = 0
			sleep 300000 -> 2 = 0
			sleep 600000 -> 3 = 0
			exit -> 2 = 0
			exit -> 1 = 0`},
		{"a wait without a time outlasts the others", `
			clone -> 1 = 2
			clone -> 1 = 3
			wait 0 -> 3 = 0
			sleep 10 -> 2 = 0
			sleep 20 -> 3 = 0
			set 9
			exit -> 1 = 0
			exit -> 2 = 0`},
		{"time does not jump while a thread runs", `
			clone -> 1 = 2
			sleep 1000000000 -> 2 = 0
			yield -> 2 = 0
			yield -> 2 = 0
			yield -> 2 = 0`},
		{"a thread that exits clears its word, which wakes who joins it", `
			set 2
			clone-clear -> 1 = 2
			wait 2 -> 2 = 0
			exit -> 1 = 0`},
		{"all but one exit", `
			clone -> 1 = 2
			clone -> 1 = 3
			exit -> 3 = 0
			exit -> 2 = 0`},
	} {
		t.Run(c.name, func(t *testing.T) { runThreads(t, c.script) })
	}
}

func runThreads(t *testing.T, script string) {
	const word, timespec = plainData, plainData + 64
	p := NewPlain()
	idle := uint64(0)
	for line := range strings.Lines(strings.TrimSpace(script)) {
		line = strings.TrimSpace(line)
		action, want, checked := strings.Cut(line, " -> ")
		name, rest, _ := strings.Cut(action, " ")
		var n, ns uint64
		_, _ = fmt.Sscan(rest, &n, &ns)
		switch name {
		case "clone":
			p.call(t, sysClone, threadFlags, StackStart+uint64(p.NextID)*PageSize)
		case "clone-clear":
			p.call(t, sysClone, threadFlags|cloneChildClearTid, StackStart+uint64(p.NextID)*PageSize, 0, 0, word)
		case "yield":
			p.call(t, sysSchedYield)
		case "exit":
			p.call(t, sysExit, 0)
		case "set":
			p.setWord(word, uint32(n))
		case "wait":
			timeout := uint64(0)
			if ns != 0 {
				p.putTime(timespec, 0, ns)
				timeout = timespec
			}
			p.call(t, sysFutex, word, futexWait|128, n, timeout)
		case "wake":
			p.call(t, sysFutex, word, futexWake|128, 1)
		case "sleep":
			p.putTime(timespec, 0, n)
			p.call(t, sysNanosleep, timespec)
		default:
			t.Fatalf("no action %q", name)
		}
		p.settle(t)
		if got := fmt.Sprintf("%d = %d", p.ID, int64(p.X[10])); checked && got != want {
			t.Fatalf("%s: got %s, want %s", line, got, want)
		}
		if p.ID != 1 && p.X[registerStack] != StackStart+uint64(p.ID)*PageSize {
			t.Fatalf("%s: thread %d runs on stack %#x", line, p.ID, p.X[registerStack])
		}
		if name == "yield" && p.Idle != idle {
			t.Fatalf("%s: time jumped by %d ns", line, p.Idle-idle)
		}
		idle = p.Idle
	}
}

// TestClone checks what a new thread has of its parent and what it has of its own.
func TestClone(t *testing.T) {
	p := NewPlain()
	for i := range p.X[1:] {
		p.X[i+1] = uint64(i) * 3
	}
	for i := range p.F {
		p.F[i] = uint64(i) * 5
	}
	p.FCSR = 0x61
	p.call(t, sysClone, threadFlags|cloneSetTLS|cloneParentSetTid|cloneChildClearTid, 0xffff0000, plainData+4, 0x1234, plainData+8)
	parent := p.Thread
	if got := p.word32(plainData + 4); got != 2 {
		t.Errorf("the parent is told %d, want 2", got)
	}
	p.call(t, sysSchedYield)
	want := parent
	want.ID, want.ClearOnExit = 2, plainData+8
	want.X[2], want.X[4], want.X[10] = 0xffff0000, 0x1234, 0
	if p.Thread != want {
		t.Errorf("got %+v\nwant %+v", p.Thread, want)
	}
	p = NewPlain()
	p.X[registerStack], p.X[registerThread] = 7, 8
	p.call(t, sysClone, threadFlags, 0, 0, 99, 99)
	p.call(t, sysSchedYield)
	if p.X[registerStack] != 7 || p.X[registerThread] != 8 || p.ClearOnExit != 0 {
		t.Errorf("without flags: sp %#x, tp %#x, clear %#x", p.X[registerStack], p.X[registerThread], p.ClearOnExit)
	}
	p.NextID = lastThread
	if p.call(t, sysClone, threadFlags); p.X[10] != negative(errNoSystem) {
		t.Errorf("a thread too many: %d", int64(p.X[10]))
	}
}

// TestFutexClocks waits until a moment of either clock.
func TestFutexClocks(t *testing.T) {
	for _, c := range []struct {
		name    string
		op      uint64
		seconds uint64
		ns      uint64
		want    uint64
	}{
		{"relative", futexWait, 0, 500, 1000 + 1 + 500},
		{"until", futexWaitBitset, 0, 5000, 5000},
		{"until, in the past", futexWaitBitset, 0, 0, 1},
		{"until, real time", futexWaitBitset | futexRealTime, ClockStart, 7000, 7000},
		{"relative real time counts alike", futexWait | futexRealTime, 0, 500, 1000 + 1 + 500},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := NewPlain()
			p.Idle = 1000
			p.putTime(plainData+64, c.seconds, c.ns)
			p.call(t, sysFutex, plainData, c.op, 0, plainData+64, 0, ^uint64(0))
			if p.Wait != WaitFutex || p.Deadline != c.want {
				t.Errorf("wait %d until %d, want %d", p.Wait, p.Deadline, c.want)
			}
			p.settle(t)
			if p.X[10] != negative(errTimedOut) {
				t.Errorf("result %d", int64(p.X[10]))
			}
		})
	}
}

// TestFutexUnmapped takes the word away from under a waiter.
func TestFutexUnmapped(t *testing.T) {
	p := NewPlain()
	p.call(t, sysMmap, 0, PageSize, 3, mapAnonymous)
	page := p.X[10]
	p.call(t, sysClone, threadFlags, StackStart)
	p.call(t, sysFutex, page, futexWait, 0)
	if p.ID != 2 {
		t.Fatalf("thread %d runs", p.ID)
	}
	p.call(t, sysMunmap, page, PageSize)
	p.call(t, sysSchedYield)
	for range 3 {
		p.step(t)
	}
	checkHalt(t, p, Faulted, uint8(FaultMemory))
}

// TestReservationAcrossThreads reserves, lets another thread run, and stores.
func TestReservationAcrossThreads(t *testing.T) {
	for _, yield := range []bool{false, true} {
		p := NewPlain()
		p.call(t, sysClone, threadFlags, StackStart)
		p.X[5] = plainData
		p.run32(t, 0x1002a32f) // lr.w x6, (x5)
		if p.Reservation != plainData {
			t.Fatalf("reserved %#x", p.Reservation)
		}
		want := uint64(0)
		if yield {
			p.call(t, sysSchedYield)
			p.call(t, sysSchedYield)
			want = 1
		}
		p.run32(t, 0x1862a3af) // sc.w x7, x6, (x5)
		if p.ID != 1 || p.X[7] != want || p.Reservation != NoReservation {
			t.Errorf("yield %v: thread %d, sc gives %d, reservation %#x", yield, p.ID, p.X[7], p.Reservation)
		}
	}
}

// run32 runs one instruction.
func (p *Plain) run32(t *testing.T, w uint32) {
	t.Helper()
	p.PC = ImageStart
	p.Put(p.PC, binary.LittleEndian.AppendUint32(nil, w))
	p.step(t)
}

// TestChains keeps the threads in order while they come, wait and go at random: a list of them is the model.
func TestChains(t *testing.T) {
	p := NewPlain()
	left, right, running := []uint32{}, []uint32{}, uint32(1)
	next := uint32(2)
	rotate := func() {
		behind, ahead := &left, &right
		if p.Direction == 1 {
			behind, ahead = ahead, behind
		}
		if len(*ahead) == 0 {
			behind, ahead = ahead, behind
		}
		if len(*ahead) == 0 {
			return
		}
		*behind = append(*behind, running)
		running = (*ahead)[len(*ahead)-1]
		*ahead = (*ahead)[:len(*ahead)-1]
	}
	for i := range 400 {
		switch action := i * i % 7; {
		case action == 0 || action == 2 && len(left)+len(right) < 3:
			if p.Direction == 0 {
				right = append(right, next)
			} else {
				left = append(left, next)
			}
			next++
			p.call(t, sysClone, threadFlags, StackStart)
		case action == 4 && len(left)+len(right) > 0:
			ahead := &right
			if p.Direction == 1 && len(left) > 0 || len(right) == 0 {
				ahead = &left
			}
			running = (*ahead)[len(*ahead)-1]
			*ahead = (*ahead)[:len(*ahead)-1]
			p.call(t, sysExit, 0)
		default:
			rotate()
			p.call(t, sysSchedYield)
		}
		if p.ID != running || !slices.Equal(p.chain(t, p.Left), left) || !slices.Equal(p.chain(t, p.Right), right) {
			t.Fatalf("step %d: %v | %d | %v, want %v | %d | %v", i,
				p.chain(t, p.Left), p.ID, p.chain(t, p.Right), left, running, right)
		}
	}
}

// chain lists the threads of a chain, the upmost last.
func (p *Plain) chain(t *testing.T, root Hash) []uint32 {
	t.Helper()
	ids := []uint32{}
	for root != (Hash{}) {
		parked, err := p.Unpark(root)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, parked.Thread.ID)
		root = parked.Below
	}
	slices.Reverse(ids)
	return ids
}
