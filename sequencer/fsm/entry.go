// SPDX-License-Identifier: Apache-2.0

// Package fsm is the sequencers' replicated state machine: it says which entries of the log take effect and what they
// ask for. It orders only; executing blocks is the business of the executor beside it.
package fsm

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
)

// Entry is one thing that the log may hold. Entries carry bytes, never references that a member would have to look up
// elsewhere: every member must be able to run the log with no view of L1 at all.
type Entry interface{ kind() byte }

// Open begins a block: its context is fixed from here on.
type Open struct {
	Number    uint64
	Parent    common.Hash
	Timestamp uint64
	Consumed  uint64
	Messages  []l1anchor.Message // newly consumed
}

// Slice adds transactions to the open block, in this order.
type Slice struct {
	Number uint64   // of the open block
	Seq    uint64   // counted from 0 in each block
	Txs    [][]byte // EIP-2718 encodings
}

// Close fixes what the open block holds: no slice comes behind the Slices that it has. Every member finishes the
// block then and says what it made of it.
type Close struct {
	Number uint64 // of the open block
	Slices uint64 // in it
}

// Seal ends the closed block with what a majority of the members made of it. A member whose own execution gives
// something else must stop.
type Seal struct {
	Number uint64
	Vote
}

// Vote is what a member made of a closed block.
type Vote struct {
	Hash  common.Hash
	Again uint64 // transactions of the queue, from its front, that have had their second turn with this block
}

// Closed names a closed block that waits for its Seal. The log closes no two blocks with the same name.
type Closed struct {
	Number  uint64
	Parent  common.Hash
	Rebases uint64 // that took effect before it was opened
}

// Rebase leaves the sealed chain at Fork and puts in its place blocks that L1 dictates. It takes effect only where
// its proposer stood: at the sealed block From, with Slices slices in the block that is open. Long ways are gone in
// several such entries: then Head is below Goal, and a leader proposes the next one before it opens a block, once L1
// is settled.
type Rebase struct {
	From   Ref
	Slices uint64
	Fork   Ref
	Left   uint64 // own transactions in the sealed blocks above Fork
	Blocks []Dictated
	Head   Ref          // where the dictated blocks lead
	Goal   uint64       // number of the last block that L1 dictates
	L1     l1anchor.Ref // L1 head by which it does
}

// Part is a piece of an entry that is too large for one place in the log. The parts of an entry follow each other;
// anything else in between, or a first part, begins anew.
type Part struct {
	Seq   uint64 // counted from 0
	Of    uint64 // number of parts
	Bytes []byte
}

// Dictated is the input of one block that L1 dictates.
type Dictated struct {
	Timestamp uint64
	Consumed  uint64
	Messages  []l1anchor.Message // newly consumed
	Txs       [][]byte           // own transactions, EIP-2718 encodings
}

// Ref names an L2 block.
type Ref struct {
	Number uint64
	Hash   common.Hash
}

// An encoded entry is one byte for its format, one for its kind, then its RLP:
//
//	┌────────┬──────┬───────────────┐
//	│ format │ kind │ RLP(entry)    │
//	│   1    │  1   │ to the end    │
//	└────────┴──────┴───────────────┘
const (
	kindOpen   = 1
	kindSlice  = 2
	kindSeal   = 3
	kindRebase = 4
	kindPart   = 5
	kindClose  = 6
)

func (*Open) kind() byte   { return kindOpen }
func (*Slice) kind() byte  { return kindSlice }
func (*Seal) kind() byte   { return kindSeal }
func (*Rebase) kind() byte { return kindRebase }
func (*Part) kind() byte   { return kindPart }
func (*Close) kind() byte  { return kindClose }

// Encode is the inverse of Decode.
func Encode(e Entry) ([]byte, error) {
	body, err := rlp.EncodeToBytes(e)
	if err != nil {
		return nil, fmt.Errorf("encode log entry: %w", err)
	}
	return append([]byte{Format, e.kind()}, body...), nil
}

// Decode reads an entry. An entry that does not decode takes no effect on any member, but for one that is of another
// Format: that error is an ErrFormat, and ends the member.
func Decode(b []byte) (Entry, error) {
	if err := Known(b); err != nil {
		return nil, err
	}
	if len(b) == 1 {
		return nil, errors.New("log entry without a kind")
	}
	var e Entry
	switch b[1] {
	case kindOpen:
		e = new(Open)
	case kindSlice:
		e = new(Slice)
	case kindSeal:
		e = new(Seal)
	case kindRebase:
		e = new(Rebase)
	case kindPart:
		e = new(Part)
	case kindClose:
		e = new(Close)
	default:
		return nil, fmt.Errorf("log entry of unknown kind %d", b[1])
	}
	if err := rlp.DecodeBytes(b[2:], e); err != nil {
		return nil, fmt.Errorf("log entry of kind %d: %w", b[1], err)
	}
	return e, nil
}
