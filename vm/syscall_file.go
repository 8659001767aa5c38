// SPDX-License-Identifier: Apache-2.0

package vm

import "encoding/binary"

// The files of a program. All are open from the start.
const (
	fileInput  = 0 // State.Input, once
	fileOutput = 1
	fileError  = 2
	fileOracle = 3 // write a key, read its preimage
	fileEpoll  = 4 // an epoll that never has an event
	fileEvent  = 5 // an eventfd that is never ready
)

// read3 reads from a file into memory: as many bytes as one leaf of memory and one chunk of a preimage allow. Programs
// expect short counts and ask again. The end of a file is a count of 0.
func (s *State) read3(w World, file, address, count uint64) error {
	var source []byte
	switch file {
	case fileInput:
		source = s.Input[s.InputAt:s.InputEnd]
	case fileOracle:
		at := s.OracleOffset % 32
		chunk, err := w.Preimage(s.OracleKey, s.OracleOffset-at)
		if err != nil {
			return err
		}
		left := chunk.Length - min(s.OracleOffset, chunk.Length)
		source = chunk.Data[at:min(32, at+left)]
	case fileEvent:
		return s.fail(errAgain)
	default:
		return s.fail(errBadFile)
	}
	n := min(count, uint64(len(source)), LeafSize-address%LeafSize)
	if n == 0 {
		return s.done(0)
	}
	if !s.Writable(address) {
		return s.fail(errBadAddress)
	}
	if err := s.fill(w, address, source[:n]); err != nil {
		return err
	}
	if file == fileInput {
		s.InputAt += uint8(n)
	} else {
		s.OracleOffset += n
	}
	return nil
}

// write3 writes from memory to a file: as many bytes as one leaf holds.
//
// What goes to the two outputs is chained into the state, one link for each step that writes:
//
//	output' = keccak256(output 32 ‖ file 1 ‖ bytes 1-32)
//
// What goes to the oracle is shifted into the key, so that 32 bytes make a key whatever pieces they come in, and the
// next read starts at the beginning of its preimage.
func (s *State) write3(w World, file, address, count uint64) error {
	switch file {
	case fileOutput, fileError, fileOracle:
	case fileEvent:
		return s.done(count)
	default:
		return s.fail(errBadFile)
	}
	n := min(count, LeafSize-address%LeafSize)
	if n == 0 {
		return s.done(0)
	}
	if !s.Readable(address) {
		return s.fail(errBadAddress)
	}
	leaf, err := w.Leaf(address)
	if err != nil {
		return err
	}
	data := leaf[address%LeafSize:][:n]
	if file == fileOracle {
		copy(s.OracleKey[:], s.OracleKey[n:])
		copy(s.OracleKey[32-n:], data)
		s.OracleOffset = 0
		return s.done(n)
	}
	s.Output = hash(s.Output[:], []byte{uint8(file)}, data)
	w.Output(int(file), data)
	return s.done(n)
}

// random fills memory with what stands for random: a constant.
func (s *State) random(w World, address, count uint64) error {
	var source Leaf
	for i := range source {
		source[i] = randomByte
	}
	n := min(count, LeafSize-address%LeafSize)
	if n == 0 {
		return s.done(0)
	}
	return s.fill(w, address, source[:n])
}

// fill ends a system call that puts bytes into one leaf of memory.
func (s *State) fill(w World, address uint64, data []byte) error {
	if !s.Writable(address) {
		return s.fail(errBadAddress)
	}
	leaf, err := w.Leaf(address)
	if err != nil {
		return err
	}
	copy(leaf[address%LeafSize:], data)
	if err := w.SetLeaf(address, leaf); err != nil {
		return err
	}
	return s.done(uint64(len(data)))
}

// fcntl knows that the files are open for reading and writing, and nothing else about them.
func (s *State) fcntl(file, command uint64) error {
	switch {
	case file > fileEvent:
		return s.fail(errBadFile)
	case command == 3: // F_GETFL
		return s.done(2) // O_RDWR
	case command == 1, command == 2, command == 4: // F_GETFD, F_SETFD, F_SETFL
		return s.done(0)
	}
	return s.fail(errInvalid)
}

// affinity answers that the program may run on the first processor.
func (s *State) affinity(w World, size, address uint64) error {
	switch {
	case size < 8:
		return s.fail(errInvalid)
	case address%8 != 0:
		return s.fail(errBadAddress)
	}
	var mask [8]byte
	binary.LittleEndian.PutUint64(mask[:], 1)
	return s.fill(w, address, mask[:])
}
