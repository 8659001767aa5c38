// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/vm/guest"
)

// Operands that make arithmetic slow.
const (
	most = "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	wide = "0x800000000000000000000000000000000000000000000000000000000000f00d"
	half = "0x80000000000000000000000000000007f"
	long = "0xfedcba9876543210fedcba9876543210fedcba987654321f"
)

// gauge is a piece of a program whose instructions are priced together. It leaves the stack as it found it.
type gauge struct {
	op   vm.OpCode
	body string // words are opcodes, numbers are pushed
}

// gauges are all instructions, over operands that are hard on some of them.
func gauges() (list []gauge) {
	add := func(op vm.OpCode, body string) { list = append(list, gauge{op, body}) }
	for _, op := range []vm.OpCode{vm.ADD, vm.MUL, vm.SUB, vm.LT, vm.GT, vm.SLT, vm.SGT, vm.EQ, vm.AND, vm.OR, vm.XOR, vm.DIV, vm.SDIV, vm.MOD, vm.SMOD} {
		for _, b := range []string{wide, half, long} {
			add(op, b+" "+most+" "+op.String()+" POP")
		}
	}
	for _, op := range []vm.OpCode{vm.ADDMOD, vm.MULMOD} {
		for _, n := range []string{wide, half, long} {
			add(op, n+" "+most+" "+most+" "+op.String()+" POP")
		}
	}
	for _, op := range []vm.OpCode{vm.SIGNEXTEND, vm.BYTE, vm.SHL, vm.SHR, vm.SAR} {
		add(op, most+" 0x7 "+op.String()+" POP")
	}
	add(vm.EXP, most+" "+most+" EXP POP")
	add(vm.EXP, "0x3 "+most+" EXP POP")
	for _, op := range []vm.OpCode{vm.ISZERO, vm.NOT, vm.CLZ} {
		add(op, wide+" "+op.String()+" POP")
	}
	for _, op := range []vm.OpCode{vm.ADDRESS, vm.ORIGIN, vm.CALLER, vm.CALLVALUE, vm.CALLDATASIZE, vm.CODESIZE, vm.GASPRICE, vm.RETURNDATASIZE, vm.COINBASE,
		vm.TIMESTAMP, vm.NUMBER, vm.DIFFICULTY, vm.GASLIMIT, vm.CHAINID, vm.SELFBALANCE, vm.BASEFEE, vm.BLOBBASEFEE, vm.PC, vm.MSIZE, vm.GAS, vm.PUSH0} {
		name := op.String()
		add(op, name+" POP")
	}
	for _, op := range []vm.OpCode{vm.BALANCE, vm.EXTCODESIZE, vm.EXTCODEHASH} {
		add(op, "ADDRESS "+op.String()+" POP")
	}
	for _, op := range []vm.OpCode{vm.CALLDATALOAD, vm.BLOBHASH, vm.MLOAD, vm.SLOAD, vm.TLOAD} {
		add(op, "0x0 "+op.String()+" POP")
	}
	add(vm.BLOCKHASH, "0x1 NUMBER SUB BLOCKHASH POP")
	for _, op := range []vm.OpCode{vm.MSTORE, vm.MSTORE8, vm.TSTORE} {
		add(op, wide+" 0x0 "+op.String())
	}
	add(vm.SSTORE, "GAS 0x0 SSTORE")
	add(vm.SSTORE, "0x1 0x0 SSTORE 0x0 0x0 SSTORE")
	for _, size := range []string{"0x20", "0x400", "0x4000"} {
		add(vm.KECCAK256, size+" 0x0 KECCAK256 POP")
		for _, op := range []vm.OpCode{vm.CALLDATACOPY, vm.CODECOPY, vm.MCOPY} {
			add(op, size+" 0x0 0x0 "+op.String())
		}
		add(vm.EXTCODECOPY, size+" 0x0 0x0 ADDRESS EXTCODECOPY")
	}
	add(vm.RETURNDATACOPY, "0x0 0x0 0x0 RETURNDATACOPY")
	for i, op := range []vm.OpCode{vm.LOG0, vm.LOG1, vm.LOG2, vm.LOG3, vm.LOG4} {
		add(op, strings.Repeat("0x1 ", i)+"0x0 0x0 "+op.String())
		add(op, strings.Repeat("0x1 ", i)+"0x400 0x0 "+op.String())
	}
	add(vm.JUMPDEST, "JUMPDEST")
	add(vm.DUP1, "DUP1 POP")
	add(vm.DUP16, "DUP4 POP")
	add(vm.SWAP1, "SWAP1 SWAP1")
	add(vm.SWAP16, "SWAP4 SWAP4")
	for _, op := range []vm.OpCode{vm.CALL, vm.CALLCODE} {
		add(op, "0x0 0x0 0x0 0x0 0x0 "+most20+" GAS "+op.String()+" POP")
	}
	for _, op := range []vm.OpCode{vm.DELEGATECALL, vm.STATICCALL} {
		add(op, "0x0 0x0 0x0 0x0 "+most20+" GAS "+op.String()+" POP")
	}
	for _, size := range []string{"0x20", "0x400", "0x4000"} {
		add(vm.MCOPY, size+" 0x1 0x0 MCOPY")
	}
	for _, op := range []vm.OpCode{vm.BALANCE, vm.EXTCODESIZE, vm.EXTCODEHASH} {
		add(op, most20+" "+op.String()+" POP")
	}
	add(vm.EXTCODECOPY, "0x0 0x0 0x0 "+most20+" EXTCODECOPY")
	for _, name := range slices.Sorted(maps.Keys(callees)) {
		for _, op := range []vm.OpCode{vm.CALL, vm.CALLCODE, vm.DELEGATECALL, vm.STATICCALL} {
			add(op, operands(op)+" "+name+" 0x00 "+op.String()+" POP")
			add(op, operands(op)+" "+name+" 0x0a00 "+op.String()+" POP")
		}
	}
	// Long questions to L1: six pairs of bn254's zero, and numbers of 1,024 bytes.
	add(vm.STATICCALL, "0x0 0x0 0x480 0x0 0x8 GAS STATICCALL POP")
	add(vm.STATICCALL, "0x0400 0x0 MSTORE 0x1 0x20 MSTORE 0x0400 0x40 MSTORE 0x0 0x0 0x0861 0x0 0x5 GAS STATICCALL POP")
	for _, number := range []string{"0x5", "0x8", "0x9", "0xc", "0x100"} {
		add(vm.STATICCALL, "0x0 0x0 0x180 0x0 "+number+" 0x0 STATICCALL POP") // cannot be paid for
	}
	add(vm.TSTORE, wide+" GAS TSTORE")
	add(vm.CALL, "0x0 0x0 0x0 0x0 0x0 0x4 GAS CALL POP") // a precompile
	add(vm.STATICCALL, "0x0 0x0 0x0 0x0 0x4 GAS STATICCALL POP")
	for _, number := range []string{"0x2", "0x3", "0x4"} {
		add(vm.STATICCALL, "0x0 0x0 0x1000 0x0 "+number+" GAS STATICCALL POP")
	}
	for number, size := range map[string]string{"0x1": "0x80", "0x6": "0x80", "0x7": "0x60", "0x8": "0x180", "0x9": "0xd5", "0x5": "0x60"} {
		add(vm.STATICCALL, "0x0 0x0 "+size+" 0x0 "+number+" GAS STATICCALL POP")
	}
	// blake2f of some rounds: 0x1 is the fourth byte of its input.
	for _, rounds := range []string{"0x1", "0x7f", "0x80", "0xff"} {
		add(vm.STATICCALL, rounds+" 0x3 MSTORE8 0x0 0x0 0xd5 0x0 0x9 GAS STATICCALL POP")
	}
	add(vm.CREATE, "0x0 0x0 0x0 CREATE POP")
	add(vm.CREATE2, "NUMBER 0x40 SHL GAS OR 0x0 0x0 0x0 CREATE2 POP")
	return list
}

