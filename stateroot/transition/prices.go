// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/vm"
)

// Prices is one version of the proof meter's price table, in machine steps. All of it is consensus: another table is
// another rollup.
type Prices struct {
	Block         uint64 // opening and closing an empty block, and the way to the next messages when L2 is behind the inbox
	Message       uint64 // walking one message
	MessageByte   uint64
	Attempt       uint64 // decoding and setting up one transaction, its sender from the oracle
	TxByte        uint64
	AccessEntry   uint64 // one address or slot of an access list
	Authorisation uint64 // one EIP-7702 authorisation: a signature recovery that bypasses our signer
	Account       uint64 // first touch of an account in the block, its trie path and its share of the new root: see below
	Slot          uint64 // first touch of a storage slot
	SlotWrite     uint64 // first write of a storage slot
	CodeByte      uint64 // a byte of a contract's code, once in a block
	NewCodeByte   uint64 // a byte of code that a contract gets
	InitByte      uint64 // a byte of the code that creates a contract, each time
	HashByte      uint64 // a byte of it where the contract's address depends on its hash
	Header        uint64 // one more header that BLOCKHASH goes back
	MemoryByte    uint64 // a byte by which a frame's memory grows
	Op            [256]rate
	Failed        uint64 // an instruction that cannot run for want of gas or operands, whichever it is
	Question      uint64 // a precompile that the oracle answers for
	QuestionByte  uint64
	Precompile    map[common.Address]rate // where the program computes; one that is not listed can never run
}

// A path through a trie is priced as the longest that anybody can make: seven levels of branches with 16 children,
// which takes 10^8 accounts or slots, and five with two, for which hashes have to be ground until they agree in 12
// digits. The machine takes some 52,000 steps to load, decode, change and hash one of the former, a fourth of that for
// one of the latter.

// rate is the price of something that costs gas: so many steps, and so many for each unit of gas. What CALL, CREATE and
// their kin cost includes the gas that they hand on, so these have no second part.
type rate struct{ base, perGas uint64 }

// of is the price of what costs so much gas. It does not wrap around: gas that nobody can pay costs all steps there
// are.
func (r rate) of(gas uint64) uint64 {
	hi, lo := bits.Mul64(r.perGas, gas)
	sum, carry := bits.Add64(lo, r.base, 0)
	if hi != 0 || carry != 0 {
		return math.MaxUint64
	}
	return sum
}

func (p *Prices) precompile(addr common.Address) rate {
	if r, ok := p.Precompile[addr]; ok {
		return r
	}
	return rate{base: math.MaxUint64}
}

// pricesV1 is the second table: twice what was measured in the machine, or more (stateroot/program measures).
var pricesV1 = Prices{
	Block:         60_000_000,
	Message:       500_000,
	MessageByte:   200,
	Attempt:       200_000,
	TxByte:        500,
	AccessEntry:   20_000,
	Authorisation: 9_000_000,
	Account:       1_000_000,
	Slot:          450_000,
	SlotWrite:     500_000,
	CodeByte:      60,
	NewCodeByte:   200,
	InitByte:      40,
	HashByte:      120,
	Header:        200_000,
	MemoryByte:    24,
	Op:            instructions(),
	Failed:        40_000,
	Question:      13_000,
	QuestionByte:  150,
	Precompile:    precompiles(),
}

// precompiles are the prices of those at the addresses of EIP-152, 196, 197, 198, 2537, 4844 and 7951, where the
// program computes. Those whose answers it never computes, since L1 gives all of them, are not here: recovering a
// signer (1), bn254's sum and product (6, 7).
func precompiles() map[common.Address]rate {
	t := make(map[common.Address]rate)
	set := func(number uint16, r rate) {
		t[common.BytesToAddress(binary.BigEndian.AppendUint16(nil, number))] = r
	}
	set(0x02, rate{4_000, 400})     // SHA-256
	set(0x03, rate{4_000, 80})      // RIPEMD-160
	set(0x04, rate{4_000, 40})      // identity
	set(0x05, rate{perGas: 40})     // modexp
	set(0x08, rate{perGas: 3_850})  // bn254 pairing of more pairs than L1 answers for
	set(0x09, rate{perGas: 600})    // blake2f of more rounds than L1 answers for
	set(0x0a, rate{perGas: 1_500})  // KZG point evaluation
	set(0x0b, rate{perGas: 900})    // BLS12-381 G1 add
	set(0x0c, rate{perGas: 1_400})  // BLS12-381 G1 sum of products
	set(0x0d, rate{perGas: 900})    // BLS12-381 G2 add
	set(0x0e, rate{perGas: 1_800})  // BLS12-381 G2 sum of products
	set(0x0f, rate{perGas: 700})    // BLS12-381 pairing
	set(0x10, rate{perGas: 700})    // BLS12-381 map to G1
	set(0x11, rate{perGas: 700})    // BLS12-381 map to G2
	set(0x100, rate{perGas: 1_200}) // P256
	return t
}

// instructions are the prices of the EVM's. Most of what a cheap one takes is the interpreter's round and the meter
// itself.
func instructions() (t [256]rate) {
	for i := range t {
		t[i] = rate{base: 1_200}
	}
	set := func(r rate, ops ...vm.OpCode) {
		for _, op := range ops {
			t[op] = r
		}
	}
	set(rate{base: 1_700}, vm.ADDRESS, vm.CALLER, vm.CALLDATALOAD, vm.MLOAD, vm.MSTORE, vm.MSTORE8, vm.JUMP, vm.JUMPI)
	set(rate{base: 1_000}, vm.JUMPDEST)
	set(rate{base: 3_000}, vm.DIV, vm.SDIV, vm.MOD, vm.SMOD)
	set(rate{base: 3_600}, vm.ADDMOD, vm.SELFBALANCE, vm.BLOCKHASH)
	set(rate{base: 5_000}, vm.MULMOD)
	set(rate{base: 2_000, perGas: 50}, vm.EXP)
	set(rate{base: 1_700, perGas: 600}, vm.KECCAK256)
	set(rate{base: 2_000, perGas: 60}, vm.CALLDATACOPY, vm.CODECOPY, vm.RETURNDATACOPY, vm.MCOPY, vm.RETURN, vm.REVERT)
	set(rate{base: 12_000, perGas: 60}, vm.EXTCODECOPY)
	set(rate{base: 5_000}, vm.TLOAD)
	set(rate{base: 12_000}, vm.BALANCE, vm.EXTCODESIZE, vm.EXTCODEHASH)
	set(rate{base: 18_000}, vm.SLOAD, vm.TSTORE)
	set(rate{base: 40_000}, vm.SSTORE)
	for i, op := range []vm.OpCode{vm.LOG0, vm.LOG1, vm.LOG2, vm.LOG3, vm.LOG4} {
		set(rate{base: 30_000 + 25_000*uint64(i), perGas: 20}, op)
	}
	set(rate{base: 58_000}, vm.CALL, vm.CALLCODE, vm.DELEGATECALL, vm.STATICCALL)
	set(rate{base: 120_000}, vm.CREATE, vm.CREATE2, vm.SELFDESTRUCT)
	return t
}
