// Package guest is the machine that all claims start from: the proven program before its first step, with a leaf's input. It
// does not know what the program computes.
package guest

import (
	"fmt"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/elf"
	"github.com/layeredpow/adit/vm/fast"
)

// What the program finds on its stack is part of every claim. Nothing is collected: a leaf does not outgrow the machine's
// memory. Nothing is preempted: there is no time.
var (
	args        = []string{"guest"}
	environment = []string{"GOGC=off", "GODEBUG=asyncpreemptoff=1"}
)

// New is the machine that runs the program in file on an input of vm.InputSize bytes at most.
func New(file, input []byte, oracle fast.Oracle, sink fast.Sink) (*fast.Machine, error) {
	s, m, err := elf.Load(elf.Program{File: file, Args: args, Env: environment})
	if err != nil {
		return nil, err
	}
	if len(input) > vm.InputSize {
		return nil, fmt.Errorf("input has %d bytes, the header holds %d", len(input), vm.InputSize)
	}
	s.InputEnd = uint8(copy(s.Input[:], input))
	return fast.New(s, m, oracle, sink), nil
}