// operands are those of a call but gas and address.
func operands(op vm.OpCode) string {
	if op == vm.CALL || op == vm.CALLCODE {
		return "0x0 0x0 0x0 0x0 0x0"
	}
	return "0x0 0x0 0x0 0x0"
}

// callees are contracts whose first instructions cost nothing, or less than what looking at them takes. Gauges have
// their names in the place of addresses.
var callees = map[string]string{
	"@stops": "STOP", "@returns": "0x0 0x0 RETURN", "@reverts": "0x0 0x0 REVERT", "@fails": "INVALID", "@underflows": "POP", "@jumps": "0x7 JUMP",
	"@loads": "0x1 SLOAD", "@stores": "0x1 0x1 SSTORE", "@logs": "0x0 0x0 LOG0", "@creates": "0x0 0x0 0x0 CREATE", "@calls": "0x0 0x0 0x0 0x0 0x0 ADDRESS 0x0 CALL",
	"@ends": "ADDRESS SELFDESTRUCT", "@raises": "0xffffff 0x2 EXP", "@grows": "0xffffff MLOAD", "@hashes": "0xffff 0x0 KECCAK256",
}

const most20 = "0xffffffffffffffffffffffffffffffffffffff" // no contract lives there

// assemble turns a body into code.
func assemble(t testing.TB, text string) (code []byte) {
	t.Helper()
	for _, word := range strings.Fields(text) {
		if strings.HasPrefix(word, "0x") {
			b := common.FromHex(word)
			code = append(append(code, byte(vm.PUSH1)+byte(len(b)-1)), b...)
			continue
		}
		op := vm.StringToOp(word)
		if op.String() != word {
			t.Fatalf("no instruction %s", word)
		}
		code = append(code, byte(op))
	}
	return code
}

