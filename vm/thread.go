// SPDX-License-Identifier: Apache-2.0

package vm

// Threads take turns only where the running one lets go: at a futex that it must wait for, a sleep, sched_yield and its
// exit. The others are parked in two chains, Left and Right of the running one. The scheduler walks through them in one
// direction, parking behind it and taking from the front, and turns round at the end:
//
//	Left: 1 2   running: 3   Right: 5 4      going right, 3 blocks
//	Left: 1 2 3   running: 4   Right: 5
//
// so that a step needs one parked thread at most, the upmost of a chain.
//
// A parked thread wakes when its turn comes and what it waits for is there: a futex wait ends when the word differs
// from the awaited value or the deadline has passed. Waking a futex is therefore nothing to do. When the walk has gone
// from one end to the other and all sleep, virtual time jumps to the earliest deadline that was seen.

const (
	futexWait       = 0
	futexWake       = 1
	futexWaitBitset = 9
	futexWakeBitset = 10
	futexCommand    = 0x7f
	futexRealTime   = 0x100

	cloneVM             = 0x100
	cloneThread         = 0x10000
	cloneSetTLS         = 0x80000
	cloneParentSetTid   = 0x100000
	cloneChildClearTid  = 0x200000
	cloneChildSetTid    = 0x1000000
	cloneRequired       = cloneVM | cloneThread
	lastThread          = ^uint32(0)
	registerStack       = 2
	registerThread      = 4
	registerFirstResult = 10
)

// ahead is the chain that the scheduler takes from, behind the one that it parks on.
func (s *State) ahead() *Hash {
	if s.Direction == 0 {
		return &s.Right
	}
	return &s.Left
}

func (s *State) behind() *Hash {
	if s.Direction == 0 {
		return &s.Left
	}
	return &s.Right
}

// turn gives the running thread, which waits, its turn: it wakes, or the next one is taken.
func (s *State) turn(w World) error {
	if s.Wait == WaitFutex {
		value, err := s.load(w, s.WaitAddress, 4)
		if err != nil {
			return err
		}
		if uint32(value) != s.WaitValue {
			s.wake(0)
			return nil
		}
	}
	if s.Deadline != 0 && s.Deadline <= s.Now() {
		result := uint64(0)
		if s.Wait == WaitFutex {
			result = errTimedOut.result()
		}
		s.wake(result)
		return nil
	}
	return s.rotate(w)
}

func (s *State) wake(result uint64) {
	s.X[registerFirstResult] = result
	s.Wait, s.WaitValue, s.WaitAddress, s.Deadline = WaitNone, 0, 0, 0
	s.AllAsleep = 0
}

// block ends a system call by making the running thread wait. Its result is written when it wakes.
func (s *State) block(w World, why Wait, deadline uint64) error {
	_ = s.done(0)
	s.Wait = why
	s.Deadline = deadline
	return s.rotate(w)
}

func (s *State) yield(w World) error {
	_ = s.done(0)
	return s.rotate(w)
}

// rotate parks the running thread and takes the next one. The only thread stays.
func (s *State) rotate(w World) error {
	s.noteDeadline()
	if *s.ahead() == (Hash{}) {
		if err := s.turnRound(); err != nil {
			return err
		}
	}
	if *s.ahead() == (Hash{}) {
		return nil
	}
	next, err := w.Unpark(*s.ahead())
	if err != nil {
		return err
	}
	parked := Parked{Below: *s.behind(), Thread: s.Thread}
	root := parked.Root()
	if err := w.Park(root, parked); err != nil {
		return err
	}
	*s.behind() = root
	s.run(next)
	return nil
}

// run makes a thread that was taken the running one.
func (s *State) run(next Parked) {
	*s.ahead() = next.Below
	s.Thread = next.Thread
	s.Reservation = NoReservation
	if s.Wait == WaitNone {
		s.AllAsleep = 0
	}
}

