// SPDX-License-Identifier: Apache-2.0

package devnet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// shell is a process that runs a line of shell.
func shell(t *testing.T, line string) *process {
	t.Helper()
	return &process{
		role: "test", id: "test", binary: "/bin/sh", args: []string{"-c", line}, logPath: filepath.Join(t.TempDir(), "log.txt"),
		log: slog.New(slog.DiscardHandler),
	}
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }

func TestProcessStops(t *testing.T) {
	for _, c := range []struct {
		name, line, outcome string
		grace               time.Duration
	}{
		{"at once", "echo up; exec sleep 1000", "signal: terminated", time.Hour},
		{"in its own time", `trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.01; done`, "exit code 0", time.Hour},
		{"not unless killed", `trap '' TERM; echo up; while :; do sleep 0.01; done`, "signal: killed", 300 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, up := shell(t, c.line), newFirstLine()
			p.out = up
			if err := p.start(); err != nil {
				t.Fatal(err)
			}
			<-up.line // the trap is set
			pid := p.pid()
			p.stop(c.grace)
			if alive(pid) {
				t.Errorf("process %d is still there", pid)
			}
			if got := p.outcome(); got != c.outcome {
				t.Errorf("outcome: got %q, want %q", got, c.outcome)
			}
			p.stop(time.Second) // once more does no harm
		})
	}
}

