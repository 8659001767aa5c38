// SPDX-License-Identifier: Apache-2.0

package history

import (
	"encoding/binary"
	"errors"
	"testing"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/memory"
)

// scatter writes random numbers to random places in some pages of data, x7 times, 13 steps each, writes a line, and
// exits.
var scatter = []uint32{
	0x00d29413, // slli x8, x5, 13
	0x0082c2b3, // xor  x5, x5, x8
	0x0072d413, // srli x8, x5, 7
	0x0082c2b3, // xor  x5, x5, x8
	0x01129413, // slli x8, x5, 17
	0x0082c2b3, // xor  x5, x5, x8
	0x0092f433, // and  x8, x5, x9
	0x00640433, // add  x8, x8, x6
	0x00543023, // sd   x5, 0(x8)
	0x00043503, // ld   x10, 0(x8)
	0x00150513, // addi x10, x10, 1
	0xfff38393, // addi x7, x7, -1
	0xfc0398e3, // bnez x7, scatter
	0x00100513, // li   a0, 1
	0x00030593, // mv   a1, x6
	0x00800613, // li   a2, 8
	0x04000893, // li   a7, 64 (write)
	0x00000073, // ecall
	0x05d00893, // li   a7, 93 (exit)
	0x00000073, // ecall
}

const (
	textEnd   = vm.ImageStart + vm.PageSize
	dataPages = 8
	dataEnd   = textEnd + dataPages*vm.PageSize
)

// newMachine is a machine that is about to scatter.
func newMachine(rounds uint64, program []uint32, oracle vm.Preimages) *fast.Machine {
	var text []byte
	for _, word := range program {
		text = binary.LittleEndian.AppendUint32(text, word)
	}
	m := memory.New()
	m.Write(vm.ImageStart, text)
	s := vm.State{
		Thread:      vm.Thread{PC: vm.ImageStart, ID: 1},
		Reservation: vm.NoReservation,
		ReadOnlyEnd: textEnd, Break: dataEnd, Top: dataEnd, NextID: 2,
	}
	s.X[5], s.X[6], s.X[7], s.X[9] = 88172645463325252, textEnd, rounds, dataEnd-textEnd-8
	return fast.New(s, m, oracle, nil)
}

// naive is the hash of a machine by a tree that was never anything else.
func naive(m *fast.Machine) vm.Hash {
	all := make([]byte, dataEnd-vm.ImageStart)
	m.Memory().Read(vm.ImageStart, all)
	fresh := memory.New()
	fresh.Write(vm.ImageStart, all)
	return m.State.Hash(fresh.Root())
}

// byTheBook is the naive hash at each of some steps, which ascend.
func byTheBook(t *testing.T, rounds uint64, steps []uint64) (hashes []vm.Hash) {
	t.Helper()
	m := newMachine(rounds, scatter, nil)
	for _, step := range steps {
		for m.Status == vm.Running && m.Steps < step {
			if err := m.Step(); err != nil {
				t.Fatal(err)
			}
		}
		hashes = append(hashes, naive(m))
	}
	return hashes
}

const (
	testStride = 1_000
	testRounds = 5_400 // 70,000 steps: two machines are kept on the way
	testCount  = 75    // strides; the last ones are behind the end

	plenty = 1 << 40 // bytes
)

func newTestRun(t *testing.T, strides int) (*Run, []vm.Hash) {
	t.Helper()
	r := newRun(newMachine(testRounds, scatter, nil), testStride, plenty)
	var hashes []vm.Hash
	for range strides {
		h, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, h)
	}
	return r, hashes
}

func TestNext(t *testing.T) {
	r, got := newTestRun(t, testCount)
	if len(r.kept) != 3 || r.Machine().Status != vm.Exited {
		t.Fatalf("%d machines kept, status %d; the test wants 3 and a program that ends", len(r.kept), r.Machine().Status)
	}
	var steps []uint64
	for i := range got {
		steps = append(steps, uint64(i+1)*testStride)
	}
	for i, want := range byTheBook(t, testRounds, steps) {
		if got[i] != want {
			t.Errorf("behind stride %d: got %x, want %x", i, got[i], want)
		}
	}
}

