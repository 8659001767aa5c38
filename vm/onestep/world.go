// SPDX-License-Identifier: Apache-2.0

package onestep

import (
	"fmt"
	"math/bits"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// world is the World that a witness proves. What is asked for is taken off the front of rest, once.
type world struct {
	rest      []byte
	root      vm.Hash // of the memory as the step has left it so far
	leaves    [maxPaths]leaf
	count     int
	preimages vm.Preimages
}

// leaf is one that was proven, with what it takes to put another in its place.
type leaf struct {
	address  uint64
	data     vm.Leaf
	siblings []vm.Hash
}

// next takes size bytes.
func (w *world) next(size int) ([]byte, error) {
	if len(w.rest) < size {
		return nil, fmt.Errorf("%w: %d bytes, want %d more", ErrShort, len(w.rest), size)
	}
	b := w.rest[:size]
	w.rest = w.rest[size:]
	return b, nil
}

// path takes a path and holds it against the root.
func (w *world) path(address uint64, height int) (vm.Hash, []vm.Hash, error) {
	b, err := w.next(32 * (1 + siblings(height)))
	if err != nil {
		return vm.Hash{}, nil, err
	}
	path := make([]vm.Hash, siblings(height))
	for i := range path {
		path[i] = vm.Hash(b[32*(i+1):])
	}
	node := vm.Hash(b)
	if memory.RootOf(address, height, node, path) != w.root {
		return node, path, fmt.Errorf("%w: node at %#x, height %d", ErrPath, address, height)
	}
	return node, path, nil
}

// find is the leaf at an address, if it was proven.
func (w *world) find(address uint64) *leaf {
	for i := range w.leaves[:w.count] {
		if l := &w.leaves[i]; l.address == address&^(vm.LeafSize-1) {
			return l
		}
	}
	return nil
}

// Leaf implements vm.World.
func (w *world) Leaf(address uint64) (vm.Leaf, error) {
	if l := w.find(address); l != nil {
		return l.data, nil
	}
	node, path, err := w.path(address, 0)
	if err != nil {
		return vm.Leaf{}, err
	}
	w.leaves[w.count] = leaf{address &^ (vm.LeafSize - 1), node, path}
	w.count++
	return node, nil
}

// SetLeaf implements vm.World. A step reads a leaf before it writes one, and writes one only.
func (w *world) SetLeaf(address uint64, data vm.Leaf) error {
	l := w.find(address)
	l.data = data
	w.root = memory.RootOf(l.address, 0, data, l.siblings)
	return nil
}

// Clear implements vm.World.
func (w *world) Clear(address, size uint64) error {
	height := bits.TrailingZeros64(size / vm.LeafSize)
	_, path, err := w.path(address, height)
	if err != nil {
		return err
	}
	w.root = memory.RootOf(address, height, memory.Zero(height), path)
	return nil
}

// Park implements vm.World. The root of the chain is all that stays.
func (w *world) Park(vm.Hash, vm.Parked) error { return nil }

// Unpark implements vm.World.
func (w *world) Unpark(root vm.Hash) (vm.Parked, error) {
	b, err := w.next(vm.ParkedSize)
	if err != nil {
		return vm.Parked{}, err
	}
	parked, err := vm.DecodeParked(b)
	if err != nil {
		return parked, fmt.Errorf("%w: %w", ErrThread, err)
	}
	if got := parked.Root(); got != root {
		return parked, fmt.Errorf("%w: %x, want %x", ErrThread, got, root)
	}
	return parked, nil
}

// Preimage implements vm.World.
func (w *world) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	if w.preimages == nil {
		return vm.Chunk{}, fmt.Errorf("%w: key %x, offset %d", ErrPreimage, key, offset)
	}
	chunk, err := w.preimages.Preimage(key, offset)
	if err != nil {
		return chunk, fmt.Errorf("%w: key %x, offset %d: %w", ErrPreimage, key, offset, err)
	}
	return chunk, nil
}

// Output implements vm.World. The state keeps a hash of it.
func (w *world) Output(int, []byte) {}
