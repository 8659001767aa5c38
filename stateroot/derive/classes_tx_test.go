// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// seats are the places in the good batch whose transaction a class replaces: the very first and the very last.
var seats = []struct{ block, tx int }{{0, 0}, {2, 1}}

// envelopeClasses put bytes that are no transaction into a transaction's place.
func envelopeClasses() (all []class) {
	replace := func(name string, f func(p *params.Params, good []byte) []byte) {
		for _, seat := range seats {
			all = append(all, edit(fmt.Sprintf("envelope %d/%d: %s", seat.block, seat.tx, name), seat.block, derive.Kind(wire.BadTransaction),
				func(r *rig, blocks []wire.Block, d []byte) []byte {
					out := slices.Clone(d[:33])
					for i, b := range blocks {
						var txs []byte
						for j, tx := range b.Txs {
							bytes := raw(tx)
							if i == seat.block && j == seat.tx {
								bytes = f(r.p, bytes)
							}
							txs = append(txs, str(bytes)...)
						}
						out = append(out, list(num(b.Elapsed), num(b.Messages), list(txs))...)
					}
					return out
				}))
		}
	}
	replace("empty", func(*params.Params, []byte) []byte { return nil })
	replace("only a type", func(_ *params.Params, good []byte) []byte { return good[:1] })
	replace("type 0", func(_ *params.Params, good []byte) []byte { good[0] = 0; return good })
	replace("type 5", func(_ *params.Params, good []byte) []byte { good[0] = 5; return good })
	replace("type 0x7e", func(_ *params.Params, good []byte) []byte { good[0] = 0x7e; return good })
	replace("type of a blob, body of another", func(_ *params.Params, good []byte) []byte { good[0] = types.BlobTxType; return good })
	replace("type of an authorisation, body of another", func(_ *params.Params, good []byte) []byte { good[0] = types.SetCodeTxType; return good })
	replace("type of an access list, body of another", func(_ *params.Params, good []byte) []byte { good[0] = types.AccessListTxType; return good })
	replace("without type", func(_ *params.Params, good []byte) []byte { return good[1:] })
	replace("last byte missing", func(_ *params.Params, good []byte) []byte { return good[:len(good)-1] })
	replace("a byte too many", func(_ *params.Params, good []byte) []byte { return append(good, 0) })
	replace("twice in one", func(_ *params.Params, good []byte) []byte { return append(good, good...) })
	replace("an empty list", func(*params.Params, []byte) []byte { return []byte{0xc0} })
	replace("a string", func(*params.Params, []byte) []byte { return str([]byte("transfer")) })
	replace("blob with its sidecar", func(p *params.Params, _ []byte) []byte {
		tx := sign(p, 0, &types.BlobTx{ChainID: uint256.NewInt(p.ChainID), Gas: 21_000, GasFeeCap: uint256.NewInt(2e9), BlobFeeCap: uint256.NewInt(1),
			BlobHashes: []common.Hash{{1}}, Sidecar: types.NewBlobTxSidecar(types.BlobSidecarVersion0, nil, nil, nil)})
		return raw(tx)
	})
	// fields replaces one field of a transfer by another item. Its fields: chain id, nonce, tip, cap, gas, to, value,
	// data, access list, y parity, r, s.
	fields := func(name string, n int, item []byte) {
		replace(name, func(p *params.Params, _ []byte) []byte {
			items := [][]byte{num(p.ChainID), num(0), num(1), num(2e9), num(21_000), str(make([]byte, 20)), num(1), str(nil), list(), num(0), num(1), num(1)}
			items[n] = item
			return append([]byte{types.DynamicFeeTxType}, list(items...)...)
		})
	}
	fields("nonce of nine bytes", 1, str(bytes.Repeat([]byte{1}, 9)))
	fields("nonce with a leading zero", 1, str([]byte{0, 1}))
	fields("gas of nine bytes", 4, str(bytes.Repeat([]byte{1}, 9)))
	fields("gas is a list", 4, list())
	fields("recipient of 19 bytes", 5, str(make([]byte, 19)))
	fields("recipient of 21 bytes", 5, str(make([]byte, 21)))
	fields("value with a leading zero", 6, str([]byte{0, 1}))
	fields("input is a list", 7, list())
	fields("access list is a string", 8, str([]byte("x")))
	fields("access list of something else", 8, list(num(1)))
	fields("r with a leading zero", 10, str(make([]byte, 32)))
	return all
}

