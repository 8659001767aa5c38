// SPDX-License-Identifier: Apache-2.0

package node

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/crypto/kzg4844"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/contracts/bindings"
)

// deriveLoad is what blocks of BenchmarkDerive are full of.
type deriveLoad struct {
	name    string
	prepare func(*deriveRig)                      // adds to the genesis block
	block   func(*deriveRig) []*types.Transaction // of half the gas limit
}

// deriveLoads are those of `adit bench`, and loops over what takes a processor long for its gas.
var deriveLoads = []deriveLoad{
	{"transfers", nothing, func(r *deriveRig) []*types.Transaction { return r.both(1_428, 0) }},
	{"erc20", withToken, func(r *deriveRig) []*types.Transaction { return r.both(0, 880) }},
	{"mixed", withToken, func(r *deriveRig) []*types.Transaction { return r.both(545, 545) }},
	dear("slots of many", manySlots, nil, gasOfMany, op(vm.SLOAD, vm.POP)),
	dear("accounts of many", manyAccounts, nil, gasOfMany, op(vm.BALANCE, vm.POP)),
	dear("slots never written", nothing, nil, op(vm.CALLER), fresh, op(vm.SSTORE)),
	dear("accounts never paid", nothing, nil, op(vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH1, 1), fresh, op(vm.PUSH0, vm.CALL, vm.POP)),
	dear("JUMPDEST", nothing, nil, bytes.Repeat(op(vm.JUMPDEST), 2_500)),
	dear("calls that end at once", nothing, nil, op(vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH0, vm.PUSH1, 0xff, vm.GAS, vm.STATICCALL, vm.POP)),
	dear("hashes", nothing, nil, op(vm.PUSH2, 0x10, 0x00, vm.PUSH0, vm.KECCAK256, vm.POP)),
	dearCall("ecrecover", 0x1, recovery),
	dearCall("modexp", 0x5, exponentiation),
	dearCall("bn254 sum", 0x6, points),
	dearCall("bn254 pairing", 0x8, pairing),
	dearCall("blake2f", 0x9, compression),
	dearCall("KZG", 0xa, opening),
	dearCall("P256", 0x100, signature),
}

func nothing(*deriveRig) {}

// both are transfers of the coin and of the token in turn, each from one account to the next.
func (r *deriveRig) both(coins, tokens int) (txs []*types.Transaction) {
	for coins > 0 || tokens > 0 {
		if coins > 0 {
			to := r.address(r.turn + 1)
			txs = append(txs, r.tx(&to, 1, 21_000, nil))
			coins--
		}
		if tokens > 0 {
			txs = append(txs, r.tx(&tokenAt, 0, 60_000, bindings.NewToken().PackTransfer(r.address(r.turn+1), common.Big1)))
			tokens--
		}
	}
	return txs
}

// dearAt is the contract that a load calls, tokenAt an ERC-20.
var dearAt, tokenAt = common.Address{0xde}, common.Address{0x70}

// withToken adds the token, of which each account holds some.
func withToken(r *deriveRig) {
	balances := map[common.Hash]common.Hash{}
	for i := range deriveAccounts {
		slot := crypto.Keccak256Hash(common.LeftPadBytes(r.address(i).Bytes(), 32), common.BigToHash(common.Big1).Bytes()) // of balanceOf
		balances[slot] = common.BigToHash(new(big.Int).Lsh(common.Big1, 64))
	}
	code, _, _, err := runtime.Create(hexutil.MustDecode(bindings.TokenMetaData.Bin), nil)
	if err != nil {
		r.b.Fatal(err)
	}
	r.rollup.Alloc[tokenAt] = types.Account{Balance: new(big.Int), Code: code, Storage: balances}
}

// many is how many slots or accounts there are to read: more than a block reads, few enough to be made in seconds.
const many = 1 << 17

// gasOfMany makes one of their numbers of the gas that is left, which is another each time.
var gasOfMany = op(vm.GAS, vm.PUSH3, (many-1)>>16, (many-1)>>8&0xff, (many-1)&0xff, vm.AND)

// fresh is a number that nothing else comes to: each account calls once.
var fresh = op(vm.ORIGIN, vm.PUSH1, 32, vm.SHL, vm.GAS, vm.XOR)

func manySlots(r *deriveRig) {
	slots := make(map[common.Hash]common.Hash, many)
	for i := range int64(many) {
		slots[common.BigToHash(big.NewInt(i))] = common.Hash{1}
	}
	r.rollup.Alloc[dearAt] = types.Account{Balance: new(big.Int), Storage: slots}
}

func manyAccounts(r *deriveRig) {
	for i := range int64(many) {
		r.rollup.Alloc[common.BigToAddress(big.NewInt(i))] = types.Account{Balance: common.Big1}
	}
}

