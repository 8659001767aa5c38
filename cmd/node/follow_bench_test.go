// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
)

// BenchmarkFollow is what a verifier takes for L1 blocks, apart from executing L2: the first time, and again when L1
// takes all of them back at once. In the busy case each of them holds a message.
func BenchmarkFollow(b *testing.B) {
	for _, busy := range []bool{false, true} {
		for _, depth := range []int{1_000, 10_000} {
			b.Run(fmt.Sprintf("busy=%v/%d", busy, depth), func(b *testing.B) { benchmarkFollow(b, depth, busy) })
		}
	}
}

func benchmarkFollow(b *testing.B, depth int, busy bool) {
	var first, again time.Duration
	for b.Loop() {
		rollup := paramstest.Rollup(1)
		rollup.MaxDrift = 3_600
		l1, log := l1test.New(l1test.Config{}), slog.New(slog.DiscardHandler)
		c, err := chain.Open(chain.Config{Dir: b.TempDir(), CacheMB: 16, Quiet: true}, rollup, log)
		if err != nil {
			b.Fatal(err)
		}
		d := stateroot.New(stateroot.Config{Poll: time.Second, Lead: true, Policy: family.Etc().Policy, Now: time.Now}, rollup, c, l1, log)
		catchUp := func(depth int) time.Duration {
			begun := time.Now()
			if _, err := d.CatchUp(context.Background(), nil); err != nil {
				b.Fatal(err)
			}
			return time.Since(begun)
		}
		fork := l1.Mine(2, 1)
		catchUp(2)
		for range depth {
			if busy {
				l1.Message(l1anchor.Checkpoint, common.Address{9}, nil)
			}
			l1.Mine(1, 1)
		}
		first += catchUp(depth)
		l1.MineOn(fork.Hash, depth+1, 1)
		l1.Mine(1, 1) // with all messages at once
		again += catchUp(depth)
		if err := c.Close(); err != nil {
			b.Fatal(err)
		}
	}
	per := float64(b.N * depth)
	b.ReportMetric(float64(first.Nanoseconds())/per, "ns/block")
	b.ReportMetric(float64(again.Nanoseconds())/per, "ns/reorged-block")
}
