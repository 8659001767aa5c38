// SPDX-License-Identifier: Apache-2.0

package rollup

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/contracts/evm"
)

// slots are those of an EVM.
type slots struct{ *evm.Machine }

func (s slots) Storage(_ context.Context, _ common.Hash, contract common.Address, slot common.Hash) (common.Hash, error) {
	return s.State.GetState(contract, slot), nil
}

// written has the slot that Credit reads hold something, whichever it is.
type written struct {
	slots
	value common.Hash
}

func (w written) Storage(ctx context.Context, block common.Hash, contract common.Address, slot common.Hash) (common.Hash, error) {
	w.State.SetState(contract, slot, w.value)
	return w.slots.Storage(ctx, block, contract, slot)
}

// What Credit reads must be the slot in which the real contract keeps what it owes: another one reads as nothing
// owed, for ever.
func TestCreditIsTheContracts(t *testing.T) {
	code, err := deploy.RollupCode(game.Config{
		Inbox: common.Address{1}, Machine: common.Address{2}, Template: common.Hash{1}, Params: common.Hash{2}, Genesis: common.Hash{3},
		Threshold: 600, Censored: 300, PerMove: 2, Compute: 10, Queue: 20, MinGap: 16, Bonds: [3]uint64{50e9, 7e9, 1.2e9}, Price: 50e9,
	})
	if err != nil {
		t.Fatal(err)
	}
	l1, err := evm.New(evm.Shanghai(1))
	if err != nil {
		t.Fatal(err)
	}
	at, owner := common.Address{9}, common.Address{0xaa, 19: 0xbb}
	l1.State.SetCode(at, code, tracing.CodeChangeUnspecified)
	want := new(big.Int).SetUint64(7_000_000_001_234_567_890)
	got, err := New(at, common.Address{}, written{slots{l1}, common.BigToHash(want)}).Credit(t.Context(), common.Hash{}, owner)
	if err != nil || got != 7_000_000_001 {
		t.Errorf("credit %d, %v", got, err)
	}
	abi := bindings.NewRollup()
	out, _, err := l1.View(at, abi.PackCredit(owner), 100_000)
	if err != nil {
		t.Fatal(err)
	}
	if says, err := abi.UnpackCredit(out); err != nil || says.Cmp(want) != 0 {
		t.Errorf("the contract says %v, %v, want %v", says, err, want)
	}
}

// A slot that nobody proves is no credit of zero, and neither is one with more than there can be.
func TestCreditIsNotGuessed(t *testing.T) {
	failure := errors.New("no proof")
	if _, err := New(common.Address{9}, common.Address{}, failing{failure}).Credit(t.Context(), common.Hash{}, common.Address{}); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
	l1, err := evm.New(evm.Shanghai(1))
	if err != nil {
		t.Fatal(err)
	}
	huge := common.Hash{0xff}
	if _, err := New(common.Address{9}, common.Address{}, written{slots{l1}, huge}).Credit(t.Context(), common.Hash{}, common.Address{}); err == nil {
		t.Error("2^255 wei of credit")
	}
}

type failing struct{ err error }

func (f failing) Storage(context.Context, common.Hash, common.Address, common.Hash) (common.Hash, error) {
	return common.Hash{}, f.err
}
