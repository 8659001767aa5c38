// SPDX-License-Identifier: Apache-2.0

package vectors_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/contracts/bindings"
	"github.com/layeredpow/adit/contracts/evm"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
)

// twins are the deployed bytecode and the inbox that l1test tells again in Go. Every action is done to both, one
// transaction to a block, and both must end in the same state or refuse for the same reason.
type twins struct {
	*inbox
	chain    *l1test.Chain
	seats    []common.Address
	stranger common.Address
	reverts  int             // transactions that the Go side has refused so far
	reasons  map[string]bool // that the contract has given for refusing
}

func newTwins(t testing.TB) *twins {
	t.Helper()
	m := newMachine(t)
	m.height = 0
	w := &twins{reasons: make(map[string]bool), seats: []common.Address{m.account(1), m.account(2)}, stranger: m.account(3)}
	w.inbox = m.deployInbox(w.seats...)
	w.chain = l1test.New(l1test.Config{
		Time:  m.time,
		Rules: l1test.Rules{Seats: w.seats, Bridge: w.bridge, ForceDelay: forceDelay, Silence: silence, MaxMessages: maxMessages},
	})
	return w
}

// pass mines blocks without transactions.
func (w *twins) pass(blocks int, spacing uint64) {
	head := w.chain.Mine(blocks, spacing)
	w.height, w.time = uint64(head.Height), w.time+uint64(blocks)*spacing
	w.miner = l1test.Miner(head.Height)
}

// block mines one block on the Go side with what waits there, and makes it the one around the next transaction.
func (w *twins) block(spacing uint64) *l1anchor.Block {
	w.t.Helper()
	head := w.chain.Mine(1, spacing)
	b, err := w.chain.BlockByHash(context.Background(), head.Hash)
	if err != nil {
		w.t.Fatal(err)
	}
	w.height, w.time, w.parent, w.miner = uint64(b.Height), b.Time, b.Parent, l1test.Miner(b.Height)
	return b
}

// call sends the same input from the same account to both.
func (w *twins) call(from common.Address, input []byte) {
	w.t.Helper()
	offer := []l1anchor.Call{{To: l1test.InboxAddress, Data: input, Gas: evm.BlockGas}}
	if err := w.chain.Sender(from).Offer(context.Background(), offer); err != nil {
		w.t.Fatal(err)
	}
	b := w.block(13)
	result, logs := w.send(from, &w.at, 0, input)
	w.agree(b, result, logs)
}

// bridged sends a message through the stand-in bridge, from an account with money.
func (w *twins) bridged(kind l1anchor.Kind, to common.Address, gwei uint64, data []byte) {
	w.t.Helper()
	abi, value := bindings.NewStandInBridge(), new(common.Hash).Big()
	var input, body []byte
	if kind == l1anchor.Deposit {
		input = abi.PackDeposit(to)
		body = binary.BigEndian.AppendUint64(to[:], gwei)
	} else {
		input = abi.PackCall(to, data)
		value.SetUint64(gwei * 1e9)
		body = append(append(to[:], common.BigToHash(value).Bytes()...), data...)
	}
	w.chain.Message(kind, w.stranger, body)
	b := w.block(13)
	result, logs := w.send(w.stranger, &w.bridge, gwei*1e9, input)
	w.agree(b, result, logs)
}

