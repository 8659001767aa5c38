// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/params"
)

// ErrForeign says that a contract on L1 is not what this release creates, so that nothing is known about what it does.
var ErrForeign = errors.New("not a contract of this release")

// Codes reads what stands at an address of L1, behind a block that its maker has chosen.
type Codes func(ctx context.Context, at common.Address) ([]byte, error)

// Found is what the contract of a rollup leads to on L1. All of it is code that this release creates.
type Found struct {
	Config    game.Config
	Bridge    common.Address // of the inbox
	Preimages common.Address // of Config.Machine
	Float     common.Address // of Config.Machine
}

// Recognize finds what a rollup's contract was created with, and the contracts behind it. Codes may come from
// anybody: every contract is made here again from what it says about itself, and refused with ErrForeign if it is not
// that, byte for byte.
func Recognize(ctx context.Context, rollup common.Address, codes Codes) (*Found, error) {
	f := new(Found)
	for _, look := range []struct {
		name Name
		at   func() common.Address // known when it is its turn
		take func(code []byte) error
	}{
		{Rollup, func() common.Address { return rollup }, f.takeRollup},
		{Inbox, func() common.Address { return f.Config.Inbox }, f.takeInbox},
		{Machine, func() common.Address { return f.Config.Machine }, f.takeMachine},
		{Preimages, func() common.Address { return f.Preimages }, takePreimages},
		{Float, func() common.Address { return f.Float }, takeFloat},
	} {
		at := look.at()
		code, err := codes(ctx, at)
		if err != nil {
			return nil, fmt.Errorf("read the code of the %s at %s: %w", look.name, at, err)
		}
		if len(code) == 0 {
			return nil, fmt.Errorf("recognize the %s at %s: %w: nothing stands there", look.name, at, ErrForeign)
		}
		if err := look.take(code); err != nil {
			return nil, fmt.Errorf("recognize the %s at %s: %w", look.name, at, err)
		}
	}
	return f, nil
}

// Check gives all complaints at once when what was found is not the rollup with those constants, proven with that
// program. On a main network its figures must be those that this release would deploy: anybody can put another
// contract over the same inbox, in which false claims win sooner.
func (f *Found) Check(p *params.Params, program common.Hash) error {
	var errs []error
	differs := func(what string, got, want any) {
		if got != want {
			errs = append(errs, fmt.Errorf("the rollup's contract has %s %s, want %s", what, got, want))
		}
	}
	genesis := GenesisState(p)
	differs("inbox", f.Config.Inbox, p.Inbox)
	differs("program", f.Config.Template, program)
	differs("parameters", f.Config.Params, p.Hash())
	differs("first state", f.Config.Genesis, genesis.Hash())
	l1, err := family.Of(p.L1Family)
	if err != nil {
		return errors.Join(append(errs, err)...)
	}
	figures := family.Dispute(figuresOf(&f.Config))
	return errors.Join(append(errs, l1.CheckDispute(p.L1ChainID, &figures))...)
}

func (f *Found) takeRollup(code []byte) error {
	abi := bindings.NewRollup()
	said, err := ask(code, abi.PackConfig())
	if err != nil {
		return err
	}
	c, err := abi.UnpackConfig(said)
	if err != nil {
		return foreign(err)
	}
	f.Config = calldata.ConfigOf(c)
	made, err := RollupCode(f.Config)
	return same(code, made, err)
}

func (f *Found) takeInbox(code []byte) error {
	var t terms
	abi := bindings.NewInbox()
	for _, q := range []struct {
		input  []byte
		unpack func([]byte) error
	}{
		{abi.PackOpen(), into(&t.open, abi.UnpackOpen)},
		{abi.PackBridge(), into(&t.bridge, abi.UnpackBridge)},
		{abi.PackForceDelay(), into(&t.forceDelay, abi.UnpackForceDelay)},
		{abi.PackSilence(), into(&t.silence, abi.UnpackSilence)},
		{abi.PackMaxMessages(), into(&t.maxMessages, abi.UnpackMaxMessages)},
		{abi.PackMaxBatchData(), into(&t.maxBatchData, abi.UnpackMaxBatchData)},
	} {
		said, err := ask(code, q.input)
		if err != nil {
			return err
		}
		if err := q.unpack(said); err != nil {
			return foreign(err)
		}
	}
	f.Bridge = t.bridge
	l1, err := emptyL1()
	if err != nil {
		return err
	}
	if t.open != (common.Address{}) {
		l1.State.SetCode(t.open, []byte{0}, tracing.CodeChangeUnspecified)
	}
	made, err := made(l1, inboxInit([]common.Address{{1}}, t))
	return same(code, made, err)
}

func (f *Found) takeMachine(code []byte) error {
	abi := bindings.NewMachine()
	preimages, err := ask(code, abi.PackPreimages())
	if err != nil {
		return err
	}
	float, err := ask(code, abi.PackFloats())
	if err != nil {
		return err
	}
	if err := errors.Join(into(&f.Preimages, abi.UnpackPreimages)(preimages), into(&f.Float, abi.UnpackFloats)(float)); err != nil {
		return foreign(err)
	}
	return sameAs(code, machineInit(f.Preimages, f.Float))
}

func takePreimages(code []byte) error {
	return sameAs(code, initCode(bindings.PreimagesMetaData.Bin, nil))
}

func takeFloat(code []byte) error { return sameAs(code, initCode(bindings.FloatMetaData.Bin, nil)) }

// into has a decoder put what it decodes where it belongs.
func into[T any](to *T, unpack func([]byte) (T, error)) func([]byte) error {
	return func(said []byte) (err error) {
		*to, err = unpack(said)
		return err
	}
}

// askingGas is more than any of our contracts takes to say what it was created with.
const askingGas = 100_000

// ask runs code that may be anybody's, on an L1 where nothing else is: what it says depends on nothing but itself.
func ask(code, input []byte) ([]byte, error) {
	l1, err := emptyL1()
	if err != nil {
		return nil, err
	}
	at := common.Address{19: 0xff}
	l1.State.SetCode(at, code, tracing.CodeChangeUnspecified)
	said, _, err := l1.View(at, input, askingGas)
	if err != nil {
		return nil, foreign(err)
	}
	return bytes.Clone(said), nil
}

// sameAs compares code with what creation code leads to.
func sameAs(code, init []byte) error {
	l1, err := emptyL1()
	if err != nil {
		return err
	}
	made, err := made(l1, init)
	return same(code, made, err)
}

func same(code, made []byte, err error) error {
	if err != nil {
		return foreign(err)
	}
	if !bytes.Equal(code, made) {
		return fmt.Errorf("%w: it has %d bytes of code", ErrForeign, len(code))
	}
	return nil
}

func foreign(err error) error {
	return fmt.Errorf("%w: it does not say what it was created with: %w", ErrForeign, err)
}
