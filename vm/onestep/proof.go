// SPDX-License-Identifier: Apache-2.0

package onestep

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
)

// Proof is a witness for people and for files: its parts apart, what it claims, and what the step reads from.
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

// NewProof proves the next step of a machine, which stays as it is. A step that reads what a precompile answers can be
// proven only if the machine's oracle is an Asker: the key of an answer does not follow from the answer alone.
func NewProof(m *fast.Machine) (*Proof, error) {
	w, question, err := Prove(m)
	if err != nil {
		return nil, err
	}
	p := newProof(w)
	p.Step, p.Instruction = m.Steps, instruction(m)
	if question != nil {
		if p.Preimage, err = newPreimage(m, question); err != nil {
			return nil, fmt.Errorf("preimage of step %d: %w", m.Steps, err)
		}
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
