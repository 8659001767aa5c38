// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// aditRun runs the application as main does, and gives the exit code, the last line for standard error and what was
// printed.
func aditRun(t *testing.T, args ...string) (code int, line, out string) {
	t.Helper()
	app, printed := application(), new(bytes.Buffer)
	app.Writer, app.ErrWriter = printed, printed
	err := app.RunContext(t.Context(), append([]string{"adit"}, args...))
	if err != nil {
		line = report(err)
	}
	return exitCode(err), line, printed.String()
}

// TestWrongInputs gives commands what people mistype, and wants the exit code of README and a line that names the
// mistake.
func TestWrongInputs(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing")
	junk, key := write(t, 0o600, "junk"), write(t, 0o600, strings.Repeat("11", 32))
	nobody := "http://" + closedPort(t)
	keys := filepath.Join(dir, "keys")
	if code, line, _ := aditRun(t, "sequencer", "keys", "--dir", keys, "s1"); code != exitOK {
		t.Fatalf("make keys: exit code %d: %s", code, line)
	}
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"verif", exitUsage, `did you mean "verify"`},
		{"sequencer keyz", exitUsage, `did you mean "keys"`},
		{"sequencer members remov", exitUsage, `did you mean "remove"`},
		{"vm runn", exitUsage, `did you mean "run"`},
		{"batch stat", exitUsage, `did you mean "stats"`},
		{"verifier --daat x", exitUsage, `did you mean "data"`},
		{"devnet --port 1", exitUsage, `did you mean "ports"`},
		{"devnet --ports 1", exitUsage, "--ports 1"},
		{"sequencer", exitUsage, "adit sequencer needs --id, --data"},
		{"batcher", exitUsage, "adit batcher needs --rollup"},
		{"verifier stray", exitUsage, "takes no argument"},
		{"batch stats", exitUsage, "adit batch stats needs --in"},
		{"batch stats --in " + missing, exitUsage, "check the path"},
		{"sequencer keys", exitUsage, "needs the names of the members"},
		{"sequencer keys --dir " + keys + " ../x", exitUsage, "../x"},
		{"sequencer keys --dir " + keys + " s2 s2", exitUsage, "named twice"},
		{"sequencer keys --dir " + keys + " s2 s1", exitUsage, "has its files already"},
		{"sequencer keys --lifetime -1h --dir " + keys + " s2", exitUsage, "must be positive"},
		{"sequencer members remove --data x", exitUsage, "adit sequencer members remove needs --member"},
		{"sequencer members remove --member x", exitUsage, "needs --data or --socket"},
		{"sequencer members remove --member x --data " + missing, exitFailed, "no sequencer runs with that data folder"},
		{"bench --funder " + missing, exitUsage, "check the path"},
		{"bench --funder-passphrase " + junk, exitUsage, "--funder names"},
		{"bench --funder " + key + " --funder-passphrase " + junk, exitUsage, "--funder-passphrase has nothing to open"},
		{"bench --funder " + write(t, 0o600, "{}"), exitUsage, "--funder-passphrase must name"},
		{"bench --rpc " + nobody, exitFailed, "nothing listens there"},
		{"verify --rollup " + missing + " --l1.url " + nobody, exitUsage, "check the path"},
		{"verify --rollup " + junk + " --l1.url " + nobody, exitUsage, "rollup file"},
		{"verify --rollup " + junk + " --l1.url nonsense", exitUsage, "--l1.url"},
		{"verify --rollup " + junk + " --l1.url " + nobody + " --expect 0x12", exitUsage, "--expect"},
		{"verify --rollup " + junk + " --l1.url " + nobody + " --compare x", exitUsage, "--compare"},
		{"deploy", exitUsage, "adit deploy needs --spec, --out, --l1.url, --l1.key"},
		{"deploy --spec " + missing + " --out x --l1.key " + key + " --l1.url " + nobody, exitUsage, "check the path"},
		{"deploy --spec " + junk + " --out x --l1.key " + key + " --l1.url " + nobody, exitUsage, "spec " + junk},
		{"deploy --spec " + junk + " --out x --l1.key " + key + " --l1.url nonsense", exitUsage, "--l1.url"},
		{"deploy --spec " + deploySpec + " --out x --l1.key " + junk + " --l1.url " + nobody, exitUsage, "private key"},
		{"deploy --spec " + deploySpec + " --out " + junk + " --l1.key " + key + " --l1.url " + nobody, exitUsage, "is there already"},
		{"deploy --spec " + deploySpec + " --dry-run --out " + missing + " --l1.key " + key + " --l1.url " + nobody, exitFailed, "nothing listens there"},
		{"prove --block 1 --guest " + missing + " --rollup " + junk + " --l1.url " + nobody, exitUsage, "program to prove with"},
	} {
		t.Run(c.args, func(t *testing.T) {
			code, line, _ := aditRun(t, strings.Fields(c.args)...)
			if code != c.code || !strings.Contains(line, c.want) {
				t.Errorf("exit code %d: %s\nwant %d and %q", code, line, c.code, c.want)
			}
		})
	}
	if code, line, _ := aditRun(t, "sequencer", "keys", "--dir", keys, "s2"); code != exitOK {
		t.Errorf("a name that was refused beside a wrong one cannot be made: exit code %d: %s", code, line)
	}
}

