// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"

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
