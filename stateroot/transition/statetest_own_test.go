// SPDX-License-Identifier: Apache-2.0

package transition

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
)

var update = flag.Bool("update", false, "write the state tests that were made here anew, with what go-ethereum makes of them")

// ownCase is a transaction that a block could not hold once, or that a limit may come in the way of.
type ownCase struct {
	name string
	to   *common.Address // nil creates
	data []byte
	gas  uint64
	old  bool // signed for no chain
}

// callee is a contract of every case.
var callee = common.HexToAddress("0xc0de")

// calleeCode copies its input to memory, runs it as the beginning of the longest code that may create a contract, and
// hands it to the precompiles 1 and 9.
const calleeCode = "365f5f37" + "61c0005f5ff0" + "5f5f365f5f6001" + "5af150" + "5f5f365f5f6009" + "5af150" + "00"

func ownCases() []ownCase {
	precompile := func(n byte) *common.Address { a := common.BytesToAddress([]byte{n}); return &a }
	blake := common.RightPadBytes(common.FromHex("00fed260"), 213) // 16,700,000 rounds
	none := common.RightPadBytes(nil, 213)
	code := func(hex string) []byte { return common.FromHex("0x" + hex) }
	return []ownCase{
		{"creation that asks for more memory than its gas pays", nil, code("63010000005ffd"), 100_000, false},
		{"creation that jumps until its gas is used up", nil, code("5b600056"), gethparams.MaxTxGas, false},
		{"creation that looks at accounts until its gas is used up", nil, code("5f5b60010180315060015600"), 16_000_000, false},
		{"blake2f with all the gas that there is", precompile(9), blake, gethparams.MaxTxGas, false},
		{"blake2f of no rounds", precompile(9), none, 100_000, false},
		{"memory out of reach, read", nil, code("63ffffffff51"), 23_718 + 40_000, false},
		{"memory out of reach, hashed", nil, code("63ffffffff5f20"), 1_000_000, false},
		{"memory out of reach, copied", nil, code("63ffffffff5f5f37"), 1_000_000, false},
		{"memory out of reach, logged", nil, code("63ffffffff5fa0"), 1_000_000, false},
		{"an exponent that its gas does not pay", nil, code("7f" + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff" + "60020a"), 55_000, false},
		{"a stack that is empty", nil, code("50"), 100_000, false},
		{"a jump into data", nil, code("60015600"), 100_000, false},
		{"memory that all its gas pays", nil, code("622c000051"), gethparams.MaxTxGas, false},
		{"24,576 bytes of code", nil, code("6160005ff3"), 10_000_000, false},
		{"one byte of code too many", nil, code("6160015ff3"), 10_000_000, false},
		{"creations of the longest code", &callee, code("5b5f56"), gethparams.MaxTxGas, false},
		{"gas that a creation does not pay", nil, code("00"), 53_000, false},
		{"gas that no block has", nil, code("00"), gethparams.MaxTxGas + 1, false},
		{"a transaction from before EIP-155", nil, code("6160005ff3"), 10_000_000, true},
	}
}

// stateTest makes a case of it, without what becomes of it.
func (o *ownCase) stateTest(t *testing.T) *stateTest {
	t.Helper()
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("a sender of state tests")))
	if err != nil {
		t.Fatal(err)
	}
	tx := types.MustSignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{
		ChainID: big.NewInt(1), GasTipCap: big.NewInt(1), GasFeeCap: big.NewInt(100), Gas: o.gas, To: o.to, Value: new(big.Int), Data: o.data,
	})
	if o.old {
		tx = types.MustSignNewTx(key, types.HomesteadSigner{}, &types.LegacyTx{GasPrice: big.NewInt(100), Gas: o.gas, To: o.to, Value: new(big.Int), Data: o.data})
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return &stateTest{
		Env: stateEnv{
			Coinbase: common.HexToAddress("0xfee"), GasLimit: 60_000_000, Number: 300, Timestamp: 1_000_000, BaseFee: math.HexOrDecimal256(*big.NewInt(7)),
			Random: math.HexOrDecimal256(*big.NewInt(5)),
		},
		Pre: types.GenesisAlloc{
			crypto.PubkeyToAddress(key.PublicKey): {Balance: big.NewInt(gethparams.Ether)},
			callee:                                {Balance: new(big.Int), Code: common.FromHex("0x" + calleeCode)},
		},
		Post: map[string][]statePost{fork: {{Tx: raw}}},
	}
}

