package transition

import (
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/vm"
	gethparams "github.com/ethereum/go-ethereum/params"
)

// maxDepth is how deep calls go.
const maxDepth = int(gethparams.CallCreateDepth)

// hooks put the meter before every instruction of the EVM.
func (m *meter) hooks() *tracing.Hooks {
	return &tracing.Hooks{OnOpcode: func(_ uint64, op byte, _, cost uint64, at tracing.OpContext, _ []byte, depth int, _ error) {
		m.chargeOpcode(op, cost, at, depth)
	}}
}

// chargeOpcode counts an instruction that is about to run, and takes all gas from its frame when the meter has tripped: then the
// next instruction cannot be paid for, neither in this frame nor in those that called it.
func (m *meter) chargeOpcode(op byte, cost uint64, at tracing.OpContext, depth int) {
	r := m.prices.Op[op]
	size := len(at.MemoryData())
	last := &m.memory[min(depth, maxDepth+1)]
	grown := max(0, size-*last) // a frame begins with no memory
	*last = size
	if m.charge(r.of(cost) + m.prices.MemoryByte*uint64(grown)) {
		return
	}
	if frame, ok := at.(*vm.ScopeContext); ok {
		frame.Contract.Gas = vm.GasBudget{}
	}
}
