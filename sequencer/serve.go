// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// question is what a member asks another one for, as RLP. The answer is an RLP list of what there is, empty when
// there is nothing.
type question struct {
	Rebase bool        // a rebase is asked for; otherwise blocks are
	From   uint64      // index of the rebase, or number of the first block
	To     common.Hash // the block that the chain ends in; zero for a rebase
}

// claimed is a block as a peer claims it to be: all that it is made of. It is executed, and its hash compared, before
// it is believed.
type claimed struct {
	Hash      common.Hash
	Parent    common.Hash
	Timestamp uint64
	Consumed  uint64
	Messages  []l1anchor.Message
	Own       []*types.Transaction
}

// Bounds of an answer; who lacks more asks again from where it ends.
const (
	mostServed      = 128     // blocks
	mostServedBytes = 4 << 20 // beyond which no further block is added
)

func (q question) encode() []byte {
	b, err := rlp.EncodeToBytes(&q)
	if err != nil {
		panic(err) // of a struct of numbers there is none
	}
	return b
}

// Serve answers what another member asks that lacks something.
func (s *Sequencer) Serve(ctx context.Context, asked []byte) ([]byte, error) {
	var q question
	if err := rlp.DecodeBytes(asked, &q); err != nil {
		return nil, fmt.Errorf("question of a member: %w", err)
	}
	if q.Rebase {
		return s.serveRebased(q.From)
	}
	return s.serveBlocks(ctx, q.From, q.To)
}

func (s *Sequencer) serveRebased(index uint64) ([]byte, error) {
	r, ok, err := s.Rebased(index)
	if err != nil {
		return nil, err
	}
	known := []fsm.Rebased{}
	if ok {
		known = append(known, r)
	}
	return rlp.EncodeToBytes(known)
}

func (s *Sequencer) serveBlocks(ctx context.Context, from uint64, to common.Hash) ([]byte, error) {
	blocks, size := []claimed{}, uint64(0)
	for _, hash := range s.chain.Branch(from, mostServed, to) {
		if ctx.Err() != nil || size > mostServedBytes {
			break
		}
		parent, ok := s.chain.Parent(hash)
		if n := len(blocks); !ok || n > 0 && blocks[n-1].Hash != parent {
			break // the chain may have been rebased between two reads
		}
		in, err := s.chain.Input(hash)
		if err != nil {
			return nil, err
		}
		b := claimed{Hash: hash, Parent: parent, Timestamp: in.Timestamp, Consumed: in.Consumed, Messages: in.Messages, Own: in.Own}
		blocks = append(blocks, b)
		size += b.size()
	}
	return rlp.EncodeToBytes(blocks)
}

// size is about what the block takes in an answer.
func (c *claimed) size() (bytes uint64) {
	for _, tx := range c.Own {
		bytes += tx.Size()
	}
	for i := range c.Messages {
		bytes += uint64(len(c.Messages[i].Body))
	}
	return bytes
}

// digest is the same for peers that claim the same.
func (c *claimed) digest() (common.Hash, error) {
	b, err := rlp.EncodeToBytes(c)
	if err != nil {
		return common.Hash{}, fmt.Errorf("encode a peer's block: %w", err)
	}
	return crypto.Keccak256Hash(b), nil
}

// input is what the block is executed from.
func (c *claimed) input() derive.Input {
	return derive.Input{Context: transition.Context{Timestamp: c.Timestamp, Consumed: c.Consumed, Messages: c.Messages}, Own: c.Own}
}

// decodeBlocks reads an answer. The error matches errLacking when the member has none of the blocks.
func decodeBlocks(answer []byte) ([]claimed, error) {
	var blocks []claimed
	if err := rlp.DecodeBytes(answer, &blocks); err != nil {
		return nil, fmt.Errorf("its blocks: %w", err)
	}
	switch {
	case len(blocks) == 0:
		return nil, errLacking
	case len(blocks) > mostServed:
		return nil, fmt.Errorf("%d blocks, at most %d", len(blocks), mostServed)
	}
	return blocks, nil
}

// decodeRebased reads an answer. The error matches errLacking when the member does not know of the rebase.
func decodeRebased(answer []byte) (fsm.Rebased, error) {
	var known []fsm.Rebased
	if err := rlp.DecodeBytes(answer, &known); err != nil {
		return fsm.Rebased{}, fmt.Errorf("its rebase: %w", err)
	}
	switch len(known) {
	case 0:
		return fsm.Rebased{}, errLacking
	case 1:
		return known[0], nil
	}
	return fsm.Rebased{}, fmt.Errorf("%d rebases, asked for one", len(known))
}
