// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/onestep"
)

// L1 is what a challenger reads of L1.
type L1 interface {
	Logs
	// NonceAt is how many transactions an account has sent up to that block, bound to its hash.
	NonceAt(ctx context.Context, block common.Hash, who common.Address) (uint64, error)
}

// Second is what a challenger reads of a second endpoint.
type Second interface {
	l1anchor.Reader
	// Storage is a slot of a contract behind the block with that hash, proven from its state root.
	Storage(ctx context.Context, block common.Hash, contract common.Address, slot common.Hash) (common.Hash, error)
}

// Sender gets calls of one account mined, which nobody else sends from.
type Sender interface {
	// OfferBy makes these calls the account's transactions from a nonce on, as l1anchor.Sender's Offer does: those that
	// wait under the nonces that they have, the others in this order under those that are free. left[i] of all blocks are
	// left to get calls[i] mined: it bids by that. An error about one call that the node refuses has a method Refused, and
	// is followed by an offer of the others. under[i] is one more than the nonce that calls[i] was refused under, 0 if it
	// was not: it gets no other before the account is past that one. has[i] is one more than the nonce that it has now, 0
	// if none; nil if the account is at another nonce than next by now: then L1 has to be looked at again.
	OfferBy(ctx context.Context, next uint64, calls []l1anchor.Call, left, under []uint64, all uint64) (has []uint64, err error)
	// Above is what its transactions cost at most above the price that the contract pays back, in wei, and the highest
	// price that is bid now.
	Above() (cost, highest *big.Int)
	// Balance is what the account holds at the L1 head, in wei.
	Balance(ctx context.Context) (*big.Int, error)
	// Address is the account that sends.
	Address() common.Address
}

// Contract is the rollup's contract on L1, as far as its own bytes go.
type Contract interface {
	// Address is where it stands.
	Address() common.Address
	// Events are what its logs say, in order.
	Events(logs []*types.Log) ([]game.Event, error)
	// Calls are the transactions that make a move, in order: the move itself is the last. preimage is what a step
	// reads, if it reads any: it is loaded before.
	Calls(m strategy.Move, preimage *onestep.Preimage) ([]l1anchor.Call, error)
	// Loaded reports whether L1 has what a step reads behind that block.
	Loaded(ctx context.Context, block common.Hash, preimage *onestep.Preimage) (bool, error)
	// CheckBond looks whether L1, whose slots of the contract read gives, is such that the bond of a move is due.
	// difference says what is not so; it is empty if all is.
	CheckBond(ctx context.Context, m strategy.Move, read func(ctx context.Context, slot common.Hash) (common.Hash, error)) (difference string, err error)
	// Credit is what it owes somebody at that block, in whole gwei.
	Credit(ctx context.Context, block common.Hash, who common.Address) (uint64, error)
}

// Computer is own computation. It may be used by several goroutines.
type Computer interface {
	// Ready has the answers that are there.
	Ready() strategy.Own
	// Compute has the answer to a question be there when it returns. It takes minutes for the longest transitions.
	// The error matches strategy.ErrNotYet when L1 has to be derived further first.
	Compute(ctx context.Context, q strategy.Question) error
	// Preimage is what the step of a question about a witness reads, or nil. The witness is there.
	Preimage(q strategy.Question) (*onestep.Preimage, error)
	// See makes the bytes of an L2 state known that somebody has asserted. They need not be right.
	See(state []byte)
	// Count is how many transitions lead from L2's genesis to a state of which these are the bytes. The error matches
	// strategy.ErrNotOurs where L1 never leads to the state, and strategy.ErrNotYet when L1 has to be derived further.
	Count(state []byte) (uint64, error)
	// Held is what the inbox holds as far as L1 was derived; ok is false before anything was.
	Held() (held game.Range, ok bool)
}

// Ledger keeps what was read and what is meant over restarts.
type Ledger interface {
	At() (at l1anchor.Ref, ok bool, err error)
	Logs(each func(block l1anchor.Ref, logs []*types.Log) error) error
	Take(block l1anchor.Ref, logs []*types.Log) error
	Rewind(to l1anchor.Ref) error
	Intend(name string, what []byte) error
	Forget(names ...string) error
	Intents(each func(name string, what []byte) error) error
}

// Ports are what a challenger reaches the world by.
type Ports struct {
	L1       L1
	Contract Contract
	Computer Computer
	Ledger   Ledger
	// Sender is from the account that plays. A challenger that only watches has none.
	Sender Sender
	// Second is another L1 endpoint, which has to have the same before a bond is sent; nil if there is none.
	Second Second
}

// Deployment is what is known of the contract before it says anything.
type Deployment struct {
	Before l1anchor.Ref // an L1 block before its creation
	Config game.Config
}
