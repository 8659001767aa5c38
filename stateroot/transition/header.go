// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"encoding/binary"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/misc/eip1559"
	"github.com/ethereum/go-ethereum/consensus/misc/eip4844"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// checkContext refuses a context that does not follow from the parent.
func checkContext(parent *Head, ctx *Context) error {
	switch {
	case ctx.Timestamp <= parent.Header.Time:
		return invalid("timestamp %d is not after the parent's %d", ctx.Timestamp, parent.Header.Time)
	case ctx.Consumed < parent.Consumed:
		return invalid("consumes up to message %d, the parent already %d", ctx.Consumed, parent.Consumed)
	case ctx.Consumed-parent.Consumed > wire.MaxBlockMessages:
		return invalid("consumes %d messages, at most %d are allowed", ctx.Consumed-parent.Consumed, wire.MaxBlockMessages)
	}
	if err := checkRange(ctx.Messages, parent.Consumed, ctx.Consumed); err != nil {
		return invalid("new messages: %v", err)
	}
	if parent.Forced > parent.Consumed {
		return invalid("message %d is the first that waits, of %d consumed", parent.Forced, parent.Consumed)
	}
	return nil
}

// Check tells whether a block can open with ctx on parent, by what their own fields say: it reads no state. The error
// matches ErrInput.
func (ctx *Context) Check(parent *Head) error { return checkContext(parent, ctx) }

// checkRange refuses messages that are not exactly those with index in [from, to).
func checkRange(messages []l1anchor.Message, from, to uint64) error {
	if uint64(len(messages)) != to-from {
		return fmt.Errorf("have %d, want [%d, %d)", len(messages), from, to)
	}
	for i := range messages {
		if messages[i].Index != from+uint64(i) {
			return fmt.Errorf("have index %d where %d belongs", messages[i].Index, from+uint64(i))
		}
	}
	return nil
}

// advance is the cursor after consuming messages; the forced transactions among them join the queue.
func advance(c Cursor, messages []l1anchor.Message) Cursor {
	for i := range messages {
		c.Acc = messages[i].Extend(c.Acc)
		c.Consumed++
	}
	return c
}

// openHeader fills in what a block's header says before any transaction runs.
func openHeader(rollup *params.Params, config *gethparams.ChainConfig, parent *Head, ctx *Context, acc common.Hash) *types.Header {
	word := parent.Header.MixDigest
	if n := len(ctx.Messages); n > 0 {
		word = ctx.Messages[n-1].Word(acc)
	}
	excess := eip4844.CalcExcessBlobGas(config, parent.Header, ctx.Timestamp)
	return &types.Header{
		ParentHash:       parent.Hash(),
		UncleHash:        types.EmptyUncleHash,
		Coinbase:         rollup.FeeRecipient,
		Difficulty:       new(big.Int),
		Number:           new(big.Int).SetUint64(parent.Number() + 1),
		GasLimit:         rollup.GasLimit,
		Time:             ctx.Timestamp,
		MixDigest:        word,
		BaseFee:          eip1559.CalcBaseFee(config, parent.Header),
		BlobGasUsed:      new(uint64),
		ExcessBlobGas:    &excess,
		ParentBeaconRoot: &word,
	}
}

// deposits are the withdrawals by which a block mints what its newly consumed messages deposit (EIP-4895: index =
// message index, validator 0). A deposit whose body has another length than DepositLength has no effect.
func deposits(messages []l1anchor.Message) types.Withdrawals {
	out := types.Withdrawals{}
	for i := range messages {
		m := &messages[i]
		if m.Kind != l1anchor.Deposit || len(m.Body) != l1anchor.DepositLength {
			continue
		}
		out = append(out, &types.Withdrawal{
			Index:   m.Index,
			Address: common.BytesToAddress(m.Body[:20]),
			Amount:  binary.BigEndian.Uint64(m.Body[20:]),
		})
	}
	return out
}

// newEVM is an EVM over the metered state, for transactions.
func (b *Builder) newEVM() *vm.EVM {
	evm := vm.NewEVM(b.blockContext(), &meteredState{StateDB: b.state, meter: b.meter}, b.config, vm.Config{Tracer: b.meter.hooks()})
	precompiles := withOwn(vm.ActivePrecompiledContracts(evm.GetRules()))
	if b.sources.Precompiles != nil {
		precompiles = b.sources.Precompiles(precompiles)
	}
	evm.SetPrecompiles(b.meter.wrapPrecompiles(precompiles))
	return evm
}

// systemEVM is an EVM over the plain state, for the calls that open and close a block: their cost is part of the
// block's base price and they must not fail for want of it.
func (b *Builder) systemEVM() *vm.EVM {
	return vm.NewEVM(b.blockContext(), b.state, b.config, vm.Config{})
}

func (b *Builder) blockContext() vm.BlockContext {
	h := b.header
	random := h.MixDigest
	return vm.BlockContext{
		CanTransfer:      core.CanTransfer,
		Transfer:         core.Transfer,
		GetHash:          b.blockHash,
		Coinbase:         h.Coinbase,
		BlockNumber:      new(big.Int).Set(h.Number),
		Time:             h.Time,
		Difficulty:       new(big.Int),
		BaseFee:          new(big.Int).Set(h.BaseFee),
		BlobBaseFee:      eip4844.CalcBlobFee(b.config, h),
		GasLimit:         h.GasLimit,
		Random:           &random,
		CostPerStateByte: gethparams.CostPerStateByte,
	}
}

// blockHash serves BLOCKHASH, which asks for one of the 256 blocks before this one. Headers are read once in a block.
// One that is missing makes the block fail.
func (b *Builder) blockHash(number uint64) common.Hash {
	back := b.parent.Number() - number
	for uint64(len(b.ancestors)) <= back {
		at := b.parent.Header
		if n := len(b.ancestors); n > 0 {
			if !b.meter.charge(b.meter.prices.Header) {
				return common.Hash{}
			}
			last := b.ancestors[n-1]
			if at = b.sources.Headers.GetHeader(last.parent, b.parent.Number()-uint64(n)); at == nil {
				b.fatal = fmt.Errorf("BLOCKHASH in block %d: header %s is missing", b.header.Number, last.parent)
				return common.Hash{}
			}
		}
		b.ancestors = append(b.ancestors, ancestor{at.Hash(), at.ParentHash})
	}
	return b.ancestors[back].hash
}

// ancestor is a block before this one.
type ancestor struct{ hash, parent common.Hash }
