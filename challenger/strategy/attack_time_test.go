// SPDX-License-Identifier: Apache-2.0

package strategy_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	. "github.com/layeredpow/adit/challenger/gamestest"
	"github.com/layeredpow/adit/challenger/strategy"
)

// lastMoment has a player make every move as late as it can still hope to win by it: when what the right side has
// earned on the way is the threshold but for one block.
func lastMoment(s *stage, p *Player) {
	threshold := s.Blocks().Threshold
	p.When = func(m *strategy.Move, head uint64) uint64 {
		right := s.Referee.Assertion(s.Right(s.Genesis()))
		if right.Status == game.NoAssertion {
			return head + 1
		}
		return max(head, right.CreatedAt+threshold-2)
	}
}

func TestAttack03_justInTime(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	lastMoment(s, s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}))
	s.wins(s.bound() - s.Blocks().Queue)
}

// delayed has a player make each move so many blocks after it could.
func delayed(p *Player, blocks func(strategy.Key) uint64) {
	first := make(map[strategy.Key]uint64)
	p.When = func(m *strategy.Move, head uint64) uint64 {
		if _, ok := first[m.Key]; !ok {
			first[m.Key] = head + blocks(m.Key)
		}
		return max(first[m.Key], head)
	}
}

func TestAttack03_lateAtEachDepth(t *testing.T) {
	for _, blocks := range []uint64{1, 30, 550, 598, 599} {
		t.Run(fmt.Sprint(blocks), func(t *testing.T) {
			s := newStage(t)
			s.honest.Propose = true
			delayed(s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5}), func(strategy.Key) uint64 { return blocks })
			s.wins(s.bound() - s.Blocks().Queue)
		})
	}
}

func TestAttack06_newRootAgainAndAgain(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	s.honest.Balance, s.start[s.honest] = 200*Coin, 200*Coin
	for i := range uint64(9) {
		p := s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 7 * i, Stride: 2, Step: i, Salt: i})
		p.Every = 3
		p.When = func(_ *strategy.Move, head uint64) uint64 { return max(head, i*s.Blocks().Threshold/10) }
	}
	s.wins(s.bound())
}

// A claim that all agree on but its beginning, and claims that are the same for longer and longer: nodes merge.
func TestAttack05_commonPrefixes(t *testing.T) {
	s := newStage(t)
	s.honest.Balance, s.start[s.honest] = 300*Coin, 300*Coin
	const n = 9
	for i := range uint64(n) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 60 + i/3, Stride: 2 + i%3, Step: i / 2, Salt: i % 2}).Every = 3
	}
	s.wins(s.bound())
	splits := 0
	for _, r := range s.Took {
		if m, ok := r.Move.(game.Split); ok && m.Node.Level == game.Transitions && m.Node.Len == 16 {
			splits++
		}
	}
	if splits > 2*n {
		t.Errorf("%d splits of whole claims, want %d at the most", splits, 2*n)
	}
}

func TestAttack39_proofAndTimeOverlap(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	threshold := s.Blocks().Threshold
	liar := s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	// The honest side is kept out just before its proof, until the liar has all the time that it can get.
	s.Censored = func(height uint64, sender common.Address) bool {
		return sender == s.honest.Address && height > 60 && height < 60+threshold-130
	}
	s.wins(s.bound() + threshold - 130)
	if liar.Alarms[strategy.AgainstUs] == 0 {
		t.Error("the liar does not know that it has lost")
	}
}

func TestAttack38_nobodyActsForLong(t *testing.T) {
	s := newStage(t)
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	threshold := s.Blocks().Threshold
	asleep := func(height uint64) bool { return height > 150 && height < 150+4*threshold }
	for _, p := range s.Players {
		p.Asleep = asleep
	}
	s.wins(6 * threshold)
}

func TestAttack40_timerGaming(t *testing.T) {
	// A liar contradicts itself in every way that it can, to stop or to split the time of others.
	s := newStage(t)
	s.honest.Balance, s.start[s.honest] = 300*Coin, 300*Coin
	for i := range uint64(4) {
		s.Liar(fmt.Sprint("self", i), Lie{Leaf: 20, Stride: 2, Step: 5, Salt: i})
		s.Liar(fmt.Sprint("frenemy", i), Lie{Level: game.Strides, Every: true, Stride: 2, Step: i, Salt: i})
		s.Liar(fmt.Sprint("friend", i), Lie{Level: game.Steps, Every: true, Stride: 2, Step: i, Back: 40 + i, Salt: i})
	}
	s.wins(s.bound())
}

