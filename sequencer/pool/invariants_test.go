// SPDX-License-Identifier: Apache-2.0

//go:build invariants

package pool

import "testing"

// TestInvariants breaks the books in each of their ways.
func TestInvariants(t *testing.T) {
	for name, harm := range map[string]func(p *Pool, a *account){
		"bytes":   func(p *Pool, _ *account) { p.bytes++ },
		"taken":   func(p *Pool, _ *account) { p.taken++ },
		"status":  func(p *Pool, a *account) { a.out[1].status = parked },
		"account": func(_ *Pool, a *account) { delete(a.out, 1) },
		"entry":   func(p *Pool, a *account) { delete(p.byHash, a.out[1].hash) },
		"gap":     func(p *Pool, a *account) { p.gapped[a] = true },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			r.add(r.tx(0, 0, 100, 0))
			r.add(r.tx(0, 1, 100, 0))
			defer func() {
				if recover() == nil {
					t.Error("nothing was noticed")
				}
			}()
			harm(r.pool, r.pool.accounts[r.addrs[0]])
			r.pool.looks.due = looksEach
			r.pool.Stats()
		})
	}
}
