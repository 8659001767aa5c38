// SPDX-License-Identifier: Apache-2.0

package guest

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/oracle"
)

// Host answers a machine by what a source answered the same program before, run natively: a key alone says neither what
// a precompile was given nor all of a hash. It is an oracle.Source itself, for that run.
type Host struct {
	source    oracle.Source
	values    map[oracle.Key][]byte
	questions map[oracle.Key]question
}

// question is what a precompile was asked.
type question struct {
	precompile byte
	input      []byte
}

// NewHost has learnt nothing yet.
func NewHost(source oracle.Source) *Host {
	return &Host{source, make(map[oracle.Key][]byte), make(map[oracle.Key]question)}
}

// Value implements oracle.Source.
func (h *Host) Value(hash common.Hash) ([]byte, error) {
	value, err := h.source.Value(hash)
	if err == nil {
		h.values[oracle.HashKey(hash)] = value
	}
	return value, err
}

// Precompile implements oracle.Source.
func (h *Host) Precompile(number byte, input []byte) ([]byte, bool, error) {
	output, ok, err := h.source.Precompile(number, input)
	if err != nil {
		return nil, false, err
	}
	key, err := oracle.PrecompileKey(number, input)
	if err != nil {
		return nil, false, err
	}
	h.values[key] = oracle.Encode(output, ok)
	h.questions[key] = question{number, bytes.Clone(input)} // which lies in the caller's memory
	return output, ok, nil
}

// Asked is what a precompile was asked, by the key of its answer; ok is false for every other key.
func (h *Host) Asked(key vm.Hash) (precompile byte, input []byte, ok bool) {
	q, ok := h.questions[oracle.Key(key)]
	return q.precompile, q.input, ok
}

// errUnknown says that nobody has asked for a key before.
var errUnknown = errors.New("no value is known under the key")

// Preimage implements vm.Preimages: it gives the machine a word of the value that has a key.
func (h *Host) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	value, ok := h.values[oracle.Key(key)]
	if !ok {
		var err error
		if value, err = h.find(oracle.Key(key)); err != nil {
			return vm.Chunk{}, err
		}
	}
	word, err := oracle.Read(value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(value))}, err
}

// find tries the hashes that a key of a value may stand for. A program that reads tries from several goroutines may
// need another node than the last time.
func (h *Host) find(key oracle.Key) ([]byte, error) {
	hash := common.Hash(key)
	for first := range 256 {
		hash[0] = byte(first)
		if oracle.HashKey(hash) != key {
			continue // it is no key of a value
		}
		if value, err := h.Value(hash); err == nil {
			return value, nil
		}
	}
	return nil, fmt.Errorf("%w %x", errUnknown, key)
}

// Values are all that were asked for, by key.
func (h *Host) Values() map[oracle.Key][]byte { return h.values }
