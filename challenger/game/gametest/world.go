// SPDX-License-Identifier: Apache-2.0

// Package gametest makes up claims and plays random moves of the dispute game, good ones and bad ones, so that two
// referees can be held against each other. Its players want nothing and have no strategy.
package gametest

import (
	"encoding/binary"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
)

// World is a rollup with whatever history anybody makes up. All that it makes depends on the random numbers alone.
type World struct {
	Config   game.Config
	Template []byte // of the machine before its input is written

	random *rand.Rand
}

// Inbox and Machine are where the stand-ins of the two contracts are.
var (
	Inbox   = common.Address{18: 0x1b, 19: 0x0c}
	Machine = common.Address{18: 0xac, 19: 0xe0}
)

// Threshold is the T of the worlds that NewWorld makes: short, so that scripts come to an end.
const Threshold = 600

// NewWorld is a world whose bonds are as small as refunds allow, so that cohorts come to the end of what they may
// spend.
func NewWorld(random *rand.Rand) *World {
	w := &World{random: random, Template: make([]byte, vm.HeaderSize+32)}
	for i := range w.Template {
		w.Template[i] = byte(random.Uint32())
	}
	w.Config = game.Config{
		Inbox: Inbox, Machine: Machine, Template: crypto.Keccak256Hash(w.Template), Params: w.fresh(), Genesis: w.fresh(),
		Threshold: Threshold, Censored: 300, PerMove: 1, Compute: 20, Queue: 80, MinGap: 16,
		Bonds: [3]uint64{19_000_000, 19_000_001, 32_000_000}, Price: 2_000_000_000,
	}
	return w
}

// fresh is a hash that nobody has seen.
func (w *World) fresh() (h game.Hash) {
	for i := 0; i < len(h); i += 8 {
		binary.BigEndian.PutUint64(h[i:], w.random.Uint64())
	}
	return h
}

// oneIn is true every n-th time or so.
func (w *World) oneIn(n int) bool { return w.random.IntN(n) == 0 }

// L2State is a state's bytes, with that batch.
func (w *World) L2State(batch uint64) []byte {
	s := program.State{Number: w.random.Uint64N(1000), Block: w.fresh(), Root: w.fresh(), Sends: w.fresh(), Batch: batch, Messages: w.fresh()}
	if w.oneIn(3) {
		s.Sends = game.Hash{} // as long as there is nothing to send
	}
	return s.Encode()
}

// Stuck is a stuck state's bytes.
func (w *World) Stuck(last game.Hash) []byte { return append([]byte("stuck"), last[:]...) }

// lengths are how many states histories have that do not just repeat: around every boundary between parts.
var lengths = []int{1, 2, 3, 15, 16, 17, 32, 33, 255, 256, 257, 272}

// longLengths are rare, since they take time.
var longLengths = []int{4_095, 4_096, 4_097, 65_535, 65_536}

// history are states that come to last.
func (w *World) history(last game.Hash) []game.Hash {
	n := lengths[w.random.IntN(len(lengths))]
	if w.oneIn(200) {
		n = longLengths[w.random.IntN(len(longLengths))]
	}
	states := make([]game.Hash, n)
	for i := range states {
		states[i] = w.fresh()
	}
	states[n-1] = last
	return states
}

// rival are states that contradict the ones given from somewhere on, and come to last.
func (w *World) rival(states []game.Hash, last game.Hash) []game.Hash {
	other := append(append([]game.Hash{}, states...), last)
	at := w.random.IntN(len(states))
	other[at] = w.fresh()
	switch w.random.IntN(4) {
	case 0: // ends there
		other = append(other[:at+1], last)
	case 1: // never comes back
		for i := at; i < len(other)-1; i++ {
			other[i] = w.fresh()
		}
	case 2: // gets stuck
		if at > 0 {
			other[at] = program.Stuck(other[at-1])
		}
	}
	if n := len(states); len(other) > n && w.oneIn(2) {
		other = other[:n]
		other[n-1] = last
	}
	return other
}

// run is how the machine ran from one L2 state to another: the end of it fits what is claimed.
func (w *World) run(before, next game.Hash) game.Run {
	header := make([]byte, vm.HeaderSize)
	for i := range header {
		header[i] = byte(w.random.Uint32())
	}
	output := crypto.Keccak256(make([]byte, 32), []byte{1}, next[:])
	copy(header[len(header)-34:], output)
	header[len(header)-2], header[len(header)-1] = byte(vm.Exited), 0
	if next == program.Stuck(before) {
		header[len(header)-2], header[len(header)-1] = byte(w.random.IntN(3)), byte(1+w.random.IntN(255))
	}
	return game.Run{Template: w.Template, Header: header, MemoryRoot: w.fresh()}
}

// MachineOf is the hash of the machine that a run ended with.
func MachineOf(r game.Run) game.Hash { return crypto.Keccak256Hash(r.Header, r.MemoryRoot[:]) }

// Step is the stand-in of the machine: a witness is two machines of which it says that one follows the other.
func Step(witness []byte) (machine, following game.Hash, err error) {
	if len(witness) != 64 {
		return machine, following, &game.Refusal{Kind: TooShort}
	}
	return game.Hash(witness[:32]), game.Hash(witness[32:]), nil
}

// TooShort is the reason why the stand-in of the machine refuses a witness, as the real one's.
const TooShort game.Kind = "TooShort"
