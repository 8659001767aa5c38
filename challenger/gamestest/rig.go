// SPDX-License-Identifier: Apache-2.0

package gamestest

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
)

// Rig plays a game: players look at the head, send, and the next block takes what the miner lets in.
type Rig struct {
	*Chain
	World   *World
	Players []*Player
	Check   *Checker

	// Order is how the miner sorts a block; nil leaves it as it is.
	Order func(height uint64, txs []Tx) []Tx
	// Censored says whether the miners leave a sender's moves out of a block; nil is nobody's. They stay on their way.
	Censored func(height uint64, sender common.Address) bool
	// Front is asked about every move that gets into a block, and may put others before it; nil puts none.
	Front func(tx *Tx) []Tx

	// Firm is the height from which on L1 takes nothing back any more.
	Firm uint64

	Refused []Receipt                   // moves that failed
	Took    []Receipt                   // moves that were taken
	rights  map[common.Hash]common.Hash // see Right, by the origin of its cohort
	pool    []Tx
	at      []event
	blind   uint64          // height up to which blocks came at once with a reorg: nobody honest is in them
	blinded map[uint64]bool // all such heights
}

// event is something that a test does at a height.
type event struct {
	height uint64
	do     func() error
}

// NewRig is a game with nobody in it. The inbox has that many batches at first.
func NewRig(w *World, c game.Config, batches int) (*Rig, error) {
	chain, err := NewChain(w, c, batches)
	if err != nil {
		return nil, err
	}
	r := &Rig{Chain: chain, World: w, rights: make(map[common.Hash]common.Hash), blinded: make(map[uint64]bool)}
	r.Check = NewChecker(chain)
	r.Check.right = r.Right
	return r, nil
}

// Join adds players.
func (r *Rig) Join(players ...*Player) {
	for _, p := range players {
		r.Players = append(r.Players, p)
		if p.Mind.lie == nil && p.Own == nil && p.Say == nil {
			r.Check.honest[p.Address] = true
		}
	}
}

// At has something happen when a block of that height is the head.
func (r *Rig) At(height uint64, do func() error) {
	r.at = append(r.at, event{height, do})
	slices.SortStableFunc(r.at, func(a, b event) int { return int(int64(a.height) - int64(b.height)) })
}

// Batch puts batches into the inbox.
func (r *Rig) Batch(n int) {
	r.Chain.Batch(n)
	r.Version++
}

// Send puts a move of nobody's strategy on its way.
func (r *Rig) Send(name string, bond uint64, m game.Move) {
	r.pool = append(r.pool, Tx{Sender: Address(name), Move: m, Bond: bond, From: r.Height + 1})
}

// Until plays until something is so. It fails when a height is passed before, or an invariant is broken.
func (r *Rig) Until(limit uint64, done func() bool) error {
	for !done() {
		if r.Height >= limit {
			return fmt.Errorf("play on at height %d: it is not over", r.Height)
		}
		if err := r.step(limit); err != nil {
			return err
		}
	}
	return nil
}

func (r *Rig) step(limit uint64) error {
	for len(r.at) > 0 && r.at[0].height <= r.Height {
		e := r.at[0]
		r.at = r.at[1:]
		if err := e.do(); err != nil {
			return err
		}
	}
	if r.Ground != nil && r.Height >= r.blind {
		if err := r.Ground.Look(); err != nil {
			return err
		}
	}
	r.look(r.Height)
	txs := r.next()
	if len(txs) == 0 {
		if to := r.idle(limit); to > r.Height {
			return r.Skip(to)
		}
	}
	return r.mine(txs)
}

// look has everybody decide who has a reason to.
func (r *Rig) look(seen uint64) {
	for _, p := range r.Players {
		if p.Driver != nil {
			continue // it looks by itself
		}
		if p.Asleep != nil && p.Asleep(r.Height) {
			p.version = 0
			continue
		}
		if p.Every > 1 && r.Height%p.Every != 0 {
			continue
		}
		if wake := p.Wake(); p.version != r.Version+1 || wake != 0 && wake <= r.Height {
			r.pool = append(r.pool, p.Look(r.Chain, seen)...)
		}
	}
}

// next takes what goes into the next block out of the pool.
func (r *Rig) next() (txs []Tx) {
	var rest, in []Tx
	for _, tx := range r.pool {
		if r.out(&tx) {
			rest = append(rest, tx)
		} else {
			in = append(in, tx)
		}
	}
	r.pool = rest
	for _, tx := range append(in, r.waiting()...) {
		if r.Front != nil && tx.Move != nil {
			txs = append(txs, r.Front(&tx)...)
		}
		txs = append(txs, tx)
	}
	if r.Order != nil {
		txs = r.Order(r.Height+1, txs)
	}
	return byNonce(txs)
}

