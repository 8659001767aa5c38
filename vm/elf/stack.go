// SPDX-License-Identifier: Apache-2.0

package elf

import (
	"encoding/binary"
	"fmt"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/memory"
)

// The auxiliary vector: what Linux tells a program about its surroundings. All of it is the same for every program but
// the addresses.
const (
	auxEnd          = 0
	auxHeaders      = 3
	auxHeaderSize   = 4
	auxHeaderCount  = 5
	auxPageSize     = 6
	auxEntry        = 9
	auxUID          = 11
	auxEUID         = 12
	auxGID          = 13
	auxEGID         = 14
	auxCapabilities = 16
	auxClockTick    = 17
	auxSecure       = 23
	auxRandom       = 25

	// capabilities are the letters of the ISA: A, C, D, F, I, M.
	capabilities = 1<<0 | 1<<2 | 1<<3 | 1<<5 | 1<<8 | 1<<12
	clockTick    = 100

	// maxStrings bounds what arguments and environment may take of the stack.
	maxStrings = 1 << 20
)

// putStack writes what a program finds on its stack and returns the stack pointer. From there up:
//
//	argc | argv ... 0 | envp ... 0 | (kind, value) ... (0, 0) | padding | 16 random bytes | strings, each ended by 0
func putStack(m *memory.Memory, i image, p Program) (uint64, error) {
	var strings []byte
	for _, s := range append(append([]string{}, p.Args...), p.Env...) {
		strings = append(append(strings, s...), 0)
	}
	if len(strings)+8*(len(p.Args)+len(p.Env)) > maxStrings {
		return 0, fmt.Errorf("arguments and environment of %d bytes, more than %d", len(strings), maxStrings)
	}
	first := (vm.AddressSpace - uint64(len(strings))) &^ 15
	m.Write(first, strings)
	random := first - 16
	for n := range uint64(16) {
		m.Write(random+n, []byte{byte(n + 1)})
	}

	words := []uint64{uint64(len(p.Args))}
	at := first
	for _, list := range [][]string{p.Args, p.Env} {
		for _, s := range list {
			words = append(words, at)
			at += uint64(len(s)) + 1
		}
		words = append(words, 0)
	}
	words = append(words,
		auxHeaders, i.headers, auxHeaderSize, segmentSize, auxHeaderCount, i.count,
		auxPageSize, vm.PageSize, auxEntry, i.entry,
		auxUID, 0, auxEUID, 0, auxGID, 0, auxEGID, 0, auxSecure, 0,
		auxCapabilities, capabilities, auxClockTick, clockTick, auxRandom, random,
		auxEnd, 0)

	sp := (random - 8*uint64(len(words))) &^ 15
	var b []byte
	for _, w := range words {
		b = binary.LittleEndian.AppendUint64(b, w)
	}
	m.Write(sp, b)
	return sp, nil
}
