// SPDX-License-Identifier: Apache-2.0

package program_test

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/params"
	"github.com/layeredpow/adit/vm/guest"
)

// TestMostSteps holds together what is said twice: the machine does not know what it runs, and the program does not
// link the machine.
func TestMostSteps(t *testing.T) {
	if params.MaxProofLimit != guest.MaxSteps {
		t.Errorf("the meter stops at %d steps, the machine at %d", uint64(params.MaxProofLimit), uint64(guest.MaxSteps))
	}
}

// TestLimits gives blocks exactly as many proof steps as they are charged, and one less: builder, derivation and the
// program in the machine must take the first and refuse the second, wherever in the block the last charge falls.
func TestLimits(t *testing.T) {
	p := guestProgram(t)
	for _, c := range []struct {
		name string
		make func(w *world) []*types.Transaction
	}{
		{"a transfer", func(w *world) []*types.Transaction {
			to := resident(1)
			return []*types.Transaction{w.tx(2, &to, 1, 21_000, nil)}
		}},
		{"instructions", func(w *world) []*types.Transaction { return limited(w, "0x1 0x2 MUL POP", 50_000) }},
		{"memory", func(w *world) []*types.Transaction { return limited(w, "0x1 MSIZE MSTORE", 50_000) }},
		{"slots", func(w *world) []*types.Transaction { return limited(w, "GAS GAS SSTORE", 300_000) }},
		{"calls of precompiles", func(w *world) []*types.Transaction {
			return limited(w, "0x0 0x0 0x80 0x0 0x1 GAS STATICCALL POP 0x0 0x0 0x80 0x0 0x2 GAS STATICCALL POP", 100_000)
		}},
		{"headers", func(w *world) []*types.Transaction { return limited(w, "0x3 NUMBER SUB BLOCKHASH POP", 50_000) }},
		{"forced transactions that are refused", func(w *world) []*types.Transaction {
			for range 3 {
				w.message(l1anchor.Forced, []byte("junk"))
			}
			return limited(w, "ADDRESS EXTCODEHASH POP", 50_000)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			charged := w.weigh(c.make(w))
			for less, want := range []derive.Event{derive.MadeBlock, derive.FoundVoid} {
				w := newWorld(t)
				txs := c.make(w)
				w.rollup.ProofLimit = charged - uint64(less)
				l := w.first(w.batch(w.blocks(txs)))
				if l.event != want {
					t.Errorf("with %d of %d steps the transition is %q, want %q", w.rollup.ProofLimit, charged, l.event, want)
				}
				if got, _ := prove(t, p, w, l.before); got != l.after.Hash() {
					t.Errorf("with %d of %d steps the machine comes to state %s, the chain to %s", w.rollup.ProofLimit, charged, got, l.after.Hash())
				}
			}
		})
	}
}

// limited calls a program with little gas, all of which it uses up.
func limited(w *world, body string, gas uint64) []*types.Transaction {
	at := w.install(append([]byte{0x5b}, assemble(w.t, fmt.Sprintf("%s 0x7530 GAS GT PUSH0 JUMPI STOP", body))...))
	return []*types.Transaction{w.tx(3, &at[0], 0, gas+21_000, nil)}
}
