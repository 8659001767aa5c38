// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
)

// recover waits, with everything in order again, until a wallet is answered and everybody has all that is acknowledged.
func (s *sim) recover() {
	if !s.net.Whole() {
		s.fail("the schedule is over and the network is not whole")
	}
	begin := time.Now()
	for before := s.history.count(); s.history.count() < before+clientCount; time.Sleep(100 * time.Millisecond) {
		if time.Since(begin) > recoveryTime {
			s.fail("nothing is acknowledged %s after the last fault ended: %s", recoveryTime, s.standing())
			return
		}
	}
	s.tally.recovered(time.Since(begin))
}

// recoveryTime is how long the set may take to acknowledge again without a human.
const recoveryTime = 30 * time.Second

// standing says where everybody is.
func (s *sim) standing() (text string) {
	for _, m := range s.members {
		text += m.id + " "
		if l := m.life(); l == nil {
			text += "is down; "
		} else {
			v, d, head := l.Cluster.Status(), l.Deriver().Status(), l.Stage.Sealed()
			text += fmt.Sprintf("life %d %s term %d, %d entries, sealed %d, L1 %d at %d %s %s; ", l.number, v.State, v.Term, v.LastIndex, head.Number(), d.Tip.At.Height, d.Tip.Number, v.Phase, v.Missing)
		}
	}
	return text
}

// settle waits until L1 has carried, deep enough to act upon, all that is sealed now; and if L1 dictates something
// else meanwhile, what the members come to by that.
func (s *sim) settle() {
	var goal, rebases uint64 // goal is 0 while it is not known
	for begin := time.Now(); time.Since(begin) < 10*time.Minute; time.Sleep(time.Second) {
		now, ok := s.course()
		switch {
		case !ok:
			goal = 0
		case goal == 0 || now.rebases != rebases:
			goal, rebases = now.sealed+1, now.rebases
		case now.deep >= goal:
			return
		}
	}
	s.fail("block %d (0: there was none) is not derived everywhere within 10 minutes: %s", goal, s.standing())
}

// course is where the set goes.
type course struct{ rebases, sealed, deep uint64 }

// course fails while L1 leads away from what a member has sealed, or transactions wait to be executed again.
func (s *sim) course() (c course, ok bool) {
	for i, m := range s.members {
		l := m.life()
		if l == nil {
			return c, false
		}
		d, head := l.Deriver().Status(), l.Stage.Sealed()
		rebases, waiting := l.Stage.Rebases()
		at, err := l.Chain().HeadByNumber(d.Tip.Number)
		if err != nil || at.Hash() != d.Tip.Head || waiting != 0 || i > 0 && rebases != c.rebases {
			return c, false
		}
		if i == 0 {
			c = course{rebases, head.Number(), d.Deep.Number}
		}
		c.sealed, c.deep = max(c.sealed, head.Number()), min(c.deep, d.Deep.Number)
	}
	return c, true
}

// check holds what clients were told, what members have and what L1 leads to against one another.
func (s *sim) check(ctx context.Context) {
	c, err := chain.Open(chain.Config{Dir: s.t.TempDir(), CacheMB: 16, Quiet: true}, s.rollup, s.log)
	if err != nil {
		s.fail("verifier: %v", err)
		return
	}
	defer c.Close()
	verifier := stateroot.New(stateroot.Config{Poll: time.Second, Lead: true, Policy: s.policy(), Now: time.Now}, s.rollup, c, s.ground, s.log)
	derived, err := verifier.CatchUp(ctx, nil)
	if err != nil {
		s.fail("verifier: %v", err)
		return
	}
	for _, m := range s.members {
		l := m.life()
		if l == nil {
			s.fail("%s is down", m.id)
			continue
		}
		at, err := l.Chain().HeadByNumber(derived.Number)
		if err != nil || at.Hash() != derived.Head {
			s.fail("%s has another block %d than L1 leads to (%v); it has followed L1 to %+v, a fresh node to %+v", m.id, derived.Number, err, l.Deriver().Status().Tip, derived)
		}
	}
	order, err := readOrder(c, derived.Number)
	if err != nil {
		s.fail("verifier: %v", err)
		return
	}
	s.checkHaggled(order)
	s.checkPlaces(order)
	s.checkHistory(order)
}

// order is where every transaction stands in the end.
type order struct {
	at     map[common.Hash]position
	ranks  map[common.Hash]int // from 1
	nonces map[nonceOf]int     // rank of an account's transaction
}

