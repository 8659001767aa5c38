// SPDX-License-Identifier: Apache-2.0

package game

import (
	"errors"
	"math"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// columns are the parameters of the L1s that rollups are made for.
var columns = map[string]Config{
	"ETC":                  {Threshold: 46_800, Censored: 39_000, PerMove: 32, Compute: 42, Queue: 6_600, MinGap: 512, Bonds: bonds(50, 7, 1.2), Price: 50e9},
	"BTC":                  {Threshold: 1_152, Censored: 864, PerMove: 6, Compute: 2, Queue: 144, MinGap: 24, Bonds: bonds(0.08, 0.0112, 0.00192), Price: 0.1e9},
	"LTC":                  {Threshold: 4_320, Censored: 3_456, PerMove: 12, Compute: 5, Queue: 576, MinGap: 96, Bonds: bonds(8, 1.12, 0.192), Price: 10e9},
	"DOGE":                 {Threshold: 10_560, Censored: 8_640, PerMove: 20, Compute: 10, Queue: 1_440, MinGap: 256, Bonds: bonds(4_000, 560, 96), Price: 5_000e9},
	"devnet":               {Threshold: 180, Censored: 60, PerMove: 1, Compute: 20, Queue: 20, MinGap: 16, Bonds: bonds(1, 0.2, 0.05), Price: 2e9},
	"devnet, faults":       {Threshold: 300, Censored: 150, PerMove: 1, Compute: 20, Queue: 80, MinGap: 16, Bonds: bonds(1, 0.2, 0.05), Price: 2e9},
	"devnet, a long block": {Threshold: 300, Censored: 60, PerMove: 1, Compute: 150, Queue: 40, MinGap: 16, Bonds: bonds(1, 0.2, 0.05), Price: 2e9},
}

func bonds(a, b, c float64) [levels]uint64 {
	return [levels]uint64{uint64(math.Round(a * 1e9)), uint64(math.Round(b * 1e9)), uint64(math.Round(c * 1e9))}
}

// named is a column with what else a deployment has to say.
func named(c Config) Config {
	c.Inbox, c.Machine, c.Template, c.Params, c.Genesis = common.Address{1}, common.Address{2}, Hash{3}, Hash{4}, Hash{5}
	return c
}

// TestColumns has every column be possible, with the delay that follows from it.
func TestColumns(t *testing.T) {
	delays := map[string]uint64{"ETC": 669, "BTC": 135, "LTC": 252, "DOGE": 409, "devnet": 58, "devnet, faults": 58, "devnet, a long block": 188}
	for name, c := range columns {
		c = named(c)
		if err := c.Validate(1 << 20); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, want := c.Delay(), delays[name]; got != want {
			t.Errorf("%s: a delay of %d blocks, want %d", name, got, want)
		}
	}
	etc := columns["ETC"]
	for l, want := range []uint64{190_000_000, 190_000_000, 320_000_000} {
		if got := etc.Allowance(Level(l)); got != want {
			t.Errorf("ETC, level %s: a cohort may spend %d gwei for a rival, want %d", Level(l), got, want)
		}
	}
}

// TestBadConfig breaks one condition after the other (attack 32). The contract numbers them in the same way:
// TestTwinDeployments.
func TestBadConfig(t *testing.T) {
	for name, c := range BadConfigs(named(columns["ETC"])) {
		err := c.Config.Validate(c.Height)
		var r *Refusal
		if !errors.As(err, &r) || !errors.Is(err, BadConfig) || r.Value != c.Which {
			t.Errorf("%s: got %v, want condition %d", name, err, c.Which)
		}
	}
}

// TestBarelyGoodConfig is on the other side of each limit.
func TestBarelyGoodConfig(t *testing.T) {
	const last = 1<<28 - 1<<24 - 1 // height
	for name, change := range map[string]func(*Config){
		"least threshold": func(c *Config) { c.Threshold = c.Censored + uint32(c.Delay()) + c.Queue + 1 },
		"most threshold":  func(c *Config) { c.Threshold = MaxTime - 1 },
		"least bond at A": func(c *Config) { c.Bonds[0] = c.Allowance(0) * 5 / 2 },
		"least bond at B": func(c *Config) { c.Bonds[1] = c.Allowance(1) * 5 / 2 },
		"least bond at C": func(c *Config) { c.Bonds[2] = c.Allowance(2) * 5 / 2 },
		"least of all": func(c *Config) {
			*c = named(Config{Threshold: 20, MinGap: 1, Price: 1, Bonds: [levels]uint64{1, 1, 1}})
		},
	} {
		c := named(columns["ETC"])
		change(&c)
		if err := c.Validate(last); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestGasInGwei does not wrap around, whatever a price is.
func TestGasInGwei(t *testing.T) {
	for _, c := range []struct{ gas, price, want uint64 }{
		{0, math.MaxUint64, 0},
		{21_000, 1, 0},
		{21_000, 1_000_000_000, 21_000},
		{2_000_000, 1_234_567_891, 2_469_135},
		{6_400_000, math.MaxUint64, 118_059_162_071_741_130},
		{math.MaxUint64, 1_000_000_000, math.MaxUint64},
		{math.MaxUint64, math.MaxUint64, math.MaxUint64},
	} {
		if got := gasInGwei(c.gas, c.price); got != c.want {
			t.Errorf("%d gas at %d wei: %d gwei, want %d", c.gas, c.price, got, c.want)
		}
	}
}