// signatureClasses give a transaction that decodes a signature without a sender on this chain.
func signatureClasses() (all []class) {
	one, n := big.NewInt(1), crypto.S256().Params().N
	of := func(kind wire.Kind, name string, f func(p *params.Params, good *types.Transaction) *types.Transaction) {
		for _, seat := range seats {
			all = append(all, change(fmt.Sprintf("signature of %d: %s", seat.tx, name), seat.block, derive.Kind(kind), func(r *rig, b *wire.Block) {
				b.Txs[seat.tx] = f(r.p, b.Txs[seat.tx])
			}))
		}
	}
	replace := func(name string, f func(p *params.Params, good *types.Transaction) *types.Transaction) {
		of(wire.BadSignature, name, f)
	}
	values := func(name string, f func(v, r, s *big.Int) (*big.Int, *big.Int, *big.Int)) {
		kind := wire.BadSignature
		if strings.HasSuffix(name, "over 256 bits") {
			kind = wire.BadTransaction // go-ethereum does not decode it
		}
		of(kind, name, func(p *params.Params, good *types.Transaction) *types.Transaction {
			v, r, s := f(good.RawSignatureValues())
			return types.NewTx(&types.DynamicFeeTx{ChainID: chainID(p), Nonce: good.Nonce(), Gas: good.Gas(), To: good.To(), Value: good.Value(),
				GasFeeCap: good.GasFeeCap(), GasTipCap: good.GasTipCap(), V: v, R: r, S: s})
		})
	}
	values("r is zero", func(v, _, s *big.Int) (*big.Int, *big.Int, *big.Int) { return v, new(big.Int), s })
	values("s is zero", func(v, r, _ *big.Int) (*big.Int, *big.Int, *big.Int) { return v, r, new(big.Int) })
	values("r is the order", func(v, _, s *big.Int) (*big.Int, *big.Int, *big.Int) { return v, n, s })
	values("s is the order", func(v, r, _ *big.Int) (*big.Int, *big.Int, *big.Int) { return v, r, n })
	values("s in the upper half", func(v, r, s *big.Int) (*big.Int, *big.Int, *big.Int) { return v, r, new(big.Int).Sub(n, s) })
	values("r is no point", func(v, _, s *big.Int) (*big.Int, *big.Int, *big.Int) { return v, big.NewInt(5), s })
	values("r over 256 bits", func(v, r, s *big.Int) (*big.Int, *big.Int, *big.Int) { return v, new(big.Int).Lsh(one, 256), s })
	values("y parity is 2", func(_, r, s *big.Int) (*big.Int, *big.Int, *big.Int) { return big.NewInt(2), r, s })
	values("y parity in the legacy form", func(v, r, s *big.Int) (*big.Int, *big.Int, *big.Int) {
		return new(big.Int).Add(v, big.NewInt(27)), r, s
	})
	values("no signature", func(_, _, _ *big.Int) (*big.Int, *big.Int, *big.Int) { return new(big.Int), new(big.Int), new(big.Int) })

	foreign := func(id uint64) *params.Params { return &params.Params{ChainID: id} }
	for name, id := range map[string]uint64{"of L1": 63, "of Ethereum": 1, "one too high": 7702} {
		replace("legacy, chain id "+name, func(_ *params.Params, _ *types.Transaction) *types.Transaction {
			return sign(foreign(id), 0, &types.LegacyTx{Gas: 21_000, GasPrice: big.NewInt(2e9), To: &burner})
		})
		replace("access list, chain id "+name, func(_ *params.Params, _ *types.Transaction) *types.Transaction {
			return sign(foreign(id), 0, &types.AccessListTx{ChainID: new(big.Int).SetUint64(id), Gas: 21_000, GasPrice: big.NewInt(2e9), To: &burner})
		})
		replace("fee market, chain id "+name, func(_ *params.Params, _ *types.Transaction) *types.Transaction {
			return transfer(foreign(id), 0, 0)
		})
		replace("authorisation, chain id "+name, func(_ *params.Params, _ *types.Transaction) *types.Transaction {
			return sign(foreign(id), 0, &types.SetCodeTx{ChainID: uint256.NewInt(id), Gas: 100_000, GasFeeCap: uint256.NewInt(2e9),
				AuthList: []types.SetCodeAuthorization{{}}})
		})
	}
	replace("legacy, v is 26", func(_ *params.Params, _ *types.Transaction) *types.Transaction {
		return types.NewTx(&types.LegacyTx{Gas: 21_000, GasPrice: big.NewInt(2e9), To: &burner, V: big.NewInt(26), R: one, S: one})
	})
	slices.SortFunc(all, func(a, b class) int { return bytes.Compare([]byte(a.name), []byte(b.name)) })
	return all
}

