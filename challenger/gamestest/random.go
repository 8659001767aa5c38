// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Report is what became of a random game.
type Report struct {
	Seed    uint64
	Liars   int
	Kept    uint64 // blocks since the right claim was made in which the honest side was kept out: censored or reorganised away
	Took    uint64 // blocks from the right claim that came nearest to its bound to its being confirmed
	Bound   uint64 // that it may take
	Claims  int    // right ones that were confirmed
	Moves   int    // that L1 took from anybody
	Honest  int    // that the honest side sent
	Refused int    // of them
	Crashes int
	Reorgs  int
}

func (r Report) String() string {
	return fmt.Sprintf("seed %d: %d liars, honest side kept out for %d blocks, %d reorgs, %d crashes: %d claims, confirmed after %d blocks of %d; "+
		"%d moves, %d of them honest, %d refused",
		r.Seed, r.Liars, r.Kept, r.Reorgs, r.Crashes, r.Claims, r.Took, r.Bound, r.Moves, r.Honest, r.Refused)
}

// Random is a game that a seed makes up.
type Random struct {
	*Rig
	*rand.Rand
	report Report
	honest []*Player
	start  map[*Player]uint64
	shut   map[uint64]bool // heights at which the honest side is censored
}

// Play plays the game that a seed makes up. watch is given the rig before the game begins; nil is nobody.
func Play(seed uint64, c game.Config, watch func(*Rig)) (Report, error) {
	g, err := NewRandom(seed, c, NewWorld())
	if err != nil {
		return Report{Seed: seed}, err
	}
	if watch != nil {
		watch(g.Rig)
	}
	return g.Play()
}

// NewRandom makes up a game: one honest party or two against liars of every kind, with censorship, reorgs, crashes and
// front-running, all as much as the column tolerates.
//
// In a world that was derived all batches are there from the start, there are three liars at the most, since every lie
// is another run of the machine, and nobody copies moves: a copied proof is not judged by what it says alone.
func NewRandom(seed uint64, c game.Config, w *World) (*Random, error) {
	g := &Random{
		Rand: rand.New(rand.NewPCG(seed, 81)), report: Report{Seed: seed}, start: make(map[*Player]uint64), shut: make(map[uint64]bool),
	}
	batches, every := 3+g.IntN(20), uint64(0)
	if w.real != nil {
		batches = len(w.real.Ranges)
	} else if g.IntN(4) == 0 { // claim after claim: six of them wait at a time
		c.MinGap, every = c.Threshold/6, uint64(c.Threshold)/60+g.Uint64N(uint64(c.Threshold)/15)
	}
	var err error
	if g.Rig, err = NewRig(w, c, batches); err != nil {
		return nil, err
	}
	g.BatchEvery = every
	g.world()
	g.parties()
	g.liars()
	g.trouble()
	return g, nil
}

// Party is the honest side.
func (g *Random) Party() []*Player { return g.honest }

// Play plays the game to its end. It fails if the honest side does not win in time, or loses money, or if an invariant
// is broken.
func (g *Random) Play() (Report, error) {
	b := g.Blocks()
	err := g.Verdict(b.Threshold+b.Delay+b.Queue+b.Censored, g.start)
	g.finish()
	if err == nil {
		err = g.claims()
	}
	if err != nil {
		return g.report, fmt.Errorf("%w: %s", err, g.report)
	}
	for _, p := range g.honest {
		if n := p.Alarms[strategy.RuleBroken]; n > 0 {
			return g.report, fmt.Errorf("%s: %s broke %d rules", g.report, p.Name, n)
		}
	}
	return g.report, nil
}

// world makes some leaves crash, and says who comes first in a block.
func (g *Random) world() {
	if g.World.real == nil && g.IntN(6) == 0 {
		state := g.World.Genesis()
		for range g.IntN(12) {
			state = g.World.After(state, g.Held())
		}
		g.World.Crash(state)
	}
	switch g.IntN(3) {
	case 0:
		g.Order = func(_ uint64, txs []Tx) []Tx { return g.sorted(txs, true) }
	case 1:
		g.Order = func(_ uint64, txs []Tx) []Tx { return g.sorted(txs, false) }
	default:
		g.Order = func(_ uint64, txs []Tx) []Tx {
			g.Shuffle(len(txs), func(i, j int) { txs[i], txs[j] = txs[j], txs[i] })
			return txs
		}
	}
}

// sorted has one side's moves before the other's, and leaves the order within.
func (g *Random) sorted(txs []Tx, honestFirst bool) []Tx {
	var first, then []Tx
	for _, tx := range txs {
		if g.Check.honest[tx.Sender] == honestFirst {
			first = append(first, tx)
		} else {
			then = append(then, tx)
		}
	}
	return append(first, then...)
}

// parties are one honest party or two, with a usual computer each.
func (g *Random) parties() {
	c := g.Blocks()
	for i := range 1 + g.IntN(4)/3 {
		p := g.Honest(fmt.Sprint("honest", i), 0)
		p.Propose = g.IntN(2) == 0
		most := c.PerMove - min(c.PerMove/8, 3) // the rest goes by until it is the party's turn
		p.Delay = func() uint64 { return 1 + g.Uint64N(most) }
		p.Mind.Cost = func(q strategy.Question) uint64 {
			if q.Kind == strategy.RunOf || q.Kind == strategy.StrideOf {
				return g.Uint64N(c.Compute/2 + 1)
			}
			return 0
		}
		g.honest = append(g.honest, p)
	}
}

