// SPDX-License-Identifier: Apache-2.0

package challenger

import (
	"errors"
	"fmt"
	"sort"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/docket"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/strategy"
	"github.com/layeredpow/adit/l1anchor"
)

// Verdict is what own derivation says of a claim.
type Verdict string

// The verdicts.
const (
	Same    Verdict = "same"    // it is what this node derives
	Other   Verdict = "other"   // it contradicts what this node derives
	Unknown Verdict = "unknown" // it cannot be compared yet
)

// Shown is an assertion, and what own derivation says of it.
type Shown struct {
	docket.Assertion
	Index   uint64 // assertions are numbered as they came
	Verdict Verdict
}

// Assertions are some of all that were made up to an L1 block, in the order in which they came.
type Assertions struct {
	At        l1anchor.Ref
	Behind    error // why no newer block was read; nil if nothing is in the way
	Threshold uint64
	Latest    uint64 // index of the newest confirmed one: all that came before it are decided
	Total     uint64
	List      []Shown
}

// ShownDispute is a dispute, and what own derivation says of each of its claims.
type ShownDispute struct {
	docket.Dispute
	Verdicts []Verdict
}

// Disputes are some of all that there were up to an L1 block, in the order in which they began.
type Disputes struct {
	At        l1anchor.Ref
	Behind    error
	Threshold uint64
	Total     uint64
	List      []ShownDispute
}

// Assertions are at most so many from an index on; from nil is from the newest confirmed one on. The error matches
// ErrUnheard.
func (o *Onlooker) Assertions(from *uint64, count uint64) (*Assertions, error) {
	done, err := o.look()
	if err != nil {
		return nil, err
	}
	defer done()
	h, t := o.hearing.history, o.hearing.table
	a := &Assertions{At: h.at, Behind: o.err, Threshold: uint64(t.Config().Threshold), Total: uint64(len(h.asserted)), Latest: h.index(t.Latest())}
	first := a.Latest
	if from != nil {
		first = *from
	}
	judged, read := make(map[common.Hash]Verdict), o.reader()
	for i := first; i < a.Total && i-first < count; i++ {
		one, _ := read.Assertion(h.asserted[i])
		a.List = append(a.List, Shown{one, i, o.judge(h.asserted[i], judged)})
	}
	return a, nil
}

// reader looks at the table as it is. The times that it computes are kept until L1 goes on: a dispute may have thousands
// of parts, and anybody may ask as often as he likes. mu is held.
func (o *Onlooker) reader() *docket.Reader {
	if at := o.hearing.at; o.read == nil || o.readAt != at {
		o.read, o.readAt = docket.At(o.hearing.table, uint64(at.Height)), at
	}
	return o.read
}

// index is the number of an assertion. The newest ones are looked at first.
func (h *history) index(id common.Hash) uint64 {
	for i := len(h.asserted) - 1; i > 0; i-- {
		if h.asserted[i] == id {
			return uint64(i)
		}
	}
	return 0
}

// Disputes are at most so many from an index on. The error matches ErrUnheard.
func (o *Onlooker) Disputes(from, count uint64) (*Disputes, error) {
	done, err := o.look()
	if err != nil {
		return nil, err
	}
	defer done()
	h, t := o.hearing.history, o.hearing.table
	d := &Disputes{At: h.at, Behind: o.err, Threshold: uint64(t.Config().Threshold), Total: uint64(len(h.disputed))}
	judged, read := make(map[common.Hash]Verdict), o.reader()
	for i := from; i < d.Total && i-from < count; i++ {
		one := ShownDispute{Dispute: read.Dispute(h.disputed[i])}
		for _, c := range one.Claims {
			one.Verdicts = append(one.Verdicts, o.judge(c.Assertion, judged))
		}
		d.List = append(d.List, one)
	}
	return d, nil
}

// judge compares an assertion with own derivation. judged remembers, for the length of a question.
func (o *Onlooker) judge(id common.Hash, judged map[common.Hash]Verdict) Verdict {
	if v, ok := judged[id]; ok {
		return v
	}
	a := o.hearing.table.Assertion(id)
	var v Verdict
	switch {
	case a.Status == game.Fact && len(a.Encoded) == 0:
		v = Same // the first one: the contract was created with our genesis
	case a.Status == game.Fact:
		v = verdictOf(o.count(a.Encoded))
	default:
		v = o.judgeOpen(id, &a, judged)
	}
	judged[id] = v
	return v
}

func (o *Onlooker) count(state []byte) error {
	_, err := o.book.Count(state)
	return err
}

