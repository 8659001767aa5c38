// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"io"

	"github.com/hashicorp/raft"
)

// What raft asks of a transport. Calls go through the framing instances with the callee's id bound to its address.
var (
	_ raft.Transport   = (*Transport)(nil)
	_ raft.WithPreVote = (*Transport)(nil)
	_ raft.WithClose   = (*Transport)(nil)
)

// Consumer implements raft.Transport: the requests of members.
func (t *Transport) Consumer() <-chan raft.RPC { return t.consumer }

// LocalAddr implements raft.Transport: the address that other members dial.
func (t *Transport) LocalAddr() raft.ServerAddress { return t.advertise }

// SetHeartbeatHandler implements raft.Transport. Heartbeats pass by the consumer, so that a slow disk does not delay
// them.
func (t *Transport) SetHeartbeatHandler(handler func(raft.RPC)) { t.heartbeat.Store(&handler) }

// EncodePeer implements raft.Transport.
func (t *Transport) EncodePeer(_ raft.ServerID, address raft.ServerAddress) []byte {
	return []byte(address)
}

// DecodePeer implements raft.Transport.
func (t *Transport) DecodePeer(address []byte) raft.ServerAddress { return raft.ServerAddress(address) }

func bound(id raft.ServerID, address raft.ServerAddress) raft.ServerAddress {
	return raft.ServerAddress(bindAddress(string(id), string(address)))
}

// AppendEntriesPipeline implements raft.Transport: there is none, one request is under way at a time.
func (t *Transport) AppendEntriesPipeline(id raft.ServerID, address raft.ServerAddress) (raft.AppendPipeline, error) {
	return nil, raft.ErrPipelineReplicationNotSupported
}

// AppendEntries implements raft.Transport.
func (t *Transport) AppendEntries(id raft.ServerID, address raft.ServerAddress, args *raft.AppendEntriesRequest, resp *raft.AppendEntriesResponse) error {
	return t.calls.AppendEntries(id, bound(id, address), args, resp)
}

// RequestVote implements raft.Transport.
func (t *Transport) RequestVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestVoteRequest, resp *raft.RequestVoteResponse) error {
	return t.calls.RequestVote(id, bound(id, address), args, resp)
}

// RequestPreVote implements raft.WithPreVote.
func (t *Transport) RequestPreVote(id raft.ServerID, address raft.ServerAddress, args *raft.RequestPreVoteRequest, resp *raft.RequestPreVoteResponse) error {
	return t.calls.RequestPreVote(id, bound(id, address), args, resp)
}

// InstallSnapshot implements raft.Transport.
func (t *Transport) InstallSnapshot(id raft.ServerID, address raft.ServerAddress, args *raft.InstallSnapshotRequest, resp *raft.InstallSnapshotResponse, data io.Reader) error {
	return t.snapshots.InstallSnapshot(id, bound(id, address), args, resp, data)
}

// TimeoutNow implements raft.Transport.
func (t *Transport) TimeoutNow(id raft.ServerID, address raft.ServerAddress, args *raft.TimeoutNowRequest, resp *raft.TimeoutNowResponse) error {
	return t.calls.TimeoutNow(id, bound(id, address), args, resp)
}