// agree compares the outcome of one transaction and all that the contract keeps.
func (w *twins) agree(b *l1anchor.Block, result *core.ExecutionResult, logs []*types.Log) {
	w.t.Helper()
	var want string
	if errs := w.chain.Reverts(); len(errs) > w.reverts {
		want = errs[len(errs)-1].Error()
		w.reverts = len(errs)
	}
	if result.Failed() != (want != "") {
		w.t.Fatalf("contract: %v %q, Go: %q", result.Err, w.reason(result), want)
	}
	// What Solidity's decoder refuses has no reason.
	if got := w.reason(result); result.Failed() && got != want && (got != "" || want != "OddEncoding") {
		w.t.Fatalf("reason to refuse: contract %q, Go %q", got, want)
	}
	w.reasons[w.reason(result)] = true

	in, got := w.chain.Inbox(), w.contractState()
	expected := bindings.StateOutput{
		BatchCount: in.BatchCount, Consumed: in.Consumed, MessageCount: uint64(len(in.Messages)),
		LastSeat: uint64(in.LastSeat), Tail: in.Tail, BatchAcc: in.BatchAcc, Milestone: in.Milestone,
	}
	if got != expected {
		w.t.Fatalf("state:\n contract %+v\n Go       %+v", got, expected)
	}
	if len(logs) != len(b.Messages) {
		w.t.Fatalf("%d events, %d messages", len(logs), len(b.Messages))
	}
	for i, m := range b.Messages {
		event, err := w.abi.UnpackMessageAppendedEvent(logs[i])
		if err != nil {
			w.t.Fatal(err)
		}
		acc := in.MsgAccs[m.Index+1]
		if event.Index != m.Index || event.Kind != uint8(m.Kind) || event.Sender != m.Sender ||
			event.Acc != acc || !bytes.Equal(event.Body, m.Body) {
			w.t.Fatalf("event:\n contract %+v\n Go       %+v %v", event, m, acc)
		}
		if stored, err := w.abi.UnpackMsgAcc(w.view(w.abi.PackMsgAcc(m.Index + 1))); err != nil || stored != acc {
			w.t.Fatalf("message accumulator %d: contract %x (%v), Go %v", m.Index+1, stored, err, acc)
		}
	}
}

// next is a batch that is right in every respect, when its sender may send one.
func (w *twins) next(consumed uint64, data []byte) *l1anchor.BatchCall {
	in := w.chain.Inbox()
	return &l1anchor.BatchCall{Index: in.BatchCount, Prev: in.Tail, Consumed: consumed, Data: data}
}

// act does the next thing that r says.
func (w *twins) act(r *rand.Rand) {
	w.t.Helper()
	in := w.chain.Inbox()
	anybody := append([]common.Address{w.stranger}, w.seats...)[r.IntN(3)]
	messages := uint64(len(in.Messages))
	between := in.Consumed + r.Uint64N(messages-in.Consumed+1)

	switch r.IntN(12) {
	case 0, 1:
		m := l1anchor.MessageCall{Kind: l1anchor.Kind(r.IntN(6)), Body: junk(r, 200)}
		if r.IntN(20) == 0 {
			m.Body = make([]byte, l1anchor.MaxBody+r.IntN(3)-1)
		}
		w.call(anybody, m.Encode())
	case 2:
		w.bridged(l1anchor.Deposit, anybody, 1+r.Uint64N(1000), nil)
	case 3:
		w.bridged(l1anchor.BridgeCall, anybody, r.Uint64N(1000), junk(r, 100))
	case 4, 5, 6:
		w.call(w.seats[r.IntN(2)], w.next(between, junk(r, 300)).Encode())
	case 7:
		w.call(anybody, w.next(messages, nil).Encode())
	case 8:
		data := junk(r, 30)
		if r.IntN(20) == 0 {
			data = make([]byte, l1anchor.MaxBatchData+r.IntN(3)-1)
		}
		w.call(anybody, w.next(between, data).Encode())
	case 9: // one thing wrong
		c := w.next(between, junk(r, 50))
		switch r.IntN(4) {
		case 0:
			c.Index += r.Uint64N(3) - 1
		case 1:
			c.Prev[r.IntN(8)] ^= 1
		case 2:
			c.Consumed += 1 + r.Uint64N(2)*r.Uint64()
		case 3:
			c.Consumed -= 1
		}
		w.call(anybody, c.Encode())
	case 10: // bytes that no encoder makes
		input := w.next(between, junk(r, 50)).Encode()
		switch at := 4 + r.IntN(len(input)-4); r.IntN(3) {
		case 0:
			input[at] ^= 1 << r.IntN(8)
		case 1:
			input = input[:at]
		case 2:
			input = append(input, junk(r, 40)...)
		}
		w.call(w.seats[0], input)
	case 11:
		switch r.IntN(3) {
		case 0:
			w.pass(1, forceDelay+r.Uint64N(3)-1)
		case 1:
			w.pass(silence-2+r.IntN(3), 1)
		case 2:
			w.pass(1, forceDelay/2)
		}
	}
}