func TestAttack42_censorship(t *testing.T) {
	tolerated := uint64(Short().Censored)
	for _, c := range []struct {
		name  string
		slice uint64
		total uint64
	}{
		{"one block", 1, 1}, {"half in one piece", tolerated / 2, tolerated / 2}, {"all in one piece", tolerated, tolerated},
		{"all in single blocks", 1, tolerated}, {"all in slices of seven", 7, tolerated},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t)
			s.honest.Propose = true
			s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
			shut := make(map[uint64]bool)
			for from, left := uint64(4), c.total; left > 0; from += 2 * c.slice {
				for i := uint64(0); i < c.slice && left > 0; i++ {
					shut[from+i] = true
					left--
				}
			}
			s.Censored = func(height uint64, sender common.Address) bool { return sender == s.honest.Address && shut[height] }
			s.wins(s.bound() + c.total)
			if silent := s.honest.Alarms[strategy.Silence] > 0; c.total < tolerated/2 && silent {
				t.Errorf("an alarm of silence after %d blocks", c.total)
			}
		})
	}
}

// The limit that is documented: whoever is kept out for longer than the threshold loses.
func TestAttack42_censoredForTooLong(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	threshold := s.Blocks().Threshold
	s.Censored = func(height uint64, sender common.Address) bool {
		return sender == s.honest.Address && height > 3 && height < 3+threshold+80
	}
	lost := s.Verdict(5*threshold, s.start)
	if lost == nil {
		t.Fatal("the honest side has won though it was kept out for longer than a claim must earn")
	}
	if s.honest.Alarms[strategy.Silence] == 0 {
		t.Errorf("no alarm before the game was lost: %v", lost)
	}
}

func TestAttack69_repeatsResetNoClock(t *testing.T) {
	s := newStage(t)
	s.honest.Propose = true
	s.Liar("liar", Lie{Leaf: 33, Stride: 2, Step: 5})
	s.Front = func(tx *Tx) []Tx { // everything comes three times
		twice := *tx
		twice.Sender, twice.Tag, twice.Bond = Address("parrot"), nil, 1000*Coin
		return []Tx{twice, twice}
	}
	s.start[s.honest] -= 0
	s.wins(s.bound() - s.Blocks().Queue)
}

// Two claims with the threshold in one block cannot be while the honest side keeps to its bounds: Verdict looks at
// all rivals when the right claim is confirmed. Here it comes as late as it may, to claims that nobody has
// contradicted until then.
func TestAttack41_twoClaimsAtTheThreshold(t *testing.T) {
	s := newStage(t)
	s.rich(100)
	for i := range uint64(3) {
		s.Liar(fmt.Sprint("liar", i), Lie{Leaf: 9 * i, Stride: 2, Step: i, Salt: i})
	}
	b := s.Blocks()
	s.honest.Asleep = func(height uint64) bool { return height < b.Censored }
	s.wins(s.bound() + b.Censored)
	if rival := uint64(s.Check.Rival); rival < b.Censored-50 || rival >= b.Threshold {
		t.Errorf("a wrong claim had %d blocks, want nearly %d and less than %d", rival, b.Censored, b.Threshold)
	}
}

// ETC's column: two weeks of blocks when the honest side is kept out for as long as it may be, and a week when it is
// not.
func TestETCColumn(t *testing.T) {
	for _, censored := range []uint64{0, 39_000} {
		t.Run(fmt.Sprint(censored), func(t *testing.T) {
			s := newStageOf(t, NewWorld(), ETC(), 20)
			s.honest.Propose = true
			s.Liar("one", Lie{Leaf: 33, Stride: 2, Step: 5, Salt: 1})
			lastMoment(s, s.Liar("other", Lie{Leaf: 70, Stride: 2, Step: 5, Salt: 2}))
			s.Censored = func(height uint64, sender common.Address) bool {
				return sender == s.honest.Address && height > 100 && height <= 100+censored
			}
			s.wins(s.bound() - s.Blocks().Queue + censored)
		})
	}
}
