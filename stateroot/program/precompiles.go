package program

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/vm/oracle"
)

// withOracle puts the oracle in the place of the precompiles whose answers L1 can check. What they cost, and which inputs are
// refused for their form, stays with the originals.
func withOracle(o Oracle) func(vm.PrecompiledContracts) vm.PrecompiledContracts {
	return func(all vm.PrecompiledContracts) vm.PrecompiledContracts {
		out := make(vm.PrecompiledContracts, len(all))
		for addr, p := range all {
			out[addr] = p
			if _, listed := canonical[number(addr)]; listed {
				out[addr] = &asked{p, number(addr), o}
			}
		}
		return out
	}
}

// number is the low byte of a precompile's address, 0 for those that are not below 256.
func number(addr common.Address) byte {
	if addr != common.BytesToAddress(addr[len(addr)-1:]) {
		return 0
	}
	return addr[len(addr)-1]
}

// asked is a precompile whose answers come from the oracle.
type asked struct {
	vm.PrecompiledContract
	number byte
	oracle Oracle
}

// Run implements vm.PrecompiledContract.
func (a *asked) Run(input []byte) ([]byte, error) {
	question, ok := canonical[a.number](input)
	if !ok {
		return a.PrecompiledContract.Run(input) // refuses it, or knows the answer without work
	}
	gas, err := oracle.L1Gas(a.number, question)
	if err != nil || gas > oracle.MaxL1Gas {
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

// canonical cuts an input to what the precompile looks at and fills up what it takes to be zero. ok is false where nothing is
// to be asked.
var canonical = map[byte]func(input []byte) (question []byte, ok bool){
	oracle.Ecrecover:    func(in []byte) ([]byte, bool) { return fit(in, 128), true },
	oracle.Bn254Add:     func(in []byte) ([]byte, bool) { return fit(in, 128), true },
	oracle.Bn254Mul:     func(in []byte) ([]byte, bool) { return fit(in, 96), true },
	oracle.Bn254Pairing: func(in []byte) ([]byte, bool) { return in, len(in)%192 == 0 },
	oracle.Blake2f:      func(in []byte) ([]byte, bool) { return in, len(in) == 213 && in[212] < 2 },
	oracle.Modexp:       canonicalModexp,
}

func canonicalModexp(in []byte) ([]byte, bool) {
	head := fit(in, 96)
	total := uint64(len(head))
	for i := range 3 {
		n := new(big.Int).SetBytes(head[32*i : 32*i+32])
		if n.BitLen() > 11 || n.Uint64() > 1024 {
			return nil, false
		}
		total += n.Uint64()
	}
	return fit(in, int(total)), true
}

// fit is in with n bytes.
func fit(in []byte, n int) []byte {
	if len(in) >= n {
		return in[:n]
	}
	return append(append(make([]byte, 0, n), in...), make([]byte, n-len(in))...)
}
