// SPDX-License-Identifier: Apache-2.0

package vm

const (
	second = 1_000_000_000

	// pollSleep is how long epoll_pwait sleeps, in nanoseconds. No event ever comes: a program that waits for one
	// looks again after that, as after any wake-up without an event.
	pollSleep = 100_000

	timerAbsolute = 1
)

// realTime tells the clocks that show the time of day; all others count from the first step.
func realTime(clock uint64) bool { return clock == 0 || clock == 5 || clock == 11 }

// timespec tells whether a timespec, two double words, may lie at the address.
func (s *State) timespec(address uint64, write bool) bool {
	if write && !(s.Writable(address) && s.Writable(address+8)) {
		return false
	}
	return address%8 == 0 && s.Readable(address) && s.Readable(address+8)
}

// clockGettime writes seconds in one step and nanoseconds in the next, both of the time of the first.
func (s *State) clockGettime(w World, clock, address uint64) error {
	if !s.timespec(address, true) {
		return s.fail(errBadAddress)
	}
	if s.Phase == 0 {
		now := s.Now()
		seconds := now / second
		if realTime(clock) {
			seconds += ClockStart
		}
		if err := s.store(w, address, 8, seconds); err != nil {
			return err
		}
		return s.again(now)
	}
	if err := s.store(w, address+8, 8, s.Latch%second); err != nil {
		return err
	}
	return s.done(0)
}

// duration reads a timespec in two steps, and tells whether it has it. Durations beyond 2^62 ns are cut there.
func (s *State) duration(w World, address uint64) (ns uint64, complete bool, err error) {
	if s.Phase == 0 {
		seconds, err := s.load(w, address, 8)
		if err != nil {
			return 0, false, err
		}
		return 0, false, s.again(min(seconds, 1<<62/second))
	}
	ns, err = s.load(w, address+8, 8)
	return s.Latch*second + min(ns, second), err == nil, err
}

// nanosleep sleeps for the duration at the address, counted from start; a start in the past is no error.
func (s *State) nanosleep(w World, address, start uint64) error {
	if !s.timespec(address, false) {
		return s.fail(errBadAddress)
	}
	ns, complete, err := s.duration(w, address)
	if !complete {
		return err
	}
	return s.block(w, WaitSleep, start+ns)
}

func (s *State) clockNanosleep(w World, clock, flags, address uint64) error {
	if flags&timerAbsolute == 0 {
		return s.nanosleep(w, address, s.Now())
	}
	if !s.timespec(address, false) {
		return s.fail(errBadAddress)
	}
	deadline, complete, err := s.duration(w, address)
	if !complete {
		return err
	}
	return s.block(w, WaitSleep, s.absolute(deadline, realTime(clock)))
}

// absolute turns what a clock shows into virtual time, at least 1: a deadline of 0 would be none.
func (s *State) absolute(ns uint64, real bool) uint64 {
	if real {
		ns -= min(ns, ClockStart*second)
	}
	return max(ns, 1)
}

// poll is epoll_pwait: a sleep, unless the program would not wait, then no event. The sleep is less than the
// millisecond that is the least to ask for, because a wake-up through an eventfd must not be missed for longer than a
// program can bear.
func (s *State) poll(w World, milliseconds int32) error {
	if milliseconds == 0 {
		return s.done(0)
	}
	return s.block(w, WaitSleep, s.Now()+pollSleep)
}