// repeats is how often a body stands in a row. The row is run as often as it takes for enough steps: two runs of the
// same row differ by some ten thousand.
const (
	repeats = 16
	enough  = 5_000_000
)

// loop is a program that runs a row of bodies as often as its calldata says, below five words of stack.
func loop(t testing.TB, body string) []byte {
	row := bytes.Repeat(assemble(t, body), repeats)
	b := assemble(t, "0x1 0x2 0x3 0x4 0x0 CALLDATALOAD")
	start := len(b)
	b = append(append(b, byte(vm.JUMPDEST)), row...)
	b = append(b, assemble(t, fmt.Sprintf("0x1 SWAP1 SUB DUP1 0x%04x JUMPI STOP", start))...)
	return b
}

// install makes init code that leaves a program of any size.
func install(program []byte) []byte {
	size := binary.BigEndian.AppendUint16(nil, uint16(len(program)))
	return slices.Concat([]byte{0x61}, size, []byte{0x80, 0x60, 0x0a, 0x3d, 0x39, 0x3d, 0xf3}, program)
}

// margin is how many times what the machine takes the meter must charge.
const margin = 2

// TestInstructions holds what the meter charges for each instruction against what the machine takes for it.
func TestInstructions(t *testing.T) {
	p, w := guestProgram(t), newWorld(t)
	at := w.installCallees()
	for _, g := range gauges() {
		g.body = at.Replace(g.body)
		t.Run(g.op.String(), func(t *testing.T) {
			w.t = t
			w.measure(p, g)
		})
	}
}

// installCallees puts the callees on the chain and returns what writes their addresses in the place of their names.
func (w *world) installCallees() *strings.Replacer {
	names := slices.Sorted(maps.Keys(callees))
	var programs [][]byte
	for _, name := range names {
		programs = append(programs, assemble(w.t, callees[name]))
	}
	var pairs []string
	for i, a := range w.install(programs...) {
		pairs = append(pairs, names[i], a.Hex())
	}
	return strings.NewReplacer(pairs...)
}

func (w *world) measure(p *guest.Program, g gauge) {
	at := w.install(loop(w.t, g.body))[0]
	run := func(rounds uint64) (steps, charged uint64) {
		tx := w.rounds(at, rounds)
		charged = w.weigh([]*types.Transaction{tx})
		l := w.derive(w.batch(w.blocks([]*types.Transaction{tx})))[0]
		got, steps := prove(w.t, p, w, l.before)
		if got != l.after.Hash() {
			w.t.Fatalf("%s: the machine comes to state %s, the chain to %s", g.body, got, l.after.Hash())
		}
		return steps, charged
	}
	fewSteps, fewCharged := run(1)
	second := w.weigh([]*types.Transaction{w.rounds(at, 2)}) - fewCharged
	w.nonce[address(3)]--
	rounds := max(1, enough/second)
	steps, charged := run(1 + rounds)
	steps, charged = (steps-fewSteps)/(rounds*repeats), (charged-fewCharged)/(rounds*repeats)
	if charged < margin*steps {
		w.t.Errorf("the machine takes %d steps, the meter charges %d for: %s", steps, charged, g.body)
	}
	w.t.Logf("%d steps, %d charged, %.1f times as much: %s", steps, charged, float64(charged)/float64(steps), g.body)
}

// rounds is a call of a loop.
func (w *world) rounds(loop common.Address, n uint64) *types.Transaction {
	return w.tx(3, &loop, 0, 1<<24, common.LeftPadBytes(binary.BigEndian.AppendUint64(nil, n), 32))
}
