// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"math/big"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/onestep"
	"github.com/layeredpow/adit/vm/oracle"
)

// Gas that moves are sent with: more than they take (see contracts/snapshots/Rollup.json), since a transaction that
// runs out is paid for and does nothing. What is not used comes back.
const (
	assertGas  = 400_000
	splitGas   = 600_000
	refineGas  = 400_000
	proveGas   = 1_000_000
	updateGas  = 150_000 // of which a batch has strategy.MostUpdates
	confirmGas = 300_000
	moneyGas   = 120_000
	loadGas    = 2_500_000 // the dearest question to a precompile
	batchGas   = 50_000    // beside its calls
)

// Calls are the transactions that make a move, in order: the move itself is the last. preimage is what a step reads,
// if it reads any: it is loaded before, in the same block if there is room.
func (c *Contract) Calls(m strategy.Move, preimage *onestep.Preimage) ([]l1anchor.Call, error) {
	data, err := calldata.Encode(m.Move)
	if err != nil {
		return nil, err
	}
	call := l1anchor.Call{To: c.address, Data: data, Gas: gasOf(m.Move)}
	if m.Bond > 0 {
		call.Value = new(big.Int).Mul(new(big.Int).SetUint64(m.Bond), big.NewInt(1e9))
	}
	if preimage == nil {
		return []l1anchor.Call{call}, nil
	}
	loading, err := load(preimage)
	if err != nil {
		return nil, err
	}
	return []l1anchor.Call{{To: c.preimages, Data: loading, Gas: loadGas}, call}, nil
}

// load is the call that has L1 know a word.
func load(p *onestep.Preimage) ([]byte, error) {
	abi, offset := bindings.NewPreimages(), new(big.Int).SetUint64(p.Offset)
	q := p.Question
	if q == nil {
		return abi.PackLoadValue(offset, p.Value), nil
	}
	gas, err := oracle.L1Gas(q.Number, q.Input)
	if err != nil {
		return nil, err
	}
	return abi.PackLoadPrecompile(offset, q.Number, new(big.Int).SetUint64(gas), q.Input), nil
}

// gasOf is what a move gets.
func gasOf(m game.Move) uint64 {
	switch m := m.(type) {
	case game.Assert:
		return assertGas
	case game.Split:
		return splitGas
	case game.RefineLeaf, game.RefineStride:
		return refineGas
	case game.Prove:
		return proveGas
	case game.Update, game.UpdateFrom:
		return updateGas
	case game.Confirm:
		return confirmGas
	case game.Batch:
		gas := uint64(batchGas)
		for _, one := range m.Moves {
			gas += gasOf(one)
		}
		return gas
	}
	return moneyGas
}
