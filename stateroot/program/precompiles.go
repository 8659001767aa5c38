// SPDX-License-Identifier: Apache-2.0

package program

import (
	"errors"

	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/vm/oracle"
)

// withOracle puts the oracle in the place of the precompiles whose answers L1 can check. What they cost, and which
// inputs are refused for their form, stays with the originals.
func withOracle(o oracle.Source) func(vm.PrecompiledContracts) vm.PrecompiledContracts {
	return func(all vm.PrecompiledContracts) vm.PrecompiledContracts {
		out := make(vm.PrecompiledContracts, len(all))
		for addr, p := range all {
			out[addr] = p
			if n, ok := oracle.Number(addr); ok {
				out[addr] = &asked{p, n, o}
			}
		}
		return out
	}
}

// asked is a precompile whose answers come from the oracle.
type asked struct {
	vm.PrecompiledContract
	number byte
	oracle oracle.Source
}

// Run implements vm.PrecompiledContract.
func (a *asked) Run(input []byte) ([]byte, error) {
	question, ok := oracle.Question(a.number, input)
	if !ok {
		return a.PrecompiledContract.Run(input)
	}
	output, taken, err := a.oracle.Precompile(a.number, question)
	if err != nil {
		return nil, err
	}
	if !taken {
		return nil, errRefused
	}
	return output, nil
}

// errRefused costs a caller all the gas that it gave, like every error of a precompile.
var errRefused = errors.New("the precompile refuses its input")