func junk(r *rand.Rand, most int) []byte {
	b := make([]byte, r.IntN(most))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// TestRules walks through random histories, which must meet every reason to refuse that the two have in common.
func TestRules(t *testing.T) {
	unmet := map[string]bool{
		"": true, "OddEncoding": true, "ConsumedOutOfRange": true, "MessageOverdue": true, "NotSeated": true,
		"WrongIndex": true, "WrongPredecessor": true, "BodyTooLong": true, "KindNotAllowed": true, "DataTooLong": true,
	}
	for seed := range uint64(20) {
		w := newTwins(t)
		r := rand.New(rand.NewPCG(seed, 0xad17))
		for range 150 {
			w.act(r)
		}
		for reason := range w.reasons {
			delete(unmet, reason)
		}
	}
	if len(unmet) != 0 {
		t.Errorf("the histories never met: %v", slices.Sorted(maps.Keys(unmet)))
	}
}

// TestMilestones crosses two milestones.
func TestMilestones(t *testing.T) {
	w := newTwins(t)
	w.call(w.stranger, (&l1anchor.MessageCall{Kind: l1anchor.Checkpoint}).Encode())
	for i := range 2*l1anchor.MilestoneBatches + 1 {
		w.call(w.seats[i%2], w.next(1, []byte{byte(i)}).Encode())
	}
	if in := w.chain.Inbox(); in.Milestone == (common.Hash{}) || in.BatchCount != 2*l1anchor.MilestoneBatches+1 {
		t.Errorf("milestone %v after %d batches", in.Milestone, in.BatchCount)
	}
}

// TestBacklog clears more overdue messages than one batch may take.
func TestBacklog(t *testing.T) {
	w := newTwins(t)
	forced := l1anchor.MessageCall{Kind: l1anchor.Forced}
	for left := l1anchor.MaxBatchMsgs + 4; left > 0; left -= maxMessages {
		for range min(left, maxMessages) {
			w.chain.Message(forced.Kind, w.stranger, forced.Body)
		}
		w.block(13)
		for range min(left, maxMessages) {
			w.must(w.stranger, forced.Encode())
		}
	}
	w.call(w.stranger, forced.Encode())
	w.pass(1, forceDelay+1)
	w.call(w.seats[0], w.next(l1anchor.MaxBatchMsgs, []byte("data")).Encode())
	w.call(w.seats[0], w.next(l1anchor.MaxBatchMsgs-1, nil).Encode())
	if w.reverts != 2 {
		t.Errorf("%d refused, want 2", w.reverts)
	}
	w.call(w.stranger, w.next(l1anchor.MaxBatchMsgs, nil).Encode())
	w.call(w.stranger, w.next(l1anchor.MaxBatchMsgs+5, nil).Encode())
	if w.reverts != 2 {
		t.Errorf("clearing the backlog was refused")
	}
}

// TestFullBlock has both take as many messages in a block as a block takes, refuse one more for the same reason, and
// take as many again in the next.
func TestFullBlock(t *testing.T) {
	w := newTwins(t)
	forced := l1anchor.MessageCall{Kind: l1anchor.Forced}
	for n := range 3 {
		for range maxMessages + 1 {
			w.chain.Message(forced.Kind, w.stranger, forced.Body)
		}
		w.block(13)
		for range maxMessages {
			w.must(w.stranger, forced.Encode())
		}
		result, _ := w.send(w.stranger, &w.at, 0, forced.Encode())
		refused := w.chain.Reverts()
		if got := w.reason(result); len(refused) != n+1 || got != refused[n].Error() || got != "TooManyMessages" {
			t.Errorf("block %d: the contract refuses one more for %q, Go for %v", n, got, refused)
		}
		got, want := w.contractState().MessageCount, uint64(len(w.chain.Inbox().Messages))
		if got != want || want != uint64(n+1)*maxMessages {
			t.Errorf("block %d: the contract has %d messages, Go %d", n, got, want)
		}
	}
}

// FuzzRules lets the fuzzer choose the histories.
func FuzzRules(f *testing.F) {
	f.Add([]byte("adit"))
	f.Fuzz(func(t *testing.T, history []byte) {
		w := newTwins(t)
		for i := 0; i+8 <= len(history) && i < 8*64; i += 8 {
			w.act(rand.New(rand.NewPCG(binary.BigEndian.Uint64(history[i:]), uint64(i))))
		}
	})
}
