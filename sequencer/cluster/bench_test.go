// SPDX-License-Identifier: Apache-2.0

package cluster

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

// BenchmarkPropose measures entries through three members in one process: TLS over loopback, every log on disk. With
// depth 1 an entry waits for the one before it; ms/entry is what a client would wait.
func BenchmarkPropose(b *testing.B) {
	for _, tc := range []struct{ size, depth int }{{256, 1}, {256, 64}, {16 << 10, 1}, {16 << 10, 16}} {
		b.Run(fmt.Sprintf("bytes=%d/depth=%d", tc.size, tc.depth), func(b *testing.B) {
			n := trio(b, nil)
			_, term := n.leader()
			data := bytes.Repeat([]byte{7}, tc.size)
			n.propose(term, "warm")
			ctx := within(b)
			var waiting []*Proposal
			b.ReportAllocs()
			b.SetBytes(int64(tc.size))
			begin := time.Now()
			for b.Loop() {
				if len(waiting) == tc.depth {
					if _, err := waiting[0].Wait(ctx); err != nil {
						b.Fatal(err)
					}
					waiting = waiting[1:]
				}
				waiting = append(waiting, term.Propose(data))
			}
			for _, p := range waiting {
				if _, err := p.Wait(ctx); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/time.Since(begin).Seconds(), "entries/s")
		})
	}
}