// TestEarlier refuses a folder that has lost a part of what an earlier devnet left there.
func TestEarlier(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []string
		want  error
	}{
		{"a first start", nil, nil},
		{"as it was left", []string{"deployment.json", "rollup.toml"}, nil},
		{"without the deployment", []string{"rollup.toml"}, ErrFolder},
		{"before the deployment was written", []string{"rollup.toml", "deploying.json"}, nil},
		{"without the rollup file", []string{"deployment.json"}, ErrFolder},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &devnet{folder: folder(t.TempDir())}
			for _, name := range c.files {
				if err := os.WriteFile(d.folder.path(name), []byte("{}"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := d.earlier(); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestProcessStartsAgain(t *testing.T) {
	t.Setenv("ADIT_RPC_ADDR", "of the devnet itself")
	p := shell(t, `echo "variable: $ADIT_RPC_ADDR."; exit 3`)
	for range 2 {
		if err := p.start(); err != nil {
			t.Fatal(err)
		}
		<-p.done()
		if got := p.outcome(); got != "exit status 3" {
			t.Errorf("outcome: got %q, want exit status 3", got)
		}
	}
	if got, want := p.tail(), "variable: .\nvariable: ."; got != want {
		t.Errorf("log: got %q, want %q: appended, and without our own settings", got, want)
	}
}

func TestProcessThroughAnother(t *testing.T) {
	p := shell(t, `echo "place: $PLACE."`)
	p.through([]string{"/usr/bin/env", "PLACE=there"})
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
	<-p.done()
	if got, want := p.tail(), "place: there."; got != want {
		t.Errorf("log: got %q, want %q", got, want)
	}
}

func TestIdleProcessYields(t *testing.T) {
	p := shell(t, `cut -d' ' -f19 /proc/self/stat`)
	p.idle = true
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
	<-p.done()
	if got := p.tail(); got != "19" {
		t.Errorf("nice value: got %s, want 19", got)
	}
}

func TestFirstLine(t *testing.T) {
	f := newFirstLine()
	for _, part := range []string{"one", " line\nand", " more\n", "and more\n"} {
		if n, err := f.Write([]byte(part)); n != len(part) || err != nil {
			t.Fatalf("write: %d, %v", n, err)
		}
	}
	if got := string(<-f.line); got != "one line" {
		t.Errorf("got %q, want %q", got, "one line")
	}
}

func TestPortsDiffer(t *testing.T) {
	d, seen := devnet{cfg: &Config{Members: maxMembers}, ports: ports{10_000}}, map[int]bool{}
	for _, port := range d.portsHere() {
		if seen[port] || port < 10_000 || port >= 10_000+portSpan {
			t.Errorf("port %d is taken twice or out of the range", port)
		}
		seen[port] = true
	}
}

// The addresses are the ones that the world knows; a wrong key would show here.
func TestAccounts(t *testing.T) {
	list := Accounts()
	for i, want := range map[int]string{0: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", 9: "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"} {
		if list[i].Address != common.HexToAddress(want) {
			t.Errorf("account %d: got %s, want %s", i, list[i].Address, want)
		}
	}
}

// configFor is a devnet whose binaries are there but are not what they should be.
func configFor(t *testing.T) Config {
	cfg := DefaultConfig()
	cfg.Dir, cfg.Adit, cfg.EtcNode, cfg.Creations = filepath.Join(t.TempDir(), "net"), "/bin/true", "/bin/true", "/bin/true"
	return cfg
}

func TestValidate(t *testing.T) {
	cfg := configFor(t)
	if err := cfg.Validate(); err != nil {
		t.Errorf("defaults: %v", err)
	}
	bad := Config{Adit: "/nonexistent/adit"}
	err := bad.Validate()
	for _, want := range []string{"folder", "port", "block time", "depth", "force delay", "silence", "figures of disputes", "sequencers", "grace", "/nonexistent/adit", "/nonexistent/etcnode", "make build"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("complaint about %s is missing in: %v", want, err)
		}
	}
}

// TestLiars wants kinds of lies that there are, and the binary that tells them.
func TestLiars(t *testing.T) {
	cfg := configFor(t)
	cfg.Adit = filepath.Join(t.TempDir(), "adit")
	for _, name := range []string{"adit", "liar"} {
		if name == "liar" {
			cfg.Liars = []string{"step"}
			if err := cfg.Validate(); err == nil || !strings.Contains(err.Error(), "`make liar` makes it") {
				t.Errorf("no binary: got %v", err)
			}
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(cfg.Adit), name), []byte("#!/bin/sh\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := cfg.Validate(); err != nil {
		t.Error(err)
	}
	cfg.Liars = []string{"step", "fib"}
	if err := cfg.Validate(); err == nil || !strings.Contains(err.Error(), "known are transition, stride, step") {
		t.Errorf("an unknown kind: got %v", err)
	}
	if cfg.Liars = make([]string, maxLiars+1); cfg.Validate() == nil {
		t.Error("there is no end to liars")
	}
}

func TestOneDevnetPerFolder(t *testing.T) {
	cfg := configFor(t)
	first := &devnet{cfg: &cfg, folder: folder(cfg.Dir)}
	release, err := first.claim()
	if err != nil {
		t.Fatal(err)
	}
	if err := Run(t.Context(), cfg, nil); err == nil || !strings.Contains(err.Error(), "another devnet runs in") {
		t.Errorf("a second one: got %v, want a refusal", err)
	}
	release()
	again, err := first.claim()
	if err != nil {
		t.Fatalf("after the first has ended: %v", err)
	}
	again()
}

func TestFreshClearsOnlyItsOwn(t *testing.T) {
	cfg := configFor(t)
	cfg.Fresh, cfg.Progress = true, io.Discard
	cfg.JSON = filepath.Join(t.TempDir(), "devnet.json")
	for _, name := range []string{"deployment.json", "s1/data/chain", "challenger/data/ledger", "liar2/data/ledger", "liar2.key", "thesis.tex"} {
		path := filepath.Join(cfg.Dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(cfg.JSON, []byte("of an earlier run"), 0o600); err != nil {
		t.Fatal(err)
	}
	release, err := (&devnet{cfg: &cfg, folder: folder(cfg.Dir)}).claim()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	f := folder(cfg.Dir)
	for path, want := range map[string]bool{f.deployment(): false, f.path("s1"): false, f.path("challenger"): false, f.path("liar2"): false, f.key("liar2"): false, f.path("thesis.tex"): true, cfg.JSON: false} {
		if f.exists(path) != want {
			t.Errorf("%s exists: got %v, want %v", path, !want, want)
		}
	}
}

func TestTakenPortIsNamed(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	taken := l.Addr().(*net.TCPAddr).Port
	cfg := configFor(t)
	cfg.Port = taken
	err = Run(t.Context(), cfg, nil)
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(taken)) || !errors.Is(err, syscall.EADDRINUSE) {
		t.Errorf("got %v, want the taken port %d", err, taken)
	}
}

// An L1 node that ends at once must end the devnet, with what it said.
func TestEarlyEndIsTold(t *testing.T) {
	cfg := configFor(t)
	script := filepath.Join(t.TempDir(), "etcnode")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho no coins left >&2\nexit 7\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	var progress bytes.Buffer
	cfg.EtcNode, cfg.Progress = script, &progress
	cfg.Port = freeRange(t)
	err := Run(t.Context(), cfg, nil)
	if err == nil || !strings.Contains(err.Error(), "no coins left") || !strings.Contains(err.Error(), "exit status 7") {
		t.Errorf("got %v, want the end of the L1 node and its last words", err)
	}
}

// A devnet that is told to stop while it starts is no failure of its own, and leaves nothing behind.
func TestStopWhileStarting(t *testing.T) {
	cfg := configFor(t)
	script := filepath.Join(t.TempDir(), "etcnode")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexec sleep 1000\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	cfg.EtcNode, cfg.Port = script, freeRange(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := Run(ctx, cfg, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the end of the context", err)
	}
}

// freeRange is the first of portSpan ports in a row that nothing listens on.
func freeRange(t *testing.T) int {
	t.Helper()
	for first := 30_000; first < 60_000; first += portSpan {
		d := devnet{cfg: &Config{Members: maxMembers}, ports: ports{first}}
		if d.portsFree() == nil {
			return first
		}
	}
	t.Fatal("no free range of ports")
	return 0
}
