package node

import (
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/layeredpow/adit/sequencer/rpc"
)

// l1Silence is how long the L1 node may be silent before this node calls itself not ready.
const l1Silence = time.Minute

// status answers where things are, for the JSON-RPC server.
type status struct {
	*base
	role string
}

// Derived implements rpc.Status.
func (s *status) Derived() rpc.Derived {
	d := s.deriver.Status().Tip
	out := rpc.Derived{
		L1:         rpc.L1Ref{Height: hexutil.Uint64(d.At.Height), Hash: d.At.Hash},
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
	n := rpc.NodeStatus{Role: s.role, Derived: &d, Alarms: s.NotReady()}
	if head, err := s.chain.Head(); err == nil {
		n.Sealed = rpc.L2Ref{Number: hexutil.Uint64(head.Number()), Hash: head.Hash()}
	}
	return n
}

// NotReady implements rpc.Status.
func (s *status) NotReady() []string {
	seen := s.deriver.Status().Seen
	switch {
	case seen.IsZero():
		return []string{"the L1 node has not answered yet"}
	case time.Since(seen) > l1Silence:
		return []string{fmt.Sprintf("the L1 node has not answered since %s", seen.UTC().Format(time.RFC3339))}
	}
	return nil
}
