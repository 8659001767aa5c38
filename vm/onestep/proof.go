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

// Proof is a witness for people and for files: its parts apart, what it claims, and the value that the step reads from.
// Whoever checks it believes nothing of it: Check computes the claims anew.
type Proof struct {
	Step        uint64        `json:"step"`        // how many were done before
	Instruction string        `json:"instruction"` // for people
	Before      common.Hash   `json:"before"`
	After       common.Hash   `json:"after"`
	Header      hexutil.Bytes `json:"header"`
	Root        common.Hash   `json:"root"`
	Paths       []ProofPath   `json:"paths"`
	Parked      hexutil.Bytes `json:"parked,omitempty"`
	Preimage    *Preimage     `json:"preimage,omitempty"`
}

// ProofPath is a Path.
type ProofPath struct {
	Node     common.Hash   `json:"node"`
	Siblings []common.Hash `json:"siblings"`
}

// Preimage is what the step reads from: one word, at an offset, of a value.
type Preimage struct {
	Key    common.Hash   `json:"key"`
	Offset uint64        `json:"offset"`
	Value  hexutil.Bytes `json:"value"`
}

// NewProof proves the next step of a machine, which stays as it is. It fails for a step that reads what a precompile
// answers: the key of an answer does not follow from the answer alone.
func NewProof(m *fast.Machine) (*Proof, error) {
	w, question, err := Prove(m)
	if err != nil {
		return nil, err
	}
	p := newProof(w)
	p.Step, p.Instruction = m.Steps, instruction(m)
	if question != nil {
		value, err := wholeValue(m, question.Key)
		if err != nil {
			return nil, fmt.Errorf("preimage of step %d: %w", m.Steps, err)
		}
		p.Preimage = &Preimage{question.Key, question.Offset, value}
	}
	before, after, err := Step(w.Encode(), p.Preimages())
	p.Before, p.After = before, after
	return p, err
}

// newProof puts the parts of a witness down.
func newProof(w *Witness) *Proof {
	p := &Proof{Header: w.Header[:], Root: w.Root, Paths: []ProofPath{}}
	for _, path := range w.Paths {
		siblings := make([]common.Hash, len(path.Siblings))
		for i, s := range path.Siblings {
			siblings[i] = s
		}
		p.Paths = append(p.Paths, ProofPath{path.Node, siblings})
	}
	if w.Parked != nil {
		parked := w.Parked.Encode()
		p.Parked = parked[:]
	}
	return p
}

// instruction tells what the machine is about to do.
func instruction(m *fast.Machine) string {
	switch {
	case m.Status != vm.Running:
		return "none: the machine has halted"
	case m.Wait != vm.WaitNone:
		return "none: a turn of the scheduler"
	}
	in, err := m.Fetch(&recorder{machine: m, witness: new(Witness)})
	if err != nil {
		return err.Error()
	}
	return in.Op.String()
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

// Witness puts the parts together. It refuses what is no part of any witness; Step judges the rest.
func (p *Proof) Witness() (*Witness, error) {
	if len(p.Header) != vm.HeaderSize {
		return nil, fmt.Errorf("%w: %d bytes, want %d", ErrHeader, len(p.Header), vm.HeaderSize)
	}
	w := &Witness{Header: [vm.HeaderSize]byte(p.Header), Root: vm.Hash(p.Root)}
	for _, path := range p.Paths {
		siblings := make([]vm.Hash, len(path.Siblings))
		for i, s := range path.Siblings {
			siblings[i] = vm.Hash(s)
		}
		w.Paths = append(w.Paths, Path{vm.Hash(path.Node), siblings})
	}
	if len(p.Parked) > 0 {
		parked, err := vm.DecodeParked(p.Parked)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrThread, err)
		}
		w.Parked = &parked
	}
	return w, nil
}

// Preimages makes the proof the oracle of its step: of what it brings along, only a value whose hash is its key counts.
func (p *Proof) Preimages() vm.Preimages { return brought{p.Preimage} }

type brought struct{ preimage *Preimage }

// Preimage implements vm.Preimages.
func (b brought) Preimage(key vm.Hash, offset uint64) (vm.Chunk, error) {
	p := b.preimage
	if p == nil || p.Key != common.Hash(key) || p.Offset != offset {
		return vm.Chunk{}, errors.New("the proof does not bring it along")
	}
	if oracle.ValueKey(p.Value) != oracle.Key(key) {
		return vm.Chunk{}, errors.New("the value that the proof brings along has another key")
	}
	word, err := oracle.Read(p.Value, offset)
	return vm.Chunk{Data: word, Length: uint64(len(p.Value))}, err
}

// ErrClaim says that a proof claims other hashes than its witness leads to.
var ErrClaim = errors.New("the witness leads from another machine, or to another one, than the proof claims")

// Check does the step and compares it with the claims.
func (p *Proof) Check() error {
	w, err := p.Witness()
	if err != nil {
		return err
	}
	before, after, err := Step(w.Encode(), p.Preimages())
	if err != nil {
		return err
	}
	return p.Claims(before, after)
}

// Claims tells whether a proof is about the step between two machines.
func (p *Proof) Claims(before, after vm.Hash) error {
	if p.Before != common.Hash(before) || p.After != common.Hash(after) {
		return fmt.Errorf("%w: from %x to %x, claimed %x to %x", ErrClaim, before, after, p.Before, p.After)
	}
	return nil
}
