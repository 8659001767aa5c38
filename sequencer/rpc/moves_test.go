// SPDX-License-Identifier: Apache-2.0

package rpc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot/derive"
	"github.com/layeredpow/adit/stateroot/transition"
)

// history is what a member remembers of two rebases, of which it has seen the second one only.
type history struct{ again, dropped, placed common.Hash }

func (h history) Rebases() (count, waiting uint64) { return 2, 1 }

func (h history) Rebased(index uint64) (r fsm.Rebased, ok bool, err error) {
	return fsm.Rebased{
		Index: index, L1: l1anchor.Ref{Height: 50}, From: fsm.Ref{Number: 9}, Fork: fsm.Ref{Number: 6}, Head: fsm.Ref{Number: 7}, Dictated: 1, Left: 3,
	}, index == 1, nil
}

func (h history) LeftTxs(rebase, number uint64) ([]common.Hash, error) {
	if rebase != 1 || number != 8 {
		return nil, fmt.Errorf("block %d, left by rebase %d, is not known here", number, rebase)
	}
	return []common.Hash{h.placed, h.again, h.dropped}, nil
}

func (h history) Moved(tx common.Hash) ([]fsm.Move, error) {
	m := fsm.Move{Rebase: 1, Number: 8, Block: common.Hash{8}, Index: 4}
	switch tx {
	case h.dropped:
		m.Dropped = "insufficient funds"
	case h.again, h.placed:
	default:
		return nil, nil
	}
	return []fsm.Move{m}, nil
}

func TestMoves(t *testing.T) {
	s := newSolo(t)
	tx := s.tx(0, 0, &common.Address{9}, nil)
	need := s.needs()
	need.Moves = history{again: common.Hash{1}, dropped: common.Hash{2}, placed: tx.Hash()}
	c := dial(t, serve(t, need, nil))
	call[common.Hash](t, c, "eth_sendRawTransaction", encode(t, tx))

	got := call[[]Rebased](t, c, "adit_getRebases", hexutil.Uint64(0), hexutil.Uint64(10))
	if len(got) != 1 || got[0].Index != 1 || got[0].L1.Height != 50 || got[0].From.Number != 9 || got[0].Fork.Number != 6 || got[0].Left != 3 {
		t.Errorf("rebases %+v", got)
	}
	left := call[[]standing](t, c, "adit_getLeft", hexutil.Uint64(1), hexutil.Uint64(8))
	if len(left) != 3 {
		t.Fatalf("%d transactions left, want 3", len(left))
	}
	for i, want := range []struct{ stage, reason string }{{stageOrdered, ""}, {stageAgain, "L1"}, {stageDropped, "insufficient funds"}} {
		if at := left[i]; at.Stage != want.stage || !strings.Contains(at.Reason, want.reason) || len(at.Moved) != 1 || at.Moved[0].Number != 8 || at.Moved[0].Index != 4 {
			t.Errorf("transaction %d is %+v, want %s %q", i, at, want.stage, want.reason)
		}
	}
	if st := call[standing](t, c, "adit_transactionStatus", common.Hash{7}); st.Stage != stageUnknown || len(st.Moved) != 0 {
		t.Errorf("a transaction that never moved is %+v", st)
	}
	if _, text := callErr(t, c, "adit_getLeft", hexutil.Uint64(1), hexutil.Uint64(99)); !strings.Contains(text, "not known") {
		t.Errorf("a block that was not left: %s", text)
	}
	need.Moves = nil
	if _, text := callErr(t, dial(t, serve(t, need, nil)), "adit_getRebases", hexutil.Uint64(0), hexutil.Uint64(1)); !strings.Contains(text, "keeps no log") {
		t.Errorf("a node without a log: %s", text)
	}
}

// TestBlocksOfABranch asks for blocks that lead to one that is no longer canonical.
func TestBlocksOfABranch(t *testing.T) {
	s := newSolo(t)
	c := dial(t, serve(t, s.needs(), nil))
	for range 3 {
		s.seal()
	}
	old := s.chain.Ethereum().BlockChain().CurrentBlock().Hash()
	at, err := s.chain.HeadByNumber(1)
	for range 4 {
		if err == nil {
			at, err = s.chain.Execute(at, derive.Input{Context: transition.Context{Timestamp: at.Time() + 5}})
		}
	}
	if err == nil {
		err = s.chain.SetHead(at.Hash())
	}
	if err != nil {
		t.Fatal(err)
	}
	head := at.Hash()
	for _, q := range []struct {
		name        string
		from, count uint64
		to          *common.Hash
		first, last uint64
	}{
		{"canonical", 0, 100, nil, 0, 5},
		{"canonical, some", 2, 2, nil, 2, 3},
		{"the left branch", 0, 100, &old, 0, 3},
		{"the left branch, some", 2, 1, &old, 2, 2},
		{"up to the head", 4, 9, &head, 4, 5},
		{"above", 6, 9, &head, 1, 0},
		{"unknown", 0, 9, &common.Hash{1}, 1, 0},
	} {
		t.Run(q.name, func(t *testing.T) {
			blocks := call[[]Block](t, c, "adit_getBlocks", hexutil.Uint64(q.from), hexutil.Uint64(q.count), q.to)
			if uint64(len(blocks)) != q.last+1-q.first {
				t.Fatalf("%d blocks, want %d to %d", len(blocks), q.first, q.last)
			}
			if len(blocks) > 0 && (uint64(blocks[0].Number) != q.first || q.to != nil && q.last >= 3 && blocks[len(blocks)-1].Hash != *q.to) {
				t.Errorf("blocks from %d to %s, want from %d", blocks[0].Number, blocks[len(blocks)-1].Hash, q.first)
			}
		})
	}
}
