// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// Number is the number of the precompile at an address; ok is false when its answers are never asked for.
func Number(addr common.Address) (number byte, ok bool) {
	number = addr[len(addr)-1]
	if addr != common.BytesToAddress([]byte{number}) {
		return 0, false
	}
	_, ok = canonical[number]
	return number, ok
}

// Question is what is asked of a precompile about an input. ok is false when nothing is: the program computes the
// answer.
func Question(precompile byte, input []byte) (question []byte, ok bool) {
	if question, ok = canonical[precompile](input); !ok {
		return nil, false
	}
	gas, err := L1Gas(precompile, question)
	return question, err == nil && gas <= MaxL1Gas
}

// canonical cuts an input to what the precompile looks at and fills up what it takes to be zero. ok is false for an
// input that the precompile refuses for its form, or answers without work.
var canonical = map[byte]func(input []byte) (question []byte, ok bool){
	Ecrecover:    func(in []byte) ([]byte, bool) { return fit(in, 128), true },
	Bn254Add:     func(in []byte) ([]byte, bool) { return fit(in, 128), true },
	Bn254Mul:     func(in []byte) ([]byte, bool) { return fit(in, 96), true },
	Bn254Pairing: func(in []byte) ([]byte, bool) { return in, len(in)%192 == 0 },
	Blake2f:      func(in []byte) ([]byte, bool) { return in, len(in) == 213 && in[212] < 2 },
	Modexp:       canonicalModexp,
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