// liars are one to eight, seldom more, each with a lie and a way to time its moves.
func (g *Random) liars() {
	n := 1 + g.IntN(8)
	if g.IntN(10) == 0 {
		n += g.IntN(16)
	}
	if g.World.real != nil {
		n = min(n, 3)
	}
	g.report.Liars = n
	for i := range n {
		p := g.Liar(fmt.Sprint("liar", i), g.lie())
		p.Price = uint256.NewInt(uint64(g.IntN(3)) * 100e9)
		p.When = g.timing(p)
		p.Every = 1 + g.Uint64N(6)
	}
	for _, p := range g.honest { // a stake, a bond of each level for every liar, and a little
		p.Balance = uint64(50*(1+n/8)+9*n*(1+n/8)+20) * Coin
		g.start[p] = p.Balance
	}
	if g.World.real == nil && g.IntN(4) == 0 {
		g.Front = func(tx *Tx) []Tx {
			if !g.Check.honest[tx.Sender] || g.IntN(2) == 0 {
				return nil
			}
			return []Tx{{Sender: Address("copier"), Move: tx.Move, Bond: 1000 * Coin, From: tx.From}}
		}
	}
}

func (g *Random) lie() Lie {
	l := Lie{
		Leaf: g.Uint64N(12), Stride: 2, Step: g.Uint64N(770), Salt: g.Uint64N(4), Stuck: g.IntN(10) == 0,
	}
	switch g.IntN(6) {
	case 0:
		l.Leaf = g.Uint64N(100)
	case 1:
		l.Leaf = g.Uint64N(1 << 16)
	}
	if g.BatchEvery > 0 && g.IntN(2) == 0 { // about a later claim
		l.From = g.Held().Batches + g.Uint64N(20)
	}
	if g.IntN(4) == 0 {
		l.Stride, l.Step = 3+g.Uint64N(20), g.Uint64N(1000)
	}
	switch g.IntN(8) {
	case 0:
		l.Level, l.Every = game.Strides, true
	case 1:
		l.Level, l.Every = game.Steps, true
		l.Back = l.Step + 1 + g.Uint64N(20)
	}
	return l
}

// timing is how a liar times its moves: at once, at random, as late as it dares, or never but the first.
func (g *Random) timing(p *Player) func(*strategy.Move, uint64) uint64 {
	c := g.Blocks()
	when := make(map[strategy.Key]uint64)
	style, join := []int{0, 0, 0, 1, 1, 2, 2, 3}[g.IntN(8)], uint64(0)
	if g.IntN(2) == 0 {
		join = g.Uint64N(c.Threshold)
	}
	return func(m *strategy.Move, head uint64) uint64 {
		if at, ok := when[m.Key]; ok {
			return max(at, head)
		}
		at := head
		switch {
		case m.Key.What == strategy.AssertTask:
			at = max(head, join)
		case style == 1:
			at += g.Uint64N(1 + g.Uint64N(c.Threshold))
		case style == 2:
			at = max(head, g.deadline(head)-min(g.deadline(head), g.Uint64N(c.Delay)))
		case style == 3:
			at = Never
		}
		when[m.Key] = at
		return at
	}
}

// deadline is about when the right claim will have what it needs.
func (g *Random) deadline(head uint64) uint64 {
	right := g.Referee.Assertion(g.Right(g.Genesis()))
	if right.Status == game.NoAssertion {
		return head
	}
	return right.CreatedAt + g.Blocks().Threshold - 1
}

// trouble keeps the honest side out, for the whole budget in sum.
func (g *Random) trouble() {
	c := g.Blocks()
	all := c.Censored
	if g.IntN(3) == 0 {
		all = g.Uint64N(all + 1)
	}
	spend := func(blocks uint64) uint64 {
		blocks = min(blocks, all)
		all -= blocks
		return blocks
	}
	if g.IntN(3) == 0 { // nobody honest is there at first
		until := g.Height + spend(g.Uint64N(c.Censored))
		for h := g.Height; h <= until; h++ {
			g.shut[h] = true
		}
	}
	for range g.IntN(3) {
		blocks := spend(2 + g.Uint64N(1+g.Uint64N(c.Censored/2)))
		if blocks < 2 {
			continue
		}
		depth := blocks - 1 // the new branch is longer by a block
		g.report.Reorgs++
		at := 10 + depth + g.Uint64N(c.Threshold)
		g.At(at, func() error { return g.Fork(depth) })
		g.Firm = max(g.Firm, at+1)
	}
	slice := []uint64{1, 3, 1 + c.Censored/4, c.Censored}[g.IntN(4)]
	for range 400 {
		if all == 0 {
			break
		}
		at := g.Height + g.Uint64N(2*c.Threshold)
		for i := range slice {
			if !g.shut[at+i] && spend(1) == 1 {
				g.shut[at+i] = true
			}
		}
	}
	g.Censored = func(height uint64, sender common.Address) bool { return g.shut[height] && g.Check.honest[sender] }
	for range g.IntN(4) {
		g.report.Crashes++
		g.At(g.Height+g.Uint64N(c.Threshold+c.Censored), func() error {
			for _, p := range g.honest {
				p.Forget()
			}
			return nil
		})
	}
}

// finish puts the figures together.
func (g *Random) finish() {
	g.report.Moves = g.Check.Moves
	for _, p := range g.honest {
		g.report.Honest += p.Sent
		g.report.Refused += p.Failed
	}
}
