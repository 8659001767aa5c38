// SPDX-License-Identifier: Apache-2.0

package predeploys_test

import (
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/contracts/predeploys"
)

const chainID = 1_337_062

// file is what `make predeploys` wrote; ADIT_PREDEPLOYS names it.
func file(t *testing.T) []byte {
	t.Helper()
	path := os.Getenv("ADIT_PREDEPLOYS")
	if path == "" {
		path = "../../bin/predeploys.json"
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run `make predeploys`)", err)
	}
	return text
}

func creations(t *testing.T) predeploys.Creations {
	t.Helper()
	c, err := predeploys.Parse(file(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func alloc(t *testing.T, chainID uint64) types.GenesisAlloc {
	t.Helper()
	accounts, err := creations(t).Accounts(chainID)
	if err != nil {
		t.Fatal(err)
	}
	return accounts
}

// made is what the entry points have created themselves.
var made = map[string]common.Address{
	"SenderCreator of EntryPoint 0.6": common.HexToAddress("0x7fc98430eAEdbb6070B35B39D798725049088348"),
	"SenderCreator of EntryPoint 0.7": common.HexToAddress("0xEFC2c1444eBCC4Db75e7613d20C6a62fF67A167C"),
	"SenderCreator of EntryPoint 0.8": common.HexToAddress("0x449ED7C3e6Fee6a97311d4b55475DF59C44AdD33"),
}

// TestAccounts wants every contract at its usual address, with the nonces that it has elsewhere, and nothing besides.
func TestAccounts(t *testing.T) {
	accounts := alloc(t, chainID)
	rest := maps.Clone(accounts)
	for _, c := range predeploys.Contracts() {
		account, ok := accounts[c.Address]
		if !ok || len(account.Code) == 0 {
			t.Errorf("%s: no code at %s", c.Name, c.Address)
			continue
		}
		if got := crypto.Keccak256Hash(account.Code); c.Code != (common.Hash{}) && got != c.Code {
			t.Errorf("%s: code has hash %s, want %s", c.Name, got, c.Code)
		}
		want := uint64(1)
		if strings.HasPrefix(c.Name, "EntryPoint") {
			want = 2 // it has created its SenderCreator
		}
		if account.Nonce != want {
			t.Errorf("%s: nonce %d, want %d", c.Name, account.Nonce, want)
		}
		delete(rest, c.Address)
		if c.Deployer == (common.Address{}) {
			continue
		}
		if deployer := accounts[c.Deployer]; deployer.Nonce != 1 || len(deployer.Code) != 0 {
			t.Errorf("%s: its deployer has nonce %d and %d bytes of code, want 1 and 0", c.Name, deployer.Nonce, len(deployer.Code))
		}
		delete(rest, c.Deployer)
	}
	for name, addr := range made {
		if a := accounts[addr]; a.Nonce != 1 || len(a.Code) == 0 {
			t.Errorf("%s: nonce %d, %d bytes of code, want 1 and code", name, a.Nonce, len(a.Code))
		}
		delete(rest, addr)
	}
	for addr := range rest {
		t.Errorf("%s was not expected", addr)
	}
}

// TestChainID wants the chain id in the code of those that keep it there, and in no other.
func TestChainID(t *testing.T) {
	one, other := alloc(t, chainID), alloc(t, chainID+1)
	for _, c := range predeploys.Contracts() {
		same := string(one[c.Address].Code) == string(other[c.Address].Code)
		if want := c.Code != (common.Hash{}); same != want {
			t.Errorf("%s: the same code under two chain ids: %v, want %v", c.Name, same, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for want, change := range map[string]func(string) string{
		"Multicall3: no creation code":           func(s string) string { return strings.Replace(s, `"Multicall3"`, `"Multicall4"`, 1) },
		"Multicall4: not a contract that":        func(s string) string { return strings.Replace(s, `"Multicall3"`, `"Multicall4"`, 1) },
		"Permit2: the creation code has hash 0x": func(s string) string { return strings.Replace(s, `"Permit2": "0x60c0`, `"Permit2": "0x60c1`, 1) },
		"format 2: this version reads 1":         func(s string) string { return strings.Replace(s, `"format": 1`, `"format": 2`, 1) },
		"parse: json: unknown field \"other\"":   func(s string) string { return strings.Replace(s, `"format"`, `"other": 1, "format"`, 1) },
		"parse: unexpected EOF":                  func(s string) string { return s[:len(s)/2] },
		"ERC-1820 registry: no creation code":    func(string) string { return `{"format":1,"creations":{}}` },
		"EntryPoint 0.8: the creation code has hash": func(s string) string {
			return strings.Replace(s, `"EntryPoint 0.8": "0x`, `"EntryPoint 0.8": "0x00`, 1)
		},
	} {
		text := string(file(t))
		if _, err := predeploys.Parse([]byte(change(text))); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got error %v, want %q", err, want)
		}
	}
}

// TestAccountsRefuses gives the same answer to code that did not come through Parse.
func TestAccountsRefuses(t *testing.T) {
	c := maps.Clone(creations(t))
	c["CreateX"] = hexutil.MustDecode("0x6001600055")
	if _, err := c.Accounts(chainID); err == nil || !strings.Contains(err.Error(), "CreateX: the creation code has hash") {
		t.Errorf("foreign code for CreateX: got error %v", err)
	}
}
