// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/consensus/beacon"
	"github.com/ethereum/go-ethereum/consensus/ethash"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	gethparams "github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rlp"
	gethrpc "github.com/ethereum/go-ethereum/rpc"

	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor"
)

// TestDevnet takes one devnet through its life: load, a killed leader, deposits and forced transactions with the
// sequencers up and with them dead, derivation with nothing but L1, and a restart that must meet what L1 dictated
// meanwhile.
func TestDevnet(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.ForceDelay = t.TempDir(), 28_545, 30*time.Second
	r := up(t, cfg)
	defer func() { r.stop() }()
	t.Run("sealed and derived are the same", r.derivedWhileLoaded)
	t.Run("verify refuses", r.verifyRefuses)
	t.Run("killed leader", r.killedLeader)
	t.Run("nonce gap outlives the leader", r.nonceGap)
	t.Run("deposit and forced spend", r.depositAndForcedSpend)
	t.Run("stock import", r.stockImport)
	t.Run("overdue after an outage", r.overdueAfterOutage)
	t.Run("forced with the sequencers dead", r.forcedWithoutSequencers)
	t.Run("proved in the machine", r.proved)
	t.Run("restart", func(t *testing.T) {
		r.stop()
		*r = *up(t, cfg)
		r.continues(t)
	})
}

func (r *rig) derivedWhileLoaded(t *testing.T) {
	r.t = t
	load := r.load(15*time.Second, r.info.L2RPC[1])
	if l := load(); *l.Lost != 0 || l.Acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost", l.Acknowledged, *l.Lost)
	}
	head := r.head(r.info.L2RPC[0])
	r.await("the verifier to derive what was sealed", func() (bool, error) { return r.head(r.info.Verifier) >= head, nil })
	t.Logf("%d blocks are the same", r.sameChain(r.info.L2RPC[0], r.info.Verifier))
}

func (r *rig) head(url string) uint64 {
	r.t.Helper()
	n, err := r.dial(url).BlockNumber(context.Background())
	if err != nil {
		r.t.Fatal(err)
	}
	return n
}

// killedLeader kills whoever leads while a load runs over the others.
func (r *rig) killedLeader(t *testing.T) {
	r.t = t
	var status struct {
		Leader *struct{ ID string } `json:"leader"`
	}
	c, err := gethrpc.Dial(r.info.L2RPC[0])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Call(&status, "adit_status"); err != nil || status.Leader == nil {
		t.Fatalf("no leader: %v", err)
	}
	var others []string
	for i, p := range r.info.Processes["sequencer"] {
		if p.ID != status.Leader.ID {
			others = append(others, r.info.L2RPC[i])
		}
	}
	load := r.load(15*time.Second, others...)
	time.Sleep(8 * time.Second) // the load takes a few seconds to begin
	r.kill("sequencer", status.Leader.ID)
	l := load()
	if *l.Lost != 0 || l.Acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost", l.Acknowledged, *l.Lost)
	}
	r.startAgain("sequencer", status.Leader.ID)
	r.await("the killed leader to follow", func() (bool, error) {
		for i, p := range r.info.Processes["sequencer"] {
			if p.ID == status.Leader.ID {
				c, err := gethrpc.Dial(r.info.L2RPC[i])
				if err != nil {
					return false, err
				}
				defer c.Close()
				var n hexutil.Uint64
				if err := c.Call(&n, "eth_blockNumber"); err != nil {
					return false, err
				}
				return uint64(n) >= r.head(others[0])-1, nil
			}
		}
		return false, nil
	})
	r.sameChain(r.info.L2RPC[0], r.info.L2RPC[1])
	r.sameChain(r.info.L2RPC[0], r.info.L2RPC[2])
}

