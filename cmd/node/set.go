// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// A member in the server's words: it says who leads, and lets transactions in when it is us.
var _ rpc.Members = (*member)(nil)

// Leader implements rpc.Members.
func (m *member) Leader() (url string, self, ok bool) {
	id, _, ok := m.cluster.Leader()
	url, known := m.cfg.URLs[id]
	return url, id == m.cfg.Cluster.ID, ok && (known || id == m.cfg.Cluster.ID)
}

// Submit implements rpc.Members.
func (m *member) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	if !m.stage.Leading() {
		return nil, fmt.Errorf("this member does not lead: %w", pool.ErrRetry)
	}
	if _, waiting := m.stage.Rebases(); waiting > 0 {
		return nil, fmt.Errorf("%d transactions that lost their place to an L1 reorg come first: %w", waiting, pool.ErrRetry)
	}
	ticket, err := m.pool.Add(tx)
	if err == nil && !m.stage.Leading() {
		m.pool.Reset() // it may have come in behind the end of the term
	}
	return ticket, err
}

// Pass implements rpc.Members.
func (m *member) Pass(ctx context.Context, url string) (string, error) {
	for id, at := range m.cfg.URLs {
		if at == url {
			return m.cluster.Pass(ctx, id)
		}
	}
	return "", fmt.Errorf("no member has the URL %s", url)
}

// Admits implements rpc.Members.
func (m *member) Admits(pass string) bool { return m.cluster.Admits(pass) }

// memberStatus adds the log's view to what every node says.
type memberStatus struct {
	status
	of *member
}

// Node implements rpc.Status.
func (s *memberStatus) Node() rpc.NodeStatus {
	n := s.status.Node()
	n.ID = s.of.cfg.Cluster.ID
	if id, _, ok := s.of.cluster.Leader(); ok {
		n.Leader = &rpc.Leader{ID: id, URL: s.of.cfg.URLs[id], Self: id == s.of.cfg.Cluster.ID}
	}
	v := s.of.cluster.Status()
	n.Raft = &rpc.RaftStatus{
		State: v.State, Term: hexutil.Uint64(v.Term),
		Last: hexutil.Uint64(v.LastIndex), Committed: hexutil.Uint64(v.Committed), Applied: hexutil.Uint64(s.of.stage.Status().Applied(v.Handed)),
		Members: []rpc.Member{},
	}
	for _, m := range s.of.cluster.Members() {
		n.Raft.Members = append(n.Raft.Members, rpc.Member{ID: m.ID, Address: m.Address, URL: s.of.cfg.URLs[m.ID], Voter: m.Voter})
	}
	count, waiting := s.of.stage.Rebases()
	n.Rebases = &rpc.RebaseCounts{Count: hexutil.Uint64(count), Waiting: hexutil.Uint64(waiting)}
	return n
}
