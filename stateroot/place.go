// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
)

// Place is how far derivation has come once it has taken the L1 block At.
type Place struct {
	At          l1anchor.Ref
	Time        uint64          // timestamp of that L1 block
	Messages    uint64          // messages appended so far
	LastMessage l1anchor.Height // L1 block of the newest one
	Acc         common.Hash     // message accumulator
	Batches     uint64          // batches appended so far
	Consumed    uint64          // messages that those were to consume; the derived head may be behind
	Tail        [8]byte         // of the newest one
	Number      uint64          // newest derived L2 block
	Head        common.Hash     // its hash
	Transitions uint64          // transitions of those batches
	Tree        common.Hash     // root of the tree of messages that the derived head has consumed
	Back        uint64          // 1 + L1 height of the newest kept place behind it; 0 when there is none
}

// Carrier says which batch carried L2 blocks and where that batch is on L1.
type Carrier struct {
	Batch  uint64
	At     l1anchor.Ref
	First  uint64 // first L2 block that the batch made; Last+1 when it made none
	Last   uint64
	Breach string // why its data is void from some point on; empty when it is not
}

// What the deriver keeps beside the chain, by name:
//
//	"l1-at"               Place, the newest
//	"l1-place-HHHHHHHH"   Place after the L1 block of that height (hexadecimal), kept where the inbox did something
//	"l1-message-NNNN"     l1anchor.Message with that index
//	"l1-acc-NNNN"         accumulator of the messages up to the one with that index
//	"l1-batch-NNNN"       Carrier of the batch with that index
//	"l1-end-NNNN"         program.End with so many batches in the inbox
//	"l1-state-NNNN"       program.State behind so many transitions
//	"l1-value-HASH"       what has that hash, see values.go
//
// They are written in this order: messages, states and ends, carriers, place, newest. A crash in between leaves
// entries beyond the newest place, which taking the same L1 block again writes anew, and which nothing reads before.
const newestName = "l1-at"

func placeName(h l1anchor.Height) string { return fmt.Sprintf("l1-place-%016x", uint64(h)) }
func messageName(index uint64) string    { return fmt.Sprintf("l1-message-%016x", index) }
func accumulatorName(i uint64) string    { return fmt.Sprintf("l1-acc-%016x", i) }
func carrierName(batch uint64) string    { return fmt.Sprintf("l1-batch-%016x", batch) }
func endName(batches uint64) string      { return fmt.Sprintf("l1-end-%016x", batches) }
func stateName(count uint64) string      { return fmt.Sprintf("l1-state-%016x", count) }

// save writes v under name.
func (d *Deriver) save(name string, v any) error {
	enc, err := rlp.EncodeToBytes(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", name, err)
	}
	return d.chain.SetNote(name, enc)
}

// load reads what save wrote; ok is false when there is nothing.
func (d *Deriver) load(name string, v any) (ok bool, err error) {
	enc, err := d.chain.Note(name)
	if err != nil || enc == nil {
		return false, err
	}
	if err := rlp.DecodeBytes(enc, v); err != nil {
		return false, fmt.Errorf("%s is damaged: %w; derive again into an empty folder", name, err)
	}
	return true, nil
}

// Range implements derive.Messages on the message chain of the L1 branch that is being followed.
func (d *Deriver) Range(from, to uint64) ([]l1anchor.Message, error) {
	out := make([]l1anchor.Message, 0, to-from)
	for i := from; i < to; i++ {
		var m l1anchor.Message
		if ok, err := d.load(messageName(i), &m); err != nil {
			return nil, err
		} else if !ok {
			return nil, fmt.Errorf("message %d is not on disk", i)
		}
		out = append(out, m)
	}
	return out, nil
}

// Accumulator is that of the first n messages of the L1 branch that is being followed; ok is false when it has fewer.
func (d *Deriver) Accumulator(n uint64) (acc common.Hash, ok bool, err error) {
	if n > d.Status().Tip.Messages {
		return acc, false, nil
	}
	acc, err = d.accumulator(n)
	return acc, err == nil, err
}

// accumulator is that of the first n messages that have been taken.
func (d *Deriver) accumulator(n uint64) (acc common.Hash, err error) {
	if n == 0 {
		return acc, nil
	}
	b, err := d.chain.Note(accumulatorName(n - 1))
	if err != nil {
		return acc, err
	}
	if len(b) != common.HashLength {
		return acc, fmt.Errorf("accumulator of message %d is not on disk; derive again into an empty folder", n-1)
	}
	return common.Hash(b), nil
}

// Voids counts the batches up to the tip whose data is void from some point on, and gives the first of them.
func (d *Deriver) Voids() (count uint64, first Carrier, err error) {
	for batch := range d.Status().Tip.Batches {
		var c Carrier
		if ok, err := d.load(carrierName(batch), &c); err != nil {
			return count, first, err
		} else if !ok {
			return count, first, fmt.Errorf("what came of batch %d is not on disk; derive again into an empty folder", batch)
		}
		if c.Breach == "" {
			continue
		}
		if count++; count == 1 {
			first = c
		}
	}
	return count, first, nil
}

// Carrier finds the batch that carried an L2 block. ok is false while none has.
func (d *Deriver) Carrier(number uint64) (c Carrier, ok bool, err error) {
	tip := d.Status().Tip
	if number > tip.Number || number == 0 {
		return c, false, nil
	}
	low, high := uint64(0), tip.Batches // the first batch whose Last reaches number is in [low, high)
	for low < high {
		mid := (low + high) / 2
		if ok, err := d.load(carrierName(mid), &c); err != nil || !ok {
			return c, false, err
		}
		if c.Last < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	ok, err = d.load(carrierName(low), &c)
	return c, ok && low < tip.Batches, err
}
