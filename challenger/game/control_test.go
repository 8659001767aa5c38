// SPDX-License-Identifier: Apache-2.0

package game_test

import (
	"testing"

	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/gamestest"
)

// A miner makes every move of the honest side itself, at a price that it pays to itself. What a cohort may spend is limited, so that
// losers pay for it. Without the limit the miner may take all that the contract has, and the honest bonds with it.
func TestControl_refundsHaveALimit(t *testing.T) {
	for name, limited := range map[string]bool{"with the limit": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			rig, err := gamestest.NewRig(gamestest.NewWorld(), gamestest.Short(), 20)
			if err != nil {
				t.Fatal(err)
			}
			honest := rig.Honest("honest", 70)
			rig.Liar("liar", gamestest.Lie{Leaf: 33, Stride: 2, Step: 5})
			miner := gamestest.Address("miner")
			rig.Front = func(tx *gamestest.Tx) []gamestest.Tx {
				if tx.Sender != honest.Address {
					return nil
				}
				return []gamestest.Tx{{Sender: miner, Move: tx.Move, Bond: 100 * gamestest.Coin, GasPrice: uint256.NewInt(1e15), From: tx.From}}
			}
			if !limited {
				rig.Referee.PayAnyPrice()
				rig.After = nil // it would stop at the first payment
				if err := rig.Until(100, func() bool { return !rig.Referee.Credit(miner).Lt(rig.Referee.Held()) }); err != nil {
					t.Errorf("the miner may take %s wei of %s: want all of it", rig.Referee.Credit(miner), rig.Referee.Held())
				}
				return
			}
			b := rig.Blocks()
			if err := rig.Verdict(b.Threshold+b.Delay+b.Queue, map[*gamestest.Player]uint64{honest: honest.Balance}); err != nil {
				t.Error(err)
			}
		})
	}
}
