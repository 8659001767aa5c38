// SPDX-License-Identifier: Apache-2.0

//go:build invariants

package sequencer

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/transition"
)

// TestInvariants breaks each of them alone.
func TestInvariants(t *testing.T) {
	good := func() *executor {
		sealed := transition.Head{Header: &types.Header{Number: big.NewInt(7)}, Cursor: transition.Cursor{Consumed: 4, Forced: 3}}
		ref := refOf(sealed)
		log := fsm.State{Sealed: ref, Rebased: []common.Hash{{}}, Slices: 2, Txs: [][]byte{{1}}, Open: &fsm.Open{Number: 8, Parent: ref.Hash}}
		return &executor{sealed: sealed, state: log, open: newOpenBlock(nil, 8, false), turn: turn{at: new(again), rebases: 1}}
	}
	good().hold()
	for name, harm := range map[string]func(e *executor){
		"a block that the log has not sealed": func(e *executor) { e.sealed.Header.Time++ },
		"a forced transaction ahead":          func(e *executor) { e.sealed.Forced = 5 },
		"an open block of another number":     func(e *executor) { e.open.number++ },
		"an open block, and none in the log":  func(e *executor) { e.state.Open = nil },
		"a slice that the log does not have":  func(e *executor) { e.open.slices = 3 },
		"more transactions than the log has":  func(e *executor) { e.open.tried = 2 },
		"a finished block that is not closed": func(e *executor) { e.finished = &finished{} },
		"a place in the queue that is behind": func(e *executor) { e.turn.waiting = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			e := good()
			harm(e)
			defer func() {
				if recover() == nil {
					t.Error("nothing was noticed")
				}
			}()
			e.hold()
		})
	}
}
