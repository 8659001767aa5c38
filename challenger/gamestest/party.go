// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Player is a party with its mind. The honest side and liars play the same strategy: what they take for the truth
// differs.
type Player struct {
	strategy.Party
	Name    string
	Mind    *Mind
	Balance uint64 // gwei; a bond goes off it, a withdrawal comes back
	Price   *uint256.Int

	// Own is what it makes of the answers of its mind, and Say of a move that the strategy wants: false holds the move
	// back for now. Nil is nothing. Who has one of them is no honest party.
	Own func(strategy.Own) strategy.Own
	Say func(strategy.Move) (strategy.Move, bool)
	// When says from which head on it sends a move that the strategy wants; nil is at once.
	When func(m *strategy.Move, head uint64) uint64
	// Delay is how many blocks a move of it takes to get into one; nil is one.
	Delay func() uint64
	// Every is how many blocks lie between two looks; 0 and 1 are none.
	Every uint64
	// Asleep says whether it does nothing at a height; nil is never.
	Asleep func(height uint64) bool
	// Driver plays in its place; nil is nobody. What it does itself then is to count.
	Driver Driver

	Result  strategy.Result // of the newest call
	Alarms  map[strategy.Alarm]int
	Sent    int // moves
	Failed  int // of them refused
	sent    map[strategy.Key]bool
	flying  uint64 // gwei of bonds that are on their way
	version uint64 // of the chain when it looked
	again   uint64 // head at which it sends what it holds back
}

// Key is a key of an account for a name.
func Key(name string) *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(mix("account", []byte(name)).Bytes())
	if err != nil {
		panic(fmt.Sprintf("the account %q has no key: %v", name, err)) // one hash in 2^128
	}
	return key
}

// Address is the account of a name.
func Address(name string) common.Address { return crypto.PubkeyToAddress(Key(name).PublicKey) }

// NewPlayer is a party that defends. balance is in gwei.
func NewPlayer(name string, m *Mind, balance uint64) *Player {
	return &Player{
		Party: strategy.Party{Address: Address(name), Defend: true}, Name: name, Mind: m, Balance: balance,
		Alarms: make(map[strategy.Alarm]int), sent: make(map[strategy.Key]bool),
	}
}

// Look has the player decide at a head. seen is the largest height that it was shown.
func (p *Player) Look(c *Chain, seen uint64) (txs []Tx) {
	p.Mind.Now(c.Height)
	p.again = 0
	own := strategy.Own(p.Mind)
	if p.Own != nil {
		own = p.Own(own)
	}
	last := c.Height - min(c.Height, max(p.Every, 1))
	if p.Mind.lie != nil {
		last = 0 // it has no friends whose turn it might be
	}
	for range 12 { // a mind that forgets what it was asked before does not come to an end
		p.Result = strategy.Next(p.Party, p.purse(c), strategy.Sight{
			Table: c.Referee.Table, Held: c.Held(), Head: c.Height, Last: last, Seen: max(seen, c.Height), Logs: c.Height,
		}, own)
		txs = append(txs, p.send(c.Height)...)
		if !p.compute(c.Height) {
			break
		}
	}
	p.version = c.Version + 1
	for _, n := range p.Result.Notices {
		p.Alarms[n.What]++
	}
	return txs
}

// compute takes up what the strategy needs, and reports whether there are answers at once.
func (p *Player) compute(height uint64) (answered bool) {
	for _, q := range p.Result.Needed {
		p.Mind.Compute(q, height)
		answered = answered || p.Mind.ready[q] <= height && !liesAbout(p.Mind, q)
	}
	return answered
}

// liesAbout reports whether an answer will never come.
func liesAbout(m *Mind, q strategy.Question) bool {
	return m.lie != nil && q.Kind == strategy.WitnessOf
}

func (p *Player) send(head uint64) (txs []Tx) {
	for i := range p.Result.Moves {
		m := p.Result.Moves[i]
		if p.sent[m.Key] || p.holds(&m, head) {
			continue
		}
		p.sent[m.Key] = true
		p.flying += m.Bond
		p.Sent++
		delay := uint64(1)
		if p.Delay != nil {
			delay = p.Delay()
		}
		txs = append(txs, Tx{Sender: p.Address, Move: m.Move, Bond: m.Bond, GasPrice: p.Price, From: head + delay, Tag: m.Key})
	}
	return txs
}

// holds reports whether the player sends a move later. It may make it another one.
func (p *Player) holds(m *strategy.Move, head uint64) bool {
	if p.Say != nil {
		said, now := p.Say(*m)
		if !now {
			p.again = earlier(p.again, head+1)
			return true
		}
		*m = said
	}
	if p.When == nil {
		return false
	}
	when := p.When(m, head)
	if when > head {
		p.again = earlier(p.again, when)
	}
	return when > head
}

// Never is later than every head.
const Never = 1 << 40

// earlier is the smaller of two heights of which 0 is none.
func earlier(a, b uint64) uint64 {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// purse is the player's money as L1 has it. What is on its way is not in the account any more.
func (p *Player) purse(c *Chain) strategy.Purse {
	credit := new(uint256.Int).Div(c.Referee.Credit(p.Address), uint256.NewInt(1e9))
	return strategy.Purse{Stake: c.Referee.Stake(p.Address), Credit: credit.Uint64(), Balance: p.Balance - p.flying}
}

// Done tells the player what became of a transaction of it.
func (p *Player) Done(r *Receipt) {
	if p.Driver != nil {
		if p.Sent++; r.Err != nil {
			p.Failed++
		}
		return
	}
	delete(p.sent, r.Tag.(strategy.Key))
	p.flying -= r.Bond
	if r.Err != nil {
		p.Failed++
		return
	}
	p.Balance += r.Paid - r.Bond
}

// Undone tells the player that a transaction of it is on no chain any more, and not on its way either.
func (p *Player) Undone(r *Receipt) {
	if r.Err == nil && p.Driver == nil {
		p.Balance += r.Bond - r.Paid
	}
}

// Lost tells the player that nothing of it is on its way any more.
func (p *Player) Lost() {
	clear(p.sent)
	p.flying = 0
}

// Wake is the height of the head at which the player has to look again; 0: not before something happens.
func (p *Player) Wake() uint64 {
	if p.Driver != nil {
		return p.Driver.Wake()
	}
	return earlier(earlier(p.Result.Wake, p.Mind.Pending()), p.again)
}

// Forget has the player lose its memory and its disk.
func (p *Player) Forget() {
	if p.Driver != nil {
		p.Driver.Forget()
		return
	}
	p.Mind.Forget()
	clear(p.sent)
}

// Retire has the player make no more claims, so that it takes its stake home.
func (p *Player) Retire() {
	p.Propose, p.version = false, 0
	if p.Driver != nil {
		p.Driver.Retire()
	}
}

// Worth is what the player has, in gwei: money, credit, and what is staked for claims that win.
func (p *Player) Worth(r *game.Referee) uint64 {
	credit := new(uint256.Int).Div(r.Credit(p.Address), uint256.NewInt(1e9))
	balance := p.Balance
	if p.Driver != nil {
		balance = p.Driver.Balance()
	}
	if r.Stake(p.Address) != (common.Hash{}) {
		balance += r.Config().Bonds[game.Transitions]
	}
	return balance + credit.Uint64()
}

func (p *Player) String() string {
	return fmt.Sprintf("%s: %d sent, %d refused, balance %d", p.Name, p.Sent, p.Failed, p.Balance)
}
