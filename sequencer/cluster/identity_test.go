// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"crypto/tls"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/raft"
)

// caller sends raft's requests over connections of the test's choosing.
type caller struct {
	*feed
	dial func(address string) (net.Conn, error)
}

func (c caller) Dial(address raft.ServerAddress, _ time.Duration) (net.Conn, error) {
	return c.dial(string(address))
}

// greeted says and hears what the charter of these tests' members asks for.
func greeted(conn *tls.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, err
	}
	return conn, Charter{}.greet(conn, "any", patience)
}

// requests are the five kinds, each as dangerous as can be, in the name of id.
func requests(trans *raft.NetworkTransport, id, to string) map[string]func() error {
	header := raft.RPCHeader{ProtocolVersion: 3, ID: []byte(id), Addr: []byte("127.0.0.1:1")}
	const term = 1 << 62
	target, address := raft.ServerID("any"), raft.ServerAddress(to)
	return map[string]func() error{
		"AppendEntries": func() error {
			return trans.AppendEntries(target, address, &raft.AppendEntriesRequest{RPCHeader: header, Term: term,
				Entries: []*raft.Log{entry(1<<40, term, "forged")}, LeaderCommitIndex: 1 << 40}, new(raft.AppendEntriesResponse))
		},
		"heartbeat": func() error {
			return trans.AppendEntries(target, address, &raft.AppendEntriesRequest{RPCHeader: header, Term: term}, new(raft.AppendEntriesResponse))
		},
		"RequestVote": func() error {
			return trans.RequestVote(target, address, &raft.RequestVoteRequest{RPCHeader: header, Term: term, LastLogIndex: 1 << 40,
				LastLogTerm: term, LeadershipTransfer: true}, new(raft.RequestVoteResponse))
		},
		"RequestPreVote": func() error {
			return trans.RequestPreVote(target, address, &raft.RequestPreVoteRequest{RPCHeader: header, Term: term, LastLogIndex: 1 << 40,
				LastLogTerm: term}, new(raft.RequestPreVoteResponse))
		},
		"InstallSnapshot": func() error {
			return trans.InstallSnapshot(target, address, &raft.InstallSnapshotRequest{RPCHeader: header, SnapshotVersion: 1, Term: term,
				LastLogIndex: 1 << 40, LastLogTerm: term, Size: 6}, new(raft.InstallSnapshotResponse), strings.NewReader("forged"))
		},
		"TimeoutNow": func() error {
			return trans.TimeoutNow(target, address, &raft.TimeoutNowRequest{RPCHeader: header}, new(raft.TimeoutNowResponse))
		},
	}
}

