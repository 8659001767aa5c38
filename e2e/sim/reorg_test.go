// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/batcher"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/transition"
)

// reorgSpacing is the seconds between two L1 blocks here. L2 makes a block each second, so at Ethereum Classic's pace
// 10,000 L1 blocks would be 130,000 of L2.
const reorgSpacing = 1

// reorgDepths are those of ADIT_REORGS, such as 300,3693,7200,10000. Ethereum Classic has been through the second
// and, about, the third.
func reorgDepths(t *testing.T) (depths []int) {
	text := os.Getenv("ADIT_REORGS")
	if text == "" {
		text = "300"
	}
	for _, s := range strings.Split(text, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 100 {
			t.Fatalf("ADIT_REORGS: depth %q, want a number from 100 on", s)
		}
		depths = append(depths, n)
	}
	return depths
}

// TestReorg has L1 take back a branch of so many blocks at once, in virtual time, with three sequencers, a batcher
// and a verifier on it. On the branch were batches and, but for the last case, messages that L2 has consumed; of
// these a deposit and a forced transaction never come back.
func TestReorg(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive the simulation, so outside of it
	for _, depth := range reorgDepths(t) {
		for _, test := range []struct {
			name string
			how  reorgKind
		}{
			{"the node gives transactions back to its pool", reorgKind{messages: true}},
			{"the node forgets transactions, and a member sleeps", reorgKind{messages: true, forgotten: true, asleep: true}},
			{"batches only", reorgKind{forgotten: true}},
		} {
			t.Run(fmt.Sprintf("%d/%s", depth, test.name), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { newReorged(t, test.how).live(depth) })
			})
		}
	}
}

// reorgKind says what is on the branch that goes, and what becomes of it.
type reorgKind struct {
	messages  bool // consumed ones
	forgotten bool // what the branch carried is gone, and whoever wants it on L1 sends it again
	asleep    bool // one member is away while it happens, and has to find out
}

// reorged is a rollup whose L1 takes a branch back.
type reorged struct {
	*sim
	kind     reorgKind
	chain    *chain.Chain // of the verifier
	verifier *stateroot.Deriver

	deposits int                  // all that L2 should have in the end
	early    int                  // those that are not on the branch
	forced   []*types.Transaction // that come back
	doomed   []*types.Transaction // acknowledged, and impossible without the messages that do not come back

	// when L1 went back
	sealed  transition.Head // newest block
	derived stateroot.Place
}

// Accounts of L1 that send messages.
var (
	faithful = common.Address{0xfa} // sends its messages again
	fickle   = common.Address{0xf1} // does not: it puts something else under its nonce
)

const (
	forcer account = 2 // its transactions are forced in and come again
	jilted account = 3 // … and do not
)

var depositor = common.Address{0xde} // gets deposits that come back

