// SPDX-License-Identifier: Apache-2.0

// Package l1anchor says what a proof-of-work L1 is to Adit: blocks that point at their parents, what the inbox
// contract recorded in each of them, and a way to get a call mined. It does not speak to any node; the adapters
// below it do.
package l1anchor

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
)

// Height is the number of an L1 block.
type Height uint64

// Ref names one L1 block. The hash decides; the height is carried for people and for arithmetic.
type Ref struct {
	Height Height
	Hash   common.Hash
}

// Block is an L1 block as far as Adit is concerned. Everything in it is bound to Hash: an adapter that cannot
// check that must refuse the answer instead of returning it.
type Block struct {
	Ref
	Parent   common.Hash
	Time     uint64   // seconds since the epoch, as the miner wrote it; strictly rising along a chain
	Work     *big.Int // expected hashes that this block alone took (its difficulty)
	Messages []Message
	Batches  []Batch // without the index of an empty one, see Number
}

// ParentRef names the block's parent. The genesis block has none; asking is a mistake of the caller.
func (b *Block) ParentRef() Ref { return Ref{Height: b.Height - 1, Hash: b.Parent} }

// Reader reads one L1 chain. Answers are verified against the hash that names them: a wrong answer is an error,
// never a Block. All methods may be called from several goroutines.
type Reader interface {
	// Head is the tip of the chain with most work that the node knows.
	Head(ctx context.Context) (Ref, error)
	// BlockByHash returns the block with that hash, also when it is no longer (or not yet) on the best chain.
	// The error matches ErrUnknownBlock when the node does not have it.
	BlockByHash(ctx context.Context, hash common.Hash) (*Block, error)
	// BlockByHeight returns the block at that height of the best chain as the node sees it now.
	// The error matches ErrUnknownBlock when the chain is shorter.
	BlockByHeight(ctx context.Context, h Height) (*Block, error)
}

// Call is a transaction in the making.
type Call struct {
	To     common.Address // a contract: the inbox, most often
	Create bool           // it goes to nobody: a contract is created of Data
	Value  *big.Int       // wei that it gets; nil: none
	Data   []byte
	Gas    uint64 // most that it may use
}

// Sender gets calls of one account mined, in order. Several users may have a Sender each of the same account.
type Sender interface {
	// Offer makes the account's next transactions carry exactly these calls, in this order, beside those of other
	// users, from the nonce on that the account has at the L1 head. A call that is already pending under its nonce
	// stays as it is, or has its fee raised when it has waited too long; another content of the same user under that
	// nonce is replaced. Offer is meant to be called again and again with what is wanted now: it is how a caller
	// recovers from a crash, a lost transaction or a reorg. It returns when the L1 node has accepted them, not when
	// they are mined.
	Offer(ctx context.Context, calls []Call) error
	// Balance is what the account holds at the L1 head, in wei.
	Balance(ctx context.Context) (*big.Int, error)
	// Address is the account that sends.
	Address() common.Address
}
