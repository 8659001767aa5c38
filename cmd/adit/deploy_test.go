// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ecdsa"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/l1anchor/l1evm"
	"github.com/layeredpow/adit/stateroot/rollupfile"
)

// deploySpec is the file with the spec of a rollup.
const deploySpec = "../../contracts/deploy/testdata/rollup.toml"

// guestBuilt is what `make guest` built; ADIT_GUEST names it.
func guestBuilt() string { return fileOf("ADIT_GUEST", "../../bin/guest") }

// creationFile is what `make predeploys` wrote; ADIT_PREDEPLOYS names it.
func creationFile() string { return fileOf("ADIT_PREDEPLOYS", "../../bin/predeploys.json") }

func fileOf(variable, usual string) string {
	if path := os.Getenv(variable); path != "" {
		return path
	}
	return usual
}

// mined is an L1 that makes a block with each request, and an account on it with some coins.
func mined(t *testing.T, key *ecdsa.PrivateKey, coins *big.Int) (url string) {
	t.Helper()
	c, err := l1evm.New(l1evm.Config{ChainID: 63, Alloc: types.GenesisAlloc{crypto.PubkeyToAddress(key.PublicKey): {Balance: coins}}})
	if err != nil {
		t.Fatal(err)
	}
	node := c.Node()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := c.Mine(1, l1evm.Spacing); err != nil {
			t.Error(err)
		}
		answer, err := node.RoundTrip(r)
		if err != nil {
			t.Error(err)
			return
		}
		defer answer.Body.Close()
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.Copy(w, answer.Body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// deployed is the rollup file of an inbox that stands on L1.
func deployed(t *testing.T) (url, rollup string) {
	t.Helper()
	const hex = "2222222222222222222222222222222222222222222222222222222222222222"
	key, err := crypto.HexToECDSA(hex)
	if err != nil {
		t.Fatal(err)
	}
	url, rollup = mined(t, key, big.NewInt(1e18)), filepath.Join(t.TempDir(), "rollup.toml")
	code, line, _ := aditRun(t, "deploy", "--spec", deploySpec, "--l1.url", url, "--l1.key", write(t, 0o600, hex), "--l1.poll", "1ms",
		"--confirmations", "1", "--guest", guestBuilt(), "--out", rollup)
	if code != exitOK {
		t.Fatalf("exit code %d: %s", code, line)
	}
	return url, rollup
}

// TestOtherTerms has every command and role end that is given a rollup file with a family that nobody knows or that
// could not carry it, and a command that derives also on other terms than the inbox was created with. Roles take
// their time for that.
func TestOtherTerms(t *testing.T) {
	url, rollup := deployed(t)
	text, err := os.ReadFile(rollup)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		old, new string
		askL1    bool // only L1 knows better
		want     string
	}{
		{"force_delay = 600", "force_delay = 601", true, "force_delay is 600 there and 601 in the file"},
		{"max_messages = 130", "max_messages = 129", true, "max_messages is 130 there and 129 in the file"},
		{"max_batch_data = 100000", "max_batch_data = 99999", true, "max_batch_data is 100000 there and 99999 in the file"},
		{`l1_family = "etc"`, `l1_family = "bitcoin"`, false, "known are: etc, devnet"},
		{`l1_chain_id = 63`, `l1_chain_id = 61`, false, "force_delay is 600 seconds, at least 86400 on a main network"},
	} {
		changed := strings.Replace(string(text), c.old, c.new, 1)
		if changed == string(text) {
			t.Fatalf("the rollup file has no %q", c.old)
		}
		file, key := write(t, 0o600, changed), write(t, 0o600, strings.Repeat("11", 32))
		for i, args := range [][]string{
			{"verify", "--rollup", file, "--l1.url", url},
			{"verifier", "--rollup", file, "--l1.url", url, "--data", t.TempDir(), "--rpc.addr", "127.0.0.1:0"},
			{"batcher", "--rollup", file, "--l1.url", url, "--l1.key", key, "--sequencers", "http://" + closedPort(t)},
		} {
			if i > 0 && c.askL1 {
				break
			}
			code, line, _ := aditRun(t, append(args, "--log.level", "error")...)
			if code != exitUsage || !strings.Contains(line, c.want) {
				t.Errorf("%s, %s: exit code %d: %s\nwant %d and %q", args[0], c.new, code, line, exitUsage, c.want)
			}
		}
	}
}

// TestDeployCommand says what it costs, does it, and never writes over a rollup file.
func TestDeployCommand(t *testing.T) {
	const hex = "1111111111111111111111111111111111111111111111111111111111111111"
	key, err := crypto.HexToECDSA(hex)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "rollup.toml")
	text, err := os.ReadFile(deploySpec)
	if err != nil {
		t.Fatal(err)
	}
	spec := write(t, 0o600, "well_known = true\n"+string(text))
	args := func(url string, more ...string) []string {
		return append([]string{"deploy", "--spec", spec, "--l1.url", url, "--l1.key", write(t, 0o600, hex), "--l1.poll", "1ms", "--confirmations", "3",
			"--guest", guestBuilt(), "--predeploys", creationFile(), "--out", out}, more...)
	}
	code, line, printed := aditRun(t, args(mined(t, key, big.NewInt(1)), "--dry-run")...)
	if code != exitFailed || !strings.Contains(line, "send coins to") || !strings.Contains(printed, "inbox") || !strings.Contains(printed, "rollup") {
		t.Errorf("a poor account: exit code %d: %s\n%s", code, line, printed)
	}
	url := mined(t, key, big.NewInt(1e18))
	if code, line, printed := aditRun(t, args(url, "--dry-run")...); code != exitOK || !strings.Contains(printed, "1.000000 coins") {
		t.Errorf("dry run: exit code %d: %s\n%s", code, line, printed)
	}
	if _, err := os.Stat(out + ".journal"); !os.IsNotExist(err) {
		t.Error("a dry run leaves a journal")
	}
	code, line, printed = aditRun(t, args(url)...)
	if code != exitOK || !strings.Contains(printed, out) {
		t.Fatalf("exit code %d: %s\n%s", code, line, printed)
	}
	if text, err = os.ReadFile(out); err != nil {
		t.Fatal(err)
	}
	file, err := rollupfile.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	rollup := file.Params
	if !strings.Contains(printed, rollup.Inbox.Hex()) || !strings.Contains(printed, file.Rollup.Hex()) || rollup.ChainID != 4321 || rollup.InboxHeight == 0 {
		t.Errorf("the rollup is %+v with the contract %s", rollup, file.Rollup)
	}
	for _, c := range predeploys.Contracts() {
		if len(rollup.Alloc[c.Address].Code) == 0 {
			t.Errorf("%s is not in the genesis block", c.Name)
		}
	}
	if code, line, _ := aditRun(t, args(url)...); code != exitUsage || !strings.Contains(line, "never written over") {
		t.Errorf("again: exit code %d: %s", code, line)
	}
}

