// SPDX-License-Identifier: Apache-2.0

package node

import (
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/cmd/node/watch"
	"github.com/layeredpow/adit/sequencer/rpc"
)

// status answers where things are, for the JSON-RPC server.
type status struct {
	*base
	role    string
	watcher *watch.Watcher
}

// Derived implements rpc.Status.
func (s *status) Derived() rpc.Derived {
	all := s.deriver.Status()
	d := all.Tip
	out := rpc.Derived{
		L1:         rpc.L1Ref{Height: hexutil.Uint64(d.At.Height), Hash: d.At.Hash},
		L1Head:     rpc.L1Ref{Height: hexutil.Uint64(all.Head.Height), Hash: all.Head.Hash},
		BatchCount: hexutil.Uint64(d.Batches), Tail: d.Tail[:], Messages: hexutil.Uint64(d.Messages),
		Consumed: hexutil.Uint64(d.Consumed), Number: hexutil.Uint64(d.Number), Hash: d.Head,
	}
	if head, err := s.chain.Head(); err == nil {
		out.Sealed = hexutil.Uint64(head.Number())
	}
	return out
}

// Block implements rpc.Status.
func (s *status) Block(number uint64) rpc.Provenance {
	d := s.deriver.Status()
	c, ok, err := s.deriver.Carrier(number)
	if err != nil || !ok || !s.onDerived(number, d.Tip.Number) {
		return rpc.Provenance{}
	}
	standing := s.deriver.Standing(c.At)
	return rpc.Provenance{
		Safe:      number <= d.Deep.Number,
		Finalized: number <= d.Final.Number,
		Batch: &rpc.Posting{
			Index:         hexutil.Uint64(c.Batch),
			L1:            rpc.L1Ref{Height: hexutil.Uint64(c.At.Height), Hash: c.At.Hash},
			Confirmations: hexutil.Uint64(standing.Confirmations),
			Work:          (*hexutil.Big)(standing.Work),
			Reversal:      &standing.Reversal,
		},
	}
}

// onDerived tells whether the chain's own block of that number is the one that L1 carries.
func (s *status) onDerived(number, derived uint64) bool {
	tip, err := s.chain.HeadByNumber(derived)
	return err == nil && number <= derived && tip.Hash() == s.deriver.Status().Tip.Head
}

// Node implements rpc.Status.
func (s *status) Node() rpc.NodeStatus {
	d := s.Derived()
	n := rpc.NodeStatus{Role: s.role, Derived: &d, Alarms: s.reasons()}
	if head, err := s.chain.Head(); err == nil {
		n.Sealed = rpc.L2Ref{Number: hexutil.Uint64(head.Number()), Hash: head.Hash()}
	}
	return n
}

// reasons are the sentences of all conditions that hold.
func (s *status) reasons() []string {
	var list []string
	for _, a := range s.watcher.Holding() {
		list = append(list, a.Reason)
	}
	return list
}
