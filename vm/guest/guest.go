// SPDX-License-Identifier: Apache-2.0

// Package guest is the machine that all claims start from: the proven program before its first step, with a
// transition's input. It does not know what the program computes.
package guest

import (
	"fmt"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/history"
)

// What the program finds on its stack is part of every claim. Memory is not collected below 1 GiB, which nearly all
// transitions stay under. The gas of a block pays for more than the 4 GiB of addresses, of which Go's heap takes up to
// two for each byte that it holds and 1.2 GiB before the first, so that above it is collected. Nothing is preempted:
// there is no time.
var (
	args        = []string{"guest"}
	environment = []string{"GOGC=off", "GOMEMLIMIT=1GiB", "GODEBUG=asyncpreemptoff=1"}
)

// MaxSteps is how many steps the program may take for a transition: 65,536 strides of 2^20, so the history of a run is
// a tree 16 levels high. One that is still running then is STUCK.
const MaxSteps = 1 << 16 * history.Stride

// Program is the proven program, loaded.
type Program struct{ image *fast.Machine }

// Load reads an ELF file.
func Load(file []byte) (*Program, error) {
	s, m, err := elf.Load(elf.Program{File: file, Args: args, Env: environment})
	if err != nil {
		return nil, err
	}
	return &Program{fast.New(s, m, nil, nil)}, nil
}

// Start is the machine before its first step on an input of vm.InputSize bytes at most. Machines share nothing that
// changes.
func (p *Program) Start(input []byte, oracle vm.Preimages, sink fast.Sink) (*fast.Machine, error) {
	if len(input) > vm.InputSize {
		return nil, fmt.Errorf("input has %d bytes, the header holds %d", len(input), vm.InputSize)
	}
	m := p.image.Fork(oracle, sink)
	m.InputEnd = uint8(copy(m.Input[:], input))
	return m, nil
}

// TemplateSize is the size of a template in bytes.
const TemplateSize = vm.HeaderSize + len(vm.Hash{})

// Template is the machine before its first step without an input, as L1 hashes it: its header and the root of its
// memory. L1 makes the start of every transition out of it by writing an input into the header.
func (p *Program) Template() []byte {
	header, root := p.image.Header(), p.image.Memory().Root()
	return append(header[:], root[:]...)
}
