// SPDX-License-Identifier: Apache-2.0

package gamestest

import "fmt"

// claims looks at all right claims that were confirmed, one behind the other: each has to be in its own bound, or as
// soon as its parent is one. It notes the one that came nearest to its bound.
func (g *Random) claims() error {
	when, b := g.Confirmations(), g.Blocks()
	parent := g.Genesis()
	for id := g.Right(parent); when[id] != 0; parent, id = id, g.Right(id) {
		made, confirmed := g.Referee.Assertion(id).CreatedAt, when[id]
		g.report.Claims++
		took, kept := confirmed-made, g.kept(made, confirmed)
		if bound := b.Threshold + b.Delay + b.Queue + kept; g.report.Bound == 0 || took*g.report.Bound > g.report.Took*bound {
			g.report.Took, g.report.Bound, g.report.Kept = took, bound, kept
		}
		if took <= b.Threshold+b.Delay+b.Queue+kept {
			continue
		}
		if behind := confirmed - when[parent]; behind > b.Delay+g.kept(when[parent], confirmed) {
			return fmt.Errorf("confirm claim %d in time: %d blocks after it was made, %d after its parent was confirmed", g.report.Claims, took, behind)
		}
	}
	if g.report.Claims == 0 {
		return fmt.Errorf("find a right claim that was confirmed: there is none")
	}
	return nil
}

// kept is in how many blocks the honest side was kept out.
func (g *Random) kept(after, until uint64) (blocks uint64) {
	for height := after + 1; height <= until; height++ {
		if g.shut[height] || g.blinded[height] {
			blocks++
		}
	}
	return blocks
}