// Whoever is not a member by its certificate, or speaks in another's name, moves nothing.
func TestImpostors(t *testing.T) {
	n := trio(t, nil)
	lead, term := n.leader()
	n.propose(term, "a")
	victim := n.nodes[n.other(lead.cfg.ID)]
	member := n.other(victim.cfg.ID)

	foreign, err := CreateAuthority(t.TempDir(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	load := func(a *Authority, id string, lifetime time.Duration) tls.Certificate {
		files, err := a.Issue(t.TempDir(), id, lifetime)
		if err != nil {
			t.Fatal(err)
		}
		pair, err := loadPair(files.Cert, files.Key)
		if err != nil {
			t.Fatal(err)
		}
		return pair
	}
	secure := func(certs ...tls.Certificate) func(string) (net.Conn, error) {
		return func(address string) (net.Conn, error) {
			conf := victim.identity.clientTLS(victim.cfg.ID, protoRaft)
			conf.Certificates = certs
			return greeted(tls.Dial("tcp", address, conf))
		}
	}
	for _, who := range []struct {
		name, says string
		dial       func(string) (net.Conn, error)
	}{
		{"no TLS", member, func(address string) (net.Conn, error) { return net.Dial("tcp", address) }},
		{"no certificate", member, secure()},
		{"wrong authority", member, secure(load(foreign, member, time.Hour))},
		{"right authority, no member", "stranger", secure(load(n.ca, "stranger", time.Hour))},
		{"no member in a member's name", member, secure(load(n.ca, "stranger-2", time.Hour))},
		{"expired", member, secure(load(n.ca, member, -time.Minute))},
		{"a member in another's name", lead.cfg.ID + "x", secure(load(n.ca, member, time.Hour))},
		{"the victim itself", victim.cfg.ID, secure(load(n.ca, victim.cfg.ID, time.Hour))},
	} {
		trans := raft.NewNetworkTransportWithConfig(&raft.NetworkTransportConfig{
			Stream: caller{newFeed(victim.transport.listener.Addr()), who.dial}, Timeout: 2 * time.Second, Logger: raftLogger(testLog()),
		})
		for kind, send := range requests(trans, who.says, victim.cfg.Listen) {
			if err := send(); err == nil {
				t.Errorf("%s: %s was answered", who.name, kind)
			}
		}
		trans.Close()
	}
	for id, m := range n.nodes {
		if v := m.Status(); v.Term != term.Number || v.LeaderID != lead.cfg.ID {
			t.Errorf("%s: term %d led by %q, want term %d led by %s", id, v.Term, v.LeaderID, term.Number, lead.cfg.ID)
		}
	}
	n.propose(term, "b")
	n.agree("a", "b")
}

// The same request is answered when its sender is who it says: the test above would notice if all were refused.
func TestGenuineRequestIsAnswered(t *testing.T) {
	n := trio(t, nil)
	lead, _ := n.leader()
	victim := n.nodes[n.other(lead.cfg.ID)]
	trans := raft.NewNetworkTransportWithConfig(&raft.NetworkTransportConfig{
		Stream: caller{newFeed(victim.transport.listener.Addr()), func(address string) (net.Conn, error) {
			return greeted(tls.Dial("tcp", address, lead.identity.clientTLS(victim.cfg.ID, protoRaft)))
		}}, Timeout: 2 * time.Second, Logger: raftLogger(testLog()),
	})
	defer trans.Close()
	if err := requests(trans, lead.cfg.ID, victim.cfg.Listen)["RequestPreVote"](); err != nil {
		t.Fatal(err)
	}
}

// A member dials ids, not addresses: whoever answers with another's certificate is not talked to.
func TestDialedMemberMustBeTheRightOne(t *testing.T) {
	n := trio(t, nil)
	lead, _ := n.leader()
	victim := n.nodes[n.other(lead.cfg.ID)]
	err := lead.transport.RequestPreVote("seq-9", raft.ServerAddress(victim.cfg.Listen), new(raft.RequestPreVoteRequest), new(raft.RequestPreVoteResponse))
	if err == nil || !strings.Contains(err.Error(), "seq-9") {
		t.Fatalf("got %v, want a refusal of the certificate", err)
	}
}

func TestIdentityFiles(t *testing.T) {
	dir := t.TempDir()
	ca, err := CreateAuthority(dir, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := CreateAuthority(dir, time.Hour); err == nil {
		t.Fatal("an authority was overwritten")
	}
	files, err := ca.Issue(dir, "seq-0", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	own, err := LoadIdentity(files)
	if err != nil {
		t.Fatal(err)
	}
	long, err := ca.Issue(dir, "long", 48*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	outlived, err := LoadIdentity(long)
	if err != nil {
		t.Fatal(err)
	}
	if got := outlived.expiry.Sub(own.expiry).Abs(); got > time.Minute || time.Until(own.expiry) > time.Hour {
		t.Errorf("expiry: got %s and %s, want that of the authority where the certificate outlives it", own.expiry, outlived.expiry)
	}
	other, err := ca.Issue(dir, "seq-1", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	old, err := ca.Issue(dir, "old", -time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	readable := Files{CA: files.CA, Cert: files.Cert, Key: filepath.Join(dir, "readable.pem")}
	copyFile(t, files.Key, readable.Key, 0o644)
	foreignDir := t.TempDir()
	if _, err := CreateAuthority(foreignDir, time.Hour); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name  string
		files Files
		want  string
	}{
		{"no key", Files{files.CA, files.Cert, filepath.Join(dir, "none")}, "no such file"},
		{"key of another", Files{files.CA, files.Cert, other.Key}, "private key does not match"},
		{"readable key", readable, "chmod 600"},
		{"wrong authority", Files{filepath.Join(foreignDir, caCertFile), files.Cert, files.Key}, "of no use with authority"},
		{"authority is a key", Files{files.Key, files.Cert, files.Key}, "no certificate in it"},
		{"expired", old, "expired"},
		{"the authority itself", Files{files.CA, files.CA, filepath.Join(dir, caKeyFile)}, "exactly one DNS name"},
	} {
		if _, err := LoadIdentity(tc.files); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
	}
	for _, id := range []string{"", "A", "a b", "-a", "a.b", strings.Repeat("a", 64)} {
		if _, err := ca.Issue(dir, id, time.Hour); err == nil {
			t.Errorf("id %q was accepted", id)
		}
	}
}
