// SPDX-License-Identifier: Apache-2.0

package sequencer

import (
	"bytes"
	"sync"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// proposed keeps the transactions of slices that this member proposed, so that the executor gets the very objects whose
// senders the pool has recovered instead of decoding and recovering again.
type proposed struct {
	mu     sync.Mutex
	slices map[sliceID]slice
}

type sliceID struct{ number, seq uint64 }

type slice struct {
	txs []*types.Transaction
	raw [][]byte
}

func newProposed() *proposed { return &proposed{slices: make(map[sliceID]slice)} }

func (p *proposed) add(e *fsm.Slice, txs []*types.Transaction) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.slices[sliceID{e.Number, e.Seq}] = slice{txs, e.Txs}
}

// take returns the transactions of a committed slice if they are the ones that were proposed here.
func (p *proposed) take(e *fsm.Slice) []*types.Transaction {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := sliceID{e.Number, e.Seq}
	s, ok := p.slices[id]
	delete(p.slices, id)
	if !ok || len(s.raw) != len(e.Txs) {
		return nil
	}
	for i := range s.raw {
		if !bytes.Equal(s.raw[i], e.Txs[i]) {
			return nil
		}
	}
	return s.txs
}

// clear forgets slices that may never be committed.
func (p *proposed) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.slices)
}
