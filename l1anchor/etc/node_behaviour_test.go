// SPDX-License-Identifier: Apache-2.0

package etc_test

import (
	"fmt"
	"math/big"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/layeredpow/adit/l1anchor"
)

// TestKilledNodeGoesOn kills the node without warning, twice, and finds its chain whole.
func TestKilledNodeGoesOn(t *testing.T) {
	t.Parallel()
	n := startNode(t)
	inbox := n.deploy()
	for i := range 2 {
		calls := []l1anchor.Call{{To: inbox, Data: (&l1anchor.MessageCall{Kind: l1anchor.Forced, Body: []byte{byte(i)}}).Encode(), Gas: 300_000}}
		if err := n.sender(inbox, strangerKey).Offer(t.Context(), calls); err != nil {
			t.Fatal(err)
		}
		head := n.mine(40, 1)
		n.stop(syscall.SIGKILL)
		n.start()
		got, err := n.reader(inbox).Head(t.Context())
		if err != nil || got.Hash != head {
			t.Fatalf("head after the kill = %v, %v; want %s", got, err, head)
		}
		if c := n.contract(inbox); c.Messages != uint64(i+1) {
			t.Errorf("%d messages after the kill, want %d", c.Messages, i+1)
		}
	}
}

// TestJoinedNodesReorg mines on two nodes that do not know each other and joins them: the one with less work follows
// the other, and so does whoever follows the first.
func TestJoinedNodesReorg(t *testing.T) {
	t.Parallel()
	a := startNode(t)
	inbox := a.deploy()
	calls := []l1anchor.Call{{To: inbox, Data: (&l1anchor.BatchCall{Data: []byte("orphan")}).Encode(), Gas: 300_000}}
	seat := a.sender(inbox, seatKey)
	if err := seat.Offer(t.Context(), calls); err != nil {
		t.Fatal(err)
	}
	to := common.Address{0x77}
	a.send(strangerKey, 0, &to, 21_000, nil)
	a.mine(20, 13)
	r := a.reader(inbox)
	f := l1anchor.NewFollower(r, l1anchor.Ref{Hash: a.Genesis}, nil)
	catchUp := func() (rewinds int, batches []l1anchor.Batch) {
		for {
			s, err := f.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if s == nil {
				return rewinds, batches
			}
			if s.Rewound() {
				rewinds++
			} else {
				batches = append(batches, s.Block.Batches...)
			}
		}
	}
	if rewinds, batches := catchUp(); rewinds != 0 || len(batches) != 1 {
		t.Fatalf("%d rewinds and %d batches before the reorg, want 0 and 1", rewinds, len(batches))
	}

	b := startNode(t, "--peers", a.Enode)
	var added bool
	head := b.mine(30, 13)
	a.call(&added, "admin_addPeer", b.Enode)
	for start := time.Now(); ; time.Sleep(50 * time.Millisecond) {
		got, err := r.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got.Hash == head {
			break
		}
		if time.Since(start) > 30*time.Second {
			t.Fatalf("the first node is still at %v, the second at %s", got, head)
		}
	}
	if rewinds, batches := catchUp(); rewinds != 1 || len(batches) != 0 || f.At().Hash != head {
		t.Errorf("%d rewinds and %d batches after the reorg, at %v; want 1, 0, %s", rewinds, len(batches), f.At(), head)
	}

	// What the abandoned branch carried waits again.
	a.mine(1, 13)
	var nonce hexutil.Uint64
	if a.call(&nonce, "eth_getTransactionCount", crypto.PubkeyToAddress(strangerKey.PublicKey), "latest"); nonce != 1 {
		t.Errorf("%d transactions of the stranger are mined after the reorg, want 1", nonce)
	}
}

// TestRulesAreThoseOfSpiral tries what tells Ethereum Classic's rules from others.
func TestRulesAreThoseOfSpiral(t *testing.T) {
	n := startNode(t)
	n.mine(1, 13)
	for _, test := range []struct {
		name, code string
		want       string // what the code returns; empty where it must fail
	}{
		{"PUSH0 is there", "60015f52" + "60205ff3", "0x" + strings.Repeat("0", 63) + "1"},
		{"CHAINID is the chain's", "465f52" + "60205ff3", fmt.Sprintf("0x%064x", chainID)},
		{"DIFFICULTY is the work of the block, not a random number", "445f52" + "60205ff3", fmt.Sprintf("0x%064x", 16)},
		{"BASEFEE is not", "485f52" + "60205ff3", ""},
		{"MCOPY is not", "60205f5f5e" + "60205ff3", ""},
		{"TSTORE is not", "60015f5d" + "60205ff3", ""},
	} {
		var got string
		err := n.rpc.CallContext(t.Context(), &got, "eth_call", map[string]any{"data": "0x" + test.code}, "latest")
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
		}
	}
	tx, err := types.SignNewTx(strangerKey, types.NewLondonSigner(big.NewInt(chainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(chainID), GasTipCap: big.NewInt(1e9), GasFeeCap: big.NewInt(1e9), Gas: 21_000, To: &common.Address{},
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := n.rpc.CallContext(t.Context(), nil, "eth_sendRawTransaction", hexutil.Bytes(raw)); err == nil {
		t.Error("a transaction with a dynamic fee was taken")
	}
	var head map[string]any
	if n.call(&head, "eth_getBlockByNumber", "latest", false); head["gasLimit"] != "0x7a1200" || head["baseFeePerGas"] != nil {
		t.Errorf("gas limit %v, base fee %v; want 8 million and none", head["gasLimit"], head["baseFeePerGas"])
	}
}

// TestPacedMining lets the node mine by itself, and changes and ends that while it runs.
func TestPacedMining(t *testing.T) {
	n := startNode(t, "--block-time", "20ms")
	height := func() l1anchor.Height {
		head, err := n.reader(common.Address{1}).Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return head.Height
	}
	reach := func(want l1anchor.Height) {
		t.Helper()
		for start := time.Now(); height() < want; time.Sleep(20 * time.Millisecond) {
			if time.Since(start) > 30*time.Second {
				t.Fatalf("after %s the head is still at %d, want %d", time.Since(start), height(), want)
			}
		}
	}
	reach(3)
	n.call(nil, "etcnode_pace", hexutil.Uint64(0))
	stopped := height()
	time.Sleep(200 * time.Millisecond) // ten blocks at the old pace
	if now := height(); now != stopped {
		t.Errorf("the head is at %d, was at %d when mining was ended", now, stopped)
	}
	n.call(nil, "etcnode_pace", hexutil.Uint64(30))
	reach(stopped + 2)
}