func TestAt(t *testing.T) {
	r, _ := newTestRun(t, testCount)
	steps := []uint64{0, 1, 999, 1_000, 31_999, 32_000, 32_001, 63_999, 64_000, 70_206, 70_207, 70_208, 75_000}
	want := byTheBook(t, testRounds, steps)
	for i := len(steps) - 1; i >= 0; i-- {
		m, err := r.At(steps[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Hash(); got != want[i] {
			t.Errorf("at step %d: got %x, want %x", steps[i], got, want[i])
		}
	}
	if m, err := r.At(testCount*testStride + 1); err == nil {
		t.Errorf("a step that the run has not come to: got step %d, want an error", m.Steps)
	}
}

// TestThinning has a run keep fewer machines than it comes by, and goes back to places all over it.
func TestThinning(t *testing.T) {
	const stride, strides = 1, 70_000
	r := newRun(newMachine(testRounds, scatter, nil), stride, plenty)
	for range strides {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
		if len(r.kept) > maxKept {
			t.Fatalf("%d machines are kept after %d strides", len(r.kept), r.strides)
		}
	}
	if want := uint64(32 * keepEvery); r.apart != want || len(r.kept) <= maxKept/2 {
		t.Errorf("%d machines are kept, each %d strides; want more than %d, each %d", len(r.kept), r.apart, maxKept/2, want)
	}
	steps := []uint64{0, 1, 1_023, 1_024, 1_025, 40_000, 65_535, 65_536, 69_999}
	want := byTheBook(t, testRounds, steps)
	for i, step := range steps {
		m, err := r.At(step)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Hash(); got != want[i] || m.Steps != step {
			t.Errorf("at step %d: got %x at %d, want %x", step, got, m.Steps, want[i])
		}
	}
}

// TestRoom has a run keep as many machines as there is room for, and goes back all the same.
func TestRoom(t *testing.T) {
	free := newRun(newMachine(testRounds, scatter, nil), 100, plenty)
	for _, room := range []uint64{0, 1 << 18, 1 << 20, 2 << 20} {
		r := newRun(newMachine(testRounds, scatter, nil), 100, room)
		for free.Strides() < 705 {
			if _, err := free.Next(); err != nil {
				t.Fatal(err)
			}
		}
		for range free.Strides() {
			if _, err := r.Next(); err != nil {
				t.Fatal(err)
			}
			if r.Bytes() > room {
				t.Fatalf("%d bytes are kept after %d strides, with room for %d", r.Bytes(), r.Strides(), room)
			}
		}
		if len(r.kept) >= len(free.kept) || room == 0 && len(r.kept) != 1 || room >= 1<<20 && len(r.kept) < 2 {
			t.Errorf("room for %d bytes: %d machines are kept, %d without a bound", room, len(r.kept), len(free.kept))
		}
		for i := 1; i < len(r.kept); i++ {
			if got, want := r.kept[i].Steps, uint64(i)*r.apart*100; got != want {
				t.Fatalf("room for %d bytes: machine %d stands at step %d, want %d", room, i, got, want)
			}
		}
		for _, step := range []uint64{0, 1, 3_333, 35_000, 70_207, 70_500} {
			got, err := r.At(step)
			if err != nil {
				t.Fatal(err)
			}
			want, err := free.At(step)
			if err != nil {
				t.Fatal(err)
			}
			if got.Hash() != want.Hash() {
				t.Errorf("room for %d bytes: at step %d: got %x, want %x", room, step, got.Hash(), want.Hash())
			}
		}
	}
}

// TestSteps holds the hashes of single steps, a stride in the middle and the one in which the program ends, against the
// naive ones and against those of strides.
func TestSteps(t *testing.T) {
	r, strides := newTestRun(t, testCount)
	for _, stride := range []uint64{33, 70} {
		m, err := r.At(stride * testStride)
		if err != nil {
			t.Fatal(err)
		}
		book, err := r.At(stride * testStride)
		if err != nil {
			t.Fatal(err)
		}
		var step, last = 0, vm.Hash{}
		for got, err := range Steps(m, testStride) {
			if err != nil {
				t.Fatal(err)
			}
			if err := book.Step(); err != nil {
				t.Fatal(err)
			}
			if want := naive(book); got != want {
				t.Fatalf("behind step %d of stride %d: got %x, want %x", step, stride, got, want)
			}
			step, last = step+1, got
		}
		if step != testStride || last != strides[stride] {
			t.Errorf("stride %d: %d hashes to %x, want %d to %x", stride, step, last, testStride, strides[stride])
		}
	}
}

// TestPartsAtTheSameTime hashes the steps of a stride in parts, each in a goroutine.
func TestPartsAtTheSameTime(t *testing.T) {
	const parts = 4
	r, _ := newTestRun(t, 40)
	whole := stepsFrom(t, r, 39*testStride, testStride)
	results := make(chan []vm.Hash, parts)
	next := results
	for part := range uint64(parts) {
		m, err := r.At(39*testStride + part*testStride/parts)
		if err != nil {
			t.Fatal(err)
		}
		mine, then := next, make(chan []vm.Hash, parts)
		next = then
		go func() {
			var hashes []vm.Hash
			for h, err := range Steps(m, testStride/parts) {
				if err != nil {
					t.Error(err)
				}
				hashes = append(hashes, h)
			}
			then <- append(<-mine, hashes...)
		}()
	}
	results <- nil
	got := <-next
	for i, want := range whole {
		if got[i] != want {
			t.Fatalf("behind step %d: got %x, want %x", i, got[i], want)
		}
	}
}

func stepsFrom(t *testing.T, r *Run, from, n uint64) (hashes []vm.Hash) {
	t.Helper()
	m, err := r.At(from)
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range Steps(m, n) {
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, h)
	}
	return hashes
}

// lateOracle knows nothing at first.
type lateOracle struct{ known bool }

var errLate = errors.New("not yet")

func (o *lateOracle) Preimage(vm.Hash, uint64) (vm.Chunk, error) {
	if !o.known {
		return vm.Chunk{}, errLate
	}
	return vm.Chunk{Length: 8}, nil
}

func TestMissingPreimage(t *testing.T) {
	ask := []uint32{
		0x00300513, // li a0, 3: the oracle
		0x00030593, // mv a1, x6
		0x02000613, // li a2, 32
		0x03f00893, // li a7, 63 (read)
		0x00000073, // ecall
		0x05d00893, // li a7, 93 (exit)
		0x00000073, // ecall
	}
	oracle := new(lateOracle)
	r := newRun(newMachine(0, ask, oracle), testStride, plenty)
	if _, err := r.Next(); !errors.Is(err, errLate) || r.Strides() != 0 {
		t.Errorf("without the preimage: got %v after %d strides, want %v", err, r.Strides(), errLate)
	}
	m, err := r.At(0)
	if err != nil {
		t.Fatal(err)
	}
	var steps []error
	for _, err := range Steps(m, 10) {
		steps = append(steps, err)
	}
	if len(steps) != 5 || !errors.Is(steps[4], errLate) {
		t.Errorf("steps without the preimage: got %v, want four and the error", steps)
	}
	oracle.known = true
	h, err := r.Next()
	if err != nil || r.Machine().Status != vm.Exited || h != naive(r.Machine()) {
		t.Errorf("with the preimage: got %x (%v), status %d", h, err, r.Machine().Status)
	}
}
