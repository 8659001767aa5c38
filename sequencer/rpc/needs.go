// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"math/big"
	"net/http"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/event"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fee"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc/ots"
	"github.com/layeredpow/adit/stateroot/transition"
)

// Needs is what the server is built on, one interface per concern. A nil concern is one that the role does not have:
// a verifier has no Members, no Open block and no Pool. Members need Open: they answer only for what they have
// executed.
type Needs struct {
	Chain   Chain        // always there
	Members Members      // who leads, and the way in when it is us; nil: sends are forwarded to Config.ForwardTo or refused
	Open    Open         // the block being filled; nil: "pending" means "latest"
	Pool    Pool         // what waits here; nil: nothing does
	Fees    Fees         // what transactions are asked to tip; nil: nothing, or the node takes none itself
	Moves   Moves        // what rebases did; nil: this node keeps no log
	Status  Status       // where things are; nil: adit_ methods say only what the chain itself knows
	Claims  Claims       // what is claimed about L2 on L1; nil: this node does not follow that
	Records Records      // looks at the records of blocks; nil: what cannot be read looks like what is not there
	Ready   http.Handler // answers GET /readyz; nil: always 200

	Addresses *ots.Index // transactions by address; nil: those ots_ methods say that there is no index

	Network Network // by which clients and other nodes are reached
}

// Chain is the L2 chain on disk.
type Chain interface {
	// Ethereum is the embedded node.
	Ethereum() *eth.Ethereum
	// Cursor is how far into the message chain the block has come, and how many of its transactions, from the top,
	// were forced.
	Cursor(block common.Hash) (c transition.Cursor, forced int, err error)
	// Messages are those that the block newly consumes.
	Messages(block common.Hash) ([]l1anchor.Message, error)
	// Branch lists blocks from a number on, limit at most, of the chain that ends in to.
	Branch(from, limit uint64, to common.Hash) []common.Hash
}

// Records looks at what is on disk of a block, when there is no good answer to a question for it. An error says what
// of it cannot be read or is missing; what never was there is none.
type Records interface {
	CheckBlock(number uint64) error // of the canonical chain
	CheckHash(block common.Hash) error
	CheckTransaction(tx common.Hash) error
}

// Members is the set of sequencers.
type Members interface {
	// Leader is the member that leads: its JSON-RPC URL, whether it is this one, and false when none is known.
	Leader() (url string, self, ok bool)
	// Submit offers tx to the pool of this member. The error matches pool.ErrRetry when it does not lead or is not
	// ready to; any other error is final for this transaction.
	Submit(tx *types.Transaction) (*pool.Ticket, error)
	// Pass is what shows to the member at url that another member calls. It is empty when that member is of a build
	// that knows of none.
	Pass(ctx context.Context, url string) (string, error)
	// Admits tells whether pass is this member's, which it tells no one but members.
	Admits(pass string) bool
}

// Open is the open block of this member, as far as its slices have been executed.
type Open interface {
	// Pending makes the block readable by its hash, as it stands now, with its state, body and receipts.
	Pending(ctx context.Context) (common.Hash, error)
	// Account is the nonce and the balance of addr in it.
	Account(addr common.Address) (nonce uint64, balance *uint256.Int)
	// Transaction finds a transaction in it.
	Transaction(hash common.Hash) (at Ordered, ok bool)
	// AwaitExecuted returns when this member has executed the transaction with that index of that block.
	AwaitExecuted(ctx context.Context, number uint64, index uint) error
	// Ordered says where this member has executed a transaction, in the open block or on the sealed chain.
	Ordered(hash common.Hash) (pool.Outcome, bool)
	// SubscribeOrdered delivers transactions when they have been ordered and executed.
	SubscribeOrdered(ch chan<- core.NewTxsEvent) event.Subscription
}

// Ordered is a transaction in the open block.
type Ordered struct {
	Tx     *types.Transaction
	Number uint64 // L2 block
	Index  uint   // position in the block
	Slice  uint64 // number of its slice within the block
	Raft   uint64 // index of the log entry that ordered it
}

// Pool is the admission of this member. *pool.Pool is one.
type Pool interface {
	Get(hash common.Hash) (*types.Transaction, pool.Status)
	Dropped(hash common.Hash) error
	Nonce(addr common.Address) uint64
	Stats() pool.Stats
	Content() (ahead, behind map[common.Address][]*types.Transaction)
	ContentFrom(addr common.Address) (ahead, behind []*types.Transaction)
	// Keep has the pool hold on to a transaction of which a client was told that it waits for an earlier nonce.
	Keep(tx *types.Transaction) error
	// Kept lists those.
	Kept() []*types.Transaction
	// Drop lets one of them go, for a reason that the leader gave.
	Drop(hash common.Hash, why error)
}

// Fees is what this member asks for a transaction's bytes on L1. *pool.Pool is one.
type Fees interface {
	// Quote is what the transaction is asked for, with its parts.
	Quote(tx *types.Transaction) (fee.Quote, error)
	// Suggest is a tip, in wei for a unit of gas, that is enough for any transaction. The caller may change it.
	Suggest() *big.Int
	// Affordable says whether the transaction tips what it is asked for. The error is final for it and names that.
	Affordable(tx *types.Transaction) error
}

// Moves knows what rebases did to transactions that had been acknowledged.
type Moves interface {
	// Rebases is how many there were, and how many transactions wait to be executed again.
	Rebases() (count, waiting uint64)
	// Rebased is what is known of one; ok is false when this member has not seen it.
	Rebased(index uint64) (r fsm.Rebased, ok bool, err error)
	// LeftTxs are the transactions that lost their place in the block with that number.
	LeftTxs(rebase, number uint64) ([]common.Hash, error)
	// Moved are the times that a transaction lost its place.
	Moved(tx common.Hash) ([]fsm.Move, error)
}

// Status knows the way of blocks to L1 and the health of the process.
type Status interface {
	// Node is the whole picture, for people and for tools.
	Node() NodeStatus
	// Block is where the sealed block with that number stands on its way.
	Block(number uint64) Provenance
	// Derived is how far L1 has been followed.
	Derived() (*Derived, error)
}

// Claims knows what is claimed about L2 on L1, up to some L1 block, and what of it this node derives itself. An error
// says why nothing is known.
type Claims interface {
	// Assertions are at most count from an index on, as they came; from nil is from the newest confirmed one on.
	Assertions(from *uint64, count uint64) (*Assertions, error)
	// Disputes are at most count from an index on, as they began.
	Disputes(from, count uint64) (*Disputes, error)
	// Covering is what L1 holds of the derived block with that number.
	Covering(number uint64) (*Claim, error)
}
