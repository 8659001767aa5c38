package transition

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/l1anchor"
)

// MaxTxProof is how many steps a forced transaction may need; one that needs more can never run.
const MaxTxProof = 1 << 29

// meter counts an upper bound of the machine steps that proving the block takes. Nothing is refunded: what an attempt
// cost stays counted when the attempt is undone. It trips when a charge would pass the limit in force, and then asks the
// EVM to stop; the attempt is undone by the Builder, so that where exactly the EVM stops does not matter.
type meter struct {
	prices  *Prices
	used    uint64
	limit   uint64 // of the block
	stop    uint64 // of the attempt under way
	tripped bool
	alone   bool   // stop is the limit of a single transaction, not what is left of the block
	cancel  func() // stops the EVM under way

	accounts map[common.Address]struct{}
	slots    map[slot]struct{}
	written  map[slot]struct{}
}

type slot struct {
	account common.Address
	key     common.Hash
}

func newMeter(limit uint64) *meter {
	return &meter{
		prices:   &pricesV0,
		limit:    limit,
		stop:     limit,
		cancel:   func() {},
		accounts: make(map[common.Address]struct{}),
		slots:    make(map[slot]struct{}),
		written:  make(map[slot]struct{}),
	}
}

// begin starts an attempt that may bring the meter up to the reading upTo, and by itself may use up to single.
func (m *meter) begin(upTo, single uint64) {
	m.tripped = false
	m.stop = min(upTo, m.limit)
	m.alone = single < m.stop && m.used < m.stop-single
	if m.alone {
		m.stop = m.used + single
	}
}

// charge counts n steps and reports whether they fit.
func (m *meter) charge(n uint64) bool {
	if m.tripped {
		return false
	}
	if n > m.stop || m.used > m.stop-n {
		m.tripped = true
		m.cancel()
		return false
	}
	m.used += n
	return true
}

// chargeBlock counts what a block costs before its first transaction.
func (m *meter) chargeBlock(ctx *Context) {
	p := m.prices
	m.charge(p.Block)
	for i := range ctx.Messages {
		m.charge(p.Message + p.MessageByte*uint64(len(ctx.Messages[i].Body)))
	}
}

// chargeWalk counts passing one waiting message and reading what it forces, and reports whether the meter stays within the
// reading upTo.
func (m *meter) chargeWalk(msg *l1anchor.Message, upTo uint64) bool {
	m.begin(upTo, m.limit)
	n := m.prices.Message
	if msg.Kind == l1anchor.Forced {
		n += m.prices.MessageByte * uint64(len(msg.Body))
	}
	return m.charge(n)
}

// chargeTransaction counts what an attempt costs before it runs.
func (m *meter) chargeTransaction(tx *types.Transaction) {
	p := m.prices
	m.charge(p.Attempt + p.TxByte*tx.Size())
	m.charge(p.AccessEntry * uint64(len(tx.AccessList())+tx.AccessList().StorageKeys()))
	m.charge(p.Authorisation * uint64(len(tx.SetCodeAuthorizations())))
}

func (m *meter) touchAccount(a common.Address) {
	if _, ok := m.accounts[a]; !ok {
		m.accounts[a] = struct{}{}
		m.charge(m.prices.Account)
	}
}

func (m *meter) touchSlot(a common.Address, key common.Hash) {
	s := slot{a, key}
	if _, ok := m.slots[s]; !ok {
		m.slots[s] = struct{}{}
		m.charge(m.prices.Slot)
	}
}

func (m *meter) writeSlot(a common.Address, key common.Hash) {
	m.touchSlot(a, key)
	s := slot{a, key}
	if _, ok := m.written[s]; !ok {
		m.written[s] = struct{}{}
		m.charge(m.prices.SlotWrite)
	}
}

// wrapPrecompiles puts the meter in front of every precompile: it is charged before it runs, and it refuses by itself
// once the meter has tripped, since the EVM looks at its cancel flag only at jumps.
func (m *meter) wrapPrecompiles(all vm.PrecompiledContracts) vm.PrecompiledContracts {
	out := make(vm.PrecompiledContracts, len(all))
	for addr, p := range all {
		out[addr] = &meteredPrecompile{PrecompiledContract: p, meter: m, perGas: m.prices.precompile(addr)}
	}
	return out
}

type meteredPrecompile struct {
	vm.PrecompiledContract
	meter  *meter
	perGas uint64
}

func (p *meteredPrecompile) Run(input []byte) ([]byte, error) {
	gas := p.RequiredGas(input)
	steps := p.perGas * gas
	if p.perGas != 0 && steps/p.perGas != gas {
		steps = ^uint64(0)
	}
	if !p.meter.charge(steps) {
		return nil, vm.ErrOutOfGas
	}
	return p.PrecompiledContract.Run(input)
}
