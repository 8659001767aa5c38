// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/vm/onestep"
)

// What a step reads goes out together with its proof, right before it, so that both get into one block. Whoever copies
// the proof takes the refund for it; the load is all that the honest side is out then, and it is bounded.
func TestAttack77_loadAndProofGoTogether(t *testing.T) {
	const most = 1_800_000 // gas of the whole transaction, with no byte that is zero
	value := make([]byte, paramstest.Rollup(0).MaxBatchData)
	for i := range value {
		value[i] = byte(i*7 + 1) // no byte is zero for long: calldata is dearest so
	}
	c := New(common.Address{9}, common.Address{8}, nil)
	calls, err := c.Calls(strategy.Move{Move: game.Prove{Witness: []byte{1}}}, &onestep.Preimage{Value: value, Offset: 64})
	if err != nil {
		t.Fatal(err)
	}
	if len(calls) != 2 || calls[0].To != (common.Address{8}) || calls[1].To != c.Address() || calls[0].Value != nil || calls[1].Value != nil {
		t.Fatalf("calls %+v", calls)
	}
	if room := calls[0].Gas + calls[1].Gas; room > evm.BlockGas/2 {
		t.Errorf("both ask for %d gas, more than half of a block", room)
	}
	l1, at := newPreimages(t)
	result, _, err := l1.Send(common.Address{1}, &at, new(uint256.Int), calls[0].Data)
	if err != nil || result.Failed() {
		t.Fatalf("%v, %+v", err, result)
	}
	if result.UsedGas > most || result.UsedGas > calls[0].Gas {
		t.Errorf("the load of %d bytes takes %d gas, %d are given and %d allowed", len(value), result.UsedGas, calls[0].Gas, most)
	}
	t.Logf("the load of %d bytes takes %d gas", len(value), result.UsedGas)
}

// newPreimages is an L1 with the contract.
func newPreimages(t *testing.T) (l1 *evm.Machine, at common.Address) {
	t.Helper()
	l1, err := evm.New(evm.Shanghai(63))
	if err != nil {
		t.Fatal(err)
	}
	if _, at, _, err = l1.Create(common.Address{}, common.FromHex(bindings.PreimagesMetaData.Bin)); err != nil {
		t.Fatal(err)
	}
	return l1, at
}
