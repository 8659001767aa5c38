// SPDX-License-Identifier: Apache-2.0

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
	return &tracing.Hooks{OnOpcode: func(_ uint64, op byte, _, cost uint64, at tracing.OpContext, _ []byte, depth int, err error) {
		price := m.prices.Failed
		if err == nil {
			price = m.instruction(op, cost, at)
		}
		m.chargeOpcode(price, at, depth)
	}}
}

// instruction is the price of one that has been paid for and is about to run. One that has not, since its gas or its
// operands are not there, is reported with an error and with the cost that it would have had: it takes no more than
// looking at it.
func (m *meter) instruction(op byte, cost uint64, at tracing.OpContext) uint64 {
	price := m.prices.Op[op].of(cost)
	switch vm.OpCode(op) {
	case vm.CREATE:
		return price + m.prices.InitByte*initBytes(at)
	case vm.CREATE2:
		return price + (m.prices.InitByte+m.prices.HashByte)*initBytes(at)
	}
	return price
}

// initBytes is the third operand of a creation. What it costs has been found, so it is no larger than init code may be.
func initBytes(at tracing.OpContext) uint64 {
	stack := at.StackData()
	return stack[len(stack)-3].Uint64()
}

// chargeOpcode counts an instruction and how memory has grown since the last one, and takes all gas from the frame when
// the meter has tripped: then the next instruction cannot be paid for, neither in this frame nor in those that called
// it.
func (m *meter) chargeOpcode(price uint64, at tracing.OpContext, depth int) {
	size := len(at.MemoryData())
	last := &m.memory[min(depth, maxDepth+1)]
	grown := max(0, size-*last) // a frame begins with no memory
	*last = size
	if m.charge(price + m.prices.MemoryByte*uint64(grown)) {
		return
	}
	if frame, ok := at.(*vm.ScopeContext); ok {
		frame.Contract.Gas = vm.GasBudget{}
	}
}
