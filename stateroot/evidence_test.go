// SPDX-License-Identifier: Apache-2.0

package stateroot

import (
	"context"
	"encoding/binary"
	"log/slog"
	"math/big"
	"os"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rlp"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/transition"
)

// memory is a chain of a genesis block alone, whose notes are in memory. It counts what is read.
type memory struct {
	Chain
	genesis *types.Header
	notes   map[string][]byte
	reads   int
}

func (m *memory) HeadByNumber(uint64) (transition.Head, error) {
	return transition.Head{Header: m.genesis}, nil
}

func (m *memory) Note(name string) ([]byte, error) {
	m.reads++
	return m.notes[name], nil
}

func (m *memory) SetNote(name string, value []byte) error {
	m.notes[name] = common.CopyBytes(value)
	return nil
}

func (m *memory) Preimage(common.Hash) ([]byte, error) { return rlp.EncodeToBytes(m.genesis) }

// inboxes is an L1 of which each block carries one empty batch. It counts the blocks that are read.
type inboxes struct {
	l1anchor.Reader
	reads int
}

func carrying(batch uint64) l1anchor.Ref {
	return l1anchor.Ref{Height: l1anchor.Height(batch), Hash: common.BigToHash(new(big.Int).SetUint64(batch + 1))}
}

func emptyBatch(index uint64) l1anchor.Batch {
	return l1anchor.Batch{Index: index, Height: l1anchor.Height(index), Time: 1_000 + index}
}

func (r *inboxes) BlockByHash(_ context.Context, hash common.Hash) (*l1anchor.Block, error) {
	r.reads++
	return &l1anchor.Block{Batches: []l1anchor.Batch{emptyBatch(binary.BigEndian.Uint64(hash[24:]) - 1)}}, nil
}

// after has derived so many empty batches. What is noted of them is what following L1 notes.
func after(t *testing.T, batches uint64) (d *Deriver, notes *memory, l1 *inboxes) {
	t.Helper()
	notes = &memory{genesis: &types.Header{Number: new(big.Int), Time: 1, Difficulty: new(big.Int)}, notes: make(map[string][]byte)}
	l1 = &inboxes{}
	rollup := paramstest.Rollup(1)
	d = New(Config{}, rollup, notes, l1, slog.New(slog.DiscardHandler))
	place := Place{Head: notes.genesis.Hash()}
	head := transition.Head{Header: notes.genesis}
	for i := range batches {
		b := emptyBatch(i)
		made := d.transitionsFrom(&place, head)
		if _, _, err := made.finish(t.Context(), derive.Position{Head: head, Batch: i}, derive.Open(rollup, b)); err != nil {
			t.Fatal(err)
		}
		if err := d.keepLink(&b); err != nil {
			t.Fatal(err)
		}
		if err := d.save(carrierName(i), &Carrier{Batch: i, At: carrying(i)}); err != nil {
			t.Fatal(err)
		}
		place.Transitions, place.Tree, place.Batches = made.count, made.root, i+1
	}
	d.status.Tip = place
	return d, notes, l1
}

// TestEvidenceOfALongChain proves transitions of chains of 10 batches and of many: what the host reads for it is the
// same. The program's own walk from the end of the claim is longer, by one link for each thousand batches, and then as
// many as are from a milestone to the next.
//
//	ADIT_BATCHES  how many are many
func TestEvidenceOfALongChain(t *testing.T) {
	many := uint64(20_000)
	if text := os.Getenv("ADIT_BATCHES"); text != "" {
		var err error
		if many, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	gathered := 0
	for _, batches := range []uint64{10, many} {
		d, notes, l1 := after(t, batches)
		for _, index := range []uint64{1, batches / 2, batches - 1} {
			for _, to := range []uint64{index + 1, batches} {
				end, err := d.End(to)
				if err != nil {
					t.Fatal(err)
				}
				notes.reads, l1.reads = 0, 0
				e, err := d.Evidence(t.Context(), index, end)
				if err != nil {
					t.Fatal(err)
				}
				if gathered == 0 {
					gathered = notes.reads
				}
				if notes.reads != gathered || l1.reads != 1 {
					t.Errorf("%d batches: transition %d took %d notes, %d in a short chain, and %d L1 blocks", batches, index, notes.reads, gathered, l1.reads)
				}
				notes.reads = 0
				got, err := program.Main(e, e.Input())
				if err != nil || got != e.After.Hash() {
					t.Fatalf("%d batches: transition %d: %s, %v, want %s", batches, index, got, err, e.After.Hash())
				}
				if most := int(to-index)/l1anchor.MilestoneBatches + 2*l1anchor.MilestoneBatches; notes.reads > min(most, 2*int(to-index)+2) {
					t.Errorf("%d batches: transition %d in a claim of %d: the program reads %d values, at most %d", batches, index, to, notes.reads, most)
				}
				t.Logf("%d batches: transition %d in a claim of %d: %d values", batches, index, to, notes.reads)
			}
		}
	}
}
