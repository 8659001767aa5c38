// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"bytes"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"

	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/vm/guest"
	"github.com/layeredpow/adit/vm/vmtest"
)

// gasOfDearest is how much gas a block of TestDearest uses, unless ADIT_DEAREST says another number (`make dearest`:
// all that a block has).
const gasOfDearest = 1_000_000

// dearest are loops over what takes the most steps for its gas. Names of callees stand for their addresses.
var dearest = []struct{ name, body string }{
	{"calls whose first instruction fails", "0x0 0x0 0x0 0x0 @underflows 0x0 STATICCALL POP"},
	{"calls that end at once", "0x0 0x0 0x0 0x0 @stops GAS STATICCALL POP"},
	{"blake2f of no rounds", "0x0 0x0 0xd5 0x0 0x9 GAS STATICCALL POP"},
	{"JUMPDEST", ""},
	{"slots never seen", "GAS SLOAD POP"},
	{"accounts never seen", "GAS BALANCE POP"},
}

// TestDearest proves transitions of blocks in which nothing else happens. They are over before the machine's steps are,
// with as much room again.
func TestDearest(t *testing.T) {
	gas := uint64(gasOfDearest)
	if text, ok := os.LookupEnv("ADIT_DEAREST"); ok {
		var err error
		if gas, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	p := guestProgram(t)
	for _, c := range dearest {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			body := assemble(t, w.installCallees().Replace(c.body))
			if c.body == "" {
				body = bytes.Repeat([]byte{byte(vm.JUMPDEST)}, 20_000)
			}
			charged, steps := w.spend(p, w.install(endless(t, body))[0], gas)
			if steps > base+charged/margin || charged > guest.MaxSteps {
				t.Errorf("%d steps, %d charged, of %d", steps, charged, uint64(guest.MaxSteps))
			}
		})
	}
}

// endless is a program that runs a body until little gas is left.
func endless(t testing.TB, body []byte) []byte {
	b := append([]byte{byte(vm.JUMPDEST)}, body...)
	return append(b, assemble(t, "0x9c40 GAS GT 0x0 JUMPI STOP")...)
}

// spend proves a block that calls a program with that much gas, in as many transactions as it takes.
func (w *world) spend(p *guest.Program, program common.Address, gas uint64) (charged, steps uint64) {
	w.t.Helper()
	var txs []*types.Transaction
	for left := gas; left > 100_000; {
		limit := min(left, gasOfOne)
		txs = append(txs, w.tx(3, &program, 0, limit, nil))
		left -= limit
	}
	charged = w.weigh(txs)
	l := w.derive(w.batch(w.blocks(txs)))[0]
	if l.event != derive.MadeBlock {
		w.t.Fatalf("the transition is %q, not a block", l.event)
	}
	since, before := time.Now(), vmtest.ProcessorTime(w.t)
	m, got := proven(w.t, p, w, l.before)
	if got != l.after.Hash() {
		w.t.Errorf("the machine comes to state %s, the chain to %s", got, l.after.Hash())
	}
	w.t.Logf("%d gas: %d steps, %d charged, %.1f times as much; addresses up to %d MiB; %.0f s, %.0f s of a processor",
		gas, m.Steps, charged, float64(charged)/float64(m.Steps), m.Top>>20, time.Since(since).Seconds(), (vmtest.ProcessorTime(w.t) - before).Seconds())
	return charged, m.Steps
}
