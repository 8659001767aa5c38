package params_test

import (
	"encoding/hex"
	"flag"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	ethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/stateroot/params"
)

var update = flag.Bool("update", false, "rewrite testdata")

// TestGolden pins the encoding: the file on disk parses to valid() and has a hash that must never change by itself.
func TestGolden(t *testing.T) {
	const path, hash = "testdata/rollup.toml", "0x737e54e9de5587d991ad96d6072041a7a261ab0d2c2cd1731c08b144df59b05b"
	p := valid()
	if *update {
		text, err := p.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := params.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash() != p.Hash() || got.Hash().Hex() != hash {
		t.Errorf("hash of the file is %s, of the values %s, want %s", got.Hash(), p.Hash(), hash)
	}
	if a, b := got.Genesis().ToBlock().Hash(), p.Genesis().ToBlock().Hash(); a != b {
		t.Errorf("genesis of the file is %s, of the values %s", a, b)
	}
}

func TestRoundTrip(t *testing.T) {
	p := valid()
	text, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := params.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if got.Hash() != p.Hash() {
		t.Errorf("hash is %s, want %s", got.Hash(), p.Hash())
	}
	p.Alloc = nil
	if text, err = p.Encode(); err != nil {
		t.Fatal(err)
	}
	if got, err = params.Parse(text); err != nil || got.Hash() != p.Hash() {
		t.Errorf("without accounts: %v", err)
	}
}

// changes alter one value each, legally.
var changes = map[string]func(p *params.Params){
	"chain id":      func(p *params.Params) { p.ChainID++ },
	"L1 chain id":   func(p *params.Params) { p.L1ChainID++ },
	"inbox":         func(p *params.Params) { p.Inbox[19]++ },
	"inbox height":  func(p *params.Params) { p.InboxHeight++ },
	"genesis time":  func(p *params.Params) { p.GenesisTime++ },
	"gas limit":     func(p *params.Params) { p.GasLimit++ },
	"fee recipient": func(p *params.Params) { p.FeeRecipient[0]++ },
	"base fee":      func(p *params.Params) { p.BaseFee++ },
	"max drift":     func(p *params.Params) { p.MaxDrift++ },
	"proof limit":   func(p *params.Params) { p.ProofLimit++ },
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
		text, err := p.Encode()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, err := params.Parse(text); err != nil || got.Hash() != p.Hash() {
			t.Errorf("%s: read back: %v", name, err)
		}
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
		"genesis_time is 0":                                    func(p *params.Params) { p.GenesisTime = 0 },
		"gas_limit is 59999999":                                func(p *params.Params) { p.GasLimit = 59_999_999 },
		"gas_limit is 1099511627777":                           func(p *params.Params) { p.GasLimit = 1<<40 + 1 },
		"base_fee is 0":                                        func(p *params.Params) { p.BaseFee = 0 },
		"max_drift is 0":                                       func(p *params.Params) { p.MaxDrift = 0 },
		"max_drift is 2592001":                                 func(p *params.Params) { p.MaxDrift = 2_592_001 },
		"proof_limit is 2147483647":                            func(p *params.Params) { p.ProofLimit = 1<<31 - 1 },
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
		if _, err := p.Encode(); err == nil {
			t.Errorf("%s: encoded all the same", want)
		}
	}
	if err := valid().Validate(); err != nil {
		t.Error(err)
	}
	if err := new(params.Params).Validate(); strings.Count(err.Error(), "\n") != 8 {
		t.Errorf("nothing filled in: got %q, want nine complaints", err)
	}
}

func TestParseRefuses(t *testing.T) {
	text, err := valid().Encode()
	if err != nil {
		t.Fatal(err)
	}
	replace := func(old, new string) string {
		if !strings.Contains(string(text), old) {
			t.Fatalf("file has no %q", old)
		}
		return strings.Replace(string(text), old, new, 1)
	}
	addr := "0x0000000000000000000000000000000000000031"
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":           {"speed = 9\n" + string(text), "unknown key speed"},
		"unknown key inside":    {replace("nonce = 3", "nonce = 3\nname = \"x\""), "unknown key alloc." + addr + ".name"},
		"missing key":           {replace("gas_limit = 60000000\n", ""), "missing key gas_limit"},
		"missing zero":          {replace("inbox_height = 12\n", ""), "missing key inbox_height"},
		"key in capitals":       {replace("gas_limit", "GAS_LIMIT"), "missing key gas_limit"},
		"key twice":             {"chain_id = 1\n" + string(text), "already been defined"},
		"negative":              {replace("gas_limit = 60000000", "gas_limit = -1"), "gas_limit"},
		"number as text":        {replace("gas_limit = 60000000", "gas_limit = \"60000000\""), "gas_limit"},
		"float":                 {replace("gas_limit = 60000000", "gas_limit = 6e7"), "gas_limit"},
		"short address":         {replace("0x1000000000000000000000000000000000000001", "0x10"), "inbox"},
		"account twice":         {string(text) + "[alloc.0X" + addr[2:] + "]\nnonce = 1\n", addr[2:]},
		"bad account":           {string(text) + "[alloc.0x31]\nnonce = 1\n", "alloc 0x31: address"},
		"balance in hex":        {replace(`balance = "5"`, `balance = "0x5"`), "not a decimal number"},
		"balance negative":      {replace(`balance = "5"`, `balance = "-5"`), "not a decimal number"},
		"balance without end":   {replace(`balance = "5"`, `balance = "`+strings.Repeat("9", 79)+`"`), "not a decimal number"},
		"code without prefix":   {replace(`code = "0x6000"`, `code = "6000"`), "code"},
		"short slot":            {replace("0x0300000000000000000000000000000000000000000000000000000000000000 =", "0x03 ="), "storage 0x03"},
		"not TOML":              {"chain_id", "parse"},
		"legal but not allowed": {replace("gas_limit = 60000000", "gas_limit = 1"), "gas_limit is 1"},
	} {
		p, err := params.Parse([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || p != nil {
			t.Errorf("%s: got error %v, want %q", name, err, c.want)
		}
	}
	_, err = params.Parse([]byte("speed = 1\nlight = 2\nchain_id = 7\n"))
	for _, want := range []string{"unknown key speed", "unknown key light", "missing key inbox", "missing key proof_limit"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want all complaints, %q among them", err, want)
		}
	}
}

// FuzzParse: whatever parses is valid, and written again it is the same rollup.
func FuzzParse(f *testing.F) {
	text, err := valid().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("chain_id = 1")
	f.Add(hex.EncodeToString(text))
	f.Fuzz(func(t *testing.T, text string) {
		p, err := params.Parse([]byte(text))
		if err != nil {
			return
		}
		again, err := p.Encode()
		if err != nil {
			t.Fatal(err)
		}
		q, err := params.Parse(again)
		if err != nil || q.Hash() != p.Hash() {
			t.Errorf("read back: %v", err)
		}
	})
}
