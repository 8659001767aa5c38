// SPDX-License-Identifier: Apache-2.0

package program

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/vm/oracle"
)

// answers is an oracle.Source that knows the precompiles only.
type answers struct{ oracle.Source }

func (answers) Precompile(number byte, input []byte) ([]byte, bool, error) {
	answer, err := oracle.Answer(number, input)
	if err != nil {
		return nil, false, err
	}
	return oracle.Output(answer)
}

// TestSenders compares the signer with go-ethereum's on transactions of every type whose signatures were tampered with.
func TestSenders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const chainID = 4321
	id := big.NewInt(chainID)
	stock, own := types.LatestSignerForChainID(id), newSigner(chainID, answers{})
	half := new(big.Int).Rsh(crypto.S256().Params().N, 1)
	odd := []*big.Int{big.NewInt(0), big.NewInt(1), big.NewInt(2), big.NewInt(27), big.NewInt(28), big.NewInt(29), big.NewInt(35 + 2*chainID), big.NewInt(36 + 2*chainID),
		big.NewInt(37 + 2*chainID), big.NewInt(37), half, new(big.Int).Add(half, big.NewInt(1)), crypto.S256().Params().N, new(big.Int).Lsh(id, 300)}
	good := 0
	for range 4_000 {
		v, x, y := signature(t, r)
		tx := unsigned(r, id, v, x, y, odd)
		want, wantErr := types.Sender(stock, tx)
		got, gotErr := own.Sender(tx)
		if (wantErr == nil) != (gotErr == nil) || got != want {
			t.Fatalf("type %d, signature %v: got %s, %v, want %s, %v", tx.Type(), tx, got, gotErr, want, wantErr)
		}
		if wantErr == nil {
			good++
		}
	}
	if good < 500 {
		t.Errorf("only %d of the signatures were good", good)
	}
	if !own.Equal(stock) || own.Equal(types.LatestSignerForChainID(big.NewInt(1))) {
		t.Error("the signer is equal to the wrong ones")
	}
}

// signature is a good one of some hash: it recovers to somebody under any hash.
func signature(t *testing.T, r *rand.Rand) (v, x, y *big.Int) {
	t.Helper()
	k, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	sig, err := crypto.Sign(crypto.Keccak256([]byte{byte(r.Uint32())}), k)
	if err != nil {
		t.Fatal(err)
	}
	return new(big.Int).SetBytes(sig[64:]), new(big.Int).SetBytes(sig[:32]), new(big.Int).SetBytes(sig[32:64])
}

// unsigned puts a signature, often with one of its parts replaced, under a transaction of some type.
func unsigned(r *rand.Rand, id, v, x, y *big.Int, odd []*big.Int) *types.Transaction {
	kind := r.IntN(6)
	switch kind {
	case 0:
		v = new(big.Int).Add(v, big.NewInt(27))
	case 1:
		v = new(big.Int).Add(v, big.NewInt(35+2*id.Int64()))
	}
	if r.IntN(2) == 0 {
		pick := odd[r.IntN(len(odd))]
		switch r.IntN(4) {
		case 0, 1:
			v = pick
		case 2:
			x = pick
		case 3:
			y = pick
		}
	}
	if r.IntN(8) == 0 {
		id = big.NewInt(1)
	}
	clip := func(n *big.Int) *uint256.Int { u, _ := uint256.FromBig(n); return u }
	switch kind {
	case 2:
		return types.NewTx(&types.AccessListTx{ChainID: id, V: v, R: x, S: y})
	case 3:
		return types.NewTx(&types.DynamicFeeTx{ChainID: id, V: v, R: x, S: y})
	case 4:
		return types.NewTx(&types.SetCodeTx{ChainID: clip(id), V: clip(v), R: clip(x), S: clip(y)})
	case 5:
		return types.NewTx(&types.BlobTx{ChainID: clip(id), V: clip(v), R: clip(x), S: clip(y)})
	}
	return types.NewTx(&types.LegacyTx{V: v, R: x, S: y})
}

// FuzzPrecompiles holds each precompile that asks the oracle against the one that computes.
func FuzzPrecompiles(f *testing.F) {
	for _, n := range []byte{oracle.Ecrecover, oracle.Modexp, oracle.Bn254Add, oracle.Bn254Mul, oracle.Bn254Pairing, oracle.Blake2f} {
		for _, length := range []int{0, 1, 95, 96, 97, 128, 192, 200, 213} {
			f.Add(n, make([]byte, length))
			f.Add(n, bytes.Repeat([]byte{1}, length))
		}
	}
	f.Add(byte(oracle.Modexp), append(append(common.LeftPadBytes([]byte{1}, 32), common.LeftPadBytes([]byte{1}, 32)...), append(common.LeftPadBytes([]byte{1}, 32), 3, 2, 7)...))
	own := withOracle(answers{})(vm.PrecompiledContractsOsaka)
	f.Fuzz(func(t *testing.T, n byte, input []byte) {
		at := common.BytesToAddress([]byte{n})
		stock, ok := vm.PrecompiledContractsOsaka[at]
		if !ok || stock.RequiredGas(input) > 1<<20 {
			return
		}
		want, wantErr := stock.Run(bytes.Clone(input))
		got, gotErr := own[at].Run(input)
		if (wantErr == nil) != (gotErr == nil) || wantErr == nil && !bytes.Equal(got, want) {
			t.Fatalf("precompile %d of %x: got %x, %v, want %x, %v", n, input, got, gotErr, want, wantErr)
		}
		if own[at].RequiredGas(input) != stock.RequiredGas(input) {
			t.Fatal("another price")
		}
	})
}
