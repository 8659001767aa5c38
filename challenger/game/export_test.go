// SPDX-License-Identifier: Apache-2.0

package game

import (
	"fmt"
	"math"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// BrokenConfig is a deployment that is refused.
type BrokenConfig struct {
	Config Config
	Height uint64
	Which  uint64 // condition that is broken
}

// Columns are the parameters of the L1s that rollups are made for.
func Columns() map[string]Config {
	all := make(map[string]Config)
	for name, c := range columns {
		all[name] = named(c)
	}
	return all
}

// BadConfigs are deployments that break one condition each, and c no other.
func BadConfigs(c Config) map[string]BrokenConfig {
	broken := func(which uint64, change func(*Config)) BrokenConfig {
		other := c
		change(&other)
		return BrokenConfig{other, 1 << 20, which}
	}
	return map[string]BrokenConfig{
		"no inbox":        broken(1, func(c *Config) { c.Inbox = common.Address{} }),
		"no machine":      broken(2, func(c *Config) { c.Machine = common.Address{} }),
		"no template":     broken(3, func(c *Config) { c.Template = Hash{} }),
		"no parameters":   broken(3, func(c *Config) { c.Params = Hash{} }),
		"no genesis":      broken(3, func(c *Config) { c.Genesis = Hash{} }),
		"no gap":          broken(4, func(c *Config) { c.MinGap = 0 }),
		"no price":        broken(4, func(c *Config) { c.Price = 0 }),
		"no margin":       broken(5, func(c *Config) { c.Threshold = c.Censored + uint32(c.Delay()) + c.Queue }),
		"all at once":     broken(5, func(c *Config) { c.PerMove, c.Censored = math.MaxUint32, math.MaxUint32 }),
		"beyond all time": broken(6, func(c *Config) { c.Threshold = MaxTime }),
		"too late":        {c, 1<<28 - 1<<24, 7},
		"no bond at A":    broken(8, func(c *Config) { c.Bonds[0] = 0 }),
		"no bond at B":    broken(9, func(c *Config) { c.Bonds[1] = 0 }),
		"no bond at C":    broken(10, func(c *Config) { c.Bonds[2] = 0 }),
		"small bond at A": broken(11, func(c *Config) { c.Bonds[0] = c.Allowance(0)*5/2 - 1 }),
		"small bond at B": broken(12, func(c *Config) { c.Bonds[1] = c.Allowance(1)*5/2 - 1 }),
		"small bond at C": broken(13, func(c *Config) { c.Bonds[2] = c.Allowance(2)*5/2 - 1 }),
		"a huge price":    broken(11, func(c *Config) { c.Price = math.MaxUint64 }),
	}
}

// Dump is all that a table has, in one order. Without money it leaves out what events do not tell.
func (t *Table) Dump(money bool) string {
	var b strings.Builder
	for _, id := range inOrder(t.nodes) {
		n := t.nodes[id]
		fmt.Fprintf(&b, "node %x %+v kept %+v first %t spans %x refinements %x initial %+v assertion %x\n", id, n.ref, *n.kept, n.first,
			n.spans, n.refinements, n.initial, n.assertion)
	}
	for _, id := range inOrder(t.contexts) {
		fmt.Fprintf(&b, "context %x %+v\n", id, *t.contexts[id])
	}
	for _, id := range inOrder(t.cohorts) {
		c := *t.cohorts[id]
		if !money && !c.Settled {
			c.Spent = 0
		}
		if c.Count > 0 {
			fmt.Fprintf(&b, "cohort %x %+v\n", id, c)
		}
	}
	for _, id := range inOrder(t.assertions) {
		fmt.Fprintf(&b, "assertion %x %+v behind it %x\n", id, *t.assertions[id], t.children[id])
	}
	fmt.Fprintf(&b, "stakes %v sends %v genesis %x latest %x stuck %x burnt %d\n", t.stakes, t.sends, t.genesis, t.latest, t.stuckAt, t.burnt)
	return b.String()
}

// Dump is all that a referee has.
func (r *Referee) Dump() string {
	return fmt.Sprintf("%scredit %v held %s height %d\n", r.Table.Dump(true), r.credit, &r.held, r.height)
}

// PayAnyPrice has the referee refund gas at up to a million gwei, and each cohort spend as much as such refunds are: refunds
// have no limit to speak of. A deployment like that is refused.
func (r *Referee) PayAnyPrice() { r.config.Price = 1e15 }
