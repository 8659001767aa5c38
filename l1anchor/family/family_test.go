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

// TestDispute has no figure of a main network be less than the family's, and leaves test networks alone.
func TestDispute(t *testing.T) {
	f := Etc()
	for _, c := range []struct {
		change func(*Dispute)
		want   string // a part of the complaint; empty: none
	}{
		{func(*Dispute) {}, ""},
		{func(d *Dispute) { d.Threshold, d.Queue = 100_000, 7_000 }, ""},
		{func(d *Dispute) { d.Threshold-- }, "dispute.threshold is 46799, at least 46800 on a main network"},
		{func(d *Dispute) { d.Censored-- }, "dispute.censored is 38999, at least 39000"},
		{func(d *Dispute) { d.PerMove-- }, "dispute.per_move is 31, at least 32"},
		{func(d *Dispute) { d.Compute-- }, "dispute.compute is 41, at least 42"},
		{func(d *Dispute) { d.Queue-- }, "dispute.queue is 6599, at least 6600"},
		{func(d *Dispute) { d.MinGap-- }, "dispute.min_gap is 511, at least 512"},
		{func(d *Dispute) { d.Bonds[0]-- }, "dispute.bonds[0] is 49999999999, at least 50000000000"},
		{func(d *Dispute) { d.Bonds[1]-- }, "dispute.bonds[1] is 6999999999, at least 7000000000"},
		{func(d *Dispute) { d.Bonds[2]-- }, "dispute.bonds[2] is 1199999999, at least 1200000000"},
		{func(d *Dispute) { d.RefundPrice-- }, "dispute.refund_price is 49999999999, at least 50000000000"},
	} {
		d := f.Dispute
		c.change(&d)
		err := f.CheckDispute(61, &d)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
		if err := f.CheckDispute(63, &d); err != nil {
			t.Errorf("a test network: %v", err)
		}
	}
	all := f.CheckDispute(61, new(Dispute))
	if all == nil || strings.Count(all.Error(), "\n") != 9 {
		t.Errorf("nothing at all: got %v, want ten complaints", all)
	}
}

// TestDevnetDispute knows the devnet's figures by name. The usual ones are the family's.
func TestDevnetDispute(t *testing.T) {
	usual, err := DevnetDispute(Usual)
	if err != nil || usual != Devnet().Dispute {
		t.Errorf("usual: %+v, %v, want %+v", usual, err, Devnet().Dispute)
	}
	for _, name := range []string{Faults, Long} {
		if d, err := DevnetDispute(name); err != nil || d == usual || d.Threshold != 300 {
			t.Errorf("%s: %+v, %v", name, d, err)
		}
	}
	if _, err := DevnetDispute("fast"); err == nil || !strings.Contains(err.Error(), "known are usual, faults, long") {
		t.Errorf("a name that nobody knows: %v", err)
	}
}
