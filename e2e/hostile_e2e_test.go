// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/hex"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/wire"
)

// TestHostileDevnet puts hostile L1 traffic against real processes under load. After each attack all nodes and one that
// derives from L1 alone must have the same chain; what was acknowledged must be in it, and what was forced in.
func TestHostileDevnet(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.ForceDelay, cfg.Silence = t.TempDir(), 31_300, 20*time.Second, 20
	r := up(t, cfg)
	defer r.stop()
	for _, a := range []struct {
		name  string
		moves bool
		act   func()
	}{
		{"a second seat", false, r.seatAnother},
		{"junk batches by a seat", false, r.postJunk},
		{"two batchers", false, r.twoBatchers},
		{"400 messages", false, func() { r.floodMessages(400, 0) }},
		{"messages of 32 KiB", false, func() { r.floodMessages(24, l1anchor.MaxBody) }},
		{"an empty batch by a seat", true, r.emptyBySeat},
		{"a stranger forces in", true, r.strangerForces},
		{"a takeover after silence", true, r.takeover},
	} {
		t.Run(a.name, func(t *testing.T) {
			r.t = t
			before := r.rebases(r.info.L2RPC[0])
			load := r.loadAt(12*time.Second, 50, r.info.L2RPC...)
			a.act()
			if l := load(); *l.Lost != 0 || l.Acknowledged == 0 {
				t.Errorf("%d acknowledged, %d lost", l.Acknowledged, *l.Lost)
			}
			if a.moves {
				r.await("a rebase", func() (bool, error) { return r.rebases(r.info.L2RPC[0]) > before, nil })
			}
			r.settle()
			if n := r.rebases(r.info.L2RPC[0]); !a.moves && n != before {
				t.Errorf("%d rebases, although L1 dictated nothing", n-before)
			}
			r.listed(before)
		})
	}
}

// listed wants the rebases from an index on to be told by every member alike.
func (r *rig) listed(from uint64) {
	r.t.Helper()
	var first string
	for _, url := range r.info.L2RPC {
		c, err := gethrpc.Dial(url)
		if err != nil {
			r.t.Fatal(err)
		}
		defer c.Close()
		var list []map[string]any
		if err := c.Call(&list, "adit_getRebases", hexutil.Uint64(from), hexutil.Uint64(100)); err != nil {
			r.t.Fatal(err)
		}
		if uint64(len(list))+from != r.rebases(url) {
			r.t.Errorf("%s lists %d rebases from %d on, and counts %d", url, len(list), from, r.rebases(url))
		}
		text := fmt.Sprint(list)
		if first == "" {
			first = text
			for _, one := range list {
				r.t.Logf("rebase: %v blocks dictated, %v transactions left their place", one["dictated"], one["left"])
			}
		} else if text != first {
			r.t.Errorf("%s tells of %s, another member of %s", url, text, first)
		}
	}
}

// batcherKey is the account that holds the first seat.
func (r *rig) batcherKey() *ecdsa.PrivateKey {
	r.t.Helper()
	text, err := os.ReadFile(filepath.Join(r.info.Folder, "batcher.key"))
	if err != nil {
		r.t.Fatal(err)
	}
	key, err := crypto.HexToECDSA(strings.TrimSpace(string(text)))
	if err != nil {
		r.t.Fatal(err)
	}
	return key
}

// adversary holds the second seat.
func adversary() *ecdsa.PrivateKey { return key(7) }

// without runs something while no batcher does.
func (r *rig) without(what func()) {
	r.t.Helper()
	r.kill("batcher")
	what()
	for _, p := range r.info.Processes["batcher"] {
		r.startAgain("batcher", p.ID)
	}
}

// view asks the inbox.
func (r *rig) view(input []byte) []byte {
	r.t.Helper()
	l1, err := gethrpc.Dial(r.info.L1RPC)
	if err != nil {
		r.t.Fatal(err)
	}
	defer l1.Close()
	var out hexutil.Bytes
	if err := l1.Call(&out, "eth_call", map[string]any{"to": r.info.Inbox, "data": hexutil.Bytes(input)}, "latest"); err != nil {
		r.t.Fatal(err)
	}
	return out
}

// seatAnother has the only holder of a seat give one to the adversary.
func (r *rig) seatAnother() {
	inbox := bindings.NewInbox()
	r.without(func() {
		time.Sleep(2 * time.Second) // what the batcher had sent is mined: it and we have one row of nonces
		r.onL1(r.batcherKey(), l1Call{to: r.info.Inbox, data: inbox.PackVoteToSeat(address(adversary()))})
	})
	r.await("the second seat", func() (bool, error) {
		return inbox.UnpackHolds(r.view(inbox.PackHolds(address(adversary()))))
	})
}

