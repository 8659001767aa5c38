// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/layeredpow/adit/vm"
	"github.com/layeredpow/adit/vm/fast"
	"github.com/layeredpow/adit/vm/history"
	"github.com/layeredpow/adit/vm/vmtest"
)

// longBlock is the machine before a block of 1,000 transfers and some calls that hash and look at slots until their
// gas is used up: about 2^30 steps.
func longBlock(b *testing.B) *fast.Machine {
	b.Helper()
	w := newWorld(b)
	at := crypto.CreateAddress(address(2), w.nonce[address(2)])
	w.derive(w.batch(w.blocks([]*types.Transaction{w.tx(2, nil, 0, 1_000_000, code("5b610400600020805450600052600056"))})))
	var txs []*types.Transaction
	for i := range 1_000 {
		txs = append(txs, w.tx(i%8, &common.Address{byte(i), byte(i >> 8), 1}, 1, 21_000, nil))
	}
	for range 13 {
		txs = append(txs, w.tx(3, &at, 0, 2_000_000, nil))
	}
	return start(b, guestProgram(b), w, w.derive(w.batch(w.blocks(txs)))[0].before, nil)
}

// BenchmarkHistoryRun is level B of a dispute about a block: the machine hash behind every stride.
func BenchmarkHistoryRun(b *testing.B) {
	first := longBlock(b)
	first.Snapshot() // translates
	var steps, strides uint64
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		r := history.New(first.Snapshot(), 2<<30)
		for r.Machine().Status == vm.Running {
			if _, err := r.Next(); err != nil {
				b.Fatal(err)
			}
		}
		if m := r.Machine(); m.Status != vm.Exited || m.ExitCode != 0 {
			b.Fatalf("status %d, exit code %d", m.Status, m.ExitCode)
		}
		steps, strides = r.Machine().Steps, r.Strides()
	}
	b.ReportMetric((vmtest.ProcessorTime(b)-since).Seconds()/float64(b.N), "cpu-s/run")
	b.ReportMetric(float64(steps)/1e6, "Msteps")
	b.ReportMetric(float64(strides), "strides")
}

// BenchmarkHistorySteps is level C: from a machine that was kept, the machine hash behind every step of a stride.
func BenchmarkHistorySteps(b *testing.B) {
	const stride = 800 + 31 // as far behind a machine that is kept as it can be
	r := history.New(longBlock(b), 2<<30)
	for r.Strides() <= stride {
		if _, err := r.Next(); err != nil {
			b.Fatal(err)
		}
	}
	since := vmtest.ProcessorTime(b)
	for b.Loop() {
		m, err := r.At(stride * history.Stride)
		if err != nil {
			b.Fatal(err)
		}
		for _, err := range history.Steps(m, history.Stride) {
			if err != nil {
				b.Fatal(err)
			}
		}
		if m.Status != vm.Running {
			b.Fatalf("status %d", m.Status)
		}
	}
	b.ReportMetric((vmtest.ProcessorTime(b)-since).Seconds()/float64(b.N), "cpu-s/stride")
}
