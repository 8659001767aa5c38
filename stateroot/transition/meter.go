// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/vm/oracle"
)

// meter counts an upper bound of the machine steps that proving the block takes. Nothing is refunded: what an attempt
// cost stays counted when the attempt is undone. It trips when a charge would pass the limit in force, and then leaves
// the EVM no gas; the attempt is undone by the Builder, so that where exactly the EVM stops does not matter.
//
// Some things are charged once in a block, such as the first touch of an account. They are noted as charged only if the
// charge was counted; after a trip none is. Otherwise a leader, which attempts transactions that its block then does
// not hold, would charge less than derivation, and the block would be over its limit there.
type meter struct {
	prices  *Prices
	used    uint64
	limit   uint64 // of the block
	stop    uint64 // of the attempt under way
	tripped bool
	alone   bool              // stop is the limit of a single transaction, not what is left of the block
	memory  [maxDepth + 2]int // bytes of memory that the frame at a depth had when it was last looked at

	accounts map[common.Address]struct{}
	codes    map[common.Address]struct{} // contracts whose code has been loaded
	slots    map[slot]struct{}
	written  map[slot]struct{}
}

type slot struct {
	account common.Address
	key     common.Hash
}

func newMeter(limit uint64) *meter {
	return &meter{
		prices:   &pricesV1,
		limit:    limit,
		stop:     limit,
		accounts: make(map[common.Address]struct{}),
		codes:    make(map[common.Address]struct{}),
		slots:    make(map[slot]struct{}),
		written:  make(map[slot]struct{}),
	}
}

// begin starts an attempt that may bring the meter up to the reading upTo, and by itself may use up to single.
func (m *meter) begin(upTo, single uint64) {
	m.tripped = false
	m.stop = min(upTo, m.limit)
	m.alone = single <= m.stop && m.used <= m.stop-single
	if m.alone {
		m.stop = m.used + single
	}
}

// most is what one transaction may use: all that an empty block has.
func (m *meter) most() uint64 { return m.limit - min(m.limit, m.prices.Block) }

// charge counts n steps and reports whether they fit.
func (m *meter) charge(n uint64) bool {
	if m.tripped {
		return false
	}
	if n > m.stop || m.used > m.stop-n {
		m.tripped = true
		return false
	}
	m.used += n
	return true
}

// chargeBlock counts what a block costs before its first transaction. A block cannot refuse its messages: when they
// leave no room, nothing else fits.
func (m *meter) chargeBlock(ctx *Context) {
	m.used = m.prices.Block
	for i := range ctx.Messages {
		m.used += m.prices.Message + m.prices.MessageByte*uint64(len(ctx.Messages[i].Body))
		if ctx.Messages[i].Kind == l1anchor.Deposit {
			m.used += m.prices.Account
		}
	}
}

// chargeWalk counts passing one waiting message and reading what it forces, and returns what that costs. It cannot be
// refused, like what a block takes in: a queue is never longer than one block's messages, since a block takes none in
// while any wait.
func (m *meter) chargeWalk(msg *l1anchor.Message) uint64 {
	n := m.prices.Message
	if msg.Kind == l1anchor.Forced {
		n += m.prices.MessageByte * uint64(len(msg.Body))
	}
	m.used += n
	return n
}

// chargeTransaction counts what an attempt costs before it runs.
func (m *meter) chargeTransaction(tx *types.Transaction) {
	p := m.prices
	m.charge(p.Attempt + p.TxByte*tx.Size())
	m.charge(p.AccessEntry * uint64(len(tx.AccessList())+tx.AccessList().StorageKeys()))
	m.charge(p.Authorisation * uint64(len(tx.SetCodeAuthorizations())))
	if tx.To() == nil {
		m.charge(p.InitByte * uint64(len(tx.Data())))
	}
}

func (m *meter) touchAccount(a common.Address) {
	if _, ok := m.accounts[a]; !ok && m.charge(m.prices.Account) {
		m.accounts[a] = struct{}{}
	}
}

// loadCode counts reading the code of a contract, which is kept until the block ends, and so is what is found out about
// it.
func (m *meter) loadCode(a common.Address, bytes int) {
	if _, ok := m.codes[a]; !ok && m.charge(m.prices.CodeByte*uint64(bytes)) {
		m.codes[a] = struct{}{}
	}
}

// newCode counts giving a contract code: it is hashed now, looked through when it runs first, and stored.
func (m *meter) newCode(a common.Address, bytes int) {
	if m.charge(m.prices.NewCodeByte * uint64(bytes)) {
		m.codes[a] = struct{}{}
	}
}

func (m *meter) touchSlot(a common.Address, key common.Hash) {
	s := slot{a, key}
	if _, ok := m.slots[s]; !ok && m.charge(m.prices.Slot) {
		m.slots[s] = struct{}{}
	}
}

func (m *meter) writeSlot(a common.Address, key common.Hash) {
	m.touchSlot(a, key)
	s := slot{a, key}
	if _, ok := m.written[s]; !ok && m.charge(m.prices.SlotWrite) {
		m.written[s] = struct{}{}
	}
}

// wrapPrecompiles puts the meter in front of every precompile: it is charged before it runs, and it refuses by itself
// once the meter has tripped, since the EVM looks at its cancel flag only at jumps.
func (m *meter) wrapPrecompiles(all vm.PrecompiledContracts) vm.PrecompiledContracts {
	out := make(vm.PrecompiledContracts, len(all))
	for addr, p := range all {
		number, offered := oracle.Number(addr)
		out[addr] = &meteredPrecompile{PrecompiledContract: p, meter: m, number: number, offered: offered, rate: m.prices.precompile(addr)}
	}
	return out
}

type meteredPrecompile struct {
	vm.PrecompiledContract
	meter   *meter
	number  byte // for the oracle
	offered bool // the oracle knows it
	rate    rate // where the program computes
}

func (p *meteredPrecompile) price(input []byte) uint64 {
	if question, ok := p.question(input); ok {
		return p.meter.prices.Question + p.meter.prices.QuestionByte*uint64(len(question))
	}
	return p.rate.of(p.RequiredGas(input))
}

// question is what the program asks instead of computing; ok is false where it computes.
func (p *meteredPrecompile) question(input []byte) (question []byte, ok bool) {
	if !p.offered {
		return nil, false
	}
	return oracle.Question(p.number, input)
}

func (p *meteredPrecompile) Run(input []byte) ([]byte, error) {
	if !p.meter.charge(p.price(input)) {
		return nil, vm.ErrOutOfGas
	}
	return p.PrecompiledContract.Run(input)
}
