// SPDX-License-Identifier: Apache-2.0

// Package onchain does one step of the machine by the contract that decides it on L1, in an EVM of its own: to check a
// witness as L1 would, without an L1. Package onestep is what it must agree with.
package onchain

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	evm "github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/onestep"
)

// blockGas is the gas of a block on the L1 that the contracts are made for: no call gets more.
const blockGas = 8_000_000

// Chain is an EVM with the contracts. It is not safe for concurrent use.
type Chain struct {
	evm       *evm.EVM
	rules     params.Rules
	preimages common.Address
	machine   common.Address
	outcome   common.Address // once it was asked
	loads     *bindings.Preimages
	steps     *bindings.Machine
}

// New deploys the contracts.
func New() (*Chain, error) {
	db := state.NewMPTDatabase(triedb.NewDatabase(rawdb.NewMemoryDatabase(), nil), nil)
	s, err := state.New(types.EmptyRootHash, db)
	if err != nil {
		return nil, fmt.Errorf("make an EVM: %w", err)
	}
	config := shanghai()
	block := evm.BlockContext{
		CanTransfer: core.CanTransfer, Transfer: core.Transfer, GetHash: func(uint64) common.Hash { return common.Hash{} },
		BlockNumber: big.NewInt(1), Time: 1, Difficulty: new(big.Int), BaseFee: new(big.Int), Random: new(common.Hash),
		GasLimit: blockGas,
	}
	c := &Chain{
		evm:   evm.NewEVM(block, s, config, evm.Config{}),
		rules: config.Rules(block.BlockNumber, true, block.Time),
		loads: bindings.NewPreimages(),
		steps: bindings.NewMachine(),
	}
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

// shanghai is what Ethereum Classic runs, as far as these contracts can see.
func shanghai() *params.ChainConfig {
	c := *params.MergedTestChainConfig
	c.CancunTime, c.PragueTime, c.OsakaTime, c.AmsterdamTime, c.UBTTime = nil, nil, nil, nil, nil
	c.BPO1Time, c.BPO2Time, c.BPO3Time, c.BPO4Time, c.BPO5Time = nil, nil, nil, nil, nil
	return &c
}

func (c *Chain) deploy(name, code string, arguments []byte) (common.Address, error) {
	gas := evm.NewGasBudget(blockGas, 0)
	_, at, _, err := c.evm.Create(common.Address{}, append(common.FromHex(code), arguments...), gas, new(uint256.Int))
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
	gas := big.NewInt(blockGas / 2)
	return c.load(c.loads.PackLoadPrecompile(new(big.Int).SetUint64(offset), precompile, gas, input))
}

func (c *Chain) load(input []byte) error {
	output, _, err := c.evm.Call(common.Address{}, c.preimages, input, evm.NewGasBudget(blockGas, 0), new(uint256.Int))
	if err != nil {
		return fmt.Errorf("load a preimage: %w: %x", err, output)
	}
	return nil
}

// Step is onestep.Step by the contract. It also gives the gas that a transaction with the witness takes.
func (c *Chain) Step(witness []byte) (before, after vm.Hash, gas uint64, err error) {
	input := c.steps.PackStep(witness)
	gas, err = core.IntrinsicGas(input, nil, nil, common.Address{}, &c.machine, new(uint256.Int), c.rules)
	if err != nil {
		return before, after, gas, err
	}
	// As a transaction finds them: nothing was touched before but its receiver.
	c.evm.StateDB.Prepare(c.rules, common.Address{}, common.Address{}, &c.machine, nil, nil)
	budget := evm.NewGasBudget(blockGas-gas, 0)
	output, left, err := c.evm.StaticCall(common.Address{}, c.machine, input, budget)
	gas += left.Used(budget)
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