// executionClasses are transactions that decode and have a sender, and do not execute where they stand.
func executionClasses() (all []class) {
	for n := range 3 {
		add := func(name string, onlyReal bool, kind derive.Kind, f func(p *params.Params, nonce uint64) []*types.Transaction) {
			c := change("own "+name, n, kind, func(r *rig, b *wire.Block) {
				b.Txs = append(b.Txs, f(r.p, uint64(n)+1)...)
			})
			c.real = onlyReal
			all = append(all, c)
		}
		one := func(name string, onlyReal bool, f func(p *params.Params, tx *types.DynamicFeeTx)) {
			add(name, onlyReal, derive.BlockRejected, func(p *params.Params, nonce uint64) []*types.Transaction {
				tx := &types.DynamicFeeTx{ChainID: chainID(p), Nonce: nonce, Gas: 1_000_000, To: &common.Address{0x71},
					GasFeeCap: big.NewInt(2e9), GasTipCap: big.NewInt(1)}
				f(p, tx)
				return []*types.Transaction{sign(p, 0, tx)}
			})
		}
		one("nonce below", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Nonce-- })
		one("nonce above", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Nonce++ })
		one("nonce at the end of 64 bits", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Nonce = math.MaxUint64 })
		one("gas below the base cost", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Gas = 20_999 })
		one("gas zero", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Gas = 0 })
		one("gas over what a transaction may have", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Gas = 1<<24 + 1 })
		one("gas of 64 bits", false, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Gas = math.MaxUint64 })
		one("gas below what its input costs", true, func(_ *params.Params, tx *types.DynamicFeeTx) {
			tx.Gas, tx.Data = 21_000+16*100, bytes.Repeat([]byte{1}, 100)
		})
		one("gas below what its access list costs", true, func(_ *params.Params, tx *types.DynamicFeeTx) {
			tx.Gas, tx.AccessList = 21_000, types.AccessList{{Address: burner}}
		})
		one("fee cap below the base fee", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(1000) })
		one("fee cap of zero", true, func(_ *params.Params, tx *types.DynamicFeeTx) {
			tx.GasFeeCap, tx.GasTipCap = new(big.Int), new(big.Int)
		})
		one("tip above the fee cap", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.GasTipCap = big.NewInt(3e9) })
		one("fee cap over 256 bits", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.GasFeeCap = new(big.Int).Lsh(big.NewInt(1), 256) })
		one("value over the balance", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Value = new(big.Int).Lsh(big.NewInt(1), 90) })
		one("value over 256 bits", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.Value = new(big.Int).Lsh(big.NewInt(1), 256) })
		one("fee over the balance", true, func(_ *params.Params, tx *types.DynamicFeeTx) { tx.GasFeeCap = big.NewInt(1e18) })
		one("init code over its limit", true, func(_ *params.Params, tx *types.DynamicFeeTx) {
			tx.To, tx.Gas, tx.Data = nil, 10_000_000, make([]byte, 49_153)
		})
		add("twice the same", false, derive.BlockRejected, func(p *params.Params, nonce uint64) []*types.Transaction {
			return []*types.Transaction{transfer(p, 0, nonce), transfer(p, 0, nonce)}
		})
		add("in the wrong order", false, derive.BlockRejected, func(p *params.Params, nonce uint64) []*types.Transaction {
			return []*types.Transaction{transfer(p, 0, nonce+1), transfer(p, 0, nonce)}
		})
		add("sender owns nothing", true, derive.BlockRejected, func(p *params.Params, _ uint64) []*types.Transaction {
			return []*types.Transaction{transfer(p, 9, 0)}
		})
		add("blob without sidecar", false, derive.BlockRejected, func(p *params.Params, nonce uint64) []*types.Transaction {
			return []*types.Transaction{sign(p, 0, &types.BlobTx{ChainID: uint256.NewInt(p.ChainID), Nonce: nonce, Gas: 21_000, GasFeeCap: uint256.NewInt(2e9),
				BlobFeeCap: uint256.NewInt(1), BlobHashes: []common.Hash{{1}}})}
		})
		add("authorisation without any", true, derive.BlockRejected, func(p *params.Params, nonce uint64) []*types.Transaction {
			return []*types.Transaction{sign(p, 0, &types.SetCodeTx{ChainID: uint256.NewInt(p.ChainID), Nonce: nonce, Gas: 100_000, GasFeeCap: uint256.NewInt(2e9)})}
		})
		add("over the block's gas", false, derive.BlockFull, func(p *params.Params, nonce uint64) (txs []*types.Transaction) {
			for i := range uint64(4) { // each burns 2^24 gas: four of them are more than 60 M
				txs = append(txs, sign(p, 0, &types.DynamicFeeTx{ChainID: chainID(p), Nonce: nonce + i, Gas: 1 << 24, To: &burner,
					GasFeeCap: big.NewInt(2e9), GasTipCap: big.NewInt(1)}))
			}
			return txs
		})
		add("over the block's proof limit", true, derive.BlockFull, func(p *params.Params, nonce uint64) []*types.Transaction {
			return []*types.Transaction{sign(p, 0, &types.DynamicFeeTx{ChainID: chainID(p), Nonce: nonce, Gas: 2_000_000, To: &prover,
				GasFeeCap: big.NewInt(2e9), GasTipCap: big.NewInt(1)})}
		})
	}
	// The transaction of the forced queue took the nonce that this one has.
	all = append(all, change("own nonce taken by a forced transaction", 1, derive.BlockRejected, func(r *rig, b *wire.Block) {
		b.Txs = append(b.Txs, transfer(r.p, 3, 0))
	}))
	return append(all, class{name: "own transaction of an account that only the next block funds", stand: 0, kind: derive.BlockRejected, real: true,
		batch: func(r *rig, good []wire.Block) l1anchor.Batch {
			r.inbox[1].Body = deposit(account(9), 1e9)
			good[0].Txs = append(good[0].Txs, transfer(r.p, 9, 0))
			return r.next(classTime, good...)
		}})
}
