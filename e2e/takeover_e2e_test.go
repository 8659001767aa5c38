// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/e2e/fault"
)

// timekeeper is a contract that keeps TIMESTAMP in the slot that it is called with, and answers a call with zero with
// TIMESTAMP:
//
//	calldataload(0) dup1 push1(0x10) jumpi   timestamp push1(0) mstore push1(32) push1(0) return
//	0x10: timestamp swap1 sstore stop
var timekeeper = common.FromHex("6015600c60003960156000f3" + "60003580601057" + "4260005260206000f3" + "5b42905500")

// openBlockSurvives kills the leader when it has acknowledged a call of the timekeeper and not sealed the block. What
// the contract saw and said then must be what stands in the sealed block, and what it says before the end of it.
func (r *trial) openBlockSurvives(t *testing.T) {
	r.under(t, 50, func(p *pulse) {
		c := &clockwork{trial: r, from: key(5)}
		c.deploy()
		caught, rounds := 0, 0
		for want := often(3, 30); caught < want && rounds < 5*want; rounds++ {
			if c.takeover(p) {
				caught++
			}
		}
		t.Logf("leader killed %d times, %d of them between a slice and its seal", rounds, caught)
		if caught == 0 {
			t.Error("no kill came between a slice and its seal")
		}
	})
}

// clockwork calls the timekeeper.
type clockwork struct {
	*trial
	from  *ecdsa.PrivateKey
	at    common.Address
	nonce uint64
	slot  int64
}

func (c *clockwork) deploy() {
	c.t.Helper()
	node := c.dial(c.info.L2RPC[0])
	nonce, err := node.PendingNonceAt(c.t.Context(), address(c.from))
	if err != nil {
		c.t.Fatal(err)
	}
	c.nonce, c.at = nonce, crypto.CreateAddress(address(c.from), nonce)
	c.send(node, nil, timekeeper)
	c.await("the timekeeper", func() (bool, error) {
		code, err := node.CodeAt(c.t.Context(), c.at, nil)
		return len(code) > 0, err
	})
}

// send returns when the transaction is acknowledged.
func (c *clockwork) send(node *ethclient.Client, to *common.Address, data []byte) common.Hash {
	c.t.Helper()
	id := new(big.Int).SetUint64(c.info.L2ChainID)
	tx := types.MustSignNewTx(c.from, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: c.nonce, To: to, Data: data, Gas: 200_000, GasFeeCap: big.NewInt(10 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
	c.nonce++
	c.await("an acknowledgement", func() (bool, error) {
		err := node.SendTransaction(c.t.Context(), tx)
		return err == nil, err
	})
	return tx.Hash()
}

// seen is what the contract saw and says, as a member tells it of a block; nil is the open one.
type seen struct{ kept, says uint64 }

func (c *clockwork) seen(node *ethclient.Client, slot common.Hash, block *big.Int) seen {
	c.t.Helper()
	if block == nil {
		block = big.NewInt(-1) // pending
	}
	kept, err := node.StorageAt(c.t.Context(), c.at, slot, block)
	if err != nil {
		c.t.Fatal(err)
	}
	says, err := node.CallContract(c.t.Context(), ethereum.CallMsg{To: &c.at, Data: make([]byte, 32)}, block)
	if err != nil {
		c.t.Fatal(err)
	}
	return seen{new(big.Int).SetBytes(kept).Uint64(), new(big.Int).SetBytes(says).Uint64()}
}

// takeover kills the leader behind a call, and says whether the block was open then.
func (c *clockwork) takeover(p *pulse) (open bool) {
	c.t.Helper()
	leader := c.whole()
	node := c.dial(c.processes[c.members(leader.ID)[0]].RPC())
	c.awaitBlock(node) // so that the open one is young
	c.slot++
	slot := common.BigToHash(big.NewInt(c.slot))
	hash := c.send(node, &c.at, slot.Bytes())
	before := c.seen(node, slot, nil)
	at := time.Now()
	start := c.do(fault.Kill(leader))
	defer start()

	// Nobody leads before an election, so what is not sealed a moment later was open when the leader died.
	time.Sleep(100 * time.Millisecond)
	receipt, _ := node.TransactionReceipt(c.t.Context(), hash)
	open = receipt == nil
	if open {
		if after := c.seen(node, slot, nil); after != before {
			c.t.Errorf("open block without a leader: got %+v, want %+v", after, before)
		}
	}
	p.next(at)
	c.await("a receipt", func() (ok bool, err error) {
		receipt, err = node.TransactionReceipt(c.t.Context(), hash)
		return err == nil, err
	})
	header, err := node.HeaderByHash(c.t.Context(), receipt.BlockHash)
	if err != nil {
		c.t.Fatal(err)
	}
	if after := c.seen(node, slot, receipt.BlockNumber); after != before || header.Time != before.kept {
		c.t.Errorf("block %s of second %d: got %+v, want %+v as before the takeover", receipt.BlockNumber, header.Time, after, before)
	}
	return open
}

// awaitBlock waits for the next block.
func (c *clockwork) awaitBlock(node *ethclient.Client) {
	c.t.Helper()
	first, err := node.BlockNumber(context.Background())
	if err != nil {
		c.t.Fatal(err)
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		n, err := node.BlockNumber(context.Background())
		if err == nil && n > first {
			return
		}
		if time.Now().After(end) {
			c.t.Fatal(fmt.Errorf("no block after %d: %w", first, err))
		}
	}
}
