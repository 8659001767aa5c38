// SPDX-License-Identifier: Apache-2.0

// Package vm defines the machine that a disputed L2 block is decided on: RV64GC in user mode, one hart, with the Linux
// system calls that a static program makes. It says what one step does; where memory, parked threads and preimages
// come from is the business of a World, which may be a whole machine or the witness of a single step.
//
// README.md draws the formats and walks through a step.
package vm

import "github.com/ethereum/go-ethereum/crypto/keccak"

// Hash is a keccak256 value.
type Hash = [32]byte

// Leaf is the unit of memory that the Merkle tree commits to, and the most that a step moves.
type Leaf = [LeafSize]byte

// LeafSize is the size of a Leaf in bytes.
const LeafSize = 32

// The address space. What a program may do with an address depends on these constants and on two fields of State:
//
//	0x0000_0000  4 KiB      nothing: a nil pointer faults
//	0x0000_1000  ...        the image up to State.ReadOnlyEnd: read, execute
//	ReadOnlyEnd  ...        data, then what brk and mmap gave, up to State.Top: read, write
//	Top          ...        nothing
//	0xff80_0000  8 MiB      stack: read, write
//	0x1_0000_0000           end
const (
	PageSize     = 1 << 12
	AddressSpace = 1 << 32
	ImageStart   = PageSize
	StackStart   = AddressSpace - 8<<20
)

// ClockStart is what the real-time clock shows before the first step, in seconds: 1 January 2026.
const ClockStart = 1767225600

// World is what a step may touch besides the State: at most two leaves of the instruction, one leaf of data, one parked
// thread and one chunk of a preimage. Errors mean that the World cannot answer (a missing preimage, a witness without
// that leaf); they are no outcome of the step.
type World interface {
	// Leaf returns the leaf that holds address, which is below AddressSpace.
	Leaf(address uint64) (Leaf, error)
	// SetLeaf replaces the leaf that holds address.
	SetLeaf(address uint64, leaf Leaf) error
	// Clear zeroes size bytes at address. Size is a power of two, at least LeafSize, and address a multiple of it: one
	// node of the tree.
	Clear(address, size uint64) error

	// Park keeps a thread that stops running until Unpark asks for it by its root.
	Park(root Hash, parked Parked) error
	// Unpark returns what Park was given with this root.
	Unpark(root Hash) (Parked, error)

	Preimages

	// Output receives what the program writes to its standard output (1) and standard error (2).
	Output(stream int, data []byte)
}

// Preimages answer what the program asks for by its key (package oracle says which keys there are).
type Preimages interface {
	// Preimage returns the chunk of the preimage of key that begins at offset, a multiple of 32.
	Preimage(key Hash, offset uint64) (Chunk, error)
}

// Chunk is a part of a preimage: 32 bytes of it, zero past its end, and its length as a whole.
type Chunk struct {
	Data   [32]byte
	Length uint64
}

// hash is keccak256 of the parts one after another.
func hash(parts ...[]byte) (h Hash) {
	d := keccak.NewLegacyKeccak256()
	for _, p := range parts {
		d.Write(p)
	}
	d.Sum(h[:0])
	return h
}
