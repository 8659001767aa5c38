// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/sequencer/cluster/clustertest"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/wire"
)

// Who is on L1 beside our batcher. Of two calls in one block the one from the lower address comes first.
var (
	earlySeat = common.Address{0x01}
	lateSeat  = common.Address{0xf1}
	stranger  = common.Address{0x77}
)

// attack is a way to use L1 against the rollup.
type attack struct {
	name   string
	delay  uint64 // forceDelay in seconds; 0: a day
	quiet  uint64 // silence in L1 blocks; 0: longer than the test
	blocks int    // L1 blocks that it goes on for
	silent bool   // our batcher does not run meanwhile
	moves  bool   // L1 dictates another chain, so that acknowledged transactions may get another place
	luck   bool   // … or may not, as timing has it
	act    func(h *hostile, block int)
}

// hostile is a simulation under attack.
type hostile struct {
	*sim
	random *rand.Rand
	all    context.Context
	parts  sync.WaitGroup
	unpost func() // ends our batcher; nil: it does not run
}

// TestHostileL1 puts what an adversary can do with L1 against the real sequencers, batcher and derivation. After each
// attack everybody must come to the same chain as somebody new, with every acknowledged transaction in it in order, a
// record of each that moved, and every forced transaction executed or dropped for a reason. A case is run again with
//
//	ADIT_SEED=n ADIT_SEEDS=1 go test -run 'TestHostileL1/its name' ./e2e/sim
func TestHostileL1(t *testing.T) {
	core.SenderCacher() // starts goroutines that outlive the simulation, so outside of it
	first, seeds := clustertest.Number(t, "ADIT_SEED", 1), clustertest.Number(t, "ADIT_SEEDS", 1)
	for _, a := range attacks() {
		for seed := first; seed < first+seeds; seed++ {
			t.Run(fmt.Sprintf("%s/%d", a.name, seed), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { withstand(t, a, seed) })
			})
		}
	}
}

// withstand lives through one attack.
func withstand(t *testing.T, a attack, seed uint64) {
	h := newHostile(t, a, seed)
	var stop context.CancelFunc
	h.all, stop = context.WithCancel(context.Background())
	for _, m := range h.members {
		m.start()
	}
	clients, stopClients := context.WithCancel(h.all)
	for i := range 2 {
		w := h.wallet(account(i))
		w.pause = 900 * time.Millisecond
		h.parts.Go(func() { w.run(clients) })
	}
	h.post()
	for range 6 {
		h.mineOne()
	}
	if a.silent {
		h.unpost()
	}
	for block := range a.blocks {
		h.pause()
		a.act(h, block) // knowing all that there is
		h.mineNow()
	}
	if a.silent {
		h.post()
	}
	for range 6 {
		h.mineOne()
	}
	stopClients()
	h.settle()
	h.checkHostile(a)
	h.unpost()
	stop()
	for _, m := range h.members {
		m.crash()
	}
	h.parts.Wait()
	h.sim.parts.Wait()
	h.hangUp()
	time.Sleep(2 * time.Minute) // libraries end goroutines a while after they were closed
}

func newHostile(t *testing.T, a attack, seed uint64) *hostile {
	h := &hostile{sim: newSim(t, plan{seed: seed, deep: a.moves}), random: rand.New(rand.NewPCG(seed, 7))}
	rules := l1test.Rules{Seats: []common.Address{seat, earlySeat, lateSeat}, ForceDelay: 86_400, Silence: 100_000, MaxMessages: 130}
	if a.delay != 0 {
		rules.ForceDelay = a.delay
	}
	if a.quiet != 0 {
		rules.Silence = a.quiet
	}
	h.rollup.ForceDelay = rules.ForceDelay
	h.standOn(l1test.New(l1test.Config{Rules: rules, Time: h.rollup.GenesisTime}))
	for i := range forcers {
		h.rollup.Alloc[account(firstForcer+i).address()] = types.Account{Balance: new(big.Int).Mul(big.NewInt(1e6), big.NewInt(gethparams.Ether))}
	}
	return h
}

// post starts our batcher.
func (h *hostile) post() {
	ctx, stop := context.WithCancel(h.all)
	done := make(chan struct{})
	h.parts.Go(func() { defer close(done); h.sim.post(ctx) })
	h.unpost = func() { stop(); <-done }
}