func verdictOf(err error) Verdict {
	switch {
	case err == nil:
		return Same
	case errors.Is(err, strategy.ErrNotOurs):
		return Other
	}
	return Unknown
}

// judgeOpen is judge of one that is not confirmed: it is right if it is the right one behind a right one.
func (o *Onlooker) judgeOpen(id common.Hash, a *game.Assertion, judged map[common.Hash]Verdict) Verdict {
	if below := o.judge(a.Parent, judged); below != Same {
		return below
	}
	origin, _ := o.hearing.table.ChildOrigin(a.Parent)
	switch right, known := o.ids[origin]; {
	case known && right == id:
		return Same
	case known:
		return Other
	}
	if won, ok := o.winner(a.Parent); ok && o.judge(won, judged) == Same {
		return Other
	}
	return Unknown
}

// winner is the confirmed one of the claims behind an assertion.
func (o *Onlooker) winner(parent common.Hash) (common.Hash, bool) {
	t := o.hearing.table
	origin, _ := t.ChildOrigin(parent)
	if _, settled := t.Standing(origin); !settled {
		return common.Hash{}, false
	}
	for _, child := range t.Children(parent) {
		if t.Assertion(child).Status == game.Fact {
			return child, true
		}
	}
	return common.Hash{}, false
}

// Cover is the claim on L1 that covers a derived L2 block.
type Cover struct {
	At     l1anchor.Ref
	Behind error
	Found  bool
	Claim  docket.Assertion // the first right one that claims the block; if Found
	Left   uint64           // L1 blocks until it may be confirmed, if nothing contradicts it or what it stands on any further
	Others int              // open claims about the block that contradict what this node derives
	Why    string           // without Found: why there is none; empty if nobody has claimed the block
}

// Covering is the first right claim with an L2 block in it that this node has derived, with that number. The error
// matches ErrUnheard.
func (o *Onlooker) Covering(block uint64) (*Cover, error) {
	done, err := o.look()
	if err != nil {
		return nil, err
	}
	defer done()
	h := o.hearing.history
	c := &Cover{At: h.at, Behind: o.err}
	if id, ok := h.fact(block); ok {
		o.coverFact(c, id)
	} else {
		o.coverOpen(c, block)
	}
	return c, nil
}

// fact is the first confirmed assertion that claims a block. Behind a stuck one there are only more of them.
func (h *history) fact(block uint64) (common.Hash, bool) {
	claimed := func(i int) (uint64, bool) { return docket.Claimed(h.table.Assertion(h.facts[i]).Encoded) }
	n := len(h.facts)
	for n > 0 {
		if _, stuck := claimed(n - 1); !stuck {
			break
		}
		n--
	}
	i := sort.Search(n, func(i int) bool {
		at, _ := claimed(i)
		return at >= block
	})
	if i == n {
		return common.Hash{}, false
	}
	return h.facts[i], true
}

func (o *Onlooker) coverFact(c *Cover, id common.Hash) {
	v := o.judge(id, make(map[common.Hash]Verdict))
	if v == Other {
		c.Others = 1
		c.Why = fmt.Sprintf("L1 has confirmed assertion %s, which this node does not derive", id)
		return
	}
	if v == Unknown {
		c.Why = fmt.Sprintf("assertion %s is confirmed, and cannot be compared yet", id)
		return
	}
	c.Found = true
	c.Claim, _ = o.reader().Assertion(id)
}

// coverOpen looks along the right claims that are not confirmed. Each waits for the one before it.
func (o *Onlooker) coverOpen(c *Cover, block uint64) {
	t, line := o.hearing.table, o.agreed.Line
	on, read := t.Latest(), o.reader()
	for _, id := range line[min(1, len(line)):] {
		one, ok := read.Assertion(id)
		if !ok || one.Status != docket.Pending || one.Parent != on {
			break // L1 has gone on since they were compared
		}
		c.Left = max(c.Left, one.Left)
		if one.Block >= block {
			c.Found, c.Claim, c.Others = true, one, one.Rivals
			return
		}
		on = id
	}
	c.Left = 0
	origin, _ := t.ChildOrigin(on)
	right := o.ids[origin]
	if others := open(t, on, right); right != (common.Hash{}) {
		c.Others = others
	} else if others > 0 {
		c.Why = fmt.Sprintf("%d claims cannot be compared yet: %s", others, o.agreed.Why)
	}
	if o.agreed.Wrong {
		c.Why = "L1 has confirmed an L2 state which this node does not derive"
	}
}