// closedPort is an address on which nothing listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// TestOneShotEnds wants commands that derive to end on what waiting does not mend.
func TestOneShotEnds(t *testing.T) {
	rollup := filepath.Join("..", "..", "stateroot", "rollupfile", "testdata", "rollup.toml")
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte(`{"jsonrpc":"2.0","id":1,"result":"0x7b"}`))
	}))
	defer other.Close()
	guest, elf := write(t, 0o600, "no program"), program(t, []uint32{0x0000006f})
	const somewhere = "0x0000000000000000000000000000000000000077"
	at := func(contract string) string {
		text, err := os.ReadFile(rollup)
		if err != nil {
			t.Fatal(err)
		}
		return write(t, 0o600, fmt.Sprintf("rollup = %q\n%s", contract, text))
	}
	taken, keys := others(t, rollup), t.TempDir() // a data folder of another rollup
	if code, line, _ := aditRun(t, "sequencer", "keys", "--dir", keys, "s1", "s2"); code != exitOK {
		t.Fatal(line)
	}
	member := filepath.Join(keys, "s1")
	sequencer := func(id, data, key string) []string {
		return []string{"sequencer", "--id", id, "--data", data, "--rollup", rollup, "--peers", id + "=127.0.0.1:1=http://127.0.0.1:2", "--l1.url", other.URL,
			"--raft.listen", "127.0.0.1:0", "--raft.ca", filepath.Join(keys, "ca.pem"), "--raft.cert", member + ".pem", "--raft.key", filepath.Join(keys, key)}
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"another rollup's folder, verifier", []string{"verifier", "--data", taken, "--rollup", rollup, "--l1.url", other.URL}, exitUsage, "another rollup"},
		{"another rollup's folder, challenger", []string{"challenger", "--watch", "--data", taken, "--guest", guest, "--rollup", at(somewhere), "--l1.url", other.URL}, exitUsage, "another rollup"},
		{"another rollup's folder, verify", []string{"verify", "--data", taken, "--rollup", rollup, "--l1.url", other.URL}, exitUsage, "another rollup"},
		{"another rollup's folder, sequencer", sequencer("s1", taken, "s1-key.pem"), exitUsage, "another rollup"},
		{"another member's certificate", sequencer("s2", t.TempDir(), "s1-key.pem"), exitUsage, `is for member "s1"`},
		{"another member's key", sequencer("s1", t.TempDir(), "s2-key.pem"), exitUsage, "member certificate"},
		{"another chain as L1", []string{"verify", "--rollup", rollup, "--l1.url", other.URL}, exitUsage, "on chain 123"},
		{"another chain to compare with", []string{"verify", "--rollup", rollup, "--l1.url", other.URL, "--compare", other.URL}, exitUsage, "is on chain 123"},
		{"nobody listens", []string{"verify", "--rollup", rollup, "--l1.url", "http://" + closedPort(t)}, exitFailed, "nothing listens there"},
		{"no contract to dispute at", []string{"challenger", "--watch", "--data", t.TempDir(), "--guest", guest, "--rollup", rollup, "--l1.url", other.URL}, exitUsage, "does not name the rollup's contract"},
		{"no contract at zero", []string{"challenger", "--watch", "--data", t.TempDir(), "--guest", guest, "--rollup", at("0x0000000000000000000000000000000000000000"), "--l1.url", other.URL}, exitUsage, "no contract stands at the zero address"},
		{"half a contract", []string{"challenger", "--watch", "--data", t.TempDir(), "--guest", guest, "--rollup", at("0x42"), "--l1.url", other.URL}, exitUsage, "rollup"},
		{"no program to dispute with", []string{"challenger", "--watch", "--data", t.TempDir(), "--guest", guest, "--rollup", at(somewhere), "--l1.url", other.URL}, exitUsage, "read ELF file"},
		{"another program", []string{"challenger", "--watch", "--data", t.TempDir(), "--guest", elf, "--rollup", at(somewhere), "--l1.url", other.URL}, exitUsage, "claims begin with"},
		{"no key to play with", []string{"challenger", "--data", t.TempDir(), "--guest", guest, "--rollup", at(somewhere), "--l1.url", other.URL}, exitUsage, "--watch needs none"},
		{"no program", []string{"prove", "--block", "1", "--guest", guest, "--rollup", rollup, "--l1.url", other.URL}, exitUsage, "program to prove with"},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, line, _ := aditRun(t, append(c.args, "--log.level", "error")...)
			if code != c.code || !strings.Contains(line, c.want) {
				t.Errorf("exit code %d: %s\nwant %d and %q", code, line, c.code, c.want)
			}
		})
	}
}

// others is a data folder that was begun for a rollup with another chain id.
func others(t *testing.T, rollup string) string {
	t.Helper()
	text, err := os.ReadFile(rollup)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := write(t, 0o600, strings.Replace(string(text), "chain_id = 7701", "chain_id = 7702", 1))
	if _, line, _ := aditRun(t, "challenger", "--watch", "--data", dir, "--guest", file, "--rollup", file, "--l1.url", "http://127.0.0.1:1", "--log.level", "error"); !strings.Contains(line, "does not name") {
		t.Fatalf("the folder was not opened: %s", line)
	}
	return dir
}

// TestRequiredInHelp wants the help of a command to say what it needs.
func TestRequiredInHelp(t *testing.T) {
	_, _, out := aditRun(t, "verify", "--help")
	for line := range strings.Lines(out) {
		if strings.Contains(line, "(required)") {
			return
		}
	}
	t.Errorf("the help of adit verify marks nothing as required:\n%s", out)
}