func op(code ...vm.OpCode) (b []byte) {
	for _, c := range code {
		b = append(b, byte(c))
	}
	return b
}

// dear is a load of two transactions that do the same over and over, with the input in memory.
func dear(name string, prepare func(*deriveRig), input func(*testing.B) []byte, body ...[]byte) deriveLoad {
	var data []byte
	return deriveLoad{
		name: name,
		prepare: func(r *deriveRig) {
			if prepare(r); input != nil {
				data = input(r.b)
			}
			at := r.rollup.Alloc[dearAt]
			at.Code, at.Balance = endless(slices.Concat(body...)), big.NewInt(gethparams.Ether)
			r.rollup.Alloc[dearAt] = at
		},
		block: func(r *deriveRig) (txs []*types.Transaction) {
			for range 2 {
				txs = append(txs, r.tx(&dearAt, 0, deriveGasLimit/4, data))
			}
			return txs
		},
	}
}

// dearCall is a load of calls to a precompile.
func dearCall(name string, precompile int, input func(*testing.B) []byte) deriveLoad {
	call := op(vm.PUSH0, vm.PUSH0, vm.CALLDATASIZE, vm.PUSH0, vm.PUSH2, vm.OpCode(precompile>>8), vm.OpCode(precompile&0xff), vm.GAS, vm.STATICCALL, vm.POP)
	return dear(name, nothing, input, call)
}

// endless is a program that copies its input to memory and runs a body until little gas is left.
func endless(body []byte) []byte {
	start := op(vm.CALLDATASIZE, vm.PUSH0, vm.PUSH0, vm.CALLDATACOPY, vm.JUMPDEST)
	end := op(vm.PUSH3, 0x06, 0x00, 0x00, vm.GAS, vm.GT, vm.PUSH1, vm.OpCode(len(start)-1), vm.JUMPI)
	return slices.Concat(start, bytes.Repeat(body, 8), end)
}

// recovery is a signature whose signer is recovered.
func recovery(b *testing.B) []byte {
	key, err := crypto.ToECDSA(crypto.Keccak256([]byte("a signer")))
	if err != nil {
		b.Fatal(err)
	}
	hash := crypto.Keccak256([]byte("message"))
	signed, err := crypto.Sign(hash, key)
	if err != nil {
		b.Fatal(err)
	}
	return slices.Concat(hash, common.BigToHash(big.NewInt(int64(signed[64])+27)).Bytes(), signed[:64])
}

// exponentiation raises a number of 32 bytes.
func exponentiation(*testing.B) []byte {
	length := common.BigToHash(big.NewInt(32)).Bytes()
	return slices.Concat(length, length, length, bytes.Repeat([]byte{0xff}, 64), bytes.Repeat([]byte{0xfd}, 32))
}

// points are two to add, both the generator.
func points(*testing.B) []byte {
	one, two := common.BigToHash(common.Big1).Bytes(), common.BigToHash(common.Big2).Bytes()
	return slices.Concat(one, two, one, two)
}

// pairing is one pair of points.
func pairing(*testing.B) []byte {
	return common.FromHex("0000000000000000000000000000000000000000000000000000000000000001" +
		"0000000000000000000000000000000000000000000000000000000000000002" +
		"198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2" +
		"1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed" +
		"090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b" +
		"12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa")
}

// compression is blake2f of 100,000 rounds.
func compression(*testing.B) []byte {
	return slices.Concat(common.FromHex("000186a0"), bytes.Repeat([]byte{7}, 208), []byte{1})
}

// opening is a KZG proof that holds.
func opening(b *testing.B) []byte {
	blob := kzg4844.Blob{1000: 7}
	commitment, err := kzg4844.BlobToCommitment(&blob)
	if err != nil {
		b.Fatal(err)
	}
	point := kzg4844.Point{31: 5}
	proof, claim, err := kzg4844.ComputeProof(&blob, point)
	if err != nil {
		b.Fatal(err)
	}
	hash := kzg4844.CalcBlobHashV1(sha256.New(), &commitment)
	return slices.Concat(hash[:], point[:], claim[:], commitment[:], proof[:])
}

// signature is one of P256 that is right.
func signature(b *testing.B) []byte {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	hash := sha256.Sum256([]byte("message"))
	x, y, err := ecdsa.Sign(rand.Reader, key, hash[:])
	if err != nil {
		b.Fatal(err)
	}
	public, err := key.PublicKey.Bytes()
	if err != nil {
		b.Fatal(err)
	}
	return slices.Concat(hash[:], common.BigToHash(x).Bytes(), common.BigToHash(y).Bytes(), public[1:])
}
