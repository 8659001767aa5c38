// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/layeredpow/adit/stateroot/params"
)

// Headers finds ancestors for the BLOCKHASH instruction. It returns nil for a header that it does not have, which
// makes the block fail: an unknown ancestor is never taken for a zero hash.
type Headers interface {
	GetHeader(hash common.Hash, number uint64) *types.Header
}

// Sources is what a block is made with, beside its parent and inputs. None of it may change the outcome.
type Sources struct {
	Signer  types.Signer // gives the senders that LatestSignerForChainID gives; it may remember them
	Headers Headers
	// Precompiles may put other implementations in the place of precompiles, with the same answers; nil leaves them.
	Precompiles func(vm.PrecompiledContracts) vm.PrecompiledContracts
}

// Builder makes one block: Open, then Attempt for each own transaction, then Seal. The state that was handed to Open
// belongs to the Builder until Seal has returned. A Builder is not safe for concurrent use.
type Builder struct {
	rollup  *params.Params
	config  *gethparams.ChainConfig
	rules   gethparams.Rules
	sources Sources
	parent  Head
	ctx     Context

	header *types.Header
	state  *state.StateDB
	evm    *vm.EVM
	gas    *core.GasPool
	meter  *meter

	ancestors []ancestor // as far as BLOCKHASH has asked, the parent first

	fatal error // what makes this block's result unknown; once set nothing else is believed

	out Block
	txs types.Transactions
}

// Open starts a block on top of parent. It runs the system calls that open a block and then the forced transactions
// that wait. The error matches ErrInput when the context contradicts itself or the parent; any other error means that
// the state could not be read.
func Open(rollup *params.Params, sources Sources, parent Head, pre *state.StateDB, ctx Context) (*Builder, error) {
	if err := checkContext(&parent, &ctx); err != nil {
		return nil, err
	}
	config := rollup.ChainConfig()
	b := &Builder{
		rollup: rollup, config: config, sources: sources, parent: parent, ctx: ctx, state: pre,
		gas:   core.NewGasPool(rollup.GasLimit),
		meter: newMeter(rollup.ProofLimit),
	}
	b.out.Cursor = advance(parent.Cursor, ctx.Messages)
	b.header = openHeader(rollup, config, &parent, &ctx, b.out.Acc)
	b.rules = config.Rules(b.header.Number, true, b.header.Time)
	b.evm = b.newEVM()

	b.meter.chargeBlock(&ctx)
	core.PreExecution(context.Background(), b.header.ParentBeaconRoot, parent.Header, config, b.systemEVM(), b.header.Number, b.header.Time)
	b.runForced()
	return b, b.err()
}

// Header is the block's header as far as it is known before Seal: number, time, base fee, fee recipient, gas limit.
// The caller must not change it.
func (b *Builder) Header() *types.Header { return b.header }

// Context is what the block was opened with.
func (b *Builder) Context() *Context { return &b.ctx }

// Transactions are those in the block so far, the forced ones first. Receipts belong to them one by one; their block
// hash is set by Seal.
func (b *Builder) Transactions() types.Transactions { return b.txs }

// Receipts are those of Transactions.
func (b *Builder) Receipts() types.Receipts { return b.out.Receipts }

// Forced is how many of Transactions, from the top, were forced.
func (b *Builder) Forced() int { return b.out.Forced }

// Proof is what the proof meter reads: an upper bound of the machine steps that the block takes so far.
func (b *Builder) Proof() uint64 { return b.meter.used }

// State is the state after the transactions so far. Reading from it is fine between calls of the Builder's methods.
func (b *Builder) State() *state.StateDB { return b.state }

// Sealable copies the Builder, so that the block as it stands can be sealed without ending the original, which may go
// on meanwhile. Of the copy only Seal and what reads may be called: the meter's notes are the original's.
func (b *Builder) Sealable() *Builder {
	c, m := *b, *b.meter
	c.meter, c.ancestors = &m, slices.Clip(b.ancestors)
	c.state, c.gas = b.state.Copy(), b.gas.Snapshot()
	c.evm = c.newEVM()
	c.header = types.CopyHeader(b.header)
	c.out.Receipts = make(types.Receipts, len(b.out.Receipts))
	for i, r := range b.out.Receipts {
		c.out.Receipts[i] = copyReceipt(r)
	}
	return &c
}

// Attempt runs one own transaction: the one way in which a transaction runs anywhere. Either it becomes the next
// transaction of the block, or block and state stay as they were and the error says why. The error matches ErrFull when
// the transaction may fit in a later block, and ErrRejected when the rules refuse it here or no block could hold it;
// any other error is fatal for the block. The proof meter keeps what the attempt cost in all cases.
func (b *Builder) Attempt(tx *types.Transaction) (*types.Receipt, error) {
	return b.attempt(tx, b.meter.limit, b.meter.most())
}

