// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
	"github.com/layeredpow/adit/vm/oracle"
)

// mostPerGas is how many steps are charged for a unit of gas at most, apart from the precompiles in dear.
const mostPerGas = 1_050

// dear are the precompiles that are charged more. Each takes that much, no block is made of them by accident, and a
// transaction that does nothing else fits into an empty block all the same.
var dear = map[uint16]string{
	0x08:  "bn254 pairing, of more pairs than L1 answers for",
	0x0a:  "KZG point evaluation",
	0x0c:  "BLS12-381 G1 sum",
	0x0e:  "BLS12-381 G2 sum",
	0x100: "P256",
}

// leastGas is what go-ethereum takes for each instruction of Osaka when all its operands are zero and what it names
// is warm: the least that it can cost. ok is false where there is no such instruction.
func leastGas(t *testing.T, op vm.OpCode) (gas uint64, ok bool) {
	t.Helper()
	row := make([]byte, 17, 36) // PUSH0 as often as any instruction has operands
	for i := range row {
		row[i] = byte(vm.PUSH0)
	}
	code := append(append(row, byte(op)), append(row, byte(op))...)
	config := *gethparams.MergedTestChainConfig
	at := uint64(0)
	_, _, _ = runtime.Execute(code, nil, &runtime.Config{
		ChainConfig: &config, GasLimit: 10_000_000, Difficulty: new(big.Int), Random: new(common.Hash),
		EVMConfig: vm.Config{Tracer: &tracing.Hooks{OnOpcode: func(pc uint64, seen byte, _, cost uint64, _ tracing.OpContext, _ []byte, _ int, err error) {
			if pc > at && seen == byte(op) && (pc == 17 || pc == 35) && err == nil {
				at, gas, ok = pc, cost, true
			}
		}}},
	})
	if op == vm.PUSH0 {
		return vm.GasQuickStep, true
	}
	return gas, ok
}

