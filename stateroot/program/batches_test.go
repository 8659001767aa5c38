// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

// mostOfBatch bounds the steps of a transition for the batch that its block stands in, whatever else is in that batch.
// The meter does not charge for it: it is within the half of the proof limit that the margin leaves.
const mostOfBatch = 1 << 29

// TestBatches runs the transition of an empty block in front of others that make its batch long to read.
func TestBatches(t *testing.T) {
	p := guestProgram(t)
	for _, c := range []struct {
		name string
		rest func(w *world) [][]*types.Transaction
	}{
		{"transfers", manyTransfers},
		{"blocks", func(*world) [][]*types.Transaction { return make([][]*types.Transaction, wire.MaxBlocks-1) }},
		{"zeros", func(w *world) [][]*types.Transaction {
			return [][]*types.Transaction{{w.call(common.Address{0xaa}, make([]byte, wire.MaxInflated-10_000))}}
		}},
		{"noise", func(w *world) [][]*types.Transaction {
			return [][]*types.Transaction{{w.call(common.Address{0xaa}, noise(98_000))}}
		}},
		{"words", func(w *world) [][]*types.Transaction {
			call := append([]byte{1, 2, 3, 4}, bytes.Repeat(common.LeftPadBytes([]byte{7}, 32), 20)...)
			var txs []*types.Transaction
			for range 1_000 {
				txs = append(txs, w.call(common.Address{0xaa}, call))
			}
			return [][]*types.Transaction{txs}
		}},
		{"access lists", accessLists},
		{"authorisations", authorisations},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			data := w.blocks(append([][]*types.Transaction{nil}, c.rest(w)...)...)
			l := w.first(w.batch(data))
			if l.event != derive.MadeBlock {
				t.Fatalf("the transition is %q, not a block", l.event)
			}
			got, steps := prove(t, p, w, l.before)
			if got != l.after.Hash() {
				t.Errorf("the machine comes to state %s, the chain to %s", got, l.after.Hash())
			}
			t.Logf("%d steps for an empty block in a batch of %d bytes", steps, len(data))
			if steps > mostOfBatch {
				t.Errorf("more than %d", mostOfBatch)
			}
		})
	}
}

// TestMessagesOfBatch runs the first transition of a batch that takes in as many messages as one can.
func TestMessagesOfBatch(t *testing.T) {
	p, w := guestProgram(t), newWorld(t)
	for i := range 4_096 {
		w.message(l1anchor.Deposit, deposit(resident(i), 5))
	}
	l := w.first(w.batch(nil))
	if l.event != derive.MadeClosing {
		t.Fatalf("the transition is %q, not a closing block", l.event)
	}
	got, steps := prove(t, p, w, l.before)
	if got != l.after.Hash() {
		t.Errorf("the machine comes to state %s, the chain to %s", got, l.after.Hash())
	}
	t.Logf("%d steps for the first of 4,096 messages", steps)
	if steps > mostOfBatch {
		t.Errorf("more than %d", mostOfBatch)
	}
}

// noise is what cannot be made shorter.
func noise(n int) (b []byte) {
	for i := 0; len(b) < n; i++ {
		b = append(b, crypto.Keccak256(binary.BigEndian.AppendUint64(nil, uint64(i)))...)
	}
	return b[:n]
}

func manyTransfers(w *world) [][]*types.Transaction {
	var txs []*types.Transaction
	for i := range 1_300 {
		to := resident(i % 7)
		txs = append(txs, w.tx(2, &to, 1, 21_000, nil))
	}
	return [][]*types.Transaction{txs}
}

func accessLists(w *world) [][]*types.Transaction {
	id := new(big.Int).SetUint64(w.rollup.ChainID)
	list := make(types.AccessList, 40_000)
	for i := range list {
		list[i].Address = resident(i % 3)
	}
	tx := types.MustSignNewTx(key(1), types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Gas: 1 << 24, GasFeeCap: big.NewInt(100 * gethparams.GWei), AccessList: list,
	})
	return [][]*types.Transaction{{tx}}
}

func authorisations(w *world) [][]*types.Transaction {
	id := uint256.NewInt(w.rollup.ChainID)
	auth, err := types.SignSetCode(key(30), types.SetCodeAuthorization{ChainID: *id, Address: common.Address{1}})
	if err != nil {
		w.t.Fatal(err)
	}
	list := make([]types.SetCodeAuthorization, 1_200)
	for i := range list {
		list[i] = auth
		list[i].R = *uint256.NewInt(uint64(i))
	}
	return [][]*types.Transaction{{types.MustSignNewTx(key(4), types.LatestSignerForChainID(id.ToBig()), &types.SetCodeTx{
		ChainID: id, To: common.Address{9}, Gas: 1 << 24, GasFeeCap: uint256.NewInt(100 * gethparams.GWei), AuthList: list,
	})}}
}
