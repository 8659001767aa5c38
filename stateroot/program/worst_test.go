// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/crypto/kzg4844"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// base is what a transition takes whatever is in it, with room: starting the program, finding the batch, an empty
// block.
const base = 15_000_000

// gasOfOne is as much gas as one transaction may have (EIP-7825).
const gasOfOne = gethparams.MaxTxGas

// worst are transitions made to take long, each for another reason. Each puts what it needs on the chain and returns
// the transactions of the block to weigh; what it forces through L1 comes on top.
var worst = []struct {
	name string
	make func(w *world) []*types.Transaction
}{
	{"nothing", func(*world) []*types.Transaction { return nil }},
	{"KZG calls in a straight line", func(w *world) []*types.Transaction { return []*types.Transaction{kzgCalls(w, 30)} }},
	{"pairings above the cap", pairings},
	{"24 KB code loads", codeLoads},
	{"deep slots", deepSlots},
	{"deletes with sibling loads", deletes},
	{"7702 lists", delegations},
	{"BLOCKHASH", blockHashes},
	{"accounts never seen", strangers},
	{"growing memory in nested calls", nested},
	{"memory growing step by step", func(w *world) []*types.Transaction { return growing(w, 1) }},
	{"memory growing in five transactions", allocations},
	{"memory returned", returned},
	{"code copied", copied},
	{"init code", inits("0xc000 0x0 0x0 CREATE POP")},
	{"init code that is hashed", inits("GAS 0xc000 0x0 0x0 CREATE2 POP")},
	{"code left on the chain", deployed},
	{"identity of large inputs", identities},
	{"hashes", hashes},
	{"logs", logs},
	{"1 MiB of zeros", zeros},
	{"messages", messages},
	{"long messages", longMessages},
	{"messages that waited", waitingMessages},
	{"long messages that waited", longWaitingMessages},
	{"deposits", depositsOnly},
	{"rejected forced transactions", rejected},
	{"forced transactions that do not decode", undecodable},
}

// TestWorst holds what the meter charges for a block against what the machine takes for its transition: at least twice
// as much, apart from the base. TestMemory has what takes more memory than there is.
func TestWorst(t *testing.T) {
	p := guestProgram(t)
	var idle uint64 // mapped by a program that does nothing
	for _, c := range worst {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			txs := c.make(w)
			charged := w.weigh(txs)
			made := w.derive(w.batch(w.blocks(txs)))
			if made[0].event != derive.MadeBlock {
				t.Fatalf("the transition is %q, not a block", made[0].event)
			}
			m, got := proven(t, p, w, made[0].before)
			steps := m.Steps
			if got != made[0].after.Hash() {
				t.Errorf("the machine comes to state %s, the chain to %s", got, made[0].after.Hash())
			}
			if idle == 0 {
				idle = m.Top
			}
			ratio := float64(charged) / float64(max(steps, base+1)-base)
			t.Logf("%d steps, %d charged, %.1f times what the block took; %d MiB", steps, charged, ratio, (m.Top-idle)>>20)
			if steps > base+charged/margin {
				t.Errorf("%d steps, more than half of the %d charged", steps, charged)
			}
		})
	}
}

// weigh is what the meter reads at the end of the next block, with all messages and these transactions.
func (w *world) weigh(txs []*types.Transaction) uint64 {
	w.t.Helper()
	consumed := uint64(len(w.messages))
	fresh, err := w.Range(w.pos.Consumed, consumed)
	if err != nil {
		w.t.Fatal(err)
	}
	b, err := w.chain.Open(w.pos.Head, transition.Context{Timestamp: w.pos.Time() + 1, Consumed: consumed, Messages: fresh})
	if err != nil {
		w.t.Fatal(err)
	}
	for i, tx := range txs {
		if receipt, err := b.Attempt(tx); err != nil {
			w.t.Fatalf("transaction %d: %v", i, err)
		} else if receipt.Status != types.ReceiptStatusSuccessful {
			w.t.Fatalf("transaction %d fails with %d gas used", i, receipt.GasUsed)
		}
	}
	return b.Proof()
}

