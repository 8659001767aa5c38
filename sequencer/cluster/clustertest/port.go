// SPDX-License-Identifier: Apache-2.0

package clustertest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hashicorp/raft"
)

// Port is a member's raft.Transport, with the manners of the real one: no pipeline, heartbeats beside the queue,
// requests that the caller has given up on still in it. A Port belongs to one life of a member.
type Port struct {
	net       *Network
	id        string
	consumer  chan raft.RPC
	heartbeat atomic.Pointer[func(raft.RPC)]
	installs  atomic.Uint64

	closing sync.Once
	closed  chan struct{}
}

var (
	_ raft.Transport   = (*Port)(nil)
	_ raft.WithPreVote = (*Port)(nil)
	_ raft.WithClose   = (*Port)(nil)
)

// Patience of callers.
const (
	callTimeout     = 5 * time.Second
	snapshotTimeout = time.Minute
)

// Open opens the member's port. Its address is its id.
func (n *Network) Open(id string) *Port {
	p := &Port{net: n, id: id, consumer: make(chan raft.RPC), closed: make(chan struct{})}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ports[id] = p
	return p
}

// Close takes the member off the network: nothing more comes in, nothing gets out.
func (p *Port) Close() error {
	p.closing.Do(func() { close(p.closed) })
	return nil
}

// Closed says whether the member is off the network.
func (p *Port) Closed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}

// Installs counts the snapshots that this member was sent.
func (p *Port) Installs() uint64 { return p.installs.Load() }

// Consumer implements raft.Transport.
func (p *Port) Consumer() <-chan raft.RPC { return p.consumer }

// LocalAddr implements raft.Transport.
func (p *Port) LocalAddr() raft.ServerAddress { return raft.ServerAddress(p.id) }

// SetHeartbeatHandler implements raft.Transport.
func (p *Port) SetHeartbeatHandler(handler func(raft.RPC)) { p.heartbeat.Store(&handler) }

// EncodePeer implements raft.Transport.
func (p *Port) EncodePeer(_ raft.ServerID, address raft.ServerAddress) []byte { return []byte(address) }

// DecodePeer implements raft.Transport.
func (p *Port) DecodePeer(address []byte) raft.ServerAddress { return raft.ServerAddress(address) }

// AppendEntriesPipeline implements raft.Transport.
func (p *Port) AppendEntriesPipeline(raft.ServerID, raft.ServerAddress) (raft.AppendPipeline, error) {
	return nil, raft.ErrPipelineReplicationNotSupported
}

// AppendEntries implements raft.Transport.
func (p *Port) AppendEntries(id raft.ServerID, _ raft.ServerAddress, args *raft.AppendEntriesRequest, resp *raft.AppendEntriesResponse) error {
	return call(p, id, *args, nil, callTimeout, resp)
}

// RequestVote implements raft.Transport.
func (p *Port) RequestVote(id raft.ServerID, _ raft.ServerAddress, args *raft.RequestVoteRequest, resp *raft.RequestVoteResponse) error {
	return call(p, id, *args, nil, callTimeout, resp)
}

// RequestPreVote implements raft.WithPreVote.
func (p *Port) RequestPreVote(id raft.ServerID, _ raft.ServerAddress, args *raft.RequestPreVoteRequest, resp *raft.RequestPreVoteResponse) error {
	return call(p, id, *args, nil, callTimeout, resp)
}

// TimeoutNow implements raft.Transport.
func (p *Port) TimeoutNow(id raft.ServerID, _ raft.ServerAddress, args *raft.TimeoutNowRequest, resp *raft.TimeoutNowResponse) error {
	return call(p, id, *args, nil, callTimeout, resp)
}

// InstallSnapshot implements raft.Transport.
func (p *Port) InstallSnapshot(id raft.ServerID, _ raft.ServerAddress, args *raft.InstallSnapshotRequest, resp *raft.InstallSnapshotResponse, data io.Reader) error {
	content, err := io.ReadAll(data)
	if err != nil {
		return err
	}
	return call(p, id, *args, content, snapshotTimeout, resp)
}

// call sends a copy of the request and waits for the answer, which it copies to resp.
func call[Request, Response any](p *Port, to raft.ServerID, request Request, data []byte, patience time.Duration, resp *Response) error {
	if p.Closed() {
		return raft.ErrTransportShutdown
	}
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	answer := make(chan raft.RPCResponse, 1)
	go p.send(string(to), &request, data, answer)
	select {
	case a := <-answer:
		if r, ok := a.Response.(*Response); ok {
			*resp = *r
		}
		return a.Error
	case <-timeout.C:
		return errors.New("i/o timeout")
	case <-p.closed:
		return raft.ErrTransportShutdown
	}
}

// lateness is how long a message may be under way before nobody delivers it any more.
const lateness = time.Minute

// send brings a request to its end, whether or not the caller still waits for it.
func (p *Port) send(to string, request any, data []byte, answer chan<- raft.RPCResponse) {
	ctx, cancel := context.WithTimeout(context.Background(), lateness)
	defer cancel()
	var r raft.RPCResponse
	if err := p.net.RoundTrip(ctx, p.id, to, func() { r = p.net.port(to).take(p, request, data) }); err != nil {
		r = raft.RPCResponse{Error: err}
	}
	answer <- r
}

func (n *Network) port(id string) *Port {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.ports[id]
}

// take hands a request to raft and waits for its answer.
func (p *Port) take(from *Port, request any, data []byte) raft.RPCResponse {
	if p == nil || p.Closed() || from.Closed() {
		return raft.RPCResponse{Error: errRefused}
	}
	respond := make(chan raft.RPCResponse, 1)
	rpc := raft.RPC{Command: request, RespChan: respond}
	if data != nil {
		p.installs.Add(1)
		rpc.Reader = bytes.NewReader(data)
	}
	if handler := p.heartbeat.Load(); handler != nil && isHeartbeat(request) {
		go (*handler)(rpc)
	} else {
		select {
		case p.consumer <- rpc:
		case <-p.closed:
			return raft.RPCResponse{Error: errRefused}
		}
	}
	select {
	case r := <-respond:
		return r
	case <-p.closed:
		return raft.RPCResponse{Error: errRefused}
	}
}

// isHeartbeat is the real transport's way to tell.
func isHeartbeat(request any) bool {
	a, ok := request.(*raft.AppendEntriesRequest)
	return ok && a.Term != 0 && a.PrevLogEntry == 0 && a.PrevLogTerm == 0 && len(a.Entries) == 0 && a.LeaderCommitIndex == 0
}
