// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/l1anchor"
)

// Remote is a Source over the JSON-RPC of sequencers. It stays with one of them as long as that one answers, and goes
// on to the next when it does not.
type Remote struct {
	urls    []string
	clients []*rpc.Client

	mu  sync.Mutex
	now int // index of the sequencer that is asked
}

var _ Source = (*Remote)(nil)

// askTimeout bounds one question to one sequencer.
const askTimeout = 20 * time.Second

// NewRemote makes a Remote of the URLs of one or more sequencers. It makes no request yet.
func NewRemote(urls []string) (*Remote, error) {
	if len(urls) == 0 {
		return nil, errors.New("sequencer URLs: none")
	}
	r := &Remote{urls: urls}
	for _, url := range urls {
		client, err := rpc.Dial(url)
		if err != nil {
			r.Close()
			return nil, fmt.Errorf("sequencer URL %s: %w", url, err)
		}
		r.clients = append(r.clients, client)
	}
	return r, nil
}

// Close drops idle connections.
func (r *Remote) Close() {
	for _, c := range r.clients {
		c.Close()
	}
}

// Derived asks adit_derived.
func (r *Remote) Derived(ctx context.Context) (Derived, error) {
	var got *struct {
		L1 *struct {
			Height hexutil.Uint64
			Hash   common.Hash
		}
		BatchCount, Consumed, Messages, Number, Sealed hexutil.Uint64
		Tail                                           hexutil.Bytes
		Hash                                           common.Hash
	}
	var d Derived
	err := r.ask(ctx, &got, func() error {
		if got == nil || got.L1 == nil {
			return errors.New("the node does not follow L1")
		}
		if len(got.Tail) != len(d.Tail) {
			return fmt.Errorf("tail of %d bytes", len(got.Tail))
		}
		return nil
	}, "adit_derived")
	if err != nil {
		return Derived{}, err
	}
	copy(d.Tail[:], got.Tail)
	d.L1 = l1anchor.Ref{Height: l1anchor.Height(got.L1.Height), Hash: got.L1.Hash}
	d.BatchCount, d.Consumed, d.Messages = uint64(got.BatchCount), uint64(got.Consumed), uint64(got.Messages)
	d.Number, d.Hash, d.Sealed = uint64(got.Number), got.Hash, uint64(got.Sealed)
	return d, nil
}

// Blocks asks adit_getBlocks. A block's hash is computed from its content, and its transactions are held against it.
func (r *Remote) Blocks(ctx context.Context, from uint64, count int) ([]SealedBlock, error) {
	var got []struct {
		Raw              hexutil.Bytes
		Consumed, Forced hexutil.Uint64
	}
	var blocks []SealedBlock
	err := r.ask(ctx, &got, func() error {
		blocks = nil
		for i := range got {
			block := new(types.Block)
			if err := rlp.DecodeBytes(got[i].Raw, block); err != nil {
				return fmt.Errorf("block %d of %d: %w", i, len(got), err)
			}
			if err := checkBody(block); err != nil {
				return fmt.Errorf("block %d: %w", block.NumberU64(), err)
			}
			if block.NumberU64() != from+uint64(i) {
				return fmt.Errorf("block %d where block %d was asked for", block.NumberU64(), from+uint64(i))
			}
			if uint64(got[i].Forced) > uint64(len(block.Transactions())) {
				return fmt.Errorf("block %d: %d of %d transactions are forced", block.NumberU64(), got[i].Forced, len(block.Transactions()))
			}
			blocks = append(blocks, SealedBlock{Block: block, Consumed: uint64(got[i].Consumed), Forced: int(got[i].Forced)})
		}
		return nil
	}, "adit_getBlocks", hexutil.Uint64(from), hexutil.Uint64(count))
	return blocks, err
}

// ask puts a question to one sequencer after another until one gives an answer that check accepts.
func (r *Remote) ask(ctx context.Context, answer any, check func() error, method string, args ...any) error {
	var errs []error
	for range r.clients {
		r.mu.Lock()
		i := r.now
		r.mu.Unlock()
		asking, cancel := context.WithTimeout(ctx, askTimeout)
		err := r.clients[i].CallContext(asking, answer, method, args...)
		cancel()
		if err == nil {
			if err = check(); err == nil {
				return nil
			}
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		errs = append(errs, fmt.Errorf("%s from %s: %w", method, r.urls[i], err))
		r.mu.Lock()
		if r.now == i {
			r.now = (i + 1) % len(r.clients)
		}
		r.mu.Unlock()
	}
	return errors.Join(errs...)
}
