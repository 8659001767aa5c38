// SPDX-License-Identifier: Apache-2.0

package derive_test

import (
	"math/big"
	"os"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/wire"
)

// What the bound on waiting is made of (DESIGN.md, "How long a forced transaction waits").
const (
	forceDelay = 86_400 // seconds
	hour       = 3_600
	perSecond  = 14 // messages that closing blocks pass for each second of L1's clock, at least
	perL1Block = 130
)

// forcedTx is a forced transaction of account 0 with the most gas that one may have.
func forcedTx(p *params.Params, nonce uint64, data types.DynamicFeeTx) []byte {
	data.ChainID, data.Nonce, data.Gas = chainID(p), nonce, p.GasLimit/32
	data.GasFeeCap, data.GasTipCap = new(big.Int).Mul(big.NewInt(1000), big.NewInt(1e9)), big.NewInt(1)
	return raw(sign(p, 0, &data))
}

// floods are what a flooder may append in front of a victim, by the number of the message.
var floods = map[string]func(p *params.Params) func(n uint64) []byte{
	"one transaction that trips the meter, again and again": func(p *params.Params) func(uint64) []byte {
		body := forcedTx(p, 0, types.DynamicFeeTx{To: &prover})
		return func(uint64) []byte { return body }
	},
	"calls that burn all their gas": func(p *params.Params) func(uint64) []byte {
		return func(n uint64) []byte { return forcedTx(p, n, types.DynamicFeeTx{To: &burner}) }
	},
	"creations of 15 M gas": func(p *params.Params) func(uint64) []byte {
		body := raw(sign(p, 0, &types.DynamicFeeTx{ChainID: chainID(p), Gas: 15_000_000, Data: []byte{0xfe},
			GasFeeCap: big.NewInt(2_000_000_000), GasTipCap: big.NewInt(1)}))
		return func(uint64) []byte { return body }
	},
	"bytes that are no transaction": func(*params.Params) func(uint64) []byte {
		return func(uint64) []byte { return []byte("junk") }
	},
}

// victim has account 1 ask for a transfer whose fee cap bears what a flood does to the base fee.
func victim(p *params.Params) []byte {
	return raw(sign(p, 1, &types.DynamicFeeTx{ChainID: chainID(p), Gas: 21_000, To: &burner, GasTipCap: big.NewInt(1),
		GasFeeCap: new(big.Int).Mul(big.NewInt(1e9), big.NewInt(1e6))}))
}

// ran tells whether the victim's transaction has run or had its turn.
func (r *rig) passed(message uint64) bool { return r.pos.Forced > message }

