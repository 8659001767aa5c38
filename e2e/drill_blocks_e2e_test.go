// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"golang.org/x/sync/errgroup"
)

// Blocks that a dispute is about.
const (
	sendersOfBlock = 20
	transfersEach  = 50
	gasOfBlock     = 60_000_000
	gasOfOne       = 1 << 24 // as much as one transaction may have
)

// blockOfTransfers makes an L2 block of 1,000 transfers. Each sender keeps its first transaction back, so that all
// others wait for it, and all come at once.
func blockOfTransfers(d *drill) uint64 {
	d.t.Helper()
	senders := d.richOnL2(sendersOfBlock)
	var first, rest []*types.Transaction
	for _, s := range senders {
		for n := range uint64(transfersEach) {
			tx := d.transferL2(s, n, address(key(int(n)%10)), 1)
			if n == 0 {
				first = append(first, tx)
			} else {
				rest = append(rest, tx)
			}
		}
	}
	d.sendL2(rest)
	number := d.atOnce(first)
	if n := d.lengthOf(number); n < sendersOfBlock*transfersEach {
		d.t.Fatalf("L2 block %d has %d transactions, want %d", number, n, sendersOfBlock*transfersEach)
	}
	d.say("L2 block %d has %d transfers", number, sendersOfBlock*transfersEach)
	return number
}

// longBlock makes an L2 block of what the meter charges most for: JUMPDEST and nothing else, for all gas that a block
// has. It is charged seven eighths of what a transition may take (stateroot/DESIGN.md, "The proof meter").
func longBlock(d *drill) uint64 {
	d.t.Helper()
	const jumpdests = 20_000
	loop := append(bytes.Repeat([]byte{0x5b}, jumpdests), common.FromHex("619c405a1160005700")...) // 40,000 GAS GT 0 JUMPI STOP
	rich, to := key(1), d.installL2(key(1), loop)
	for range 5 { // a busy machine may begin the next block in between
		nonce := d.nonceOnL2(rich)
		var txs []*types.Transaction
		for left := uint64(gasOfBlock); left > 100_000; {
			limit := min(left, uint64(gasOfOne))
			txs = append(txs, d.callL2(rich, nonce+uint64(len(txs)), &to, limit, nil))
			left -= limit
		}
		d.sendL2(txs[1:]) // they wait for the first
		number := d.atOnce(txs[:1])
		d.await("the last of them", func() (bool, error) {
			_, err := d.l2.TransactionReceipt(context.Background(), txs[len(txs)-1].Hash())
			return err == nil, err
		})
		if n := d.lengthOf(number); n < len(txs) {
			d.say("L2 block %d has %d of the %d transactions: once more", number, n, len(txs))
			continue
		}
		d.say("L2 block %d has %d transactions with %d gas", number, len(txs), gasOfBlock)
		return number
	}
	d.t.Fatal("no L2 block takes all that belongs into it")
	return 0
}

// installL2 puts a program on L2.
func (d *drill) installL2(from *ecdsa.PrivateKey, code []byte) common.Address {
	d.t.Helper()
	nonce := d.nonceOnL2(from)
	init := append([]byte{0x61, byte(len(code) >> 8), byte(len(code))}, common.FromHex("80600a3d393df3")...)
	d.atOnce([]*types.Transaction{d.callL2(from, nonce, nil, 8_000_000, append(init, code...))})
	return crypto.CreateAddress(address(from), nonce)
}

func (d *drill) callL2(from *ecdsa.PrivateKey, nonce uint64, to *common.Address, gas uint64, data []byte) *types.Transaction {
	id := new(big.Int).SetUint64(d.info.L2ChainID)
	return types.MustSignNewTx(from, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, To: to, Gas: gas, GasFeeCap: big.NewInt(10 * gethparams.GWei), GasTipCap: big.NewInt(1), Data: data,
	})
}

// richOnL2 are new accounts with ether on L2.
func (d *drill) richOnL2(n int) (keys []*ecdsa.PrivateKey) {
	d.t.Helper()
	nonce := d.nonceOnL2(key(1))
	var txs []*types.Transaction
	for i := range n {
		k, err := crypto.ToECDSA(crypto.Keccak256(fmt.Appendf(nil, "adit drill sender %d", i)))
		if err != nil {
			d.t.Fatal(err)
		}
		keys = append(keys, k)
		txs = append(txs, d.transferL2(key(1), nonce+uint64(i), address(k), gethparams.Ether))
	}
	d.atOnce(txs)
	return keys
}

func (d *drill) nonceOnL2(of *ecdsa.PrivateKey) uint64 {
	d.t.Helper()
	nonce, err := d.leader.NonceAt(d.t.Context(), address(of), nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return nonce
}

// sendL2 sends transactions to the leader, from each account one behind the other.
func (d *drill) sendL2(txs []*types.Transaction) {
	d.t.Helper()
	leader := d.leader
	g, ctx := errgroup.WithContext(d.t.Context())
	g.SetLimit(sendersOfBlock)
	for _, tx := range txs {
		g.Go(func() error { return leader.SendTransaction(ctx, tx) })
	}
	if err := g.Wait(); err != nil {
		d.t.Fatal(err)
	}
}

// atOnce sends transactions when a second has just begun, so that one block has them all: a block closes when its
// second is over. It waits until the verifier has the block, which is then that of the last transaction.
func (d *drill) atOnce(txs []*types.Transaction) (number uint64) {
	d.t.Helper()
	time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(1_050 * time.Millisecond)))
	d.sendL2(txs)
	last := txs[len(txs)-1].Hash()
	d.await("transactions on the verifier", func() (bool, error) {
		receipt, err := d.l2.TransactionReceipt(context.Background(), last)
		if err != nil {
			return false, err
		}
		if receipt.Status != types.ReceiptStatusSuccessful {
			d.t.Fatalf("transaction %s failed on L2", last)
		}
		number = receipt.BlockNumber.Uint64()
		return true, nil
	})
	return number
}

// lengthOf is how many transactions an L2 block has.
func (d *drill) lengthOf(number uint64) int {
	d.t.Helper()
	block, err := d.l2.BlockByNumber(d.t.Context(), new(big.Int).SetUint64(number))
	if err != nil {
		d.t.Fatal(err)
	}
	return len(block.Transactions())
}