// TestOwnCases holds the file of cases that were made here to what go-ethereum makes of them.
func TestOwnCases(t *testing.T) {
	const file = "testdata/state/limits.json"
	cases := make(map[string]*stateTest)
	for _, o := range ownCases() {
		c := o.stateTest(t)
		post := &c.Post[fork][0]
		got := c.stock(t, post.Tx)
		post.Hash, post.Logs = got.root, got.logs
		if got.err != nil {
			post.Exception = "TransactionException"
		}
		cases[o.name] = c
	}
	text, err := json.MarshalIndent(cases, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != string(want) {
		t.Errorf("%s is not what go-ethereum makes of the cases; -update writes it", file)
	}
}

// TestNamedInputs runs, in a block of a devnet that nothing else is in, what the meter once let into no block at all:
// each is in the block, and fails or succeeds as on Ethereum.
func TestNamedInputs(t *testing.T) {
	statuses := map[string]uint64{
		"creation that asks for more memory than its gas pays":     types.ReceiptStatusFailed,
		"creation that jumps until its gas is used up":             types.ReceiptStatusFailed,
		"creation that looks at accounts until its gas is used up": types.ReceiptStatusFailed,
		"blake2f with all the gas that there is":                   types.ReceiptStatusSuccessful,
		"memory out of reach, read":                                types.ReceiptStatusFailed,
		"memory that all its gas pays":                             types.ReceiptStatusSuccessful,
		"creations of the longest code":                            types.ReceiptStatusSuccessful,
	}
	for _, o := range ownCases() {
		status, named := statuses[o.name]
		if !named {
			continue
		}
		delete(statuses, o.name)
		c := o.stateTest(t)
		b, tx := c.newBuilder(t), new(types.Transaction)
		if err := tx.UnmarshalBinary(c.Post[fork][0].Tx); err != nil {
			t.Fatal(err)
		}
		receipt, err := b.Attempt(tx)
		if err != nil {
			t.Errorf("%s: %v", o.name, err)
			continue
		}
		if receipt.Status != status || status == types.ReceiptStatusFailed && receipt.GasUsed != o.gas {
			t.Errorf("%s: status %d, %d gas used; want status %d", o.name, receipt.Status, receipt.GasUsed, status)
		}
		t.Logf("%s: status %d, %d gas, %d steps charged", o.name, receipt.Status, receipt.GasUsed, b.Proof())
	}
	if len(statuses) > 0 {
		t.Errorf("no such cases: %v", statuses)
	}
}

// TestNeverFits gives a transaction more to do than an empty block has steps for: it is refused for good, so nobody
// tries it again. With something else in the block it may come later.
func TestNeverFits(t *testing.T) {
	for _, used := range []uint64{0, 1} {
		o := ownCases()[1]
		c := o.stateTest(t)
		b, tx := c.newBuilder(t), new(types.Transaction)
		b.meter.limit = 1 << 30
		b.meter.used += used
		if err := tx.UnmarshalBinary(c.Post[fork][0].Tx); err != nil {
			t.Fatal(err)
		}
		want := []error{ErrRejected, ErrFull}[used]
		if _, err := b.Attempt(tx); !errors.Is(err, want) {
			t.Errorf("with %d steps used before: got %v, want %v", used, err, want)
		}
	}
}

// TestCodeIsChargedOnce calls a contract with the longest code once and twice. The second call finds the code where
// it is.
func TestCodeIsChargedOnce(t *testing.T) {
	long := common.HexToAddress("0x10c0de")
	call := append(common.FromHex("0x5f5f5f5f5f73"), append(long.Bytes(), common.FromHex("0x5af150")...)...)
	var proof [3]uint64
	for calls := range proof {
		o := ownCase{to: &callee, gas: gethparams.MaxTxGas}
		c := o.stateTest(t)
		c.Pre[callee] = types.Account{Balance: new(big.Int), Code: bytes.Repeat(call, calls)}
		c.Pre[long] = types.Account{Balance: new(big.Int), Code: make([]byte, gethparams.MaxCodeSize)}
		b, tx := c.newBuilder(t), new(types.Transaction)
		if err := tx.UnmarshalBinary(c.Post[fork][0].Tx); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Attempt(tx); err != nil {
			t.Fatal(err)
		}
		proof[calls] = b.Proof()
	}
	first, second := proof[1]-proof[0], proof[2]-proof[1]
	if load := pricesV1.CodeByte * gethparams.MaxCodeSize; first < load || second > 2*pricesV1.Op[vm.CALL].base {
		t.Errorf("a call of %d bytes of code is charged %d steps, the next one %d", gethparams.MaxCodeSize, first, second)
	}
}
