// SPDX-License-Identifier: Apache-2.0

package onestep

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/oracle"
)

// Preimage is what a step reads from: one word, at an offset, of a value. It has the value itself, or the question
// that a precompile answers with the value, never both. It is all that L1 needs to load the word.
type Preimage struct {
	Key      common.Hash   `json:"key"`
	Offset   uint64        `json:"offset"`
	Value    hexutil.Bytes `json:"value,omitempty"`
	Question *Precompile   `json:"question,omitempty"`
}

// Precompile is a question to a precompile of L1. Its answer is a value that nobody has to bring along.
type Precompile struct {
	Number byte          `json:"precompile"` // its address, see package oracle
	Input  hexutil.Bytes `json:"input"`
}

// Asker is an oracle that remembers which question stands behind a key.
type Asker interface {
	// Asked is what a precompile was asked; ok is false for the key of anything else.
	Asked(key vm.Hash) (precompile byte, input []byte, ok bool)
}

var (
	errNotBrought = errors.New("the proof does not bring it along")
	errOtherKey   = errors.New("what the proof brings along has another key")
	errBoth       = errors.New("the proof brings along a question and a value, of which only one is looked at")
	errTooDear    = errors.New("the question takes more gas than L1 answers for")
)

// newPreimage is what a machine's step reads from, by what the machine's oracle knows.
func newPreimage(m *fast.Machine, q *Question) (*Preimage, error) {
	p := &Preimage{Key: q.Key, Offset: q.Offset}
	if asker, ok := m.Oracle().(Asker); ok {
		if number, input, ok := asker.Asked(q.Key); ok {
			p.Question = &Precompile{number, input}
			return p, nil
		}
	}
	value, err := wholeValue(m, q.Key)
	if err != nil {
		return nil, err
	}
	if oracle.ValueKey(value) != oracle.Key(q.Key) {
		return nil, fmt.Errorf("name the question behind key %x: it is not the key of its value, and the oracle knows no question", q.Key)
	}
	p.Value = value
	return p, nil
}

// wholeValue reads a value word by word.
func wholeValue(m *fast.Machine, key vm.Hash) (value []byte, err error) {
	for {
		chunk, err := m.Preimage(key, uint64(len(value)))
		if err != nil {
			return nil, err
		}
		value = append(value, chunk.Data[:]...)
		if uint64(len(value)) >= chunk.Length {
			return value[:chunk.Length], nil
		}
	}
}

// Whole is the value that the word is part of, once its key was found to be right. An answer is computed anew:
// nothing that a proof says about it is believed. The error says why L1 could not load it.
func (p *Preimage) Whole() ([]byte, error) {
	if p.Question == nil {
		if oracle.ValueKey(p.Value) != oracle.Key(p.Key) {
			return nil, errOtherKey
		}
		return p.Value, nil
	}
	if len(p.Value) > 0 {
		return nil, errBoth
	}
	key, err := oracle.PrecompileKey(p.Question.Number, p.Question.Input)
	if err != nil {
		return nil, err
	}
	if key != oracle.Key(p.Key) {
		return nil, errOtherKey
	}
	gas, err := oracle.L1Gas(p.Question.Number, p.Question.Input)
	if err != nil {
		return nil, err
	}
	if gas > oracle.MaxL1Gas {
		return nil, fmt.Errorf("%w: %d, at most %d", errTooDear, gas, oracle.MaxL1Gas)
	}
	return oracle.Answer(p.Question.Number, p.Question.Input)
}

// Preimages makes the proof the oracle of its step: of what it brings along, only what leads to the key counts.
func (p *Proof) Preimages() vm.Preimages { return brought{p.Preimage} }

type brought struct{ preimage *Preimage }

// Preimage implements vm.Preimages.
func (b brought) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	p := b.preimage
	if p == nil || p.Key != common.Hash(key) || p.Offset != offset {
		return vm.Chunk{}, errNotBrought
	}
	value, err := p.Whole()
	if err != nil {
		return vm.Chunk{}, err
	}
	word, err := oracle.Read(value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(value))}, err
}
