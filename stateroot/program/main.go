// SPDX-License-Identifier: Apache-2.0

package program

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/vm/oracle"
)

// Input is what the machine is started with: three hashes whose preimages say everything else.
//
//	┌────────────┬──────────┬─────────────┐
//	│ state 32   │ end 32   │ rollup 32   │
//	└────────────┴──────────┴─────────────┘
type Input struct {
	State  common.Hash // of State, or of a stuck one
	End    common.Hash // of End
	Rollup common.Hash // params.Params.Hash
}

// InputBytes is the size of an encoded Input.
const InputBytes = 96

// Encode is the layout above.
func (in *Input) Encode() []byte {
	return bytes.Join([][]byte{in.State[:], in.End[:], in.Rollup[:]}, nil)
}

// DecodeInput is the inverse of Encode.
func DecodeInput(b []byte) (in Input, err error) {
	if len(b) != InputBytes {
		return in, fmt.Errorf("input has %d bytes, want %d", len(b), InputBytes)
	}
	return Input{common.Hash(b[:32]), common.Hash(b[32:64]), common.Hash(b[64:])}, nil
}

// Main is the whole program: from the hash of a state to the hash of the next.
func Main(o oracle.Source, in Input) (common.Hash, error) {
	encoded, err := o.Value(in.State)
	if err != nil {
		return common.Hash{}, fmt.Errorf("state: %w", err)
	}
	if len(encoded) == len(stuck)+common.HashLength && bytes.HasPrefix(encoded, stuck) {
		return in.State, nil
	}
	state, err := DecodeState(encoded)
	if err != nil {
		return common.Hash{}, err
	}
	if encoded, err = o.Value(in.End); err != nil {
		return common.Hash{}, fmt.Errorf("end: %w", err)
	}
	end, err := DecodeEnd(encoded)
	if err != nil {
		return common.Hash{}, err
	}
	if encoded, err = o.Value(in.Rollup); err != nil {
		return common.Hash{}, fmt.Errorf("rollup: %w", err)
	}
	rollup, err := params.ParseCanonical(encoded)
	if err != nil {
		return common.Hash{}, err
	}
	next, err := Run(rollup, o, *state, end)
	if err != nil {
		return common.Hash{}, err
	}
	return next.Hash(), nil
}