// depositAndForcedSpend gives an account that does not exist yet money from L1, and forces in the transaction that
// spends it, one message after the other.
func (r *rig) depositAndForcedSpend(t *testing.T) {
	r.t = t
	fresh, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	to := common.HexToAddress("0x00000000000000000000000000000000000f0ced")
	spend := r.transferL2(fresh, 0, to, 12345)
	raw, err := spend.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	r.onL1(key(1),
		l1Call{to: r.info.Bridge, value: big.NewInt(gethparams.Ether), data: bindings.NewStandInBridge().PackDeposit(address(fresh))},
		l1Call{to: r.info.Inbox, data: bindings.NewInbox().PackAppendMessage(uint8(l1anchor.Forced), raw)},
	)
	for _, url := range []string{r.info.L2RPC[0], r.info.Verifier} {
		c := r.dial(url)
		r.await("the forced transaction at "+url, func() (bool, error) {
			receipt, err := c.TransactionReceipt(context.Background(), spend.Hash())
			if err == nil {
				r.throughL1 = []uint64{receipt.BlockNumber.Uint64() - 1, receipt.BlockNumber.Uint64()}
			}
			return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
		})
		balance, err := c.BalanceAt(context.Background(), address(fresh), nil)
		if err != nil {
			t.Fatal(err)
		}
		if balance.Sign() == 0 || balance.Cmp(big.NewInt(gethparams.Ether)) >= 0 {
			t.Errorf("balance %s at %s: the deposit of 1 ether less a transfer is expected", balance, url)
		}
	}
}

