// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// set is the set in the server's words, as a member of it sees it: it says who leads, and lets transactions in when
// it is us.
type set struct{ *Member }

var _ rpc.Members = set{}

// Leader implements rpc.Members.
func (m set) Leader() (url string, self, ok bool) {
	id, _, ok := m.Cluster.Leader()
	url, known := m.cfg.URLs[id]
	return url, id == m.cfg.Cluster.ID, ok && (known || id == m.cfg.Cluster.ID)
}

// Submit implements rpc.Members.
func (m set) Submit(tx *types.Transaction) (*pool.Ticket, error) {
	if !m.Stage.Leading() {
		return nil, fmt.Errorf("this member does not lead: %w", pool.ErrRetry)
	}
	if _, waiting := m.Stage.Rebases(); waiting > 0 {
		return nil, fmt.Errorf("%d transactions that lost their place to an L1 reorg come first: %w", waiting, pool.ErrRetry)
	}
	ticket, err := m.Pool.Add(tx)
	if err == nil && !m.Stage.Leading() {
		m.Pool.Reset() // it may have come in behind the end of the term
	}
	return ticket, err
}

// Pass implements rpc.Members.
func (m set) Pass(ctx context.Context, url string) (string, error) {
	for id, at := range m.cfg.URLs {
		if at == url {
			return m.Cluster.Pass(ctx, id)
		}
	}
	return "", fmt.Errorf("no member has the URL %s", url)
}

// Admits implements rpc.Members.
func (m set) Admits(pass string) bool { return m.Cluster.Admits(pass) }
