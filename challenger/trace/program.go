// SPDX-License-Identifier: Apache-2.0

package trace

import (
	"bytes"
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/guest"
)

// inputEnd is where a header says how many bytes of input there are. They follow.
const inputEnd = vm.HeaderSize - 34 - vm.InputSize - 1

// Program is the proven program, before it is given an input. It may be used from any goroutine.
type Program struct {
	template []byte

	mu    sync.Mutex
	guest *guest.Program // guarded by mu: machines that are started share pages with it
}

// LoadProgram reads the program from an ELF file. It refuses one that the machine of the hash want does not begin
// with: the contract has that hash for ever.
func LoadProgram(file []byte, want common.Hash) (*Program, error) {
	p, err := OpenProgram(file)
	if err != nil {
		return nil, err
	}
	if got := p.Template(); got != want {
		return nil, fmt.Errorf("load the program: its machine is %s, claims begin with %s", got, want)
	}
	return p, nil
}

// OpenProgram reads any program from an ELF file.
func OpenProgram(file []byte) (*Program, error) {
	g, err := guest.Load(file)
	if err != nil {
		return nil, fmt.Errorf("load the program: %w", err)
	}
	return &Program{guest: g, template: g.Template()}, nil
}

// Template is the hash of the machine that has no input yet.
func (p *Program) Template() common.Hash { return crypto.Keccak256Hash(p.template) }

// StartHash is the machine before its first step on an input, as the contract puts it together: the template with the
// input in it.
func (p *Program) StartHash(in program.Input) common.Hash {
	b := bytes.Clone(p.template)
	b[inputEnd] = program.InputBytes
	copy(b[inputEnd+1:], in.Encode())
	return crypto.Keccak256Hash(b)
}

// start is that machine. What the contract puts together must be the same one.
func (p *Program) start(in program.Input, oracle vm.Preimages, sink fast.Sink) (*fast.Machine, error) {
	p.mu.Lock()
	m, err := p.guest.Start(in.Encode(), oracle, sink)
	p.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("start the machine: %w", err)
	}
	if got, want := common.Hash(m.Hash()), p.StartHash(in); got != want {
		return nil, fmt.Errorf("start the machine: it is %s, the contract makes it %s", got, want)
	}
	return m, nil
}
