package chain

import (
	"fmt"
	"log/slog"
	"testing"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// BenchmarkOpenBehindQueue opens a block while forced messages of 32 KiB wait. Nothing but what L1 takes for them bounds
// how many may wait, so what a block costs must not grow with them.
func BenchmarkOpenBehindQueue(b *testing.B) {
	for _, blocks := range []int{0, 1, 4} {
		waiting := blocks * transition.MaxMessages
		b.Run(fmt.Sprintf("%d", waiting), func(b *testing.B) {
			p := testRollup(newAccount(1))
			p.ProofLimit = 1 << 20 // so that none of them is dealt with meanwhile
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
				in := derive.Input{Context: transition.Context{Timestamp: head.Time() + 1, Consumed: head.Consumed + transition.MaxMessages}}
				for i := range uint64(transition.MaxMessages) {
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
