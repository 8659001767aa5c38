// SPDX-License-Identifier: Apache-2.0

package games

import (
	"fmt"
	"math/big"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/core"

	"github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
)

// Games make much garbage and keep little: collecting seldom saves an eighth of their processor time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// TestGames plays GAMES random games, of the seeds from SEED on: the honest side is the product's challenger, on an L1
// that executes the real contract. Every hundredth game has Ethereum Classic's column, the others are 600 blocks long.
// Every fiftieth is about an L2 that was derived, and transitions that the real program makes in the real machine.
func TestGames(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive a game, so outside of it
	games, seed := clustertest.Number(t, "GAMES", 3), clustertest.Number(t, "SEED", 1)
	var all standings
	var small *reality // L2 of every fiftieth game
	for i := range games {
		if derives(seed+i) && small == nil {
			small = newReality(t)
		}
	}
	t.Run("games", func(t *testing.T) {
		for i := range games {
			t.Run(fmt.Sprint("seed ", seed+i), func(t *testing.T) {
				t.Parallel()
				var r *reality
				if derives(seed + i) {
					r = small
				}
				synctest.Test(t, func(t *testing.T) { all.add(play(t, seed+i, r)) })
			})
		}
	})
	t.Log(&all)
}

// derives tells whether the game of a seed is about an L2 that was derived.
func derives(seed uint64) bool { return seed%50 == 20 }

// play plays a game.
func play(t *testing.T, seed uint64, derived *reality) (r gamestest.Report, won bool) {
	column := gamestest.Short()
	if seed%100 == 50 {
		column = gamestest.ETC()
	}
	g, err := gamestest.NewRandom(seed, column, derived.world())
	if err != nil {
		t.Fatal(err)
	}
	c := newCourt(t, g.Rig, g.Party(), seed, g.Rand, habits{}, derived)
	defer c.close()
	r, err = g.Play()
	if err != nil {
		t.Errorf("%v\nplay it again: make games GAMES=1 SEED=%d", err, seed)
		c.describe()
		return r, false
	}
	c.compare()
	c.describe()
	t.Log(r)
	return r, true
}

// close ends the processes. What is left of libraries ends a while after.
func (c *court) close() {
	for _, p := range c.side {
		if err := p.end(); err != nil {
			c.t.Error(err)
		}
	}
	time.Sleep(2 * time.Minute)
}

// describe logs how the honest side stands, and what it did if that was wrong.
func (c *court) describe() {
	if c.t.Failed() {
		c.t.Log(strings.Join(c.story, "\n"))
	}
	for _, p := range c.side {
		text := fmt.Sprintf("%s: %d lives, %d disks lost, %s gwei paid for gas", p.player.Name, p.lives, p.wiped, new(big.Int).Div(p.paid(), big.NewInt(1e9)))
		if p.life != nil && c.t.Failed() {
			s := p.life.stage.Status()
			text += fmt.Sprintf("; at block %d, round %d, %d failed (%v), waiting %q, needed %v, offered %d, moves %d, notices %v",
				s.At.Height, s.Rounds, s.Failures, s.Err, s.Waiting, s.Needed, s.Offered, len(s.Moves), s.Notices)
		}
		c.t.Log(text)
	}
}

// standings are what many games came to.
type standings struct {
	mu          sync.Mutex
	games, lost int
	moves       int
	worst       gamestest.Report
}

func (s *standings) add(r gamestest.Report, won bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.games++
	if !won {
		s.lost++
		return
	}
	if s.moves += r.Moves; s.worst.Bound == 0 || r.Took*s.worst.Bound > s.worst.Took*r.Bound {
		s.worst = r
	}
}

func (s *standings) String() string {
	text := fmt.Sprintf("%d games, %d lost, %d moves", s.games, s.lost, s.moves)
	if s.worst.Bound > 0 {
		text += fmt.Sprintf("; the one nearest to its bound used %d %%: %s", 100*s.worst.Took/s.worst.Bound, s.worst)
	}
	return text
}
