// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"log/slog"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/vm/guest"
)

// DeployConfig is a deployment of a rollup's contracts. The program that it is proven with is the one that the source
// pins.
type DeployConfig struct {
	Spec *deploy.Spec
	L1   string            // JSON-RPC URL of the L1 node
	Key  *ecdsa.PrivateKey // of the L1 account, which nobody else may use meanwhile
	deploy.Config
}

// l1Of is what adapters need of a rollup that is not there yet.
func (c *DeployConfig) l1Of() *params.Params {
	return &params.Params{L1ChainID: c.Spec.L1ChainID, L1Family: c.Spec.L1Family}
}

// spec is the spec with the program.
func (c *DeployConfig) spec() *deploy.Spec {
	s := *c.Spec
	s.Program = cmd.Program()
	return &s
}

// CheckProgram refuses a riscv64 file that is not the program which the source pins: the rollup's contract has its
// hash for ever, and whoever plays a dispute needs the file.
func CheckProgram(file []byte) error {
	p, err := guest.Load(file)
	if err != nil {
		return wrongSettings(fmt.Errorf("program to prove with: %w", err))
	}
	if got, want := crypto.Keccak256Hash(p.Template()), cmd.Program(); got != want {
		return wrongSettings(fmt.Errorf("program to prove with: its machine is %s, and this source pins %s", got, want))
	}
	return nil
}

// WellKnown are the accounts of other people's contracts in a genesis block, from the file with their creation code.
func WellKnown(path string, chainID uint64) (types.GenesisAlloc, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts: %w (`make predeploys` makes the file)", err)
	}
	creations, err := predeploys.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts, %s: %w", path, err)
	}
	accounts, err := creations.Accounts(chainID)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts: %w", err)
	}
	return accounts, nil
}

// Deploy puts the contracts on L1.
func Deploy(ctx context.Context, cfg DeployConfig, log *slog.Logger) (*deploy.Deployed, error) {
	l1, release, err := openDeploying(cfg.L1, cfg.l1Of(), cfg.Key, log)
	if err != nil {
		return nil, err
	}
	defer release()
	payer, released, err := openAccount(cfg.L1, cfg.l1Of(), cfg.Key, log)
	if err != nil {
		return nil, err
	}
	defer released()
	done, err := deploy.Run(ctx, cfg.spec(), l1, payer.User("deploy"), cfg.Config)
	return done, notOurs(err)
}

// DryDeploy tells what Deploy would do, and at which price of a unit of gas, wei.
func DryDeploy(ctx context.Context, cfg DeployConfig, log *slog.Logger) (*deploy.Estimate, *big.Int, error) {
	l1, release, err := openDeploying(cfg.L1, cfg.l1Of(), cfg.Key, log)
	if err != nil {
		return nil, nil, err
	}
	defer release()
	e, err := deploy.DryRun(ctx, cfg.spec(), l1, crypto.PubkeyToAddress(cfg.Key.PublicKey), cfg.Journal)
	if err != nil {
		return nil, nil, err
	}
	market, err := openMarket(cfg.L1, cfg.l1Of(), log)
	if err != nil {
		return nil, nil, err
	}
	defer market.Close()
	rooms, err := market.Rooms(ctx)
	if err != nil {
		log.Warn("what others pay on L1 is not known in full", "blocks", len(rooms), "err", err)
	}
	most := uint64(0)
	for i := range e.Contracts {
		most = max(most, e.Contracts[i].Gas)
	}
	price := l1anchor.Going(rooms, most)
	f, err := family.Of(cfg.Spec.L1Family)
	if err != nil {
		return nil, nil, err
	}
	if least := f.Fees.Floor(); price.Cmp(least) < 0 { // as an account bids
		price = least
	}
	return e, price, nil
}
