// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/sequencer/pool"
)

// aditAPI is the adit_ namespace.
type aditAPI struct{ s *Server }

// Submit is eth_sendRawTransaction between members: it is not forwarded, and it answers where the transaction stands.
func (a *aditAPI) Submit(ctx context.Context, raw hexutil.Bytes) (*sent, error) {
	d, err := newDelivery(raw)
	if err != nil {
		return nil, err
	}
	a.s.send.submitHere(ctx, []*delivery{d})
	if d.err != nil {
		return nil, d.err
	}
	at := d.place()
	return &at, nil
}

// Status is the state of this node.
func (a *aditAPI) Status() NodeStatus {
	if a.s.need.Status != nil {
		return a.s.need.Status.Node()
	}
	head := a.s.eth.BlockChain().CurrentBlock()
	return NodeStatus{Role: "verifier", Sealed: &L2Ref{hexutil.Uint64(head.Number.Uint64()), head.Hash()}}
}

// Derived is how far L1 has been followed.
func (a *aditAPI) Derived() (*Derived, error) {
	if a.s.need.Status == nil {
		return nil, errors.New("this node does not follow L1")
	}
	return a.s.need.Status.Derived()
}

// Stages that a transaction goes through.
const (
	stageUnknown   = "unknown"   // this node has not heard of it
	stageQueued    = "queued"    // waits for an earlier nonce of its sender; not acknowledged
	stagePooled    = "pooled"    // waits for its turn; not acknowledged
	stageDropped   = "dropped"   // let go, see the reason
	stageAgain     = "again"     // L1 took its place away; it waits to be executed again
	stageOrdered   = "ordered"   // on the disks of a quorum and executed
	stageSealed    = "sealed"    // in a sealed block
	stagePosted    = "posted"    // in a batch on L1
	stageSafe      = "safe"      // that batch is deep enough to build on
	stageFinalized = "finalized" // a reversal of that batch is improbable
)

// standing is the answer to adit_transactionStatus and adit_blockStatus.
type standing struct {
	Stage     string          `json:"stage"`
	Reason    string          `json:"reason,omitempty"` // dropped: why; pooled: where in the pool
	Hash      *common.Hash    `json:"hash,omitempty"`   // of the transaction
	Number    *hexutil.Uint64 `json:"number,omitempty"` // of the block
	BlockHash *common.Hash    `json:"blockHash,omitempty"`
	Index     *hexutil.Uint64 `json:"index,omitempty"`     // of the transaction in its block
	Slice     *hexutil.Uint64 `json:"slice,omitempty"`     // that ordered it, until the block is sealed; left out when a snapshot brought it
	RaftIndex *hexutil.Uint64 `json:"raftIndex,omitempty"` // of the log entry with that slice
	Batch     *Posting        `json:"batch,omitempty"`
	Claim     *Claim          `json:"claim,omitempty"` // of a block that a batch carries, where this node follows claims
	Moved     []Move          `json:"moved,omitempty"` // places that the transaction was acknowledged at and lost
}

// TransactionStatus says where a transaction is on its way from the pool to finality, and which places it lost. A
// member that knows nothing, or only that the transaction waits or was dropped, asks the leader.
func (a *aditAPI) TransactionStatus(ctx context.Context, hash common.Hash) (*standing, error) {
	st, err := a.standing(hash)
	if err != nil {
		return nil, err
	}
	switch st.Stage {
	case stageUnknown, stageQueued, stagePooled, stageDropped:
		var known *standing
		if a.s.elsewhere(ctx, &known, "adit_transactionStatus", hash) && known != nil && known.Stage != stageUnknown {
			return known, nil
		}
	}
	return st, nil
}

// standing is what this node itself knows of a transaction.
func (a *aditAPI) standing(hash common.Hash) (*standing, error) {
	st := a.transaction(hash)
	if a.s.need.Moves == nil {
		return st, nil
	}
	moves, err := a.s.need.Moves.Moved(hash)
	if err != nil {
		return nil, err
	}
	st.addMoves(moves)
	return st, nil
}

func (a *aditAPI) transaction(hash common.Hash) *standing {
	if open := a.s.need.Open; open != nil {
		if at, ok := open.Transaction(hash); ok {
			st := &standing{Stage: stageOrdered, Hash: &hash, Number: quantity(at.Number), Index: quantity(uint64(at.Index))}
			if at.Raft != 0 {
				st.Slice, st.RaftIndex = quantity(at.Slice), quantity(at.Raft)
			}
			return st
		}
	}
	if found, _, block, number, index := a.s.eth.APIBackend.GetCanonicalTransaction(hash); found {
		st := a.block(number, block)
		st.Hash, st.Index = &hash, quantity(index)
		return st
	}
	if p := a.s.need.Pool; p != nil {
		tx, status := p.Get(hash)
		if status == pool.Parked {
			return &standing{Stage: stageQueued, Reason: "waits for an earlier nonce of its sender", Hash: &hash}
		}
		if tx != nil {
			return &standing{Stage: stagePooled, Reason: string(status), Hash: &hash}
		}
		if why := p.Dropped(hash); why != nil && !errors.Is(why, pool.ErrRetry) {
			return &standing{Stage: stageDropped, Reason: why.Error(), Hash: &hash}
		}
	}
	return &standing{Stage: stageUnknown, Hash: &hash}
}

// BlockStatus says where a block is on its way to finality; null when there is no such block.
func (a *aditAPI) BlockStatus(ctx context.Context, block gethrpc.BlockNumberOrHash) (*standing, error) {
	if number, ok := block.Number(); ok && number == gethrpc.PendingBlockNumber {
		if a.s.need.Open == nil {
			return nil, nil
		}
		return &standing{Stage: stageOrdered, Number: quantity(a.s.eth.BlockChain().CurrentBlock().Number.Uint64() + 1)}, nil
	}
	header, err := a.s.eth.APIBackend.HeaderByNumberOrHash(ctx, block)
	if err != nil || header == nil {
		return nil, err
	}
	number := header.Number.Uint64()
	if a.s.eth.BlockChain().GetCanonicalHash(number) != header.Hash() {
		return nil, nil
	}
	return a.block(number, header.Hash()), nil
}

// block is the standing of a sealed block.
func (a *aditAPI) block(number uint64, hash common.Hash) *standing {
	st := &standing{Stage: stageSealed, Number: quantity(number), BlockHash: &hash}
	if a.s.need.Status == nil {
		return st
	}
	p := a.s.need.Status.Block(number)
	st.Batch = p.Batch
	switch {
	case p.Finalized:
		st.Stage = stageFinalized
	case p.Safe:
		st.Stage = stageSafe
	case p.Batch != nil:
		st.Stage = stagePosted
	}
	st.addClaim(a.s.need.Claims, number)
	return st
}

func quantity(n uint64) *hexutil.Uint64 { return (*hexutil.Uint64)(&n) }
