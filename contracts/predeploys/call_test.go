// SPDX-License-Identifier: Apache-2.0

package predeploys_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/contracts/predeploys"
	"github.com/layeredpow/adit/stateroot/params"
)

var feeRecipient = common.HexToAddress("0x2000000000000000000000000000000000000002")

// l2 is a rollup at its genesis block, on which contracts are called.
type l2 struct {
	t     *testing.T
	state *state.StateDB
	evm   *vm.EVM
}

func genesis(t *testing.T) *l2 {
	t.Helper()
	p := &params.Params{
		ChainID: chainID, L1ChainID: 63, L1Family: "etc", Inbox: common.HexToAddress("0x1"), InboxHeight: 12,
		ForceDelay: 600, MaxMessages: 130, MaxBatchData: params.MaxBatchData, GenesisTime: 1_700_000_000,
		GasLimit: params.MinGasLimit, FeeRecipient: feeRecipient, BaseFee: 1, MaxDrift: 3600, ProofLimit: params.MinProofLimit,
		Alloc: alloc(t, chainID),
	}
	if err := p.Validate(); err != nil {
		t.Fatalf("params with the contracts: %v", err)
	}
	cfg := core.DefaultConfig()
	cfg.StateScheme, cfg.ArchiveMode = rawdb.HashScheme, true
	chain, err := core.NewBlockChain(rawdb.NewMemoryDatabase(), p.Genesis(), beacon.New(ethash.NewFaker()), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(chain.Stop)
	db, err := chain.State()
	if err != nil {
		t.Fatal(err)
	}
	block := core.NewEVMBlockContext(chain.CurrentBlock(), chain, nil)
	evm := vm.NewEVM(block, db, p.ChainConfig(), vm.Config{})
	evm.SetTxContext(vm.TxContext{GasPrice: new(uint256.Int)})
	return &l2{t: t, state: db, evm: evm}
}

// try sends input to a contract, with the gas that a transaction may have.
func (l *l2) try(name string, input []byte) ([]byte, error) {
	return l.tryAt(address(l.t, name), input)
}

func (l *l2) tryAt(to common.Address, input []byte) ([]byte, error) {
	output, _, err := l.evm.Call(common.HexToAddress("0xca11"), to, input, vm.NewGasBudget(1<<24, 0), new(uint256.Int))
	return output, err
}

func (l *l2) call(name string, input []byte) []byte {
	l.t.Helper()
	output, err := l.try(name, input)
	if err != nil {
		l.t.Fatalf("call %s: %v, output %x", name, err, output)
	}
	return output
}

// same compares what a call answered.
func (l *l2) same(what string, got, want []byte) {
	l.t.Helper()
	if !bytes.Equal(got, want) {
		l.t.Errorf("%s: got %x, want %x", what, got, want)
	}
}

func address(t *testing.T, name string) common.Address {
	t.Helper()
	for _, c := range predeploys.Contracts() {
		if c.Name == name {
			return c.Address
		}
	}
	t.Fatalf("no contract is called %s", name)
	return common.Address{}
}

// input is a call: the selector and whole words.
func input(signature string, words ...[]byte) []byte {
	return append(crypto.Keccak256([]byte(signature))[:4], bytes.Join(words, nil)...)
}

func word(n uint64) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 24), n)
}

func addressWord(a common.Address) []byte { return common.LeftPadBytes(a[:], 32) }

// tail is a byte string as the ABI has it behind the words.
func tail(b []byte) []byte {
	return append(word(uint64(len(b))), common.RightPadBytes(b, (len(b)+31)/32*32)...)
}

func hashed(words ...[]byte) []byte { return crypto.Keccak256(words...) }

func TestMulticall3(t *testing.T) {
	l := genesis(t)
	l.same("getChainId", l.call("Multicall3", input("getChainId()")), word(chainID))
	// aggregate3 of one call to itself: a list of one (target, may fail, data).
	inner := tail(input("getChainId()"))
	call := append(append(append(addressWord(address(t, "Multicall3")), word(1)...), word(96)...), inner...)
	output := l.call("Multicall3", input("aggregate3((address,bool,bytes)[])", word(32), word(1), word(32), call))
	want := bytes.Join([][]byte{word(32), word(1), word(32), word(1), word(64), tail(word(chainID))}, nil)
	l.same("aggregate3", output, want)
}

func TestPermit2(t *testing.T) {
	l := genesis(t)
	want := hashed(
		hashed([]byte("EIP712Domain(string name,uint256 chainId,address verifyingContract)")), hashed([]byte("Permit2")),
		word(chainID), addressWord(address(t, "Permit2")))
	l.same("DOMAIN_SEPARATOR", l.call("Permit2", input("DOMAIN_SEPARATOR()")), want)
}

