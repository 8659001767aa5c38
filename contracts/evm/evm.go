// SPDX-License-Identifier: Apache-2.0

// Package evm runs contracts in go-ethereum's EVM without a chain around them: a state, a block that its user sets,
// and no consensus, signatures or nonces to wait for. It knows the rules of the L1 that the contracts are made for;
// blocks that follow one another are package l1anchor/l1evm's.
package evm

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/holiman/uint256"
)

// BlockGas is the gas of a block on the L1 that the contracts are made for: no call gets more there.
const BlockGas = 8_000_000

// Shanghai is what Ethereum Classic runs, as far as contracts can see that do not look at the base fee: here it is
// zero.
func Shanghai(chainID uint64) *params.ChainConfig {
	c := *params.MergedTestChainConfig
	c.ChainID = new(big.Int).SetUint64(chainID)
	c.CancunTime, c.PragueTime, c.OsakaTime, c.AmsterdamTime, c.UBTTime = nil, nil, nil, nil, nil
	c.BPO1Time, c.BPO2Time, c.BPO3Time, c.BPO4Time, c.BPO5Time = nil, nil, nil, nil, nil
	return &c
}

// Block is what contracts see of the block around them.
type Block struct {
	Height uint64
	Time   uint64         // timestamp
	Miner  common.Address // whom it pays
	Gas    uint64         // that one call may use
	Price  *uint256.Int   // wei that a transaction pays for a unit of gas; nil is nothing
	Hash   func(height uint64) common.Hash
}

// Machine runs one call after the other. What a call changes stays. It is not safe for concurrent use.
type Machine struct {
	State *state.StateDB

	config *params.ChainConfig
	block  Block
	evm    *vm.EVM
	rules  params.Rules
	nobody common.Address
	sent   uint64 // transactions
}

// New is a machine with an empty state, in block 1.
func New(config *params.ChainConfig) (*Machine, error) {
	s, err := state.New(types.EmptyRootHash, state.NewDatabase(triedb.NewDatabase(rawdb.NewMemoryDatabase(), triedb.HashDefaults), nil))
	if err != nil {
		return nil, fmt.Errorf("open an empty state: %w", err)
	}
	return On(s, config), nil
}

// On is a machine with that state, in block 1.
func On(s *state.StateDB, config *params.ChainConfig) *Machine {
	m := &Machine{State: s, config: config}
	m.Enter(Block{Height: 1, Time: 1, Gas: BlockGas})
	return m
}

// Enter makes b the block around the calls that follow. Without a Hash no block has one.
func (m *Machine) Enter(b Block) {
	if b.Hash == nil {
		b.Hash = func(uint64) common.Hash { return common.Hash{} }
	}
	context := Context(b)
	m.block, m.rules = b, m.config.Rules(context.BlockNumber, true, b.Time)
	m.evm = vm.NewEVM(context, m.State, m.config, vm.Config{})
	m.evm.SetTxContext(vm.TxContext{GasPrice: new(uint256.Int)})
}

// Context is b as the EVM has it, with all fees at zero.
func Context(b Block) vm.BlockContext {
	return vm.BlockContext{
		CanTransfer: core.CanTransfer, Transfer: core.Transfer, GetHash: b.Hash, Coinbase: b.Miner, GasLimit: b.Gas,
		BlockNumber: new(big.Int).SetUint64(b.Height), Time: b.Time, Difficulty: new(big.Int), BaseFee: new(big.Int), BlobBaseFee: new(big.Int),
		Random: new(common.Hash),
	}
}

// Send runs a whole transaction, which pays the block's price; to is nil for a creation. The result says whether it
// failed; the error, that it is no transaction at all.
func (m *Machine) Send(from common.Address, to *common.Address, value *uint256.Int, input []byte) (*core.ExecutionResult, []*types.Log, error) {
	m.sent++
	name := common.BigToHash(new(big.Int).SetUint64(m.sent))
	m.State.SetTxContext(name, 0, 0)
	price := new(uint256.Int)
	if m.block.Price != nil {
		price = m.block.Price
	}
	result, err := core.ApplyMessage(m.evm, &core.Message{
		From: from, To: to, Nonce: m.State.GetNonce(from), Value: value, GasLimit: m.block.Gas, Data: input,
		GasPrice: price, GasFeeCap: price, GasTipCap: price,
	}, core.NewGasPool(m.block.Gas))
	if err != nil {
		return nil, nil, fmt.Errorf("a transaction from %s: %w", from, err)
	}
	logs := m.State.GetLogs(name, m.block.Height, common.Hash{}, m.block.Time)
	m.State.Finalise(m.rules)
	return result, logs, nil
}

// Create runs creation code and tells what then stands where. Used is the gas without that of a transaction.
func (m *Machine) Create(from common.Address, init []byte) (code []byte, at common.Address, used uint64, err error) {
	m.begin(from, nil)
	gas := vm.NewGasBudget(m.block.Gas, 0)
	code, at, left, err := m.evm.Create(from, init, gas, new(uint256.Int))
	m.State.Finalise(m.rules)
	return code, at, left.Used(gas), err
}

// Call runs a contract. Used is the gas without that of a transaction. An error comes with what the contract says
// about it.
func (m *Machine) Call(from, to common.Address, input []byte) (output []byte, used uint64, err error) {
	m.begin(from, &to)
	gas := vm.NewGasBudget(m.block.Gas, 0)
	output, left, err := m.evm.Call(from, to, input, gas, new(uint256.Int))
	m.State.Finalise(m.rules)
	return output, left.Used(gas), err
}

// View is Call by nobody, with nothing changed and no more gas than limit.
func (m *Machine) View(to common.Address, input []byte, limit uint64) (output []byte, used uint64, err error) {
	m.begin(m.nobody, &to)
	gas := vm.NewGasBudget(limit, 0)
	output, left, err := m.evm.StaticCall(m.nobody, to, input, gas)
	m.State.Finalise(m.rules)
	return output, left.Used(gas), err
}

// begin has a call find the state as a transaction does: nothing was touched before but its receiver.
func (m *Machine) begin(from common.Address, to *common.Address) {
	m.State.Prepare(m.rules, from, m.block.Miner, to, vm.ActivePrecompiles(m.rules), nil)
}

// Intrinsic is the gas that a transaction takes before any code runs; to is nil for a creation.
func (m *Machine) Intrinsic(to *common.Address, input []byte) (uint64, error) {
	return core.IntrinsicGas(input, nil, nil, m.nobody, to, new(uint256.Int), m.rules)
}
