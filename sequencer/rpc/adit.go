package rpc

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rlp"
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
	return NodeStatus{Role: "verifier", Sealed: L2Ref{hexutil.Uint64(head.Number.Uint64()), head.Hash()}}
}

// Derived is how far L1 has been followed.
func (a *aditAPI) Derived() (*Derived, error) {
	if a.s.need.Status == nil {
		return nil, errors.New("this node does not follow L1")
	}
	d := a.s.need.Status.Derived()
	return &d, nil
}

// Stages that a transaction goes through.
const (
	stageUnknown   = "unknown"   // this node has not heard of it
	stagePooled    = "pooled"    // waits here for its turn or for an earlier nonce
	stageDropped   = "dropped"   // let go, see the reason
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
	Slice     *hexutil.Uint64 `json:"slice,omitempty"`     // that ordered it, while the block is open
	RaftIndex *hexutil.Uint64 `json:"raftIndex,omitempty"` // of the log entry that ordered or sealed it
	Batch     *Posting        `json:"batch,omitempty"`
	Rebased   string          `json:"rebased,omitempty"`
}

// TransactionStatus says where a transaction is on its way from the pool to finality.
func (a *aditAPI) TransactionStatus(hash common.Hash) *standing {
	if open := a.s.need.Open; open != nil {
		if at, ok := open.Transaction(hash); ok {
			return &standing{Stage: stageOrdered, Hash: &hash, Number: quantity(at.Number), Index: quantity(uint64(at.Index)),
				Slice: quantity(at.Slice), RaftIndex: quantity(at.Raft)}
		}
	}
	if found, _, block, number, index := a.s.eth.APIBackend.GetCanonicalTransaction(hash); found {
		st := a.block(number, block)
		st.Hash, st.Index = &hash, quantity(index)
		return st
	}
	if p := a.s.need.Pool; p != nil {
		if tx, place := p.Get(hash); tx != nil {
			return &standing{Stage: stagePooled, Reason: string(place), Hash: &hash}
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
	if p.Raft != 0 {
		st.RaftIndex = quantity(p.Raft)
	}
	st.Batch, st.Rebased = p.Batch, p.Rebased
	switch {
	case p.Finalized:
		st.Stage = stageFinalized
	case p.Safe:
		st.Stage = stageSafe
	case p.Batch != nil:
		st.Stage = stagePosted
	}
	return st
}

func quantity(n uint64) *hexutil.Uint64 { return (*hexutil.Uint64)(&n) }

// Bounds of adit_getBlocks; a caller asks again from where the answer ends.
const (
	maxBlocks     = 256
	maxBlockBytes = 4 << 20
)

// Block is a sealed block as adit_getBlocks gives it.
type Block struct {
	Number     hexutil.Uint64 `json:"number"`
	Hash       common.Hash    `json:"hash"`
	Raw        hexutil.Bytes  `json:"raw"`        // RLP
	Forced     hexutil.Uint64 `json:"forced"`     // transactions, from the top, that were forced
	Consumed   hexutil.Uint64 `json:"consumed"`   // messages consumed at its end
	ForcedNext hexutil.Uint64 `json:"forcedNext"` // first forced transaction that waits at its end
	Acc        common.Hash    `json:"acc"`        // message accumulator at its end
	Messages   hexutil.Bytes  `json:"messages"`   // RLP list of the messages that it newly consumes
}

// GetBlocks gives canonical blocks in a row, from the given number on: at most count, and fewer when the chain ends or
// the answer grows too large. At least one is given when there is one.
func (a *aditAPI) GetBlocks(from, count hexutil.Uint64) ([]Block, error) {
	blocks := []Block{}
	size := 0
	for n := uint64(from); uint64(len(blocks)) < min(uint64(count), maxBlocks) && size < maxBlockBytes; n++ {
		block := a.s.eth.BlockChain().GetBlockByNumber(n)
		if block == nil {
			break
		}
		if uint64(len(blocks)) > 0 && blocks[len(blocks)-1].Hash != block.ParentHash() {
			break // the chain was rebased between two reads
		}
		raw, err := rlp.EncodeToBytes(block)
		if err != nil {
			return nil, fmt.Errorf("encode block %d: %w", n, err)
		}
		cursor, forced, err := a.s.need.Chain.Cursor(block.Hash())
		if err != nil {
			return nil, err
		}
		messages, err := a.s.need.Chain.Messages(block.Hash())
		if err != nil {
			return nil, err
		}
		inbox, err := rlp.EncodeToBytes(messages)
		if err != nil {
			return nil, fmt.Errorf("encode messages of block %d: %w", n, err)
		}
		blocks = append(blocks, Block{Number: hexutil.Uint64(n), Messages: inbox, Hash: block.Hash(), Raw: raw, Forced: hexutil.Uint64(forced),
			Consumed: hexutil.Uint64(cursor.Consumed), ForcedNext: hexutil.Uint64(cursor.Forced), Acc: cursor.Acc})
		size += len(raw) + len(inbox)
	}
	return blocks, nil
}
