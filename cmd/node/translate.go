// SPDX-License-Identifier: Apache-2.0

package node

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/layeredpow/adit/sequencer"
	"github.com/layeredpow/adit/sequencer/cluster"
	"github.com/layeredpow/adit/sequencer/fsm"
	"github.com/layeredpow/adit/sequencer/pool"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot"
)

// passTerms hands the cluster's terms to the stage as the stage knows them, until the cluster has no more.
func passTerms(ctx context.Context, from <-chan cluster.Term, to chan<- sequencer.Term) {
	for t := range from {
		term := sequencer.Term{
			Number: t.Number, Ctx: t.Ctx, Yield: t.Yield,
			Propose: func(entry []byte) <-chan struct{} { return t.Propose(entry).Done() },
			Ask: func(ctx context.Context, question []byte) ([]string, <-chan sequencer.Reply) {
				return passReplies(ctx, &t, question)
			},
		}
		select {
		case to <- term:
		case <-t.Ctx.Done():
		case <-ctx.Done():
			return
		}
	}
}

// passReplies asks the other voters, and hands what they answer to the stage as the stage knows it.
func passReplies(ctx context.Context, t *cluster.Term, question []byte) ([]string, <-chan sequencer.Reply) {
	voters, from := t.Ask(ctx, question)
	to := make(chan sequencer.Reply, len(voters))
	go func() {
		for range voters {
			select {
			case r := <-from:
				to <- sequencer.Reply(r)
			case <-ctx.Done():
				return
			}
		}
	}()
	return voters, to
}

// view is L1 as the stage knows it.
type view struct{ *stateroot.Deriver }

// View implements sequencer.L1.
func (v view) View() sequencer.View {
	s := v.Status()
	return sequencer.View{
		Head: s.Tip.At, Seen: s.Seen, Settled: s.Settled,
		Messages: s.Deep.Messages, Time: s.DeepTime,
		Deep: fsm.Ref{Number: s.Deep.Number, Hash: s.Deep.Head},
		Tip:  fsm.Ref{Number: s.Tip.Number, Hash: s.Tip.Head},
	}
}

var _ sequencer.L1 = view{}

// outcomes is the pool as the stage knows it.
type outcomes struct{ *pool.Pool }

// Ordered implements sequencer.Pool.
func (p outcomes) Ordered(tx common.Hash, at sequencer.Execution) { p.Settle(tx, outcomeOf(at)) }

func outcomeOf(at sequencer.Execution) pool.Outcome {
	return pool.Outcome{Number: at.Number, Index: at.Index, Receipt: at.Receipt}
}

// Dropped implements sequencer.Pool.
func (p outcomes) Dropped(tx common.Hash, why error) { p.Settle(tx, pool.Outcome{Err: why}) }

// poolState is the stage as the pool knows it.
type poolState struct{ *sequencer.Sequencer }

// Ordered implements pool.State.
func (s poolState) Ordered(hash common.Hash) (pool.Outcome, bool) {
	at, ok := s.Executed(hash)
	return outcomeOf(at), ok
}

// openBlock is the stage as the server knows it.
type openBlock struct{ *sequencer.Sequencer }

// Ordered implements rpc.Open.
func (o openBlock) Ordered(hash common.Hash) (pool.Outcome, bool) {
	at, ok := o.Executed(hash)
	return outcomeOf(at), ok
}

// Transaction implements rpc.Open.
func (o openBlock) Transaction(hash common.Hash) (rpc.Ordered, bool) {
	at, ok := o.Sequencer.Transaction(hash)
	return rpc.Ordered(at), ok
}
