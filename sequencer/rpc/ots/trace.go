// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/vm"
)

// Entry is a line of a trace.
type Entry struct {
	Type   string         `json:"type"`
	Depth  int            `json:"depth"`
	From   common.Address `json:"from"`
	To     common.Address `json:"to"`
	Value  *hexutil.Big   `json:"value"` // null where none can be given: delegate and static calls
	Input  hexutil.Bytes  `json:"input"`
	Output hexutil.Bytes  `json:"output"`
}

// TraceTransaction lists all that happens in a transaction, in its order: calls, creations, self-destructions. Calls
// of precompiles are left out. It is null when no sealed block has the transaction.
func (a *API) TraceTransaction(ctx context.Context, hash common.Hash) ([]Entry, error) {
	frames, ok, err := a.frames(ctx, hash)
	if !ok || err != nil {
		return nil, err
	}
	entries := []Entry{}
	for _, f := range frames {
		if f.precompile && f.op != vm.SELFDESTRUCT {
			continue
		}
		entry := Entry{Type: f.op.String(), Depth: f.depth, From: f.from, To: f.to, Input: f.input, Output: f.output}
		if f.op != vm.DELEGATECALL && f.op != vm.STATICCALL {
			entry.Value = (*hexutil.Big)(f.value)
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// Kinds of Operation.
const (
	transferred = iota
	destructed
	created
	created2
)

// Operation is money that moves, or a contract that comes or goes, inside a transaction.
type Operation struct {
	Type  int            `json:"type"`
	From  common.Address `json:"from"`
	To    common.Address `json:"to"`
	Value *hexutil.Big   `json:"value"`
}

// GetInternalOperations lists them in their order. What the transaction itself does is not internal.
func (a *API) GetInternalOperations(ctx context.Context, hash common.Hash) ([]Operation, error) {
	frames, ok, err := a.frames(ctx, hash)
	if !ok || err != nil {
		return nil, err
	}
	operations := []Operation{}
	for _, f := range frames {
		if kind, ok := f.operation(); ok {
			value := new(big.Int)
			if f.value != nil {
				value = f.value
			}
			operations = append(operations, Operation{kind, f.from, f.to, (*hexutil.Big)(value)})
		}
	}
	return operations, nil
}

// operation is what an internal frame does, if that is one of the things that are told.
func (f *frame) operation() (kind int, ok bool) {
	switch {
	case f.depth == 0:
		return 0, false
	case f.op == vm.CALL && f.value != nil && f.value.Sign() > 0:
		return transferred, true
	case f.op == vm.SELFDESTRUCT:
		return destructed, true
	case f.op == vm.CREATE:
		return created, true
	case f.op == vm.CREATE2:
		return created2, true
	}
	return 0, false
}

// GetTransactionError is what a failed transaction gave back, undecoded; empty when it succeeded or said nothing,
// null when no sealed block has it.
func (a *API) GetTransactionError(ctx context.Context, hash common.Hash) (*hexutil.Bytes, error) {
	frames, ok, err := a.frames(ctx, hash)
	if !ok || err != nil {
		return nil, err
	}
	given := hexutil.Bytes{}
	if len(frames) > 0 && frames[0].failed {
		given = frames[0].output
	}
	return &given, nil
}
