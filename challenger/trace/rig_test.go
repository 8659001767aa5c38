// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"encoding/binary"
	"log/slog"
	"math/big"
	"os"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	gethparams "github.com/ethereum/go-ethereum/params"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/cmd"
	"github.com/layeredpow/adit/cmd/node"
	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/l1anchor/l1test"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/stateroot/params/paramstest"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/stateroot/wire"
)

var (
	seat   = common.Address{0x5e}
	bridge = common.Address{0xb1}
)

// world is an L1 with a rollup on it, and a node that derives.
type world struct {
	t      testing.TB
	l1     *l1test.Chain
	sender *l1test.Sender
	rollup *params.Params
	rich   *paramstest.Account
	nonce  uint64
	chain  *chain.Chain
	node   *stateroot.Deriver
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, rich: paramstest.NewAccount("trace")}
	rules := l1test.Rules{Seats: []common.Address{seat}, Bridge: bridge, ForceDelay: 86_400, Silence: 7_200, MaxMessages: 130}
	w.l1 = l1test.New(l1test.Config{Rules: rules, Time: 1_000_000})
	w.sender = w.l1.Sender(seat)
	w.rollup = paramstest.Rollup(1_000_000, w.rich)
	log := slog.New(slog.DiscardHandler)
	var err error
	if w.chain, err = chain.Open(chain.Config{Dir: t.TempDir(), CacheMB: 16, Quiet: true}, w.rollup, log); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.chain.Close() })
	cfg := stateroot.Config{Poll: time.Second, Lead: true, Policy: l1anchor.Policy{K: 4, Attacker: 0.1, Acceptable: 1e-3}, Now: time.Now}
	if err := cfg.Validate(); err != nil {
		t.Fatal(err)
	}
	w.node = stateroot.New(cfg, w.rollup, w.chain, w.l1, log)
	w.mine(2)
	return w
}

// mine has L1 go on, and the node follow.
func (w *world) mine(blocks int) {
	w.t.Helper()
	w.l1.Mine(blocks, l1test.Spacing)
	if _, err := w.node.CatchUp(w.t.Context(), nil); err != nil {
		w.t.Fatal(err)
	}
}

// post has L1 take a batch.
func (w *world) post(data []byte, consumed uint64) {
	w.t.Helper()
	at := w.node.Status().Tip
	call := l1anchor.BatchCall{Index: at.Batches, Prev: at.Tail, Consumed: consumed, Data: data}
	if err := w.sender.Offer(w.t.Context(), []l1anchor.Call{{To: l1test.InboxAddress, Data: call.Encode(), Gas: 7_000_000}}); err != nil {
		w.t.Fatal(err)
	}
	w.mine(1)
}

// batch posts blocks with these transactions. The last one takes in what L1 has of messages.
func (w *world) batch(blocks ...[]*types.Transaction) {
	w.t.Helper()
	at := w.node.Status().Tip
	head, err := w.chain.HeadAt(at.Head)
	if err != nil {
		w.t.Fatal(err)
	}
	b := wire.Batch{Parent: at.Head}
	for _, txs := range blocks {
		b.Blocks = append(b.Blocks, wire.Block{Elapsed: 1, Txs: txs})
	}
	b.Blocks[len(blocks)-1].Messages = at.Messages - head.Consumed
	data, err := wire.Encode(new(big.Int).SetUint64(w.rollup.ChainID), &b)
	if err != nil {
		w.t.Fatal(err)
	}
	w.post(data, at.Messages)
}

// call is a transaction of the rich account; without a receiver it creates.
func (w *world) call(to *common.Address, gas uint64, data []byte) *types.Transaction {
	w.nonce++
	return w.rich.Sign(w.rollup.ChainID, &types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(w.rollup.ChainID), Nonce: w.nonce - 1, To: to, Value: big.NewInt(1), Gas: gas, Data: data,
		GasFeeCap: big.NewInt(100 * gethparams.GWei), GasTipCap: big.NewInt(1),
	})
}

// transfers are so many of them.
func (w *world) transfers(n int) (txs []*types.Transaction) {
	for i := range n {
		txs = append(txs, w.call(&common.Address{byte(i), byte(i >> 8), 1}, 21_000, nil))
	}
	return txs
}

