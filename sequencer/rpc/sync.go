// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
)

const methodSync = "eth_sendRawTransactionSync"

// codeSyncTimeout is EIP-7966's code for a transaction that was accepted but has no receipt in time.
const codeSyncTimeout = 4

// Between two looks at whether a transaction was dropped after it was accepted: here, and where this node asks.
const (
	fateLook = 100 * time.Millisecond
	fateAsk  = 10 // looks
)

// SendRawTransactionSync returns the receipt when the transaction's block is sealed (EIP-7966), or why there will be
// none when it is dropped before: another one may take its nonce while it waits for an earlier one.
func (e *ethAPI) SendRawTransactionSync(ctx context.Context, raw hexutil.Bytes, timeoutMs *uint64) (json.RawMessage, error) {
	heads := make(chan core.ChainHeadEvent, 16)
	sub := e.s.eth.BlockChain().SubscribeChainHeadEvent(heads)
	defer sub.Unsubscribe()
	late := time.NewTimer(e.s.syncTimeout(timeoutMs))
	defer late.Stop()
	hash, err := e.s.send.one(ctx, raw)
	if err != nil {
		return nil, err
	}
	look := time.NewTicker(fateLook)
	defer look.Stop()
	for looks := 0; ; {
		if receipt, err := e.GetTransactionReceipt(ctx, hash); err != nil || receipt != nil {
			return receipt, err
		}
		select {
		case <-heads:
		case <-look.C:
			looks++
			if err := e.gone(ctx, hash, looks%fateAsk == 0); err != nil {
				return nil, err
			}
		case <-late.C:
			return nil, e.late(ctx, hash)
		case err := <-sub.Err():
			return nil, fmt.Errorf("wait for the next block: %w", err)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// syncTimeout is how long to wait for a receipt when the client asks for so many milliseconds.
func (s *Server) syncTimeout(asked *uint64) time.Duration {
	most := s.cfg.SyncTimeout
	switch {
	case asked == nil || *asked == 0:
		return min(20*time.Second, most)
	case *asked < uint64(most.Milliseconds()):
		return time.Duration(*asked) * time.Millisecond
	}
	return most
}

// gone is the error for a transaction that was accepted and dropped since; nil while it may still get a place. With
// ask another node is asked even if this one knows of nothing. A transaction is ordered before it leaves the pool, so
// that one which is sent again after it was dropped may show neither for a moment: what counts is a second look.
func (e *ethAPI) gone(ctx context.Context, hash common.Hash, ask bool) error {
	api := aditAPI{e.s}
	look := api.TransactionStatus
	if !ask {
		look = func(_ context.Context, hash common.Hash) (*standing, error) { return api.standing(hash) }
	}
	st, err := look(ctx, hash)
	if err == nil && st.Stage == stageDropped {
		st, err = api.TransactionStatus(ctx, hash)
	}
	if err != nil || st.Stage != stageDropped {
		return err
	}
	return &rpcError{Code: codeRejected, Data: hash, Message: fmt.Sprintf("transaction %v was dropped: %s", hash, st.Reason)}
}

// late is the answer when a transaction was accepted and its block is not sealed in time.
func (e *ethAPI) late(ctx context.Context, hash common.Hash) error {
	if err := e.gone(ctx, hash, true); err != nil {
		return err
	}
	what := "is ordered, but its block was not sealed in time"
	if e.s.send.isParked(hash) {
		what = "waits for an earlier nonce of its sender"
	}
	return &rpcError{Code: codeSyncTimeout, Data: hash, Message: fmt.Sprintf("transaction %v %s", hash, what)}
}
