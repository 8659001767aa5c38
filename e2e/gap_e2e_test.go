// SPDX-License-Identifier: Apache-2.0

//go:build e2e

package e2e

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethrpc "github.com/ethereum/go-ethereum/rpc"
)

// nonceGap sends two transactions behind gaps, through the leader and through a follower, kills the leader, and
// closes the gaps at a member that had neither: both run. The first was kept by the process that was killed.
func (r *rig) nonceGap(t *testing.T) {
	r.t = t
	leader, follower, third := r.roles()
	var parked []*types.Transaction
	var missing []*types.Transaction
	for i, url := range []string{r.info.L2RPC[leader], r.info.L2RPC[follower]} {
		from := key(3 + i)
		nonce, err := r.dial(url).PendingNonceAt(context.Background(), address(from))
		if err != nil {
			t.Fatal(err)
		}
		to := common.Address{0xaa}
		missing = append(missing, r.transferL2(from, nonce, to, 1))
		parked = append(parked, r.transferL2(from, nonce+1, to, 1))
		if err := r.dial(url).SendTransaction(context.Background(), parked[i]); err != nil {
			t.Fatalf("behind a gap: %v", err)
		}
	}
	for _, url := range append(r.info.L2RPC[:3:3], r.info.Verifier) {
		for i, tx := range parked {
			if stage := r.stage(url, tx.Hash()); stage != "queued" {
				t.Errorf("transaction %d is %s at %s, want it queued", i, stage, url)
			}
		}
	}
	id := r.info.Processes["sequencer"][leader].ID
	r.kill("sequencer", id)
	r.startAgain("sequencer", id)
	c := r.dial(r.info.L2RPC[third])
	for i := range missing {
		r.await("the gap to close", func() (bool, error) {
			err := c.SendTransaction(context.Background(), missing[i])
			return err == nil, err
		})
		for _, url := range r.info.L2RPC {
			r.await("what was behind the gap, at "+url, func() (bool, error) {
				receipt, err := r.dial(url).TransactionReceipt(context.Background(), parked[i].Hash())
				return err == nil && receipt.Status == types.ReceiptStatusSuccessful, err
			})
		}
	}
}

// roles are the places of the leader and of two others in the list of members.
func (r *rig) roles() (leader, follower, third int) {
	r.t.Helper()
	var status struct {
		Leader *struct{ ID string } `json:"leader"`
	}
	r.await("a leader", func() (bool, error) {
		c, err := gethrpc.Dial(r.info.L2RPC[0])
		if err != nil {
			return false, err
		}
		defer c.Close()
		err = c.Call(&status, "adit_status")
		return status.Leader != nil, err
	})
	for i, p := range r.info.Processes["sequencer"] {
		if p.ID == status.Leader.ID {
			return i, (i + 1) % 3, (i + 2) % 3
		}
	}
	r.t.Fatalf("the leader %s is no member", status.Leader.ID)
	return 0, 0, 0
}

// stage is how far a node says that a transaction is.
func (r *rig) stage(url string, hash common.Hash) string {
	r.t.Helper()
	c, err := gethrpc.Dial(url)
	if err != nil {
		r.t.Fatal(err)
	}
	defer c.Close()
	var st struct{ Stage string }
	if err := c.Call(&st, "adit_transactionStatus", hash); err != nil {
		r.t.Fatal(err)
	}
	return st.Stage
}