// install puts programs on the chain and returns where.
func (w *world) install(programs ...[]byte) (at []common.Address) {
	w.t.Helper()
	var txs []*types.Transaction
	for _, program := range programs {
		at = append(at, crypto.CreateAddress(address(2), w.nonce[address(2)]))
		txs = append(txs, w.tx(2, nil, 0, 200*uint64(len(program))+1_000_000, install(program)))
	}
	for part := range slices.Chunk(txs, 3) {
		w.derive(w.batch(w.blocks(part)))
	}
	for _, a := range at {
		head, err := w.chain.State(w.pos.Head)
		if err != nil || head.GetCodeSize(a) == 0 {
			w.t.Fatalf("no code at %s (%v)", a, err)
		}
	}
	return at
}

// call is a transaction with as much gas as one may have.
func (w *world) call(to common.Address, data []byte) *types.Transaction {
	return w.tx(3, &to, 0, gasOfOne, data)
}

// untilPoor is a program that runs a body until less gas than that is left, then stops.
func untilPoor(t testing.TB, before, body string, gas uint64) []byte {
	b := assemble(t, before)
	start := len(b)
	b = append(append(b, byte(vm.JUMPDEST)), assemble(t, body)...)
	return append(b, assemble(t, fmt.Sprintf("0x%06x GAS GT 0x%04x JUMPI STOP", gas, start))...)
}

// copyInput is a body that puts all calldata into memory.
const copyInput = "CALLDATASIZE 0x0 0x0 CALLDATACOPY"

// kzgCalls is a transaction that checks the same opening n times.
func kzgCalls(w *world, n int) *types.Transaction {
	var blob kzg4844.Blob
	blob[1000] = 7
	commitment, err := kzg4844.BlobToCommitment(&blob)
	if err != nil {
		w.t.Fatal(err)
	}
	point := kzg4844.Point{31: 5}
	proof, claim, err := kzg4844.ComputeProof(&blob, point)
	if err != nil {
		w.t.Fatal(err)
	}
	hash := kzg4844.CalcBlobHashV1(sha256.New(), &commitment)
	input := slices.Concat(hash[:], point[:], claim[:], commitment[:], proof[:])
	at := w.install(append(assemble(w.t, copyInput), bytes.Repeat(assemble(w.t, "0x0 0x0 0xc0 0x0 0xa GAS STATICCALL POP"), n)...))
	return w.call(at[0], input)
}

// pairs is an input of the precompile that multiplies pairings, longer than L1 answers for.
func pairs() []byte {
	pair := common.FromHex("0000000000000000000000000000000000000000000000000000000000000001" +
		"0000000000000000000000000000000000000000000000000000000000000002" +
		"198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2" +
		"1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed" +
		"090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b" +
		"12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa")
	return bytes.Repeat(pair, 30)
}

// callPairing is a body that hands all calldata in memory to that precompile.
const callPairing = "0x0 0x0 CALLDATASIZE 0x0 0x8 GAS STATICCALL POP"

func pairings(w *world) []*types.Transaction {
	at := w.install(assemble(w.t, copyInput+" "+callPairing))
	return []*types.Transaction{w.call(at[0], pairs())}
}

func codeLoads(w *world) []*types.Transaction {
	var programs [][]byte
	caller := "0x0 POP"
	for i := range 8 {
		programs = append(programs, slices.Concat(assemble(w.t, "0x3 JUMP JUMPDEST STOP"), []byte{byte(i)}, bytes.Repeat([]byte{byte(vm.JUMPDEST)}, 24_000)))
	}
	for _, a := range w.install(programs...) {
		caller += fmt.Sprintf(" 0x0 0x0 0x0 0x0 %s GAS STATICCALL POP %s EXTCODESIZE POP", a.Hex(), a.Hex())
	}
	at := w.install(assemble(w.t, caller))
	return []*types.Transaction{w.call(at[0], nil)}
}

// ground finds keys whose hashes begin like that of the last one, each in one digit more than the one before.
func ground(digits int) (keys []common.Hash) {
	hash := func(k common.Hash) string { return fmt.Sprintf("%x", crypto.Keccak256(k[:])) }
	last := common.BytesToHash([]byte("the slot at the bottom"))
	want := hash(last)
	for n, d := uint64(1), 0; d < digits; n++ {
		k := common.BigToHash(new(big.Int).SetUint64(n))
		if h := hash(k); h[:d] == want[:d] && h[d] != want[d] {
			keys = append(keys, k)
			d++
		}
	}
	return append(keys, last)
}

