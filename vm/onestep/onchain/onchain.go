// SPDX-License-Identifier: Apache-2.0

// Package onchain does one step of the machine by the contract that decides it on L1, in an EVM of its own: to check a
// witness as L1 would, without an L1. Package onestep is what it must agree with.
package onchain

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
)

// Chain is an EVM with the contracts. It is not safe for concurrent use.
type Chain struct {
	evm       *evm.Machine
	preimages common.Address
	machine   common.Address
	outcome   common.Address // once it was asked
	loads     *bindings.Preimages
	steps     *bindings.Machine
}

// New deploys the contracts.
func New() (*Chain, error) {
	m, err := evm.New(evm.Shanghai(1))
	if err != nil {
		return nil, err
	}
	c := &Chain{evm: m, loads: bindings.NewPreimages(), steps: bindings.NewMachine()}
	floats, err := c.deploy("Float", bindings.FloatMetaData.Bin, nil)
	if err != nil {
		return nil, err
	}
	if c.preimages, err = c.deploy("Preimages", bindings.PreimagesMetaData.Bin, nil); err != nil {
		return nil, err
	}
	c.machine, err = c.deploy("Machine", bindings.MachineMetaData.Bin, c.steps.PackConstructor(c.preimages, floats))
	return c, err
}

func (c *Chain) deploy(name, code string, arguments []byte) (common.Address, error) {
	_, at, _, err := c.evm.Create(common.Address{}, append(common.FromHex(code), arguments...))
	if err != nil {
		return at, fmt.Errorf("deploy %s: %w", name, err)
	}
	return at, nil
}

// Load puts the word of a value that begins at offset where a step finds it.
func (c *Chain) Load(offset uint64, value []byte) error {
	return c.load(c.loads.PackLoadValue(new(big.Int).SetUint64(offset), value))
}

// LoadPrecompile does so with the answer of a precompile.
func (c *Chain) LoadPrecompile(offset uint64, precompile byte, input []byte) error {
	gas := big.NewInt(evm.BlockGas / 2)
	return c.load(c.loads.PackLoadPrecompile(new(big.Int).SetUint64(offset), precompile, gas, input))
}

// Bring loads what a proof brings along: a value, or the answer to a question.
func (c *Chain) Bring(p *onestep.Preimage) error {
	if q := p.Question; q != nil {
		return c.LoadPrecompile(p.Offset, q.Number, q.Input)
	}
	return c.Load(p.Offset, p.Value)
}

func (c *Chain) load(input []byte) error {
	output, _, err := c.evm.Call(common.Address{}, c.preimages, input)
	if err != nil {
		return fmt.Errorf("load a preimage: %w: %x", err, output)
	}
	return nil
}

// Step is onestep.Step by the contract. It also gives the gas that a transaction with the witness takes.
func (c *Chain) Step(witness []byte) (before, after vm.Hash, gas uint64, err error) {
	input := c.steps.PackStep(witness)
	if gas, err = c.evm.Intrinsic(&c.machine, input); err != nil {
		return before, after, gas, err
	}
	output, used, err := c.evm.View(c.machine, input, evm.BlockGas-gas)
	gas += used
	if err != nil {
		return before, after, gas, c.reason(output, err)
	}
	out, err := c.steps.UnpackStep(output)
	if err != nil {
		return before, after, gas, fmt.Errorf("the contract answers %x: %w", output, err)
	}
	return out.Machine, out.Following, gas, nil
}

// reason is why the contract refuses a witness, in the words of package onestep.
func (c *Chain) reason(data []byte, failure error) error {
	if reason, err := c.steps.UnpackError(data); err == nil {
		switch reason.(type) {
		case *bindings.MachineBadHeader:
			return onestep.ErrHeader
		case *bindings.MachineTooShort:
			return onestep.ErrShort
		case *bindings.MachineTooLong:
			return onestep.ErrLong
		case *bindings.MachineWrongPath:
			return onestep.ErrPath
		case *bindings.MachineWrongThread:
			return onestep.ErrThread
		}
	}
	if reason, err := c.loads.UnpackError(data); err == nil {
		if _, ok := reason.(*bindings.PreimagesNotLoaded); ok {
			return onestep.ErrPreimage
		}
	}
	return errors.Join(failure, fmt.Errorf("the contract fails with %x", data))
}
