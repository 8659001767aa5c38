// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/contracts/deploy"
	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// Identities of the two chains.
const (
	L1ChainID = 1_337_061
	L2ChainID = 1_337_062
)

// What the rollup file of a devnet says besides what the deployment decides.
const (
	gasLimit   = 60_000_000 // "How much gas a block has" of stateroot/DESIGN.md says why
	baseFee    = 1_000_000_000
	maxDrift   = 3_600 // seconds: an hour without L1 blocks stops L2
	proofLimit = params.MaxProofLimit
	etherEach  = 1_000_000 // of every account, on L1 and on L2
)

// Deployment is what the first start of a folder has made on L1.
type Deployment struct {
	Inbox       common.Address `json:"inbox"`
	Bridge      common.Address `json:"bridge"` // the stand-in: takes deposits, pays nothing back
	InboxHeight uint64         `json:"inbox_height"`
	GenesisTime uint64         `json:"genesis_time"`
	Members     int            `json:"members"`
	ForceDelay  uint64         `json:"force_delay_s"`
	Silence     uint64         `json:"silence_l1_blocks"`
}

// batcherAccount posts the batches and has deployed the contracts. It is not one of the ten, so that nobody gets in
// the way of its nonces by using them; its key is as public as theirs.
func batcherAccount() *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("adit devnet batcher")))
	if err != nil {
		panic(err) // the key is a constant
	}
	return key
}

// l1Accounts are those that hold money in L1's genesis block.
func l1Accounts() []common.Address {
	list := []common.Address{crypto.PubkeyToAddress(batcherAccount().PublicKey)}
	for _, a := range Accounts() {
		list = append(list, a.Address)
	}
	return list
}

// loadDeployment reads what an earlier start has written, or returns nil.
func loadDeployment(f folder) (*Deployment, error) {
	raw, err := os.ReadFile(f.deployment())
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read deployment: %w", err)
	}
	d := new(Deployment)
	if err := json.Unmarshal(raw, d); err != nil {
		return nil, fmt.Errorf("read deployment %s: %w", f.deployment(), err)
	}
	return d, nil
}

// spec is what a devnet deploys.
func spec(cfg *Config) *deploy.Spec {
	l1 := family.Devnet()
	return &deploy.Spec{
		ChainID: L2ChainID, L1ChainID: L1ChainID, L1Family: l1.Name, GasLimit: gasLimit, FeeRecipient: common.HexToAddress("0xad17fee5"), BaseFee: baseFee,
		MaxDrift: maxDrift, ProofLimit: proofLimit,
		Inbox: deploy.InboxSpec{
			Seats: []common.Address{crypto.PubkeyToAddress(batcherAccount().PublicKey)}, ForceDelay: uint32(cfg.ForceDelay.Seconds()),
			Silence: uint32(cfg.Silence), MaxMessages: uint32(l1.Limits.MaxMessages), MaxBatchData: uint32(l1.Limits.MaxBatchData), StandIn: true,
		},
	}
}

// deployAll puts inbox and bridge on L1 and writes rollup file and deployment, the latter last: it is what a later start
// looks for. Interrupted before that, the next start goes on.
func deployAll(ctx context.Context, cfg *Config, f folder) (*Deployment, error) {
	known, err := wellKnown(cfg.Creations)
	if err != nil {
		return nil, err
	}
	s := spec(cfg)
	done, err := node.Deploy(ctx, node.DeployConfig{Spec: s, L1: cfg.url(ports{cfg.Port}.l1()), Key: batcherAccount(), Config: deploy.Config{
		Journal: f.journal(), Poll: 100 * time.Millisecond, Log: cfg.Log,
	}}, cfg.Log)
	if err != nil {
		return nil, err
	}
	d := &Deployment{
		Inbox: done.Rollup.Inbox, Bridge: done.Contracts[1].Address, InboxHeight: done.Rollup.InboxHeight, GenesisTime: done.Rollup.GenesisTime,
		Members: cfg.Members, ForceDelay: uint64(s.Inbox.ForceDelay), Silence: uint64(s.Inbox.Silence),
	}
	if err := writeRollup(f, done.Rollup, known); err != nil {
		return nil, err
	}
	raw, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode deployment: %w", err)
	}
	if err := writeFile(f.deployment(), append(raw, '\n')); err != nil {
		return nil, err
	}
	return d, os.Remove(f.journal())
}

// wellKnown are the accounts of other people's contracts at genesis, from the file with their creation code.
func wellKnown(path string) (types.GenesisAlloc, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts: %w", err)
	}
	creations, err := predeploys.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts, %s: %w", path, err)
	}
	accounts, err := creations.Accounts(L2ChainID)
	if err != nil {
		return nil, fmt.Errorf("well-known contracts: %w", err)
	}
	return accounts, nil
}

// writeRollup writes the rollup file. Its genesis block holds the accounts given and the money of Accounts.
func writeRollup(f folder, rollup *params.Params, alloc types.GenesisAlloc) error {
	rollup.Alloc = alloc
	for _, a := range Accounts() {
		rollup.Alloc[a.Address] = types.Account{Balance: new(big.Int).Mul(big.NewInt(etherEach), big.NewInt(1e18))}
	}
	text, err := rollupfile.Encode(rollup)
	if err != nil {
		return fmt.Errorf("rollup file: %w", err)
	}
	return writeFile(f.rollup(), text)
}

// writeFile replaces a file in one step.
func writeFile(path string, content []byte) error {
	if err := os.WriteFile(path+".new", content, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
