// SPDX-License-Identifier: Apache-2.0

package rollupfile_test

import (
	"bytes"
	"encoding/hex"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// golden is a file with everything in it.
func golden(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/rollup.toml")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func parse(t testing.TB, text []byte) *params.Params {
	t.Helper()
	f, err := rollupfile.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	return f.Params
}

// encode is a file without a contract.
func encode(p *params.Params) ([]byte, error) { return (&rollupfile.File{Params: p}).Encode() }

// TestGolden pins the form: the file on disk has a hash that must never change by itself, and is written as it was
// read.
func TestGolden(t *testing.T) {
	const hash = "0x483844a54c2f92257068de3b60baf829e30cdc25ac66a5dd96743c6e28793c17"
	p := parse(t, golden(t))
	if got := p.Hash().Hex(); got != hash {
		t.Errorf("hash of the file is %s, want %s", got, hash)
	}
	if text, err := encode(p); err != nil || !bytes.Equal(text, golden(t)) {
		t.Errorf("written as %s (%v)", text, err)
	}
}

// TestRoundTrip changes what a file holds and reads it back.
func TestRoundTrip(t *testing.T) {
	for name, change := range map[string]func(p *params.Params){
		"nothing":     func(*params.Params) {},
		"no accounts": func(p *params.Params) { p.Alloc = nil },
		"numbers":     func(p *params.Params) { p.ChainID, p.MaxDrift, p.InboxHeight = 1<<62, 1, 0 },
		"account with code": func(p *params.Params) {
			p.Alloc[common.Address{9}] = types.Account{Code: bytes.Repeat([]byte{1}, 24_576)}
		},
		"account with wealth": func(p *params.Params) {
			p.Alloc[common.Address{9}] = types.Account{Balance: new(big.Int).Lsh(big.NewInt(1), 127)}
		},
	} {
		p := parse(t, golden(t))
		change(p)
		text, err := encode(p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := parse(t, text); got.Hash() != p.Hash() {
			t.Errorf("%s: hash is %s, want %s", name, got.Hash(), p.Hash())
		}
	}
	if _, err := encode(new(params.Params)); err == nil {
		t.Error("an empty rollup was written")
	}
}

// TestContract has the rollup's contract in the file. It changes nothing about the constants, and is there only if it
// was put there.
func TestContract(t *testing.T) {
	p := parse(t, golden(t))
	for _, at := range []common.Address{{}, {1}, {19: 0xff}} {
		text, err := (&rollupfile.File{Params: p, Rollup: at}).Encode()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := bytes.Contains(text, []byte("\nrollup = ")), at != (common.Address{}); got != want {
			t.Errorf("rollup %s: the key is there %v, want %v", at, got, want)
		}
		f, err := rollupfile.Read(text)
		if err != nil || f.Rollup != at || f.Params.Hash() != p.Hash() {
			t.Errorf("rollup %s: read back as %+v, %v", at, f, err)
		}
		if got := parse(t, text); got.Hash() != p.Hash() {
			t.Errorf("rollup %s: its constants have hash %s, want %s", at, got.Hash(), p.Hash())
		}
	}
}

func TestParseRefuses(t *testing.T) {
	text := golden(t)
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
		"contract in capitals":  {"ROLLUP = \"" + addr + "\"\n" + string(text), "unknown key ROLLUP"},
		"short contract":        {"rollup = \"0x10\"\n" + string(text), "rollup"},
		"contract nowhere":      {"rollup = \"0x0000000000000000000000000000000000000000\"\n" + string(text), "no contract stands at the zero address"},
		"not TOML":              {"chain_id", "parse"},
		"legal but not allowed": {replace("gas_limit = 60000000", "gas_limit = 1"), "gas_limit is 1"},
	} {
		f, err := rollupfile.Read([]byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || f != nil {
			t.Errorf("%s: got error %v, want %q", name, err, c.want)
		}
	}
	_, err := rollupfile.Read([]byte("speed = 1\nlight = 2\nchain_id = 7\n"))
	for _, want := range []string{"unknown key speed", "unknown key light", "missing key inbox", "missing key proof_limit"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want all complaints, %q among them", err, want)
		}
	}
}

// FuzzParse: whatever parses is valid, and written again it is the same rollup.
func FuzzParse(f *testing.F) {
	text := golden(f)
	f.Add(string(text))
	f.Add("rollup = \"0x0000000000000000000000000000000000000031\"\n" + string(text))
	f.Add("chain_id = 1")
	f.Add(hex.EncodeToString(text))
	f.Fuzz(func(t *testing.T, text string) {
		p, err := rollupfile.Read([]byte(text))
		if err != nil {
			return
		}
		again, err := p.Encode()
		if err != nil {
			t.Fatal(err)
		}
		q, err := rollupfile.Read(again)
		if err != nil || q.Params.Hash() != p.Params.Hash() || q.Rollup != p.Rollup {
			t.Errorf("read back: %v", err)
		}
	})
}