// stockImport has go-ethereum, with none of our code, import every block that the verifier derived.
func (r *rig) stockImport(t *testing.T) {
	r.t = t
	rollup, err := node.LoadRollup(r.info.RollupFile)
	if err != nil {
		t.Fatal(err)
	}
	stock, err := core.NewBlockChain(rawdb.NewMemoryDatabase(), rollup.Genesis(), beacon.New(ethash.NewFaker()), core.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	defer stock.Stop()
	c, err := gethrpc.Dial(r.info.Verifier)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	top := r.head(r.info.Verifier)
	for n := uint64(1); n <= top; n++ {
		var raw hexutil.Bytes
		if err := c.Call(&raw, "debug_getRawBlock", hexutil.Uint64(n)); err != nil {
			t.Fatal(err)
		}
		block := new(types.Block)
		if err := rlp.DecodeBytes(raw, block); err != nil {
			t.Fatal(err)
		}
		if _, err := stock.InsertChain(types.Blocks{block}); err != nil {
			t.Fatalf("block %d: %v", n, err)
		}
	}
	t.Logf("%d blocks imported", top)
}

// overdueAfterOutage has all sequencers away for longer than a message may wait. When they are back, the inbox would
// turn away the blocks that they sealed before, so the batcher forces the message in and the sequencers take up what
// comes of it.
func (r *rig) overdueAfterOutage(t *testing.T) {
	r.t = t
	r.kill("sequencer")
	to := common.HexToAddress("0x00000000000000000000000000000000000000de")
	inbox, ctx := bindings.NewInbox(), context.Background()
	r.onL1(key(5), l1Call{to: r.info.Bridge, value: big.NewInt(3 * gethparams.GWei), data: bindings.NewStandInBridge().PackDeposit(to)})
	r.await("the message to be overdue", func() (bool, error) {
		var out hexutil.Bytes
		l1, err := gethrpc.Dial(r.info.L1RPC)
		if err != nil {
			return false, err
		}
		defer l1.Close()
		if err := l1.CallContext(ctx, &out, "eth_call", map[string]any{"to": r.info.Inbox, "data": hexutil.Bytes(inbox.PackOverdue())}, "latest"); err != nil {
			return false, err
		}
		return inbox.UnpackOverdue(out)
	})
	for _, p := range r.info.Processes["sequencer"] {
		r.startAgain("sequencer", p.ID)
	}
	for _, url := range []string{r.info.Verifier, r.info.L2RPC[0]} {
		c := r.dial(url)
		r.await("the deposit at "+url, func() (bool, error) {
			b, err := c.BalanceAt(ctx, to, nil)
			return err == nil && b.Int64() == 3*gethparams.GWei, err
		})
	}
	before := r.head(r.info.Verifier)
	r.await("new blocks at the verifier", func() (bool, error) { return r.head(r.info.Verifier) > before+2, nil })
	r.sameChain(r.info.L2RPC[0], r.info.Verifier)
}

// forcedWithoutSequencers kills all that orders or posts, and has a stranger force a transaction in. Then even the
// verifier goes, and L1 alone must lead to the same head.
func (r *rig) forcedWithoutSequencers(t *testing.T) {
	r.t = t
	r.kill("sequencer")
	r.kill("batcher")
	to := common.HexToAddress("0x00000000000000000000000000000000000dead1")
	c := r.dial(r.info.Verifier)
	nonce, err := c.NonceAt(context.Background(), address(key(2)), nil)
	if err != nil {
		t.Fatal(err)
	}
	tx := r.transferL2(key(2), nonce, to, 77)
	raw, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	inbox := bindings.NewInbox()
	r.onL1(key(3), l1Call{to: r.info.Inbox, data: inbox.PackAppendMessage(uint8(l1anchor.Forced), raw)})
	state := r.inboxState()
	l1 := r.dial(r.info.L1RPC)
	mined, err := l1.HeaderByNumber(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.await("the force delay", func() (bool, error) {
		now, err := l1.HeaderByNumber(context.Background(), nil)
		return err == nil && now.Time > mined.Time+r.info.ForceDelay+1, err
	})
	r.onL1(key(3), l1Call{to: r.info.Inbox, data: inbox.PackAppendBatch(0, [8]byte{}, state.MessageCount, nil)})
	r.await("the forced transaction at the verifier", func() (bool, error) {
		receipt, err := c.TransactionReceipt(context.Background(), tx.Hash())
		return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
	})
	head, err := c.HeaderByNumber(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.kill("verifier")
	if v := r.verify(); v.Hash != head.Hash() {
		t.Errorf("adit verify leads to block %d %s, the verifier was at block %d %s", v.Number, v.Hash, head.Number, head.Hash())
	}
}

func (r *rig) inboxState() bindings.StateOutput {
	r.t.Helper()
	inbox := bindings.NewInbox()
	l1, err := gethrpc.Dial(r.info.L1RPC)
	if err != nil {
		r.t.Fatal(err)
	}
	defer l1.Close()
	var out hexutil.Bytes
	if err := l1.Call(&out, "eth_call", map[string]any{"to": r.info.Inbox, "data": hexutil.Bytes(inbox.PackState())}, "latest"); err != nil {
		r.t.Fatal(err)
	}
	s, err := inbox.UnpackState(out)
	if err != nil {
		r.t.Fatal(err)
	}
	return s
}

// continues checks that a devnet that was stopped goes on: sequencers take up what L1 dictated, order new transactions,
// and everybody comes to the same chain.
func (r *rig) continues(t *testing.T) {
	c := r.dial(r.info.L2RPC[0])
	to := common.HexToAddress("0x00000000000000000000000000000000000dead1")
	r.await("the forced transaction at the sequencers", func() (bool, error) {
		b, err := c.BalanceAt(context.Background(), to, nil)
		return err == nil && b.Int64() == 77, err
	})
	nonce, err := c.PendingNonceAt(context.Background(), address(key(4)))
	if err != nil {
		t.Fatal(err)
	}
	tx := r.transferL2(key(4), nonce, to, 1)
	if err := c.SendTransaction(context.Background(), tx); err != nil {
		t.Fatal(err)
	}
	v := r.dial(r.info.Verifier)
	r.await("a new transaction at the verifier", func() (bool, error) {
		receipt, err := v.TransactionReceipt(context.Background(), tx.Hash())
		return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
	})
	r.sameChain(r.info.L2RPC[0], r.info.Verifier)
}
