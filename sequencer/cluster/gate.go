package cluster

import (
	"io"
	"sync"

	"github.com/hashicorp/raft"
)

// gate stands between raft and the network. It keeps from raft what a member that has lost its log must not take part in, and
// from the network what such a member would ask of others. It also keeps snapshots from raft that it has, see spare.
type gate struct {
	votingTransport
	recovery *recovery
	log      raft.LogStore
	applied  func() uint64 // raft's
	self     string
	consumer chan raft.RPC

	closing sync.Once
	done    chan struct{}
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
func newGate(inner votingTransport, r *recovery, log raft.LogStore, self string) *gate {
	return &gate{votingTransport: inner, recovery: r, log: log, self: self, consumer: make(chan raft.RPC), done: make(chan struct{})}
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
			if !g.passes(rpc) {
				continue
			}
			select {
			case g.consumer <- g.spare(rpc):
			case <-g.done:
				return
			}
		case <-g.done:
			return
		}
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

// Close implements raft.WithClose.
func (g *gate) Close() error {
	g.closing.Do(func() { close(g.done) })
	if inner, ok := g.votingTransport.(raft.WithClose); ok {
		return inner.Close()
	}
	return nil
}