// TestDeployWithoutItsFiles sends nothing without the program that the source pins, or without contracts that the
// spec wants.
func TestDeployWithoutItsFiles(t *testing.T) {
	const hex = "1111111111111111111111111111111111111111111111111111111111111111"
	text, err := os.ReadFile(deploySpec)
	if err != nil {
		t.Fatal(err)
	}
	guest, err := os.ReadFile(guestBuilt())
	if err != nil {
		t.Fatal(err)
	}
	guest[len(guest)/2] ^= 1
	wellKnown := write(t, 0o600, "well_known = true\n"+string(text))
	for _, c := range []struct {
		name, spec, guest, predeploys string
		want                          string
	}{
		{"no file", deploySpec, filepath.Join(t.TempDir(), "guest"), creationFile(), "`make guest` builds it"},
		{"no program", deploySpec, write(t, 0o600, "no program"), creationFile(), "program to prove with"},
		{"another program", deploySpec, write(t, 0o600, string(guest)), creationFile(), "and this source pins 0x"},
		{"no well-known contracts", wellKnown, guestBuilt(), filepath.Join(t.TempDir(), "predeploys.json"), "`make predeploys` makes the file"},
		{"other well-known contracts", wellKnown, guestBuilt(), write(t, 0o600, "{}"), "well-known contracts"},
	} {
		code, line, _ := aditRun(t, "deploy", "--spec", c.spec, "--l1.url", "http://"+closedPort(t), "--l1.key", write(t, 0o600, hex), "--guest", c.guest,
			"--predeploys", c.predeploys, "--out", filepath.Join(t.TempDir(), "rollup.toml"))
		if code != exitUsage || !strings.Contains(line, c.want) {
			t.Errorf("%s: exit code %d: %s\nwant %d and %q", c.name, code, line, exitUsage, c.want)
		}
	}
}
