// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"os"
	"strconv"
	"testing"

	. "github.com/layeredpow/adit/challenger/gamestest"
)

// fromEnvironment is a number that whoever runs the tests may set.
func fromEnvironment(t *testing.T, name string, usual uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return n
}

// TestGames plays GAMES random games, of the seeds from SEED on. Every hundredth has ETC's column, the others are 600
// blocks long.
func TestGames(t *testing.T) {
	games, seed, twins := fromEnvironment(t, "GAMES", 12), fromEnvironment(t, "SEED", 1), fromEnvironment(t, "TWINS", 3)
	var worst Report
	moves, lost := 0, 0
	for i := range games {
		column := Short()
		if (seed+i)%100 == 50 {
			column = ETC()
		}
		var contract *mirror
		r, err := Play(seed+i, column, func(r *Rig) {
			if i < twins {
				contract = newMirror(t, r)
			}
		})
		if contract != nil && err == nil {
			contract.compare()
		}
		if err != nil {
			t.Errorf("play: %v", err)
			lost++
			continue
		}
		t.Log(r)
		if moves += r.Moves; worst.Bound == 0 || r.Took*worst.Bound > worst.Took*r.Bound {
			worst = r
		}
	}
	if lost < int(games) {
		t.Logf("%d games, %d lost, %d moves; the one nearest to its bound used %d %%: %s", games, lost, moves, 100*worst.Took/worst.Bound, worst)
	}
}
