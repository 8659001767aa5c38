// SPDX-License-Identifier: Apache-2.0

package steptest

import (
	"fmt"

	"github.com/layeredpow/adit/vm"
)

// calls are the system calls that touch something, each as often as it deserves.
var calls = []uint64{
	63, 63, 63, 64, 64, 64, 278, 278, // read, write, getrandom
	222, 222, 222, 222, 215, 215, 233, 233, 214, 214, // mmap, munmap, madvise, brk
	113, 113, 101, 101, 115, 115, 22, // clock_gettime, nanosleep, clock_nanosleep, epoll_pwait
	98, 98, 98, 98, 98, 220, 220, 220, 220, 124, 124, 93, 93, 93, 94, // futex, clone, sched_yield, exit, exit_group
	123, 123, 96, 129, 130, 131, 25, 25, // getaffinity, set_tid_address, kill, tkill, tgkill, fcntl
}

// systemCall asks the system for something.
func (w *Walk) systemCall() string {
	w.put(0x73, 4)
	number := calls[w.random.IntN(len(calls))]
	if w.chance(6) {
		number = uint64(w.random.IntN(300))
	}
	w.X[17] = number
	for i := 10; i < 16; i++ {
		w.X[i] = w.argument()
	}
	switch number {
	case 63, 64: // read, write
		w.X[10] = uint64(w.random.IntN(7))
		w.X[12] = w.pick(0, 1, 7, 8, 31, 32, 33, 100, w.integer())
		if w.chance(3) {
			w.X[11] &^= 31
		}
		if !w.chance(4) {
			w.X[11] = w.good(1)
		}
	case 222, 215, 233: // mmap, munmap, madvise
		w.mapping()
	case 113, 101, 115:
		w.clock()
	case 98:
		w.futex()
	case 220:
		w.X[10] = w.pick(0x50f00, 0x10100, 0x1d0f00, 0x350f00, 0x3d0f00, 0x1050f00, 0x11, w.integer())
		w.X[12], w.X[14] = w.good(4), w.pick(w.good(4), w.address(1))
	case 93:
		w.ClearOnExit = w.pick(0, w.good(4), w.address(4), w.address(1))
	case 129, 130, 131: // signals
		w.X[11], w.X[12] = uint64(w.random.IntN(70)), w.pick(0, 17, 18, 23, 28, 9, 64, 65, 200)
	case 25:
		w.X[10], w.X[11] = uint64(w.random.IntN(8)), uint64(w.random.IntN(6))
	case 123:
		w.X[11], w.X[12] = w.pick(0, 7, 8, 128), w.pick(w.good(8), w.good(1), w.address(8))
	case 278, 214:
		w.X[10], w.X[11] = w.pick(w.good(1), w.address(1), w.Break+1, w.Break+5000), w.pick(0, 1, 31, 32, 33, w.integer())
	}
	return fmt.Sprintf("system call %d", number)
}

// argument is anything, with a preference for what means something.
func (w *Walk) argument() uint64 {
	if w.chance(3) {
		return w.integer()
	}
	return w.pick(w.good(8), w.good(1), 0, uint64(w.random.IntN(256)))
}

// mapping sets the arguments of the calls that move the borders of the map or zero a part of it, and the progress of a
// call that was begun.
func (w *Walk) mapping() {
	pages := w.pick(0, 1, 2, 3, 5, 16, 100, 1<<10, 1<<19, 1<<20-1, 1<<20, 1<<20+1)
	w.X[10] = w.pick(w.Top, w.Top-vm.PageSize, readOnlyEnd, readOnlyEnd+vm.PageSize, w.Top-pages*vm.PageSize, vm.StackStart, 0)
	w.X[11] = pages * vm.PageSize
	if w.chance(3) {
		w.X[11] -= uint64(w.random.IntN(vm.PageSize))
	}
	if w.chance(8) {
		w.X[10] += uint64(w.random.IntN(vm.PageSize))
	}
	w.X[12] = w.pick(4, 4, 4, 3)
	w.X[13] = w.pick(0x22, 0x32, 0x100022, 0x100032, 0x20, 0x12, w.integer())
	if w.X[17] == 222 {
		w.X[12] = 3
	}
	if w.chance(3) {
		w.Phase = 1
		w.Latch = w.X[10] + w.pick(0, 1, 2, 3)*vm.PageSize + w.pick(0, 0, 0, uint64(w.random.IntN(5000)))
	}
}

// clock sets the arguments of the calls about time.
func (w *Walk) clock() {
	w.X[10], w.X[11] = w.pick(0, 1, 4, 5, 7, 11), w.pick(0, 1)
	at := w.pick(w.good(8), w.good(8), w.address(8), w.address(1))
	switch w.X[17] {
	case 101:
		w.X[10] = at
	case 113:
		w.X[11] = at
	default:
		w.X[12] = at
	}
	w.fillTime(at)
	w.Phase = uint8(w.random.IntN(3))
	w.Latch = w.pick(0, 1, vm.ClockStart, vm.ClockStart+w.Now()/1e9, 1<<62/1_000_000_000, w.integer())
}

// fillTime puts a time into memory.
func (w *Walk) fillTime(at uint64) {
	for _, at := range []uint64{at, at + 8} {
		if w.Writable(at) && w.Writable(at+7) && at%8 == 0 {
			w.fillMemory(at)
		}
	}
}

func (w *Walk) futex() {
	at := w.pick(w.good(4), w.good(4), w.good(1), w.address(4))
	w.X[10], w.X[11], w.X[12] = at, w.pick(0, 0x80, 1, 0x81, 9, 0x89, 0x189, 0x109, 10, 2), 0
	if w.Writable(at) && w.chance(2) {
		w.Memory().Write(at&^3, []byte{0, 0, 0, 0})
	}
	w.X[13] = w.pick(0, 0, w.good(8), w.address(1))
	if w.X[13] != 0 {
		w.fillTime(w.X[13])
		w.Phase = uint8(w.random.IntN(4))
		w.Latch = w.pick(0, 1, vm.ClockStart+1, w.integer())
	}
}

// wait is a turn of the scheduler.
func (w *Walk) wait() string {
	w.Wait = vm.Wait(1 + w.random.IntN(2))
	w.WaitAddress = w.pick(w.good(4), w.good(4), w.address(4), w.address(1))
	w.WaitValue = uint32(w.pick(0, 1, w.integer()))
	w.Deadline = w.pick(0, 1, w.Now()-1, w.Now(), w.Now()+1, w.Now()+1000, w.integer())
	return ""
}
