// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/layeredpow/adit/sequencer/cluster"
)

// idle is a machine that nothing is asked of.
type idle struct{}

func (idle) Apply(uint64, uint64, []byte) {}
func (idle) Known([]byte) error           { return nil }
func (idle) Snapshot() (func() ([]byte, error), error) {
	return func() ([]byte, error) { return nil, nil }, nil
}
func (idle) Prepare(context.Context, []byte) error { return nil }
func (idle) Restore([]byte) error                  { return nil }

// member runs a set of one whose data folder it returns.
func member(t *testing.T) (data, address string) {
	t.Helper()
	certs := t.TempDir()
	authority, err := cluster.CreateAuthority(certs, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	files, err := authority.Issue(certs, "seq-0", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.77.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address = l.Addr().String()
	l.Close()
	data = t.TempDir()
	c, err := cluster.Open(cluster.Config{
		ID: "seq-0", Listen: address, Dir: filepath.Join(data, "raft"), Reserve: -1,
		CA: files.CA, Cert: files.Cert, Key: files.Key,
		Bootstrap: []cluster.Member{{ID: "seq-0", Address: address, Voter: true}},
	}, idle{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- c.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-done, c.Close()); err != nil {
			t.Error(err)
		}
	})
	select {
	case <-c.Terms(): // it leads, and its socket is about to be there
	case <-time.After(30 * time.Second):
		t.Fatal("nobody leads")
	}
	control := cluster.NewControl(cluster.SocketPath(filepath.Join(data, "raft")))
	for deadline := time.Now().Add(30 * time.Second); ; {
		if _, err := control.Status(ctx); err == nil {
			return data, address
		} else if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
}

func TestMembersCommand(t *testing.T) {
	data, address := member(t)
	run := func(args ...string) (string, error) {
		var out bytes.Buffer
		app := &cli.App{Writer: &out, Commands: []*cli.Command{membersCommand()}, ExitErrHandler: func(*cli.Context, error) {}}
		err := app.Run(append([]string{"sequencer", "members"}, args...))
		return out.String(), err
	}
	out, err := run("list", "--data", data)
	if err != nil || !strings.Contains(out, "seq-0") || !strings.Contains(out, address) {
		t.Fatalf("list: %v\n%s", err, out)
	}
	out, err = run("list", "--data", data, "--json")
	var view cluster.View
	if err != nil || json.Unmarshal([]byte(out), &view) != nil || view.LeaderID != "seq-0" {
		t.Fatalf("list --json: %v\n%s", err, out)
	}
	for _, tc := range []struct {
		args []string
		want error
		next string
	}{
		{[]string{"remove", "--data", data, "--member", "seq-0"}, cluster.ErrLastVoter, ""},
		{[]string{"remove", "--data", data, "--member", "seq-7"}, cluster.ErrUnknownMember, ""},
		{[]string{"add", "--data", data, "--member", "seq-1", "--address", "127.77.0.1:1"}, cluster.ErrUnreachable, "start that member first"},
		{[]string{"transfer", "--data", data}, cluster.ErrUnknownMember, ""},
	} {
		_, err := run(tc.args...)
		if !errors.Is(err, tc.want) || !strings.Contains(nextStep(err), tc.next) {
			t.Errorf("%q: %v (%s), want %v (%s)", tc.args, err, nextStep(err), tc.want, tc.next)
		}
	}
	if _, err := run("remove", "--data", data); exitCode(err) != exitUsage {
		t.Errorf("remove without a member: %v, want a usage error", err)
	}
	if _, err := run("list", "--socket", filepath.Join(data, "none")); err == nil || exitCode(err) != exitFailed {
		t.Errorf("no member runs: %v", err)
	}
}