// TestStepsPerGas holds every price to its share of what a block has: the gas of a block ends before its steps.
func TestStepsPerGas(t *testing.T) {
	p := &pricesV1
	call := p.Op[vm.CALL].base
	callGas := gethparams.WarmStorageReadCostEIP2929
	hold := func(name string, steps, gas uint64) {
		t.Helper()
		if steps > mostPerGas*gas {
			t.Errorf("%s: %d steps for %d gas are %d a gas, at most %d are wanted", name, steps, gas, steps/gas, mostPerGas)
		}
	}
	least := make(map[vm.OpCode]uint64)
	for i := range 256 {
		op := vm.OpCode(i)
		gas, ok := leastGas(t, op)
		least[op] = gas
		switch {
		case !ok: // there is none, which costs all gas of a frame that may have none
			hold("no instruction, behind a call", call+p.Op[op].base, callGas)
		case gas == 0:
			hold(op.String()+" behind a call", call+p.Op[op].base, callGas)
		default:
			hold(op.String(), p.Op[op].of(gas), gas)
		}
		if p.Op[op].perGas > mostPerGas {
			t.Errorf("%s: %d steps for each gas", op, p.Op[op].perGas)
		}
	}
	for op, want := range map[vm.OpCode]uint64{vm.JUMPDEST: 1, vm.ADD: 3, vm.SLOAD: 100, vm.SSTORE: 100, vm.STATICCALL: 100, vm.LOG4: 1_875, vm.CREATE: 32_000, vm.RETURN: 0} {
		if least[op] != want {
			t.Errorf("%s costs at least %d gas, the test found %d", op, want, least[op])
		}
	}
	hold("an instruction that fails behind a call", call+p.Failed, callGas)
	hold("a word of memory", 32*p.MemoryByte, gethparams.MemoryGas)

	const code = gethparams.MaxCodeSize
	cold := gethparams.ColdAccountAccessCostEIP2929
	hold("a cold account", p.Account+p.Op[vm.BALANCE].base, cold)
	hold("a call of a cold account with the longest code", call+p.Account+p.CodeByte*code, cold)
	hold("the same through the access list", call+p.Account+p.CodeByte*code+p.AccessEntry+23*p.TxByte, gethparams.TxAccessListAddressGas+callGas)
	hold("a cold slot", p.Slot+p.Op[vm.SLOAD].base, gethparams.ColdSloadCostEIP2929)
	hold("a slot of the access list, written in vain", p.Slot+p.SlotWrite+p.Op[vm.SSTORE].base+p.AccessEntry+33*p.TxByte, gethparams.TxAccessListStorageKeyGas+callGas)
	hold("a write that is out of gas", p.Slot+p.Failed+call, gethparams.SstoreSentryGasEIP2200+callGas)
	hold("a transaction", p.Attempt+3*p.Account+p.CodeByte*code+200*p.TxByte, gethparams.TxGas)
	hold("a byte of input", p.TxByte, gethparams.TxDataZeroGas)
	hold("an authorisation", p.Authorisation+2*p.Account+p.CodeByte*code+130*p.TxByte, gethparams.CallNewAccountGas)
	hold("a created account", p.Op[vm.CREATE2].base+p.Account+(p.InitByte+p.HashByte)*gethparams.MaxInitCodeSize, gethparams.CreateGas)
	hold("a byte of created code", p.NewCodeByte, gethparams.CreateDataGas)

	for addr, precompile := range withOwn(vm.PrecompiledContractsOsaka) {
		number := uint16(new(big.Int).SetBytes(addr[:]).Uint64())
		m := &meteredPrecompile{PrecompiledContract: precompile, meter: newMeter(1 << 36), rate: p.precompile(addr)}
		m.number, m.offered = oracle.Number(addr)
		for _, size := range []int{0, 1, 32, 64, 96, 128, 160, 192, 213, 256, 288, 384, 512, 1_024, 3_168, 28 * 192} {
			input := make([]byte, size)
			gas := precompile.RequiredGas(input)
			if _, asked := m.question(input); dear[number] != "" && !asked {
				continue
			}
			hold(precompile.Name(), call+m.price(input), callGas+gas)
		}
		if r := m.rate; dear[number] == "" && r.base != 1<<64-1 && r.perGas > mostPerGas {
			t.Errorf("%s: %d steps for each gas", precompile.Name(), r.perGas)
		}
	}
}

// TestBlockFits adds up the dearest block: what it costs before its first transaction, its gas and the gas that is
// refunded within it, and the things that it can have only so often.
func TestBlockFits(t *testing.T) {
	p := &pricesV1
	const gas = 60_000_000
	most := uint64(params.MaxProofLimit)

	m := newMeter(most)
	ctx := &Context{Messages: make([]l1anchor.Message, wire.MaxBlockMessages)}
	for i := range ctx.Messages {
		ctx.Messages[i] = l1anchor.Message{Kind: l1anchor.Deposit, Body: make([]byte, l1anchor.MaxBody)}
	}
	m.chargeBlock(ctx)

	// A fifth of the gas that runs may be refunded, a fourth of what counts. Each unit of it was paid for by at least
	// one unit of an instruction that writes a slot: clearing one that a transaction listed refunds as much as it
	// costs.
	clear := p.Slot + p.SlotWrite + p.Op[vm.SSTORE].base + p.AccessEntry + 33*p.TxByte
	refund := gethparams.SstoreClearsScheduleRefundEIP3529
	if paid := gethparams.TxAccessListStorageKeyGas + gethparams.SstoreResetGasEIP2200 - gethparams.ColdSloadCostEIP2929; paid < refund {
		t.Fatalf("clearing a slot costs %d gas and refunds %d", paid, refund)
	}
	refunded := gas / (gethparams.RefundQuotientEIP3529 - 1) * (clear/refund + 1)
	own := uint64(len(vm.PrecompiledContractsOsaka)+2)*p.Account + 256*p.Header // precompiles and who gets the fees cost no gas to touch

	sum := m.used + mostPerGas*gas + refunded + own
	t.Logf("block and messages %d + gas %d + refunded gas %d + bounded %d = %d of %d", m.used, uint64(mostPerGas*gas), refunded, own, sum, most)
	if sum > most {
		t.Errorf("a block of %d gas may be charged %d steps, of %d", gas, sum, most)
	}
}

