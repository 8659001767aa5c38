// SPDX-License-Identifier: Apache-2.0

//go:build invariants

package sequencer

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestInvariants holds a log against a block that it has not sealed.
func TestInvariants(t *testing.T) {
	sealed := &transition.Head{Header: &types.Header{Number: big.NewInt(7)}}
	log := &fsm.State{Sealed: refOf(*sealed)}
	hold(log, sealed)
	sealed.Header.Time++
	defer func() {
		if recover() == nil {
			t.Error("nothing was noticed")
		}
	}()
	hold(log, sealed)
}