func newReorged(t *testing.T, kind reorgKind) *reorged {
	r := &reorged{sim: newSim(t, plan{deep: true}), kind: kind}
	var err error
	r.chain, r.verifier, err = r.derive(filepath.Join(r.dir, "verifier"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// derive opens a verifier.
func (r *reorged) derive(dir string) (*chain.Chain, *stateroot.Deriver, error) {
	c, err := chain.Open(chain.Config{Dir: dir, CacheMB: 16, Quiet: true}, r.rollup, r.log)
	if err != nil {
		return nil, nil, err
	}
	return c, stateroot.New(stateroot.Config{Poll: time.Second, Lead: true, Policy: r.policy(), Now: time.Now}, r.rollup, c, r.l1, r.log), nil
}

// live goes through everything.
func (r *reorged) live(depth int) {
	for _, m := range r.members {
		m.start()
	}
	ctx, stop := context.WithCancel(context.Background())
	var parts sync.WaitGroup
	defer r.end(stop, &parts)
	parts.Go(func() { r.postAll(ctx) })
	parts.Go(func() {
		if err := r.verifier.Run(ctx); err != nil {
			r.t.Error(err)
		}
	})
	clients, stopClients := context.WithCancel(ctx)
	for i := range 2 {
		w := r.wallet(account(i))
		w.pause = 3 * time.Second
		parts.Go(func() { w.run(clients) })
	}
	r.deposit(depositor, 7)
	r.early = r.deposits
	r.mineFor(20)
	fork := r.tip()
	r.fill(depth)
	time.Sleep(settled)
	if r.kind.asleep {
		r.members[2].crash()
	}
	r.goBack(fork)
	if r.kind.asleep {
		r.mineFor(30)
		r.members[2].start()
	}
	r.await("transactions to have had their second turn", r.settledAll)
	r.mineFor(20)
	stopClients()
	r.mineFor(5)
	top := r.head()
	r.await("all blocks to be posted", func() bool { return r.verifier.Status().Tip.Number >= top.Number() })
	time.Sleep(settled)
	r.check(ctx, depth)
}

// end leaves nothing running, which the simulation wants also when the test has failed.
func (r *reorged) end(stop context.CancelFunc, parts *sync.WaitGroup) {
	stop()
	for _, m := range r.members {
		m.crash()
	}
	parts.Wait()
	r.hangUp()
	if err := r.chain.Close(); err != nil {
		r.t.Error(err)
	}
	time.Sleep(2 * time.Minute) // libraries end goroutines a while after they were closed
}

// postAll runs a batcher, one that sends no messages of its own.
func (r *reorged) postAll(ctx context.Context) {
	cfg := batcher.Default()
	cfg.MaxAge, cfg.Checkpoint = 20*time.Second, 0
	if err := r.postAs(ctx, cfg); err != nil {
		r.t.Error(err)
	}
}

func (r *reorged) tip() l1anchor.Ref {
	at, err := r.l1.Head(context.Background())
	if err != nil {
		r.t.Fatal(err)
	}
	return at
}

// head is the newest block of the first member.
func (r *reorged) head() transition.Head {
	at, err := r.members[0].life().Chain().Head()
	if err != nil {
		r.t.Fatal(err)
	}
	return at
}

// settled is how long everybody takes to hear of the newest L1 block.
const settled = 3 * time.Second

// mineFor lets so many L1 blocks pass.
func (r *reorged) mineFor(blocks int) {
	for range blocks {
		r.l1.Mine(1, reorgSpacing)
		time.Sleep(reorgSpacing * time.Second)
	}
}

// await mines until something is so.
func (r *reorged) await(what string, ok func() bool) {
	r.t.Helper()
	for range 3_000 {
		if ok() {
			return
		}
		r.mineFor(1)
	}
	r.t.Fatalf("waited 3,000 L1 blocks in vain for %s; the verifier is at %+v", what, r.verifier.Status().Tip)
}

// fill mines the branch that will go.
func (r *reorged) fill(depth int) {
	until := r.tip().Height + l1anchor.Height(depth)
	if r.kind.messages {
		r.deposit(depositor, 7)
		r.force(faithful, forcer, 0)
		r.force(fickle, jilted, 0)
		broke := r.stranger()
		r.l1.Message(l1anchor.Deposit, fickle, depositBody(broke.address(), 1e9))
		r.await("the messages on L2", func() bool { return r.balance(broke.address()).Sign() > 0 && r.head().Consumed >= 5 })
		r.spend(broke, 0)
		r.spend(jilted, 1)
	}
	for step := max(depth/20, 1); r.tip().Height < until; {
		if r.kind.messages && int(until-r.tip().Height)%step == 0 {
			r.deposit(depositor, 7)
			r.force(faithful, forcer, uint64(len(r.forced)))
		}
		r.mineFor(1)
	}
	r.sealed, r.derived = r.head(), r.verifier.Status().Tip
	if r.derived.Number+100 < r.sealed.Number() || r.kind.messages && r.sealed.Consumed < 20 {
		r.t.Fatalf("before the reorg %d blocks are sealed, %d derived, %d messages consumed: it would not show anything", r.sealed.Number(), r.derived.Number, r.sealed.Consumed)
	}
}

// stranger has an account that holds nothing at genesis.
func (r *reorged) stranger() account { return 100 }

func depositBody(to common.Address, gwei uint64) []byte {
	return binary.BigEndian.AppendUint64(to.Bytes(), gwei)
}

func (r *reorged) deposit(to common.Address, gwei uint64) {
	r.l1.Message(l1anchor.Deposit, faithful, depositBody(to, gwei))
	r.deposits++
}

// force offers a transfer of a client to the inbox, as an L1 transaction of its own.
func (r *reorged) force(by common.Address, client account, nonce uint64) {
	tx := r.wallet(client).transfer(nonce)
	if by == faithful {
		r.forced = append(r.forced, tx)
	}
	r.offer(by, tx)
}

func (r *reorged) offer(by common.Address, forced ...*types.Transaction) {
	var calls []l1anchor.Call
	for _, tx := range forced {
		raw, err := tx.MarshalBinary()
		if err != nil {
			r.t.Fatal(err)
		}
		calls = append(calls, messageCall(l1anchor.Forced, raw))
	}
	if err := r.l1.Sender(by).Offer(context.Background(), calls); err != nil {
		r.t.Fatal(err)
	}
}

func messageCall(kind l1anchor.Kind, body []byte) l1anchor.Call {
	return l1anchor.Call{To: l1test.InboxAddress, Data: (&l1anchor.MessageCall{Kind: kind, Body: body}).Encode(), Gas: 300_000}
}

// spend has an account send a transfer that only the messages of the branch make possible.
func (r *reorged) spend(from account, nonce uint64) {
	w := r.wallet(from)
	tx := w.transfer(nonce)
	w.submit(context.Background(), tx, w.random)
	r.doomed = append(r.doomed, tx)
}

// goBack puts an empty branch with more work in the place of the one from fork on. Whoever wants something on L1
// sends it again, but for the sender who uses its nonce for something else, and the deposit that nobody repeats.
func (r *reorged) goBack(fork l1anchor.Ref) {
	depth := int(r.tip().Height - fork.Height)
	r.l1.MineOn(fork.Hash, depth+1, reorgSpacing)
	if !r.kind.messages {
		r.l1.DropPool()
		return
	}
	if err := r.l1.Sender(fickle).Offer(context.Background(), []l1anchor.Call{messageCall(l1anchor.Checkpoint, nil)}); err != nil {
		r.t.Fatal(err)
	}
	r.l1.DropMessages(fickle)
	if r.kind.forgotten {
		r.l1.DropPool()
		for range r.deposits - r.early {
			r.l1.Message(l1anchor.Deposit, faithful, depositBody(depositor, 7))
		}
		r.offer(faithful, r.forced...)
	}
}

// settledAll tells whether the members have done what the reorg asks of them.
func (r *reorged) settledAll() bool {
	for _, m := range r.members {
		count, waiting := m.life().Stage.Rebases()
		if r.kind.messages && count == 0 || waiting > 0 {
			return false
		}
	}
	return true
}

// balance is what an account holds at the newest block of the first member.
func (r *reorged) balance(of common.Address) *big.Int {
	st, err := r.members[0].life().Chain().State(r.head())
	if err != nil {
		r.t.Fatal(err)
	}
	return st.GetBalance(of).ToBig()
}
