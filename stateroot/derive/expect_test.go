// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// sealedRun is a parent, blocks sealed on top of it by the real rules with a forced transaction among them, and the
// batch that wire makes of them.
func sealedRun(t *testing.T, r *rig) (transition.Head, []derive.Sealed, l1anchor.Batch) {
	classRig(t, r)
	blocks := goodBlocks(r)
	parent, pos := r.pos.Head, r.pos
	source := derive.Open(r.p, r.next(classTime, blocks...))
	var sealed []derive.Sealed
	for _, b := range blocks {
		next, _, v, err := derive.Next(r.p, r.e, r.inbox, pos, source)
		if err != nil || v != nil {
			t.Fatal(err, v)
		}
		pos = next
		sealed = append(sealed, derive.Sealed{Head: pos.Head, Own: b.Txs})
	}
	b := r.next(classTime)
	data, err := wire.Encode(chainID(r.p), &wire.Batch{Parent: parent.Hash(), Blocks: blocks})
	if err != nil {
		t.Fatal(err)
	}
	b.Data = data
	return parent, sealed, b
}

func TestExpect(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(parent *transition.Head, sealed *[]derive.Sealed, b *l1anchor.Batch)
		want   string // part of the error; empty when all is well
	}{
		{"as sealed", func(*transition.Head, *[]derive.Sealed, *l1anchor.Batch) {}, ""},
		{"L1 time at the edge of the drift", func(_ *transition.Head, _ *[]derive.Sealed, b *l1anchor.Batch) { b.Time = 1094 - 600 }, ""},
		{"L1 time too early", func(_ *transition.Head, _ *[]derive.Sealed, b *l1anchor.Batch) { b.Time = 1094 - 601 }, "too far ahead"},
		{"another parent", func(p *transition.Head, _ *[]derive.Sealed, _ *l1anchor.Batch) {
			p.Header = types.CopyHeader(p.Header)
			p.Header.Time++
		}, "wrong parent"},
		{"a block less sealed", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) { *s = (*s)[:2] }, "more than 2"},
		{"a block more sealed", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) { *s = append(*s, (*s)[2]) }, "3 of 4"},
		{"the inbox counts on", func(_ *transition.Head, _ *[]derive.Sealed, b *l1anchor.Batch) { b.Consumed++ }, "left over"},
		{"sealed with another time", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) {
			(*s)[1].Header = types.CopyHeader((*s)[1].Header)
			(*s)[1].Header.Time++
		}, "timestamp"},
		{"sealed with other messages", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) { (*s)[1].Consumed-- }, "messages"},
		{"sealed with a transaction less", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) { (*s)[1].Own = (*s)[1].Own[:1] }, "own transactions"},
		{"sealed with another transaction", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) { (*s)[1].Own = (*s)[0].Own }, "transaction 0 of block"},
		{"sealed on another block", func(_ *transition.Head, s *[]derive.Sealed, _ *l1anchor.Batch) {
			(*s)[1].Header = types.CopyHeader((*s)[1].Header)
			(*s)[1].Header.ParentHash[0]++
		}, "extends"},
		{"no data", func(_ *transition.Head, _ *[]derive.Sealed, b *l1anchor.Batch) { b.Data = nil }, "sealed with"},
		{"nothing at all", func(p *transition.Head, s *[]derive.Sealed, b *l1anchor.Batch) {
			*s, b.Data, b.Consumed = nil, nil, p.Consumed
		}, ""},
	} {
		p := testParams()
		parent, sealed, b := sealedRun(t, newRig(p, newReal(t, p)))
		c.change(&parent, &sealed, &b)
		err := derive.Expect(p, parent, sealed, b)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		}
	}
}
