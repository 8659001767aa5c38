// SPDX-License-Identifier: Apache-2.0

package program

import (
	"fmt"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethdb/memorydb"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/triedb"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/vm/oracle"
)

// remembered asks an oracle one thing at a time and keeps its first failure. go-ethereum reads tries in goroutines of
// its own and does not pass on every error that it meets, so whoever believes a result looks here first.
type remembered struct {
	mu     sync.Mutex
	source oracle.Source // guarded by mu
	failed error         // guarded by mu
}

// Value implements oracle.Source.
func (r *remembered) Value(hash common.Hash) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, err := r.source.Value(hash)
	r.keep(err)
	return v, err
}

// Precompile implements oracle.Source.
func (r *remembered) Precompile(number byte, input []byte) ([]byte, bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out, ok, err := r.source.Precompile(number, input)
	r.keep(err)
	return out, ok, err
}

// keep keeps the first failure. mu must be held.
func (r *remembered) keep(err error) {
	if r.failed == nil {
		r.failed = err
	}
}

// note keeps a failure that is not the oracle's own.
func (r *remembered) note(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keep(err)
	return err
}

func (r *remembered) err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failed
}

// engine executes blocks on states that it reads by hash. It stores nothing.
type engine struct {
	rollup *params.Params
	oracle *remembered
	signer types.Signer
}

// Execute implements derive.Engine.
func (e *engine) Execute(parent transition.Head, in derive.Input) (transition.Head, error) {
	head, err := e.execute(parent, in)
	if failed := e.oracle.err(); failed != nil {
		return transition.Head{}, fmt.Errorf("L2 block %d: %w", parent.Number()+1, failed)
	}
	return head, err
}

func (e *engine) execute(parent transition.Head, in derive.Input) (head transition.Head, err error) {
	pre, err := e.state(parent.Header.Root)
	if err != nil {
		return head, err
	}
	sources := transition.Sources{Signer: e.signer, Headers: headers{e.oracle}, Precompiles: withOracle(e.oracle)}
	b, err := transition.Open(e.rollup, sources, parent, pre, in.Context)
	if err != nil {
		return head, err
	}
	for _, tx := range in.Own {
		if _, err := b.Attempt(tx); err != nil {
			return head, err
		}
	}
	block, err := b.Seal()
	if err != nil {
		return head, err
	}
	return transition.Head{Header: block.Header(), Cursor: block.Cursor}, nil
}

func (e *engine) state(root common.Hash) (*state.StateDB, error) {
	db := rawdb.NewDatabase(&byHash{memorydb.New(), e.oracle})
	return state.New(root, &once{state.NewDatabase(triedb.NewDatabase(db, triedb.HashDefaults), state.NewCodeDB(db))})
}

// byHash is go-ethereum's database as far as reading a state needs one: trie nodes and code, both by their hash.
type byHash struct {
	*memorydb.Database
	oracle *remembered
}

// Get implements ethdb.KeyValueReader.
func (d *byHash) Get(key []byte) ([]byte, error) {
	if len(key) == common.HashLength {
		return d.oracle.Value(common.Hash(key))
	}
	if isCode, hash := rawdb.IsCodeKey(key); isCode {
		return d.oracle.Value(common.Hash(hash))
	}
	return nil, d.oracle.note(fmt.Errorf("state asks for key %x, which is no hash", key))
}

// Has implements ethdb.KeyValueReader.
func (d *byHash) Has(key []byte) (bool, error) {
	_, err := d.Get(key)
	return err == nil, err
}

// headers finds ancestors by hash.
type headers struct{ oracle *remembered }

// GetHeader implements transition.Headers.
func (h headers) GetHeader(hash common.Hash, number uint64) *types.Header {
	header, err := headerOf(h.oracle, hash)
	if err == nil && header.Number.Uint64() != number {
		err = fmt.Errorf("header %s is that of block %d, not %d", hash, header.Number, number)
	}
	if h.oracle.note(err) != nil {
		return nil
	}
	return header
}

func headerOf(o oracle.Source, hash common.Hash) (*types.Header, error) {
	b, err := o.Value(hash)
	if err != nil {
		return nil, err
	}
	header := new(types.Header)
	if err := rlp.DecodeBytes(b, header); err != nil {
		return nil, fmt.Errorf("header %s: %w", hash, err)
	}
	return header, nil
}
