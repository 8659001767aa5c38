// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"os"
	"path/filepath"
	"syscall"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/challenger/game"
)

// mishap is something that goes wrong for the honest side in the middle of a drill.
type mishap struct {
	name string
	due  func(*drill) bool
	do   func(*drill)
}

// mishaps are those of `make drill FAULTS=1`: the challenger dies in every phase, loses its disk once, L1 takes
// blocks back twice, and in the end no sequencer is left.
var mishaps = []mishap{
	{"the challenger is killed behind its claim", func(d *drill) bool { return d.claims() > 1 }, (*drill).killed},
	{"the challenger is killed in level A", func(d *drill) bool { return d.depth(game.Transitions, 12) }, (*drill).killed},
	{"the challenger is killed and its disk is wiped", func(d *drill) bool { return d.depth(game.Strides, 16) }, (*drill).wiped},
	{"L1 takes 7 blocks back", func(d *drill) bool { return d.depth(game.Strides, 8) }, tookBack(7)},
	{"the challenger is killed in level C", func(d *drill) bool { return d.depth(game.Steps, 20) }, (*drill).killed},
	{"L1 takes 40 blocks back", func(d *drill) bool { return d.depth(game.Steps, 8) }, tookBack(40)},
	{"the challenger is killed behind its proof", (*drill).proven, (*drill).killed},
	{"all sequencers are killed", (*drill).proven, func(d *drill) { d.kill("sequencer") }},
}

// claims counts those that contradict each other.
func (d *drill) claims() (most int) {
	d.nodes(func(id game.Hash) {
		if c := len(d.table.Children(id)); c > most {
			most = c
		}
	})
	return most
}

// nodes goes through all assertions.
func (d *drill) nodes(each func(id game.Hash)) {
	todo := []game.Hash{d.table.Genesis()}
	for len(todo) > 0 {
		id := todo[0]
		todo = append(todo[1:], d.table.Children(id)...)
		each(id)
	}
}

// depth tells whether somebody has cut a node of that level and length.
func (d *drill) depth(l game.Level, length uint8) (yes bool) {
	d.below(func(n game.Node) { yes = yes || n.Level == l && n.Len == length && n.Split })
	return yes
}

// proven tells whether L1 has done a step.
func (d *drill) proven() (yes bool) {
	d.below(func(n game.Node) { yes = yes || n.Proven })
	return yes
}

// below goes through all nodes.
func (d *drill) below(each func(game.Node)) {
	seen := make(map[game.Hash]bool)
	var walk func(id game.Hash)
	walk = func(id game.Hash) {
		n, ok := d.table.Node(id)
		if !ok || seen[id] {
			return
		}
		seen[id] = true
		each(n)
		if n.Split {
			for _, part := range n.Ref.Children(n.Spans) {
				walk(part.Node())
			}
		}
		for _, r := range n.Refinements {
			walk(r)
		}
	}
	d.nodes(func(id game.Hash) {
		if root, ok := d.table.Root(id); ok {
			walk(root.Node())
		}
	})
}

// killed is a challenger that ends at once, whatever it was doing, and is started again.
func (d *drill) killed() { d.again(func(*player) {}) }

// wiped is one that has lost its disk besides.
func (d *drill) wiped() {
	d.again(func(p *player) {
		if err := os.RemoveAll(filepath.Join(p.folder, "data")); err != nil {
			d.t.Fatal(err)
		}
	})
}

func (d *drill) again(between func(*player)) {
	d.t.Helper()
	p := d.honest[0]
	if err := p.command.Process.Signal(syscall.SIGKILL); err != nil {
		d.t.Fatal(err)
	}
	_ = p.command.Wait() // it was killed
	between(p)
	d.start(p)
}

// tookBack has L1 leave its newest blocks and mine others, with none of their transactions.
func tookBack(depth uint64) func(*drill) {
	return func(d *drill) {
		d.t.Helper()
		head, err := d.l1.BlockNumber(d.t.Context())
		if err != nil {
			d.t.Fatal(err)
		}
		d.rig.l1().call(nil, "debug_setHead", hexutil.Uint64(head-depth))
	}
}