// attempt runs tx while the meter reads at most upTo; tx by itself may use at most single of it.
func (b *Builder) attempt(tx *types.Transaction, upTo, single uint64) (*types.Receipt, error) {
	if err := b.err(); err != nil {
		return nil, err
	}
	if err := ours(tx); err != nil {
		return nil, err
	}
	return b.run(tx, upTo, single)
}

// run is attempt for a transaction that is for this chain.
func (b *Builder) run(tx *types.Transaction, upTo, single uint64) (*types.Receipt, error) {
	msg, err := core.TransactionToMessage(tx, b.sources.Signer, b.header.BaseFee)
	if err != nil {
		return nil, reject("%v", err)
	}
	snapshot, gas := b.state.Snapshot(), b.gas.Snapshot()
	b.meter.begin(upTo, single)
	b.meter.chargeTransaction(tx)
	var result *core.ExecutionResult
	if !b.meter.tripped {
		b.state.SetTxContext(tx.Hash(), len(b.txs), uint32(len(b.txs)+1))
		result, err = core.ApplyMessage(b.evm, msg, b.gas)
	}
	if fatal := b.err(); fatal != nil {
		return nil, fatal
	}
	if b.meter.tripped || err != nil {
		b.state.RevertToSnapshot(snapshot)
		b.gas.Set(gas)
		return nil, b.refusal(err)
	}
	b.evm.StateDB.Finalise(b.rules)
	receipt := core.MakeReceipt(b.evm, result, b.state, b.header.Number, common.Hash{}, b.header.Time, tx, b.gas.CumulativeUsed(), nil)
	receipt.EffectiveGasPrice = msg.GasPrice.ToBig()
	b.txs = append(b.txs, tx)
	b.out.Receipts = append(b.out.Receipts, receipt)
	return receipt, nil
}

// ours refuses transactions that are not for this chain whatever their signature says. One without a chain id (before
// EIP-155) was signed for every chain, and for another one at that: anybody could run his neighbour's old ones here.
// The signer refuses another chain id. EIP-7702 authorisations for chain id 0 are left: that means every chain, by the
// EIP's own word.
func ours(tx *types.Transaction) error {
	switch {
	case tx.Type() == types.BlobTxType:
		return reject("blob transactions do not exist on L2")
	case tx.Type() == types.LegacyTxType && !tx.Protected():
		return reject("it names no chain (EIP-155)")
	}
	return nil
}

// refusal turns the end of a failed attempt into an error.
func (b *Builder) refusal(err error) error {
	switch {
	case b.meter.tripped:
		if b.meter.alone {
			return reject("needs more proof steps than one transaction may")
		}
		return fmt.Errorf("%w: the proof limit is reached", ErrFull)
	case errors.Is(err, core.ErrGasLimitReached):
		return fmt.Errorf("%w: the gas limit is reached", ErrFull)
	default:
		return reject("%v", err)
	}
}

// Seal finishes the block: withdrawals, closing system calls, roots. The Builder must not be used afterwards, except
// that the state it was opened with now holds what is to be committed.
func (b *Builder) Seal() (*Block, error) {
	withdrawals := deposits(b.ctx.Messages)
	var logs []*types.Log
	for _, r := range b.out.Receipts {
		logs = append(logs, r.Logs...)
	}
	requests, _, err := core.PostExecution(context.Background(), b.config, b.header.Number, b.header.Time, logs, withdrawals, b.systemEVM(), uint32(len(b.txs)+1))
	if err != nil {
		return nil, fmt.Errorf("close block %d: %w", b.header.Number, err)
	}
	hash := types.CalcRequestsHash(requests)
	b.header.RequestsHash = &hash
	b.header.GasUsed = b.gas.Used()
	b.header.Root = b.state.IntermediateRoot(b.rules)
	if err := b.err(); err != nil {
		return nil, err
	}
	b.evm.Release()
	body := types.Body{Transactions: b.txs, Withdrawals: withdrawals}
	b.out.Block = types.NewBlock(b.header, &body, b.out.Receipts, trie.NewStackTrie(nil))
	placeReceipts(b.out.Receipts, b.out.Block.Hash())
	return &b.out, nil
}

// Rules are the EVM rules of the block, which committing its state asks for.
func (b *Builder) Rules() gethparams.Rules { return b.rules }

// err is the first thing that makes the result unknown: a state that could not be read, or an unknown ancestor.
func (b *Builder) err() error {
	if b.fatal == nil {
		if err := b.state.Error(); err != nil {
			b.fatal = fmt.Errorf("state of block %d: %w", b.header.Number, err)
		}
	}
	return b.fatal
}

// placeReceipts writes into receipts and logs what is only known once the block has its hash.
func placeReceipts(receipts types.Receipts, hash common.Hash) {
	for _, r := range receipts {
		r.BlockHash = hash
		for _, l := range r.Logs {
			l.BlockHash = hash
		}
	}
}

func copyReceipt(r *types.Receipt) *types.Receipt {
	c := *r
	c.Logs = make([]*types.Log, len(r.Logs))
	for i, l := range r.Logs {
		log := *l
		c.Logs[i] = &log
	}
	return &c
}
