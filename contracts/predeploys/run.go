// SPDX-License-Identifier: Apache-2.0

package predeploys

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	ethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/stateroot/params"
)

// gas is more than any of the creations takes. No block's limit applies: genesis is no block that somebody fills.
const gas = 1 << 30

// Accounts runs every creation once under a chain id and returns what stands in the state then: the contracts, what they have
// created themselves, and the deployers with the nonce that they used. The CREATE2 factory is left out, because it is a system
// contract; its own nonce stays 1, which CREATE2 does not depend on.
func (c Creations) Accounts(chainID uint64) (types.GenesisAlloc, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	config := (&params.Params{ChainID: chainID}).ChainConfig()
	db, err := emptyState()
	if err != nil {
		return nil, err
	}
	for _, contract := range Contracts() {
		if err := contract.create(db, config, c[contract.Name]); err != nil {
			return nil, fmt.Errorf("create %s: %w", contract.Name, err)
		}
	}
	return accounts(db, config)
}

// emptyState holds the CREATE2 factory and nothing else.
func emptyState() (*state.StateDB, error) {
	nodes := triedb.NewDatabase(rawdb.NewMemoryDatabase(), &triedb.Config{Preimages: true})
	db, err := state.New(types.EmptyRootHash, state.NewDatabase(nodes, nil))
	if err != nil {
		return nil, fmt.Errorf("open an empty state: %w", err)
	}
	db.SetNonce(ethparams.DeterministicFactoryAddress, 1, tracing.NonceChangeGenesis)
	db.SetCode(ethparams.DeterministicFactoryAddress, ethparams.DeterministicFactoryCode, tracing.CodeChangeGenesis)
	return db, nil
}

// create runs one creation and checks what it left behind.
func (c *Contract) create(db *state.StateDB, config *ethparams.ChainConfig, code []byte) error {
	if got := c.derived(); got != c.Address {
		return fmt.Errorf("leads to %s, not to %s", got, c.Address)
	}
	evm, budget, err := machine(db, config), vm.NewGasBudget(gas, 0), error(nil)
	if c.Deployer == (common.Address{}) {
		input := append(c.Salt.Bytes(), code...)
		_, _, err = evm.Call(common.Address{}, ethparams.DeterministicFactoryAddress, input, budget, new(uint256.Int))
	} else {
		_, _, _, err = evm.Create(c.Deployer, code, budget, new(uint256.Int))
	}
	if err != nil {
		return err
	}
	db.Finalise(rules(config))
	got := db.GetCodeHash(c.Address)
	if got == types.EmptyCodeHash || got == (common.Hash{}) {
		return fmt.Errorf("no code at %s afterwards", c.Address)
	}
	if c.Code != (common.Hash{}) && got != c.Code {
		return fmt.Errorf("the code at %s has hash %s, want %s", c.Address, got, c.Code)
	}
	return nil
}

// machine is an EVM with L2's rules. Block number, time and fees are zero: no creation looks at them.
func machine(db *state.StateDB, config *ethparams.ChainConfig) *vm.EVM {
	block := vm.BlockContext{
		CanTransfer: core.CanTransfer, Transfer: core.Transfer, GetHash: func(uint64) common.Hash { return common.Hash{} },
		BlockNumber: new(big.Int), Difficulty: new(big.Int), BaseFee: new(big.Int), BlobBaseFee: new(big.Int),
		Random: new(common.Hash), GasLimit: math.MaxUint64,
	}
	evm := vm.NewEVM(block, db, config, vm.Config{})
	evm.SetTxContext(vm.TxContext{GasPrice: new(uint256.Int)})
	return evm
}

func rules(config *ethparams.ChainConfig) ethparams.Rules { return config.Rules(new(big.Int), true, 0) }

// accounts reads everything from a state but the CREATE2 factory.
func accounts(db *state.StateDB, config *ethparams.ChainConfig) (types.GenesisAlloc, error) {
	root, err := db.Commit(rules(config), 0)
	if err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	written, err := state.New(root, db.Database())
	if err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	alloc := make(types.GenesisAlloc)
	for key, a := range written.RawDump(nil).Accounts {
		alloc[common.HexToAddress(key)] = types.Account{Nonce: a.Nonce, Balance: new(big.Int), Code: a.Code, Storage: slots(a.Storage)}
	}
	// A dump leaves out what it cannot name: the same accounts must lead to the same root.
	if got := (&core.Genesis{Config: config, Alloc: alloc}).ToBlock().Root(); got != root {
		return nil, fmt.Errorf("the accounts read back have state root %s, want %s", got, root)
	}
	delete(alloc, ethparams.DeterministicFactoryAddress)
	return alloc, nil
}

// slots is the storage of an account as a genesis block has it, nil when there is none.
func slots(dumped map[common.Hash]string) map[common.Hash]common.Hash {
	if len(dumped) == 0 {
		return nil
	}
	storage := make(map[common.Hash]common.Hash, len(dumped))
	for slot, value := range dumped {
		storage[slot] = common.HexToHash(value)
	}
	return storage
}
