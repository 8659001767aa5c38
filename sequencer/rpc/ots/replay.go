// SPDX-License-Identifier: Apache-2.0

package ots

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
)

// frame is one call, creation or self-destruction inside a transaction.
type frame struct {
	op         vm.OpCode
	depth      int
	from, to   common.Address
	value      *big.Int
	input      []byte
	output     []byte
	failed     bool
	precompile bool // to is one
}

// frameBytes is what a frame takes besides its data, here and in an answer.
const frameBytes = 512

var errLarge = errors.New("the transaction does too much to be shown: its calls do not fit into an answer")

// recorder collects the frames of one transaction, in the order in which they begin.
type recorder struct {
	data  bool // keep input and output
	bytes int  // most to keep
	only  int  // position of the one transaction to record; -1: each
	stop  func()

	off bool // this transaction is not recorded

	precompiles []common.Address
	frames      []frame
	open        []int // frames that have begun and have not ended
	size        int
	err         error
}

// begin forgets the transaction before the one at a position.
func (r *recorder) begin(position int) {
	r.frames, r.open, r.size, r.off = nil, nil, 0, r.only >= 0 && position != r.only
}

func (r *recorder) hooks() *tracing.Hooks { return &tracing.Hooks{OnEnter: r.enter, OnExit: r.exit} }

func (r *recorder) enter(depth int, op byte, from, to common.Address, input []byte, _ uint64, value *big.Int) {
	if r.off {
		return
	}
	f := frame{op: vm.OpCode(op), depth: depth, from: from, to: to, precompile: slices.Contains(r.precompiles, to)}
	if value != nil {
		f.value = new(big.Int).Set(value)
	}
	if r.keep(frameBytes, input) {
		f.input = slices.Clone(input)
	}
	r.open = append(r.open, len(r.frames))
	if r.err == nil {
		r.frames = append(r.frames, f)
	}
}

func (r *recorder) exit(_ int, output []byte, _ uint64, err error, _ bool) {
	if r.off {
		return
	}
	at := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	if r.err != nil || at >= len(r.frames) {
		return
	}
	r.frames[at].failed = err != nil
	if r.keep(0, output) {
		r.frames[at].output = slices.Clone(output)
	}
}

// keep counts what a frame adds, and says whether its data is wanted. Too much of it ends the execution.
func (r *recorder) keep(fixed int, data []byte) bool {
	r.size += fixed
	if r.data {
		r.size += 2 * len(data) // hex
	}
	if r.size > r.bytes && r.err == nil {
		r.err = errLarge
		r.stop()
	}
	return r.data && r.err == nil
}

// replay executes the transactions of a block again, those after the last one wanted apart. After each it calls seen
// with what the recorder has of it and the state behind it. It stops at ctx's end: at a jump, or after the precompile
// that runs.
func replay(ctx context.Context, bc *core.BlockChain, signer types.Signer, block *types.Block, last int, r *recorder,
	seen func(index int, frames []frame, db *state.StateDB) error) error {
	parent := bc.GetHeader(block.ParentHash(), block.NumberU64()-1)
	if parent == nil {
		return fmt.Errorf("block %d has no parent here", block.NumberU64())
	}
	db, err := bc.StateAt(parent.Root, parent.Number, parent.Time)
	if err != nil {
		return fmt.Errorf("state of block %d: %w", parent.Number, err)
	}
	header, config := block.Header(), bc.Config()
	hooks := r.hooks()
	evm := vm.NewEVM(core.NewEVMBlockContext(header, bc, nil), state.NewHookedState(db, hooks), config, vm.Config{Tracer: hooks})
	defer evm.Release()
	defer context.AfterFunc(ctx, evm.Cancel)()
	r.stop, r.precompiles = evm.Cancel, vm.ActivePrecompiles(config.Rules(header.Number, true, header.Time))
	core.PreExecution(ctx, block.BeaconRoot(), parent, config, evm, header.Number, header.Time)
	pool := core.NewGasPool(block.GasLimit())
	for i, tx := range block.Transactions()[:last+1] {
		r.begin(i)
		msg, err := core.TransactionToMessage(tx, signer, header.BaseFee)
		if err != nil {
			return fmt.Errorf("transaction %d of block %d: %w", i, block.NumberU64(), err)
		}
		db.SetTxContext(tx.Hash(), i, uint32(i+1))
		_, _, err = core.ApplyTransactionWithEVM(ctx, msg, pool, db, header.Number, block.Hash(), header.Time, tx, evm)
		// What was cancelled looks like any other end: first see whether it was.
		if err := errors.Join(ctx.Err(), r.err); err != nil {
			return err
		}
		if err != nil {
			return fmt.Errorf("execute transaction %d of block %d: %w", i, block.NumberU64(), err)
		}
		if err := seen(i, r.frames, db); err != nil {
			return err
		}
	}
	return nil
}

// frames are those of a sealed transaction, with their data; none and false when the canonical chain does not have it.
func (a *API) frames(ctx context.Context, hash common.Hash) (frames []frame, ok bool, err error) {
	at, _ := a.cfg.Chain.GetCanonicalTransaction(hash)
	if at == nil {
		return nil, false, nil
	}
	block := a.cfg.Chain.GetBlock(at.BlockHash, at.BlockIndex)
	if block == nil {
		return nil, false, fmt.Errorf("block %d is not here", at.BlockIndex)
	}
	last := int(at.Index)
	err = replay(ctx, a.cfg.Chain, a.cfg.Signer, block, last, &recorder{data: true, bytes: a.cfg.Bytes, only: last},
		func(index int, all []frame, _ *state.StateDB) error {
			if index == last {
				frames = all
			}
			return nil
		})
	return frames, err == nil, err
}
