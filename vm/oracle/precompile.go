// SPDX-License-Identifier: Apache-2.0

package oracle

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"
)

// Precompiles whose answers L1 gives by calling its own, by their addresses (Yellow Paper, appendix E; EIP-196, 197,
// 198, 152).
const (
	Ecrecover    = 1
	Modexp       = 5
	Bn254Add     = 6
	Bn254Mul     = 7
	Bn254Pairing = 8
	Blake2f      = 9
)

const (
	ecrecoverBytes = 128
	addBytes       = 128
	mulBytes       = 96
	pairBytes      = 192 // of one pair
	blake2fBytes   = 213
	modexpHead     = 96
	maxModexp      = 1024 // bytes of each operand (EIP-7823)
)

// ErrNotAsked says that a precompile's answer to an input is not to be had from the oracle: who needs it computes it.
var ErrNotAsked = errors.New("no answer of a precompile that can be asked for")

// asked refuses inputs of which the precompile would ignore, or make up, a part: so each question has one key.
func asked(precompile byte, input []byte) error {
	ok := false
	switch precompile {
	case Ecrecover:
		ok = len(input) == ecrecoverBytes
	case Bn254Add:
		ok = len(input) == addBytes
	case Bn254Mul:
		ok = len(input) == mulBytes
	case Bn254Pairing:
		ok = len(input)%pairBytes == 0
	case Blake2f:
		ok = len(input) == blake2fBytes && input[blake2fBytes-1] < 2
	case Modexp:
		ok = modexpAsked(input)
	}
	if !ok {
		return fmt.Errorf("%w: precompile %d with %d bytes", ErrNotAsked, precompile, len(input))
	}
	return nil
}

func modexpAsked(input []byte) bool {
	if len(input) < modexpHead {
		return false
	}
	total := uint64(modexpHead)
	for i := range 3 {
		n := common.LeftPadBytes(common.TrimLeftZeroes(input[32*i:32*i+32]), 8)
		if len(n) > 8 || binary.BigEndian.Uint64(n) > maxModexp {
			return false
		}
		total += binary.BigEndian.Uint64(n)
	}
	return uint64(len(input)) == total
}

// An answer is one byte that says whether the precompile takes the input, and its output if it does.
const (
	refused = 0
	taken   = 1
)

// Answer is the value of a precompile's key, as L1 would give it.
func Answer(precompile byte, input []byte) ([]byte, error) {
	if err := asked(precompile, input); err != nil {
		return nil, err
	}
	p := vm.PrecompiledContractsBerlin[common.BytesToAddress([]byte{precompile})]
	output, err := p.Run(input)
	if err != nil {
		if precompile >= Bn254Add && precompile <= Bn254Pairing {
			return Encode(nil, false), nil
		}
		return nil, fmt.Errorf("precompile %d: %w", precompile, err)
	}
	return Encode(output, true), nil
}

// Encode is the answer of a precompile that gave an output, or of one that refused its input. Output reads it.
func Encode(output []byte, ok bool) []byte {
	if !ok {
		return []byte{refused}
	}
	return append([]byte{taken}, output...)
}

// Output reads an answer; ok is false where the precompile refuses the input.
func Output(answer []byte) (output []byte, ok bool, err error) {
	switch {
	case len(answer) == 1 && answer[0] == refused:
		return nil, false, nil
	case len(answer) > 0 && answer[0] == taken:
		return answer[1:], true, nil
	}
	return nil, false, fmt.Errorf("%d bytes are no answer of a precompile", len(answer))
}

// L1Gas is what L1 charges for an answer (Berlin rules, EIP-2565). It is frozen: which answers are asked for and which
// are computed follows from it on every node.
func L1Gas(precompile byte, input []byte) (uint64, error) {
	if err := asked(precompile, input); err != nil {
		return 0, err
	}
	switch precompile {
	case Ecrecover:
		return params.EcrecoverGas, nil
	case Bn254Add:
		return params.Bn256AddGasIstanbul, nil
	case Bn254Mul:
		return params.Bn256ScalarMulGasIstanbul, nil
	case Bn254Pairing:
		return params.Bn256PairingBaseGasIstanbul + uint64(len(input)/pairBytes)*params.Bn256PairingPerPointGasIstanbul, nil
	case Blake2f:
		return uint64(binary.BigEndian.Uint32(input)), nil
	}
	return vm.PrecompiledContractsBerlin[common.BytesToAddress([]byte{precompile})].RequiredGas(input), nil
}

// MaxL1Gas bounds the answers that are asked for, so that loading one fits into an L1 block with room to spare.
const MaxL1Gas = 1_000_000