// TestEntryPoints asks each for the hash of an operation in which everything is zero or empty, and has each call a
// factory through its SenderCreator.
func TestEntryPoints(t *testing.T) {
	l := genesis(t)
	none, zero := hashed(), word(0)
	old := hashed(zero, zero, none, none, zero, zero, zero, zero, zero, none)
	packed := hashed(zero, zero, none, none, zero, zero, zero, none)
	typed := hashed(hashed([]byte("PackedUserOperation(address sender,uint256 nonce,bytes initCode,bytes callData,"+
		"bytes32 accountGasLimits,uint256 preVerificationGas,bytes32 gasFees,bytes paymasterAndData)")),
		zero, zero, none, none, zero, zero, zero, none)
	domain := hashed(hashed([]byte("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")),
		hashed([]byte("ERC4337")), hashed([]byte("1")), word(chainID), addressWord(address(t, "EntryPoint 0.8")))
	bound := func(operation []byte, name string) []byte {
		return hashed(operation, addressWord(address(t, name)), word(chainID))
	}
	const packedArgs = "getUserOpHash((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes))"
	for name, c := range map[string]struct {
		signature string
		dynamic   []bool // for each field, whether it is a byte string
		want      []byte
	}{
		"EntryPoint 0.6": {
			"getUserOpHash((address,uint256,bytes,bytes,uint256,uint256,uint256,uint256,uint256,bytes,bytes))",
			[]bool{false, false, true, true, false, false, false, false, false, true, true}, bound(old, "EntryPoint 0.6"),
		},
		"EntryPoint 0.7": {packedArgs, []bool{false, false, true, true, false, false, false, true, true}, bound(packed, "EntryPoint 0.7")},
		"EntryPoint 0.8": {
			packedArgs, []bool{false, false, true, true, false, false, false, true, true},
			hashed([]byte{0x19, 0x01}, domain, typed),
		},
	} {
		words := [][]byte{word(32)}
		for _, dynamic := range c.dynamic {
			// All empty byte strings may share the one zero behind the fields.
			words = append(words, word(map[bool]uint64{true: uint64(32 * len(c.dynamic))}[dynamic]))
		}
		l.same(name+", getUserOpHash", l.call(name, input(c.signature, append(words, zero)...)), c.want)
		// A factory that answers with an address: Multicall3, asked for the fee recipient. The answer comes as a
		// revert.
		code := append(address(t, "Multicall3").Bytes(), input("getCurrentBlockCoinbase()")...)
		output, err := l.try(name, input("getSenderAddress(bytes)", word(32), tail(code)))
		if err == nil {
			t.Errorf("%s, getSenderAddress did not revert", name)
		}
		l.same(name+", getSenderAddress", output, input("SenderAddressResult(address)", addressWord(feeRecipient)))
	}
}

// oneByte is creation code for a contract whose code is a STOP.
var oneByte = common.FromHex("0x60016000f3")

func TestFactories(t *testing.T) {
	l := genesis(t)
	salt := word(7)
	want := crypto.CreateAddress2(address(t, "Safe singleton factory"), common.Hash(salt), crypto.Keccak256(oneByte))
	l.same("Safe singleton factory", l.call("Safe singleton factory", append(salt, oneByte...)), want[:])
	l.same("code that it made", l.state.GetCode(want), []byte{0})

	want = crypto.CreateAddress(address(t, "CreateX"), 1)
	l.same("CreateX, deployCreate", l.call("CreateX", input("deployCreate(bytes)", word(32), tail(oneByte))), addressWord(want))
	l.same("code that it made", l.state.GetCode(want), []byte{0})
}

func TestERC1820(t *testing.T) {
	l := genesis(t)
	account := common.HexToAddress("0xacc")
	l.same("getManager", l.call("ERC-1820 registry", input("getManager(address)", addressWord(account))), addressWord(account))
	name := []byte("ERC777Token")
	l.same("interfaceHash", l.call("ERC-1820 registry", input("interfaceHash(string)", word(32), tail(name))), hashed(name))
	l.same("getInterfaceImplementer", l.call("ERC-1820 registry",
		input("getInterfaceImplementer(address,bytes32)", addressWord(account), hashed(name))), word(0))
}

// TestCreate2Factory has the CREATE2 factory go on working behind the contracts that it created.
func TestCreate2Factory(t *testing.T) {
	l := genesis(t)
	factory, salt := common.HexToAddress("0x4e59b44847b379578588920cA78FbF26c0B4956C"), word(9)
	output, err := l.tryAt(factory, append(salt, oneByte...))
	if err != nil {
		t.Fatal(err)
	}
	want := crypto.CreateAddress2(factory, common.Hash(salt), crypto.Keccak256(oneByte))
	l.same("CREATE2 factory", output, want[:])
}
