// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"

	"github.com/hashicorp/raft"
)

// filteredTransport stands between raft and the network. It keeps from raft what a member that has lost its log must
// not take part in, and from the network what such a member would ask of others. Raft gets a snapshot when the
// machine is prepared for it (install.go), unless this member has all of it (covered_snapshot.go), and entries from
// where its log can go on (covered_entries.go).
type filteredTransport struct {
	votingTransport
	recovery  *recovery
	logs      raft.LogStore
	snapshots raft.SnapshotStore
	machine   Machine
	log       *slog.Logger
	self      string
	applied   func() uint64 // raft's
	fail      func(error)   // ends the member
	consumer  chan raft.RPC

	preparing chan struct{} // filled while the machine prepares
	ctx       context.Context
	cancel    context.CancelFunc
	closing   sync.Once
}

type votingTransport interface {
	raft.Transport
	raft.WithPreVote
}

var (
	_ raft.Transport   = (*filteredTransport)(nil)
	_ raft.WithPreVote = (*filteredTransport)(nil)
	_ raft.WithClose   = (*filteredTransport)(nil)
)

// newFilteredTransport holds back what comes in until open, but for heartbeats.
func newFilteredTransport(inner votingTransport, c *Cluster, machine Machine) *filteredTransport {
	t := &filteredTransport{
		votingTransport: inner, recovery: c.recovery, logs: c.logs, snapshots: c.cfg.Snapshots, machine: machine, log: c.log,
		self: c.cfg.ID, fail: c.fail, consumer: make(chan raft.RPC), preparing: make(chan struct{}, 1),
	}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

// open hands requests on to r until Close.
func (t *filteredTransport) open(r *raft.Raft) {
	t.applied = r.AppliedIndex
	go t.forward()
}

// Consumer implements raft.Transport.
func (t *filteredTransport) Consumer() <-chan raft.RPC { return t.consumer }

func (t *filteredTransport) forward() {
	for {
		select {
		case rpc := <-t.votingTransport.Consumer():
			if t.passes(rpc) {
				t.judge(rpc)
			}
		case <-t.ctx.Done():
			return
		}
	}
}

func (t *filteredTransport) judge(rpc raft.RPC) {
	switch request := rpc.Command.(type) {
	case *raft.InstallSnapshotRequest:
		go t.install(rpc, request)
		return
	case *raft.AppendEntriesRequest:
		if err := errors.Join(t.knowsAll(request), t.skipCovered(request)); err != nil {
			rpc.Respond(nil, err)
			return
		}
	}
	t.hand(rpc)
}

// knowsAll refuses entries of an unknown format before they are in the log, and ends the member: the others go on
// with them.
func (t *filteredTransport) knowsAll(request *raft.AppendEntriesRequest) error {
	for _, entry := range request.Entries {
		if err := knows(t.machine, entry); err != nil {
			t.fail(err)
			return err
		}
	}
	return nil
}

func (t *filteredTransport) hand(rpc raft.RPC) {
	select {
	case t.consumer <- rpc:
	case <-t.ctx.Done():
	}
}

// SetHeartbeatHandler implements raft.Transport.
func (t *filteredTransport) SetHeartbeatHandler(handler func(raft.RPC)) {
	t.votingTransport.SetHeartbeatHandler(func(rpc raft.RPC) {
		if t.passes(rpc) {
			handler(rpc)
		}
	})
}

// passes answers a request that raft must not see, and remembers who sent it: it knows the set.
func (t *filteredTransport) passes(rpc raft.RPC) bool {
	err := t.recovery.admits(rpc.Command)
	if err == nil {
		return true
	}
	if headed, ok := rpc.Command.(raft.WithRPCHeader); ok {
		h := headed.GetRPCHeader()
		t.recovery.meet(t.self, string(h.ID), string(t.DecodePeer(h.Addr)))
	}
	if rpc.Reader != nil { // a snapshot follows the request on the connection
		io.Copy(io.Discard, rpc.Reader)
	}
	rpc.Respond(nil, err)
	return false
}

// RequestVote implements raft.Transport.
func (t *filteredTransport) RequestVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestVoteRequest, resp *raft.RequestVoteResponse) error {
	if !t.recovery.mayVote() {
		return errNoPart
	}
	return t.votingTransport.RequestVote(id, address, args, resp)
}

// RequestPreVote implements raft.WithPreVote.
func (t *filteredTransport) RequestPreVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestPreVoteRequest, resp *raft.RequestPreVoteResponse) error {
	if !t.recovery.mayVote() {
		return errNoPart
	}
	return t.votingTransport.RequestPreVote(id, address, args, resp)
}

// Close implements raft.WithClose. The machine is asked for nothing afterwards.
func (t *filteredTransport) Close() error {
	var err error
	if inner, ok := t.votingTransport.(raft.WithClose); ok {
		err = inner.Close()
	}
	t.closing.Do(func() {
		t.cancel()
		t.preparing <- struct{}{}
	})
	return err
}
