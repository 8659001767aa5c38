// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Derived is what a sequencer has made of L1 up to a block there.
type Derived struct {
	L1         l1anchor.Ref // newest L1 block that it has read
	BatchCount uint64       // batches in the inbox there
	Tail       [8]byte      // names the newest of them to the next one
	Consumed   uint64       // messages consumed by them
	Messages   uint64       // messages in the inbox there
	Number     uint64       // L2 block that they derive to
	Hash       common.Hash
	Sealed     uint64 // newest sealed L2 block
}

// SealedBlock is an L2 block that a quorum has sealed.
type SealedBlock struct {
	Block    *types.Block
	Consumed uint64 // messages consumed by it and all before it
	Forced   int    // how many of its transactions, from the top, were forced and come from L1 anyway
}

// L1 is what a batcher reads of L1.
type L1 interface {
	l1anchor.Reader
	// Overdue says how many messages, counted from the first one ever, the next batch must have consumed because they
	// have waited longer than the inbox allows; 0 when none has.
	Overdue(ctx context.Context) (through uint64, err error)
}

// Source is the sequencers. What they say is compared with itself and with L1 before it is used; that blocks were
// really sealed, and how many messages they consume, is the source's to know: package rpc/client asks most of them.
type Source interface {
	// Derived is the derivation status at the sequencer's L1 head.
	Derived(ctx context.Context) (Derived, error)
	// Blocks returns sealed blocks in a row, from the given number on: at most count, at least one if there is one.
	Blocks(ctx context.Context, from uint64, count int) ([]SealedBlock, error)
}

// head is the block as derivation sees it.
func (b *SealedBlock) head() transition.Head {
	return transition.Head{Header: b.Block.Header(), Cursor: transition.Cursor{Consumed: b.Consumed}}
}

// sealed is the block as a check of a batch needs it.
func (b *SealedBlock) sealed() derive.Sealed {
	return derive.Sealed{Head: b.head(), Own: b.own()}
}

func (b *SealedBlock) own() []*types.Transaction { return b.Block.Transactions()[b.Forced:] }
