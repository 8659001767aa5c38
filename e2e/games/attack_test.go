// SPDX-License-Identifier: Apache-2.0

package games

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/stateroot/program"
)

// The numbers in the names of tests are those of the list of attacks. Each is small, and in full where a thousand games are
// asked for.

// size is how large an attack is.
func size(t *testing.T, small, full uint64) uint64 {
	if clustertest.Number(t, "GAMES", 3) >= 1000 {
		return full
	}
	return small
}

// column has Ethereum Classic's figures but for the threshold and what is tolerated, which are days, if attacks are in full.
func column(t *testing.T) game.Config {
	c := gamestest.Short()
	if size(t, 0, 1) == 1 {
		c = gamestest.ETC()
		c.Threshold, c.Censored = 8_000, 700
	}
	return c
}

// attack plays a game of one honest process with so many coins, on the real contract, against liars that others sets up.
func attack(t *testing.T, coins uint64, play func(c *court, honest *gamestest.Player) error, others func(*gamestest.Rig)) {
	t.Helper()
	core.SenderCacher() // starts goroutines that outlive a game, so outside of it
	t.Parallel()
	figures := column(t)
	synctest.Test(t, func(t *testing.T) {
		rig, err := gamestest.NewRig(gamestest.NewWorld(), figures, 20)
		if err != nil {
			t.Fatal(err)
		}
		honest := rig.Honest("honest", coins)
		others(rig)
		c := newCourt(t, rig, []*gamestest.Player{honest}, 1, rand.New(rand.NewPCG(1, 1)), habits{}, nil)
		defer c.close()
		if err := play(c, honest); err != nil {
			t.Error(err)
		}
		c.compare()
		c.describe()
		if n := honest.Alarms[strategy.RuleBroken] + honest.Alarms[strategy.Unaffordable]; n > 0 {
			t.Errorf("%d alarms that must not be", n)
		}
	})
}

// bound is T + D + Q.
func bound(rig *gamestest.Rig) uint64 {
	b := rig.Blocks()
	return b.Threshold + b.Delay + b.Queue
}

// Somebody fills L1 with batches for three times the least distance of claims, of two transitions each: more than a claim holds.
// Claims that do not get to the end of their range need not wait, so that the last one is there soon after.
func TestAttack14_junkBatches(t *testing.T) {
	each := size(t, 800, 204) // batches that a block has room for; there are fewer blocks if the attack is small
	end := func(rig *gamestest.Rig) uint64 { return 20 + 3*rig.Blocks().MinGap }
	attack(t, 70, func(c *court, honest *gamestest.Player) error {
		rig := c.rig
		c.side[0].propose = true
		tip := func() common.Hash { return rig.Referee.Stake(honest.Address) }
		limit := end(rig) + 2*rig.Blocks().MinGap
		err := rig.Until(limit, func() bool {
			s, err := program.DecodeState(rig.Referee.Assertion(tip()).Encoded)
			return rig.Height > end(rig) && err == nil && s.Batch == rig.Held().Batches
		})
		if err != nil {
			return fmt.Errorf("claim all %d batches by block %d: %w", rig.Held().Batches, limit, err)
		}
		t.Logf("all of %d batches are claimed at block %d, the last came at %d", rig.Held().Batches, rig.Height, end(rig))
		last := tip()
		return rig.Until(rig.Height+bound(rig), func() bool { return rig.Confirmed(last) })
	}, func(rig *gamestest.Rig) {
		rig.World.Blocks = 1
		for height := uint64(20); height < end(rig); height++ {
			rig.At(height, func() error {
				rig.Batch(int(each))
				return nil
			})
		}
	})
}

// Several liars lie about each of as many claims as wait at a time. The outlay is 8.2 coins for each of them, however they spread.
func TestAttack49_manyRootsInManyCohorts(t *testing.T) {
	cohorts, each := size(t, 2, 15), size(t, 2, 8)
	attack(t, 50+9*cohorts*each, func(c *court, honest *gamestest.Player) error {
		rig := c.rig
		c.side[0].propose = true
		rig.At((cohorts+2)*rig.Blocks().MinGap, func() error { rig.BatchEvery = 0; return nil })
		on := func() (id common.Hash) {
			for id = rig.Genesis(); len(rig.Referee.Children(id)) > 0; {
				id = rig.Right(id)
			}
			return id
		}
		var contested int
		if err := rig.Until(3*bound(rig), func() bool {
			contested = 0
			for id := rig.Genesis(); id != on(); id = rig.Right(id) {
				if len(rig.Referee.Children(id)) > int(each) {
					contested++
				}
			}
			return contested >= int(cohorts) && rig.Confirmed(on())
		}); err != nil {
			return fmt.Errorf("%d of %d claims were contradicted by all: %w", contested, cohorts, err)
		}
		err := rig.Verdict(3*bound(rig), map[*gamestest.Player]uint64{honest: honest.Balance})
		bonds := uint64(0)
		for _, r := range rig.Took {
			switch r.Move.(type) {
			case game.RefineLeaf, game.RefineStride:
				if r.Sender == honest.Address {
					bonds++
				}
			}
		}
		if bonds != 2*cohorts*each {
			t.Errorf("%d honest bonds, want two for each of %d liars", bonds, cohorts*each)
		}
		return err
	}, func(rig *gamestest.Rig) {
		rig.BatchEvery = rig.Blocks().MinGap / 2
		for i := range cohorts * each {
			from, leaf := 18+2*(i/each), i%each // a claim is about two batches, but for the first
			if i < each {
				from = 0
			}
			p := rig.Liar(fmt.Sprint("liar", i), gamestest.Lie{From: from, Leaf: leaf, Stride: 2, Step: 3 * leaf, Salt: i})
			p.Every = 3
			rig.OnlyAbout(p, leaf, func() common.Hash {
				id := rig.Genesis()
				for from > 0 {
					id = rig.Right(id)
					if s, err := program.DecodeState(rig.Referee.Assertion(id).Encoded); err != nil || s.Batch >= from {
						break // it is there, or not yet
					}
				}
				return id
			}, 0)
		}
	})
}

