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
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/predeploys"
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
	gasLimit    = 60_000_000 // "How much gas a block has" of stateroot/DESIGN.md says why
	baseFee     = 1_000_000_000
	maxDrift    = 3_600 // seconds: an hour without L1 blocks stops L2
	proofLimit  = 1 << 36
	maxMessages = 130       // that an L1 block takes: ten a second of Ethereum Classic's block time
	etherEach   = 1_000_000 // of every account, on L1 and on L2
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

// deploy puts inbox and bridge on L1 and writes rollup file and deployment, the latter last: it is what a later start
// looks for. Interrupted before that, the next start deploys again.
func deploy(ctx context.Context, cfg *Config, f folder) (*Deployment, error) {
	known, err := wellKnown(cfg.Creations)
	if err != nil {
		return nil, err
	}
	l1, err := ethclient.DialContext(ctx, cfg.url(ports{cfg.Port}.l1()))
	if err != nil {
		return nil, fmt.Errorf("dial L1: %w", err)
	}
	defer l1.Close()
	key := batcherAccount()
	from := crypto.PubkeyToAddress(key.PublicKey)
	nonce, err := l1.NonceAt(ctx, from, nil)
	if err != nil {
		return nil, fmt.Errorf("nonce of the deployer: %w", err)
	}
	d := &Deployment{
		// The two contracts name each other, so the second one's address must be known before it is there.
		Inbox: crypto.CreateAddress(from, nonce), Bridge: crypto.CreateAddress(from, nonce+1),
		Members: cfg.Members, ForceDelay: uint64(cfg.ForceDelay.Seconds()), Silence: cfg.Silence,
	}
	inbox := append(hexutil.MustDecode(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor([]common.Address{from}, common.Address{}, d.Bridge, uint32(d.ForceDelay), uint32(d.Silence), maxMessages)...)
	bridge := append(hexutil.MustDecode(bindings.StandInBridgeMetaData.Bin), bindings.NewStandInBridge().PackConstructor(d.Inbox)...)
	created, err := create(ctx, l1, key, nonce, inbox)
	if err != nil {
		return nil, fmt.Errorf("deploy inbox: %w", err)
	}
	if _, err := create(ctx, l1, key, nonce+1, bridge); err != nil {
		return nil, fmt.Errorf("deploy bridge: %w", err)
	}
	header, err := l1.HeaderByNumber(ctx, created.BlockNumber)
	if err != nil {
		return nil, fmt.Errorf("block of the inbox: %w", err)
	}
	d.InboxHeight, d.GenesisTime = created.BlockNumber.Uint64(), header.Time
	if err := writeRollup(f, d, known); err != nil {
		return nil, err
	}
	raw, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode deployment: %w", err)
	}
	return d, writeFile(f.deployment(), append(raw, '\n'))
}

// create sends a contract's creation code and waits until it is mined.
func create(ctx context.Context, l1 *ethclient.Client, key *ecdsa.PrivateKey, nonce uint64, code []byte) (*types.Receipt, error) {
	price, err := l1.SuggestGasPrice(ctx)
	if err != nil {
		return nil, fmt.Errorf("gas price: %w", err)
	}
	// Legacy: Ethereum Classic knows no other kind of fee.
	tx, err := types.SignNewTx(key, types.NewEIP155Signer(big.NewInt(L1ChainID)), &types.LegacyTx{Nonce: nonce, GasPrice: price, Gas: 6_000_000, Data: code})
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if err := l1.SendTransaction(ctx, tx); err != nil {
		return nil, fmt.Errorf("send: %w", err)
	}
	for {
		receipt, err := l1.TransactionReceipt(ctx, tx.Hash())
		if err == nil && receipt.Status != types.ReceiptStatusSuccessful {
			return nil, fmt.Errorf("transaction %s failed", tx.Hash())
		}
		if err == nil {
			return receipt, nil
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return nil, fmt.Errorf("wait for transaction %s: %w", tx.Hash(), err)
		}
	}
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
func writeRollup(f folder, d *Deployment, alloc types.GenesisAlloc) error {
	rollup := &params.Params{
		ChainID: L2ChainID, L1ChainID: L1ChainID, Inbox: d.Inbox, InboxHeight: d.InboxHeight, GenesisTime: d.GenesisTime,
		GasLimit: gasLimit, FeeRecipient: common.HexToAddress("0xad17fee5"), BaseFee: baseFee, MaxDrift: maxDrift, ProofLimit: proofLimit,
		Alloc: alloc,
	}
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
