// SPDX-License-Identifier: Apache-2.0

package node

import (
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/sequencer/rpc"
	"github.com/layeredpow/adit/stateroot"
)

// status answers where things are, for the JSON-RPC server.
type status struct {
	*base
	watcher *watch.Watcher
	urls    map[string]string // of the members' JSON-RPC by their ids; nil on a verifier
}

// Node implements rpc.Status. It is made of the facts that /metrics, /readyz and /state show.
func (s *status) Node() rpc.NodeStatus {
	facts, holding := s.watcher.Look()
	n := rpc.NodeStatus{Role: s.watcher.Role().String()}
	for _, a := range holding {
		n.Alarms = append(n.Alarms, a.Reason)
	}
	if facts == nil {
		return n
	}
	if c := facts.Chain; c != nil {
		n.Sealed = &rpc.L2Ref{Number: hexutil.Uint64(c.Number), Hash: c.Hash}
		if facts.L1 != nil {
			n.Derived = derived(facts.L1, c.Number)
		}
	}
	if facts.Set != nil {
		s.addSet(&n, facts.Set)
	}
	return n
}

// addSet adds the log's view to what every node says.
func (s *status) addSet(n *rpc.NodeStatus, set *watch.Set) {
	v := &set.View
	n.ID = v.ID
	if v.LeaderID != "" {
		n.Leader = &rpc.Leader{ID: v.LeaderID, URL: s.urls[v.LeaderID], Self: v.LeaderID == v.ID}
	}
	n.Raft = &rpc.RaftStatus{
		State: v.State, Term: hexutil.Uint64(v.Term),
		Last: hexutil.Uint64(v.LastIndex), Committed: hexutil.Uint64(v.Committed), Applied: hexutil.Uint64(set.Stage.Applied(v.Handed)),
		Members: []rpc.Member{},
	}
	for _, m := range v.Members {
		n.Raft.Members = append(n.Raft.Members, rpc.Member{ID: m.ID, Address: m.Address, URL: s.urls[m.ID], Voter: m.Voter})
	}
	n.Rebases = &rpc.RebaseCounts{Count: hexutil.Uint64(set.Rebases), Waiting: hexutil.Uint64(set.Again)}
}

// Derived implements rpc.Status. It looks at this moment, since the batcher makes its next batch by it.
func (s *status) Derived() (*rpc.Derived, error) {
	head, err := s.chain.Head()
	if err != nil {
		return nil, err
	}
	now := s.deriver.Status()
	return derived(&now, head.Number()), nil
}

// derived puts how far L1 has been followed into the server's words.
func derived(now *stateroot.Status, sealed uint64) *rpc.Derived {
	d := &now.Tip
	return &rpc.Derived{
		L1:         rpc.L1Ref{Height: hexutil.Uint64(d.At.Height), Hash: d.At.Hash},
		L1Head:     rpc.L1Ref{Height: hexutil.Uint64(now.Head.Height), Hash: now.Head.Hash},
		BatchCount: hexutil.Uint64(d.Batches), Tail: d.Tail[:], Messages: hexutil.Uint64(d.Messages),
		Consumed: hexutil.Uint64(d.Consumed), Number: hexutil.Uint64(d.Number), Hash: d.Head, Sealed: hexutil.Uint64(sealed),
	}
}

// Block implements rpc.Status.
func (s *status) Block(number uint64) rpc.Provenance {
	d := s.deriver.Status()
	c, ok, err := s.deriver.Carrier(number)
	if err != nil || !ok || !s.onDerived(number, d.Tip.Number) {
		return rpc.Provenance{}
	}
	finality := s.deriver.Finality(c.At)
	return rpc.Provenance{
		Safe:      number <= d.Deep.Number,
		Finalized: number <= d.Final.Number,
		Batch: &rpc.Posting{
			Index:         hexutil.Uint64(c.Batch),
			L1:            rpc.L1Ref{Height: hexutil.Uint64(c.At.Height), Hash: c.At.Hash},
			Confirmations: hexutil.Uint64(finality.Confirmations),
			Work:          (*hexutil.Big)(finality.Work),
			Reversal:      &finality.Reversal,
		},
	}
}

// onDerived tells whether the chain's own block of that number is the one that L1 carries.
func (s *status) onDerived(number, derived uint64) bool {
	tip, err := s.chain.HeadByNumber(derived)
	return err == nil && number <= derived && tip.Hash() == s.deriver.Status().Tip.Head
}
