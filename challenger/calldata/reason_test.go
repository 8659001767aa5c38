// SPDX-License-Identifier: Apache-2.0

package calldata

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
)

// TestReasons has every error of the contract be a reason of the referee's, in the same bytes.
func TestReasons(t *testing.T) {
	abi, err := bindings.RollupMetaData.ParseABI()
	if err != nil {
		t.Fatal(err)
	}
	if len(abi.Errors) != len(reasons)+len(numbered) {
		t.Errorf("the contract has %d errors, the referee %d and %d", len(abi.Errors), len(reasons), len(numbered))
	}
	for name, e := range abi.Errors {
		values := make([]any, len(e.Inputs))
		r := &game.Refusal{Kind: game.Kind(name)}
		if len(values) == 1 {
			r.Value = 200
			values[0] = big.NewInt(200)
			if e.Inputs[0].Type.Size == 8 {
				values[0] = uint8(200)
			}
		}
		packed, err := e.Inputs.Pack(values...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		revert := append(e.ID.Bytes()[:4], packed...)
		if got, ok := DecodeReason(revert); !ok || *got != *r {
			t.Errorf("%s: %+v, want %+v", name, got, r)
		}
		if got := EncodeReason(r); !bytes.Equal(got, revert) {
			t.Errorf("%s: %x, want %x", name, got, revert)
		}
		for _, bad := range [][]byte{revert[:3], append(revert, 0), append([]byte{^revert[0]}, revert[1:]...)} {
			if got, ok := DecodeReason(bad); ok {
				t.Errorf("%s: %x is taken for %+v", name, bad, got)
			}
		}
	}
	if got, ok := DecodeReason(nil); !ok || got.Kind != game.NoReason {
		t.Errorf("no reason: %+v", got)
	}
	long := EncodeReason(&game.Refusal{Kind: game.TooEarly, Value: 5})
	long[10] = 1
	if got, ok := DecodeReason(long); ok {
		t.Errorf("a height of more than 64 bits is %+v", got)
	}
}
