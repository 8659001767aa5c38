// SPDX-License-Identifier: Apache-2.0

package trace_test

import (
	"context"
	"encoding/binary"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/challenger/game"
	"github.com/layeredpow/adit/challenger/trace"
	"github.com/layeredpow/adit/stateroot/program"
	"github.com/layeredpow/adit/vm/history"
	"github.com/layeredpow/adit/vm/oracle"
	"github.com/layeredpow/adit/vm/vmtest"
)

// blocks are what a dispute may be about.
var blocks = []struct {
	name string
	make func(w *world) []*types.Transaction
}{
	{"100 transfers", func(w *world) []*types.Transaction { return w.Transfers(100) }},
	{"1000 transfers and hashing", hashing},
	{"frames of 18 KiB", func(w *world) []*types.Transaction { return w.frames(9, 0x07e0) }},
	{"frames of 240 KiB", func(w *world) []*types.Transaction { return w.frames(60, 0x0fe0) }},
	{"calls that fail", callsThatFail},
}

// hashing is about 2^30 steps: 1,000 transfers, and calls that hash and look at slots.
func hashing(w *world) []*types.Transaction {
	at := w.install(common.FromHex("5b610400600020805450600052600056"))
	txs := w.Transfers(1_000)
	for range 13 {
		txs = append(txs, w.Call(&at, 2_000_000, nil))
	}
	return txs
}

// frames fills memory again and again: calls whose memory grows a number of times.
func (w *world) frames(times int, by uint16) []*types.Transaction {
	var body []byte
	for range times {
		body = append(body, 0x60, 1, 0x61, byte(by>>8), byte(by), 0x59, 0x01, 0x52) // 1 by MSIZE ADD MSTORE
	}
	callee := w.install(append(body, 0x59, 0x60, 0, 0xf3)) // MSIZE 0 RETURN
	return w.spend(append(append(common.FromHex("600060006000600073"), callee[:]...), 0x5a, 0xfa, 0x50))
}

// callsThatFail takes the most steps for its gas.
func callsThatFail(w *world) []*types.Transaction {
	callee := w.install([]byte{0x50}) // POP
	return w.spend(append(append(common.FromHex("600060006000600073"), callee[:]...), 0x60, 0, 0xfa, 0x50))
}

// install puts a program on the chain.
func (w *world) install(code []byte) common.Address {
	w.t.Helper()
	at := crypto.CreateAddress(w.Rich.Address, w.Nonce)
	init := append(binary.BigEndian.AppendUint16([]byte{0x61}, uint16(len(code))), common.FromHex("80600a3d393df3")...)
	w.Batch([]*types.Transaction{w.Call(nil, 2_000_000, append(init, code...))})
	return at
}

// spend runs a piece of code until a block's gas is used up; ADIT_DEAREST says how much of it.
func (w *world) spend(body []byte) (txs []*types.Transaction) {
	w.t.Helper()
	loop := append([]byte{0x5b}, body...)
	at := w.install(append(loop, common.FromHex("619c405a1160005700")...)) // 40,000 GAS GT 0 JUMPI STOP
	gas := uint64(2_000_000)
	if text, ok := os.LookupEnv("ADIT_DEAREST"); ok {
		var err error
		if gas, err = strconv.ParseUint(text, 10, 64); err != nil {
			w.t.Fatal(err)
		}
	}
	for gas > 100_000 {
		limit := min(gas, 1<<24)
		txs = append(txs, w.Call(&at, limit, nil))
		gas -= limit
	}
	return txs
}

// BenchmarkDispute is what a disputed leaf costs: its run, and a stride far behind a machine that is kept.
// ADIT_DEAREST=60000000 makes whole blocks of what a case is about.
func BenchmarkDispute(b *testing.B) {
	for _, c := range blocks {
		b.Run(c.name, func(b *testing.B) {
			w := newWorld(b)
			txs := c.make(w)
			index := w.Node.Status().Tip.Transitions
			w.Batch(txs)
			if w.State(index+1).Number == w.State(index).Number {
				b.Fatal("the batch is void")
			}
			state, end := w.State(index).Hash(), w.Last()
			p := proven(b)
			for b.Loop() {
				tr := w.trace(trace.Config{}, p)
				tr.See(w.State(index).Encode())
				if _, err := tr.Claim(b.Context(), state, end); err != nil {
					b.Fatal(err)
				}
				var steps uint64
				b.ReportMetric(seconds(b, func() error {
					run, err := tr.Run(b.Context(), state, end)
					if err == nil {
						steps = binary.BigEndian.Uint64(run.End.Header[546:])
					}
					return err
				}), "cpu-s/run")
				b.ReportMetric(float64(steps)/1e6, "Msteps")
				stride := uint32(max(1, steps/history.Stride*7/8) - 1)
				b.ReportMetric(seconds(b, func() error {
					_, err := tr.Stride(b.Context(), state, end, stride)
					return err
				}), "cpu-s/stride")
				b.ReportMetric(seconds(b, func() error {
					_, err := tr.Step(b.Context(), state, end, stride, 12_345)
					return err
				}), "cpu-s/step")
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-of-process")
				runtime.GC()
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-kept")
				runtime.KeepAlive(tr)
			}
		})
	}
}

// seconds is what a part takes of all processors.
func seconds(b *testing.B, part func() error) float64 {
	b.Helper()
	before, since := vmtest.ProcessorTime(b), time.Now()
	if err := part(); err != nil {
		b.Fatal(err)
	}
	b.Logf("%.2f s passed", time.Since(since).Seconds())
	return (vmtest.ProcessorTime(b) - before).Seconds()
}

// long is a node with as many transitions as are asked for, and nothing else.
type long struct{}

func (long) Tip() trace.Tip { return trace.Tip{Batches: 1 << 20, Transitions: 1 << 40} }

func (long) State(index uint64) (*program.State, error) {
	return &program.State{Number: index, Batch: index >> 20, Root: common.Hash{1}}, nil
}

func (long) End(batches uint64) (program.End, error) { return program.End{Batches: batches}, nil }

func (long) Charge(common.Hash) (uint64, bool, error) { return 1, true, nil }

func (long) Evidence(context.Context, uint64, program.End) (oracle.Source, error) {
	return nil, errBlind
}

// BenchmarkClaim is a claim of full length, without the disk that the states come from.
func BenchmarkClaim(b *testing.B) {
	w := newWorld(b)
	p := failing(b, 1)
	first, err := long{}.State(1 << 30)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		tr := w.traceOver(trace.Config{}, p, long{})
		tr.See(first.Encode())
		if _, err := tr.Claim(b.Context(), first.Hash(), game.Range{Batches: 1 << 20}); err != nil {
			b.Fatal(err)
		}
	}
}
