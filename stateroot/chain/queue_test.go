// SPDX-License-Identifier: Apache-2.0

package chain

import (
	"bytes"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
	"github.com/layeredpow/adit/stateroot/wire"
)

// TestQueue makes blocks on many branches, each with messages of its own, and holds what waits at each of them
// against all that its branch took in.
func TestQueue(t *testing.T) {
	p := testRollup()
	p.ProofLimit = 84_000_000 // so that a block deals with a few: each uses up what one may
	sender := newAccount(7)
	c := openTest(t, t.TempDir(), p, false)
	defer c.Close()
	genesis, err := c.Head()
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 0))
	heads, taken := []transition.Head{genesis}, map[common.Hash][]l1anchor.Message{}
	for n := range 120 {
		parent := heads[len(heads)-1-rng.IntN(min(len(heads), 4))]
		in := derive.Input{Context: transition.Context{Timestamp: parent.Time() + 1, Consumed: parent.Consumed}}
		for range rng.IntN(3) * rng.IntN(24) {
			body, err := sender.send(p, &common.Address{byte(n)}, 0, 300_000, make([]byte, 3_900)).MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			in.Messages = append(in.Messages, l1anchor.Message{Index: in.Consumed, Kind: l1anchor.Forced, Body: body})
			in.Consumed++
		}
		head, err := c.Execute(parent, in)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
		taken[head.Hash()] = append(slices.Clip(taken[parent.Hash()]), in.Messages...)
		if rng.IntN(4) == 0 { // as after a restart
			c.queues.Purge()
		}
	}
	most, spread := uint64(0), 0
	for _, i := range rng.Perm(len(heads)) {
		head := heads[i]
		q, err := c.queueAt(head)
		if err != nil {
			t.Fatal(err)
		}
		all := taken[head.Hash()]
		spread = max(spread, len(q.blocks))
		for index := head.Forced; index < head.Consumed; index++ {
			if got, err := q.Message(index); err != nil || !bytes.Equal(got.Body, all[index].Body) {
				t.Fatalf("block %d, message %d: %x, %v, want %x", head.Number(), index, got.Body, err, all[index].Body)
			}
		}
		if m, err := q.Message(head.Consumed); err == nil {
			t.Errorf("block %d: message %d waits, which it has not taken in: %x", head.Number(), head.Consumed, m.Body)
		}
		most = max(most, head.Consumed-head.Forced)
	}
	if most < 20 || spread < 2 {
		t.Errorf("at most %d messages of %d blocks wait", most, spread)
	}
}

// BenchmarkOpenBehindQueue opens a block while forced messages of 32 KiB wait: as many as a block takes in, since
// none takes in more before they have had their turn.
func BenchmarkOpenBehindQueue(b *testing.B) {
	for _, blocks := range []int{0, 1} {
		waiting := blocks * wire.MaxBlockMessages
		b.Run(fmt.Sprintf("%d", waiting), func(b *testing.B) {
			p := testRollup(newAccount(1))
			c, err := Open(Config{Dir: b.TempDir(), CacheMB: 16}, p, slog.New(slog.DiscardHandler))
			if err != nil {
				b.Fatal(err)
			}
			defer c.Close()
			head, err := c.Head()
			if err != nil {
				b.Fatal(err)
			}
			for range blocks {
				in := derive.Input{Context: transition.Context{Timestamp: head.Time() + 1, Consumed: head.Consumed + wire.MaxBlockMessages}}
				for i := range uint64(wire.MaxBlockMessages) {
					in.Messages = append(in.Messages, l1anchor.Message{Index: head.Consumed + i, Kind: l1anchor.Forced, Body: make([]byte, l1anchor.MaxBody)})
				}
				if head, err = c.Execute(head, in); err != nil {
					b.Fatal(err)
				}
			}
			if got := int(head.Consumed - head.Forced); got != waiting {
				b.Fatalf("%d messages wait, want %d", got, waiting)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Open(head, transition.Context{Timestamp: head.Time() + 1, Consumed: head.Consumed}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
