// SPDX-License-Identifier: Apache-2.0

// Package ots answers the methods of Otterscan's JSON-RPC API, level 8, with which that block explorer needs nothing
// but a node. It looks at the chain and executes blocks again to see inside transactions; it changes nothing. Only
// the search by address needs an index, which is kept beside the chain when the operator wants it.
package ots

import (
	"context"
	"encoding/json"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
)

// level is that of the API whose methods are all here.
const level = 8

// Caller asks the node for something that has an eth_ method of its own.
type Caller interface {
	CallContext(ctx context.Context, result any, method string, args ...any) error
}

// Config is what the methods are built on.
type Config struct {
	Chain  *core.BlockChain
	Signer types.Signer // recovers senders
	Eth    func() Caller
	Index  *Index // nil: no search by address
	Bytes  int    // most that an answer may hold
}

// API is the namespace ots_. Its methods are called by go-ethereum's rpc.Server.
type API struct{ cfg Config }

// New starts nothing.
func New(cfg Config) *API { return &API{cfg} }

// GetApiLevel says which methods there are.
func (a *API) GetApiLevel() uint8 { return level }

// HasCode says whether an address has code at a block. A delegation of EIP-7702 counts.
func (a *API) HasCode(ctx context.Context, address common.Address, block blockTag) (bool, error) {
	var code hexutil.Bytes
	err := a.cfg.Eth().CallContext(ctx, &code, "eth_getCode", address, block.text())
	return len(code) > 0, err
}

// Erigon is the one method of the namespace erigon_ by which Otterscan recognises a node.
type Erigon struct{ api *API }

// Erigon is the service for the namespace erigon_.
func (a *API) Erigon() *Erigon { return &Erigon{a} }

// GetHeaderByNumber is a block without its transactions; null when there is none.
func (e *Erigon) GetHeaderByNumber(ctx context.Context, block blockTag) (json.RawMessage, error) {
	var header json.RawMessage
	err := e.api.cfg.Eth().CallContext(ctx, &header, "eth_getHeaderByNumber", block.text())
	return header, err
}
