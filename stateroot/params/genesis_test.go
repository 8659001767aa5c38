// SPDX-License-Identifier: Apache-2.0

package params_test

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/stateroot/params"
)

// valid is a rollup that Validate accepts.
func valid() *params.Params {
	return &params.Params{
		ChainID:      7701,
		L1ChainID:    63,
		L1Family:     "etc",
		Inbox:        common.HexToAddress("0x1000000000000000000000000000000000000001"),
		InboxHeight:  12,
		ForceDelay:   86_400,
		MaxMessages:  130,
		MaxBatchData: 100_000,
		GenesisTime:  1_700_000_000,
		GasLimit:     60_000_000,
		FeeRecipient: common.HexToAddress("0x2000000000000000000000000000000000000002"),
		BaseFee:      1_000_000_000,
		MaxDrift:     3600,
		ProofLimit:   1 << 36,
		Alloc: types.GenesisAlloc{
			common.HexToAddress("0x30"): {Balance: big.NewInt(1e18)},
			common.HexToAddress("0x31"): {Balance: big.NewInt(5), Nonce: 3, Code: []byte{0x60, 0x00}, Storage: map[common.Hash]common.Hash{
				{1}: {2}, {3}: {4},
			}},
		},
	}
}

// stock is a go-ethereum chain in memory that knows nothing but the genesis.
func stock(t *testing.T, p *params.Params) *core.BlockChain {
	t.Helper()
	cfg := core.DefaultConfig()
	cfg.StateScheme, cfg.ArchiveMode = rawdb.HashScheme, true
	chain, err := core.NewBlockChain(rawdb.NewMemoryDatabase(), p.Genesis(), beacon.New(ethash.NewFaker()), cfg)
	if err != nil {
		t.Fatalf("open chain: %v", err)
	}
	t.Cleanup(chain.Stop)
	return chain
}

func TestGenesisHeader(t *testing.T) {
	p := valid()
	h := stock(t, p).Genesis().Header()
	if h.Number.Sign() != 0 || h.Difficulty.Sign() != 0 || h.Nonce != (types.BlockNonce{}) || len(h.Extra) != 0 {
		t.Errorf("number %v, difficulty %v, nonce %x, extra %x: want zeros", h.Number, h.Difficulty, h.Nonce, h.Extra)
	}
	if h.Time != p.GenesisTime || h.GasLimit != p.GasLimit || h.BaseFee.Uint64() != p.BaseFee || h.Coinbase != p.FeeRecipient {
		t.Errorf("time %d, gas limit %d, base fee %v, coinbase %s: not those of the params", h.Time, h.GasLimit, h.BaseFee, h.Coinbase)
	}
	if h.ParentBeaconRoot == nil || *h.ParentBeaconRoot != (common.Hash{}) || h.MixDigest != (common.Hash{}) {
		t.Errorf("L1 word is %v / %s, want zero", h.ParentBeaconRoot, h.MixDigest)
	}
	if h.RequestsHash == nil || *h.RequestsHash != types.EmptyRequestsHash {
		t.Errorf("requests hash is %v, want that of no requests", h.RequestsHash)
	}
}

func TestGenesisRules(t *testing.T) {
	cfg := valid().ChainConfig()
	if err := cfg.CheckConfigForkOrder(); err != nil {
		t.Fatal(err)
	}
	now := uint64(1_700_000_000)
	if !cfg.IsOsaka(common.Big0, now) || cfg.IsAmsterdam(common.Big0, 1<<62) {
		t.Error("want Osaka rules from genesis on and nothing after them")
	}
	if other := valid().ChainConfig(); other == cfg || other.ChainID == cfg.ChainID {
		t.Error("two calls share memory")
	}
}

func TestGenesisState(t *testing.T) {
	p := valid()
	chain := stock(t, p)
	state, err := chain.State()
	if err != nil {
		t.Fatal(err)
	}
	for addr, want := range map[common.Address][]byte{
		ethparams.BeaconRootsAddress:          ethparams.BeaconRootsCode,
		ethparams.HistoryStorageAddress:       ethparams.HistoryStorageCode,
		ethparams.WithdrawalQueueAddress:      {0},
		ethparams.ConsolidationQueueAddress:   {0},
		ethparams.DeterministicFactoryAddress: ethparams.DeterministicFactoryCode,
		common.HexToAddress("0x31"):           {0x60, 0x00},
	} {
		if got := state.GetCode(addr); !bytes.Equal(got, want) {
			t.Errorf("code of %s is %x, want %x", addr, got, want)
		}
	}
	if got := state.GetBalance(common.HexToAddress("0x30")).ToBig(); got.Cmp(big.NewInt(1e18)) != 0 {
		t.Errorf("balance is %v, want 1e18", got)
	}
	if got := state.GetState(common.HexToAddress("0x31"), common.Hash{3}); got != (common.Hash{4}) {
		t.Errorf("slot holds %s, want 4…", got)
	}
}

// TestStockImport builds blocks with go-ethereum's own chain maker on top of the genesis and has a stock chain import
// them: empty ones, and one that carries a deposit.
func TestStockImport(t *testing.T) {
	p := valid()
	chain := stock(t, p)
	word := common.Hash{0xaa}
	to := common.HexToAddress("0x77")
	_, blocks, _ := core.GenerateChainWithGenesis(p.Genesis(), beacon.New(ethash.NewFaker()), 3, func(i int, b *core.BlockGen) {
		b.SetPoS()
		b.SetCoinbase(p.FeeRecipient)
		b.SetParentBeaconRoot(word)
		if i == 1 {
			b.AddWithdrawal(&types.Withdrawal{Index: 9, Address: to, Amount: 4})
		}
	})
	if _, err := chain.InsertChain(blocks); err != nil {
		t.Fatalf("insert: %v", err)
	}
	head := chain.CurrentBlock()
	if head.Number.Uint64() != 3 || *head.ExcessBlobGas != 0 || *head.BlobGasUsed != 0 {
		t.Errorf("head %v, excess blob gas %d, used %d: want 3, 0, 0", head.Number, *head.ExcessBlobGas, *head.BlobGasUsed)
	}
	if *head.RequestsHash != types.EmptyRequestsHash {
		t.Errorf("requests hash is %s, want that of no requests", head.RequestsHash)
	}
	state, err := chain.State()
	if err != nil {
		t.Fatal(err)
	}
	if got := state.GetBalance(to).Uint64(); got != 4e9 {
		t.Errorf("deposit credited %d wei, want 4e9", got)
	}
}

// TestStockRefusesBlobGas changes one header field of a good block: a stock chain must refuse it, since Max is 0.
func TestStockRefusesBlobGas(t *testing.T) {
	p := valid()
	chain := stock(t, p)
	_, blocks, _ := core.GenerateChainWithGenesis(p.Genesis(), beacon.New(ethash.NewFaker()), 1, func(_ int, b *core.BlockGen) {
		b.SetPoS()
	})
	h := blocks[0].Header()
	used := uint64(ethparams.BlobTxBlobGasPerBlob)
	h.BlobGasUsed = &used
	_, err := chain.InsertChain(types.Blocks{blocks[0].WithSeal(h)})
	if err == nil || !strings.Contains(err.Error(), "exceeds maximum allowance 0") {
		t.Errorf("a block with blob gas: got error %v, want that it exceeds the allowance", err)
	}
	if _, err := chain.InsertChain(blocks); err != nil {
		t.Errorf("the block itself: %v", err)
	}
}
