// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/oracle"
)

// TestLoaded has the real contract load words, and finds those and no others in its storage.
func TestLoaded(t *testing.T) {
	l1, at := newPreimages(t)
	c := New(common.Address{9}, at, slots{l1})
	value, input := make([]byte, 70), make([]byte, 128) // zeros: nobody can take a word that is zero for one that is missing
	answer, err := oracle.PrecompileKey(1, input)
	if err != nil {
		t.Fatal(err)
	}
	list := []*onestep.Preimage{
		{Key: common.Hash(oracle.ValueKey(value)), Offset: 32, Value: value},
		{Key: common.Hash(oracle.ValueKey(value)), Offset: 64, Value: value},
		{Key: common.Hash(oracle.ValueKey(nil))},
		{Key: common.Hash(answer), Question: &onestep.Precompile{Number: 1, Input: input}},
	}
	for i, p := range list {
		calls, err := c.Calls(strategy.Move{Move: game.Prove{}}, p)
		if err != nil {
			t.Fatal(err)
		}
		for j, other := range list {
			if got, err := c.Loaded(t.Context(), common.Hash{}, other); err != nil || got != (j < i) {
				t.Errorf("%d words are loaded, and of the word %d: %v, %v", i, j, got, err)
			}
		}
		if result, _, err := l1.Send(common.Address{1}, &at, new(uint256.Int), calls[0].Data); err != nil || result.Failed() {
			t.Fatalf("load %d: %v, %+v", i, err, result)
		}
		if got, err := c.Loaded(t.Context(), common.Hash{}, p); err != nil || !got {
			t.Errorf("word %d was loaded: %v, %v", i, got, err)
		}
	}
	failure := errors.New("no proof")
	if _, err := New(common.Address{9}, at, failing{failure}).Loaded(t.Context(), common.Hash{}, list[0]); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
}
