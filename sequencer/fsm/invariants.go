// SPDX-License-Identifier: Apache-2.0

package fsm

import "github.com/layeredpow/adit/sequencer/invariant"

// hold asserts what every member relies on, whatever the log has held.
func (s *State) hold() {
	if s.Open == nil {
		invariant.Hold(len(s.Txs) == 0 && s.Slices == 0 && !s.Closed, "no block is open: %d transactions in %d slices, closed %t", len(s.Txs), s.Slices, s.Closed)
	} else {
		invariant.Hold(s.Open.Number == s.Sealed.Number+1 && s.Open.Parent == s.Sealed.Hash,
			"block %d on %s is open behind block %d %s", s.Open.Number, s.Open.Parent, s.Sealed.Number, s.Sealed.Hash)
	}
	above := s.Rebases()
	for i := range s.Queue {
		l := &s.Queue[i]
		invariant.Hold(l.Rebase < above, "what rebase %d left stands behind rebase %d", l.Rebase, above)
		invariant.Hold(l.Done < l.Count+uint64(len(l.Open)), "rebase %d: %d are done, of %d and %d", l.Rebase, l.Done, l.Count, len(l.Open))
		invariant.Hold(l.Fork.Number <= l.Tip.Number, "rebase %d left the blocks from %d to %d", l.Rebase, l.Fork.Number, l.Tip.Number)
		above = l.Rebase
	}
}