// offer sends a batch at a price that puts it in front, and tells whether the inbox took it.
func (r *rig) offer(from *ecdsa.PrivateKey, consumed uint64, data []byte) bool {
	r.t.Helper()
	ctx := context.Background()
	l1 := r.dial(r.info.L1RPC)
	nonce, err := l1.NonceAt(ctx, address(from), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	state := r.inboxState()
	tx := types.MustSignNewTx(from, types.NewEIP155Signer(new(big.Int).SetUint64(r.info.L1ChainID)), &types.LegacyTx{
		Nonce: nonce, GasPrice: big.NewInt(50 * gethparams.GWei), Gas: 2_500_000, To: &r.info.Inbox,
		Data: bindings.NewInbox().PackAppendBatch(state.BatchCount, state.Tail, consumed, data),
	})
	if err := l1.SendTransaction(ctx, tx); err != nil {
		r.t.Fatal(err)
	}
	var receipt *types.Receipt
	r.await("a batch on L1", func() (bool, error) {
		receipt, err = l1.TransactionReceipt(ctx, tx.Hash())
		return err == nil, err
	})
	r.await("the next nonce", func() (bool, error) { // the node has receipts a moment before the state behind them
		now, err := l1.NonceAt(ctx, address(from), nil)
		return now > nonce, err
	})
	return receipt.Status == types.ReceiptStatusSuccessful
}

// postJunk posts batches that mean nothing, which consume nothing.
func (r *rig) postJunk() {
	taken := 0
	for i := range 12 {
		if r.offer(adversary(), r.inboxState().Consumed, bytes.Repeat([]byte{byte(i)}, 1+i*1_000)) {
			taken++
		}
	}
	if taken == 0 {
		r.t.Error("no junk was taken by the inbox")
	}
	r.t.Logf("%d junk batches on L1", taken)
}

// twoBatchers runs another batcher, with the adversary's seat and smaller batches, beside the first.
func (r *rig) twoBatchers() {
	file := filepath.Join(r.t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(hex.EncodeToString(crypto.FromECDSA(adversary()))), 0o600); err != nil {
		r.t.Fatal(err)
	}
	command := r.info.Processes["batcher"][0].Command
	cmd := exec.Command(command[0], append(append([]string{}, command[1:]...), "--l1.key", file, "--batch.max-age", "1s", "--ops.addr", "")...)
	said, err := os.Create(filepath.Join(r.t.TempDir(), "log"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer said.Close()
	cmd.Stderr = said
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	offers := 0
	r.await("batches by the second batcher", func() (bool, error) {
		text, err := os.ReadFile(said.Name())
		if offers = bytes.Count(text, []byte("batch offered")); offers <= 3 {
			err = fmt.Errorf("it says %s", text[max(0, len(text)-500):])
		}
		return offers > 3, err
	})
	cmd.Process.Kill()
	cmd.Wait()
	r.t.Logf("the second batcher offered %d batches", offers)
}

// floodMessages sends junk to be forced in, and waits until L2 has dealt with it.
func (r *rig) floodMessages(n, size int) {
	body := bytes.Repeat([]byte{0xc1}, max(size, 5))
	var calls []l1Call
	for range n {
		calls = append(calls, l1Call{to: r.info.Inbox, data: bindings.NewInbox().PackAppendMessage(uint8(l1anchor.Forced), body)})
	}
	r.onL1(key(5), calls...)
	r.consumed()
}

// consumed waits until a batch has taken in all messages that there are now.
func (r *rig) consumed() {
	r.t.Helper()
	all := r.inboxState().MessageCount
	r.await(fmt.Sprintf("%d messages to be consumed", all), func() (bool, error) { return r.inboxState().Consumed >= all, nil })
}

// emptyBySeat has the adversary close blocks by a batch without data, which takes in a message that nobody has sealed
// yet.
func (r *rig) emptyBySeat() {
	r.onL1(key(5), l1Call{to: r.info.Inbox, data: bindings.NewInbox().PackAppendMessage(uint8(l1anchor.Checkpoint), nil)})
	for range 5 {
		if r.offer(adversary(), r.inboxState().MessageCount, nil) {
			return
		}
	}
	r.t.Fatal("the inbox took no empty batch")
}

// strangerForces keeps the batcher away until a forced transaction is overdue, and has somebody without a seat force
// it in.
func (r *rig) strangerForces() {
	to := common.HexToAddress("0x0000000000000000000000000000000000057a46")
	tx := r.transferL2(key(8), 0, to, 5)
	raw, err := tx.MarshalBinary()
	if err != nil {
		r.t.Fatal(err)
	}
	inbox := bindings.NewInbox()
	r.without(func() {
		r.onL1(key(5), l1Call{to: r.info.Inbox, data: inbox.PackAppendMessage(uint8(l1anchor.Forced), raw)})
		r.await("the message to be overdue", func() (bool, error) { return inbox.UnpackOverdue(r.view(inbox.PackOverdue())) })
		r.onL1(key(3), l1Call{to: r.info.Inbox, data: inbox.PackAppendBatch(0, [8]byte{}, r.inboxState().MessageCount, nil)})
	})
	for _, url := range append(r.info.L2RPC[:3:3], r.info.Verifier) {
		c := r.dial(url)
		r.await("the forced transaction at "+url, func() (bool, error) {
			receipt, err := c.TransactionReceipt(context.Background(), tx.Hash())
			return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
		})
	}
}

// takeover keeps the batcher away until the seats count as silent, and has a stranger post a block of its own.
func (r *rig) takeover() {
	inbox := bindings.NewInbox()
	own := r.transferL2(key(9), 0, common.HexToAddress("0x0000000000000000000000000000000000057a47"), 6)
	r.without(func() {
		r.await("the seats to be silent", func() (bool, error) { return inbox.UnpackSilent(r.view(inbox.PackSilent())) })
		head, err := r.dial(r.info.Verifier).HeaderByNumber(context.Background(), nil)
		if err != nil {
			r.t.Fatal(err)
		}
		state := r.inboxState()
		data, err := wire.Encode(new(big.Int).SetUint64(r.info.L2ChainID), &wire.Batch{
			Parent: head.Hash(), Blocks: []wire.Block{{Elapsed: uint64(time.Now().Unix()) - head.Time, Txs: []*types.Transaction{own}}},
		})
		if err != nil {
			r.t.Fatal(err)
		}
		if !r.offer(key(3), state.Consumed, data) {
			r.t.Fatal("the inbox does not take a stranger's batch")
		}
	})
	c := r.dial(r.info.L2RPC[1])
	r.await("the stranger's transaction at the sequencers", func() (bool, error) {
		receipt, err := c.TransactionReceipt(context.Background(), own.Hash())
		return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
	})
}