// noteDeadline remembers the earliest deadline since the last turn-round.
func (s *State) noteDeadline() {
	if s.Wait != WaitNone && s.Deadline != 0 && (s.Earliest == 0 || s.Deadline < s.Earliest) {
		s.Earliest = s.Deadline
	}
}

// turnRound changes the direction at the end of the walk. If nobody ran since the other end, time jumps.
func (s *State) turnRound() error {
	if s.AllAsleep == 1 {
		if s.Earliest == 0 {
			return FaultDeadlock
		}
		if now := s.Now(); s.Earliest > now {
			s.Idle += s.Earliest - now
		}
	}
	s.Direction ^= 1
	s.Earliest = 0
	s.AllAsleep = uint8(bit(s.Wait != WaitNone))
	s.noteDeadline()
	return nil
}

// futex waits, or does nothing: see above. A wait with a time reads it first, in two steps.
func (s *State) futex(w World, address, op, value, timeout uint64) error {
	command := op & futexCommand
	switch command {
	case futexWait, futexWaitBitset:
	case futexWake, futexWakeBitset:
		return s.done(0)
	default:
		return s.fail(errNoSystem)
	}
	switch {
	case address%4 != 0:
		return s.fail(errInvalid)
	case !s.Readable(address), timeout != 0 && !s.timespec(timeout, false):
		return s.fail(errBadAddress)
	}
	if timeout != 0 && s.Phase < 2 {
		ns, complete, err := s.duration(w, timeout)
		if !complete {
			return err
		}
		if command == futexWaitBitset {
			return s.again(s.absolute(ns, op&futexRealTime != 0))
		}
		return s.again(s.Now() + ns)
	}
	deadline := s.Latch // 0 without a timeout
	current, err := s.load(w, address, 4)
	if err != nil {
		return err
	}
	if uint32(current) != uint32(value) {
		return s.fail(errAgain)
	}
	s.WaitAddress, s.WaitValue = address, uint32(value)
	return s.block(w, WaitFutex, deadline)
}

// clone makes a thread of this process; other processes do not exist. The new thread is the next to run.
func (s *State) clone(w World, flags, stack, parentID, tls, childID uint64) error {
	switch {
	case flags&cloneRequired != cloneRequired || s.NextID == lastThread:
		return s.fail(errNoSystem)
	case flags&cloneChildSetTid != 0:
		return s.fail(errInvalid)
	}
	if flags&cloneParentSetTid != 0 {
		if parentID%4 != 0 || !s.Writable(parentID) {
			return s.fail(errBadAddress)
		}
		if err := s.store(w, parentID, 4, uint64(s.NextID)); err != nil {
			return err
		}
	}
	id := s.NextID
	s.NextID++
	_ = s.done(0)
	child := Parked{Below: *s.ahead(), Thread: s.Thread}
	child.Thread.ID = id
	child.Thread.ClearOnExit = 0
	if stack != 0 {
		child.Thread.X[registerStack] = stack
	}
	if flags&cloneSetTLS != 0 {
		child.Thread.X[registerThread] = tls
	}
	if flags&cloneChildClearTid != 0 {
		child.Thread.ClearOnExit = childID
	}
	root := child.Root()
	if err := w.Park(root, child); err != nil {
		return err
	}
	*s.ahead() = root
	s.X[registerFirstResult] = uint64(id)
	return nil
}

// exitThread ends the running thread and takes the next one; the last one ends the machine.
func (s *State) exitThread(w World, code uint64) error {
	if s.Left == (Hash{}) && s.Right == (Hash{}) {
		return s.exit(code)
	}
	if a := s.ClearOnExit; a != 0 && a%4 == 0 && s.Writable(a) {
		if err := s.store(w, a, 4, 0); err != nil {
			return err
		}
	}
	if *s.ahead() == (Hash{}) {
		s.Direction ^= 1
	}
	s.AllAsleep, s.Earliest = 0, 0
	next, err := w.Unpark(*s.ahead())
	if err != nil {
		return err
	}
	s.run(next)
	return nil
}
