// SPDX-License-Identifier: Apache-2.0

package gametest

import (
	"math/rand/v2"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
)

// Player knows every claim that was made, and thinks of moves about them. It looks at a referee, and makes no move
// itself.
type Player struct {
	*World
	Referee  *game.Referee
	Accounts []common.Address

	height uint64
	inbox  game.Range
	claims map[game.Hash]*Claim // by the name of their node
	parts  []Part               // every node that there is, of one of the claims that it is part of
	known  map[game.Hash]Part
	duel   []Turn // moves that are made between the others, so that games go down to a step
}

func hash(b []byte) game.Hash { return crypto.Keccak256Hash(b) }

// duelists is the first of two accounts that make no moves at random.
const duelists = 5

// firstHeight is when the rollups of players are deployed.
const firstHeight = 1_000

// NewPlayer is a player of a rollup that is just deployed, with a stand-in of the machine.
func NewPlayer(random *rand.Rand) (*Player, error) { return Enter(NewWorld(random), Step) }

// Enter is a player of a world whose rollup is just deployed.
func Enter(w *World, step game.Stepper) (*Player, error) {
	p := &Player{World: w, height: firstHeight, claims: make(map[game.Hash]*Claim), known: make(map[game.Hash]Part)}
	p.inbox = game.Range{Batches: 3, Acc: p.fresh(), Milestone: p.fresh()}
	for i := range duelists + 2 {
		p.Accounts = append(p.Accounts, common.Address{0: 0xac, 19: byte(i)})
	}
	var err error
	p.Referee, err = game.NewReferee(p.Config, p.height, p.inbox, step)
	return p, err
}

// Height and InboxRange are those of the block in which the next move is made, as of the latest call of Call.
func (p *Player) Height() uint64 { return p.height }

// InboxRange is what the inbox holds then.
func (p *Player) InboxRange() game.Range { return p.inbox }

// Parts are all nodes that there are.
func (p *Player) Parts() []Part { return p.parts }

// Wait lets blocks pass.
func (p *Player) Wait(blocks uint64) { p.height += blocks }

// Call lets time pass and says who makes the next move.
func (p *Player) Call() game.Call {
	switch p.random.IntN(20) {
	case 0:
		p.height += p.random.Uint64N(Threshold)
	case 1, 2:
		p.height += p.random.Uint64N(60)
	case 3, 4, 5, 6, 7, 8, 9:
		p.height += p.random.Uint64N(5)
	}
	if p.oneIn(4) {
		p.inbox.Batches += 1 + p.random.Uint64N(3)
		p.inbox.Acc = p.fresh()
	}
	prices := []uint64{0, 1, 1_000_000_000, p.Config.Price - 1, p.Config.Price, p.Config.Price + 1, 100_000_000_000}
	return game.Call{
		Height: p.height, Sender: p.Accounts[p.random.IntN(duelists)], Inbox: p.inbox,
		GasPrice: uint256.NewInt(prices[p.random.IntN(len(prices))]),
	}
}

// Duel has two of the accounts fight about a step from here on, between the other moves.
func (p *Player) Duel() {
	at := [3]uint32{}
	for i := range at {
		at[i] = uint32(lengths[p.random.IntN(len(lengths))] - 1)
	}
	p.duel = p.NewDuel(p.Referee.Assertion(p.Referee.Latest()), at[0], at[1], at[2]).Turns()
}

// Move thinks of a move, and of what to pay for it. It need not be a good one.
func (p *Player) Move(c *game.Call) game.Move {
	if len(p.duel) > 0 && p.oneIn(2) {
		turn := p.duel[0]
		p.duel = p.duel[1:]
		c.Sender, c.Value = turn.Who, p.enough(turn.Move)
		return turn.Move
	}
	m := p.think(0)
	c.Value = p.value(m)
	if p.oneIn(6) {
		m = Corrupt(p.random, m)
	}
	return m
}

// enough is more than a move takes.
func (p *Player) enough(m game.Move) *uint256.Int {
	switch m.(type) {
	case game.Assert, game.RefineLeaf, game.RefineStride:
		return uint256.NewInt(1e18)
	}
	return nil
}

// value is what comes with a move: what it takes, more, less, or nothing.
func (p *Player) value(m game.Move) *uint256.Int {
	var gwei uint64
	switch m.(type) {
	case game.Assert:
		gwei = p.Config.Bonds[game.Transitions]
	case game.RefineLeaf:
		gwei = p.Config.Bonds[game.Strides]
	case game.RefineStride:
		gwei = p.Config.Bonds[game.Steps]
	default:
		if p.oneIn(40) {
			return uint256.NewInt(1)
		}
		return nil
	}
	wei := new(uint256.Int).Mul(uint256.NewInt(gwei), uint256.NewInt(1_000_000_000))
	switch p.random.IntN(8) {
	case 0:
		return nil
	case 1:
		return wei.SubUint64(wei, 1)
	case 2:
		return wei.AddUint64(wei, p.random.Uint64N(40_000_000_000_000_000))
	}
	return wei
}

// Took has the player know what came of a move that was taken.
func (p *Player) Took(events []game.Event) {
	for _, e := range events {
		switch e := e.(type) {
		case game.Entered:
			if c := p.claims[e.Node]; c != nil {
				p.learn(Part{c, c.Root})
			}
		case game.SplitMade:
			if part, ok := p.known[e.Node]; ok {
				for _, child := range part.children() {
					p.learn(child)
				}
			}
		}
	}
}

// Know has the player know the claims of a duel, whose nodes are among Parts from their claim on.
func (p *Player) Know(d *Duel) {
	for _, c := range []*Claim{d.Right.A, d.Right.B, d.Right.C, d.Wrong.A, d.Wrong.B, d.Wrong.C} {
		p.claims[c.Root.Node()] = c
	}
}

func (p *Player) learn(part Part) {
	id := part.Ref.Node()
	if _, ok := p.known[id]; !ok {
		p.known[id] = part
		p.parts = append(p.parts, part)
	}
}

// pick is a part with that property, a new one more often than an old one.
func (p *Player) pick(fits func(Part, game.Node) bool) (Part, bool) {
	var fitting []Part
	for _, part := range p.parts {
		if n, ok := p.Referee.Node(part.Ref.Node()); ok && fits(part, n) {
			fitting = append(fitting, part)
		}
	}
	if len(fitting) == 0 {
		return Part{}, false
	}
	n := len(fitting)
	return fitting[max(p.random.IntN(n), p.random.IntN(n))], true
}
