// SPDX-License-Identifier: Apache-2.0

package batcher

import (
	"fmt"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// number is an environment variable's, or what stands in for it.
func number(t *testing.T, name string, otherwise int) (n int, set bool) {
	text := os.Getenv(name)
	if text == "" {
		return otherwise, false
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n, true
}

// crashesEach is how often the batcher dies in one schedule.
const crashesEach = 25

// TestCrashes has the batcher die ADIT_CRASHES times between signing, sending, mining, seeing and reorg of its
// batches, while L1 goes back, another seat posts, prices rise and the node loses, refuses and forgets transactions.
// In the end of each schedule every sealed block is in one batch on L1, and nothing waits for a nonce that never
// comes. ADIT_SEED repeats one schedule.
func TestCrashes(t *testing.T) {
	enough, _ := number(t, "ADIT_CRASHES", 1000)
	seed, one := number(t, "ADIT_SEED", 0)
	sum := new(tally)
	for ; ; seed++ {
		ok := t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { newLives(t, int64(seed), sum).live() })
		})
		if !ok {
			t.Fatalf("ADIT_SEED=%d repeats it", seed)
		}
		if one || sum.all() >= enough {
			break
		}
	}
	t.Log(sum)
	if sum.reverts*10 > sum.batches { // each is money for nothing
		t.Errorf("%d transactions reverted for %d batches", sum.reverts, sum.batches)
	}
	for at, n := range sum.crashes {
		if n == 0 && !one {
			t.Errorf("no crash in the phase %q", phaseNames[at])
		}
	}
}

// live goes through one schedule.
func (l *lives) live() {
	defer func() { l.now.die() }()
	l.seal(20, 3)
	l.round()
	before := l.tally.all()
	for l.tally.all() < before+crashesEach {
		l.step()
	}
	l.calm()
	l.complete()
	l.seal(40, 3) // and it goes on
	before = int(l.l1.Inbox().BatchCount)
	l.complete()
	if n := int(l.l1.Inbox().BatchCount); n == before {
		l.t.Errorf("%d batches, and no more for 40 blocks", n)
	}
	l.count()
}

// step lets something happen.
func (l *lives) step() {
	switch l.rand.Intn(20) {
	case 0, 1, 2, 3:
		l.seal(1+l.rand.Intn(12), 3)
	case 4, 5, 6, 7:
		l.mine()
		l.crashMaybe(6)
	case 8:
		l.reorg()
		l.crashMaybe(2)
	case 9:
		l.l1.DropPool()
	case 10:
		l.crowd()
	case 11:
		l.lag = l.rand.Intn(3)
	case 12:
		l.refuse = true
		l.round()
	case 13:
		l.lose = true
		l.round()
	case 14:
		l.round()
		l.crashMaybe(1)
	case 15:
		l.now.left = 1 + l.rand.Intn(24)
		l.round()
	case 16, 17:
		l.now.sends = 1 + l.rand.Intn(4)
		l.round()
	default:
		l.round()
	}
}

// crashMaybe has the batcher die between two rounds, once in so many times.
func (l *lives) crashMaybe(once int) {
	if l.rand.Intn(once) == 0 {
		l.crash(l.phase())
	}
}

func gwei(n int) *big.Int { return new(big.Int).Mul(big.NewInt(int64(n)), big.NewInt(1e9)) }

// crowd has miners take nothing that is not dearer than the node suggests, until what waits has been raised at least
// once.
func (l *lives) crowd() {
	l.l1.SetPrices(gwei(1+l.rand.Intn(2)), gwei(2+l.rand.Intn(2)))
	for range l.rand.Intn(10) {
		l.mine()
		if l.rand.Intn(4) == 0 {
			l.now.sends = 1 + l.rand.Intn(3)
		}
		l.round()
	}
	if l.rand.Intn(2) == 0 {
		l.l1.SetPrices(gwei(1), gwei(1))
	}
}

// mine makes a block.
func (l *lives) mine() {
	before := l.node.Nonce(l.seat)
	l.l1.Mine(1, l1test.Spacing)
	l.landed = l.landed || l.node.Nonce(l.seat) > before
}

// reorg has L1 take back a few blocks; what they carried waits again or is lost, and the other seat may be quicker.
func (l *lives) reorg() {
	head, err := l.l1.Head(l.ctx)
	if err != nil {
		l.t.Fatal(err)
	}
	depth := 1 + l.rand.Intn(5)
	if head.Height <= l1anchor.Height(depth) {
		return
	}
	before := l.node.Nonce(l.seat)
	l.l1.Reorg(depth, depth+1)
	l.tally.reorgs++
	l.gone = l.gone || l.node.Nonce(l.seat) < before
	if l.rand.Intn(2) == 0 {
		l.l1.DropPool()
	}
	if l.rand.Intn(2) == 0 {
		l.overtake()
	}
}

// overtake has the other seat post what it would, at once.
func (l *lives) overtake() {
	lag := l.lag
	l.lag = 0
	defer func() { l.lag = lag }()
	if err := l.rival.Round(l.ctx); err != nil {
		l.t.Fatal(err)
	}
	mine := l.l1.Inbox().BatchCount
	l.mine()
	if n := l.l1.Inbox().BatchCount; n > mine {
		l.tally.rival++
		l.taken = l.gone
	}
}

// calm ends all trouble but that of prices.
func (l *lives) calm() {
	l.lag, l.refuse, l.lose, l.now.left, l.now.sends, l.still = 0, false, false, 0, 0, true
	l.l1.SetPrices(gwei(1), gwei(1+l.rand.Intn(2)))
}

// complete makes rounds and blocks until every batch that is closed is on L1. What a batcher offered and nobody wants
// any more may wait on, too cheap for the miners: it is replaced when there is something to post under its nonce.
func (l *lives) complete() {
	l.t.Helper()
	count, since := uint64(0), 0
	for n := 0; l.rest() > 0; n++ {
		if now := l.l1.Inbox().BatchCount; now != count {
			count, since = now, n
		}
		if n == since+patientBlocks {
			d, err := l.rig.Derived(l.ctx)
			l.t.Fatalf("no batch for %d blocks, yet %d blocks make one: %d transactions wait, nonce %d, derived %+v (%v)",
				patientBlocks, l.rest(), len(l.node.Waiting(l.seat)), l.node.Nonce(l.seat), d, err)
		}
		l.round()
		l.mine()
	}
}

// patientBlocks is longer than it takes to raise a price to the threefold, an eighth each three blocks.
const patientBlocks = 40

// rest is the number of blocks in the first batch that is closed and not on L1. It fails on what is void, on a gap
// and on what is there twice.
func (l *lives) rest() int {
	d, err := l.rig.Derived(l.ctx)
	if err != nil {
		l.t.Fatal(err)
	}
	rest, err := l.cfg.first(testChain, d.Hash, l.pieces()[d.Number:])
	if err != nil {
		l.t.Fatal(err)
	}
	return rest.blocks
}

// count adds what the schedule came to.
func (l *lives) count() {
	l.tally.batches += int(l.l1.Inbox().BatchCount)
	l.tally.reverts += len(l.l1.Reverts())
}

func (t *tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d crashes:", t.all())
	for at, n := range t.crashes {
		fmt.Fprintf(&b, "\n%8d %s", n, phaseNames[at])
	}
	fmt.Fprintf(&b, "\n%d batches on L1; %d reorgs, %d times another's batch was quicker, %d transactions refused, %d answers lost, "+
		"%d prices raised, %d transactions reverted", t.batches, t.reorgs, t.rival, t.refused, t.lost, t.raises, t.reverts)
	return b.String()
}