// life is a few batches of every kind: blocks with and without transactions, a deposit, void data, none.
func (w *world) life() {
	w.t.Helper()
	w.batch(w.transfers(2), nil)
	w.l1.Message(l1anchor.Deposit, bridge, binary.BigEndian.AppendUint64(w.rich.Address.Bytes(), 7))
	w.mine(1)
	w.batch(nil, w.transfers(1))
	w.post([]byte{1, 2, 3}, w.node.Status().Tip.Messages)
	w.batch(nil)
}

// end is what the inbox held with so many batches.
func (w *world) end(batches uint64) game.Range {
	w.t.Helper()
	end, err := w.node.End(batches)
	if err != nil {
		w.t.Fatal(err)
	}
	return game.Range(end)
}

// last is the end of all.
func (w *world) last() game.Range { return w.end(w.node.Status().Tip.Batches) }

// state is the one before a transition.
func (w *world) state(index uint64) *program.State {
	w.t.Helper()
	s, err := w.node.State(index)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// trace computes over the node, with a program.
func (w *world) trace(cfg trace.Config, p *trace.Program) *trace.Trace {
	w.t.Helper()
	return w.traceOver(cfg, p, node.Derivation{Deriver: w.node})
}

func (w *world) traceOver(cfg trace.Config, p *trace.Program, n trace.Node) *trace.Trace {
	w.t.Helper()
	t, err := trace.New(cfg, n, p, w.rollup.Hash(), slog.New(slog.DiscardHandler))
	if err != nil {
		w.t.Fatal(err)
	}
	return t
}

func guestPath() string {
	if path := os.Getenv("ADIT_GUEST"); path != "" {
		return path
	}
	return "../../bin/guest"
}

// proven is the program that `make guest` built; ADIT_GUEST names it.
func proven(t testing.TB) *trace.Program {
	t.Helper()
	file, err := os.ReadFile(guestPath())
	if err != nil {
		t.Fatalf("the program to prove with: %v; `make guest` builds it", err)
	}
	p, err := trace.LoadProgram(file, cmd.Program())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// tiny is a program of some instructions.
func tiny(t testing.TB, code ...uint32) *trace.Program {
	t.Helper()
	const start, headers = 0x10000, 64 + 56
	le := binary.LittleEndian
	file := append([]byte("\x7fELF\x02\x01\x01"), make([]byte, headers-7)...)
	le.PutUint16(file[16:], 2)   // fixed address
	le.PutUint16(file[18:], 243) // RISC-V
	le.PutUint64(file[24:], start)
	le.PutUint64(file[32:], 64) // program headers
	le.PutUint16(file[54:], 56)
	le.PutUint16(file[56:], 1)
	segment := file[64:]
	le.PutUint32(segment, 1)     // to be loaded
	le.PutUint32(segment[4:], 5) // read, execute
	le.PutUint64(segment[8:], headers)
	le.PutUint64(segment[16:], start)
	le.PutUint64(segment[32:], uint64(4*len(code)))
	le.PutUint64(segment[40:], uint64(4*len(code)))
	for _, word := range code {
		file = le.AppendUint32(file, word)
	}
	p, err := trace.OpenProgram(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// failing counts down from a number of 4,096s and exits with 1.
func failing(t testing.TB, rounds uint32) *trace.Program {
	return tiny(t,
		rounds<<12|5<<7|0x37, // lui  t0, rounds
		0xfff28293,           // addi t0, t0, -1
		0xfe029ee3,           // bnez t0, -4
		0x00100513,           // li   a0, 1
		0x05d00893,           // li   a7, 93 (exit)
		0x00000073,           // ecall
	)
}

// lying writes 32 bytes of zeros and exits with 0.
func lying(t testing.TB) *trace.Program {
	return tiny(t,
		0x00100513, // li a0, 1
		0xfc010593, // addi a1, sp, -64
		0xfe05f593, // andi a1, a1, -32
		0x02000613, // li a2, 32
		0x04000893, // li a7, 64 (write)
		0x00000073, // ecall
		0x00000513, // li a0, 0
		0x05d00893, // li a7, 93
		0x00000073, // ecall
	)
}
