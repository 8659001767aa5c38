// SPDX-License-Identifier: Apache-2.0

package sim

import (
	"context"
	"reflect"
	"slices"

	"github.com/anishathalye/porcupine"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/layeredpow/adit/l1anchor"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/stateroot"
	"github.com/layeredpow/adit/stateroot/chain"
)

// check holds everybody against a node that derives from L1 as it is now and knows nothing else.
func (r *reorged) check(ctx context.Context, depth int) {
	c, fresh, err := r.derive(r.t.TempDir())
	if err != nil {
		r.t.Fatal(err)
	}
	defer c.Close()
	want, err := fresh.CatchUp(ctx, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	order, err := readOrder(c, want.Number)
	if err != nil {
		r.t.Fatal(err)
	}
	r.checkNodes(want)
	r.checkBatches(fresh, want)
	r.checkOrder(order, want)
	r.checkMessages(c, order)
	r.checkReport(order, depth)
	moved := 0
	acked := r.acked()
	for _, a := range acked {
		if moves, err := r.members[0].life().Stage.Moved(a.tx); err == nil && len(moves) > 0 {
			moved++
		}
	}
	count, _ := r.members[0].life().Stage.Rebases()
	r.t.Logf("depth %d: before it %d blocks sealed, %d batches; after it %d blocks in %d batches, %d rebases, %d of %d acknowledged transactions moved, %d L1 calls without effect",
		depth, r.sealed.Number(), r.derived.Batches, want.Number, want.Batches, count, moved, len(acked), len(r.l1.Reverts()))
}

// checkNodes wants the verifier where the fresh node is, and members on the same chain.
func (r *reorged) checkNodes(want stateroot.Place) {
	got := r.verifier.Status().Tip
	got.Back, want.Back = 0, 0
	if got != want {
		r.t.Errorf("the verifier is at\n%+v\na fresh one at\n%+v", got, want)
	}
	if reorgs := r.verifier.Status().Reorgs; reorgs.Count != 1 {
		r.t.Errorf("the verifier has seen %d L1 reorgs, want 1", reorgs.Count)
	}
	for _, m := range r.members {
		at, err := m.life().Chain().HeadByNumber(want.Number)
		if err != nil || at.Hash() != want.Head {
			r.t.Errorf("%s has block %v, L1 leads to %d %s (%v)", m.id, at, want.Number, want.Head, err)
		}
		before, err := m.life().Chain().HeadByNumber(r.sealed.Number())
		if !r.kind.messages && (err != nil || before.Hash() != r.sealed.Hash()) {
			r.t.Errorf("%s has another block %d than before the reorg (%v), which took no message that L2 had consumed", m.id, r.sealed.Number(), err)
		}
	}
}

// checkBatches wants every position once on L1, and every block in one batch.
func (r *reorged) checkBatches(fresh *stateroot.Deriver, want stateroot.Place) {
	var batches []l1anchor.Batch
	for h := l1anchor.Height(0); h <= want.At.Height; h++ {
		b, err := r.l1.BlockByHeight(context.Background(), h)
		if err != nil {
			r.t.Fatal(err)
		}
		batches = append(batches, b.Batches...)
	}
	if n, err := l1anchor.Number(0, batches); err != nil || n != want.Batches {
		r.t.Errorf("L1 carries %d batches (%v), derived %d", n, err, want.Batches)
	}
	next := uint64(1)
	for next <= want.Number {
		carrier, ok, err := fresh.Carrier(next)
		if err != nil || !ok || carrier.First != next {
			r.t.Fatalf("block %d is in batch %+v (%v, %v), want one that begins with it", next, carrier, ok, err)
		}
		next = carrier.Last + 1
	}
}

// acked is what clients were told of transactions that are still possible.
func (r *reorged) acked() (list []*sending) {
	for _, a := range r.history.acknowledged() {
		if !slices.ContainsFunc(r.doomed, func(tx *types.Transaction) bool { return tx.Hash() == a.tx }) {
			list = append(list, a)
		}
	}
	return list
}

// checkOrder wants every acknowledged transaction once, in the order in which clients were told.
func (r *reorged) checkOrder(order *order, want stateroot.Place) {
	if len(r.acked()) == 0 {
		r.t.Error("nothing was acknowledged")
	}
	for _, a := range r.acked() {
		if _, ok := order.at[a.tx]; !ok {
			r.t.Errorf("acknowledged in block %d at %d, not on L1, which leads to block %d", a.at.number, a.at.index, want.Number)
		}
	}
	if !porcupine.CheckOperations(orderModel, r.history.order(order, false)) {
		r.t.Error("what clients were told, and when, fits no order of all transactions")
	}
	for _, tx := range r.doomed {
		if at, ok := order.at[tx.Hash()]; ok {
			r.t.Errorf("transaction %s is in block %d at %d although what made it possible is gone", tx.Hash(), at.number, at.index)
		}
	}
}

// checkMessages wants what came back once, and nothing of what did not.
func (r *reorged) checkMessages(c *chain.Chain, order *order) {
	head, err := c.Head()
	if err != nil {
		r.t.Fatal(err)
	}
	st, err := c.State(head)
	if err != nil {
		r.t.Fatal(err)
	}
	if got, want := st.GetBalance(depositor).Uint64(), uint64(r.deposits)*7e9; got != want {
		r.t.Errorf("deposits come to %d wei, want %d: %d of them", got, want, r.deposits)
	}
	if got := st.GetBalance(r.stranger().address()); !got.IsZero() {
		r.t.Errorf("%s wei of a deposit that is gone", got)
	}
	for i, tx := range r.forced {
		if _, ok := order.at[tx.Hash()]; !ok {
			r.t.Errorf("forced transaction %d of %d did not come back", i, len(r.forced))
		}
	}
	if got := st.GetNonce(jilted.address()); got != 0 {
		r.t.Errorf("%d transactions of the account whose forced transaction is gone", got)
	}
}

// checkReport wants members to tell, all the same, which transactions lost the place that clients were told, and
// which have none.
func (r *reorged) checkReport(order *order, depth int) {
	var first []fsm.Rebased
	for _, m := range r.members {
		stage := m.life().Stage
		count, _ := stage.Rebases()
		if (count > 0) != r.kind.messages {
			r.t.Errorf("%s: %d rebases", m.id, count)
		}
		var list []fsm.Rebased
		for i := range count {
			rebased, ok, err := stage.Rebased(i)
			if err != nil || !ok {
				r.t.Fatalf("%s: rebase %d: %v, %v", m.id, i, ok, err)
			}
			list = append(list, rebased)
		}
		if first == nil {
			first = list
		}
		if !reflect.DeepEqual(list, first) {
			r.t.Errorf("%s tells of other rebases than %s:\n%+v\n%+v", m.id, r.members[0].id, list, first)
		}
		r.checkMoves(order, m, list)
		r.checkDoomed(m)
		if reorgs := m.life().Deriver().Status().Reorgs; reorgs.Count != 1 || reorgs.Last.Depth() != uint64(depth) {
			r.t.Errorf("%s has seen L1 reorgs %+v, want one of depth %d", m.id, reorgs, depth)
		}
	}
}

// checkMoves compares what a member says of each acknowledged transaction with what its client was told.
func (r *reorged) checkMoves(order *order, m *member, rebases []fsm.Rebased) {
	moved := make(map[common.Hash]bool)
	for _, a := range r.acked() {
		moves, err := m.life().Stage.Moved(a.tx)
		if err != nil {
			r.t.Fatal(err)
		}
		now := order.at[a.tx]
		switch {
		case !a.placed:
		case len(moves) == 0 && now != a.at:
			r.t.Errorf("%s: transaction of block %d at %d is in block %d at %d, and nothing tells so", m.id, a.at.number, a.at.index, now.number, now.index)
		case len(moves) > 0 && (moves[0].Number != a.at.number || moves[0].Index != uint64(a.at.index)):
			r.t.Errorf("%s: transaction was acknowledged in block %d at %d, lost a place in block %d at %d", m.id, a.at.number, a.at.index, moves[0].Number, moves[0].Index)
		}
		if len(moves) > 0 {
			moved[a.tx] = true
		}
	}
	for _, tx := range r.doomed {
		moved[tx.Hash()] = true
	}
	listed := 0
	for _, rebase := range rebases[:min(1, len(rebases))] { // later ones move some of the same
		for n := rebase.Fork.Number + 1; n <= rebase.From.Number; n++ {
			txs, err := m.life().Stage.LeftTxs(rebase.Index, n)
			if err != nil {
				r.t.Fatalf("%s: what rebase %d left of block %d: %v", m.id, rebase.Index, n, err)
			}
			for _, tx := range txs {
				if !moved[tx] {
					r.t.Errorf("%s: rebase %d lists a transaction of block %d that did not move", m.id, rebase.Index, n)
				}
			}
			listed += len(txs)
		}
	}
	if len(rebases) > 0 && listed == 0 {
		r.t.Errorf("%s: the rebase lists no transaction", m.id)
	}
}

// checkDoomed wants the reason told why a transaction that was acknowledged has no place any more.
func (r *reorged) checkDoomed(m *member) {
	for _, tx := range r.doomed {
		moves, err := m.life().Stage.Moved(tx.Hash())
		if err != nil || len(moves) == 0 || moves[len(moves)-1].Dropped == "" {
			r.t.Errorf("%s: the transaction that can no longer be: moves %+v, %v; want a reason", m.id, moves, err)
		}
	}
}
