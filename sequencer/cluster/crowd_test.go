// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/raft"
)

// crowd opens connections that say nothing.
func crowd(t testing.TB, address string, n int) (all []net.Conn) {
	t.Helper()
	for range n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		all = append(all, conn)
	}
	return all
}

// closedByPeer tells whether the other side has hung up; it waits for that.
func closedByPeer(conn net.Conn) bool {
	conn.SetReadDeadline(time.Now().Add(patience))
	_, err := conn.Read(make([]byte, 1))
	timeout, ok := err.(net.Error) //nolint:errorlint // it comes as it is
	return err != nil && (!ok || !timeout.Timeout())
}

// Connections that never say who they are do not keep a member out, however long they would be waited for, and no
// more of them are kept than may be. One that a member has shown its certificate on stays.
func TestIdleConnectionsKeepNobodyOut(t *testing.T) {
	n := newNetwork(t, nil)
	host := n.config("seq-0")
	identity := func(cfg Config) *Identity {
		id, err := LoadIdentity(Files{CA: cfg.CA, Cert: cfg.Cert, Key: cfg.Key})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	port, err := listenFor(time.Hour, identity(host), Charter{}, host.Listen, "", testLog())
	if err != nil {
		t.Fatal(err)
	}
	defer port.Close()
	var served atomic.Int64
	port.Admit(func(string) bool { return true })
	port.SetHeartbeatHandler(func(rpc raft.RPC) {
		served.Add(1)
		rpc.Respond(&raft.AppendEntriesResponse{Success: true}, nil)
	})
	member := n.config("seq-1")
	calls, err := Listen(identity(member), Charter{}, member.Listen, "", testLog())
	if err != nil {
		t.Fatal(err)
	}
	defer calls.Close()
	beat := func() error {
		header := raft.RPCHeader{ProtocolVersion: raft.ProtocolVersionMax, ID: []byte(member.ID), Addr: []byte(member.Listen)}
		return calls.AppendEntries("seq-0", raft.ServerAddress(host.Listen), &raft.AppendEntriesRequest{RPCHeader: header, Term: 1}, new(raft.AppendEntriesResponse))
	}

	if err := beat(); err != nil {
		t.Fatalf("before the crowd: %v", err)
	}
	idle := crowd(t, host.Listen, 200)
	conn, err := calls.dial(context.Background(), "seq-0", host.Listen, protoRaft)
	if err != nil {
		t.Fatalf("a member cannot get in: %v", err)
	}
	conn.Close()
	if err := beat(); err != nil || served.Load() != 2 {
		t.Errorf("on the old connection: %v, %d heartbeats were served, want 2", err, served.Load())
	}
	for _, c := range idle[:200-strangers.Address] { // the oldest
		if !closedByPeer(c) {
			t.Fatal("an idle connection over the limit is kept")
		}
	}
	if waiting := port.door.Waiting(); waiting > strangers.Address {
		t.Errorf("%d idle connections are kept, want %d at most", waiting, strangers.Address)
	}
}

// A set whose members each have 200 idle connections elects another leader when it loses its own.
func TestElectionAmongIdleConnections(t *testing.T) {
	n := trio(t, nil)
	old, term := n.leader()
	n.propose(term, "a")
	for _, m := range n.nodes {
		crowd(t, m.cfg.Listen, 200)
	}
	begin := time.Now()
	n.crash(old.cfg.ID)
	_, next := n.leader()
	n.propose(next, "b")
	t.Logf("leader loss to next commit: %s", time.Since(begin).Round(time.Millisecond))
	n.agree("a", "b")
}

// A silent connection to the socket of the operator does not keep the operator out.
func TestIdleOperators(t *testing.T) {
	n := trio(t, nil)
	lead, _ := n.leader()
	socket := SocketPath(lead.cfg.Dir)
	eventually(t, func() string {
		if conn, err := net.Dial("unix", socket); err != nil {
			return fmt.Sprint(err)
		} else {
			conn.Close()
		}
		return ""
	})
	for range 4 * operators.Total {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
	}
	if _, err := NewControl(socket).Status(t.Context()); err != nil {
		t.Errorf("the operator cannot get in: %v", err)
	}
}
