package fsm

import (
	"fmt"

	"github.com/ethereum/go-ethereum/rlp"
)

// State is what the log amounts to so far. It is small: the chain itself is not in it.
type State struct {
	Sealed Ref      // newest sealed block
	Open   *Open    `rlp:"nil"` // the open block, nil between two blocks
	Txs    [][]byte // transactions of the open block, in order
	Slices uint64   // slices of the open block so far
	Queue  [][]byte // transactions orphaned by a Rebase and not yet in a slice, in their old order
}

// Ignored says why an entry takes no effect. Every member comes to the same answer; who proposed the entry proposes
// its content again.
type Ignored struct{ Why string }

func (i *Ignored) Error() string { return "log entry ignored: " + i.Why }

func ignore(format string, args ...any) error { return &Ignored{fmt.Sprintf(format, args...)} }

// Apply changes the state by one entry. The error is an *Ignored, and then nothing has changed.
func (s *State) Apply(e Entry) error {
	switch e := e.(type) {
	case *Open:
		return s.open(e)
	case *Slice:
		return s.slice(e)
	case *Seal:
		return s.seal(e)
	case *Rebase:
		return s.rebase(e)
	}
	return ignore("unknown kind")
}

func (s *State) open(e *Open) error {
	switch {
	case s.Open != nil:
		return ignore("block %d cannot open, block %d is open", e.Number, s.Open.Number)
	case e.Number != s.Sealed.Number+1 || e.Parent != s.Sealed.Hash:
		return ignore("block %d on %s does not follow block %d %s", e.Number, e.Parent, s.Sealed.Number, s.Sealed.Hash)
	}
	s.Open, s.Txs, s.Slices = e, nil, 0
	return nil
}

func (s *State) slice(e *Slice) error {
	switch {
	case s.Open == nil || s.Open.Number != e.Number:
		return ignore("slice %d names block %d, which is not open", e.Seq, e.Number)
	case s.Slices != e.Seq:
		return ignore("slice %d of block %d, slice %d comes next", e.Seq, e.Number, s.Slices)
	}
	s.Slices++
	s.Txs = append(s.Txs, e.Txs...)
	s.dequeue(e.Txs)
	return nil
}

// dequeue takes from the front of the queue what a slice has brought back. A leader slices the queue in order and before
// anything new, so a prefix is all that can match.
func (s *State) dequeue(txs [][]byte) {
	for _, tx := range txs {
		if len(s.Queue) == 0 || string(s.Queue[0]) != string(tx) {
			return
		}
		s.Queue = s.Queue[1:]
	}
}

func (s *State) seal(e *Seal) error {
	if s.Open == nil || s.Open.Number != e.Number {
		return ignore("seal of block %d, which is not open", e.Number)
	}
	s.Sealed = Ref{e.Number, e.Hash}
	s.Open, s.Txs, s.Slices = nil, nil, 0
	return nil
}

func (s *State) rebase(e *Rebase) error {
	switch {
	case e.From != s.Sealed || e.Slices != s.Slices:
		return ignore("rebase from block %d after %d slices, the log stands at block %d after %d", e.From.Number, e.Slices, s.Sealed.Number, s.Slices)
	case e.Fork.Number > s.Sealed.Number:
		return ignore("rebase to a fork at block %d, the newest is %d", e.Fork.Number, s.Sealed.Number)
	case e.Head.Number != e.Fork.Number+uint64(len(e.Blocks)):
		return ignore("rebase to block %d with %d blocks from %d", e.Head.Number, len(e.Blocks), e.Fork.Number)
	}
	s.Sealed, s.Queue = e.Head, append(e.Orphans, s.Queue...)
	s.Open, s.Txs, s.Slices = nil, nil, 0
	return nil
}

// Encode writes the state for a snapshot.
func (s *State) Encode() ([]byte, error) { return rlp.EncodeToBytes(s) }

// DecodeState reads what Encode wrote.
func DecodeState(b []byte) (*State, error) {
	s := new(State)
	if err := rlp.DecodeBytes(b, s); err != nil {
		return nil, fmt.Errorf("state of the log: %w", err)
	}
	return s, nil
}
