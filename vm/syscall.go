// SPDX-License-Identifier: Apache-2.0

package vm

// The system calls of Linux on riscv64 that mean something here. Every other one answers errNoSystem.
const (
	sysEventfd2       = 19
	sysEpollCreate1   = 20
	sysEpollCtl       = 21
	sysEpollPwait     = 22
	sysFcntl          = 25
	sysIoctl          = 29
	sysOpenat         = 56
	sysClose          = 57
	sysLseek          = 62
	sysRead           = 63
	sysWrite          = 64
	sysReadlinkat     = 78
	sysExit           = 93
	sysExitGroup      = 94
	sysSetTidAddress  = 96
	sysFutex          = 98
	sysSetRobustList  = 99
	sysNanosleep      = 101
	sysClockGettime   = 113
	sysClockNanosleep = 115
	sysGetaffinity    = 123
	sysSchedYield     = 124
	sysKill           = 129
	sysTkill          = 130
	sysTgkill         = 131
	sysSigaltstack    = 132
	sysSigaction      = 134
	sysSigprocmask    = 135
	sysPrctl          = 167
	sysGetpid         = 172
	sysGetppid        = 173
	sysGetuid         = 174
	sysGeteuid        = 175
	sysGetgid         = 176
	sysGetegid        = 177
	sysGettid         = 178
	sysBrk            = 214
	sysMunmap         = 215
	sysClone          = 220
	sysMmap           = 222
	sysMprotect       = 226
	sysMadvise        = 233
	sysFlushIcache    = 259
	sysGetrandom      = 278
)

const (
	processID  = 1
	randomByte = 0x5a // what stands for random bytes
)

// errno is a Linux error number. A system call returns it negated.
type errno uint64

const (
	errNoEntry    errno = 2
	errBadFile    errno = 9
	errAgain      errno = 11
	errNoMemory   errno = 12
	errBadAddress errno = 14
	errExists     errno = 17
	errInvalid    errno = 22
	errNoTerminal errno = 25
	errNoSeek     errno = 29
	errNoSystem   errno = 38
	errTimedOut   errno = 110
)

// systemCall runs one step of the system call that the running thread asks for. Most take one step. One that needs
// more leaves than a step may touch stays on its ecall: Phase counts its steps, Latch hands a value on to the next, and
// the arguments are still in their registers. It ends with done, fail, block or a halt, which reset both.
func (s *State) systemCall(w World) error {
	a := [6]uint64(s.X[10:16])
	switch s.X[17] {
	case sysRead:
		return s.read3(w, a[0], a[1], a[2])
	case sysWrite:
		return s.write3(w, a[0], a[1], a[2])
	case sysGetrandom:
		return s.random(w, a[0], a[1])
	case sysMmap:
		return s.mmap(w, a[0], a[1], a[3])
	case sysMunmap:
		return s.munmap(w, a[0], a[1])
	case sysMadvise:
		return s.madvise(w, a[0], a[1], a[2])
	case sysBrk:
		return s.brk(a[0])
	case sysClockGettime:
		return s.clockGettime(w, a[0], a[1])
	case sysNanosleep:
		return s.nanosleep(w, a[0], s.Now())
	case sysClockNanosleep:
		return s.clockNanosleep(w, a[0], a[1], a[2])
	case sysEpollPwait:
		return s.poll(w, int32(a[3]))
	case sysFutex:
		return s.futex(w, a[0], a[1], a[2], a[3])
	case sysClone:
		return s.clone(w, a[0], a[1], a[2], a[3], a[4])
	case sysSchedYield:
		return s.yield(w)
	case sysGetaffinity:
		return s.affinity(w, a[1], a[2])
	case sysSetTidAddress:
		s.ClearOnExit = a[0]
		return s.done(uint64(s.ID))
	case sysExit:
		return s.exitThread(w, a[0])
	case sysExitGroup:
		return s.exit(a[0])
	case sysKill, sysTkill:
		return s.signal(a[1])
	case sysTgkill:
		return s.signal(a[2])
	}
	return s.constantCall(s.X[17], a)
}

// constantCall answers what depends on nothing but the arguments: one thread group, run by root, with five files and
// no file system, to which no signal is ever delivered.
func (s *State) constantCall(number uint64, a [6]uint64) error {
	switch number {
	case sysGettid:
		return s.done(uint64(s.ID))
	case sysGetpid:
		return s.done(processID)
	case sysGetppid, sysGetuid, sysGeteuid, sysGetgid, sysGetegid,
		sysSigaltstack, sysSigaction, sysSigprocmask, sysSetRobustList, sysMprotect, sysFlushIcache, sysClose, sysEpollCtl:
		return s.done(0)
	case sysEpollCreate1:
		return s.done(fileEpoll)
	case sysEventfd2:
		return s.done(fileEvent)
	case sysFcntl:
		return s.fcntl(a[0], a[1])
	case sysIoctl:
		return s.fail(errNoTerminal)
	case sysOpenat, sysReadlinkat:
		return s.fail(errNoEntry)
	case sysLseek:
		return s.fail(errNoSeek)
	case sysPrctl:
		return s.fail(errInvalid)
	}
	return s.fail(errNoSystem)
}

// done ends a system call with its result.
func (s *State) done(result uint64) error {
	s.X[10] = result
	s.PC += 4
	s.Phase, s.Latch = 0, 0
	return nil
}

// result is how a system call returns an error.
func (e errno) result() uint64 { return -uint64(e) }

func (s *State) fail(e errno) error { return s.done(e.result()) }

// again ends a step of a system call that needs another one.
func (s *State) again(latch uint64) error {
	s.Phase++
	s.Latch = latch
	return nil
}

// exit halts the machine. The exit code has one byte, as everywhere in Linux.
func (s *State) exit(code uint64) error {
	s.Phase, s.Latch = 0, 0
	s.Status = Exited
	s.ExitCode = uint8(code)
	return nil
}

// signal is a program that sends a signal to itself. Nothing is delivered: what Linux ignores by default is ignored,
// anything else ends the program.
func (s *State) signal(number uint64) error {
	switch number {
	case 0, 17, 18, 23, 28: // none, CHLD, CONT, URG, WINCH
		return s.done(0)
	}
	if number > 64 {
		return s.fail(errInvalid)
	}
	return faultSignal(number)
}
