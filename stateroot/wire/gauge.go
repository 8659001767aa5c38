// SPDX-License-Identifier: Apache-2.0

package wire

import (
	"math"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Gauge says how many bytes a transaction takes in a batch, among the traffic that the Gauge was shown. It runs the
// models of the packed form and throws away what they write, so its answers follow the codec by themselves. They are
// close and not exact: an address that the rest of a batch would make known counts as spelled out.
//
// A batch learns its traffic from nothing, and so does the Gauge: after each batchful of data it starts over. Size
// answers from the run as it was in the middle of the last batchful, which is what a transaction meets on average.
//
// A Gauge serves one goroutine at a time. Another one may have a Copy.
type Gauge struct {
	chainID *big.Int
	age     uint64 // see Age
	run     *run   // of the batchful that is being shown
	middle  *run   // the last one when it was half full; nil before the first
	scratch run    // where Size tries
	after   [256][256]prob
}

// run is the packed form in the middle of a batch, with the bytes that it has produced.
type run struct {
	packed
	coder
	bytes float64
}

func newRun() *run {
	r := &run{coder: *newWriter()}
	r.packed.coder = &r.coder
	r.pool.index = make(map[common.Address]int)
	return r
}

// NewGauge has seen no traffic yet.
func NewGauge(chainID *big.Int) *Gauge { return &Gauge{chainID: chainID, run: newRun()} }

// Add shows a transaction that will be in a batch, with its sender, and returns the bytes that it takes there. The
// error is Encode's for a transaction that no batch can hold.
func (g *Gauge) Add(tx *types.Transaction, from common.Address) (float64, error) {
	d, err := take(g.chainID, tx)
	if err != nil {
		return 0, err
	}
	size := g.run.size(tx, d)
	g.run.know(from)
	before := g.run.bytes
	g.run.bytes += size
	halfFull := before < MaxData/2 && g.run.bytes >= MaxData/2
	if halfFull || g.middle == nil {
		g.age++
	}
	if halfFull {
		g.middle = g.run.clone()
	}
	if g.run.bytes >= MaxData {
		g.run = newRun()
	}
	return size, nil
}

// Size returns the bytes that a transaction would take, and learns nothing from it.
func (g *Gauge) Size(tx *types.Transaction) (float64, error) {
	d, err := take(g.chainID, tx)
	if err != nil {
		return 0, err
	}
	base := g.base()
	s := &g.scratch
	*s = *base
	s.packed.coder = &s.coder
	if s.data.text.after != nil && (len(tx.Data()) > 0 || len(tx.AccessList()) > 0) {
		g.after = *s.data.text.after
		s.data.text.after = &g.after
	}
	size := s.size(tx, d)
	for _, a := range s.pool.spelled[len(base.pool.spelled):] {
		delete(s.pool.index, a) // the map is the base's
	}
	return size, nil
}

// base is the run that Size answers from.
func (g *Gauge) base() *run {
	if g.middle != nil {
		return g.middle
	}
	return g.run
}

// Copy is a Gauge whose Size answers what that of g does now.
func (g *Gauge) Copy() *Gauge { return &Gauge{chainID: g.chainID, run: g.base().clone()} }

// Age is another number when Size may answer otherwise.
func (g *Gauge) Age() uint64 { return g.age }

// size codes a transaction and returns what it took. The plain form bounds it, as in a batch.
func (r *run) size(tx *types.Transaction, d *draft) float64 {
	r.left = budget{left: math.MaxInt}
	before := r.produced()
	r.transaction(d)
	took := r.produced() - before
	r.out = r.out[:0]
	n := int(tx.Size())
	return min(took, float64(rlpString(n)))
}

// produced is how many bytes were written since out was emptied, with the fraction that waits in the coder.
func (r *run) produced() float64 {
	return float64(r.coder.size()) + (48-math.Log2(float64(r.width)))/8
}

// know makes a sender nameable, which costs nothing in a batch.
func (r *run) know(from common.Address) {
	if _, ok := r.pool.index[from]; !ok {
		r.pool.index[from] = len(r.pool.spelled)
		r.pool.spelled = append(r.pool.spelled, from)
	}
}

// clone is a run of its own that stands where r does.
func (r *run) clone() *run {
	c := new(run)
	*c = *r
	c.packed.coder = &c.coder
	c.out = nil
	c.pool.spelled = append([]common.Address(nil), r.pool.spelled...)
	c.pool.index = make(map[common.Address]int, len(r.pool.index))
	for a, i := range r.pool.index {
		c.pool.index[a] = i
	}
	if r.data.text.after != nil {
		after := *r.data.text.after
		c.data.text.after = &after
	}
	return c
}
