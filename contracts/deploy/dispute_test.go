// SPDX-License-Identifier: Apache-2.0

package deploy

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/family"
)

// columns are figures that work: those of the families, those of the devnet, and those meant for L1s that have no
// family yet.
func columns(t *testing.T) map[string]DisputeSpec {
	t.Helper()
	all := map[string]DisputeSpec{
		"etc": DisputeSpec(family.Etc().Dispute),
		"btc": {Threshold: 1_152, Censored: 864, PerMove: 6, Compute: 2, Queue: 144, MinGap: 24,
			Bonds: [3]uint64{80e6, 11.2e6, 1.92e6}, RefundPrice: 0.1e9},
		"ltc": {Threshold: 4_320, Censored: 3_456, PerMove: 12, Compute: 5, Queue: 576, MinGap: 96,
			Bonds: [3]uint64{8e9, 1.12e9, 0.192e9}, RefundPrice: 10e9},
		"doge": {Threshold: 10_560, Censored: 8_640, PerMove: 20, Compute: 10, Queue: 1_440, MinGap: 256,
			Bonds: [3]uint64{4_000e9, 560e9, 96e9}, RefundPrice: 5_000e9},
	}
	for _, name := range []string{family.Usual, family.Faults, family.Long} {
		d, err := family.DevnetDispute(name)
		if err != nil {
			t.Fatal(err)
		}
		all["devnet "+name] = DisputeSpec(d)
	}
	return all
}

// whole is a config with those figures that has all else that it needs.
func whole(d *DisputeSpec) game.Config {
	c := d.config()
	c.Inbox, c.Machine = common.Address{1: 1}, common.Address{1: 2}
	c.Template, c.Params, c.Genesis = common.Hash{1}, common.Hash{2}, common.Hash{3}
	return c
}

// TestColumns has every column deploy, and say of itself what it was deployed with.
func TestColumns(t *testing.T) {
	for name, d := range columns(t) {
		if err := d.validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		code, err := RollupCode(whole(&d))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var f Found
		if err := f.takeRollup(code); err != nil || f.Config != whole(&d) {
			t.Errorf("%s: recognized as %+v, %v", name, f.Config, err)
		}
	}
}

// TestComplaints changes figures to what just works and what just fails. The sentences here, the referee and the
// contract must agree about which is which, and about the first condition that fails.
func TestComplaints(t *testing.T) {
	etc := DisputeSpec(family.Etc().Dispute)
	for _, c := range []struct {
		name   string
		change func(*DisputeSpec)
		which  uint64 // condition of the contract; 0: all hold
		want   string
	}{
		{"as it is", func(*DisputeSpec) {}, 0, ""},
		{"no gap", func(d *DisputeSpec) { d.MinGap = 0 }, 4, "min_gap must be positive"},
		{"no refunds", func(d *DisputeSpec) { d.RefundPrice = 0 }, 4, "refund_price must be positive"},
		{"just enough time", func(d *DisputeSpec) { d.Threshold = 46_270 }, 0, ""},
		{"no time", func(d *DisputeSpec) { d.Threshold = 46_269 }, 5, "take 46269, so it must be more"},
		{"more than is counted", func(d *DisputeSpec) { d.Censored, d.Queue, d.PerMove = math.MaxUint32, math.MaxUint32, math.MaxUint32 }, 5, "so it must be more"},
		{"the longest", func(d *DisputeSpec) { d.Threshold = 1<<20 - 2 }, 0, ""},
		{"too long", func(d *DisputeSpec) { d.Threshold = 1<<20 - 1 }, 6, "at most 1048574 are counted"},
		{"no stake", func(d *DisputeSpec) { d.Bonds[0] = 0 }, 8, "bonds[0] must be positive"},
		{"no bond of strides", func(d *DisputeSpec) { d.Bonds[1] = 0 }, 9, "bonds[1] must be positive"},
		{"no bond of steps", func(d *DisputeSpec) { d.Bonds[2] = 0 }, 10, "bonds[2] must be positive"},
		{"the least stake", func(d *DisputeSpec) { d.Bonds[0] = 475_000_000 }, 0, ""},
		{"too little stake", func(d *DisputeSpec) { d.Bonds[0] = 474_999_999 }, 11, "bonds[0] is 474999999 gwei: refunds may take 190000000"},
		{"the least bond of strides", func(d *DisputeSpec) { d.Bonds[1] = 475_000_000 }, 0, ""},
		{"too little bond of strides", func(d *DisputeSpec) { d.Bonds[1] = 474_999_999 }, 12, "bonds[1] is 474999999"},
		{"the least bond of steps", func(d *DisputeSpec) { d.Bonds[2] = 800_000_000 }, 0, ""},
		{"too little bond of steps", func(d *DisputeSpec) { d.Bonds[2] = 799_999_999 }, 13, "bonds[2] is 799999999"},
		{"a price beyond numbers", func(d *DisputeSpec) { d.RefundPrice = math.MaxUint64 }, 11, "bonds[0]"},
		{"all that there is", func(d *DisputeSpec) {
			d.Bonds, d.RefundPrice = [3]uint64{math.MaxUint64, math.MaxUint64, math.MaxUint64}, math.MaxUint64
		}, 0, ""},
	} {
		d := etc
		c.change(&d)
		err := d.validate()
		if (err == nil) != (c.which == 0) || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
		config := whole(&d)
		var refusal *game.Refusal
		if err := config.Validate(1); errors.As(err, &refusal) != (c.which != 0) || refusal != nil && refusal.Value != c.which {
			t.Errorf("%s: the referee says %v, want condition %d", c.name, err, c.which)
		}
		_, err = RollupCode(config)
		if (err == nil) != (c.which == 0) || err != nil && !strings.Contains(err.Error(), fmt.Sprintf("condition %d of", c.which)) {
			t.Errorf("%s: the contract says %v, want condition %d", c.name, err, c.which)
		}
	}
}

// TestAllComplaints has a sentence for each figure that is wrong.
func TestAllComplaints(t *testing.T) {
	err := new(DisputeSpec).validate()
	for _, want := range []string{"min_gap", "refund_price", "threshold", "bonds[0]", "bonds[1]", "bonds[2]"} {
		if err == nil || !strings.Contains(err.Error(), "dispute."+want) {
			t.Errorf("no complaint about %s in: %v", want, err)
		}
	}
}

// TestLateHeight plans nothing on an L1 whose heights the contract will have no room for.
func TestLateHeight(t *testing.T) {
	s := spec(t)
	for height, want := range map[uint64]string{1<<28 - 1<<24 - 1: "", 1<<28 - 1<<24: "condition 7 of"} {
		p, err := s.Plan(common.Address{7}, 0, l1anchor.Height(height))
		if err == nil {
			_, err = p.all()
		}
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("height %d: got %v, want %q", height, err, want)
		}
	}
}
