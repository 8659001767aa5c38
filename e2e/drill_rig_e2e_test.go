// SPDX-License-Identifier: Apache-2.0

//go:build e2e && drill

package e2e

import (
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/layeredpow/adit/challenger/calldata"
	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/contracts/bindings"
)

// drill is a dispute on a devnet, as somebody sees it who reads L1.
type drill struct {
	*rig
	variant variant
	l1      *ethclient.Client
	l2      *ethclient.Client // of the verifier: it has what L1 leads to
	leader  *ethclient.Client // of a sequencer
	abi     *bindings.Rollup
	config  game.Config
	began   time.Time
	first   uint64 // L1 block at which the drill began

	table     *game.Table
	head      uint64               // L1 block up to which logs were read
	confirmed map[game.Hash]uint64 // L1 blocks in which assertions were confirmed
	settled   []game.Settled
	entered   []game.Entered
	told      map[logID]bool
	truth     map[game.Hash]bool // assertions that are right or not
	summed    time.Time          // when somebody was told how far it is

	crews   []crew   // who are still to come
	begun   int      // crews that have come
	block   uint64   // L2 block that is lied about; 0: any
	faults  []mishap // that are still to come, in that order
	players map[common.Address]*player
	honest  []*player
	liars   []*player
}

// logID is one event on one branch of L1.
type logID struct {
	block common.Hash
	index uint
}

func newDrill(r *rig, v variant) *drill {
	r.t.Helper()
	d := &drill{
		rig: r, variant: v, l1: r.dial(r.info.L1RPC), l2: r.dial(r.info.Verifier), leader: r.dial(r.info.L2RPC[0]), abi: bindings.NewRollup(), began: time.Now(),
		told: make(map[logID]bool), truth: make(map[game.Hash]bool), players: make(map[common.Address]*player), crews: v.crews, faults: v.faults,
	}
	out := d.call(d.abi.PackConfig())
	config, err := d.abi.UnpackConfig(out)
	if err != nil {
		r.t.Fatal(err)
	}
	d.config = calldata.ConfigOf(config)
	d.table = game.NewTable(d.config)
	if d.first, err = d.l1.BlockNumber(r.t.Context()); err != nil {
		r.t.Fatal(err)
	}
	return d
}

// call asks the contract.
func (d *drill) call(data []byte) []byte {
	d.t.Helper()
	out, err := d.l1.CallContract(d.t.Context(), ethereum.CallMsg{To: &d.info.Rollup, Data: data}, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

// say tells whoever watches.
func (d *drill) say(format string, args ...any) {
	d.t.Logf("%6.1f s  %s", time.Since(d.began).Seconds(), fmt.Sprintf(format, args...))
}

func coinsOf(wei *big.Int) string {
	return new(big.Rat).SetFrac(wei, big.NewInt(1e18)).FloatString(3)
}

// trickle has L2 go on while claims are attacked one behind the other. The function returned waits until it is over.
func (d *drill) trickle() func() {
	if len(d.variant.crews) < 2 {
		return func() {}
	}
	wait := d.loadAt(2*time.Minute, 2, d.info.L2RPC[0])
	return func() { wait() }
}

// watch follows the contract until every claim that was attacked has its right one confirmed.
func (d *drill) watch() {
	d.t.Helper()
	for deadline := time.Now().Add(d.variant.limit); time.Now().Before(deadline); time.Sleep(time.Second) {
		d.read()
		d.attack()
		if contested := d.contested(); len(d.crews) == 0 && len(contested) >= d.begun && d.decided(contested) {
			return
		}
		d.sumUp()
	}
	d.t.Fatalf("it was not over in %s", d.variant.limit)
}

// contested are the right claims that somebody has contradicted, the oldest first.
func (d *drill) contested() (list []game.Hash) {
	for on := d.table.Genesis(); ; {
		right, wrong := d.rightChild(on)
		if right == (game.Hash{}) {
			return list
		}
		if wrong > 0 {
			list = append(list, right)
		}
		on = right
	}
}

// rightChild is the right claim behind an assertion, zero if there is none yet, and how many wrong ones there are.
func (d *drill) rightChild(on game.Hash) (right game.Hash, wrong int) {
	for _, id := range d.table.Children(on) {
		if d.isRight(id) {
			right = id
		} else {
			wrong++
		}
	}
	return right, wrong
}

// isRight holds the state of an assertion against the verifier's chain: it must end at the end of what it is about, at
// the verifier's block there.
func (d *drill) isRight(id game.Hash) bool {
	if known, ok := d.truth[id]; ok {
		return known
	}
	a := d.table.Assertion(id)
	s, err := decodeState(a.Encoded)
	if err != nil { // a stuck state: nothing on this chain is
		return false
	}
	end := d.table.Assertion(a.Parent).Range.Batches
	header, err := d.l2.HeaderByNumber(d.t.Context(), new(big.Int).SetUint64(s.Number))
	if err != nil {
		return false // the verifier is not that far, or such a block never comes
	}
	d.truth[id] = s.Batch == end && header.Hash() == s.Block && header.Root == s.Root
	return d.truth[id]
}

// nextToAttack is the assertion behind which the next crew lies: the right one of the claim that was attacked last.
func (d *drill) nextToAttack() (game.Hash, bool) {
	contested := d.contested()
	if len(contested) < d.begun {
		return game.Hash{}, false
	}
	return contested[len(contested)-1], true
}

// decided reports whether claims are facts.
func (d *drill) decided(claims []game.Hash) bool {
	for _, id := range claims {
		if d.confirmed[id] == 0 {
			return false
		}
	}
	return true
}
