// SPDX-License-Identifier: Apache-2.0

package steptest

import (
	"math"

	"github.com/layeredpow/adit/vm"
)

// place is where an instruction stands: anywhere in a leaf, in the last leaf of a page, at the end of the text.
func (w *Walk) place() uint64 {
	leaf := w.pick(0, 1, 2, vm.PageSize/vm.LeafSize-1, 2*vm.PageSize/vm.LeafSize-1)
	return textStart + leaf*vm.LeafSize + uint64(w.random.IntN(vm.LeafSize/2))*2
}

// integer is a register: an end of a range, an address, or anything.
func (w *Walk) integer() uint64 {
	switch w.random.IntN(4) {
	case 0:
		v := w.pick(0, 1, 1<<31-1, 1<<31, 1<<32-1, 1<<32, 1<<63-1, 1<<63, math.MaxUint64, 1<<52, 1<<53+1)
		return v + uint64(w.random.IntN(3)) - 1
	case 1:
		return w.address(1)
	case 2:
		return uint64(w.random.IntN(200))
	}
	return w.random.Uint64() >> w.random.IntN(64)
}

// address is a multiple of size near the edges of what is mapped.
func (w *Walk) address(size uint64) uint64 {
	border := w.pick(0, textStart, readOnlyEnd, w.Top, vm.StackStart, vm.AddressSpace, math.MaxUint64-31)
	if w.chance(2) {
		border = w.pick(readOnlyEnd, readOnlyEnd+vm.PageSize, w.Top-vm.PageSize, vm.StackStart)
		border += uint64(w.random.IntN(vm.PageSize))
	}
	border += uint64(w.random.IntN(128)) - 64
	return border &^ (size - 1)
}

// good is an address that may be written.
func (w *Walk) good(size uint64) uint64 {
	at := w.pick(readOnlyEnd, w.Top-vm.PageSize, vm.StackStart, vm.AddressSpace-vm.PageSize)
	return (at + uint64(w.random.IntN(vm.PageSize))) &^ (size - 1)
}

// float is a register of 64 bits: a double, or a single in its box, or a single in none.
func (w *Walk) float() uint64 {
	double := w.pick(
		0, math.Float64bits(1), math.Float64bits(1.5), math.Float64bits(math.Pi), math.Float64bits(math.Inf(1)),
		math.Float64bits(math.MaxFloat64), 1, 1<<52-1, 1<<52, 0x7ff8<<48, 0x7ff0<<48|1, math.Float64bits(1<<31),
		math.Float64bits(1<<63), math.Float64bits(math.MaxFloat32), math.Float64bits(0.5), w.random.Uint64())
	double ^= uint64(w.random.IntN(2)) << 63
	if w.chance(4) {
		double += uint64(w.random.IntN(3)) - 1
	}
	single := math.Float32bits(float32(math.Float64frombits(double)))
	if w.chance(4) {
		single = uint32(w.pick(1, 1<<23-1, 1<<23, 0x7fc00000, 0x7f800001, uint64(w.random.Uint32())))
	}
	switch w.random.IntN(4) {
	case 0:
		return 0xffffffff<<32 | uint64(single)
	case 1:
		return 0xfffffffe<<32 | uint64(single)
	}
	return double
}
