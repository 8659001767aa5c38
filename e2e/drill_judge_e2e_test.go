// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/challenger/game"
)

// judge sees that the honest side has won in time, what it cost, and where the money is.
func (d *drill) judge() {
	d.t.Helper()
	d.onTime()
	d.awaitMoney()
	bills := d.bills()
	for _, p := range d.honest {
		d.unharmed(p, bills[p.account])
	}
	d.burnt()
	d.noDoubleBond()
	for _, p := range d.liars {
		m, b := d.moneyOf(p), bills[p.account]
		d.say("%s: %d transactions, %d of them failed, %d gas; had %s coins, has %s, credit of %s, and a stake of %s",
			p.name, b.sent, b.failed, b.gas, coinsOf(p.had), coinsOf(m.balance), coinsOf(m.credit), coinsOf(m.stake))
	}
	d.say("OVER: the honest side has won, and has its money back")
}

// onTime holds each right claim that was contradicted against its bound.
func (d *drill) onTime() {
	d.t.Helper()
	bound := uint64(d.config.Threshold) + d.config.Delay()
	if d.variant.queued {
		bound += uint64(d.config.Queue)
	}
	for i, id := range d.contested() {
		took := d.confirmed[id] - d.table.Assertion(id).CreatedAt
		d.say("right claim %d was confirmed %d blocks after it was made; the bound is %d, without a dispute it takes %d", i+1, took, bound, d.config.Threshold)
		if took > bound {
			d.t.Errorf("right claim %d was confirmed %d blocks after it was made, the bound is %d", i+1, took, bound)
		}
	}
}

// awaitMoney waits until every honest party has back what it has put in: what it has said last earns for as long as the
// claim did.
func (d *drill) awaitMoney() {
	d.t.Helper()
	d.say("the honest side waits for its bonds")
	limit := time.Duration(d.config.Threshold)*time.Second + 2*time.Minute
	for deadline := time.Now().Add(limit); ; time.Sleep(time.Second) {
		d.read()
		away := ""
		for _, p := range d.honest {
			if !d.home(p) {
				away = p.name
			}
		}
		if away == "" {
			return
		}
		if time.Now().After(deadline) {
			d.t.Fatalf("%s does not have its money back %s after the end", away, limit)
		}
	}
}

// Who only helps, since others have made all claims that win, may be out this much gas: see challenger/DESIGN.md.
const helperGas = 2_000_000 + 1_730_000

// unharmed holds what an honest party has against what it had. Transactions that failed are apart: somebody else was
// faster.
func (d *drill) unharmed(p *player, b *bill) {
	d.t.Helper()
	m := d.moneyOf(p)
	net := new(big.Int).Sub(m.worth(), p.had)
	d.say("%s: %d transactions, %d of them failed, %d gas; had %s coins, has %s, credit of %s and a stake of %s; net %s, of which %s for what failed",
		p.name, b.sent, b.failed, b.gas, coinsOf(p.had), coinsOf(m.balance), coinsOf(m.credit), coinsOf(m.stake), coinsOf(net), coinsOf(new(big.Int).Neg(b.wasted)))
	net.Add(net, b.wasted)
	least := new(big.Int)
	if !d.won(p) {
		least.Neg(new(big.Int).Mul(big.NewInt(helperGas), big.NewInt(gethparams.GWei)))
	}
	if net.Cmp(least) < 0 {
		d.t.Errorf("%s is out %s coins, failed transactions apart", p.name, coinsOf(new(big.Int).Neg(net)))
	}
}

// won reports whether a player has made a claim that won against somebody.
func (d *drill) won(p *player) bool {
	for _, id := range d.contested() {
		if d.table.Assertion(id).Author == p.account {
			return true
		}
	}
	for _, s := range d.settled {
		if n, _ := d.table.Node(s.Winner); s.Reward > 0 && n.Level != game.Transitions && n.Initial.Poster == p.account {
			return true
		}
	}
	return false
}

// burnt sees that at least half of what was lost is nobody's any more.
func (d *drill) burnt() {
	d.t.Helper()
	lost, burnt := uint64(0), uint64(0)
	for _, s := range d.settled {
		lost += 10 * s.Reward // the contract pays a tenth
		burnt += s.Burnt
		if s.Burnt < 5*s.Reward {
			d.t.Errorf("of %d gwei that cohort %x has lost %d are burnt", 10*s.Reward, s.Origin[:4], s.Burnt)
		}
	}
	if lost == 0 {
		d.t.Error("nobody has lost anything")
	}
	d.say("liars have lost %.3f coins, %.0f %% of that is burnt", float64(lost)/1e9, 100*float64(burnt)/float64(max(lost, 1)))
}

// noDoubleBond sees that the honest side has one bond in a cohort, whoever of them has paid it. At level A it is a stake.
func (d *drill) noDoubleBond() {
	d.t.Helper()
	honest := make(map[common.Address]bool)
	for _, p := range d.honest {
		honest[p.account] = true
	}
	bonds, below := make(map[game.Hash]int), 0
	for _, e := range d.entered {
		if !honest[e.Poster] {
			continue
		}
		bonds[e.Origin]++
		if n, _ := d.table.Node(e.Node); n.Level != game.Transitions {
			below++
		}
	}
	for origin, n := range bonds {
		if n > 1 {
			d.t.Errorf("%d honest bonds in cohort %x", n, origin[:4])
		}
	}
	d.say("the honest side has paid %d bonds below its claims, one a cohort", below)
}
