// SPDX-License-Identifier: Apache-2.0

package program

import (
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
)

// once is a state database that looks for an absent account in the trie only once. A state.StateDB remembers the
// accounts that it has found, and looks again for one that is not there whenever it is named, which an instruction of
// 100 gas can do twice.
type once struct{ state.Database }

// Reader implements state.Database.
func (d *once) Reader(root common.Hash) (state.Reader, error) {
	r, err := d.Database.Reader(root)
	if err != nil {
		return nil, err
	}
	return &accountsOnce{Reader: r, absent: make(map[common.Address]struct{})}, nil
}

type accountsOnce struct {
	state.Reader
	mu     sync.Mutex
	absent map[common.Address]struct{} // guarded by mu
}

// Account implements state.StateReader.
func (r *accountsOnce) Account(addr common.Address) (*types.StateAccount, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.absent[addr]; ok {
		return nil, nil
	}
	account, err := r.Reader.Account(addr)
	if account == nil && err == nil {
		r.absent[addr] = struct{}{}
	}
	return account, err
}
