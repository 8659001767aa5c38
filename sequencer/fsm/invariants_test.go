// SPDX-License-Identifier: Apache-2.0

//go:build invariants

package fsm

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// TestInvariants applies an entry to states that no log leads to.
func TestInvariants(t *testing.T) {
	for name, harm := range map[string]func(s *State){
		"slices without a block":     func(s *State) { s.Open, s.Txs = nil, nil },
		"closed without a block":     func(s *State) { s.empty(); s.Closed = true },
		"a block on another one":     func(s *State) { s.Sealed = ref(8) },
		"a stretch of no rebase":     func(s *State) { s.Queue = []Left{{Rebase: 2, Count: 1}} },
		"stretches in another order": func(s *State) { s.Queue = []Left{{Count: 1}, {Rebase: 1, Count: 1}} },
		"a stretch that is done":     func(s *State) { s.Queue = []Left{{Count: 1, Done: 1}} },
	} {
		t.Run(name, func(t *testing.T) {
			s := at(4, 2)
			s.Rebased = make([]common.Hash, 2)
			harm(s)
			defer func() {
				if recover() == nil {
					t.Error("nothing was noticed")
				}
			}()
			_ = s.Apply(&Seal{}, nil)
		})
	}
}