func (h *hostile) mineOne() {
	h.pause()
	h.mineNow()
}

// pause waits for as long as a block takes, more or less.
func (h *hostile) pause() {
	time.Sleep(time.Duration(5_000+h.random.IntN(16_000)) * time.Millisecond)
}

// mineNow mines a block of what waits.
func (h *hostile) mineNow() {
	head, err := h.l1.Head(h.all)
	if err != nil {
		h.t.Fatal(err)
	}
	last, err := h.l1.BlockByHash(h.all, head.Hash)
	if err != nil {
		h.t.Fatal(err)
	}
	h.l1.Mine(1, uint64(time.Now().Unix())-last.Time)
}

// settleBlocks is how long everything that was left over may take after an attack: more than the drift that blocks
// may have.
const settleBlocks = 360

// settle mines until all members have the same derived head, which has everything that was acknowledged and all
// messages.
func (h *hostile) settle() {
	for range settleBlocks {
		h.mineOne()
		if h.settled() {
			return
		}
	}
	for _, m := range h.members {
		tip, sealed := m.tip(), m.life().Stage.Sealed()
		_, waiting := m.life().Stage.Rebases()
		h.t.Errorf("%s: derived to block %d, %d of %d messages consumed in %d batches, sealed block %d with the queue at %d of %d, %d wait for a second turn",
			m.id, tip.Number, tip.Consumed, tip.Messages, tip.Batches, sealed.Number(), sealed.Forced, sealed.Consumed, waiting)
	}
	h.t.Fatalf("nothing has settled after %d L1 blocks; reverts %v", settleBlocks, count(h.l1.Reverts()))
}

func (h *hostile) settled() bool {
	for _, m := range h.members {
		tip := m.tip()
		if tip.Consumed != uint64(len(h.l1.Inbox().Messages)) || !h.carried(m, tip.Number) {
			return false
		}
		own, err := m.life().Chain().HeadByNumber(tip.Number)
		if _, waiting := m.life().Stage.Rebases(); err != nil || own.Hash() != tip.Head || own.Forced != own.Consumed || waiting != 0 {
			return false
		}
	}
	return true
}

// carried says that L1 has all that was acknowledged, as far as it is in a block of the member's. The block may be
// another one than was acknowledged, with a lower number: idle blocks are far apart, so that a chain which was left
// may have been longer.
func (h *hostile) carried(m *member, derived uint64) bool {
	for _, a := range h.history.acknowledged() {
		if number, _, ok := m.life().Chain().Lookup(a.tx); ok && number > derived {
			return false
		}
	}
	return true
}

// tip is how far the member has derived.
func (m *member) tip() stateroot.Place { return m.life().Deriver().Status().Tip }

// count is how often each error is there.
func count(errs []error) map[string]int {
	n := make(map[string]int)
	for _, err := range errs {
		n[err.Error()]++
	}
	return n
}

// append offers batches to L1, one behind the other, from where the inbox stands now.
func (h *hostile) append(from common.Address, consumed uint64, data ...[]byte) {
	x := h.l1.Inbox()
	var calls []l1anchor.Call
	index, prev := x.BatchCount, x.Tail
	for _, d := range data {
		c := l1anchor.BatchCall{Index: index, Prev: prev, Consumed: consumed, Data: d}
		calls = append(calls, l1anchor.Call{To: l1test.InboxAddress, Data: c.Encode(), Gas: 8_000_000})
		index, prev = index+1, (&l1anchor.Batch{Data: d}).Tail()
	}
	if err := h.l1.Sender(from).Offer(h.all, calls); err != nil {
		h.t.Error(err)
	}
}

// all messages of the inbox, as far as one batch may take them.
func (h *hostile) most() uint64 {
	x := h.l1.Inbox()
	return min(uint64(len(x.Messages)), x.Consumed+l1anchor.MaxBatchMsgs)
}

// junk are random bytes, some of which look like the beginning of a batch.
func (h *hostile) junk(size int) []byte {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(h.random.Uint32())
	}
	if size > 33 && h.random.IntN(2) == 0 {
		b[0] = byte(h.random.IntN(3))
		head := h.members[0].tip().Head
		copy(b[1:], head[:])
	}
	return b
}

