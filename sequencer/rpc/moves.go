// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/sequencer/fsm"
)

// Rebased is one time that L1 put other blocks in the place of sealed ones.
type Rebased struct {
	Index    hexutil.Uint64  `json:"index"`
	L1       L1Ref           `json:"l1"`       // L1 head that dictated it
	From     L2Ref           `json:"from"`     // newest block before
	Fork     L2Ref           `json:"fork"`     // newest block that stayed
	Head     L2Ref           `json:"head"`     // newest block after
	Dictated hexutil.Uint64  `json:"dictated"` // blocks that L1 put in their place
	Left     hexutil.Uint64  `json:"left"`     // transactions that lost their place, to be executed again
	Open     []hexutil.Bytes `json:"open"`     // those of them that stood in the block that was open on from
}

// Move is one place that a transaction was acknowledged at and lost.
type Move struct {
	Rebase    hexutil.Uint64 `json:"rebase"`
	Number    hexutil.Uint64 `json:"number"`
	BlockHash common.Hash    `json:"blockHash"` // zero when the block was not sealed yet
	Index     hexutil.Uint64 `json:"index"`
	Dropped   string         `json:"dropped,omitempty"` // why it could not be executed again
}

// Bounds of adit_getRebases; a caller asks again from where the answer ends.
const maxRebases = 256

var errNoLog = errors.New("this node keeps no log: ask a sequencer")

// GetRebases lists rebases in the order in which they happened, from the one with that index on, as far as this
// member knows them: one that was away and found nobody to ask has gaps.
func (a *aditAPI) GetRebases(from, count hexutil.Uint64) ([]Rebased, error) {
	if a.s.need.Moves == nil {
		return nil, errNoLog
	}
	total, _ := a.s.need.Moves.Rebases()
	out := []Rebased{}
	for i := uint64(from); i < total && uint64(len(out)) < min(uint64(count), maxRebases); i++ {
		r, ok, err := a.s.need.Moves.Rebased(i)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, rebased(&r))
		}
	}
	return out, nil
}

func rebased(r *fsm.Rebased) Rebased {
	ref := func(at fsm.Ref) L2Ref { return L2Ref{Number: hexutil.Uint64(at.Number), Hash: at.Hash} }
	open := make([]hexutil.Bytes, len(r.Open))
	for i, tx := range r.Open {
		open[i] = tx
	}
	return Rebased{
		Index: hexutil.Uint64(r.Index), L1: L1Ref{Height: hexutil.Uint64(r.L1.Height), Hash: r.L1.Hash},
		From: ref(r.From), Fork: ref(r.Fork), Head: ref(r.Head), Dictated: hexutil.Uint64(r.Dictated), Left: hexutil.Uint64(r.Left), Open: open,
	}
}

// GetLeft lists what became of the transactions that a rebase took out of the block with that number, in their old
// order. The numbers go from the rebase's fork, which stayed, to what it came from.
func (a *aditAPI) GetLeft(rebase, number hexutil.Uint64) ([]*standing, error) {
	if a.s.need.Moves == nil {
		return nil, errNoLog
	}
	hashes, err := a.s.need.Moves.LeftTxs(uint64(rebase), uint64(number))
	if err != nil {
		return nil, err
	}
	out := make([]*standing, len(hashes))
	for i, hash := range hashes {
		if out[i], err = a.standing(hash); err != nil {
			return nil, fmt.Errorf("transaction %s: %w", hash, err)
		}
	}
	return out, nil
}

// addMoves says which places a transaction lost. One that has no place is waiting for another one, or dropped for good.
func (st *standing) addMoves(moves []fsm.Move) {
	for _, m := range moves {
		st.Moved = append(st.Moved, Move{
			Rebase: hexutil.Uint64(m.Rebase), Number: hexutil.Uint64(m.Number), BlockHash: m.Block, Index: hexutil.Uint64(m.Index), Dropped: m.Dropped,
		})
	}
	if len(moves) == 0 || st.Stage != stageUnknown && st.Stage != stageDropped {
		return
	}
	last := moves[len(moves)-1]
	st.Stage, st.Reason = stageAgain, "L1 took its place away"
	if last.Dropped != "" {
		st.Stage, st.Reason = stageDropped, last.Dropped
	}
}
