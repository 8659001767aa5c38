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

// gate stands between raft and the network. It keeps from raft what a member that has lost its log must not take part in, and
// from the network what such a member would ask of others. Raft gets a snapshot when the machine is prepared for it (install.go), unless
// this member has all of it (spare.go), and entries from where its log can go on (skip.go).
type gate struct {
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
	_ raft.Transport   = (*gate)(nil)
	_ raft.WithPreVote = (*gate)(nil)
	_ raft.WithClose   = (*gate)(nil)
)

// newGate holds back what comes in until open, but for heartbeats.
func newGate(inner votingTransport, c *Cluster, machine Machine) *gate {
	g := &gate{
		votingTransport: inner, recovery: c.recovery, logs: c.logs, snapshots: c.cfg.Snapshots, machine: machine, log: c.log,
		self: c.cfg.ID, fail: c.fail, consumer: make(chan raft.RPC), preparing: make(chan struct{}, 1),
	}
	g.ctx, g.cancel = context.WithCancel(context.Background())
	return g
}

// open hands requests on to r until Close.
func (g *gate) open(r *raft.Raft) {
	g.applied = r.AppliedIndex
	go g.forward()
}

// Consumer implements raft.Transport.
func (g *gate) Consumer() <-chan raft.RPC { return g.consumer }

func (g *gate) forward() {
	for {
		select {
		case rpc := <-g.votingTransport.Consumer():
			if g.passes(rpc) {
				g.judge(rpc)
			}
		case <-g.ctx.Done():
			return
		}
	}
}

func (g *gate) judge(rpc raft.RPC) {
	switch request := rpc.Command.(type) {
	case *raft.InstallSnapshotRequest:
		go g.install(rpc, request)
		return
	case *raft.AppendEntriesRequest:
		if err := errors.Join(g.knowsAll(request), g.skip(request)); err != nil {
			rpc.Respond(nil, err)
			return
		}
	}
	g.hand(rpc)
}

// knowsAll refuses entries of an unknown format before they are in the log, and ends the member: the others go on with them.
func (g *gate) knowsAll(request *raft.AppendEntriesRequest) error {
	for _, entry := range request.Entries {
		if err := knows(g.machine, entry); err != nil {
			g.fail(err)
			return err
		}
	}
	return nil
}

func (g *gate) hand(rpc raft.RPC) {
	select {
	case g.consumer <- rpc:
	case <-g.ctx.Done():
	}
}

// SetHeartbeatHandler implements raft.Transport.
func (g *gate) SetHeartbeatHandler(handler func(raft.RPC)) {
	g.votingTransport.SetHeartbeatHandler(func(rpc raft.RPC) {
		if g.passes(rpc) {
			handler(rpc)
		}
	})
}

// passes answers a request that raft must not see, and remembers who sent it: it knows the set.
func (g *gate) passes(rpc raft.RPC) bool {
	err := g.recovery.admits(rpc.Command)
	if err == nil {
		return true
	}
	if headed, ok := rpc.Command.(raft.WithRPCHeader); ok {
		h := headed.GetRPCHeader()
		g.recovery.meet(g.self, string(h.ID), string(g.DecodePeer(h.Addr)))
	}
	if rpc.Reader != nil { // a snapshot follows the request on the connection
		io.Copy(io.Discard, rpc.Reader)
	}
	rpc.Respond(nil, err)
	return false
}

// RequestVote implements raft.Transport.
func (g *gate) RequestVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestVoteRequest, resp *raft.RequestVoteResponse) error {
	if !g.recovery.mayVote() {
		return errNoPart
	}
	return g.votingTransport.RequestVote(id, address, args, resp)
}

// RequestPreVote implements raft.WithPreVote.
func (g *gate) RequestPreVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestPreVoteRequest, resp *raft.RequestPreVoteResponse) error {
	if !g.recovery.mayVote() {
		return errNoPart
	}
	return g.votingTransport.RequestPreVote(id, address, args, resp)
}

// Close implements raft.WithClose. The machine is asked for nothing afterwards.
func (g *gate) Close() error {
	var err error
	if inner, ok := g.votingTransport.(raft.WithClose); ok {
		err = inner.Close()
	}
	g.closing.Do(func() {
		g.cancel()
		g.preparing <- struct{}{}
	})
	return err
}
