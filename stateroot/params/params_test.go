// SPDX-License-Identifier: Apache-2.0

package params_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/stateroot/params"
)

// TestHash pins the hash of a rollup: it must never change by itself.
func TestHash(t *testing.T) {
	const want = "0x483844a54c2f92257068de3b60baf829e30cdc25ac66a5dd96743c6e28793c17"
	if got := valid().Hash().Hex(); got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}

// TestCanonical reads back what does not depend on accounts.
func TestCanonical(t *testing.T) {
	p := valid()
	got, err := params.ParseCanonical(p.Canonical())
	if err != nil {
		t.Fatal(err)
	}
	p.Alloc = nil
	if got.Hash() != p.Hash() {
		t.Errorf("read back %+v, want %+v", got, p)
	}
	for _, bad := range [][]byte{nil, p.Canonical()[:183], append([]byte{'b'}, p.Canonical()[1:]...)} {
		if _, err := params.ParseCanonical(bad); err == nil {
			t.Errorf("%d bytes pass for a rollup", len(bad))
		}
	}
}

// changes alter one value each, legally.
var changes = map[string]func(p *params.Params){
	"chain id":      func(p *params.Params) { p.ChainID++ },
	"L1 chain id":   func(p *params.Params) { p.L1ChainID++ },
	"L1 family":     func(p *params.Params) { p.L1Family = "etc-2" },
	"inbox":         func(p *params.Params) { p.Inbox[19]++ },
	"inbox height":  func(p *params.Params) { p.InboxHeight++ },
	"force delay":   func(p *params.Params) { p.ForceDelay++ },
	"max messages":  func(p *params.Params) { p.MaxMessages++ },
	"batch data":    func(p *params.Params) { p.MaxBatchData-- },
	"genesis time":  func(p *params.Params) { p.GenesisTime++ },
	"gas limit":     func(p *params.Params) { p.GasLimit++ },
	"fee recipient": func(p *params.Params) { p.FeeRecipient[0]++ },
	"base fee":      func(p *params.Params) { p.BaseFee++ },
	"max drift":     func(p *params.Params) { p.MaxDrift++ },
	"proof limit":   func(p *params.Params) { p.ProofLimit-- },
	"account less":  func(p *params.Params) { delete(p.Alloc, common.HexToAddress("0x30")) },
	"account more":  func(p *params.Params) { p.Alloc[common.HexToAddress("0x99")] = types.Account{Nonce: 1} },
	"account address": func(p *params.Params) {
		p.Alloc[common.HexToAddress("0x32")] = p.Alloc[common.HexToAddress("0x31")]
		delete(p.Alloc, common.HexToAddress("0x31"))
	},
	"account balance": func(p *params.Params) { edit(p, func(a *types.Account) { a.Balance = big.NewInt(6) }) },
	"account nonce":   func(p *params.Params) { edit(p, func(a *types.Account) { a.Nonce++ }) },
	"account code":    func(p *params.Params) { edit(p, func(a *types.Account) { a.Code = []byte{0x60, 0x01} }) },
	"longer code":     func(p *params.Params) { edit(p, func(a *types.Account) { a.Code = append(a.Code, 0) }) },
	"slot value":      func(p *params.Params) { edit(p, func(a *types.Account) { a.Storage[common.Hash{1}] = common.Hash{9} }) },
	"slot more":       func(p *params.Params) { edit(p, func(a *types.Account) { a.Storage[common.Hash{7}] = common.Hash{9} }) },
	"slot less":       func(p *params.Params) { edit(p, func(a *types.Account) { delete(a.Storage, common.Hash{1}) }) },
}

// edit changes the contract among the accounts of valid.
func edit(p *params.Params, f func(a *types.Account)) {
	addr := common.HexToAddress("0x31")
	a := p.Alloc[addr]
	f(&a)
	p.Alloc[addr] = a
}

func TestHashTellsApart(t *testing.T) {
	seen := map[common.Hash]string{valid().Hash(): "no change"}
	for name, change := range changes {
		p := valid()
		change(p)
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if other, twice := seen[p.Hash()]; twice {
			t.Errorf("%s: same hash as %s", name, other)
		}
		seen[p.Hash()] = name
	}
	// Map order and how a zero balance is written do not matter.
	p := valid()
	edit(p, func(a *types.Account) { a.Balance = nil })
	q := valid()
	edit(q, func(a *types.Account) { a.Balance = new(big.Int) })
	if p.Hash() != q.Hash() {
		t.Error("no balance and balance 0 have different hashes")
	}
	want := valid().Hash()
	for range 20 {
		if got := valid().Hash(); got != want {
			t.Fatalf("hash depends on map order: %s, %s", got, want)
		}
	}
}

