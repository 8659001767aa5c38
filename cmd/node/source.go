// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/rpc/client"
)

// sequencers are the nodes that a batcher asks, in its words.
type sequencers struct{ *client.Client }

var _ batcher.Source = sequencers{}

// Derived implements batcher.Source.
func (s sequencers) Derived(ctx context.Context) (batcher.Derived, error) {
	got, err := s.Client.Derived(ctx)
	if err != nil {
		return batcher.Derived{}, err
	}
	return batcher.Derived{
		L1:         l1anchor.Ref{Height: l1anchor.Height(got.L1.Height), Hash: got.L1.Hash},
		BatchCount: uint64(got.BatchCount), Tail: [8]byte(got.Tail), Consumed: uint64(got.Consumed), Messages: uint64(got.Messages),
		Number: uint64(got.Number), Hash: got.Hash, Sealed: uint64(got.Sealed),
	}, nil
}

// Blocks implements batcher.Source.
func (s sequencers) Blocks(ctx context.Context, from uint64, count int) ([]batcher.SealedBlock, error) {
	got, err := s.Client.Blocks(ctx, from, count)
	if err != nil {
		return nil, err
	}
	blocks := make([]batcher.SealedBlock, len(got))
	for i, b := range got {
		blocks[i] = batcher.SealedBlock(b)
	}
	return blocks, nil
}
