// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"bytes"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/l1anchor"
)

// TestWhatCountsAsContent mixes, in two blocks, what the inbox recorded with what only looks like it: calls before the
// inbox exists, which succeed because nothing is there to refuse them, calls through a contract, calls that fail.
func TestWhatCountsAsContent(t *testing.T) {
	n := startNode(t)
	deployer := crypto.PubkeyToAddress(deployerKey.PublicKey)
	holder := crypto.PubkeyToAddress(seatKey.PublicKey)
	inbox, bridge := crypto.CreateAddress(deployer, 0), crypto.CreateAddress(deployer, 1)
	batch := func(index uint64, data string, prev ...byte) []byte {
		c := l1anchor.BatchCall{Index: index, Data: []byte(data)}
		if prev != nil {
			c.Prev = (&l1anchor.Batch{Data: prev}).Tail()
		}
		return c.Encode()
	}

	// Too early, alone in a block and in the block of the deployment; then in time in that same block.
	n.send(seatKey, 0, &inbox, 200_000, batch(0, "too early"))
	n.mine(1, 13)
	price := func(gwei int64) *big.Int { return big.NewInt(gwei * 1e9) }
	n.sendAt(seatKey, 1, &inbox, 200_000, batch(0, "still too early"), price(9))
	n.sendAt(deployerKey, 0, nil, 5_000_000, append(common.FromHex(bindings.InboxMetaData.Bin),
		bindings.NewInbox().PackConstructor([]common.Address{holder}, common.Address{}, bridge, forceDelay, 100, maxMessages, l1anchor.MaxBatchData)...), price(8))
	n.sendAt(seatKey, 2, &inbox, 200_000, batch(0, "in time"), price(7))
	n.mine(1, 13)

	n.send(deployerKey, 1, nil, 2_000_000, append(common.FromHex(bindings.StandInBridgeMetaData.Bin),
		bindings.NewStandInBridge().PackConstructor(inbox)...))
	n.mine(1, 13)

	// A deposit through the bridge, a batch with an access list, one that fails, and money sent to the inbox.
	to := common.Address{0xaa}
	deposit, err := types.SignNewTx(strangerKey, types.NewEIP155Signer(big.NewInt(chainID)), &types.LegacyTx{
		GasPrice: price(9), Gas: 300_000, To: &bridge, Value: price(5), Data: bindings.NewStandInBridge().PackDeposit(to),
	})
	if err != nil {
		t.Fatal(err)
	}
	listed, err := types.SignNewTx(seatKey, types.NewEIP2930Signer(big.NewInt(chainID)), &types.AccessListTx{
		ChainID: big.NewInt(chainID), Nonce: 3, GasPrice: price(8), Gas: 300_000, To: &inbox, Data: batch(1, "listed", []byte("in time")...),
		AccessList: types.AccessList{{Address: inbox, StorageKeys: []common.Hash{{}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tx := range []*types.Transaction{deposit, listed} {
		raw, err := tx.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		n.call(nil, "eth_sendRawTransaction", hexutil.Bytes(raw))
	}
	n.send(seatKey, 4, &inbox, 200_000, batch(7, "wrong index"))
	n.send(strangerKey, 1, &inbox, 200_000, nil)
	n.mine(1, 13)

	r := n.reader(inbox)
	var batches []l1anchor.Batch
	var messages []l1anchor.Message
	for h := l1anchor.Height(1); h <= 4; h++ {
		b, err := r.BlockByHeight(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		batches, messages = append(batches, b.Batches...), append(messages, b.Messages...)
	}
	if _, err := l1anchor.Number(0, batches); err != nil {
		t.Fatal(err)
	}
	if len(batches) != 2 || string(batches[0].Data) != "in time" || string(batches[1].Data) != "listed" ||
		batches[0].Poster != holder || batches[1].Poster != holder || batches[1].Miner == (common.Address{}) {
		t.Errorf("batches = %+v", batches)
	}
	want := append(to.Bytes(), 0, 0, 0, 0, 0, 0, 0, 5)
	if len(messages) != 1 || messages[0].Kind != l1anchor.Deposit || !bytes.Equal(messages[0].Body, want) ||
		messages[0].Sender != crypto.PubkeyToAddress(strangerKey.PublicKey) {
		t.Errorf("messages = %+v, want a deposit of 5 gwei", messages)
	}
	if c := n.contract(inbox); c.Batches != 2 || c.Messages != 1 || messages[0].Extend(common.Hash{}) != c.MsgAcc {
		t.Errorf("the contract holds %+v", c)
	}
}
