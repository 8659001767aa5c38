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
	Preimages   common.Address `json:"preimages"`
	Float       common.Address `json:"float"`
	Machine     common.Address `json:"machine"`
	Rollup      common.Address `json:"rollup"` // settles disputes; zero in a folder that is older than it
	InboxHeight uint64         `json:"inbox_height"`
	GenesisTime uint64         `json:"genesis_time"`
	Members     int            `json:"members"`
	ForceDelay  uint64         `json:"force_delay_s"`
	Silence     uint64         `json:"silence_l1_blocks"`
	Dispute     string         `json:"dispute"` // name of the figures
}

// roleAccount is the L1 account of a role: the batcher's posts the batches and has deployed the contracts, the
// challenger's has its stake. None is one of the ten, so that nobody gets in the way of its nonces by using them;
// their keys are as public as theirs.
func roleAccount(role string) *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("adit devnet " + role)))
	if err != nil {
		panic(err) // the key is a constant
	}
	return key
}

// l1Accounts are those that hold money in L1's genesis block.
func l1Accounts() []common.Address {
	var list []common.Address
	for _, role := range []string{roleBatcher, roleChallenger} {
		list = append(list, crypto.PubkeyToAddress(roleAccount(role).PublicKey))
	}
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

// spec is what a devnet deploys, on an L2 whose genesis block has those accounts.
func spec(cfg *Config, alloc types.GenesisAlloc) (*deploy.Spec, error) {
	l1 := family.Devnet()
	dispute, err := family.DevnetDispute(cfg.Dispute)
	if err != nil {
		return nil, err
	}
	return &deploy.Spec{
		ChainID: L2ChainID, L1ChainID: L1ChainID, L1Family: l1.Name, GasLimit: gasLimit, FeeRecipient: common.HexToAddress("0xad17fee5"), BaseFee: baseFee,
		MaxDrift: maxDrift, ProofLimit: proofLimit, Alloc: alloc, Dispute: deploy.DisputeSpec(dispute),
		Inbox: deploy.InboxSpec{
			Seats: []common.Address{crypto.PubkeyToAddress(roleAccount(roleBatcher).PublicKey)}, ForceDelay: uint32(cfg.ForceDelay.Seconds()),
			Silence: uint32(cfg.Silence), MaxMessages: uint32(l1.Limits.MaxMessages), MaxBatchData: uint32(l1.Limits.MaxBatchData), StandIn: true,
		},
	}, nil
}

// deployAll puts the contracts on L1 and writes rollup file and deployment, the latter last: it is what a later start
// looks for. Interrupted before that, the next start goes on.
func deployAll(ctx context.Context, cfg *Config, f folder) (*Deployment, error) {
	alloc, err := genesisAccounts(cfg.Creations)
	if err != nil {
		return nil, err
	}
	s, err := spec(cfg, alloc)
	if err != nil {
		return nil, err
	}
	done, err := node.Deploy(ctx, node.DeployConfig{Spec: s, L1: cfg.url(ports{cfg.Port}.l1()), Key: roleAccount(roleBatcher), Config: deploy.Config{
		Journal: f.journal(), Poll: 100 * time.Millisecond, Log: cfg.Log,
	}}, cfg.Log)
	if err != nil {
		return nil, err
	}
	if err := writeRollup(f, &rollupfile.File{Params: done.Params, Rollup: done.At(deploy.Rollup)}); err != nil {
		return nil, err
	}
	d := &Deployment{
		Inbox: done.At(deploy.Inbox), Bridge: done.At(deploy.Bridge), Preimages: done.At(deploy.Preimages), Float: done.At(deploy.Float),
		Machine: done.At(deploy.Machine), Rollup: done.At(deploy.Rollup), InboxHeight: done.Params.InboxHeight, GenesisTime: done.Params.GenesisTime,
		Members: cfg.Members, ForceDelay: uint64(s.Inbox.ForceDelay), Silence: uint64(s.Inbox.Silence), Dispute: cfg.Dispute,
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

// genesisAccounts are those of other people's contracts, from the file with their creation code, and the ten.
func genesisAccounts(creations string) (types.GenesisAlloc, error) {
	alloc, err := node.WellKnown(creations, L2ChainID)
	if err != nil {
		return nil, err
	}
	for _, a := range Accounts() {
		alloc[a.Address] = types.Account{Balance: new(big.Int).Mul(big.NewInt(etherEach), big.NewInt(1e18))}
	}
	return alloc, nil
}

func writeRollup(f folder, rollup *rollupfile.File) error {
	text, err := rollup.Encode()
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
