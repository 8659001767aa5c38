// SPDX-License-Identifier: Apache-2.0

package predeploys

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/triedb"

	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/stateroot/params"
)

// gas is more than any of the creations takes. No block's limit applies: genesis is no block that somebody fills.
const gas = 1 << 30

// Accounts runs every creation once under a chain id and returns what stands in the state then: the contracts, what
// they have created themselves, and the deployers with the nonce that they used. The CREATE2 factory is left out,
// because it is a system contract; its own nonce stays 1, which CREATE2 does not depend on.
func (c Creations) Accounts(chainID uint64) (types.GenesisAlloc, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	config := (&params.Params{ChainID: chainID}).ChainConfig()
	db, err := emptyState()
	if err != nil {
		return nil, err
	}
	// Number, time and fees of the block are next to nothing: no creation looks at them.
	machine := evm.On(db, config)
	machine.Enter(evm.Block{Gas: gas})
	for _, contract := range Contracts() {
		if err := contract.create(machine, c[contract.Name]); err != nil {
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
func (c *Contract) create(machine *evm.Machine, code []byte) (err error) {
	if got := c.derived(); got != c.Address {
		return fmt.Errorf("leads to %s, not to %s", got, c.Address)
	}
	if c.Deployer == (common.Address{}) {
		_, _, err = machine.Call(common.Address{}, ethparams.DeterministicFactoryAddress, append(c.Salt.Bytes(), code...))
	} else {
		_, _, _, err = machine.Create(c.Deployer, code)
	}
	if err != nil {
		return err
	}
	got := machine.State.GetCodeHash(c.Address)
	if got == types.EmptyCodeHash || got == (common.Hash{}) {
		return fmt.Errorf("no code at %s afterwards", c.Address)
	}
	if c.Code != (common.Hash{}) && got != c.Code {
		return fmt.Errorf("the code at %s has hash %s, want %s", c.Address, got, c.Code)
	}
	return nil
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