func store(keys []common.Hash, value string) (body string) {
	for _, k := range keys {
		body += fmt.Sprintf(" %s %s SSTORE", value, k.Hex())
	}
	return body
}

func deepSlots(w *world) []*types.Transaction {
	keys := ground(5)
	at := w.install(assemble(w.t, store(keys, "CALLDATASIZE")+" STOP"))
	w.derive(w.batch(w.blocks([]*types.Transaction{w.call(at[0], []byte{1})})))
	return []*types.Transaction{w.call(at[0], []byte{1, 2})}
}

func deletes(w *world) []*types.Transaction {
	body := ""
	for i := range 200 {
		body += fmt.Sprintf(" CALLDATASIZE 0x%04x SSTORE", i)
	}
	at := w.install(assemble(w.t, body+" STOP"))
	w.derive(w.batch(w.blocks([]*types.Transaction{w.call(at[0], []byte{1})})))
	return []*types.Transaction{w.call(at[0], nil)}
}

func delegations(w *world) []*types.Transaction {
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	var list []types.SetCodeAuthorization
	for i := range 50 {
		auth, err := types.SignSetCode(key(30+i), types.SetCodeAuthorization{ChainID: *uint256.MustFromBig(id), Address: common.Address{1}})
		if err != nil {
			w.t.Fatal(err)
		}
		list = append(list, auth)
	}
	nonce := w.nonce[address(4)]
	w.nonce[address(4)]++
	return []*types.Transaction{types.MustSignNewTx(key(4), types.LatestSignerForChainID(id), &types.SetCodeTx{
		ChainID: uint256.MustFromBig(id), Nonce: nonce, To: common.Address{9}, Gas: 5_000_000, GasFeeCap: uint256.NewInt(100 * gethparams.GWei),
		GasTipCap: uint256.NewInt(1), AuthList: list,
	})}
}

func blockHashes(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "0x0100 NUMBER SUB BLOCKHASH POP", gasOfOne-100_000))
	w.derive(w.batch(w.blocks(make([][]*types.Transaction, 256)...)))
	return []*types.Transaction{w.call(at[0], nil)}
}

func strangers(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "GAS BALANCE POP", gasOfOne-600_000))
	return []*types.Transaction{w.call(at[0], nil)}
}

func nested(w *world) []*types.Transaction {
	// Each call takes memory, and calls itself while there is gas.
	program := "0x1 0x8000 MSTORE 0x0 0x0 0x0 0x0 ADDRESS GAS STATICCALL POP STOP"
	at := w.install(assemble(w.t, program))
	return []*types.Transaction{w.tx(3, &at[0], 0, 2_000_000, nil)}
}

// callOften calls a program until there is little gas left, in each of n transactions.
func callOften(w *world, n int, program string) (txs []*types.Transaction) {
	inner := w.install(assemble(w.t, program))[0]
	at := w.install(untilPoor(w.t, "", "0x0 0x0 0x0 0x0 "+inner.Hex()+" GAS STATICCALL POP", 1_000_000))
	for range n {
		txs = append(txs, w.call(at[0], nil))
	}
	return txs
}

// growing has memory grow by 4 KiB at a time, which leaves the most behind that nobody collects.
func growing(w *world, n int) []*types.Transaction {
	return callOften(w, n, strings.Repeat("0x1 0x0fe0 MSIZE ADD MSTORE ", 60)+" MSIZE 0x0 RETURN")
}

// allocations are growing memory with more gas than a block of a devnet has.
func allocations(w *world) []*types.Transaction {
	w.rollup.GasLimit = 1_000_000_000
	return growing(w, 5)
}

func returned(w *world) []*types.Transaction {
	return callOften(w, 1, "0x8000 0x0 RETURN")
}

func copied(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "0x8000 0x0 0x0 CODECOPY", 1_000_000))
	return []*types.Transaction{w.call(at[0], nil)}
}