// out reports whether the next block is without a transaction.
func (r *Rig) out(tx *Tx) bool {
	return tx.From > r.Height+1 || r.Height < r.blind && r.Check.honest[tx.Sender] || r.Censored != nil && r.Censored(r.Height+1, tx.Sender)
}

// idle is the head up to which nothing can happen.
func (r *Rig) idle(limit uint64) uint64 {
	to := limit
	for _, p := range r.Players {
		if p.Asleep != nil {
			return r.Height // whoever sleeps may wake up any time
		}
		if wake := p.Wake(); wake != 0 {
			if p.Driver != nil {
				wake = max(wake, r.blind)
			}
			to = min(to, wake)
		}
		if p.Every > 1 && p.version != r.Version+1 {
			to = min(to, r.Height-r.Height%p.Every+p.Every)
		}
		if p.Propose && r.BatchEvery > 0 {
			to = min(to, r.Height+r.BatchEvery)
		}
	}
	if len(r.at) > 0 {
		to = min(to, r.at[0].height)
	}
	for _, tx := range r.pool {
		if tx.From <= r.Height+1 { // somebody keeps it out
			return r.Height
		}
		to = min(to, tx.From-1)
	}
	return to
}

// mine makes a block and tells the senders.
func (r *Rig) mine(txs []Tx) error {
	receipts, err := r.Mine(txs)
	for _, tx := range r.left {
		if r.Check.honest[tx.Sender] {
			r.blinded[r.Height] = true
		}
		if !tx.Waits {
			r.pool = append(r.pool, tx)
		}
	}
	for i := range receipts {
		receipt := &receipts[i]
		if receipt.Err != nil {
			r.Refused = append(r.Refused, *receipt)
		} else {
			r.Took = append(r.Took, *receipt)
		}
		if p := r.player(receipt); p != nil {
			p.Done(receipt)
		}
	}
	return err
}

// player is who sent a transaction as the strategy wanted it.
func (r *Rig) player(receipt *Receipt) *Player {
	if _, ok := receipt.Tag.(strategy.Key); !ok && !receipt.Waits {
		return nil
	}
	for _, p := range r.Players {
		if p.Address == receipt.Sender {
			return p
		}
	}
	return nil
}

// Fork takes the newest blocks back, and has as many and one more come at once in their place, made by liars alone.
// Moves that were in them are lost: whoever still wants one sends it again.
func (r *Rig) Fork(depth uint64) error {
	r.blind = max(r.blind, r.Height+1)
	dropped := r.Reorg(depth)
	for height := r.Height + 1; height <= r.blind; height++ {
		r.blinded[height] = true
	}
	for i := range dropped {
		if p := r.player(&dropped[i]); p != nil {
			p.Undone(&dropped[i])
		}
	}
	for _, p := range r.Players {
		p.Lost()
	}
	r.pool = nil
	r.Check.Fork(r.Height)
	r.Took = slices.DeleteFunc(r.Took, func(t Receipt) bool { return t.Height > r.Height })
	if r.Forked == nil {
		return nil
	}
	return r.Forked(r.Height)
}

// Right is the assertion that is right behind another one.
func (r *Rig) Right(on common.Hash) common.Hash {
	a := r.Referee.Assertion(on)
	key := game.Origin(on, a.Range.Hash())
	if id, ok := r.rights[key]; ok {
		return id
	}
	states := r.World.History(a.State, a.Range)
	tree, err := game.NewTree(game.Transitions.Height(), states)
	if err != nil {
		return common.Hash{}
	}
	r.rights[key] = game.AssertionID(on, states[len(states)-1], tree.Root())
	return r.rights[key]
}

// Genesis is the assertion that is confirmed from the start.
func (r *Rig) Genesis() common.Hash { return game.GenesisID(r.World.Genesis()) }

// Confirmed reports whether an assertion is a fact.
func (r *Rig) Confirmed(id common.Hash) bool { return r.Referee.Assertion(id).Status == game.Fact }

// Confirmations are the assertions that were confirmed, each with the height at which it was.
func (r *Rig) Confirmations() map[common.Hash]uint64 {
	when := make(map[common.Hash]uint64)
	for _, t := range r.Took {
		for _, e := range t.Events {
			if c, ok := e.(game.Confirmed); ok {
				when[c.Assertion] = t.Height
			}
		}
	}
	return when
}
