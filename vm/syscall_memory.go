// SPDX-License-Identifier: Apache-2.0

package vm

import "math/bits"

const (
	mapFixed          = 0x10
	mapAnonymous      = 0x20
	mapFixedNoReplace = 0x100000

	adviceDontNeed = 4
)

// pageUp rounds up to a page. The result of an address near 2^64 is 0, so callers check the size first.
func pageUp(v uint64) uint64 { return (v + PageSize - 1) &^ (PageSize - 1) }

// mmap maps zeroed memory at Top, which never goes back over memory that was written: or, when told so, at a fixed
// address, where it zeroes what is there. Hints are ignored, protections too: all of the memory between ReadOnlyEnd
// and Top may be read and written.
func (s *State) mmap(w World, address, size, flags uint64) error {
	switch {
	case size == 0 || flags&mapAnonymous == 0:
		return s.fail(errInvalid)
	case size > AddressSpace:
		return s.fail(errNoMemory)
	}
	size = pageUp(size)
	if flags&(mapFixed|mapFixedNoReplace) == 0 {
		if size > StackStart-s.Top {
			return s.fail(errNoMemory)
		}
		s.Top += size
		return s.done(s.Top - size)
	}
	switch {
	case address%PageSize != 0:
		return s.fail(errInvalid)
	case address < s.ReadOnlyEnd || address >= StackStart || size > StackStart-address:
		return s.fail(errNoMemory)
	case flags&mapFixedNoReplace != 0 && address < s.Top:
		return s.fail(errExists)
	}
	if cleared, err := s.clear(w, address, min(address+size, s.Top)); !cleared {
		return err
	}
	s.Top = max(s.Top, address+size)
	return s.done(address)
}

// munmap gives the upmost mapping back: it zeroes it, so that Top may go down. Any other mapping stays as it is; its
// addresses are not given out again.
func (s *State) munmap(w World, address, size uint64) error {
	switch {
	case address%PageSize != 0 || size == 0 || size > AddressSpace:
		return s.fail(errInvalid)
	case address < s.Break || address >= s.Top || address+pageUp(size) != s.Top:
		return s.done(0)
	}
	if cleared, err := s.clear(w, address, s.Top); !cleared {
		return err
	}
	s.Top = address
	return s.done(0)
}

// madvise zeroes memory that is not needed, as Linux promises; other advice is heard and not followed.
func (s *State) madvise(w World, address, size, advice uint64) error {
	if address%PageSize != 0 || size > AddressSpace {
		return s.fail(errInvalid)
	}
	if advice != adviceDontNeed {
		return s.done(0)
	}
	end := address + pageUp(size)
	inData := s.ReadOnlyEnd <= address && end <= s.Top
	inStack := StackStart <= address && end <= AddressSpace
	if end < address || !inData && !inStack {
		return s.fail(errNoMemory)
	}
	if cleared, err := s.clear(w, address, end); !cleared {
		return err
	}
	return s.done(0)
}

// clear zeroes from..to, both at pages, one node of the memory tree per step: the largest that begins at the place
// reached and does not pass the end. It tells whether the system call may end.
func (s *State) clear(w World, from, to uint64) (bool, error) {
	at := from
	if s.Phase != 0 {
		at = max(from, s.Latch&^(PageSize-1))
	}
	if at >= to {
		return true, nil
	}
	size := min(uint64(1)<<bits.TrailingZeros64(at), uint64(1)<<(bits.Len64(to-at)-1))
	if err := w.Clear(at, size); err != nil {
		return false, err
	}
	if at+size == to {
		return true, nil
	}
	s.Phase = 1
	s.Latch = at + size
	return false, nil
}

// brk moves the end of the data segment up, as long as nothing was mapped behind it, and never down. It returns the
// end, from which a program sees whether it got what it wanted.
func (s *State) brk(address uint64) error {
	if address > s.Break && address <= StackStart && pageUp(s.Break) == s.Top {
		s.Break = address
		s.Top = pageUp(address)
	}
	return s.done(s.Break)
}