func TestValidate(t *testing.T) {
	at := func(addr common.Address, a types.Account) func(p *params.Params) {
		return func(p *params.Params) { p.Alloc[addr] = a }
	}
	x, wei := common.HexToAddress("0x40"), big.NewInt(1)
	for want, change := range map[string]func(p *params.Params){
		"chain_id is 0":                                        func(p *params.Params) { p.ChainID = 0 },
		"chain_id is 9223372036854775808":                      func(p *params.Params) { p.ChainID = 1 << 63 },
		"l1_chain_id is 0":                                     func(p *params.Params) { p.L1ChainID = 0 },
		"could be replayed":                                    func(p *params.Params) { p.L1ChainID = p.ChainID },
		"inbox is the zero address":                            func(p *params.Params) { p.Inbox = common.Address{} },
		"inbox_height is 9223372036854775808":                  func(p *params.Params) { p.InboxHeight = 1 << 63 },
		`l1_family is ""`:                                      func(p *params.Params) { p.L1Family = "" },
		`l1_family is "Etc"`:                                   func(p *params.Params) { p.L1Family = "Etc" },
		`l1_family is "1e"`:                                    func(p *params.Params) { p.L1Family = "1e" },
		`l1_family is "etc\x00"`:                               func(p *params.Params) { p.L1Family = "etc\x00" },
		`l1_family is "a2345678901234567"`:                     func(p *params.Params) { p.L1Family = "a2345678901234567" },
		"force_delay is 0":                                     func(p *params.Params) { p.ForceDelay = 0 },
		"force_delay is 4294967296":                            func(p *params.Params) { p.ForceDelay = 1 << 32 },
		"max_messages is 0":                                    func(p *params.Params) { p.MaxMessages = 0 },
		"max_messages is 4097":                                 func(p *params.Params) { p.MaxMessages = 4097 },
		"max_batch_data is 16383":                              func(p *params.Params) { p.MaxBatchData = 16_383 },
		"max_batch_data is 100001":                             func(p *params.Params) { p.MaxBatchData = 100_001 },
		"genesis_time is 0":                                    func(p *params.Params) { p.GenesisTime = 0 },
		"gas_limit is 59999999":                                func(p *params.Params) { p.GasLimit = 59_999_999 },
		"gas_limit is 1099511627777":                           func(p *params.Params) { p.GasLimit = 1<<40 + 1 },
		"base_fee is 0":                                        func(p *params.Params) { p.BaseFee = 0 },
		"max_drift is 0":                                       func(p *params.Params) { p.MaxDrift = 0 },
		"max_drift is 2592001":                                 func(p *params.Params) { p.MaxDrift = 2_592_001 },
		"proof_limit is 64999999999":                           func(p *params.Params) { p.ProofLimit = 64_999_999_999 },
		"proof_limit is 68719476737":                           func(p *params.Params) { p.ProofLimit = 1<<36 + 1 },
		"a system contract":                                    at(ethparams.HistoryStorageAddress, types.Account{Balance: wei}),
		"balance is negative":                                  at(x, types.Account{Balance: big.NewInt(-1), Nonce: 1}),
		"must be below 2^128":                                  at(x, types.Account{Balance: new(big.Int).Lsh(wei, 128)}),
		"nonce is 9223372036854775808":                         at(x, types.Account{Nonce: 1 << 63}),
		"code has 24577 bytes":                                 at(x, types.Account{Code: make([]byte, 24_577)}),
		"reserved byte":                                        at(x, types.Account{Code: []byte{0xef, 1}}),
		"code at the zero address":                             at(common.Address{}, types.Account{Code: []byte{0}}),
		"storage without code":                                 at(x, types.Account{Nonce: 1, Storage: map[common.Hash]common.Hash{{1}: {1}}}),
		"storage holds a zero value":                           at(x, types.Account{Code: []byte{0}, Storage: map[common.Hash]common.Hash{{1}: {}}}),
		"0x0000000000000000000000000000000000000040: is empty": at(x, types.Account{Balance: new(big.Int)}),
	} {
		p := valid()
		change(p)
		err := p.Validate()
		if err == nil || !strings.Contains(err.Error(), want) || strings.Count(err.Error(), "\n") != 0 {
			t.Errorf("got error %v, want one complaint: %q", err, want)
		}
	}
	if err := valid().Validate(); err != nil {
		t.Error(err)
	}
	if err := new(params.Params).Validate(); strings.Count(err.Error(), "\n") != 12 {
		t.Errorf("nothing filled in: got %q, want thirteen complaints", err)
	}
}
