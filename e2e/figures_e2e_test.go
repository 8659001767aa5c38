// SPDX-License-Identifier: Apache-2.0

//go:build e2e && figures

package e2e

import (
	"bytes"
	"log/slog"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/e2e/load"
)

// TestFigures measures what README.md says about throughput and latency (`make bench`). It holds nothing to a number,
// because the machine may be busy with other things; it fails when something acknowledged is lost.
func TestFigures(t *testing.T) {
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port = t.TempDir(), 28_745
	r := up(t, cfg)
	defer r.stop()
	var leader []string
	for _, p := range r.info.Processes["sequencer"] {
		if p.ID == r.info.Leader {
			leader = append(leader, p.RPC)
		}
	}
	for _, c := range []struct {
		name string
		rpc  []string
		kind load.Kind
		rate float64
	}{
		{"1,010 transfers a second, sent to the leader", leader, load.Transfer, 1_010},
		{"1,000 transfers a second, sent to all three", r.info.L2RPC, load.Transfer, 1_000},
		{"transfers, as many as go, sent to the leader", leader, load.Transfer, 0},
		{"ERC-20 transfers, as many as go, sent to the leader", leader, load.ERC20, 0},
	} {
		result, err := load.Run(t.Context(), load.Config{
			RPC: c.rpc, Duration: time.Minute, Senders: 64, Kind: c.kind, Rate: c.rate, Funder: devnet.Key(0), Settle: patience,
		}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		var text bytes.Buffer
		if err := result.WriteText(&text); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s\n%s", c.name, text.String())
		if result.Lost > 0 {
			t.Errorf("%s: %d acknowledged transactions are lost", c.name, result.Lost)
		}
	}
}