// inits creates contracts by code as long as it may be, which jumps, so that all of it has to be looked through.
func inits(create string) func(w *world) []*types.Transaction {
	return func(w *world) []*types.Transaction {
		at := w.install(untilPoor(w.t, copyInput, create, 2_000_000))
		return []*types.Transaction{w.call(at[0], assemble(w.t, "0x3 JUMP JUMPDEST STOP"))}
	}
}

// deployed leaves as much code as gas pays for, other code each time.
func deployed(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, copyInput, "GAS 0x20 MSTORE 0x0 0x0 0x6000 0x0 0x0 CREATE EXTCODESIZE POP", 6_000_000))
	return []*types.Transaction{w.call(at[0], assemble(w.t, "0x6000 0x0 0x0 CODECOPY 0x6000 0x0 RETURN"))}
}

func identities(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "0x0 0x0 0x8000 0x0 0x4 GAS STATICCALL POP", gasOfOne-1_000_000))
	return []*types.Transaction{w.call(at[0], nil)}
}

func hashes(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "0x88 0x0 KECCAK256 POP", gasOfOne-200_000), untilPoor(w.t, "", "0x0 0x0 0x1000 0x0 0x2 GAS STATICCALL POP", gasOfOne-200_000),
		untilPoor(w.t, "", "0x0 0x0 0x1000 0x0 0x3 GAS STATICCALL POP", gasOfOne-200_000))
	return []*types.Transaction{w.call(at[0], nil), w.call(at[1], nil), w.call(at[2], nil)}
}

func logs(w *world) []*types.Transaction {
	at := w.install(untilPoor(w.t, "", "0x1 0x2 0x3 0x4 0x20 0x0 LOG4 0x1000 0x0 LOG0", gasOfOne-2_000_000))
	return []*types.Transaction{w.call(at[0], nil)}
}

func zeros(w *world) []*types.Transaction {
	return []*types.Transaction{w.call(common.Address{0xaa}, make([]byte, 1_000_000))}
}

// A block takes in messages only if no forced transaction waits, so those that are taken in and those that waited
// weigh apart.

func messages(w *world) []*types.Transaction {
	for range 256 {
		w.message(l1anchor.Checkpoint, nil)
	}
	return nil
}

func longMessages(w *world) []*types.Transaction {
	for range 256 {
		w.message(l1anchor.Checkpoint, noise(l1anchor.MaxBody))
	}
	return nil
}

func waitingMessages(w *world) []*types.Transaction {
	for range 256 {
		w.message(l1anchor.Forced, []byte("junk"))
	}
	w.derive(w.batch(w.blocks(nil)))
	return nil
}

func longWaitingMessages(w *world) []*types.Transaction {
	for range 256 {
		w.message(l1anchor.Forced, noise(l1anchor.MaxBody))
	}
	w.derive(w.batch(w.blocks(nil)))
	return nil
}

// resident is one of many accounts.
func resident(i int) common.Address {
	return common.BytesToAddress(binary.BigEndian.AppendUint64([]byte{0xac}, uint64(i)*0x9e3779b97f4a7c15))
}

func depositsOnly(w *world) []*types.Transaction {
	for i := range 256 {
		w.message(l1anchor.Deposit, deposit(resident(i), 5))
	}
	return nil
}

func rejected(w *world) []*types.Transaction {
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	for i := range 200 {
		tx := types.MustSignNewTx(key(100+i), types.LatestSignerForChainID(id), &types.DynamicFeeTx{
			ChainID: id, To: &common.Address{1}, Value: big.NewInt(1), Gas: 21_000, GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1),
		})
		w.message(l1anchor.Forced, raw(w.t, tx))
	}
	w.derive(w.batch(w.blocks(nil)))
	return nil
}

func undecodable(w *world) []*types.Transaction {
	// A list of access lists, each as short as it can be, and a byte too much at the end.
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	tx := types.MustSignNewTx(key(1), types.LatestSignerForChainID(id), &types.DynamicFeeTx{ChainID: id, Gas: 1 << 30, AccessList: make(types.AccessList, 1_300)})
	for i := range 40 {
		w.message(l1anchor.Forced, binary.BigEndian.AppendUint16(raw(w.t, tx), uint16(i)))
		w.message(l1anchor.Forced, raw(w.t, tx))
	}
	w.derive(w.batch(w.blocks(nil)))
	return nil
}
