// SPDX-License-Identifier: Apache-2.0

package game

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
)

// TestRefund has a split be paid at the caller's price, up to the deployment's of 2 gwei, and out of what the cohort
// may still spend.
func TestRefund(t *testing.T) {
	const all = 7_600_000 // gwei that a cohort of two may spend
	for _, c := range []struct {
		name    string
		price   uint64
		left    uint64 // gwei of what the cohort may spend
		settled bool
		want    uint64
	}{
		{"no price says nothing", 0, all, false, 864_000},
		{"half of the price", 1e9, all, false, 432_000},
		{"a wei below the price", 2e9 - 1, all, false, 863_999},
		{"above the price", 3e9, all, false, 864_000},
		{"less than a gwei", 2_314, all, false, 0},
		{"a gwei", 2_315, all, false, 1},
		{"just enough is left", 0, 864_000, false, 864_000},
		{"not enough is left", 0, 863_999, false, 863_999},
		{"one gwei is left", 0, 1, false, 1},
		{"nothing is left", 0, 0, false, 0},
		{"behind the end", 0, all, true, 0},
	} {
		r := &Referee{Table: newTestTable(), credit: make(map[common.Address]uint256.Int)}
		root := lonely(r.Table, Ref{Origin: Hash{1}, Len: 16})
		cohort := r.cohort(root.Origin)
		cohort.Count, cohort.Spent, cohort.Settled = 2, all-c.left, c.settled
		err := r.refund(&Call{Sender: alice, GasPrice: uint256.NewInt(c.price)}, r.find(root), splitGas)
		if got := r.Credit(alice); err != nil || !got.Eq(wei(c.want)) || cohort.Spent != all-c.left+c.want {
			t.Errorf("%s: %s wei are paid, %d gwei spent (%v), want %d", c.name, got, cohort.Spent, err, c.want)
		}
	}
}
