// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"errors"
	"sync/atomic"

	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
)

// memberPeers are the other members, by the lines of the cluster. The stage is there before the cluster, so until it
// is set there are none.
type memberPeers struct {
	atomic.Pointer[cluster.Cluster]
}

var _ sequencer.Peers = (*memberPeers)(nil)

var errNotMet = errors.New("the set has not been joined yet")

// Others implements sequencer.Peers.
func (p *memberPeers) Others() []string {
	c := p.Load()
	if c == nil {
		return nil
	}
	return c.Voters()
}

// Fetch implements sequencer.Peers.
func (p *memberPeers) Fetch(ctx context.Context, id string, question []byte) ([]byte, error) {
	c := p.Load()
	if c == nil {
		return nil, errNotMet
	}
	return c.Fetch(ctx, id, question)
}