// ownChain is a batch of blocks on the derived head that nobody sealed: each so many seconds after its parent, with a
// transaction of the attacker's. The first takes in messages up to consumed.
func (h *hostile) ownChain(consumed uint64, seconds ...uint64) []byte {
	tip := h.members[0].tip()
	b := &wire.Batch{Parent: tip.Head}
	for i, s := range seconds {
		block := wire.Block{Elapsed: s, Txs: []*types.Transaction{h.l2Transfer(attackerPlace, h.nonce(tip)+uint64(i))}}
		if i == 0 {
			block.Messages = consumed - min(consumed, h.cursor(tip))
		}
		b.Blocks = append(b.Blocks, block)
	}
	data, err := wire.Encode(new(big.Int).SetUint64(h.rollup.ChainID), b)
	if err != nil {
		h.t.Fatal(err)
	}
	return data
}

// nonce is the attacker's at the derived head.
func (h *hostile) nonce(tip stateroot.Place) uint64 {
	c := h.members[0].life().Chain()
	head, err := c.HeadAt(tip.Head)
	if err != nil {
		h.t.Fatal(err)
	}
	state, err := c.State(head)
	if err != nil {
		h.t.Fatal(err)
	}
	return state.GetNonce(account(attackerPlace).address())
}

// cursor is how many messages the derived head has taken in.
func (h *hostile) cursor(tip stateroot.Place) uint64 {
	head, err := h.members[0].life().Chain().HeadAt(tip.Head)
	if err != nil {
		h.t.Fatal(err)
	}
	return head.Consumed
}

// behind is how many seconds the derived head is behind the clock.
func (h *hostile) behind() uint64 {
	head, err := h.members[0].life().Chain().HeadAt(h.members[0].tip().Head)
	if err != nil {
		h.t.Fatal(err)
	}
	now := uint64(time.Now().Unix())
	return max(now, head.Time()+1) - head.Time()
}

// Accounts on L2 that are not our clients': those that force transactions in, the last of them the attacker's own.
const (
	firstForcer   = 100
	forcers       = 5
	attackerPlace = firstForcer + forcers - 1
)

func (h *hostile) l2Transfer(place int, nonce uint64) *types.Transaction {
	return h.l2Tx(h.rollup.ChainID, place, nonce, gethparams.TxGas, &stranger, nil)
}

// burner takes all the gas that a forced transaction may have: a creation whose code never ends.
func (h *hostile) burner(place int, nonce uint64) *types.Transaction {
	return h.l2Tx(h.rollup.ChainID, place, nonce, gethparams.MaxTxGas, nil, []byte{0x5b, 0x5f, 0x56})
}

func (h *hostile) l2Tx(chainID uint64, place int, nonce, gas uint64, to *common.Address, data []byte) *types.Transaction {
	key := account(place).key()
	id := new(big.Int).SetUint64(chainID)
	return types.MustSignNewTx(key, types.LatestSignerForChainID(id), &types.DynamicFeeTx{
		ChainID: id, Nonce: nonce, Gas: gas, To: to, Data: data, GasFeeCap: big.NewInt(1000 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// force puts a forced transaction of one of the accounts into the inbox: whether it can run is the rules' to say.
func (h *hostile) force(body []byte) {
	h.l1.Message(l1anchor.Forced, stranger, body)
}

func raw(t *testing.T, tx *types.Transaction) []byte {
	b, err := tx.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (h *hostile) now() time.Time { return time.Now() }

// sealed are batches of what the sequencers have sealed and L1 does not hold, n blocks each; as many as take in no
// message.
func (h *hostile) sealed(n int) (list [][]byte) {
	life, tip := h.members[0].life(), h.members[0].tip()
	parent := tip.Head
	consumed := h.cursor(tip)
	for at := tip.Number; ; {
		b := &wire.Batch{Parent: parent}
		before, err := life.Chain().HeadAt(parent)
		if err != nil {
			return list
		}
		last := before.Time()
		for range n {
			block, err := life.Chain().BlockByNumber(at + 1)
			if err != nil || block.ParentHash() != parent || block.Consumed != consumed {
				return list
			}
			b.Blocks = append(b.Blocks, wire.Block{Elapsed: block.Time() - last, Txs: block.Own()})
			parent, last, at = block.Hash(), block.Time(), at+1
		}
		data, err := wire.Encode(new(big.Int).SetUint64(h.rollup.ChainID), b)
		if err != nil {
			h.t.Fatal(err)
		}
		list = append(list, data)
	}
}
