// SPDX-License-Identifier: Apache-2.0

package program

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/wire"
)

// record holds the chains of an inbox, and counts what is asked for.
type record struct {
	answers
	values map[common.Hash][]byte
	asked  int
}

func (r *record) Value(hash common.Hash) ([]byte, error) {
	r.asked++
	if v, ok := r.values[hash]; ok {
		return v, nil
	}
	return nil, fmt.Errorf("%s is not to be had", hash)
}

func (r *record) keep(b []byte) common.Hash {
	hash := crypto.Keccak256Hash(b)
	r.values[hash] = b
	return hash
}

// leafAt stands for the leaf of a message.
func leafAt(i uint64) common.Hash { return crypto.Keccak256Hash(binary.BigEndian.AppendUint64(nil, i)) }

// backlog is an inbox whose batches consume counts messages in turn. Of the messages, links are kept from first on,
// so many.
func backlog(counts []uint64, first, kept uint64) (r *record, end End, accs map[uint64]common.Hash) {
	r, accs = &record{values: make(map[common.Hash][]byte)}, map[uint64]common.Hash{0: {}}
	var acc common.Hash
	n := uint64(0)
	for i, count := range counts {
		for ; n < count; n++ {
			leaf := leafAt(n)
			link := append(acc.Bytes(), leaf[:]...)
			if acc = crypto.Keccak256Hash(link); n >= first && n < first+kept {
				r.values[acc] = link
			}
			accs[n+1] = acc
			if n >= first+1 {
				delete(accs, n) // of the many, only those that somebody may ask for
			}
		}
		b := l1anchor.Batch{Index: uint64(i), Consumed: count, Time: uint64(i)}
		end.Acc = r.keep(b.LinkPreimage(end.Acc, acc))
		if end.Batches++; end.Batches%l1anchor.MilestoneBatches == 0 {
			end.Milestone = r.keep(append(end.Milestone.Bytes(), end.Acc[:]...))
		}
	}
	return r, end, accs
}

// TestLag lets the inbox be two million messages ahead of L2, as void batches make it when there is no room for
// closing blocks. The way from the newest batch to the next messages is bounded all the same, and leads to the right
// ones.
func TestLag(t *testing.T) {
	const most = l1anchor.MaxBatchMsgs + wire.MaxBlockMessages
	for _, c := range []struct {
		name      string
		step, lag uint64 // messages of a batch, and from L2's to the newest
		from      []uint64
	}{
		{"two million in small batches, over milestones", 500, 2_000_000, []uint64{4_000}},
		{"batches as large as may be", 4_096, 100_000, []uint64{0, 1, 4_095, 4_096, 10_000}},
		{"hardly any", 100, 300, []uint64{0, 50, 250}},
	} {
		name, step, lag := c.name, c.step, c.lag
		for _, from := range c.from {
			var counts []uint64
			for n := step; n <= lag+from; n += step {
				counts = append(counts, n)
			}
			r, end, accs := backlog(counts, from, most)
			at, link, err := end.at(r, end.Batches-1)
			if err != nil {
				t.Fatal(err)
			}
			f, err := walk(at, link, from)
			if err != nil {
				t.Fatalf("%s, from %d: %v", name, from, err)
			}
			want := int(min(wire.MaxBlockMessages, counts[len(counts)-1]-from))
			if f.from != from || f.acc != accs[from] || len(f.leaves) < want || len(f.leaves) >= most {
				t.Errorf("%s, from %d: %d leaves behind %s, want %d or more behind %s", name, from, len(f.leaves), f.acc, want, accs[from])
			}
			for i, leaf := range f.leaves {
				if leaf != leafAt(from+uint64(i)) {
					t.Fatalf("%s: the leaf of message %d is wrong", name, from+uint64(i))
				}
			}
			milestones := int(end.Batches / l1anchor.MilestoneBatches)
			if bound := most + 2*l1anchor.MilestoneBatches + 4*milestones + 8; r.asked > bound {
				t.Errorf("%s, from %d: asked for %d values, at most %d", name, from, r.asked, bound)
			}
		}
	}
}

// TestTrail finds every batch up to the third milestone and some more, and from it the first that consumes enough, as a
// plain search does.
func TestTrail(t *testing.T) {
	var counts []uint64
	for i := range uint64(3*l1anchor.MilestoneBatches + 7) {
		counts = append(counts, i/5*3)
	}
	for _, batches := range []int{1, 2, 1023, 1024, 1025, 2048, len(counts)} {
		r, end, _ := backlog(counts[:batches], 0, 0)
		for index := 0; index < batches; index += 1 + index%17 {
			at, link, err := end.at(r, uint64(index))
			if err != nil || link.Index != uint64(index) {
				t.Fatalf("batch %d of %d: found %d, %v", index, batches, link.Index, err)
			}
			want := counts[index] / 2
			got, err := at.first(link, want)
			if err != nil {
				t.Fatalf("batch %d of %d: %v", index, batches, err)
			}
			first := 0
			for counts[first] < want {
				first++
			}
			if got.Index != uint64(first) {
				t.Errorf("from batch %d of %d: the first that consumes %d is %d, want %d", index, batches, want, got.Index, first)
			}
		}
	}
}