// Each liar disputes a transition of its own, of those that take as many steps as the machine may. One core runs them all, and
// the right claim is confirmed within Q of what one dispute takes.
func TestAttack80_dearestTransitions(t *testing.T) {
	liars := size(t, 2, 64)
	attack(t, 50+9*liars, func(c *court, honest *gamestest.Player) error {
		w := time.Duration(c.rig.Blocks().Compute) * c.pause() / time.Duration(c.every)
		runs, busy := uint64(0), time.Duration(0)
		c.dear = func(q strategy.Question) (cost time.Duration) {
			switch q.Kind {
			case strategy.RunOf: // of 2^36 steps: 210 s, where W is 546
				runs++
				cost = w * 210 / 546
			case strategy.StrideOf:
				cost = w * 6 / 546
			}
			busy += cost
			return cost
		}
		err := c.rig.Verdict(bound(c.rig), map[*gamestest.Player]uint64{honest: honest.Balance})
		right := c.rig.Referee.Assertion(c.rig.Right(c.rig.Genesis()))
		t.Logf("%d disputes, %d runs, one core was busy for %s, Q is %d blocks; confirmed by block %d, made in %d; the best of the wrong claims had %d",
			liars, runs, busy, c.rig.Blocks().Queue, c.rig.Height, right.CreatedAt, c.rig.Check.Rival)
		if runs < liars {
			t.Errorf("%d runs, want one for each of %d disputes", runs, liars)
		}
		return err
	}, func(rig *gamestest.Rig) {
		for i := range liars {
			p := rig.Liar(fmt.Sprint("liar", i), gamestest.Lie{Leaf: i, Stride: 2, Step: 5 * i, Salt: i})
			rig.OnlyAbout(p, i, rig.Genesis, 0)
			p.Every = 3
		}
	})
}

// Whoever made claims is gone, and its key with it. A stranger comes late, with 70 coins, the binary and an empty disk. One liar
// disputes the claim that is left, another one the claim that the stranger makes. What L2 has sent up to there is confirmed.
func TestAttack72_aStrangerAlone(t *testing.T) {
	attack(t, 70, func(c *court, stranger *gamestest.Player) error {
		rig, b := c.rig, c.rig.Blocks()
		c.side[0].born, c.side[0].propose = b.MinGap+b.Censored*4/5, true
		rig.At(2*b.MinGap, func() error { rig.BatchEvery = 0; return nil })
		second := func() common.Hash { return rig.Right(rig.Right(rig.Genesis())) }
		if err := rig.Until(4*bound(rig), func() bool { return rig.Confirmed(second()) }); err != nil {
			return err
		}
		claim := rig.Referee.Assertion(second())
		state, err := program.DecodeState(claim.Encoded)
		if err != nil {
			return err
		}
		if !rig.Referee.IsConfirmed(state.Sends) || claim.Author != stranger.Address {
			t.Errorf("what L2 has sent may be taken: %v; the claim is by %s", rig.Referee.IsConfirmed(state.Sends), claim.Author)
		}
		return rig.Verdict(4*bound(rig), map[*gamestest.Player]uint64{stranger: stranger.Balance})
	}, func(rig *gamestest.Rig) {
		b := rig.Blocks()
		rig.BatchEvery = b.MinGap / 2
		ours := rig.Honest("ours", 70)
		ours.Propose = true
		ours.When = func(m *strategy.Move, head uint64) uint64 {
			if m.Key.What == strategy.AssertTask && head < b.MinGap+4 {
				return head
			}
			return gamestest.Never
		}
		first := func() common.Hash { return rig.Right(rig.Genesis()) }
		rig.OnlyAbout(rig.Liar("one", gamestest.Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1}), 33, rig.Genesis, 0)
		rig.OnlyAbout(rig.Liar("other", gamestest.Lie{From: 20, Leaf: 1, Stride: 2, Step: 7, Salt: 2}), 1, first, b.MinGap+b.Censored*4/5)
	})
}
