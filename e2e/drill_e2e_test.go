// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/layeredpow/adit/e2e/devnet"
	"github.com/layeredpow/adit/l1anchor/family"
)

// variant is a drill: who plays, about what, and what goes wrong on the way.
type variant struct {
	says    string                // what it shows, for who watches
	figures string                // of disputes, by their name in l1anchor/family
	honest  []string              // command lines of the honest challengers, behind `adit challenger`
	crews   []crew                // liars, by the claim that they attack
	block   func(d *drill) uint64 // makes the L2 block that is lied about; nil: blocks come all the time
	faults  []mishap
	queued  bool // Q counts for the bound, too: many disputes at once, or faults
	limit   time.Duration
	port    int // first of the devnet's: another one for each, so that several can be played at once
}

// crew are the kinds of those who attack one claim.
type crew []string

// usual is one liar against one challenger.
func usual() variant {
	return variant{
		says:    "one liar, down to one step of the machine",
		figures: family.Usual, honest: []string{"--defend"}, crews: []crew{{"step"}}, limit: 12 * time.Minute, port: 23_000,
	}
}

// variants are the others, by the variable that asks for one. Each is given the value of the variable.
var variants = map[string]func(value string) (variant, error){
	"FAULTS": func(string) (variant, error) {
		v := usual()
		v.says, v.figures, v.faults = "the same with kills, a wiped disk, two reorgs, and no sequencer in the end", family.Faults, mishaps
		v.queued, v.limit, v.port = true, 20*time.Minute, 23_100
		return v, nil
	},
	"LIARS": func(value string) (variant, error) {
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > len(mixed) {
			return variant{}, fmt.Errorf("LIARS=%s: want 1 to %d", value, len(mixed))
		}
		return variant{
			says:    fmt.Sprintf("%d liars about one claim, and more about the two claims behind it", n),
			figures: family.Faults, honest: []string{"--propose --defend"}, queued: true, limit: 25 * time.Minute, port: 23_200,
			crews: []crew{mixed[:n], {"long", "frenemy"}, {"transition", "never"}},
		}, nil
	},
	"HONEST": func(value string) (variant, error) {
		v := usual()
		n, err := strconv.Atoi(value)
		if err != nil || n < 2 || n > 4 {
			return variant{}, fmt.Errorf("HONEST=%s: want 2 to 4", value)
		}
		v.port, v.says, v.honest = 23_300, fmt.Sprintf("one liar against %d challengers that propose, and look at L1 at different paces", n), nil
		for i := range n {
			v.honest = append(v.honest, fmt.Sprintf("--propose --defend --l1.poll %dms", 500+1_200*i))
		}
		return v, nil
	},
	"LEAF": func(value string) (variant, error) {
		v := usual()
		switch value {
		case "transfers":
			v.says, v.block, v.port = "a dispute about a block of 1,000 transfers", blockOfTransfers, 23_400
		case "long":
			v.says, v.block, v.port = "a dispute about a block near the limit of what can be proven", longBlock, 23_500
			v.figures, v.limit = family.Long, 25*time.Minute
			v.queued = true // what both sides compute at once on one machine takes longer than W
		default:
			return v, fmt.Errorf("LEAF=%s: want transfers or long", value)
		}
		return v, nil
	},
}

// mixed are the kinds of many liars in one cohort.
var mixed = crew{"step", "stride", "stuck", "garbage", "short", "cursor", "late", "front"}

// chosen is the variant that the environment asks for.
func chosen() (variant, error) {
	v, asked := usual(), []string(nil)
	for name, of := range variants {
		value := os.Getenv("ADIT_" + name)
		if value == "" {
			continue
		}
		var err error
		if v, err = of(value); err != nil {
			return v, err
		}
		asked = append(asked, name)
	}
	if len(asked) > 1 {
		return v, fmt.Errorf("ask for one of %s at a time", strings.Join(asked, ", "))
	}
	return v, nil
}

// TestDrill has liars claim wrong L2 states on the mined chain and defend them, down to one step of the machine,
// against challengers that were started with nothing but the rollup file and a key. The right claims are confirmed in
// time, the honest money comes back, and most of the liars' is gone.
func TestDrill(t *testing.T) {
	v, err := chosen()
	if err != nil {
		t.Fatal(err)
	}
	cfg := devnet.DefaultConfig()
	cfg.Dir, cfg.Port, cfg.Challenger, cfg.Dispute = t.TempDir(), v.port, false, v.figures
	r := up(t, cfg)
	defer r.stop()
	d := newDrill(r, v)
	d.say("DRILL: %s", v.says)
	c := d.config
	d.say("the rollup's contract is %s: a claim must earn T = %d blocks of a second, and W = %d, Q = %d, Cmax = %d", r.info.Rollup, c.Threshold, c.Compute, c.Queue, c.Censored)
	if v.block != nil {
		d.block = v.block(d)
	} else {
		r.loadAt(5*time.Second, 20, r.info.L2RPC[0])() // something to claim
		defer d.trickle()()
	}
	d.challengers()
	d.attack()
	d.watch()
	d.judge()
	if len(d.faults) > 0 {
		t.Errorf("%d faults had no occasion", len(d.faults))
	}
}

// challengers starts the honest side.
func (d *drill) challengers() {
	for i, line := range d.variant.honest {
		name := "honest"
		if i > 0 {
			name += strconv.Itoa(i + 1)
		}
		d.honest = append(d.honest, d.play(name, append([]string{binary("adit"), "challenger"}, strings.Fields(line)...)))
	}
}

// attack starts the liars about the next claim, once the claim before it stands.
func (d *drill) attack() {
	if len(d.crews) == 0 {
		return
	}
	batches := uint64(0)
	if d.begun > 0 {
		on, ok := d.nextToAttack()
		if !ok {
			return
		}
		batches = d.table.Assertion(on).Range.Batches - 1
	}
	for i, kind := range d.crews[0] {
		name := fmt.Sprintf("liar%d-%s", len(d.liars)+1, kind)
		command := []string{
			"nice", "-n", "10", binary("liar"), "--lie", kind, "--salt", strconv.Itoa(i),
			"--batches", strconv.FormatUint(batches, 10), "--block", strconv.FormatUint(d.block, 10),
		}
		if kind == "front" {
			command = append(command, "--copy", d.honest[0].account.Hex())
		}
		d.liars = append(d.liars, d.play(name, command))
	}
	d.begun++
	d.crews = d.crews[1:]
}
