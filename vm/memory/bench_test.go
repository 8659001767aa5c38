// SPDX-License-Identifier: Apache-2.0

package memory

import (
	"math/rand/v2"
	"testing"

	"github.com/layeredpow/adit/vm"
)

// benchMemory has some pages of random bytes, and its root is known.
func benchMemory(pages int) (*Memory, *rand.Rand) {
	m, r := New(), rand.New(rand.NewPCG(1, 2))
	for page := range pages {
		for at := range uint64(vm.PageSize / 8) {
			m.Write(uint64(page)*vm.PageSize+8*at, []byte{byte(r.Uint32()), byte(r.Uint32()), byte(r.Uint32())})
		}
	}
	m.Root()
	return m, r
}

// BenchmarkRoot is a root after writes to random places: a step, a stride that works in one place, one that works
// everywhere.
func BenchmarkRoot(b *testing.B) {
	for _, c := range []struct {
		name   string
		writes int
	}{{"1-write", 1}, {"100-writes", 100}, {"10000-writes", 10_000}} {
		b.Run(c.name, func(b *testing.B) {
			const pages = 1_000
			m, r := benchMemory(pages)
			b.ReportAllocs()
			for b.Loop() {
				for range c.writes {
					m.Write(uint64(r.IntN(pages*vm.PageSize))&^7, []byte{byte(r.Uint32())})
				}
				m.Root()
			}
		})
	}
}

// BenchmarkFirstRoot hashes every byte of an image of 4 MiB.
func BenchmarkFirstRoot(b *testing.B) {
	m, _ := benchMemory(1_000)
	image := make([]byte, 1_000*vm.PageSize)
	m.Read(0, image)
	b.SetBytes(int64(len(image)))
	b.ReportAllocs()
	for b.Loop() {
		m := New()
		m.Write(0, image)
		m.Root()
	}
}

// BenchmarkProve proves leaves at random places.
func BenchmarkProve(b *testing.B) {
	const pages = 1_000
	m, r := benchMemory(pages)
	b.ReportAllocs()
	for b.Loop() {
		m.Prove(uint64(r.IntN(pages*vm.PageSize)), 0)
	}
}

// BenchmarkCopy is a copy of a memory, and a write that takes it apart from the original.
func BenchmarkCopy(b *testing.B) {
	m, _ := benchMemory(1_000)
	b.ReportAllocs()
	for b.Loop() {
		m.Copy().Write(0, []byte{1})
	}
}