func readOrder(c *chain.Chain, last uint64) (*order, error) {
	o := &order{make(map[common.Hash]position), make(map[common.Hash]int), make(map[nonceOf]int)}
	accounts := make(map[common.Address]account)
	for a := range account(clientCount) {
		accounts[a.address()] = a
	}
	for n := uint64(1); n <= last; n++ {
		b, err := c.BlockByNumber(n)
		if err != nil {
			return nil, err
		}
		for i, tx := range b.Transactions() {
			from, err := types.Sender(c.Signer(), tx)
			if err != nil {
				return nil, err
			}
			if _, twice := o.at[tx.Hash()]; twice {
				return nil, fmt.Errorf("transaction %s stands in block %d and somewhere else", tx.Hash(), n)
			}
			o.at[tx.Hash()] = position{n, uint(i)}
			o.ranks[tx.Hash()] = len(o.ranks) + 1
			if a, ok := accounts[from]; ok {
				o.nonces[nonceOf{a, tx.Nonce()}] = len(o.ranks)
			}
		}
	}
	return o, nil
}

// checkPlaces, when nobody asks any more, looks for every acknowledged transaction where clients were told, and
// shown, that it stands.
func (s *sim) checkPlaces(o *order) {
	lost := 0
	for _, a := range s.history.acknowledged() {
		at, ok := o.at[a.tx]
		switch {
		case !ok:
			lost++
			s.fail("transaction %d of account %d was acknowledged by %s in block %d at %d, and is not there: %s", a.nonce, a.account, a.by.of.id, a.at.number, a.at.index, s.tell(a.tx))
		case !a.placed:
			s.tally.count("(acknowledged, and not told where)")
		case at != a.at && s.plan.deep:
			s.tally.count("(moved by a deep reorg)")
		case at != a.at:
			s.fail("transaction %d of account %d was acknowledged by %s in block %d at %d, and stands in block %d at %d", a.nonce, a.account, a.by.of.id, a.at.number, a.at.index, at.number, at.index)
		}
	}
	for _, r := range s.history.readings {
		if r.found && !s.plan.deep && r.at != o.at[r.tx] {
			s.fail("%s found transaction %s in block %d at %d, and it stands in block %d at %d", r.by.of.id, r.tx, r.at.number, r.at.index, o.at[r.tx].number, o.at[r.tx].index)
		}
	}
	if len(s.history.acked) == 0 {
		s.fail("nothing was acknowledged")
	}
	s.tally.ended(s.plan, len(s.history.acked), lost, len(s.history.readings))
}

// tell is what members know of a transaction in the end.
func (s *sim) tell(tx common.Hash) string {
	var all []string
	for _, m := range s.members {
		l := m.life()
		if l == nil {
			continue
		}
		moves, err := l.Stage.Moved(tx)
		_, at := l.Pool.Get(tx)
		all = append(all, fmt.Sprintf("%s has it %q in the pool, dropped it for %v, moved it %+v (%v)", m.id, at, l.Pool.Dropped(tx), moves, err))
	}
	return strings.Join(all, "; ")
}

// checkHistory holds the history against what users are promised.
func (s *sim) checkHistory(o *order) {
	if !porcupine.CheckOperations(orderModel, s.history.order(o, !s.plan.deep)) {
		s.fail("what clients were told, and when, fits no order of all transactions")
	}
	if s.plan.deep {
		return
	}
	for at, ops := range s.history.atMembers() {
		if !porcupine.CheckOperations(memberModel, ops) {
			s.fail("%s in its life %d went back in what it showed of account %d: %v", at.by.of.id, at.by.number, at.account, wentBack(ops))
		}
	}
}

// wentBack are the two operations of a refused history that do not go together, the first such.
func wentBack(ops []porcupine.Operation) string {
	for _, late := range ops {
		r, ok := late.Input.(shown)
		if !ok {
			continue
		}
		for _, early := range ops {
			if early.Return >= late.Call {
				continue
			}
			switch e := early.Input.(type) {
			case told:
				if e.nonce > r.nonce {
					return fmt.Sprintf("told %d by %s, shown %d from %s", e.nonce, time.Unix(0, early.Return).UTC(), r.nonce, time.Unix(0, late.Call).UTC())
				}
			case shown:
				if e.nonce > r.nonce {
					return fmt.Sprintf("shown %d by %s, shown %d from %s", e.nonce, time.Unix(0, early.Return).UTC(), r.nonce, time.Unix(0, late.Call).UTC())
				}
			}
		}
	}
	return "no two of them contradict each other alone"
}
