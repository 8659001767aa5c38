// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"errors"
	"fmt"
	"maps"
	"testing"
)

// flaky is a world that fails at one of the things that a step asks of it, before it does it.
type flaky struct {
	*Plain
	left int // until then
}

var errFlaky = errors.New("the world cannot answer")

func (f *flaky) ask() error {
	if f.left--; f.left == -1 {
		return errFlaky
	}
	return nil
}

func (f *flaky) Leaf(address uint64) (Leaf, error) {
	if err := f.ask(); err != nil {
		return Leaf{}, err
	}
	return f.Plain.Leaf(address)
}

func (f *flaky) SetLeaf(address uint64, leaf Leaf) error {
	if err := f.ask(); err != nil {
		return err
	}
	return f.Plain.SetLeaf(address, leaf)
}

func (f *flaky) Clear(address, size uint64) error {
	if err := f.ask(); err != nil {
		return err
	}
	return f.Plain.Clear(address, size)
}

func (f *flaky) Park(root Hash, parked Parked) error {
	if err := f.ask(); err != nil {
		return err
	}
	return f.Plain.Park(root, parked)
}

func (f *flaky) Unpark(root Hash) (Parked, error) {
	if err := f.ask(); err != nil {
		return Parked{}, err
	}
	return f.Plain.Unpark(root)
}

func (f *flaky) Preimage(key Hash, offset uint64) (Chunk, error) {
	if err := f.ask(); err != nil {
		return Chunk{}, err
	}
	return f.Plain.Preimage(key, offset)
}

// TestWorldErrors fails each step at each thing that it asks for: the state stays, and the step done again is the step.
func TestWorldErrors(t *testing.T) {
	const data = plainData
	type kind struct {
		word uint32 // 0 for a system call
		call []uint64
		most int // how much a step of it asks for, at most
	}
	kinds := map[string]kind{
		"add":     {word: 0x003100b3, most: 1},
		"c.add":   {word: 0x908e, most: 1},
		"ld":      {word: 0x00043083, most: 2},
		"sd":      {word: 0x00243023, most: 3},
		"fld":     {word: 0x00043087, most: 2},
		"flw":     {word: 0x00042087, most: 2},
		"amoadd":  {word: 0x0024b0af&^0xf8000 | 8<<15, most: 4},
		"lr":      {word: 0x100430af, most: 2},
		"sc":      {word: 0x182430af, most: 4},
		"read":    {call: []uint64{sysRead, 0, data, 20}, most: 3},
		"write":   {call: []uint64{sysWrite, 1, data, 20}, most: 2},
		"oracle":  {call: []uint64{sysRead, fileOracle, data, 20}, most: 4},
		"random":  {call: []uint64{sysGetrandom, data, 20}, most: 3},
		"cpus":    {call: []uint64{sysGetaffinity, 0, 8, data}, most: 3},
		"time":    {call: []uint64{sysClockGettime, 0, data}, most: 3},
		"sleep":   {call: []uint64{sysNanosleep, data}, most: 4},
		"until":   {call: []uint64{sysClockNanosleep, 1, 1, data}, most: 4},
		"futex":   {call: []uint64{sysFutex, data, futexWait, 0, data}, most: 4},
		"clone":   {call: []uint64{sysClone, threadFlags | cloneParentSetTid, StackStart, data}, most: 5},
		"yield":   {call: []uint64{sysSchedYield}, most: 3},
		"exit":    {call: []uint64{sysExit, 0}, most: 4},
		"advise":  {call: []uint64{sysMadvise, data, PageSize, adviceDontNeed}, most: 2},
		"unmap":   {call: []uint64{sysMunmap, data + PageSize, 2 * PageSize}, most: 2},
		"map":     {call: []uint64{sysMmap, data, 2 * PageSize, 3, mapFixed | mapAnonymous}, most: 2},
		"waiting": {most: 3},
	}
	for name, k := range kinds {
		t.Run(name, func(t *testing.T) {
			failures := 0
			for p := prepare(t, name, k.word, k.call); p.Steps < 8 && p.Status == Running; {
				want := p.clone()
				want.step(t)
				for n := 0; ; n++ {
					got := p.clone()
					f := &flaky{got, n}
					if err := got.Step(f); err == nil {
						break
					} else if !errors.Is(err, errFlaky) {
						t.Fatal(err)
					}
					if n == k.most {
						t.Fatalf("asks for more than %d things", k.most)
					}
					failures++
					if got.State != p.State {
						t.Fatalf("step %d failed at thing %d, and left %+v\nof %+v", p.Steps, n, got.State, p.State)
					}
					got.step(t)
					if got.State != want.State || !maps.Equal(got.Leaves, want.Leaves) || fmt.Sprint(got.Written) != fmt.Sprint(want.Written) {
						t.Fatalf("step %d failed at thing %d, and done again is another", p.Steps, n)
					}
				}
				p = want
				if k.word != 0 {
					break
				}
			}
			if failures == 0 {
				t.Error("nothing can fail")
			}
		})
	}
}

// prepare is a machine with three threads, before the step of a kind.
func prepare(t *testing.T, name string, word uint32, call []uint64) *Plain {
	t.Helper()
	p := NewPlain()
	p.Top += 2 * PageSize
	p.InputEnd = 40
	p.Preimages[Hash{}] = []byte("what the oracle says")
	p.putTime(plainData, 0, 500)
	p.ClearOnExit = plainData + 8
	p.call(t, sysClone, threadFlags, StackStart)
	p.call(t, sysClone, threadFlags, StackStart)
	p.Steps = 0
	p.X[8] = plainData
	p.Reservation = plainData
	p.PC = ImageStart
	if call == nil {
		p.Put(p.PC, []byte{byte(word), byte(word >> 8), byte(word >> 16), byte(word >> 24)})
	} else {
		p.X[17] = call[0]
		clear(p.X[10:16])
		copy(p.X[10:16], call[1:])
		p.Put(p.PC, []byte{0x73, 0, 0, 0, 0x13, 0, 0, 0, 0x13, 0, 0, 0})
	}
	if name == "waiting" {
		p.Wait, p.WaitAddress, p.Deadline = WaitFutex, plainData+64, 1000
	}
	return p
}

// clone is another machine in the same state.
func (p *Plain) clone() *Plain {
	c := *p
	c.Leaves, c.Parked = maps.Clone(p.Leaves), maps.Clone(p.Parked)
	for i := range c.Written {
		c.Written[i] = append([]byte{}, p.Written[i]...)
	}
	return &c
}
