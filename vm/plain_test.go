// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"errors"
	"fmt"
	"testing"
)

// Plain is a whole machine made of maps, as simple as can be.
type Plain struct {
	State
	Leaves    map[uint64]Leaf // by address / LeafSize
	Parked    map[Hash]Parked
	Preimages map[Hash][]byte
	Written   [3][]byte // by stream
}

// errNoPreimage is what Plain says about a key that it does not know.
var errNoPreimage = errors.New("no preimage")

// NewPlain is a machine with a page of text, a page of data and nothing else mapped below the stack.
func NewPlain() *Plain {
	return &Plain{
		State: State{
			Thread:      Thread{PC: ImageStart, ID: 1},
			Reservation: NoReservation,
			ReadOnlyEnd: ImageStart + PageSize,
			Break:       ImageStart + 2*PageSize,
			Top:         ImageStart + 2*PageSize,
			NextID:      2,
		},
		Leaves:    map[uint64]Leaf{},
		Parked:    map[Hash]Parked{},
		Preimages: map[Hash][]byte{},
	}
}

// plainData is the address of the page of data.
const plainData = ImageStart + PageSize

func (p *Plain) Leaf(address uint64) (Leaf, error) {
	if address >= AddressSpace {
		return Leaf{}, fmt.Errorf("leaf at %#x", address)
	}
	return p.Leaves[address/LeafSize], nil
}

func (p *Plain) SetLeaf(address uint64, leaf Leaf) error {
	if address >= AddressSpace {
		return fmt.Errorf("set leaf at %#x", address)
	}
	p.Leaves[address/LeafSize] = leaf
	if leaf == (Leaf{}) {
		delete(p.Leaves, address/LeafSize)
	}
	return nil
}

func (p *Plain) Clear(address, size uint64) error {
	if size < LeafSize || size&(size-1) != 0 || address%size != 0 || address+size > AddressSpace {
		return fmt.Errorf("clear of %#x bytes at %#x", size, address)
	}
	for k := range p.Leaves {
		if address <= k*LeafSize && k*LeafSize < address+size {
			delete(p.Leaves, k)
		}
	}
	return nil
}

func (p *Plain) Park(root Hash, parked Parked) error {
	if parked.Root() != root {
		return errors.New("parked under another root")
	}
	p.Parked[root] = parked
	return nil
}

func (p *Plain) Unpark(root Hash) (Parked, error) {
	parked, ok := p.Parked[root]
	if !ok {
		return parked, fmt.Errorf("nothing is parked as %x", root)
	}
	return parked, nil
}

func (p *Plain) Preimage(key Hash, offset uint64) (Chunk, error) {
	value, ok := p.Preimages[key]
	if !ok || offset%32 != 0 {
		return Chunk{}, errNoPreimage
	}
	c := Chunk{Length: uint64(len(value))}
	copy(c.Data[:], value[min(offset, c.Length):])
	return c, nil
}

func (p *Plain) Output(stream int, data []byte) {
	p.Written[stream] = append(p.Written[stream], data...)
}

// Put writes bytes to memory whatever the program may do there.
func (p *Plain) Put(address uint64, b []byte) {
	for i, v := range b {
		a := address + uint64(i)
		leaf := p.Leaves[a/LeafSize]
		leaf[a%LeafSize] = v
		_ = p.SetLeaf(a, leaf)
	}
}

// Get reads n bytes of memory.
func (p *Plain) Get(address, n uint64) []byte {
	b := make([]byte, n)
	for i := range b {
		a := address + uint64(i)
		leaf := p.Leaves[a/LeafSize]
		b[i] = leaf[a%LeafSize]
	}
	return b
}

// step runs one step that must not fail.
func (p *Plain) step(t *testing.T) {
	t.Helper()
	if err := p.Step(p); err != nil {
		t.Fatal(err)
	}
}

// call has the running thread make a system call, and runs steps until the call has ended. It returns the number of
// steps. Whether the thread got its result already depends on the call.
func (p *Plain) call(t *testing.T, number uint64, arguments ...uint64) int {
	t.Helper()
	p.X[17] = number
	clear(p.X[10:16])
	copy(p.X[10:16], arguments)
	p.PC = ImageStart
	p.Put(p.PC, []byte{0x73, 0, 0, 0})
	for n := 1; ; n++ {
		p.step(t)
		if p.Phase == 0 || p.Status != Running {
			return n
		}
		if n > 100 {
			t.Fatalf("system call %d goes on for ever", number)
		}
	}
}