// TestFloods fills L1 blocks with messages at L1's full rate, a victim's behind them, and closes all of it by one
// empty batch: the victim has had its turn within the seconds that the bound allows. A minute of L1 here; ADIT_FLOOD
// names other seconds.
func TestFloods(t *testing.T) {
	seconds := 60
	if s := os.Getenv("ADIT_FLOOD"); s != "" {
		var err error
		if seconds, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	for name, flood := range floods {
		t.Run(name, func(t *testing.T) {
			p := testParams()
			r := newRig(p, newReal(t, p))
			body, time, n := flood(p), uint64(genesisTime), uint64(0)
			for ; time < genesisTime+uint64(seconds); time += 13 {
				for range perL1Block {
					r.inbox.add(l1anchor.Forced, time, body(n))
					n++
				}
			}
			r.inbox.add(l1anchor.Forced, time, victim(p))
			// L2's clock is pinned as far ahead as it may be: there is room for no more closing blocks than L1's
			// clock goes on.
			r.derive(t, l1anchor.Batch{Time: time, Data: plain(r.pos.Hash(), wire.Block{Elapsed: time + p.MaxDrift - genesisTime})})
			began := time
			for taken := uint64(0); !r.passed(n); {
				time += 13
				taken = min(taken+l1anchor.MaxBatchMsgs, uint64(len(r.inbox)))
				r.derive(t, l1anchor.Batch{Index: r.pos.Batch, Time: time, Consumed: taken})
				if waited := time - began; waited > n/perSecond+3*13 {
					t.Fatalf("behind %d messages it has waited %d s, at most %d", n, waited, n/perSecond+3*13)
				}
			}
			t.Logf("behind %d messages: %d s, %d blocks", n, time-began, r.pos.Number())
		})
	}
}

// TestHostileSeatOfFewBlocks has the only seat take a victim in behind 30 messages and then post one valid block a
// day, which passes sixteen. Somebody's checkpoint becomes overdue a day later: no data may leave it, and none may
// take it in before the queue has had its turns. So the victim's has come when the checkpoint is overdue.
func TestHostileSeatOfFewBlocks(t *testing.T) {
	for name, last := range map[string][]wire.Block{"data that takes it in": {{Elapsed: 1, Messages: 1}}, "an empty batch": nil} {
		p := testParams()
		r := newRig(p, newReal(t, p))
		for n := range uint64(60) {
			r.inbox.add(l1anchor.Forced, 1001, forcedTx(p, n, types.DynamicFeeTx{To: &burner}))
		}
		r.inbox.add(l1anchor.Forced, 1001, victim(p))
		r.derive(t, r.next(1001+forceDelay, wire.Block{Elapsed: 1, Messages: 61}))
		r.inbox.add(l1anchor.Checkpoint, 1001+forceDelay+hour, nil)
		b := r.next(1001+2*forceDelay, wire.Block{Elapsed: 1}) // a day later, just before the checkpoint is overdue
		b.Consumed--
		if out := r.derive(t, b); out.Breach != nil || r.passed(60) {
			t.Fatalf("%s: the block a day: %+v, queue at %d", name, out, r.pos.Forced)
		}
		out := r.derive(t, r.next(1001+2*forceDelay+hour+1, last...))
		if !r.passed(60) || out.Left != 0 || out.Waiting {
			t.Errorf("%s: %+v, queue at %d of %d", name, out, r.pos.Forced, r.pos.Consumed)
		}
	}
}

// TestHostileSeatThatPins has the seat put L2's clock as far ahead as it may go and let a void batch consume the
// messages in the same second: nothing is taken in, and the inbox says that nothing waits. Whatever comes next has to
// take them in.
func TestHostileSeatThatPins(t *testing.T) {
	for name, last := range map[string][]wire.Block{"data that goes on": {{Elapsed: 1}}, "an empty batch": nil} {
		p := testParams()
		r := newRig(p, newReal(t, p))
		time := uint64(1001 + forceDelay)
		for n := range uint64(60) {
			r.inbox.add(l1anchor.Forced, 1001, forcedTx(p, n, types.DynamicFeeTx{To: &burner}))
		}
		r.inbox.add(l1anchor.Forced, 1001, victim(p))
		r.derive(t, l1anchor.Batch{Time: time, Data: plain(r.pos.Hash(), wire.Block{Elapsed: time + p.MaxDrift - genesisTime})})
		void := r.next(time)
		void.Data = []byte{0xff}
		if out := r.derive(t, void); out.Closing != 0 || out.Left != 61 {
			t.Fatalf("%s: %+v, want no room and 61 messages left", name, out)
		}
		r.inbox.add(l1anchor.Checkpoint, time+hour, nil)
		out := r.derive(t, r.next(time+hour+forceDelay+1, last...))
		if !r.passed(60) || out.Left != 0 || out.Waiting {
			t.Errorf("%s: %+v, queue at %d of %d", name, out, r.pos.Forced, r.pos.Consumed)
		}
	}
}

// TestMostClosing has more to do than one batch may close: it ends after its last closing block, though there is time
// for more, and the next batch goes on.
func TestMostClosing(t *testing.T) {
	if derive.MaxClosing != 65_536 || derive.MaxLag != 86_400 {
		t.Errorf("%d closing blocks, from %d s before L1 time on; want 65536 and 86400", derive.MaxClosing, derive.MaxLag)
	}
	p := testParams()
	r := newRig(p, newFake(p))
	for range 2 * wire.MaxBlockMessages {
		r.inbox.add(l1anchor.Checkpoint, 1001, nil)
	}
	b := r.next(genesisTime + 2*forceDelay)
	r.pos.Closing, r.pos.Block = true, derive.MaxClosing-1
	out := r.derive(t, b)
	if out.Closing != 1 || out.Left != wire.MaxBlockMessages || r.pos.Batch != 1 || r.pos.Block != 0 || r.pos.Closing {
		t.Errorf("the last one: %+v, then batch %d, block %d", out, r.pos.Batch, r.pos.Block)
	}
	if out := r.derive(t, r.next(b.Time)); out.Closing != 1 || out.Left != 0 {
		t.Errorf("the next batch: %+v", out)
	}
}
