// SPDX-License-Identifier: Apache-2.0

package derive

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Sealed is an L2 block that exists: what it became and the transactions that are its own.
type Sealed struct {
	transition.Head
	Own []*types.Transaction // the block's transactions without the forced ones at its top
}

// Expect checks that a batch derives to exactly the sealed blocks on top of parent, by the rules that every verifier
// uses. Executing is left out: a sealed block stands for the result of the input that it was made of. Of a head only
// Header and Consumed are looked at: the caller does not know which forced transactions wait, so it is not checked that
// a block takes no messages in while any do. The sequencer that sealed it has seen to that.
//
// The batch is one that is about to be posted, so its L1 time is not known yet: with the time of the L1 head the
// answer is safe, since time only rises and a later batch allows more.
func Expect(p *params.Params, parent transition.Head, sealed []Sealed, b l1anchor.Batch) error {
	parent.Forced = parent.Consumed // as if nothing waited
	engine := &replay{sealed: sealed}
	pos, source := Position{Head: parent, Batch: b.Index}, OpenWith(sendersOf(p, sealed), b)
	for pos.Batch == b.Index {
		next, _, v, err := Next(p, engine, unseen{}, pos, source)
		switch {
		case err != nil:
			return fmt.Errorf("batch %d: %w", b.Index, err)
		case v != nil:
			return fmt.Errorf("batch %d: %w", b.Index, v)
		}
		pos = next
	}
	if engine.next != len(sealed) {
		return fmt.Errorf("batch %d: derives to %d of %d blocks", b.Index, engine.next, len(sealed))
	}
	return nil
}

// senders knows who sent the transactions of sealed blocks, which spares the decoder most recoveries.
type senders struct {
	types.Signer
	sealed map[common.Hash]*types.Transaction
}

func sendersOf(p *params.Params, sealed []Sealed) types.Signer {
	s := &senders{types.LatestSignerForChainID(new(big.Int).SetUint64(p.ChainID)), make(map[common.Hash]*types.Transaction)}
	for i := range sealed {
		for _, tx := range sealed[i].Own {
			s.sealed[tx.Hash()] = tx
		}
	}
	return s
}

// Sender implements types.Signer. A sealed transaction with the same hash has the same sender, and keeps it once
// recovered.
func (s *senders) Sender(tx *types.Transaction) (common.Address, error) {
	if known := s.sealed[tx.Hash()]; known != nil {
		return types.Sender(s.Signer, known)
	}
	return s.Signer.Sender(tx)
}

// replay is an Engine that knows the results of the inputs it expects, and no other.
type replay struct {
	sealed []Sealed
	next   int
}

func (r *replay) Execute(parent transition.Head, in Input) (transition.Head, error) {
	if r.next == len(r.sealed) {
		return transition.Head{}, fmt.Errorf("derives to more than %d blocks", r.next)
	}
	want := &r.sealed[r.next]
	switch {
	case want.Header.ParentHash != parent.Hash():
		return transition.Head{}, fmt.Errorf("sealed block %d extends %s, not %s", want.Number(), want.Header.ParentHash, parent.Hash())
	case want.Time() != in.Timestamp:
		return transition.Head{}, fmt.Errorf("block %d derives to timestamp %d, sealed with %d", want.Number(), in.Timestamp, want.Time())
	case want.Consumed != in.Consumed:
		return transition.Head{}, fmt.Errorf("block %d derives to %d messages, sealed with %d", want.Number(), in.Consumed, want.Consumed)
	case len(want.Own) != len(in.Own):
		return transition.Head{}, fmt.Errorf("block %d derives to %d own transactions, sealed with %d", want.Number(), len(in.Own), len(want.Own))
	}
	for i, tx := range in.Own {
		if tx.Hash() != want.Own[i].Hash() {
			return transition.Head{}, fmt.Errorf("transaction %d of block %d derives to %s, sealed as %s", i, want.Number(), tx.Hash(), want.Own[i].Hash())
		}
	}
	r.next++
	head := want.Head
	head.Forced = head.Consumed
	return head, nil
}

// unseen stands for messages that nobody looks into.
type unseen struct{}

func (unseen) Range(from, to uint64) ([]l1anchor.Message, error) {
	blank := make([]l1anchor.Message, to-from)
	for i := range blank {
		blank[i].Index = from + uint64(i)
	}
	return blank, nil
}
