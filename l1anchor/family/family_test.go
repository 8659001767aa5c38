// SPDX-License-Identifier: Apache-2.0

package family

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/layeredpow/adit/l1anchor"
)

// TestTable holds the figures of each row against one another.
func TestTable(t *testing.T) {
	for _, f := range table() {
		t.Run(f.Name, func(t *testing.T) {
			if got, err := Of(f.Name); err != nil || got.Name != f.Name {
				t.Errorf("found by its name: %q, %v", got.Name, err)
			}
			a := &f.Alarms
			for what, ok := range map[string]bool{
				"has an adapter":                   f.Adapter != "",
				"depths can be used":               f.Policy.K > 0 && f.Policy.Attacker < 0.5 && f.Policy.Acceptable > 0,
				"a full batch fits into a block":   f.FullBatch(f.Limits.MaxBatchData) < f.BlockGas,
				"a batch is one that is proven":    f.Limits.MaxBatchData <= l1anchor.MaxBatchData,
				"clocks are told beyond the drift": a.Clock > f.Drift,
				"a pause is no standstill":         a.Standstill > 20*f.BlockTime,
				"a deep reorg is not an extreme":   a.Reorg < a.Extreme,
				"batches have time to be mined":    time.Duration(a.Unmined)*f.BlockTime >= a.NodeSilence,
				"costs are known":                  f.Fees.Floor().Sign() > 0 && a.Balance().Sign() > 0,
				"a checkpoint comes":               f.Checkpoint > 0,
			} {
				if !ok {
					t.Errorf("not so: %s", what)
				}
			}
			if least := uint64(10 * f.BlockTime / time.Second); f.Main != nil && f.Limits.MaxMessages > least {
				t.Errorf("%d messages in a block, ten a second are %d", f.Limits.MaxMessages, least)
			}
		})
	}
	if _, err := Of("bitcoin"); err == nil || !strings.Contains(err.Error(), "known are: etc, devnet") {
		t.Errorf("an unknown family: %v", err)
	}
}

// TestByte holds the gas of a byte against that of a whole batch, of data without zeros.
func TestByte(t *testing.T) {
	f := Etc()
	data := bytes.Repeat([]byte{1}, int(f.Limits.MaxBatchData))
	each := float64(f.Fees.Batch+l1anchor.DataGas(data)) / float64(len(data))
	if most := float64(f.Fees.Byte); each > most || each < 0.98*most {
		t.Errorf("a byte of a full batch takes %.2f gas, the table says %d", each, f.Fees.Byte)
	}
}

func TestCheck(t *testing.T) {
	good := l1anchor.Terms{ForceDelay: 86_400, MaxMessages: 130, MaxBatchData: 100_000}
	for _, c := range []struct {
		name   string
		family Family
		chain  uint64
		change func(*l1anchor.Terms)
		want   string // a part of the complaint; empty: none
	}{
		{"a main network", Etc(), 61, func(*l1anchor.Terms) {}, ""},
		{"a short delay on it", Etc(), 61, func(t *l1anchor.Terms) { t.ForceDelay = 86_399 }, "force_delay is 86399 seconds, at least 86400"},
		{"many messages on it", Etc(), 61, func(t *l1anchor.Terms) { t.MaxMessages = 131 }, "max_messages is 131, at most 130"},
		{"a test network", Etc(), 63, func(t *l1anchor.Terms) { t.ForceDelay, t.MaxMessages = 1, 4096 }, ""},
		{"a batch that nobody passes on", Etc(), 63, func(t *l1anchor.Terms) { t.MaxBatchData = 100_001 }, "max_batch_data is 100001"},
		{"a devnet", Devnet(), 1_337_061, func(t *l1anchor.Terms) { t.ForceDelay = 10 }, ""},
		{"no devnet", Devnet(), 61, func(*l1anchor.Terms) {}, `chain 61 is of "etc"`},
	} {
		terms := good
		c.change(&terms)
		err := c.family.Check(c.chain, terms)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}