// TestTransactionFits gives each precompile that is charged more all the gas that a transaction may have, in an empty
// block.
func TestTransactionFits(t *testing.T) {
	p := &pricesV1
	for number, name := range dear {
		addr := common.BigToAddress(big.NewInt(int64(number)))
		r := p.precompile(addr)
		m := newMeter(params.MinProofLimit)
		m.chargeBlock(&Context{})
		m.begin(m.limit, m.limit)
		m.chargeTransaction(types.NewTx(&types.DynamicFeeTx{To: &addr, Gas: gethparams.MaxTxGas}))
		m.charge(4*p.Account + r.of(gethparams.MaxTxGas-gethparams.TxGas))
		if m.tripped {
			t.Errorf("%s: a transaction of %d gas does not fit into an empty block", name, gethparams.MaxTxGas)
		}
	}
}

// TestPricesInDesign holds the table of DESIGN.md against the prices that are charged.
func TestPricesInDesign(t *testing.T) {
	text, err := os.ReadFile("../DESIGN.md")
	if err != nil {
		t.Fatal(err)
	}
	design := regexp.MustCompile(`,(\d{3})`).ReplaceAllString(string(text), "$1")
	p := &pricesV1
	least, most := uint64(math.MaxUint64), uint64(0)
	for _, r := range p.Precompile {
		if r.perGas > 0 {
			least, most = min(least, r.perGas), max(most, r.perGas)
		}
	}
	op := func(o vm.OpCode) uint64 { return p.Op[o].base }
	for what, price := range map[string]string{
		"a block":                          fmt.Sprint(p.Block),
		"an instruction of the EVM":        fmt.Sprintf("%d and more", op(vm.JUMPDEST)),
		"an instruction that cannot run":   fmt.Sprint(p.Failed),
		"`SLOAD`, `SSTORE`":                fmt.Sprintf("%d, %d", op(vm.SLOAD), op(vm.SSTORE)),
		"`KECCAK256`":                      fmt.Sprintf("%d + %d a gas", op(vm.KECCAK256), p.Op[vm.KECCAK256].perGas),
		"a call":                           fmt.Sprint(op(vm.CALL)),
		"a creation":                       fmt.Sprint(op(vm.CREATE)),
		"a byte of memory":                 fmt.Sprint(p.MemoryByte),
		"a byte of code":                   fmt.Sprint(p.CodeByte),
		"a byte of code that creates":      fmt.Sprintf("%d, with `CREATE2` %d", p.InitByte, p.InitByte+p.HashByte),
		"a byte of code that is created":   fmt.Sprint(p.NewCodeByte),
		"an account":                       fmt.Sprint(p.Account),
		"a storage slot, its first write":  fmt.Sprintf("%d, %d", p.Slot, p.SlotWrite),
		"a byte of a transaction":          fmt.Sprint(p.TxByte),
		"an EIP-7702 authorisation":        fmt.Sprint(p.Authorisation),
		"a precompile that L1 answers for": fmt.Sprintf("%d + %d a byte", p.Question, p.QuestionByte),
		"one that the program computes":    fmt.Sprintf("%d to %d a gas", least, most),
		"a message, a byte of it":          fmt.Sprintf("%d, %d", p.Message, p.MessageByte),
		"a header for `BLOCKHASH`":         fmt.Sprint(p.Header),
	} {
		if row := "| " + what + " | " + price + " |"; !strings.Contains(design, row) {
			t.Errorf("DESIGN.md has no row %s", row)
		}
	}
	if want := fmt.Sprintf("**%d steps a gas**", mostPerGas); !strings.Contains(design, want) {
		t.Errorf("DESIGN.md does not say %s", want)
	}
}
