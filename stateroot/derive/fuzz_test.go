// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/wire"
)

// FuzzDerive gives derivation three batches and the bodies of some messages as L1 may carry them: no panic, no error,
// the same answer twice, and every rule that can be watched from outside holds on the way. Where the data must name
// the head, the test puts it there, so that the fuzzer gets past the parent.
func FuzzDerive(f *testing.F) {
	p := testParams()
	good := plain(newFake(p).genesis().Header.Hash(),
		wire.Block{Elapsed: 1, Messages: 3, Txs: []*types.Transaction{transfer(p, 0, 0), transfer(p, 1, 0)}},
		wire.Block{Elapsed: 100, Messages: 2, Txs: []*types.Transaction{transfer(p, 0, 1)}})[33:]
	f.Add(byte(wire.Plain), good, good, uint16(100), uint16(7), raw(transfer(p, 3, 0)))
	f.Add(byte(1), good, []byte{}, uint16(0), uint16(0), []byte{})
	f.Add(byte(0xff), []byte{}, good[:40], uint16(700), uint16(4096), deposit(account(1), 5))
	f.Add(byte(wire.Plain), good[:len(good)-3], append(good, 1), uint16(1), uint16(300), make([]byte, 28))
	for _, c := range classes() {
		r := classRig(f, newRig(p, newFake(p)))
		if b := c.batch(r, goodBlocks(r)); len(b.Data) > 33 && len(b.Data) < 4096 {
			f.Add(b.Data[0], b.Data[33:], good, uint16(100), uint16(3), []byte{1})
		}
	}
	f.Fuzz(func(t *testing.T, version byte, first, second []byte, elapsed, messages uint16, body []byte) {
		play := func(again bool) derive.Position {
			r := newRig(p, newFake(p))
			time := uint64(genesisTime)
			for _, data := range [][]byte{first, nil, second} {
				time += uint64(elapsed)
				for i := range messages % 300 {
					var salt [8]byte
					binary.BigEndian.PutUint64(salt[:], uint64(i))
					r.inbox.add(l1anchor.Kind(i%6), time, append(salt[:i%9:i%9], body...))
				}
				r.inbox.add(l1anchor.Forced, time, body)
				b := l1anchor.Batch{Index: r.pos.Batch, Time: time, Consumed: uint64(len(r.inbox))}
				if data != nil {
					b.Data = append(plain(r.pos.Hash()), data...)
					b.Data[0] = version
				}
				if again {
					r.derive(t, b)
				} else if err := watch(r, b); err != nil {
					t.Fatalf("batch %d: %v", b.Index, err)
				}
			}
			return r.pos
		}
		once, again := play(false), play(true)
		if once.Hash() != again.Hash() || once.Cursor != again.Cursor || once.Batch != again.Batch {
			t.Errorf("got %+v one by one, %+v at once", once, again)
		}
	})
}

// watch makes the transitions of a batch and holds each against the rules, as one reads them in DESIGN.md.
func watch(r *rig, b l1anchor.Batch) error {
	s := derive.Open(r.p, b)
	void, closing := len(b.Data) == 0, 0
	for n := 0; ; n++ {
		was := r.pos
		pos, event, v, err := derive.Next(r.p, r.e, r.inbox, was, s)
		if err != nil {
			return fmt.Errorf("transition %d: %w", n, err)
		}
		r.pos = pos
		made := event == derive.MadeBlock || event == derive.MadeClosing
		switch {
		case n > wire.MaxBlocks+derive.MaxClosing+2:
			return fmt.Errorf("no end after %d transitions", n)
		case (event == derive.FoundVoid) != (v != nil):
			return fmt.Errorf("transition %d: %s with violation %t", n, event, v != nil)
		case made && pos.Number() != was.Number()+1, !made && pos.Hash() != was.Hash():
			return fmt.Errorf("transition %d: %s from %d to %d", n, event, was.Number(), pos.Number())
		case made && (pos.Time() <= was.Time() || pos.Time() > b.Time+r.p.MaxDrift):
			return fmt.Errorf("transition %d: %s at %d after %d, batch at %d", n, event, pos.Time(), was.Time(), b.Time)
		case pos.Consumed < was.Consumed || pos.Consumed-was.Consumed > wire.MaxBlockMessages || pos.Consumed > b.Consumed:
			return fmt.Errorf("transition %d: %s consumes %d to %d of %d", n, event, was.Consumed, pos.Consumed, b.Consumed)
		case pos.Forced < was.Forced || pos.Forced > pos.Consumed:
			return fmt.Errorf("transition %d: queue from %d to %d of %d", n, was.Forced, pos.Forced, pos.Consumed)
		case event == derive.MadeBlock && void:
			return fmt.Errorf("transition %d: a block beyond the breach", n)
		case pos.Consumed > was.Consumed && was.Waiting():
			return fmt.Errorf("transition %d: %s takes in messages while others wait", n, event)
		case event == derive.MadeClosing && (!void || pos.Time() != closingTime(was, b)):
			return fmt.Errorf("transition %d: closing block at %d after %d, void %v", n, pos.Time(), was.Time(), void)
		}
		switch event {
		case derive.FoundVoid:
			void = true
		case derive.MadeClosing:
			closing++
		case derive.EndedBatch:
			room := closing < derive.MaxClosing && closingTime(was, b) <= b.Time+r.p.MaxDrift
			if pos.Consumed != b.Consumed && room {
				return fmt.Errorf("transition %d: ended with %d of %d messages", n, pos.Consumed, b.Consumed)
			}
			if void && room && pos.Waiting() {
				return fmt.Errorf("transition %d: closed with forced transactions waiting", n)
			}
			if pos.Batch != b.Index+1 || pos.Block != 0 || pos.Closing {
				return fmt.Errorf("transition %d: ended at %+v", n, pos)
			}
			return nil
		}
	}
}

// closingTime is when a batch's next closing block stands.
func closingTime(was derive.Position, b l1anchor.Batch) uint64 {
	early := uint64(0)
	if b.Time > 86_400 {
		early = b.Time - 86_400
	}
	return max(was.Time()+1, early)
}
