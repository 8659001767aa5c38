package onestep

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/vm"
)

// Proof is a witness for people and for files: its parts apart, what it claims, and the word that the step asks for.
// Whoever checks it believes nothing but the witness, and of the value that its hash is its key.
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

// NewProof puts the parts of a witness down. The claims are the caller's to add.
func NewProof(w *Witness) *Proof {
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
