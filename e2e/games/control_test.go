// SPDX-License-Identifier: Apache-2.0

package games

import (
	"math/big"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/challenger/gamestest"
)

// duel is a process with such habits against a liar who plays to the step, with some trouble. kept is for how many blocks
// that keeps the process out.
func duel(t *testing.T, h habits, kept uint64, trouble func(*court)) (err error) {
	synctest.Test(t, func(t *testing.T) {
		rig, e := gamestest.NewRig(gamestest.NewWorld(), gamestest.Short(), 20)
		if e != nil {
			t.Fatal(e)
		}
		honest := rig.Honest("honest", 100)
		rig.Liar("liar", gamestest.Lie{Leaf: 40, Stride: 2, Step: 321})
		c := newCourt(t, rig, []*gamestest.Player{honest}, 1, rand.New(rand.NewPCG(1, 1)), h, nil)
		defer c.close()
		trouble(c)
		b := rig.Blocks()
		err = rig.Verdict(b.Threshold+b.Delay+b.Queue+kept, map[*gamestest.Player]uint64{honest: honest.Balance})
	})
	return err
}

// lost has a game lost by who has such habits, and won by the product.
func lost(t *testing.T, h habits, kept uint64, trouble func(*court)) {
	t.Helper()
	core.SenderCacher() // starts goroutines that outlive a game, so outside of it
	t.Parallel()
	if err := duel(t, habits{}, kept, trouble); err != nil {
		t.Errorf("the product: %v", err)
	}
	if err := duel(t, h, kept, trouble); err == nil {
		t.Error("the game was won all the same")
	}
}

// L1 takes back more blocks than a node keeps the transactions of: who does not send them again has not made them.
func TestControl_sendsOnce(t *testing.T) {
	const depth = 100
	lost(t, habits{sendsOnce: true}, depth+1, func(c *court) { c.rig.At(depth+20, func() error { return c.rig.Fork(depth) }) })
}

// Miners take nothing any more that pays what was usual before: who does not bid more is out.
func TestControl_bidsOnce(t *testing.T) {
	const waits = 6 // blocks until a bid is raised; every move of a path is bid for anew
	lost(t, habits{bidsOnce: true}, 17*waits, func(c *court) {
		c.rig.At(30, func() error {
			c.least = big.NewInt(1.1e9)
			return nil
		})
	})
}
