// SPDX-License-Identifier: Apache-2.0

// Package steptest makes steps to compare machines by: every instruction with operands at the edges of their ranges,
// words that mean nothing, system calls with arguments of all kinds, changes of threads, halted machines, and
// instructions and data at the edges of leaves, pages and mappings. The same seed makes the same steps.
package steptest

import (
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/memory"
	"github.com/layeredpow/adit/vm/oracle"
)

// The map of the walk's machine, small enough that all of its borders are met often.
const (
	textStart   = vm.ImageStart
	readOnlyEnd = textStart + 2*vm.PageSize
	firstTop    = readOnlyEnd + 4*vm.PageSize
)

// Walk is a machine that does a step of some kind, is put before another one, and so on. Its threads and its memory
// live on from step to step.
type Walk struct {
	*fast.Machine
	random *rand.Rand
}

// NewWalk starts with a seed.
func NewWalk(seed uint64) *Walk {
	w := &Walk{random: rand.New(rand.NewPCG(seed, 1))}
	s := vm.State{
		Thread:      vm.Thread{PC: textStart, ID: 1},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: readOnlyEnd,
		Break:       firstTop - 100,
		Top:         firstTop,
		NextID:      2,
	}
	w.Machine = fast.New(s, memory.New(), Values(), nil)
	return w
}

// Next puts the machine before a step and tells of which kind it is.
func (w *Walk) Next() string {
	w.revive()
	kinds := []struct {
		weight int
		name   string
		make   func() string
	}{
		{52, "", w.operation},
		{6, "compressed", w.compressed},
		{4, "any word", w.anyWord},
		{22, "", w.systemCall},
		{8, "wait", w.wait},
		{4, "fetch", w.fetch},
		{3, "return", w.noReturn},
		{1, "halted", w.halted},
	}
	n := w.random.IntN(100)
	for _, k := range kinds {
		if n -= k.weight; n < 0 {
			if name := k.make(); name != "" {
				return name
			}
			return k.name
		}
	}
	panic("the weights of the kinds add up to less than 100")
}

// revive makes a machine that goes on, with other registers, of what the last step left.
func (w *Walk) revive() {
	w.Status, w.ExitCode = vm.Running, 0
	w.Wait, w.WaitValue, w.WaitAddress, w.Deadline = vm.WaitNone, 0, 0, 0
	w.Phase, w.Latch = 0, 0
	w.PC = w.place()
	for i := range w.X[1:] {
		w.X[i+1] = w.integer()
	}
	for i := range w.F {
		w.F[i] = w.float()
	}
	w.FCSR = uint8(w.random.Uint32())
	if w.chance(2) {
		w.FCSR &= 0x9f // a rounding mode that exists
	}
	w.Reservation = w.pick(vm.NoReservation, w.address(8), w.address(4))
	w.Steps = w.pick(w.Steps, w.integer()>>1)
	w.Idle = w.pick(0, w.integer()>>2)
	w.Direction, w.AllAsleep = uint8(w.random.IntN(2)), uint8(w.random.IntN(2))
	w.Earliest = w.pick(0, w.Now()+5, w.integer())
	w.borders()
	w.files()
}

// borders changes the map: all is kept within the first few pages most of the time.
func (w *Walk) borders() {
	w.ReadOnlyEnd = readOnlyEnd
	if w.Top < readOnlyEnd+vm.PageSize || w.Top > firstTop+16*vm.PageSize || w.chance(8) {
		w.Top = w.pick(firstTop, firstTop+vm.PageSize, vm.StackStart, vm.StackStart-vm.PageSize)
	}
	w.Break = w.pick(w.Top, w.Top-vm.PageSize+1, w.Top-vm.PageSize, readOnlyEnd)
	if w.NextID == ^uint32(0) || w.chance(100) {
		w.NextID = uint32(w.pick(2, 1<<32-2, 1<<32-1))
	}
}

// files changes how much was read of what.
func (w *Walk) files() {
	w.InputEnd = uint8(w.random.IntN(vm.InputSize + 1))
	w.InputAt = uint8(w.random.IntN(int(w.InputEnd) + 1))
	for i := range w.Input {
		w.Input[i] = byte(i) ^ w.InputEnd
	}
	values := Values()
	key := values.keys[w.random.IntN(len(values.keys))]
	w.OracleKey = vm.Hash(key)
	w.OracleOffset = uint64(w.random.IntN(len(values.byKey[key]) + 1))
}

// put writes an instruction where pc points, as far as that can be executed.
func (w *Walk) put(word uint32, size int) {
	for i := range size {
		if at := w.PC + uint64(i); at >= textStart && at < readOnlyEnd {
			w.Memory().Write(at, []byte{byte(word >> (8 * i))})
		}
	}
}

// chance is true once in n times.
func (w *Walk) chance(n int) bool { return w.random.IntN(n) == 0 }

func (w *Walk) pick(from ...uint64) uint64 { return from[w.random.IntN(len(from))] }

// Known are preimages: an oracle that a machine, a witness and a contract can share.
type Known struct {
	keys  []oracle.Key
	byKey map[oracle.Key][]byte
}

// Values are those that the walk reads: of lengths around the widths of words.
var Values = sync.OnceValue(func() *Known {
	k := &Known{byKey: map[oracle.Key][]byte{}}
	for _, length := range []int{0, 1, 31, 32, 33, 64, 100} {
		var value []byte
		for len(value) < length {
			value = append(value, crypto.Keccak256([]byte{byte(length), byte(len(value))})...)
		}
		value = value[:length]
		key := oracle.ValueKey(value)
		k.keys = append(k.keys, key)
		k.byKey[key] = value
	}
	return k
})

// Load hands over the values, once for each of their words, as they are loaded on L1.
func (k *Known) Load(load func(offset uint64, value []byte) error) error {
	for _, key := range k.keys {
		value := k.byKey[key]
		for offset := 0; offset <= len(value); offset += oracle.Word {
			if err := load(uint64(offset), value); err != nil {
				return err
			}
		}
	}
	return nil
}

// Preimage implements vm.Preimages.
func (k *Known) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	value, ok := k.byKey[oracle.Key(key)]
	if !ok {
		return vm.Chunk{}, fmt.Errorf("no value is known under the key %x", key)
	}
	word, err := oracle.Read(value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(value))}, err
}

// Value is the one that has a key, nil if there is none.
func (k *Known) Value(key vm.Hash) []byte { return k.byKey[oracle.Key(key)] }
